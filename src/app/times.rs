//! When the files of the open workspace were last written, for exports that must tell which of two is newer.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Session;
use crate::piece::PieceId;
use crate::store::Stamp;

pub(super) struct Times {
    files: Arc<HashMap<PieceId, (String, Stamp)>>,
    /// Edited and not saved yet.
    held: HashSet<PieceId>,
    now: DateTime<Utc>,
    /// The later of the plan's and the settings'.
    pub shared: Option<DateTime<Utc>>,
}

impl Session {
    pub(super) fn times(&self) -> Times {
        Times {
            files: self.saver.files(),
            held: self.saver.dirty_pieces().into_iter().map(|(id, _)| id).collect(),
            now: Utc::now(),
            shared: self.saver.records_written(),
        }
    }
}

impl Times {
    pub fn of_piece(&self, id: &PieceId) -> Option<DateTime<Utc>> {
        if self.held.contains(id) { Some(self.now) } else { self.files.get(id)?.1.written() }
    }
}
