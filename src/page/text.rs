//! Paragraphs to lines of glyphs.

use super::{Align, Fonts, GlyphRun, Paragraph, Point, Size, Span};

/// A paragraph set in a width. Lengths are points from the top left corner of its column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SetText {
    pub lines: Vec<Line>,
    /// All lines, without the space before and after the paragraph.
    pub height: f32,
    /// A word was broken within a syllable, or still runs over the width.
    pub overflow: bool,
    /// Characters no embedded face can draw.
    pub missing: Vec<char>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Placed: the origins are on this line's baseline.
    pub runs: Vec<GlyphRun>,
    pub top: f32,
    pub baseline: f32,
    pub ascent: f32,
    pub descent: f32,
    /// From this line's top to the next one's.
    pub height: f32,
    /// Set width, without the spaces at its end.
    pub width: f32,
    /// Byte range of the paragraph's joined NFC text.
    pub start: usize,
    pub end: usize,
}

/// Text at the largest size that fits its place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fitted {
    /// Points, of the paragraph's largest span.
    pub size: f32,
    pub text: SetText,
    /// False when even the smallest size runs over.
    pub is_fitting: bool,
}

impl Fonts {
    /// Sets a paragraph in a column of `width` points.
    pub fn set(&mut self, _paragraph: &Paragraph, _width: f32) -> SetText {
        SetText::default()
    }

    /// Sets a paragraph at the largest size from `min` to `max` points at which it fits the area.
    ///
    /// The sizes of its spans keep their proportion to the largest one.
    pub fn fit(&mut self, _paragraph: &Paragraph, _area: Size, _min: f32, _max: f32) -> Fitted {
        Fitted::default()
    }

    /// Width of the spans on one unbroken line, points.
    pub fn measure(&mut self, _spans: &[Span]) -> f32 {
        0.0
    }

    /// One unbroken line whose baseline has its left end, middle or right end (by `align`) at `at`.
    pub fn line(&mut self, _spans: &[Span], _at: Point, _align: Align) -> Vec<GlyphRun> {
        Vec::new()
    }
}
