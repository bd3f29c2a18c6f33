//! The window's knowledge of the files, for a rescan.

use std::collections::{HashMap, HashSet};

use super::{Stamp, Stamps, Stored};
use crate::piece::PieceId;

/// The caller's knowledge of the files, by path.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub pieces: HashMap<String, (PieceId, Stamp)>,
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
        let pieces = pieces
            .into_iter()
            .map(|stored| (stored.path.clone(), (stored.piece.header.id.clone(), stored.stamp)))
            .collect();
        Self { pieces, records: records.into_iter().collect(), ..Self::default() }
    }
}
