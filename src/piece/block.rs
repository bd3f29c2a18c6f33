//! Blocks of lines in a text: a skit's speech, an article's paragraph. Blank lines part them.

use std::ops::Range;

use super::Format;
use super::edit::Edit;
use super::stage::{self, ElementKind};

/// What is done with the block at the cursor, or with all that are selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Before the block above.
    Up,
    /// Behind the next block.
    Down,
    /// In two at the cursor; both halves of a speech have its speaker.
    Split,
    /// Into one with the block above, or those selected into one. Speeches of different speakers stay.
    Join,
    /// Once more, behind.
    Double,
    /// Selected whole, so that they can be cut and copied; pressed again, with the block above.
    SelectUp,
    /// The same with the next block.
    SelectDown,
}

/// Carries it out on the selected bytes of a text, or on the cursor as an empty range. Returns the edit, if the text
/// changes, and what is selected afterwards; none when there is nothing to do.
pub fn act(
    format: Format,
    text: &str,
    selected: &Range<usize>,
    act: Act,
) -> Option<(Option<Edit>, Range<usize>)> {
    let blocks = blocks(text);
    let first = blocks.iter().position(|block| selected.start <= block.end)?;
    let last = blocks.iter().rposition(|block| block.start <= selected.end)?;
    if first > last {
        return None;
    }
    let own = blocks[first].start..blocks[last].end;
    match act {
        Act::Up | Act::Down => {
            let other = if act == Act::Up { first.checked_sub(1)? } else { last + 1 };
            let other = blocks.get(other)?.clone();
            let (one, two) = if act == Act::Up { (other, own.clone()) } else { (own.clone(), other) };
            let gap = &text[one.end..two.start];
            let swapped = format!("{}{gap}{}", &text[two.clone()], &text[one.clone()]);
            let start = if act == Act::Up { one.start } else { one.start + two.len() + gap.len() };
            let moved = |at: usize| start + at.clamp(own.start, own.end) - own.start;
            let edit = Edit { range: one.start..two.end, text: swapped };
            Some((Some(edit), moved(selected.start)..moved(selected.end)))
        }
        Act::Split => {
            let at = selected.end;
            let cue = cue(format, &text[own.clone()]);
            let words = own.start + cue.map_or(0, str::len);
            let (head, tail) = (text[words.min(at)..at].trim_end(), text[at..own.end].trim_start());
            if first != last || head.trim().is_empty() || tail.is_empty() {
                return None;
            }
            let range = words + head.len()..own.end - tail.len();
            let cue = cue.map_or(String::new(), |cue| format!("{}\n", cue.trim_end_matches([' ', '^'])));
            let place = range.start + 2 + cue.len();
            Some((Some(Edit { range, text: format!("\n\n{cue}") }), place..place))
        }
        Act::Join => {
            let from = if first == last { first.checked_sub(1)? } else { first };
            let mut joined = text[blocks[from].clone()].to_owned();
            let speaker = cue(format, &joined).map(str::to_owned);
            for block in &blocks[from + 1..=last] {
                let block = &text[block.clone()];
                let words = match (speaker.as_deref(), cue(format, block)) {
                    (Some(one), Some(two)) if is_same(one, two) => {
                        block[two.len()..].trim_start_matches('\n')
                    }
                    (None, None) => block,
                    _ => return None,
                };
                joined.push(if format == Format::Article { ' ' } else { '\n' });
                joined.push_str(words);
            }
            let range = blocks[from].start..own.end;
            let end = range.start + joined.len();
            // The cursor stays before the same words.
            let place = end.saturating_sub(own.end.saturating_sub(selected.end)).max(range.start);
            let place = if joined.is_char_boundary(place - range.start) { place } else { end };
            Some((Some(Edit { range, text: joined }), place..place))
        }
        Act::Double => {
            let copy = format!("\n\n{}", &text[own.clone()]);
            let place = own.end + 2..own.end + copy.len();
            Some((Some(Edit { range: own.end..own.end, text: copy }), place))
        }
        Act::SelectUp | Act::SelectDown => {
            let is_whole = *selected == own;
            let wider = match act {
                Act::SelectUp if is_whole => first.checked_sub(1).map(|one| blocks[one].start..own.end),
                _ if is_whole => blocks.get(last + 1).map(|one| own.start..one.end),
                _ => Some(own),
            };
            Some((None, wider?))
        }
    }
}

/// The line with the speaker at the head of a skit's block.
fn cue(format: Format, block: &str) -> Option<&str> {
    if format != Format::Stage {
        return None;
    }
    let play = stage::parse(block);
    let is_cue = matches!(play.elements.first()?.kind, ElementKind::Cue { .. });
    block.lines().next().filter(|_| is_cue)
}

/// Whether two lines name the same speaker.
fn is_same(one: &str, two: &str) -> bool {
    let name = |line: &str| {
        line.trim_start_matches('@').split(['(', '^']).next().unwrap_or_default().trim().to_owned()
    };
    stage::is_same_name(&name(one), &name(two))
}

/// Runs of lines with words, without their last line feed.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let (mut at, mut is_open) = (0, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n').len();
        let is_blank = line.trim().is_empty();
        match blocks.last_mut().filter(|_| is_open && !is_blank) {
            Some(last) => last.end = at + words,
            None if !is_blank => blocks.push(at..at + words),
            None => {}
        }
        is_open = !is_blank;
        at += line.len();
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::{Act, act};
    use crate::piece::Format;

    /// The text after an act, with what is selected between bars; `|` in `text` marks the selection.
    fn done(format: Format, text: &str, what: Act) -> Option<String> {
        let plain = text.replace('|', "");
        let first = text.find('|').expect("a cursor");
        let last = text.rfind('|').filter(|last| *last > first).map_or(first, |last| last - 1);
        let (edit, selected) = act(format, &plain, &(first..last), what)?;
        let mut after = plain;
        if let Some(edit) = edit {
            let _ = edit.apply(&mut after).expect("it fits");
        }
        let inner = &after[selected.clone()];
        let inner = if selected.is_empty() { "|".to_owned() } else { format!("|{inner}|") };
        Some(format!("{}{inner}{}", &after[..selected.start], &after[selected.end..]))
    }

    #[test]
    fn speeches_are_moved_split_joined_doubled_and_selected_as_rows_are() {
        let skit = Format::Stage;
        for (text, what, expected) in [
            (
                ".CẢNH 1\n\nBA\nĐi |đâu?\n\n\nNĂM\nLên phường.\n",
                Act::Down,
                Some(".CẢNH 1\n\nNĂM\nLên phường.\n\n\nBA\nĐi |đâu?\n"),
            ),
            (
                ".CẢNH 1\n\nNĂM\nLên.\n\nBA\nĐi |đâu?\n",
                Act::Up,
                Some(".CẢNH 1\n\nBA\nĐi |đâu?\n\nNĂM\nLên.\n"),
            ),
            (
                "A\nMột |hai.\n\nB\nBa| bốn.\n\nC\nNăm.",
                Act::Down,
                Some("C\nNăm.\n\nA\nMột |hai.\n\nB\nBa| bốn."),
            ),
            ("BA\nĐi| đâu?", Act::Down, None),
            ("|BA\nĐi đâu?", Act::Up, None),
            ("BA (gắt)\nĐi đâu? |Về đi!\n", Act::Split, Some("BA (gắt)\nĐi đâu?\n\nBA (gắt)\n|Về đi!\n")),
            ("BA\n|Đi đâu?", Act::Split, None),
            ("BA\nĐi đâu?|", Act::Split, None),
            ("BA\nĐi đâu?\n\nBA\n|Về đi!\n", Act::Join, Some("BA\nĐi đâu?\n|Về đi!\n")),
            ("BA\nĐi đâu?\n\nNĂM\n|Về đi!\n", Act::Join, None),
            ("Gà |gáy.\n\nTrời| sáng.\n", Act::Join, Some("Gà gáy.\nTrời| sáng.\n")),
            ("BA\nĐi| đâu?\n\nX\nY", Act::Double, Some("BA\nĐi đâu?\n\n|BA\nĐi đâu?|\n\nX\nY")),
            ("BA\nĐi| đâu?\n\nX\nY", Act::SelectDown, Some("|BA\nĐi đâu?|\n\nX\nY")),
            ("|BA\nĐi đâu?|\n\nX\nY", Act::SelectDown, Some("|BA\nĐi đâu?\n\nX\nY|")),
            ("A\nB\n\n|X\nY|", Act::SelectUp, Some("|A\nB\n\nX\nY|")),
            ("|", Act::Up, None),
        ] {
            assert_eq!(done(skit, text, what).as_deref(), expected, "{what:?} of {text:?}");
        }
        let article = Format::Article;
        assert_eq!(done(article, "Một. |Hai.", Act::Split).as_deref(), Some("Một.\n\n|Hai."));
        assert_eq!(done(article, "Một.\n\n|Hai.", Act::Join).as_deref(), Some("Một. |Hai."));
    }
}
