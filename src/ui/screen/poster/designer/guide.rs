//! Guide lines drawn from the rulers, and the grid.

use iced::Point;

use crate::poster::snap::Axis;
use crate::poster::{Edit, Frame, GuideLine, Snapping, snap};
use crate::ui::Action;

use super::canvas::RULER;
use super::gesture::Gesture;
use super::{Designer, Message};

/// How near the pointer must be to take hold of a guide line, logical pixels.
const NEAR: f32 = 4.0;

/// What the grid's lines may be apart, mm.
pub(super) const STEPS: [f32; 9] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0];

impl Designer {
    /// The ruler under a point of the view, by the lines that are drawn from it.
    pub(super) fn ruler_at(&self, at: Point) -> Option<Axis> {
        let (across, down) = (RULER..=self.view.width, RULER..=self.view.height);
        match (at.x < RULER, at.y < RULER) {
            (false, true) => across.contains(&at.x).then_some(Axis::Horizontal),
            (true, false) => down.contains(&at.y).then_some(Axis::Vertical),
            _ => None,
        }
    }

    /// The guide line under a point of the view. An element that is chosen comes before it.
    pub(super) fn guide_at(&self, at: Point) -> Option<usize> {
        if self.element_at(at).is_some_and(|id| self.selection.contains(&id)) {
            return None;
        }
        self.poster.guides.iter().position(|guide| {
            let line = self.camera.view((guide.at(), guide.at()));
            let off = match guide.axis() {
                Axis::Vertical => line.x - at.x,
                Axis::Horizontal => line.y - at.y,
            };
            off.abs() <= NEAR
        })
    }

    /// Takes hold of a new line at a ruler, or of one that is there.
    pub(super) fn grab_guide(&self, at: Point) -> Option<Gesture> {
        let (x, y) = self.camera.board(at);
        let place = |axis| if axis == Axis::Vertical { x } else { y };
        if let Some(axis) = self.ruler_at(at) {
            return Some(Gesture::Guide { index: None, axis, at: place(axis) });
        }
        let index = self.guide_at(at)?;
        let axis = self.poster.guides[index].axis();
        Some(Gesture::Guide { index: Some(index), axis, at: place(axis) })
    }

    /// Where a guide line stops under the pointer: on an edge of the board or an element, the grid, else a whole
    /// millimetre, of which it shows tenths when they are seen apart.
    pub(super) fn guide_stop(&self, axis: Axis, (x, y): (f32, f32), is_free: bool) -> f32 {
        let round = if self.camera.scale >= 8.0 { 10.0 } else { 1.0 };
        let whole = |at: f32| (at * round).round() / round;
        let (frame, folds) = (Frame::new(x, y, 0.0, 0.0), self.poster.folds_of(self.side));
        let (snapped, _) =
            if is_free { (frame, Vec::new()) } else { snap(frame, &self.poster, &[], self.snapping(&folds)) };
        match axis {
            Axis::Vertical if (snapped.x - x).abs() > f32::EPSILON => snapped.x,
            Axis::Horizontal if (snapped.y - y).abs() > f32::EPSILON => snapped.y,
            Axis::Vertical => whole(x),
            Axis::Horizontal => whole(y),
        }
    }

    /// Puts a line where it was let go; on the ruler it is removed.
    pub(super) fn drop_guide(&mut self, index: Option<usize>, axis: Axis, at: f32) -> Action<Message> {
        let shown = self.camera.view((at, at));
        let is_kept = match axis {
            Axis::Vertical => (RULER..=self.view.width).contains(&shown.x),
            Axis::Horizontal => (RULER..=self.view.height).contains(&shown.y),
        };
        let mut guides = self.poster.guides.clone();
        match (index, is_kept) {
            (Some(index), true) => guides[index] = GuideLine::new(axis, at),
            (Some(index), false) => drop(guides.remove(index)),
            (None, true) => guides.push(GuideLine::new(axis, at)),
            (None, false) => return Action::none(),
        }
        self.commit(Edit::SetGuides(guides), false)
    }

    /// `folds` are those of the side that is shown.
    pub(super) fn snapping<'a>(&self, folds: &'a [f32]) -> Snapping<'a> {
        Snapping { threshold: self.camera.millimetres(super::pointer::SNAP), grid: self.habits.grid, folds }
    }

    /// Shows the grid, with steps that divide the board into some forty, or hides it.
    pub(super) fn show_grid(&mut self, is_shown: bool) {
        let usual = self.poster.width.max(self.poster.height) / 50.0;
        let step = STEPS.into_iter().find(|step| *step >= usual).unwrap_or(STEPS[STEPS.len() - 1]);
        self.habits.grid = is_shown.then_some(step);
    }
}
