//! What the window knows of the files, for a look at what others changed.

use std::collections::{HashMap, HashSet};

use super::{Stamp, Stamps, Stored};
use crate::piece::PieceId;

/// What the caller knows of the files, by path.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub pieces: HashMap<String, (PieceId, Stamp)>,
    pub records: Stamps,
    /// Files that were told to be unsettled some time ago, as they were then: what is still so is whole.
    pub seen: HashMap<String, Stamp>,
    /// Pictures that are in memory, by path.
    pub pictures: HashSet<String>,
    /// What was told to be lost already, by path.
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
