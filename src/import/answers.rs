//! Tables of answers that were typed in elsewhere: an Excel workbook, a text with commas, semicolons or tabs.

use super::workbook::Texts;
use crate::pasted;
use crate::survey::entry::{List, table};

/// The extensions of files with answers.
pub const EXTENSIONS: &[&str] = &["xlsx", "csv", "txt"];

/// Reads a table; see [`table`] for its columns. `text` decodes a text.
///
/// # Errors
/// No table, or one without the columns; in Vietnamese.
pub fn read(
    bytes: &[u8],
    text: &dyn Fn(&[u8]) -> Result<String, String>,
    questions: usize,
    options: usize,
) -> Result<List, String> {
    let rows = if bytes.starts_with(b"PK") { Texts::of(bytes)?.rows } else { rows(&text(bytes)?) };
    table(&rows, questions, options)
}

/// The rows of a text, whose cells are parted by what its first lines have most of.
fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let head: String = text.lines().take(5).collect();
    let count = |mark: &char| head.chars().filter(|letter| letter == mark).count();
    let mark = ['\t', ';', ','].into_iter().max_by_key(count).unwrap_or('\t');
    if mark == '\t' {
        return pasted::rows(text);
    }
    let reader = csv::ReaderBuilder::new()
        .delimiter(mark as u8)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes())
        .into_records()
        .filter_map(Result::ok)
        .map(|record| {
            let line = record.position().map_or(0, |position| position.line() as usize);
            (line, record.iter().map(pasted::tidy).collect::<Vec<String>>())
        });
    reader.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect()
}
