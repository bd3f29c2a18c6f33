//! Updates an editor to a new text by changing only what differs, to keep the cursor and the scroll position.

use std::sync::Arc;

use iced::advanced::text::Renderer;
use iced::widget::text_editor::{Action, Content, Cursor, Edit, Position};

use super::widget::long_editor::{Replacement, replacement};
use crate::piece::edit;

/// Applies an edit; the cursor goes to the end of the change.
pub fn apply<R: Renderer>(content: &mut Content<R>, edit: &edit::Edit) {
    let start = position(content, Position { line: 0, column: 0 }, edit.range.start);
    let end = position(content, start, edit.range.len());
    content.move_to(Cursor { position: end, selection: (start != end).then_some(start) });
    content.perform(Action::Edit(match edit.text.as_str() {
        "" => Edit::Delete,
        text => Edit::Paste(Arc::new(text.to_owned())),
    }));
}

/// Performs an action of iced's own editor as the long editor does: letters are composed, and joined letters are
/// deleted whole.
pub fn perform<R: Renderer>(content: &mut Content<R>, action: Action) {
    let line = |at| Some(content.line(at)?.text);
    let change = match &action {
        Action::Edit(edit @ (Edit::Backspace | Edit::Insert(_) | Edit::Paste(_))) => {
            replacement(edit, content.cursor(), line)
        }
        _ => None,
    };
    let Some(Replacement { start, end, text }) = change else { return content.perform(action) };
    let is_whole = matches!(&action, Action::Edit(Edit::Insert(letter)) if text.chars().eq([*letter]));
    if is_whole {
        return content.perform(action);
    }
    content.move_to(Cursor { position: end, selection: (start != end).then_some(start) });
    content.perform(Action::Edit(if text.is_empty() { Edit::Delete } else { Edit::Paste(Arc::new(text)) }));
}

/// Updates `content` from `old` to `new`; the cursor goes to the end of the change.
pub fn patch<R: Renderer>(content: &mut Content<R>, old: &str, new: &str) {
    let Some(edit) = edit::Edit::between(old, new) else { return };
    apply(content, &edit);
    if content.text() != new {
        *content = Content::with_text(new);
        let end = edit.range.start + edit.text.len();
        let position = position(content, Position { line: 0, column: 0 }, end);
        content.move_to(Cursor { position, selection: None });
    }
}

/// Like [`patch`], but the cursor stays in the text it was in.
pub fn patch_around<R: Renderer>(content: &mut Content<R>, old: &str, new: &str) {
    let edits = edit::Edit::all_between(old, new);
    let Cursor { position: caret, selection } = content.cursor();
    let [caret, selection] =
        [Some(caret), selection].map(|position| Some(follow(&edits, offset(old, position?))));
    for edit in edits.iter().rev() {
        apply(content, edit);
    }
    if content.text() != new {
        *content = Content::with_text(new);
    }
    let at_offset = |at: usize| position(content, Position { line: 0, column: 0 }, at);
    let cursor =
        Cursor { position: at_offset(caret.unwrap_or_default()), selection: selection.map(at_offset) };
    content.move_to(cursor);
}

/// Like [`patch_around`], for a text stored without trailing whitespace: a space just typed stays in the
/// editor, before the next word.
pub fn patch_words<R: Renderer>(content: &mut Content<R>, new: &str) {
    let shown = content.text();
    let words = shown.trim_end();
    if words == new.trim_end() {
        return;
    }
    let blank = &shown[words.len()..];
    let end = follow(&edit::Edit::all_between(words, new), words.len());
    patch_around(content, &shown, &format!("{}{blank}{}", &new[..end], &new[end..]));
}

/// Maps a byte offset of the old text to the new one; in removed text, to the nearest text before it.
fn follow(edits: &[edit::Edit], at: usize) -> usize {
    let mut moved = at;
    for edit in edits.iter().filter(|edit| edit.range.start < at).rev() {
        if edit.range.end <= at {
            moved = moved + edit.text.len() - edit.range.len();
        } else {
            moved = edit.range.start;
        }
    }
    moved
}

/// Selects these bytes of the text; the cursor is at their end.
pub fn select<R: Renderer>(content: &mut Content<R>, range: std::ops::Range<usize>) {
    let start = position(content, Position { line: 0, column: 0 }, range.start);
    let end = position(content, start, range.len());
    content.move_to(Cursor { position: end, selection: (start != end).then_some(start) });
}

/// The byte offset of a line and column; the end if the text is shorter.
pub fn offset(text: &str, position: Position) -> usize {
    let line = match position.line {
        0 => 0,
        line => memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 1).map_or(text.len(), |at| at + 1),
    };
    (line + position.column).min(text.len())
}

/// Where a byte of the text is.
pub fn place<R: Renderer>(content: &Content<R>, at: usize) -> Position {
    position(content, Position { line: 0, column: 0 }, at)
}

/// The line and byte column this many bytes after a position.
fn position<R: Renderer>(content: &Content<R>, from: Position, bytes: usize) -> Position {
    let mut left = from.column + bytes;
    for index in from.line.. {
        let Some(length) = content.line(index).map(|line| line.text.len()) else { break };
        if left <= length {
            return Position { line: index, column: left };
        }
        left -= length + 1;
    }
    let line = content.line_count().saturating_sub(1);
    Position { line, column: content.line(line).map_or(0, |line| line.text.len()) }
}

/// Puts the cursor at a byte of the text.
pub fn go_to<R: Renderer>(content: &mut Content<R>, at: usize) {
    let position = position(content, Position { line: 0, column: 0 }, at);
    content.move_to(Cursor { position, selection: None });
}

/// Puts the cursor at the start of a line (from 0).
pub fn go_to_line<R: Renderer>(content: &mut Content<R>, line: usize) {
    let line = line.min(content.line_count().saturating_sub(1));
    content.move_to(Cursor { position: Position { line, column: 0 }, selection: None });
}

#[cfg(test)]
mod tests {
    use super::{
        Action, Cursor, Edit, Position, offset, patch, patch_around, patch_words, perform, position,
    };
    use crate::ui::widget::long_editor::Content;

    #[test]
    fn an_editor_follows_and_its_caret_stays_near() {
        let versions = [
            "",
            "Một\n\nHai\nBa\n",
            "Một\n\nHai rưỡi\nBa\n",
            "Một\n\nBa\n",
            "Một\n\nBa",
            "Một\n\nBa\nBốn\nNăm\n\n\n",
            "ế\nề",
        ];
        for old in versions {
            for new in versions {
                let mut content = Content::with_text(old);
                patch(&mut content, old, new);
                assert_eq!(content.text(), new, "{old:?} → {new:?}");
            }
        }
        let mut content = Content::with_text("Một\n\nHai\nBa\n");
        patch(&mut content, "Một\n\nHai\nBa\n", "Một\n\nHai rưỡi\nBa\n");
        let caret = content.cursor().position;
        assert_eq!((caret.line, caret.column), (2, "Hai rưỡi".len()));
    }

    #[test]
    fn letters_are_composed_and_deleted_whole() {
        use iced::widget::text_editor;
        let mut content: text_editor::Content = text_editor::Content::with_text("");
        for (edit, text) in [
            (Edit::Insert('e'), "e"),
            (Edit::Insert('\u{302}'), "ê"),
            (Edit::Insert('\u{301}'), "ế"),
            (Edit::Paste(std::sync::Arc::new("👨‍👩‍👧".to_owned())), "ế👨‍👩‍👧"),
            (Edit::Backspace, "ế"),
            (Edit::Paste(std::sync::Arc::new("o\u{302}".to_owned())), "ếô"),
            (Edit::Backspace, "ế"),
            (Edit::Backspace, ""),
        ] {
            perform(&mut content, Action::Edit(edit.clone()));
            assert_eq!(content.text().trim_end(), text, "{edit:?}");
        }
    }

    #[test]
    fn a_blank_before_the_next_word_stays() {
        for (shown, new, typed_on) in [
            ("Hai ", "Hai", "Hai !"),
            ("Hai ", "Một hai", "Một hai !"),
            ("Hai ", "Hai và ba", "Hai ! và ba"),
            ("Hai\n", "Một\nHai", "Một\nHai\n!"),
            ("Một\nHai ", "Một!\nHai\nBa", "Một!\nHai !\nBa"),
            ("Hai ", "", " !"),
        ] {
            let mut content = Content::with_text(shown);
            let end = position(&content, Position { line: 0, column: 0 }, shown.len());
            content.move_to(Cursor { position: end, selection: None });
            patch_words(&mut content, new);
            content.perform(Action::Edit(Edit::Insert('!')));
            assert_eq!(content.text(), typed_on, "{shown:?} → {new:?}");
        }
    }

    #[test]
    fn a_colleagues_words_leave_the_caret_in_mine() {
        let old = "Một\nHai\nBa";
        for (new, (line, column), (to_line, to_column)) in [
            ("Không\nMột\nHai\nBa", (1, 2), (2, 2)),
            ("Một!\nHai\nBa!\nBốn", (1, 3), (1, 3)),
            ("Một\nVà hai Hai\nBa", (1, 3), (1, 11)),
            ("Một\nHai\nBa rồi", (2, 2), (2, 2)),
            ("Một\nBa", (1, 2), (1, 0)),
            ("Một", (2, 2), (0, 5)),
            // Before and after the cursor's text at once.
            ("Một\nVà Hai rồi\nBa", (1, 3), (1, 7)),
            // Both versions of the last line, one after the other.
            ("Một\nHai\nBa\n\nMột\nHai\nBốn", (2, 2), (2, 2)),
        ] {
            let mut content = Content::with_text(old);
            content.move_to(Cursor { position: Position { line, column }, selection: None });
            patch_around(&mut content, old, new);
            assert_eq!(content.text(), new);
            let caret = content.cursor().position;
            assert_eq!((caret.line, caret.column), (to_line, to_column), "{new:?}");
        }
    }

    #[test]
    fn a_line_and_column_are_a_byte_of_the_text() {
        let text = "Một\n\nHai";
        for (position, at) in [((0, 0), 0), ((0, 5), 5), ((1, 0), 6), ((2, 2), 9), ((2, 9), 10), ((7, 0), 10)]
        {
            assert_eq!(offset(text, Position { line: position.0, column: position.1 }), at, "{position:?}");
        }
    }
}
