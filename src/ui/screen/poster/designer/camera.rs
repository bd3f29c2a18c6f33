//! The position and scale of the board in the view.

use iced::{Point, Rectangle, Size, Vector};

use crate::document::poster::reduction;
use crate::poster::{Frame, Poster};

/// Pixels per millimetre at 96 dpi: a print sheet at 100 %.
const ACTUAL: f32 = 96.0 / 25.4;
/// Space around the board for bleed, rulers and measures.
const MARGIN: f32 = 56.0;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Logical pixels per millimetre of the board.
    pub scale: f32,
    /// The position of the trim's top left corner.
    pub origin: Vector,
}

impl Camera {
    /// The whole board with its bleed, centred.
    pub fn fit(poster: &Poster, view: Size) -> Self {
        let room = |length: f32| (length - 2.0 * MARGIN).max(80.0);
        let whole = |length: f32| length + 2.0 * poster.bleed;
        let scale = (room(view.width) / whole(poster.width)).min(room(view.height) / whole(poster.height));
        let origin = Vector::new(
            ((view.width - poster.width * scale) / 2.0).round(),
            ((view.height - poster.height * scale) / 2.0).round(),
        );
        Self { scale, origin }
    }

    /// 100 % is the print sheet at 96 dpi: 1:1, or 1:10 for reduced posters.
    pub fn percent(&self, poster: &Poster) -> f32 {
        100.0 * self.scale * reduction(poster) / ACTUAL
    }

    /// The scale for a zoom in percent.
    pub fn scale_at(percent: f32, poster: &Poster) -> f32 {
        percent / 100.0 * ACTUAL / reduction(poster)
    }

    /// Zooms while keeping the point under `at`.
    #[must_use]
    pub fn zoomed(self, scale: f32, at: Point, poster: &Poster) -> Self {
        let scale = scale.clamp(Self::scale_at(2.0, poster), Self::scale_at(3200.0, poster));
        let (x, y) = self.board(at);
        let origin = Vector::new((at.x - x * scale).round(), (at.y - y * scale).round());
        Self { scale, origin }
    }

    #[must_use]
    pub fn moved(self, by: Vector) -> Self {
        Self { origin: self.origin + by, ..self }
    }

    /// Converts a point of the view to the board, mm.
    pub fn board(&self, at: Point) -> (f32, f32) {
        ((at.x - self.origin.x) / self.scale, (at.y - self.origin.y) / self.scale)
    }

    /// Converts a point of the board to the view.
    pub fn view(&self, (x, y): (f32, f32)) -> Point {
        Point::new(self.origin.x + x * self.scale, self.origin.y + y * self.scale)
    }

    pub fn rectangle(&self, frame: Frame) -> Rectangle {
        let size = Size::new(frame.width * self.scale, frame.height * self.scale);
        Rectangle::new(self.view((frame.x, frame.y)), size)
    }

    /// Converts pixels to millimetres of the board.
    pub fn millimetres(&self, pixels: f32) -> f32 {
        pixels / self.scale
    }
}
