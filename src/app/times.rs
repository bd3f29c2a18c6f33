//! When the contents of the open workspace were last changed, for exports that must tell which of two is newer.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use super::Session;
use super::save::Entry;
use crate::piece::PieceId;
use crate::store::{Changed, Key, Workspace};

/// What the saver knows of the files.
pub(super) struct Times {
    files: Arc<HashMap<Key, Entry>>,
    /// Edited and not saved yet.
    held: BTreeSet<Key>,
    now: DateTime<Utc>,
}

/// With what their histories say.
pub(super) struct Read {
    changed: Changed,
    held: BTreeSet<Key>,
    now: DateTime<Utc>,
}

impl Session {
    pub(super) fn times(&self) -> Times {
        Times { files: self.saver.entries(), held: self.saver.held(), now: Utc::now().trunc_subsecs(0) }
    }
}

impl Times {
    /// Reads the histories: not for the window's thread.
    pub fn read(self, workspace: &Workspace) -> Read {
        let stamp = |(key, entry): (&Key, &Entry)| Some((key.clone(), entry.stamp()?));
        let changed = workspace.change_times(&self.files.iter().filter_map(stamp).collect::<Vec<_>>());
        Read { changed, held: self.held, now: self.now }
    }
}

impl Read {
    pub fn of_piece(&self, id: &PieceId) -> Option<DateTime<Utc>> {
        let saved = self.changed.piece(id);
        let next = saved.map(|saved| saved + TimeDelta::seconds(1));
        if self.held.contains(&Key::from(id)) { next.max(Some(self.now)) } else { saved }
    }

    /// The latest of all records.
    pub fn of_records(&self) -> Option<DateTime<Utc>> {
        self.changed.records()
    }
}
