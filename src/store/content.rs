//! The content of a workspace file, a piece or a record: parsed, written, merged, kept and restored alike.

use std::sync::Arc;

use super::{Key, Problem, Stamp, Stored, Workspace, name, read, text};
use crate::piece::merge::{self, Choice};
use crate::piece::{Header, Piece};
use crate::record::{self, AnyRecord};

/// The content of one file. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Piece(Arc<Piece>),
    Record(AnyRecord),
}

/// A content with the path of its file and the file's state when it was read or written.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredFile {
    pub content: Content,
    /// Relative to the workspace, with `/`.
    pub path: String,
    pub stamp: Stamp,
}

impl StoredFile {
    pub fn key(&self) -> Key {
        self.content.key()
    }

    pub fn piece(&self) -> Option<&Piece> {
        self.content.piece()
    }

    /// The piece in it; the file itself when it holds a record.
    pub(super) fn into_piece(self) -> Result<Stored, Self> {
        match self.content {
            Content::Piece(piece) => {
                Ok(Stored { piece: Arc::unwrap_or_clone(piece), path: self.path, stamp: self.stamp })
            }
            Content::Record(_) => Err(self),
        }
    }

    /// Why it cannot be read beside another file with the same id.
    pub(super) fn twin_of(&self, original: &str) -> Problem {
        match &self.content {
            Content::Piece(piece) => Problem::twin(&self.path, "bài", piece.id().as_str(), original),
            Content::Record(record) => {
                let entry = record.entry();
                let id = entry.as_ref().map_or("", |entry| entry.id());
                Problem::twin(&self.path, record.kind().name, id, original)
            }
        }
    }

    pub fn record(&self) -> Option<&AnyRecord> {
        self.content.record()
    }
}

impl From<Stored> for StoredFile {
    fn from(Stored { piece, path, stamp }: Stored) -> Self {
        Self { content: piece.into(), path, stamp }
    }
}

impl From<Piece> for Content {
    fn from(piece: Piece) -> Self {
        Self::Piece(Arc::new(piece))
    }
}

impl Content {
    pub fn key(&self) -> Key {
        match self {
            Self::Piece(piece) => Key::from(piece.id()),
            Self::Record(record) => {
                record.entry().map_or_else(|| Key::Record(record.kind().path), Key::Entry)
            }
        }
    }

    /// The name for a message: "“Một cửa”", "thiết lập".
    pub fn name(&self) -> String {
        match self {
            Self::Piece(piece) => format!("“{}”", piece.header.title),
            Self::Record(record) => record.name(),
        }
    }

    /// "một bài", "một ý kiến"
    pub(super) fn one(&self) -> String {
        match self {
            Self::Piece(_) => "một bài".to_owned(),
            Self::Record(record) => format!("một {}", record.kind().name),
        }
    }

    /// The schema it was written with, when newer than this program's: then it is read-only.
    pub fn newer_schema(&self) -> Option<u32> {
        match self {
            Self::Piece(piece) => Some(piece.header.schema).filter(|schema| *schema > Header::SCHEMA),
            Self::Record(record) => record.newer_schema(),
        }
    }

    /// Like [`Self::newer_schema`].
    pub fn is_newer(&self) -> bool {
        self.newer_schema().is_some()
    }

    /// The text of a new file.
    pub fn to_text(&self) -> String {
        match self {
            Self::Piece(piece) => piece.to_text(),
            Self::Record(record) => record.text_over(None),
        }
    }

    /// Merges another version into this one; none when it is of another kind. `base` is their common
    /// ancestor, if known.
    pub fn merge(&self, base: Option<&Self>, theirs: &Self) -> Option<Merged> {
        match (self, theirs) {
            (Self::Piece(mine), Self::Piece(theirs)) => {
                let merged = match base.and_then(Self::piece) {
                    Some(base) => merge::merge(base, mine, theirs),
                    None => merge::merge_without_base(mine, theirs),
                };
                Some(Merged::Piece(Box::new(merged)))
            }
            (Self::Record(mine), Self::Record(theirs)) => {
                Some(Merged::Record(mine.merge(base.and_then(Self::record), theirs)))
            }
            _ => None,
        }
    }

    pub fn piece(&self) -> Option<&Piece> {
        match self {
            Self::Piece(piece) => Some(piece),
            Self::Record(_) => None,
        }
    }

    pub fn record(&self) -> Option<&AnyRecord> {
        match self {
            Self::Piece(_) => None,
            Self::Record(record) => Some(record),
        }
    }
}

/// The result of a merge.
#[derive(Debug, Clone, PartialEq)]
pub enum Merged {
    Piece(Box<merge::Merged>),
    Record(record::Merged<AnyRecord>),
}

/// A part that both sides changed differently, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict<'a> {
    pub place: &'a str,
    pub base: &'a str,
    pub mine: &'a str,
    pub theirs: &'a str,
    pub can_keep_both: bool,
}

impl Merged {
    /// All changes of both sides; where they conflict, both texts or mine.
    pub fn content(&self) -> Content {
        match self {
            Self::Piece(merged) => merged.keep_all().into(),
            Self::Record(merged) => Content::Record(merged.record.clone()),
        }
    }

    /// With a choice for each of the [`Self::conflicts`].
    pub fn resolve(&self, choices: &[Choice]) -> Content {
        match self {
            Self::Piece(merged) => merged.resolve(choices).into(),
            Self::Record(merged) => {
                let chosen = merged.conflicts.iter().zip(choices);
                let theirs: Vec<&record::Conflict> = chosen
                    .filter(|(_, choice)| **choice == Choice::Theirs)
                    .map(|(conflict, _)| conflict)
                    .collect();
                Content::Record(merged.record.take_theirs(&theirs))
            }
        }
    }

    pub fn conflicts(&self) -> Vec<Conflict<'_>> {
        match self {
            Self::Piece(merged) => merged
                .conflicts
                .iter()
                .map(|conflict| Conflict {
                    place: &conflict.place,
                    base: &conflict.base,
                    mine: &conflict.mine,
                    theirs: &conflict.theirs,
                    can_keep_both: conflict.can_keep_both(),
                })
                .collect(),
            Self::Record(merged) => merged
                .conflicts
                .iter()
                .map(|conflict| Conflict {
                    place: &conflict.place,
                    base: &conflict.base,
                    mine: &conflict.mine,
                    theirs: &conflict.theirs,
                    can_keep_both: false,
                })
                .collect(),
        }
    }
}

impl Workspace {
    /// Parses the bytes of a file, or of a revision at `path`, as the piece or record named by `key`.
    pub(super) fn parse_as(&self, key: &Key, bytes: &[u8], path: &str) -> Result<Content, Problem> {
        match key {
            Key::Piece(_) => Self::parse_piece(bytes, path).map(Content::from),
            Key::Record(kind) => self.parse_record(kind, bytes, path),
            Key::Entry(entry) => self.parse_record(entry.kind(), bytes, path),
        }
    }

    /// Parses the bytes of the file at `path` as the piece or the one of many records that its name says.
    pub(super) fn parse_at(&self, bytes: &[u8], path: &str) -> Result<Content, Problem> {
        match self.kind_of_entry(path) {
            Some(kind) => read::parse_entry(bytes, path, &kind).map(|(record, _)| Content::Record(record)),
            None => Self::parse_piece(bytes, path).map(Content::from),
        }
    }

    /// Parses bytes as a record of the kind with this [`record::Record::PATH`].
    fn parse_record(&self, kind: &str, bytes: &[u8], path: &str) -> Result<Content, Problem> {
        let unknown = || Problem::broken(path, None, "không rõ là tệp gì", "chọn bản khác");
        let kind = self.kinds().iter().find(|known| known.path == kind).ok_or_else(unknown)?;
        let (text, _) = text::decode(bytes)
            .map_err(|damage| Problem::broken(path, damage.line(), damage.reason(), damage.remedy()))?;
        kind.parse(&text).map(Content::Record).map_err(|error| read::explain(path, error))
    }

    pub(super) fn parse_piece(bytes: &[u8], path: &str) -> Result<Piece, Problem> {
        let format = name::format_of(path)
            .ok_or_else(|| Problem::broken(path, None, "không phải bản lưu của bài", "chọn bản khác"))?;
        read::parse(bytes, path, format).map(|(piece, _)| piece)
    }
}
