//! A picture moved within its frame.

use crate::poster::preflight::MeasuredPicture;
use crate::poster::{Edit, Element as PosterElement, ElementId, ElementKind, Picture};
use crate::ui::Action;

use super::{Designer, Message};

impl Designer {
    /// Whether the pointer moves this picture within its frame instead of the frame.
    pub(super) fn is_cropping(&self, id: ElementId) -> bool {
        self.cropping == Some(id) && self.chosen().is_some_and(|part| part.id == id)
    }

    /// The place of a picture after it was dragged `(dx, dy)` mm of the board from `before`; none where its size is
    /// not known yet.
    pub(super) fn crop(
        &mut self,
        id: ElementId,
        before: (f32, f32),
        (dx, dy): (f32, f32),
    ) -> Action<Message> {
        let Some(PosterElement { frame, kind: ElementKind::Picture(picture), .. }) = self.poster.element(id)
        else {
            return Action::none();
        };
        let measured = self.checks.as_ref().and_then(|checks| checks.measured.pictures.get(&id));
        let Some((width, height)) = measured.and_then(MeasuredPicture::size) else {
            return Action::none();
        };
        let area = picture.area(*frame, width, height);
        let (sin, cos) = (-frame.rotation).to_radians().sin_cos();
        let (dx, dy) = (dx * cos - dy * sin, dx * sin + dy * cos);
        let share = |from: f32, by: f32, room: f32| {
            // Without room to move, a hundredth of a millimetre would be the whole way.
            let moved = if room.abs() < 0.05 { from } else { from + by / room };
            ((moved * 1000.0).round() / 1000.0).clamp(0.0, 1.0)
        };
        let place =
            (share(before.0, dx, frame.width - area.width), share(before.1, dy, frame.height - area.height));
        let kind = ElementKind::Picture(Picture { place, ..picture.clone() });
        self.commit(Edit::SetKind { id, kind: Box::new(kind) }, true)
    }
}
