//! What the clipboard's text becomes in a piece.

use super::table::Copied;
use crate::import::{self, Source, clipboard};
use crate::piece::Format;
use crate::piece::av::{Row, Script};
use crate::plan::Settings;

/// Whether a text pasted into a field is rows: copied here, or a table.
pub fn is_rows(text: &str, copied: Option<&Copied>) -> bool {
    copied.is_some_and(|copied| copied.rows(text).is_some()) || clipboard::table(text).is_some()
}

/// A table pasted into an article, as it prints there; none for other texts. `is_within`: the line has words already.
pub fn article(text: &str, is_within: bool, settings: &Settings) -> Option<String> {
    let source = clipboard::table(text)?;
    let draft = import::draft(&source, Format::Article, &|voice| settings.rate_of(voice));
    Some(format!("{}{}", if is_within { "\n\n" } else { "" }, draft.body))
}

/// The rows of a script: those copied here whole, a table's, else the words with a row for each speaker.
pub fn rows(text: &str, copied: Option<&Copied>, settings: &Settings) -> Vec<Row> {
    if let Some(rows) = copied.and_then(|copied| copied.rows(text)) {
        return rows;
    }
    let (source, format) = match clipboard::table(text) {
        Some(table) => (table, Format::Av),
        None => (Source::of_text(text), Format::Radio),
    };
    let draft = import::draft(&source, format, &|voice| settings.rate_of(voice));
    Script::parse(&draft.body).rows
}
