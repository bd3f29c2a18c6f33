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

/// Where a place of the old text is in the new one: in the same line, or at the nearest words left of it.
fn follow(old: &str, new: &str, place: Position) -> Position {
    let changes = TextDiff::from_lines(old, new);
    for op in changes.ops() {
        let (tag, before, after) = op.as_tag_tuple();
        if !before.contains(&place.line) {
            continue;
        }
        let line = after.start + (place.line - before.start);
        let texts = changes.old_slice(place.line).zip(changes.new_slice(line));
        return match (tag, texts) {
            (DiffTag::Equal, _) => Position { line, ..place },
            (_, Some((was, is))) if after.contains(&line) => {
                let column = match difference(was, is) {
                    Some(change) if place.column > change.start && place.column >= change.end => {
                        place.column - change.end + change.start + change.text.len()
                    }
                    Some(change) => place.column.min(change.start),
                    None => place.column,
                };
                Position { line, column: column.min(is.trim_end_matches('\n').len()) }
            }
            _ => position(new, new.split_inclusive('\n').take(after.end).map(str::len).sum::<usize>()),
        };
    }
    // After the last line end.
    position(new, new.len())
}

/// Line and byte column of a byte of a text.
pub fn position(text: &str, at: usize) -> Position {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position { line: before.matches('\n').count(), column: at - line_start }
}

/// Puts the caret at the start of a line (from 0).
pub fn go_to_line(content: &mut Content, line: usize) {
    let line = line.min(content.line_count().saturating_sub(1));
    // The end first, so that the lines after the one wanted come into view with it.
    content.move_to(Cursor { position: Position { line, column: 0 }, selection: None });
}

#[cfg(test)]
mod tests {
    use super::{Content, Cursor, Position, difference, patch, patch_around};

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
    fn a_colleagues_words_leave_the_caret_in_mine() {
        let old = "Một\nHai\nBa";
        for (new, (line, column), (to_line, to_column)) in [
            ("Không\nMột\nHai\nBa", (1, 2), (2, 2)),
            ("Một!\nHai\nBa!\nBốn", (1, 3), (1, 3)),
            ("Một\nVà hai Hai\nBa", (1, 3), (1, 11)),
            ("Một\nHai\nBa rồi", (2, 2), (2, 2)),
            ("Một\nBa", (1, 2), (1, 0)),
            ("Một", (2, 2), (0, 5)),
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
