//! The extent of letters.

use crate::page::GlyphRun;
use crate::poster::Frame;

/// The extent of ink, points within the paragraph, y downwards.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Bounds {
    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// In millimetres of the board; the text is `down` points below its frame's top.
    pub fn on_board(self, frame: Frame, unit: f32, down: f32) -> Frame {
        Frame {
            x: frame.x + self.left / unit,
            y: frame.y + (self.top + down) / unit,
            width: (self.right - self.left) / unit,
            height: (self.bottom - self.top) / unit,
            rotation: 0.0,
        }
    }

    fn turned(self, [a, b, c, d, e, f]: [f32; 6]) -> Self {
        let at = |x: f32, y: f32| {
            let (x, y) = (a * x + c * y + e, b * x + d * y + f);
            Self { left: x, top: y, right: x, bottom: y }
        };
        let Self { left, top, right, bottom } = self;
        at(left, top).union(at(right, top)).union(at(right, bottom)).union(at(left, bottom))
    }
}

/// The bounding boxes of the glyphs, as they are turned.
pub(super) fn of_glyphs(run: &GlyphRun, turn: Option<[f32; 6]>) -> Vec<Bounds> {
    let font = &run.face.loaded().ttf;
    let scale = run.size / f32::from(font.units_per_em());
    let boxes = run.glyphs.iter().filter_map(move |glyph| {
        let bounds = font.glyph_bounding_box(ttf_parser::GlyphId(glyph.id))?;
        let (x, y) = (run.origin.x + glyph.x, run.origin.y + glyph.y);
        let upright = Bounds {
            left: x + f32::from(bounds.x_min) * scale,
            right: x + f32::from(bounds.x_max) * scale,
            top: y - f32::from(bounds.y_max) * scale,
            bottom: y - f32::from(bounds.y_min) * scale,
        };
        Some(turn.map_or(upright, |turn| upright.turned(turn)))
    });
    boxes.collect()
}

/// Whether a diacritic of the lower line touches a letter of the upper one.
pub(super) fn is_colliding(upper: &[Bounds], lower: &[Bounds]) -> bool {
    upper.iter().any(|above| {
        lower
            .iter()
            .any(|below| below.top < above.bottom && below.left < above.right && above.left < below.right)
    })
}
