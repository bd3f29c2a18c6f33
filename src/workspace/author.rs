//! Who writes: the account and the machine, for the names of revisions.

use super::{Workspace, disk::Disk, files::Files};
use crate::fold::file_name_within;

/// Bytes that an author takes of a revision's file name.
const LONGEST: usize = 48;

/// Between the account and the machine.
const AT: &str = " ở ";

/// Stands for whoever changed a file with another program.
pub(super) const OUTSIDE: &str = "ngoài chương trình";

impl Workspace {
    /// The same workspace, its saves signed by a name that colleagues know instead of the account's.
    #[must_use]
    pub fn signed(mut self, author: &str) -> Self {
        self.author = file_name_within(author, LONGEST).into();
        self
    }

    pub fn author(&self) -> &str {
        &self.author
    }
}

/// "lan ở DAI-03", as far as the system tells.
pub(super) fn here() -> String {
    let author = match (variable(&["USER", "USERNAME", "LOGNAME"]), machine()) {
        (Some(user), Some(machine)) => format!("{user}{AT}{machine}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "không rõ ai".into(),
    };
    file_name_within(&author, LONGEST)
}

/// Who and on which machine: as an author's name tells, else this machine; nothing where neither does.
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

/// Where Linux keeps the machine's name; elsewhere the environment has it.
fn host_file() -> Option<String> {
    let (bytes, _) = Disk.read("/etc/hostname".as_ref(), 4096).ok()?;
    String::from_utf8(bytes).ok().filter(|name| !name.trim().is_empty())
}
