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
