//! The plan and the settings as RON text, and what is said when a text cannot be read.

use ron::ser::PrettyConfig;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::record;

/// Why a plan or settings text cannot be read, in words for the person who edits it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    #[error("{0}")]
    Syntax(#[from] record::Error),
    #[error(
        "Tệp thuộc phiên bản {found}, chương trình này chỉ đọc được đến phiên bản {known}. \
         Hãy cập nhật chương trình Tòa soạn rồi mở lại."
    )]
    Newer { found: u32, known: u32 },
}

/// What a newer version wrote is read as far as it is known; where it is not, the version is the reason.
pub(super) fn read<T: DeserializeOwned>(text: &str, known: u32) -> Result<T, ParseError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    record::read(text).map_err(|error| match record::read::<Schema>(text) {
        Ok(Schema { schema: found }) if found > known => ParseError::Newer { found, known },
        _ => error.into(),
    })
}

pub(super) fn write<T: Serialize>(value: &T) -> String {
    let pretty = PrettyConfig::new().indentor("    ").new_line("\n");
    let mut text = record::options()
        .to_string_pretty(value, pretty)
        .expect("the plan's types hold nothing that RON cannot write");
    text.push('\n');
    text
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Schema {
    schema: u32,
}
