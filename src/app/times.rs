//! When the files of the open workspace were last written, for exports that must tell which of two is newer.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Session;
use super::save::Entry;
use crate::piece::PieceId;
use crate::store::Key;

pub(super) struct Times {
    files: Arc<HashMap<Key, Entry>>,
    /// Edited and not saved yet.
    held: BTreeSet<Key>,
    now: DateTime<Utc>,
    /// When the records were last written, the latest of all.
    pub shared: Option<DateTime<Utc>>,
}

impl Session {
    pub(super) fn times(&self) -> Times {
        Times {
            files: self.saver.entries(),
            held: self.saver.held(),
            now: Utc::now(),
            shared: self.saver.records_written(),
        }
    }
}

impl Times {
    pub fn of_piece(&self, id: &PieceId) -> Option<DateTime<Utc>> {
        let key = Key::from(id);
        if self.held.contains(&key) { Some(self.now) } else { self.files.get(&key)?.written() }
    }
}
