//! Bringing an editor to a new text by changing only what differs: the caret and the scroll stay where they can.

use iced::widget::text_editor::{Action, Content, Cursor, Edit, Position};
use similar::{DiffTag, TextDiff};
use std::sync::Arc;

/// What differs between two texts: bytes of the old one, and what stands there in the new one.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
}

/// The one stretch outside of which two texts are the same; none when they are equal.
pub fn difference<'a>(old: &str, new: &'a str) -> Option<Difference<'a>> {
    if old == new {
        return None;
    }
    let mut start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let most = old.len().min(new.len()) - start;
    let same = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (mut old_end, mut new_end) = (old.len() - same, new.len() - same);
    while !old.is_char_boundary(old_end) || !new.is_char_boundary(new_end) {
        old_end += 1;
        new_end += 1;
    }
    Some(Difference { start, end: old_end, text: &new[start..new_end] })
}

/// Makes `content`, which shows `old`, show `new`; the caret goes to the end of what changed.
pub fn patch(content: &mut Content, old: &str, new: &str) {
    let Some(difference) = difference(old, new) else { return };
    content.move_to(Cursor {
        position: position(old, difference.end),
        selection: (difference.start != difference.end).then(|| position(old, difference.start)),
    });
    content.perform(Action::Edit(match difference.text {
        "" => Edit::Delete,
        text => Edit::Paste(Arc::new(text.to_owned())),
    }));
    if content.text() != new {
        *content = Content::with_text(new);
        content.move_to(Cursor {
            position: position(new, difference.start + difference.text.len()),
            selection: None,
        });
    }
}

/// As [`patch`], but the caret stays with the words it stands in.
pub fn patch_around(content: &mut Content, old: &str, new: &str) {
    let Cursor { position, selection } = content.cursor();
    patch(content, old, new);
    content.move_to(Cursor {
        position: follow(old, new, position),
        selection: selection.map(|place| follow(old, new, place)),
    });
}

/// As [`patch_around`], for a text that is kept without the blank at its end: one typed just now stays where it is,
/// before the next word.
pub fn patch_words(content: &mut Content, new: &str) {
    let shown = content.text();
    let words = shown.trim_end();
    if words == new.trim_end() {
        return;
    }
    let blank = &shown[words.len()..];
    let end = offset(new, follow(words, new, position(words, words.len())));
    let text = format!("{}{blank}{}", &new[..end], &new[end..]);
    let moved = |place: Position| match offset(&shown, place).checked_sub(words.len()) {
        Some(into) => position(&text, end + into),
        None => follow(words, new, place),
    };
    let Cursor { position, selection } = content.cursor();
    patch(content, &shown, &text);
    content.move_to(Cursor { position: moved(position), selection: selection.map(moved) });
}

/// Where a place of the old text is in the new one: at the same words, else at the nearest ones left of it.
fn follow(old: &str, new: &str, place: Position) -> Position {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let end = || Position { line: new.len() - 1, column: new[new.len() - 1].len() };
    let Some(was) = old.get(place.line) else { return end() };
    let changes = TextDiff::from_slices(&old, &new);
    let change = changes.ops().iter().find(|change| change.old_range().contains(&place.line));
    let Some((tag, before, after)) = change.map(similar::DiffOp::as_tag_tuple) else { return end() };
    let line = match tag {
        DiffTag::Equal => Some(after.start + place.line - before.start),
        // The last of those that are most like it: words are added at an end rather than at the start.
        _ => after.clone().max_by_key(|line| likeness(was, new[*line])),
    };
    match line {
        Some(line) => Position { line, column: follow_in_line(was, new[line], place.column) },
        None if after.end < new.len() => Position { line: after.end, column: 0 },
        None => end(),
    }
}

/// Bytes that two lines share at their start and their end.
fn likeness(one: &str, other: &str) -> usize {
    difference(one, other).map_or(one.len(), |change| one.len() - (change.end - change.start))
}

/// As [`follow`], for a byte column of a line.
fn follow_in_line(was: &str, is: &str, column: usize) -> usize {
    let words = TextDiff::from_words(was, is);
    let (mut old, mut new) = (0, 0);
    for change in words.ops() {
        let (tag, before, after) = change.as_tag_tuple();
        let before: usize = before.filter_map(|at| words.old_slice(at)).map(str::len).sum();
        let after: usize = after.filter_map(|at| words.new_slice(at)).map(str::len).sum();
        // A caret after a word stays with that word.
        if before > 0 && column <= old + before {
            let column = column - old;
            return new
                + match difference(&was[old..old + before], &is[new..new + after]) {
                    _ if tag == DiffTag::Equal => column,
                    Some(change) if column > change.start && column >= change.end => {
                        column - change.end + change.start + change.text.len()
                    }
                    Some(change) => column.min(change.start),
                    None => column,
                };
        }
        (old, new) = (old + before, new + after);
    }
    // An empty line into which something was written.
    0
}

/// Line and byte column of a byte of a text.
pub fn position(text: &str, at: usize) -> Position {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position { line: before.matches('\n').count(), column: at - line_start }
}

/// The byte of a text at a line and column.
fn offset(text: &str, place: Position) -> usize {
    let line: usize = text.split_inclusive('\n').take(place.line).map(str::len).sum();
    (line + place.column).min(text.len())
}

/// Puts the caret at the start of a line (from 0).
pub fn go_to_line(content: &mut Content, line: usize) {
    let line = line.min(content.line_count().saturating_sub(1));
    // The end first, so that the lines after the one wanted come into view with it.
    content.move_to(Cursor { position: Position { line, column: 0 }, selection: None });
}

#[cfg(test)]
mod tests {
    use super::{
        Action, Content, Cursor, Edit, Position, difference, patch, patch_around, patch_words, position,
    };

    #[test]
    fn only_what_differs_is_replaced() {
        for (old, new, expected) in [
            ("một cửa", "một cửa", None),
            ("một cửa", "một cửa nữa", Some((11, 11, " nữa"))),
            ("aa", "aaa", Some((2, 2, "a"))),
            // ế and ề share their first two bytes: a letter is replaced whole.
            ("lế", "lề", Some((1, 4, "ề"))),
            ("x\ny\nz", "x\nz", Some((2, 4, ""))),
            ("", "mới", Some((0, 0, "mới"))),
            ("cũ", "", Some((0, 3, ""))),
        ] {
            let found = difference(old, new).map(|found| (found.start, found.end, found.text));
            assert_eq!(found, expected, "{old:?} → {new:?}");
        }
    }

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
            content.move_to(Cursor { position: position(shown, shown.len()), selection: None });
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
            // Before the words and after them at once.
            ("Một\nVà Hai rồi\nBa", (1, 3), (1, 7)),
            // Both versions of a last line, kept one after the other.
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
}
