//! Records with a file of their own: what a kind of record declares, and how its text is read and written.

use std::fmt::Debug;

use ron::ser::PrettyConfig;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A kind of record: with one file in the workspace, like the plan and the settings, where a workspace without
/// the file has the default; or, with an [`EXTENSION`](Record::EXTENSION), with a file for each of many, like
/// the cases.
///
/// Nothing else is needed for a new kind: save, history, merge, trash, journal, watch and undo follow.
pub trait Record:
    Clone + Debug + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// The path of its file in the workspace, which also names the history; of a kind with many files, the
    /// folder that holds them and the folders below it.
    const PATH: &'static str;
    /// Its name in the middle of a sentence: "thiết lập"; of a kind with many files, of each: "ý kiến".
    const NAME: &'static str;
    /// Makes it a kind with many files, which have this extension, without the dot. No two kinds share one, nor
    /// one with a format of pieces.
    const EXTENSION: Option<&'static str> = None;
    /// The schema that this program writes.
    const SCHEMA: u32;
    /// The keys of its lists' entries, where other than `id`.
    const KEYS: super::Keys = &[];

    /// The user-facing labels of fields and of enum values, in reading order.
    const LABELS: &'static [(&'static str, &'static str)] = &[];

    /// The schema that the record was read with.
    fn schema(&self) -> u32;

    /// Of one of many: its id, the file's as well as the header's. It never changes.
    #[expect(clippy::unnecessary_literal_bound, reason = "a record of many borrows its id")]
    fn id(&self) -> &str {
        ""
    }

    /// Of one of many: gives it another id, which makes it another record.
    fn set_id(&mut self, _id: &str) {}

    /// Of one of many: how people call it, "“Chờ giấy hồng ba tháng”".
    fn title(&self) -> String {
        String::new()
    }

    /// Of one of many: the folder below [`PATH`](Self::PATH) and the beginning of the name of a new file:
    /// "2014/2014-03-05 Chờ giấy hồng ba tháng".
    fn file_name(&self) -> String {
        self.title()
    }

    /// Fills in fields that older files express in another way.
    #[must_use]
    fn upgraded(self) -> Self {
        self
    }
}

/// Why a record's text cannot be parsed, for the person who edits it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    #[error("{0}")]
    Syntax(#[from] super::Error),
    #[error(
        "Tệp thuộc phiên bản {found}, chương trình này chỉ đọc được đến phiên bản {known}. \
         Hãy cập nhật chương trình Tòa soạn rồi mở lại."
    )]
    Newer { found: u32, known: u32 },
}

/// Parses a record. A file of a newer version is read as far as possible; if it fails, the version is given
/// as the reason.
///
/// # Errors
/// The text is no RON, or not this record.
pub fn parse<T: Record>(text: &str) -> Result<T, ParseError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    super::read(text).map(T::upgraded).map_err(|error| match super::read::<Schema>(text) {
        Ok(Schema { schema: found }) if found > T::SCHEMA => ParseError::Newer { found, known: T::SCHEMA },
        _ => error.into(),
    })
}

/// The text of a record's file.
///
/// # Panics
/// Never for our records, as [`super::write`].
pub fn to_text<T: Record>(value: &T) -> String {
    let pretty = PrettyConfig::new().indentor("    ").new_line("\n");
    let mut text = super::options()
        .to_string_pretty(value, pretty)
        .expect("records hold only strings, numbers, enums and lists");
    text.push('\n');
    text
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Schema {
    schema: u32,
}
