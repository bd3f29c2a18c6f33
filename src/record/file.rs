//! Records that are a file of their own: what a kind of record says of itself, and how its text is read and written.

use std::fmt::Debug;

use ron::ser::PrettyConfig;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A kind of record that is one file of a workspace: the plan, the settings.
///
/// This is all that the store asks of a new kind: with it come save, history, merge, trash, journal and watch.
pub trait Record: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The file, below the workspace; it names the history too.
    const PATH: &'static str;
    /// As people call it, in the middle of a sentence: "thiết lập".
    const NAME: &'static str;
    /// The layout that this program writes.
    const SCHEMA: u32;
    /// What tells the entries of its lists apart, other than `id`.
    const KEYS: super::Keys = &[];

    /// What people call the fields and the words that stand for a choice, in the order in which they are read.
    const LABELS: &'static [(&'static str, &'static str)] = &[];

    /// The layout that the record was read in.
    fn schema(&self) -> u32;

    /// The record as it was read, with the fields that a file of before them says otherwise.
    #[must_use]
    fn upgraded(self) -> Self {
        self
    }
}

/// Why a record's text cannot be read, in words for the person who edits it.
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

/// Reads a record. What a newer version wrote is read as far as it is known; where it is not, the version is the reason.
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

/// A record as a file of its own.
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
