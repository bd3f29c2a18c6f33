//! Enlarges pages: content set for a small sheet, printed on a large one.

use super::{Glyph, Item, Page, Point, Rect, Segment, Size, Spread};

impl Page {
    /// The page enlarged by `factor`, with identical line breaks.
    #[must_use]
    pub fn enlarged(mut self, factor: f32) -> Self {
        self.size = Size { width: self.size.width * factor, height: self.size.height * factor };
        for rect in [&mut self.trim, &mut self.bleed].into_iter().flatten() {
            enlarge_rect(rect, factor);
        }
        for item in &mut self.items {
            enlarge(item, factor);
        }
        self
    }
}

fn enlarge(item: &mut Item, factor: f32) {
    match item {
        Item::Glyphs(run) => {
            enlarge_point(&mut run.origin, factor);
            run.size *= factor;
            run.glyphs = run.glyphs.iter().map(|glyph| enlarge_glyph(*glyph, factor)).collect();
        }
        Item::Path(path) => {
            enlarge_segments(&mut path.segments, factor);
            if let Some(stroke) = &mut path.stroke {
                stroke.width *= factor;
                stroke.dash.iter_mut().for_each(|length| *length *= factor);
            }
        }
        Item::Shade { segments, gradient } => {
            enlarge_segments(segments, factor);
            gradient.each_point(|point| enlarge_point(point, factor));
            if let Spread::Radial { radius, .. } = &mut gradient.spread {
                *radius *= factor;
            }
        }
        Item::Image(image) => enlarge_rect(&mut image.rect, factor),
        Item::Group { transform, clip, items } => {
            transform[4] *= factor;
            transform[5] *= factor;
            if let Some(clip) = clip {
                enlarge_segments(clip, factor);
            }
            for item in items {
                enlarge(item, factor);
            }
        }
        Item::Faded { items, .. } | Item::Unprinted { items, .. } => {
            for item in items {
                enlarge(item, factor);
            }
        }
        Item::Link(link) => enlarge_rect(&mut link.rect, factor),
    }
}

fn enlarge_glyph(glyph: Glyph, factor: f32) -> Glyph {
    Glyph { x: glyph.x * factor, y: glyph.y * factor, advance: glyph.advance * factor, ..glyph }
}

fn enlarge_point(point: &mut Point, factor: f32) {
    point.x *= factor;
    point.y *= factor;
}

fn enlarge_rect(rect: &mut Rect, factor: f32) {
    for length in [&mut rect.x, &mut rect.y, &mut rect.width, &mut rect.height] {
        *length *= factor;
    }
}

fn enlarge_segments(segments: &mut [Segment], factor: f32) {
    for segment in segments {
        match segment {
            Segment::Move(to) | Segment::Line(to) => enlarge_point(to, factor),
            Segment::Curve(a, b, to) => [a, b, to].into_iter().for_each(|point| enlarge_point(point, factor)),
            Segment::Close => {}
        }
    }
}
