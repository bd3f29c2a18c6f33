//! The segments of outlines.

use super::Point;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    Move(Point),
    Line(Point),
    /// Two control points, then the end.
    Curve(Point, Point, Point),
    Close,
}

impl Segment {
    /// A quadratic curve as a cubic one.
    #[must_use]
    pub fn quadratic(from: Point, control: Point, to: Point) -> Self {
        let two_thirds = |end: Point| Point {
            x: end.x + 2.0 / 3.0 * (control.x - end.x),
            y: end.y + 2.0 / 3.0 * (control.y - end.y),
        };
        Self::Curve(two_thirds(from), two_thirds(to), to)
    }

    /// With every point changed.
    #[must_use]
    pub fn map(self, at: impl Fn(Point) -> Point) -> Self {
        match self {
            Self::Move(to) => Self::Move(at(to)),
            Self::Line(to) => Self::Line(at(to)),
            Self::Curve(a, b, to) => Self::Curve(at(a), at(b), at(to)),
            Self::Close => Self::Close,
        }
    }
}
