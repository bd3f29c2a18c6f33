//! How firmly the lines of a paragraph hold together at a page's end.

use crate::page::text::Source;
use crate::page::{Paragraph, SetText};

/// How firmly a strip holds to the one above it: a page ends where the hold is loosest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hold {
    Free,
    /// Within a sentence of a paragraph that breaks between sentences.
    Sentence,
    /// A line too few would be left or carried over.
    Lines,
    /// Within what stays together.
    Together,
    /// Below a heading or a cue.
    Next,
}

/// How each line of a paragraph holds to the one above.
pub(super) fn holds(paragraph: &Paragraph, source: &Source, set: &SetText, page: f32) -> Vec<Hold> {
    let count = set.lines.len();
    let is_whole = paragraph.keep_together && set.height <= page;
    (0..count)
        .map(|index| {
            let line = &set.lines[index];
            // The rest of a label longer than its text has no characters of its own.
            let is_label = line.start == line.end && index > 0;
            if index == 0 {
                Hold::Free
            } else if is_whole {
                Hold::Together
            } else if index < paragraph.orphans as usize
                || count - index < paragraph.widows as usize
                || is_label
            {
                Hold::Lines
            } else if paragraph.break_after_sentence && !ends_sentence(source, line.start) {
                Hold::Sentence
            } else {
                Hold::Free
            }
        })
        .collect()
}

fn ends_sentence(source: &Source, at: usize) -> bool {
    let before = source.text[..at].trim_end();
    let start = before.char_indices().rev().nth(4).map_or(0, |(index, _)| index);
    source.sentence_ends(start..before.len()).next_back() == Some(before.len())
}
