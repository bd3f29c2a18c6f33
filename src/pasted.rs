//! A table as people copy it from Excel or Word: its rows, its columns by their heads, and what became of each row.

use chrono::NaiveDate;

use crate::calendar::wording;
use crate::fold::fold;

/// What a row does to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    New,
    /// A known entry gets other values in these fields, in the words of the table's head.
    Changed(Vec<&'static str>),
    Same,
}

/// A row that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// From 1.
    pub row: usize,
    /// The column at fault, from 0, where it is one.
    pub column: Option<usize>,
    pub text: String,
    /// What to mend, in Vietnamese.
    pub reason: String,
}

impl Missed {
    pub fn new(row: usize, cells: &[String], reason: impl Into<String>) -> Self {
        Self { row, column: None, text: cells.join(" | "), reason: reason.into() }
    }
}

/// The rows with something in them, each with its number in the list from 1. Cells are separated by tabs; a quoted
/// cell may have line breaks, as Excel copies it.
pub fn rows(list: &str) -> Vec<(usize, Vec<String>)> {
    let list = list.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    // A quotation mark that is not closed is a letter like any other.
    let has_quotes = list.bytes().filter(|byte| *byte == b'"').count() % 2 == 0;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .flexible(true)
        .quoting(has_quotes)
        .from_reader(list.as_bytes());
    let mut rows = Vec::new();
    let mut number = 0;
    for record in reader.records().filter_map(Result::ok) {
        // The reader passes over empty lines, which are rows of the list.
        let from = record.position().map_or(0, |position| position.byte() as usize);
        let rest = list.get(from..).unwrap_or_default();
        number += 1 + leading(rest);
        let cells: Vec<String> = record.iter().map(tidy).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((number, cells));
        }
    }
    rows
}

/// The empty lines at the start of a text.
fn leading(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'\n').count()
}

/// Without line breaks and doubled spaces.
pub fn tidy(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The column whose head begins this cell; of several the longest. The heads are folded.
pub fn column<T: Copy>(heads: &[(&str, T)], cell: &str) -> Option<T> {
    let cell = fold(cell);
    let cell = cell.trim_matches(|letter: char| !letter.is_alphanumeric());
    let begins = |head: &str| {
        cell.strip_prefix(head).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
    };
    let longest = heads.iter().filter(|(head, _)| begins(head)).max_by_key(|(head, _)| head.len());
    longest.map(|(_, column)| *column)
}

pub fn is_number(cell: &str) -> bool {
    let cell = cell.trim_end_matches('.');
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// A telephone number or an e-mail address.
pub fn is_contact(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let is_telephone = (8..=15).contains(&digits)
        && cell.chars().all(|letter| letter.is_ascii_digit() || " .-()+/".contains(letter));
    is_telephone || (cell.contains('@') && !cell.contains(' '))
}

/// A day with its year: "1/7" is none.
pub fn date(cell: &str, year: i32) -> Option<NaiveDate> {
    // Excel copies a day with its hour where the cell has one.
    let day = cell.split_whitespace().next()?;
    wording::parse_date(day, year)
}
