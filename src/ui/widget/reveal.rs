//! Scrolls just far enough to make a widget visible.

use iced::advanced::widget::operation::scrollable::AbsoluteOffset;
use iced::advanced::widget::operation::{Operation, Outcome, Scrollable};
use iced::advanced::widget::{Id, operate};
use iced::{Rectangle, Task, Vector};

/// Scrolls `scrollable` vertically until the container `target` inside it is visible.
pub fn reveal<Message: Send + 'static>(scrollable: Id, target: Id) -> Task<Message> {
    operate(Find { scrollable, target, is_at_top: false, seen: None, found: None })
}

/// Scrolls `scrollable` vertically until the container `target` is at its top.
pub fn reveal_top<Message: Send + 'static>(scrollable: Id, target: Id) -> Task<Message> {
    operate(Find { scrollable, target, is_at_top: true, seen: None, found: None })
}

#[derive(Debug)]
struct Find {
    scrollable: Id,
    target: Id,
    is_at_top: bool,
    /// The scrollable's bounds and scroll position.
    seen: Option<(Rectangle, Vector)>,
    found: Option<Rectangle>,
}

impl<T: Send + 'static> Operation<T> for Find {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        if id == Some(&self.target) {
            self.found = Some(bounds);
        }
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        _content_bounds: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        if id == Some(&self.scrollable) {
            self.seen = Some((bounds, translation));
        }
    }

    fn finish(&self) -> Outcome<T> {
        /// Kept free above and below.
        const MARGIN: f32 = 8.0;
        let (Some((view, scrolled)), Some(target)) = (self.seen, self.found) else { return Outcome::None };
        let top = target.y - view.y;
        let bottom = top + target.height;
        let y = if self.is_at_top || top - MARGIN < scrolled.y || target.height > view.height {
            top - MARGIN
        } else if bottom + MARGIN > scrolled.y + view.height {
            bottom + MARGIN - view.height
        } else {
            return Outcome::None;
        };
        Outcome::Chain(Box::new(Scroll { scrollable: self.scrollable.clone(), y: y.max(0.0) }))
    }
}

#[derive(Debug)]
struct Scroll {
    scrollable: Id,
    y: f32,
}

impl<T> Operation<T> for Scroll {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        _bounds: Rectangle,
        _content_bounds: Rectangle,
        _translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if id == Some(&self.scrollable) {
            state.scroll_to(AbsoluteOffset { x: None, y: Some(self.y) });
        }
    }
}
