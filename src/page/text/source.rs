//! A paragraph's text, with the style of each character.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use crate::page::fonts::Word;
use crate::page::{Color, Face, Paragraph, Span, Style};

/// The joined spans, in NFC.
pub(in crate::page) struct Source {
    pub text: String,
    /// The end of each style's range, bytes.
    styles: Vec<(usize, Style)>,
    /// Em.
    letter_spacing: f32,
}

impl Source {
    pub fn new(spans: &[Span]) -> Self {
        let mut text = String::with_capacity(spans.iter().map(|span| span.text.len()).sum());
        let mut styles = Vec::with_capacity(spans.len());
        for span in spans {
            if is_nfc(&span.text) {
                text.push_str(&span.text);
            } else {
                text.extend(span.text.nfc());
            }
            styles.push((text.len(), span.style));
        }
        Self { text, styles, letter_spacing: 0.0 }
    }

    /// A paragraph's text.
    pub fn of(paragraph: &Paragraph) -> Self {
        Self { letter_spacing: paragraph.letter_spacing, ..Self::new(&paragraph.spans) }
    }

    /// What is added after a glyph with this advance, both in em; nothing after a mark, which has none.
    pub fn letter_spacing(&self, advance: f32) -> f32 {
        if advance > 0.0 { self.letter_spacing } else { 0.0 }
    }

    /// What is added after the last letter of a line that ends here, points.
    pub fn space_after(&self, end: usize) -> f32 {
        self.letter_spacing * self.style_at(end.saturating_sub(1)).size
    }

    /// What is added in a word, em.
    pub fn letter_spacing_of(&self, word: &Word) -> f32 {
        if self.letter_spacing == 0.0 {
            return 0.0;
        }
        let glyphs = word.runs.iter().flat_map(|run| run.glyphs.iter());
        glyphs.map(|glyph| self.letter_spacing(glyph.advance)).sum()
    }

    /// The style of the character at `at`; past the end, that of the last one.
    pub fn style_at(&self, at: usize) -> Style {
        const NONE: Style =
            Style { face: Face::Serif, size: 12.0, color: Color::BLACK, is_underlined: false };
        let index = self.styles.partition_point(|(end, _)| *end <= at);
        self.styles.get(index).or(self.styles.last()).map_or(NONE, |(_, style)| *style)
    }

    /// The end of the style at `at`.
    pub fn style_end(&self, at: usize) -> usize {
        let index = self.styles.partition_point(|(end, _)| *end <= at);
        self.styles.get(index).map_or(self.text.len(), |(end, _)| *end)
    }

    /// Whether the paragraph has no spans at all, so that not even an empty line is set.
    pub fn is_void(&self) -> bool {
        self.styles.is_empty()
    }

    /// The ends of the sentences within a range: after the full stop and closing quotes or brackets.
    pub fn sentence_ends(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        let text = &self.text[range.clone()];
        let mut ends = Vec::new();
        let mut characters = text.char_indices().peekable();
        while let Some((_, character)) = characters.next() {
            if !matches!(character, '.' | '!' | '?' | '…') {
                continue;
            }
            let mut end = None;
            while let Some(&(at, next)) = characters.peek() {
                if matches!(next, '.' | '!' | '?' | '…' | '”' | '"' | '’' | '\'' | ')' | ']' | '»') {
                    let _ = characters.next();
                } else {
                    end = Some((at, next));
                    break;
                }
            }
            match end {
                None => ends.push(range.end),
                // "1.000" and "v.v.," do not end a sentence.
                Some((at, next)) if next.is_whitespace() => ends.push(range.start + at),
                Some(_) => {}
            }
        }
        ends.into_iter()
    }
}
