//! How far items reach on the canvas, never too little.

use tiny_skia::{Point as At, Transform};

use crate::page::{Item, Path, Point, Segment};

/// Pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Extent {
    fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// The box around all that these items paint; none when they paint nothing.
pub(super) fn extent(items: &[Item], transform: Transform) -> Option<Extent> {
    items.iter().filter_map(|item| of(item, transform)).reduce(Extent::union)
}

fn of(item: &Item, transform: Transform) -> Option<Extent> {
    match item {
        Item::Glyphs(run) => {
            // Stacked diacritics and swashes stay within an em and a half of their place.
            let reach = run.size * 1.5;
            let ends = run.glyphs.iter().flat_map(|glyph| {
                let (x, y) = (run.origin.x + glyph.x, run.origin.y + glyph.y);
                [Point { x: x - reach, y: y - reach }, Point { x: x + glyph.advance + reach, y: y + reach }]
            });
            around(ends, 0.0, transform)
        }
        Item::Path(Path { segments, stroke, .. }) => {
            // A mitre reaches four half widths at most.
            let reach = stroke.as_ref().map_or(0.0, |stroke| stroke.width * 2.0);
            around(segments.iter().flat_map(points), reach, transform)
        }
        Item::Shade { segments, .. } => around(segments.iter().flat_map(points), 0.0, transform),
        Item::Image(image) => {
            let rect = Path::rect(image.rect, None, None).segments;
            around(rect.iter().flat_map(points), 0.0, transform)
        }
        Item::Group { transform: [a, b, c, d, e, f], items, .. } => {
            extent(items, transform.pre_concat(Transform::from_row(*a, *b, *c, *d, *e, *f)))
        }
        Item::Faded { items, .. } | Item::Unprinted { items, .. } => extent(items, transform),
        Item::Link(_) => None,
    }
}

/// Its end and what pulls it: a curve stays within these.
fn points(segment: &Segment) -> impl Iterator<Item = Point> {
    match *segment {
        Segment::Move(to) | Segment::Line(to) => [Some(to), None, None],
        Segment::Curve(a, b, to) => [Some(a), Some(b), Some(to)],
        Segment::Close => [None; 3],
    }
    .into_iter()
    .flatten()
}

/// The box around points, each with `reach` points of paper around it.
fn around(points: impl Iterator<Item = Point>, reach: f32, transform: Transform) -> Option<Extent> {
    let corners = points.flat_map(|Point { x, y }| {
        [(-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach)]
            .map(|(dx, dy)| At { x: x + dx, y: y + dy })
    });
    let mapped = corners.map(|mut at| {
        transform.map_point(&mut at);
        Extent { left: at.x, top: at.y, right: at.x, bottom: at.y }
    });
    mapped.reduce(Extent::union)
}
