//! Names that people give to revisions: "gửi duyệt lần 1". Each is a small file beside the revision, written once; a
//! later one counts instead of an earlier one, wherever the two were written.

use std::collections::HashMap;

use chrono::{TimeDelta, Utc};

use super::history::RevisionStore;
use super::revision_graph::{NameFile, RevisionId};
use super::{FOLDER, Key, SaveError, Workspace, lock, write};

/// Maximum length of a name, characters.
const LONGEST: usize = 60;
/// Maximum size of its file, bytes.
const LARGEST: u64 = 1024;

impl Workspace {
    /// Names a revision, or takes its name away with an empty one. A revision that was ever named is never thinned out.
    pub fn name_revision(&self, of: impl Into<Key>, id: RevisionId, name: &str) -> Result<(), SaveError> {
        let key = of.into();
        let Some(folder) = key.folder() else { return Ok(()) };
        self.prepare()?;
        let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let history = self.writable_history(folder)?;
        if history.entries.iter().all(|entry| entry.revision_id != id) {
            return Ok(());
        }
        let last = history.names.iter().filter(|named| named.revision_id == id).map(|named| named.time).max();
        // After the name before, whatever the clock says.
        let after = last.map(|last| last + TimeDelta::milliseconds(1));
        let time = after.map_or_else(Utc::now, |after| after.max(Utc::now()));
        let file = history.folder.join(NameFile { revision_id: id, time }.name());
        let name: String =
            name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
        write::create_new(&*self.files, &file, name.as_bytes())
            .map_err(SaveError::io("ghi được tên bản trong", &history.path))
    }

    /// The names in a history, by revision. What cannot be read has no name.
    pub(super) fn revision_names(&self, history: &RevisionStore<'_>) -> HashMap<RevisionId, String> {
        let mut latest: HashMap<RevisionId, &NameFile> = HashMap::new();
        for named in &history.names {
            let known = latest.entry(named.revision_id).or_insert(named);
            if known.time < named.time {
                *known = named;
            }
        }
        let read = |named: &NameFile| {
            let (bytes, _) = self.files.read(&history.folder.join(named.name()), LARGEST).ok()?;
            String::from_utf8(bytes).ok().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
        };
        latest.into_iter().filter_map(|(id, named)| Some((id, read(named)?))).collect()
    }
}
