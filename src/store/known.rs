//! The window's knowledge of the files, for a rescan.

use std::collections::{HashMap, HashSet};

use super::{Key, Stamp, Stamps, Stored, StoredFile};

/// The caller's knowledge of the files, by path.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Of pieces and of kinds with many files.
    pub files: HashMap<String, (Key, Stamp)>,
    pub records: Stamps,
    /// Files reported as unsettled, with their stamps then: one that has not changed since is complete.
    pub seen: HashMap<String, Stamp>,
    /// Pictures in memory, by path.
    pub pictures: HashSet<String>,
    /// Files already reported as lost, by path.
    pub lost: HashSet<String>,
}

impl Known {
    pub fn of<'a>(
        pieces: impl IntoIterator<Item = &'a Stored>,
        records: impl IntoIterator<Item = (&'static str, Stamp)>,
    ) -> Self {
        let files = pieces
            .into_iter()
            .map(|stored| (stored.path.clone(), (Key::from(stored.piece.id()), stored.stamp)))
            .collect();
        Self { files, records: records.into_iter().collect(), ..Self::default() }
    }

    /// The same, with files of kinds with many.
    #[must_use]
    pub fn with_entries<'a>(mut self, entries: impl IntoIterator<Item = &'a StoredFile>) -> Self {
        self.files
            .extend(entries.into_iter().map(|stored| (stored.path.clone(), (stored.key(), stored.stamp))));
        self
    }
}
