//! The text replacement of an edit.

use std::borrow::Cow;

use iced::advanced::text::editor::{Cursor, Edit, Position};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

use crate::fold::symbol;

/// Replaces the text from `start` to `end` by `text`.
#[derive(Debug, Clone, PartialEq)]
pub struct Replacement {
    pub start: Position,
    pub end: Position,
    /// With LF line ends.
    pub text: String,
}

/// The replacement for `edit` at the cursor in a text of these lines; none when it changes nothing.
pub fn replacement<'a>(
    edit: &Edit,
    cursor: Cursor,
    line: impl Fn(usize) -> Option<Cow<'a, str>>,
) -> Option<Replacement> {
    let at = cursor.position;
    let (start, end) = bounds(cursor);
    let is_selected = start != end;
    let text = match edit {
        Edit::Insert(letter) if letter.is_control() && !matches!(letter, '\t' | '\n') => return None,
        Edit::Insert(letter) => letter.to_string(),
        Edit::Paste(text) if text.contains('\r') => text.replace("\r\n", "\n").replace('\r', "\n"),
        Edit::Paste(text) => text.as_str().to_owned(),
        Edit::Enter => "\n".to_owned(),
        Edit::Backspace | Edit::Delete if is_selected => String::new(),
        Edit::Backspace => {
            let start = if let Some(letter) = line(at.line)?.get(..at.column)?.graphemes(true).next_back() {
                Position { column: at.column - letter.len(), ..at }
            } else {
                let above = at.line.checked_sub(1)?;
                Position { line: above, column: line(above)?.len() }
            };
            return Some(Replacement { start, end: at, text: String::new() });
        }
        Edit::Delete => {
            let words = line(at.line)?;
            let end = if let Some(letter) = words.get(at.column..)?.graphemes(true).next() {
                Position { column: at.column + letter.len(), ..at }
            } else {
                let _ = line(at.line + 1)?;
                Position { line: at.line + 1, column: 0 }
            };
            return Some(Replacement { start: at, end, text: String::new() });
        }
        // No key is bound to these.
        Edit::Indent | Edit::Unindent => return None,
    };
    let (start, text) = composed(start, text, &line);
    (is_selected || !text.is_empty()).then_some(Replacement { start, end, text })
}

/// The text in NFC, with Unicode's signs for those of Word's symbol fonts, and with the letter before it if it
/// begins with a mark of that letter: some keyboards type the mark after the letter.
fn composed<'a>(
    start: Position,
    text: String,
    line: impl Fn(usize) -> Option<Cow<'a, str>>,
) -> (Position, String) {
    let has_symbol = text.chars().any(|c| symbol(c).is_some());
    let text = if has_symbol { text.chars().map(|c| symbol(c).unwrap_or(c)).collect() } else { text };
    if is_nfc(&text) && !text.starts_with(is_combining_mark) {
        return (start, text);
    }
    if text.starts_with(is_combining_mark)
        && let Some(words) = line(start.line)
        && let Some(letter) = words.get(..start.column).and_then(|before| before.chars().next_back())
    {
        let whole: String = std::iter::once(letter).chain(text.chars()).nfc().collect();
        // A mark that the letter cannot take stays where it was typed.
        if !whole.starts_with(letter) {
            return (Position { column: start.column - letter.len_utf8(), ..start }, whole);
        }
    }
    (start, text.nfc().collect())
}

/// Start and end of the selection; equal when nothing is selected.
pub(super) fn bounds(cursor: Cursor) -> (Position, Position) {
    let at = cursor.position;
    let other = cursor.selection.unwrap_or(at);
    if order(other) < order(at) { (other, at) } else { (at, other) }
}

/// A key for comparing positions.
pub(super) fn order(position: Position) -> (usize, usize) {
    (position.line, position.column)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::sync::Arc;

    use super::{Cursor, Edit, Position, replacement};

    #[test]
    fn each_key_replaces_what_it_should() {
        let lines = ["Cần Thơ", "", "ế👨‍👩‍👧"];
        let paste = |text: &str| Edit::Paste(Arc::new(text.to_owned()));
        let position = |(line, column)| Position { line, column };
        for (edit, at, selected, expected) in [
            (Edit::Insert('x'), (0, 4), None, Some(((0, 4), (0, 4), "x"))),
            (Edit::Insert('\u{8}'), (0, 4), None, None),
            (Edit::Insert('x'), (0, 4), Some((0, 0)), Some(((0, 0), (0, 4), "x"))),
            (Edit::Enter, (1, 0), None, Some(((1, 0), (1, 0), "\n"))),
            (paste("a\r\nb\rc"), (1, 0), Some((2, 3)), Some(((1, 0), (2, 3), "a\nb\nc"))),
            (paste(""), (1, 0), None, None),
            // Letters are composed as they are typed and pasted.
            (Edit::Insert('\u{323}'), (2, 3), None, Some(((2, 0), (2, 3), "ệ\u{301}"))),
            (Edit::Insert('\u{301}'), (0, 9), None, Some(((0, 9), (0, 9), "\u{301}"))),
            (Edit::Insert('\u{300}'), (0, 10), None, Some(((0, 8), (0, 10), "ờ"))),
            (paste("\u{f0b7}\tmột"), (1, 0), None, Some(((1, 0), (1, 0), "•\tmột"))),
            (paste("Ca\u{302}\u{300}n"), (1, 0), None, Some(((1, 0), (1, 0), "Cần"))),
            // ầ has three bytes.
            (Edit::Backspace, (0, 4), None, Some(((0, 1), (0, 4), ""))),
            (Edit::Backspace, (1, 0), None, Some(((0, 10), (1, 0), ""))),
            (Edit::Backspace, (0, 0), None, None),
            (Edit::Backspace, (2, 3), Some((0, 1)), Some(((0, 1), (2, 3), ""))),
            // A letter of several code points is deleted as a whole.
            (Edit::Backspace, (2, 21), None, Some(((2, 3), (2, 21), ""))),
            (Edit::Delete, (2, 3), None, Some(((2, 3), (2, 21), ""))),
            (Edit::Delete, (0, 10), None, Some(((0, 10), (1, 0), ""))),
            (Edit::Delete, (2, 21), None, None),
        ] {
            let cursor = Cursor { position: position(at), selection: selected.map(position) };
            let found = replacement(&edit, cursor, |at| lines.get(at).map(|line| Cow::Borrowed(*line)));
            let found = found
                .as_ref()
                .map(|it| ((it.start.line, it.start.column), (it.end.line, it.end.column), it.text.as_str()));
            assert_eq!(found, expected, "{edit:?} at {at:?}");
        }
    }
}
