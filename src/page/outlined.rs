//! Converts text to outlines, for print shops that do not accept fonts and for lines around letters.

use super::ink::outline as path_of;
use super::{Document, GlyphRun, Item, Path, Point, Segment};

impl Document {
    /// The same pages with every letter as an outline. The text can no longer be copied or searched.
    #[must_use]
    pub fn outlined(mut self) -> Self {
        for page in &mut self.pages {
            outline(&mut page.items);
        }
        self
    }
}

fn outline(items: &mut [Item]) {
    for item in items {
        match item {
            Item::Glyphs(run) => *item = Item::Path(run.outline()),
            Item::Group { items, .. } | Item::Faded { items, .. } | Item::Unprinted { items, .. } => {
                outline(items);
            }
            _ => {}
        }
    }
}

impl GlyphRun {
    /// The letters as outlines.
    pub fn outline(&self) -> Path {
        let segments = self.letters(|glyph| self.face.outline(glyph));
        Path { segments, fill: Some(self.color), stroke: None }
    }

    /// The form of a line around the letters, `width` em beyond their edges, with round corners. It is filled, so it
    /// looks the same on every screen and press.
    pub fn rim(&self, width: f32) -> Vec<Segment> {
        self.letters(|glyph| thick(&self.face.outline(glyph), width))
    }

    /// A form for each glyph, given in em, at its place.
    fn letters(&self, form: impl Fn(u16) -> Vec<Segment>) -> Vec<Segment> {
        let mut segments = Vec::new();
        for glyph in &*self.glyphs {
            let at = |point: Point| Point {
                x: self.origin.x + glyph.x + point.x * self.size,
                y: self.origin.y + glyph.y + point.y * self.size,
            };
            segments.extend(form(glyph.id).into_iter().map(|segment| segment.map(at)));
        }
        segments
    }
}

/// The area within `width` of an outline's edge.
fn thick(form: &[Segment], width: f32) -> Vec<Segment> {
    /// Fine enough for letters of a metre.
    const UNITS: f32 = 1000.0;
    let large: Vec<Segment> = form
        .iter()
        .map(|segment| segment.map(|point| Point { x: point.x * UNITS, y: point.y * UNITS }))
        .collect();
    let pen = tiny_skia::Stroke {
        width: 2.0 * width * UNITS,
        line_join: tiny_skia::LineJoin::Round,
        ..tiny_skia::Stroke::default()
    };
    let Some(path) = path_of(&large).and_then(|path| path.stroke(&pen, 1.0)) else { return Vec::new() };
    let point = |at: tiny_skia::Point| Point { x: at.x / UNITS, y: at.y / UNITS };
    let mut last = Point::default();
    let mut segments = Vec::new();
    for segment in path.segments() {
        let (next, end) = match segment {
            tiny_skia::PathSegment::MoveTo(to) => (Segment::Move(point(to)), point(to)),
            tiny_skia::PathSegment::LineTo(to) => (Segment::Line(point(to)), point(to)),
            tiny_skia::PathSegment::QuadTo(control, to) => {
                (Segment::quadratic(last, point(control), point(to)), point(to))
            }
            tiny_skia::PathSegment::CubicTo(a, b, to) => {
                (Segment::Curve(point(a), point(b), point(to)), point(to))
            }
            tiny_skia::PathSegment::Close => (Segment::Close, last),
        };
        segments.push(next);
        last = end;
    }
    segments
}
