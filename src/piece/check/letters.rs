//! Letters that no face of the program has: they print as an empty box.

use super::{Check, Severity};
use crate::page::{Face, Fonts};
use crate::piece::Format;

/// Lines that are pointed at; a text in another script would fill the list.
const MOST: usize = 20;

impl Check<'_> {
    pub(super) fn letters(&mut self) {
        // A poster is set in its own faces, and its preflight reports what they lack.
        if self.piece.format == Format::Poster {
            return;
        }
        if let Some(message) = told("Tên bài", &self.piece.header.title) {
            self.add(Severity::Warning, message);
        }
        let piece = self.piece;
        let lines = piece.body.lines().enumerate();
        let found = lines.filter_map(|(at, line)| Some((at, told("Dòng này", line)?)));
        for (at, message) in found.take(MOST) {
            self.add_line(Severity::Warning, at, message);
        }
    }
}

/// The finding about a text's letters, if any is missing.
fn told(place: &str, text: &str) -> Option<String> {
    if text.chars().all(is_common) {
        return None;
    }
    let missing = Fonts::missing(text, Face::Serif);
    let named: Vec<String> =
        missing.iter().take(6).map(|one| format!("“{one}” (U+{:04X})", u32::from(*one))).collect();
    let more = if missing.len() > named.len() { " …" } else { "" };
    (!missing.is_empty()).then(|| {
        let named = named.join(", ");
        format!(
            "{place} có chữ không có trong phông, in thành ô trống □: {named}{more}. Hãy viết bằng chữ khác."
        )
    })
}

/// Letters that every face has: a fast check of nearly all texts.
fn is_common(c: char) -> bool {
    matches!(c, '\t' | ' '..='~' | '\u{a0}'..='ɏ' | 'Ḁ'..='ỿ' | '–' | '—' | '‘'..='”' | '…')
}
