//! A cache of glyph outlines and bitmaps.

use std::collections::HashMap;

use tiny_skia::{FillRule, Mask, Path, Transform};

use super::{Face, Segment};
use picture::Pictures;
pub(super) use picture::{Budget, CAPACITY};

mod picture;

/// Subpixel positions at which a glyph is cached.
pub(super) const STEPS: f32 = 4.0;

/// Bytes of coverage at which the cache is cleared.
const STAMPED: usize = 12 << 20;

/// The drawing caches: glyph outlines, glyph bitmaps and decoded pictures.
#[derive(Default)]
pub(super) struct Ink {
    outlines: HashMap<(Face, u16), Option<Path>>,
    stamps: HashMap<(Face, u16, u32, u8), Option<Stamp>>,
    stamped: usize,
    pub(super) pictures: Pictures,
}

/// A glyph's coverage at one size; `left` and `top` relative to its origin, pixels.
pub(super) struct Stamp {
    pub left: i32,
    pub top: i32,
    pub width: u32,
    pub height: u32,
    pub coverage: Box<[u8]>,
}

impl Ink {
    /// In em, y downwards; none for a blank glyph.
    pub fn outline(&mut self, face: Face, glyph: u16) -> Option<&Path> {
        self.outlines.entry((face, glyph)).or_insert_with(|| outline(&face.outline(glyph))).as_ref()
    }

    /// A glyph at `size` pixels per em, shifted `step` quarters of a pixel to the right.
    pub(super) fn stamp(&mut self, face: Face, glyph: u16, size: f32, step: u8) -> Option<&Stamp> {
        if self.stamped > STAMPED {
            self.stamps.clear();
            self.stamped = 0;
        }
        let key = (face, glyph, size.to_bits(), step);
        if !self.stamps.contains_key(&key) {
            let stamp = self.outline(face, glyph).and_then(|path| cover(path, size, f32::from(step) / STEPS));
            self.stamped += stamp.as_ref().map_or(0, |stamp| stamp.coverage.len()) + size_of::<Stamp>();
            let _ = self.stamps.insert(key, stamp);
        }
        self.stamps.get(&key)?.as_ref()
    }
}

fn cover(path: &Path, size: f32, offset: f32) -> Option<Stamp> {
    let bounds = path.bounds();
    let left = (bounds.left() * size + offset).floor();
    let top = (bounds.top() * size).floor();
    let width = ((bounds.right() * size + offset).ceil() - left).max(1.0) as u32;
    let height = ((bounds.bottom() * size).ceil() - top).max(1.0) as u32;
    let mut mask = Mask::new(width, height)?;
    let place = Transform::from_row(size, 0.0, 0.0, size, offset - left, -top);
    mask.fill_path(path, FillRule::Winding, true, place);
    Some(Stamp { left: left as i32, top: top as i32, width, height, coverage: mask.data().into() })
}

/// The path of an outline; none for a blank.
pub(super) fn outline(segments: &[Segment]) -> Option<Path> {
    let mut builder = tiny_skia::PathBuilder::with_capacity(segments.len(), segments.len() * 2);
    for segment in segments {
        match *segment {
            Segment::Move(to) => builder.move_to(to.x, to.y),
            Segment::Line(to) => builder.line_to(to.x, to.y),
            Segment::Curve(a, b, to) => builder.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y),
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}
