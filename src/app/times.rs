//! When the contents of the open workspace were last changed, for exports that must tell which of two is newer.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use super::Session;
use crate::piece::PieceId;
use crate::store::{Changed, Key, Stamp, Stamps, Workspace};

/// What the saver knows of the files.
pub(super) struct Times {
    files: Arc<HashMap<PieceId, (String, Stamp)>>,
    records: Stamps,
    /// Edited and not saved yet.
    held: HashSet<PieceId>,
    now: DateTime<Utc>,
}

/// With what their histories say.
pub(super) struct Read {
    changed: Changed,
    held: HashSet<PieceId>,
    now: DateTime<Utc>,
}

impl Session {
    pub(super) fn times(&self) -> Times {
        Times {
            files: self.saver.files(),
            records: self.saver.record_stamps(),
            held: self.saver.dirty_pieces().into_iter().map(|(id, _)| id).collect(),
            now: Utc::now().trunc_subsecs(0),
        }
    }
}

impl Times {
    /// Reads the histories: not for the window's thread.
    pub fn read(self, workspace: &Workspace) -> Read {
        let pieces = self.files.iter().map(|(id, (_, stamp))| (Key::from(id), *stamp));
        let records = self.records.iter().map(|(path, stamp)| (Key::Record(path), *stamp));
        let changed = workspace.changed(&pieces.chain(records).collect::<Vec<_>>());
        Read { changed, held: self.held, now: self.now }
    }
}

impl Read {
    pub fn of_piece(&self, id: &PieceId) -> Option<DateTime<Utc>> {
        let saved = self.changed.piece(id);
        let next = saved.map(|saved| saved + TimeDelta::seconds(1));
        if self.held.contains(id) { next.max(Some(self.now)) } else { saved }
    }

    /// The later of the plan's and the settings'.
    pub fn of_records(&self) -> Option<DateTime<Utc>> {
        self.changed.records()
    }
}
