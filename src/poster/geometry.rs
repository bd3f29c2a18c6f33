//! Geometry of frames: corners, bounds, hit testing.

use super::{Element, ElementId, Frame, Poster};

impl Frame {
    /// Millimetres, not rotated.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height, rotation: 0.0 }
    }

    /// Millimetres on the board.
    pub fn center(self) -> (f32, f32) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Maps a point of the unrotated frame to the board.
    pub fn place(self, x: f32, y: f32) -> (f32, f32) {
        if self.rotation == 0.0 {
            return (x, y);
        }
        let (cx, cy) = self.center();
        let (sin, cos) = self.rotation.to_radians().sin_cos();
        let (dx, dy) = (x - cx, y - cy);
        (cx + dx * cos - dy * sin, cy + dx * sin + dy * cos)
    }

    /// Maps a point of the board to the unrotated frame: the inverse of [`Self::place`].
    pub fn local(self, x: f32, y: f32) -> (f32, f32) {
        Self { rotation: -self.rotation, ..self }.place(x, y)
    }

    /// The smallest frame around all of these, whose rotation is ignored; an empty one around none.
    pub fn around(frames: impl Iterator<Item = Self>) -> Self {
        frames
            .reduce(|a, b| {
                let (x, y) = (a.x.min(b.x), a.y.min(b.y));
                let right = (a.x + a.width).max(b.x + b.width);
                let bottom = (a.y + a.height).max(b.y + b.height);
                Self::new(x, y, right - x, bottom - y)
            })
            .unwrap_or(Self::new(0.0, 0.0, 0.0, 0.0))
    }

    /// From the top left, clockwise.
    pub fn corners(self) -> [(f32, f32); 4] {
        let (right, bottom) = (self.x + self.width, self.y + self.height);
        [(self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom)].map(|(x, y)| self.place(x, y))
    }

    /// The axis-aligned bounding box of the rotated frame.
    #[must_use]
    pub fn bounds(self) -> Self {
        if self.rotation == 0.0 {
            return self;
        }
        let corners = self.corners();
        let least = |axis: fn(&(f32, f32)) -> f32| corners.iter().map(axis).fold(f32::INFINITY, f32::min);
        let most = |axis: fn(&(f32, f32)) -> f32| corners.iter().map(axis).fold(f32::NEG_INFINITY, f32::max);
        let (x, y) = (least(|p| p.0), least(|p| p.1));
        Self::new(x, y, most(|p| p.0) - x, most(|p| p.1) - y)
    }

    /// Whether a point of the board is within `margin` mm of the rotated frame.
    pub fn contains(self, x: f32, y: f32, margin: f32) -> bool {
        let (x, y) = self.local(x, y);
        (self.x - margin..=self.x + self.width + margin).contains(&x)
            && (self.y - margin..=self.y + self.height + margin).contains(&y)
    }

    /// Moved by millimetres.
    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..self }
    }
}

impl Poster {
    /// The topmost visible, unlocked element at a point of the board, with a tolerance of `margin` mm.
    pub fn hit(&self, x: f32, y: f32, margin: f32) -> Option<ElementId> {
        let can_hit = |element: &&Element| !element.is_hidden && !element.is_locked;
        let mut elements = self.elements.iter().rev().filter(can_hit);
        elements.find(|element| element.takes(x, y, margin)).map(|element| element.id)
    }

    /// Visible, unlocked elements entirely within a rectangle, for rubber-band selection.
    pub fn within(&self, area: Frame) -> Vec<ElementId> {
        let holds = |bounds: Frame| {
            bounds.x >= area.x
                && bounds.y >= area.y
                && bounds.x + bounds.width <= area.x + area.width
                && bounds.y + bounds.height <= area.y + area.height
        };
        let caught =
            |element: &&Element| !element.is_hidden && !element.is_locked && holds(element.frame.bounds());
        self.elements.iter().filter(caught).map(|element| element.id).collect()
    }
}
