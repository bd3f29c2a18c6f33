//! Blocks of lines in a text: a skit's speech, an article's paragraph. Blank lines part them.

use std::ops::Range;

use super::edit::Edit;

/// Moves the block around a byte offset behind the next one or before the one above. Returns the edit, and where the
/// offset is afterwards; none when there is no block to move past.
pub fn shift(text: &str, at: usize, is_up: bool) -> Option<(Edit, usize)> {
    let blocks = blocks(text);
    let place = blocks.iter().position(|block| (block.start..=block.end).contains(&at))?;
    let other = if is_up { place.checked_sub(1)? } else { place + 1 };
    let (first, second) = (blocks.get(place.min(other))?, blocks.get(place.max(other))?);
    let gap = &text[first.end..second.start];
    let swapped = format!("{}{gap}{}", &text[second.clone()], &text[first.clone()]);
    let start = if is_up { first.start } else { first.start + second.len() + gap.len() };
    let moved = start + (at - blocks[place].start);
    Some((Edit { range: first.start..second.end, text: swapped }, moved))
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
    use super::shift;

    #[test]
    fn a_speech_moves_with_its_lines_and_the_caret_in_it() {
        let text = ".CẢNH 1\n\nÔNG BA\nĐi đâu?\n\n\nBÀ NĂM\nLên phường.\n";
        let at = text.find("đâu").expect("a word");
        let moved = |text: &str, at, is_up| {
            let (edit, at) = shift(text, at, is_up)?;
            let mut text = text.to_owned();
            let _ = edit.apply(&mut text);
            Some((text, at))
        };
        let (down, place) = moved(text, at, false).expect("it moves");
        assert_eq!(down, ".CẢNH 1\n\nBÀ NĂM\nLên phường.\n\n\nÔNG BA\nĐi đâu?\n");
        assert!(down[place..].starts_with("đâu"));
        assert_eq!(moved(&down, place, true), Some((text.to_owned(), at)), "and back");
        assert_eq!(moved(&down, place, false), None, "nothing is below");
        assert_eq!(moved(text, 0, true), None, "nothing is above");
        assert_eq!(moved("", 0, true), None);
    }
}
