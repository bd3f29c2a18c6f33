//! Text along a circle.

use crate::page::{GlyphRun, SetText};

/// A circle whose top, or foot, touches the middle of the text.
pub(super) struct Bend {
    /// The middle of the frame, points.
    middle: f32,
    /// The height of the baseline that the circle is measured for.
    level: f32,
    radius: f32,
    /// 1 rises in the middle, -1 sinks.
    way: f32,
}

impl Bend {
    /// `degrees` of the circle span the width of the frame.
    pub fn new(degrees: f32, width: f32, set: &SetText) -> Self {
        let baseline = |line: Option<&crate::page::Line>| line.map_or(0.0, |line| line.baseline);
        let level = f32::midpoint(baseline(set.lines.first()), baseline(set.lines.last()));
        let radius = width / degrees.abs().to_radians().max(0.001);
        Self { middle: width / 2.0, level, radius, way: degrees.signum() }
    }

    /// Turns one glyph onto the circle of its line.
    pub fn turn(&self, glyph: &GlyphRun, baseline: f32, size: f32) -> [f32; 6] {
        let end = glyph.glyphs.last().map_or(0.0, |last| last.x + last.advance);
        let [a, b, c, d, e, f] = self.at(glyph.origin.x + end / 2.0, baseline, size);
        [a, b, c, d, e, f]
    }

    /// Moves and turns what stands at `x` on a baseline.
    pub fn at(&self, x: f32, baseline: f32, size: f32) -> [f32; 6] {
        let Self { middle, level, radius, way } = *self;
        // The inner lines of a small circle keep room to stand.
        let own = (radius + way * (level - baseline)).max(size * 0.4);
        let angle = (x - middle) / own;
        // The systems differ in the last digit of the shorter numbers.
        let (sin, cos) = f64::from(angle).sin_cos();
        let (sin, cos) = (sin as f32, cos as f32);
        let center = level + way * radius;
        let (to_x, to_y) = (middle + own * sin, center - way * own * cos);
        let sin = sin * way;
        [cos, sin, -sin, cos, to_x - cos * x + sin * baseline, to_y - sin * x - cos * baseline]
    }
}

/// The second transform, then the first.
pub(super) fn product([a, b, c, d, e, f]: [f32; 6], [g, h, i, j, k, l]: [f32; 6]) -> [f32; 6] {
    [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}
