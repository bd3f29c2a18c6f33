//! Where a page may break between the lines of a paragraph.

use crate::page::text::Source;
use crate::page::{Paragraph, SetText};

/// The penalty of a page break before a line box: a page ends where it is lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BreakClass {
    Free,
    /// Within a sentence, in a paragraph that breaks only between sentences.
    Sentence,
    /// Too few lines would be left on one of the pages.
    Lines,
    /// Within blocks that stay together.
    Together,
    /// After a heading or a cue.
    Next,
}

/// For each line of a paragraph, the penalty of a page break before it.
pub(super) fn break_classes(
    paragraph: &Paragraph,
    source: &Source,
    set: &SetText,
    page: f32,
) -> Vec<BreakClass> {
    let count = set.lines.len();
    let is_whole = paragraph.keep_together && set.height <= page;
    (0..count)
        .map(|index| {
            let line = &set.lines[index];
            // Lines with only the rest of a label have no characters of text.
            let is_label = line.start == line.end && index > 0;
            if index == 0 {
                BreakClass::Free
            } else if is_whole {
                BreakClass::Together
            } else if index < paragraph.orphans as usize
                || count - index < paragraph.widows as usize
                || is_label
            {
                BreakClass::Lines
            } else if paragraph.break_after_sentence && !ends_sentence(source, line.start) {
                BreakClass::Sentence
            } else {
                BreakClass::Free
            }
        })
        .collect()
}

fn ends_sentence(source: &Source, at: usize) -> bool {
    let before = source.text[..at].trim_end();
    let start = before.char_indices().rev().nth(4).map_or(0, |(index, _)| index);
    source.sentence_ends(start..before.len()).next_back() == Some(before.len())
}
