//! The items on a page.

use std::sync::Arc;

use super::{Color, Face, Gradient, Plate, Point, Rect, Segment};

#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Glyphs(GlyphRun),
    Path(Path),
    /// An outline filled with a gradient.
    Shade {
        segments: Vec<Segment>,
        gradient: Gradient,
    },
    Image(PageImage),
    /// Items with an optional clip path and an optional transform.
    Group {
        transform: [f32; 6],
        clip: Option<Vec<Segment>>,
        items: Vec<Item>,
    },
    /// Items painted together, then laid over what is below with this opacity, 0 to 1.
    Faded {
        opacity: f32,
        items: Vec<Item>,
    },
    /// For viewing only: PDF readers show it as a layer of this name, and it is never printed.
    Unprinted {
        name: &'static str,
        items: Vec<Item>,
    },
    Link(Link),
}

impl Item {
    /// `[a b c d e f]`: x' = a·x + c·y + e, y' = b·x + d·y + f.
    pub const IDENTITY: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
}

/// Shaped text of one face, size and colour on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    pub face: Face,
    /// Em size in points.
    pub size: f32,
    pub color: Color,
    pub is_underlined: bool,
    /// Left end of the baseline.
    pub origin: Point,
    /// The run's text, NFC; glyphs refer to ranges of it.
    pub text: Arc<str>,
    /// Where that begins in the paragraph's joined text, bytes.
    pub start: usize,
    /// Runs with the same text share them.
    pub glyphs: Arc<[Glyph]>,
}

impl GlyphRun {
    /// The line under it, if it has one.
    pub fn underline(&self) -> Option<Item> {
        let last = self.glyphs.last().filter(|_| self.is_underlined)?;
        let y = self.origin.y + self.size * 0.12;
        let end = Point { x: self.origin.x + last.x + last.advance, y };
        let stroke = Stroke::solid(self.color, self.size * 0.055);
        Some(Item::Path(Path::line(Point { y, ..self.origin }, end, stroke)))
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    pub id: u16,
    /// From the run's origin, points; y downwards.
    pub x: f32,
    pub y: f32,
    /// Shaped advance, points.
    pub advance: f32,
    /// Byte range of the run's text.
    pub start: u32,
    pub end: u32,
}

/// A filled and/or stroked outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    pub segments: Vec<Segment>,
    pub fill: Option<Color>,
    pub stroke: Option<Stroke>,
}

impl Path {
    pub fn rect(rect: Rect, fill: Option<Color>, stroke: Option<Stroke>) -> Self {
        let Rect { x, y, width, height } = rect;
        let segments = vec![
            Segment::Move(Point { x, y }),
            Segment::Line(Point { x: x + width, y }),
            Segment::Line(Point { x: x + width, y: y + height }),
            Segment::Line(Point { x, y: y + height }),
            Segment::Close,
        ];
        Self { segments, fill, stroke }
    }

    pub fn line(from: Point, to: Point, stroke: Stroke) -> Self {
        Self { segments: vec![Segment::Move(from), Segment::Line(to)], fill: None, stroke: Some(stroke) }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    pub color: Color,
    /// Points.
    pub width: f32,
    /// Lengths of dashes and gaps in points; empty is solid.
    pub dash: Vec<f32>,
}

impl Stroke {
    /// `width` in points.
    pub fn solid(color: Color, width: f32) -> Self {
        Self { color, width, dash: Vec::new() }
    }
}

/// An encoded picture (JPEG or PNG) stretched over a rectangle; crop it with a group's clip.
#[derive(Debug, Clone, PartialEq)]
pub struct PageImage {
    pub rect: Rect,
    /// The unchanged file: a JPEG is embedded in the PDF as it is.
    pub data: Arc<[u8]>,
    /// Its name in messages to the user.
    pub name: Arc<str>,
    /// The plate to draw, as gray; none for full colour.
    pub plate: Option<Plate>,
}

/// An area that opens an address.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub rect: Rect,
    pub url: String,
}
