//! The cells of a copied list, and what a single cell says.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::calendar::wording;
use crate::plan::LocalityKind;

/// The rows with something in them, each with its number in the list from 1. Cells are separated by tabs; a quoted
/// cell may have line breaks, as Excel copies it.
pub(in crate::plan) fn rows(list: &str) -> Vec<(usize, Vec<String>)> {
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
        number += 1 + rest.len() - rest.trim_start_matches('\n').len();
        let cells: Vec<String> = record.iter().map(tidy).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((number, cells));
        }
    }
    rows
}

/// Without line breaks and doubled spaces.
fn tidy(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Phường Ninh Kiều" as kind and name; a number or dash before them is passed over, and a name in capitals gets
/// small letters.
pub(super) fn kind_and_name(text: &str) -> (Option<LocalityKind>, String) {
    let text = text.trim_start_matches(|letter: char| "-–•+*".contains(letter)).trim_start();
    let text = match text.split_once(['.', ')']) {
        Some((number, rest)) if is_number(number) => rest.trim_start(),
        _ => text,
    };
    // "P.Ninh Kiều" and "P. Ninh Kiều"; "thị trấn" has two words.
    let spaced = text.replacen('.', ". ", 1);
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let found = [2, 1].into_iter().find_map(|count| {
        let (kind, name) = words.split_at_checked(count).filter(|(_, name)| !name.is_empty())?;
        Some((LocalityKind::from_word(&kind.join(" "))?, name.join(" ")))
    });
    match found {
        Some((kind, name)) => (Some(kind), named(&name)),
        None => (None, named(text)),
    }
}

/// "NINH KIỀU" becomes "Ninh Kiều"; other names stay as they are.
fn named(name: &str) -> String {
    let is_capital = name.chars().count() > 3
        && name.chars().any(char::is_uppercase)
        && !name.chars().any(char::is_lowercase);
    if !is_capital {
        return name.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| format!("{first}{}", letters.as_str().to_lowercase()))
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A name for comparison: in small letters, its tone marks at the end of each word, because "Thủy" is also written
/// "Thuỷ".
pub(super) fn key(name: &str) -> String {
    let words = name.split_whitespace().map(|word| {
        let is_tone = |letter: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*letter);
        let (tones, mut letters): (String, String) = word.to_lowercase().nfd().partition(is_tone);
        letters.push_str(&tones);
        letters
    });
    words.collect::<Vec<_>>().join(" ")
}

pub(in crate::plan) fn is_number(cell: &str) -> bool {
    let cell = cell.trim_end_matches('.');
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// A telephone number or an e-mail address.
pub(in crate::plan) fn is_contact(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let is_telephone = (8..=15).contains(&digits)
        && cell.chars().all(|letter| letter.is_ascii_digit() || " .-()+/".contains(letter));
    is_telephone || (cell.contains('@') && !cell.contains(' '))
}

/// A day with its year: "1/7" is none.
pub(super) fn date(cell: &str, year: i32) -> Option<NaiveDate> {
    // Excel copies a day with its hour where the cell has one.
    let day = cell.split_whitespace().next()?;
    wording::parse_date(day, year)
}
