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
