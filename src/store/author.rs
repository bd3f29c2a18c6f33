//! The author of a revision: account and machine, as used in revision names.

use super::{Workspace, disk::Disk, files::Files};
use crate::fold::file_name_within;

/// Maximum bytes of the author in a revision's file name.
const LONGEST: usize = 48;

/// Separates the account from the machine.
const AT: &str = " ở ";

/// The author of changes made by other programs.
pub(super) const OUTSIDE: &str = "ngoài chương trình";

impl Workspace {
    /// The same workspace, but its saves carry this name instead of the account's.
    #[must_use]
    pub fn signed(mut self, author: &str) -> Self {
        self.author = file_name_within(author, LONGEST).into();
        self
    }

    /// The same workspace, its saves signed by a person at this machine: "Chị Lan ở DAI-03". Without a name, by the
    /// account.
    #[must_use]
    pub fn signed_by(self, person: &str) -> Self {
        let machine = machine();
        match machine {
            _ if person.is_empty() => Self { author: here().into(), ..self },
            Some(machine) => self.signed(&format!("{person}{AT}{machine}")),
            None => self.signed(person),
        }
    }

    pub fn author(&self) -> &str {
        &self.author
    }
}

/// "lan ở DAI-03", as far as the system provides the names.
pub(super) fn here() -> String {
    let author = match (variable(&["USER", "USERNAME", "LOGNAME"]), machine()) {
        (Some(user), Some(machine)) => format!("{user}{AT}{machine}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "không rõ ai".into(),
    };
    file_name_within(&author, LONGEST)
}

/// User and machine: from the author's name, else this machine; empty when unknown.
pub(super) fn parts(author: &str) -> (String, String) {
    if let Some((person, machine)) = author.split_once(AT) {
        return (person.to_owned(), machine.to_owned());
    }
    (author.to_owned(), machine().filter(|machine| machine != author).unwrap_or_default())
}

fn machine() -> Option<String> {
    let machine = variable(&["COMPUTERNAME", "HOSTNAME"]).or_else(host_file)?;
    Some(machine.trim().to_owned())
}

fn variable(names: &[&str]) -> Option<String> {
    names.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.trim().is_empty())
}

/// Linux keeps the machine's name in a file; other systems in the environment.
fn host_file() -> Option<String> {
    let (bytes, _) = Disk.read("/etc/hostname".as_ref(), 4096).ok()?;
    String::from_utf8(bytes).ok().filter(|name| !name.trim().is_empty())
}
