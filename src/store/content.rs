//! The content of a workspace file, a piece or a record; history, trash and conflict copies work on it.

use super::{Error, Key, Problem, Revision, Workspace, read, text, trash};
use crate::piece::{Header, Piece};
use crate::record::AnyRecord;

/// The content of one file.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Piece(Box<Piece>),
    Record(AnyRecord),
}

impl Content {
    /// Whether a newer version of the program wrote it: then it is read-only.
    pub fn is_newer(&self) -> bool {
        match self {
            Self::Piece(piece) => piece.header.schema > Header::SCHEMA,
            Self::Record(record) => record.newer_schema().is_some(),
        }
    }

    pub fn piece(self) -> Option<Piece> {
        match self {
            Self::Piece(piece) => Some(*piece),
            Self::Record(_) => None,
        }
    }

    pub fn record(self) -> Option<AnyRecord> {
        match self {
            Self::Piece(_) => None,
            Self::Record(record) => Some(record),
        }
    }
}

impl Workspace {
    /// Parses the bytes of a file, or of a revision at `path`, as the piece or record named by `key`.
    pub(super) fn parse_as(&self, key: &Key, bytes: &[u8], path: &str) -> Result<Content, Problem> {
        match key {
            Key::Piece(_) => Self::parse_piece(bytes, path).map(|piece| Content::Piece(Box::new(piece))),
            Key::Record(record) => {
                let unknown = || Problem::broken(path, None, "không rõ là tệp gì", "chọn bản khác");
                let kind = self.kinds().iter().find(|kind| kind.path == *record).ok_or_else(unknown)?;
                let (text, _) = text::decode(bytes).map_err(|damage| {
                    Problem::broken(path, damage.line(), damage.reason(), damage.remedy())
                })?;
                kind.parse(&text).map(Content::Record).map_err(|error| read::explain(path, error))
            }
        }
    }

    pub(super) fn parse_piece(bytes: &[u8], path: &str) -> Result<Piece, Problem> {
        let format = trash::format_of(path)
            .ok_or_else(|| Problem::broken(path, None, "không phải bản lưu của bài", "chọn bản khác"))?;
        read::parse(bytes, path, format).map(|(piece, _)| piece)
    }

    /// The content of a revision. To restore it, save it over the file like any other change.
    pub fn read_content(&self, key: &Key, revision: &Revision) -> Result<Content, Error> {
        let bytes = self.revision_bytes(revision)?;
        self.parse_as(key, &bytes, &revision.path).map_err(Error::Broken)
    }
}
