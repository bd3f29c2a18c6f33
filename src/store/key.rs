//! Identifies what is stored in a file.

use super::name;
use crate::piece::PieceId;
use crate::record::{EntryId, Kind};

/// A record by its path; a piece, or one record of a kind with many files, by its id, because its file may move.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Piece(PieceId),
    Record(&'static str),
    Entry(EntryId),
}

impl Key {
    /// The name of its folder in the history; none if its id is not safe.
    pub(super) fn folder(&self) -> Option<&str> {
        match self {
            Self::Record(path) => Some(path),
            Self::Piece(id) => Some(id.as_str()).filter(|id| name::is_safe_id(id)),
            Self::Entry(entry) => Some(entry.name()).filter(|_| name::is_safe_id(entry.id())),
        }
    }

    /// Its part of a file name; for records it begins with a character that no id has.
    pub(super) fn file_name(&self) -> Option<String> {
        match self {
            Self::Record(path) => Some(format!("@{path}")),
            Self::Piece(_) | Self::Entry(_) => self.folder().map(str::to_owned),
        }
    }
}

impl From<&Self> for Key {
    fn from(key: &Self) -> Self {
        key.clone()
    }
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

impl From<EntryId> for Key {
    fn from(id: EntryId) -> Self {
        Self::Entry(id)
    }
}

impl From<&Kind> for Key {
    /// Of a kind with one file.
    fn from(kind: &Kind) -> Self {
        Self::Record(kind.path)
    }
}
