//! What names a thing that is kept in a file.

use crate::piece::PieceId;

/// A record by its path, a piece by its id: its file may move.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Record(&'static str),
    Piece(PieceId),
}

impl From<&PieceId> for Key {
    fn from(id: &PieceId) -> Self {
        Self::Piece(id.clone())
    }
}

impl From<PieceId> for Key {
    fn from(id: PieceId) -> Self {
        Self::Piece(id)
    }
}
