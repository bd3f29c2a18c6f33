//! Draws the grid, the guide lines, and the one that is being drawn from a ruler.

use iced::widget::canvas::{Frame as Sketch, Path, Stroke};
use iced::{Color, Point};

use crate::poster::Frame;
use crate::poster::snap::Axis;
use crate::ui::screen::poster::figure::millimetres;

use super::super::gesture::Gesture;
use super::MarksLayer;

const LINE: Color = Color::from_rgb(0.0, 0.62, 0.86);
const HALO: Color = Color::from_rgba(1.0, 1.0, 1.0, 0.45);
/// Neither lost on white nor on black.
const GRID: Color = Color::from_rgba(0.5, 0.55, 0.6, 0.4);

impl MarksLayer<'_> {
    /// Every line that is seen apart from its neighbours.
    pub(super) fn grid(&self, sketch: &mut Sketch) {
        let Some(step) = self.0.habits.grid else { return };
        let (poster, camera) = (&self.0.poster, self.0.camera);
        let every = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]
            .into_iter()
            .find(|every| step * every * camera.scale >= 7.0);
        let Some(step) = every.map(|every| step * every) else { return };
        let area = camera.rectangle(Frame::new(0.0, 0.0, poster.width, poster.height));
        let count = |length: f32| (length / step).floor() as u32;
        let lines = Path::new(|path| {
            for index in 1..=count(poster.width) {
                let x = camera.view((index as f32 * step, 0.0)).x.floor() + 0.5;
                path.move_to(Point::new(x, area.y));
                path.line_to(Point::new(x, area.y + area.height));
            }
            for index in 1..=count(poster.height) {
                let y = camera.view((0.0, index as f32 * step)).y.floor() + 0.5;
                path.move_to(Point::new(area.x, y));
                path.line_to(Point::new(area.x + area.width, y));
            }
        });
        sketch.stroke(&lines, Stroke::default().with_color(GRID).with_width(1.0));
    }

    pub(super) fn guides(&self, sketch: &mut Sketch) {
        let held = match self.0.gesture {
            Some(Gesture::Guide { index, axis, at }) if self.0.is_dragging => Some((index, axis, at)),
            _ => None,
        };
        for (index, guide) in self.0.poster.guides.iter().enumerate() {
            if held.is_none_or(|(moved, ..)| moved != Some(index)) {
                self.line(sketch, guide.axis(), guide.at());
            }
        }
        if let Some((_, axis, at)) = held {
            self.line(sketch, axis, at);
            let place = self.0.camera.view((at, at));
            let (x, y) = match axis {
                Axis::Vertical => (place.x, 26.0),
                Axis::Horizontal => (64.0, place.y),
            };
            let board = self.0.camera.board(Point::new(x, y));
            self.measure(sketch, Frame::new(board.0, board.1, 0.0, 0.0), millimetres(at));
        }
    }

    /// From edge to edge of the view.
    fn line(&self, sketch: &mut Sketch, axis: Axis, at: f32) {
        let (place, view) = (self.0.camera.view((at, at)), self.0.view);
        let (x, y) = (place.x.floor() + 0.5, place.y.floor() + 0.5);
        let line = match axis {
            Axis::Vertical => Path::line(Point::new(x, 0.0), Point::new(x, view.height)),
            Axis::Horizontal => Path::line(Point::new(0.0, y), Point::new(view.width, y)),
        };
        sketch.stroke(&line, Stroke::default().with_color(HALO).with_width(3.0));
        sketch.stroke(&line, Stroke::default().with_color(LINE).with_width(1.0));
    }
}
