//! Moves items to their position on the page.

use crate::page::{Item, Point, Segment};

/// Moves an item.
pub(super) fn shift(item: &mut Item, x: f32, y: f32) {
    let shift_point = |point: &mut Point| {
        point.x += x;
        point.y += y;
    };
    let shift_segments = |segments: &mut [Segment]| {
        for segment in segments {
            match segment {
                Segment::Move(to) | Segment::Line(to) => shift_point(to),
                Segment::Curve(a, b, to) => [a, b, to].into_iter().for_each(shift_point),
                Segment::Close => {}
            }
        }
    };
    match item {
        Item::Glyphs(run) => shift_point(&mut run.origin),
        Item::Path(path) => shift_segments(&mut path.segments),
        Item::Shade { segments, gradient } => {
            shift_segments(segments);
            gradient.each_point(shift_point);
        }
        Item::Image(image) => {
            image.rect.x += x;
            image.rect.y += y;
        }
        Item::Group { transform, .. } => {
            transform[4] += x;
            transform[5] += y;
        }
        Item::Faded { items, .. } | Item::Unprinted { items, .. } => {
            for item in items {
                shift(item, x, y);
            }
        }
        Item::Link(link) => {
            link.rect.x += x;
            link.rect.y += y;
        }
    }
}
