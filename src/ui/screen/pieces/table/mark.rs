//! Words marked in the rows: those that are looked for.

use std::borrow::Cow;

use iced::widget::{span, text};

use crate::piece::av::Label;
use crate::piece::find::Pattern;
use crate::ui::theme::style;

/// A piece of a row's text.
pub type Span<'a> = text::Span<'a, ()>;

/// What is marked in the rows.
#[derive(Debug)]
pub struct Marked {
    pub pattern: Pattern,
    /// The words that are shown.
    pub current: Option<Cell>,
}

/// Words in a field of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub row: usize,
    pub field: Label,
    /// How many of the same words are before them in the field.
    pub nth: usize,
}

/// The words of a field, cut where marks begin and end; none for an empty one.
pub fn spans<'a>(words: &'a str, marked: Option<&Marked>, row: usize, field: Label) -> Vec<Span<'a>> {
    if words.is_empty() {
        return Vec::new();
    }
    let Some(marked) = marked else { return vec![span(words)] };
    let mut spans = Vec::new();
    let mut at = 0;
    for (nth, range) in marked.pattern.find_in(words).into_iter().enumerate() {
        if at < range.start {
            spans.push(span(&words[at..range.start]));
        }
        let is_current = marked.current == Some(Cell { row, field, nth });
        let color = if is_current { style::FOUND_CURRENT } else { style::FOUND };
        spans.push(span(&words[range.clone()]).background(color));
        at = range.end;
    }
    if at < words.len() {
        spans.push(span(&words[at..]));
    }
    spans
}

/// The words, if none of them is marked: plain text is laid out faster.
pub fn unmarked<'a>(words: &[Span<'a>]) -> Option<Cow<'a, str>> {
    match words {
        [only] if only.highlight.is_none() => Some(only.text.clone()),
        _ => None,
    }
}
