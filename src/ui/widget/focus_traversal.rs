//! Focus traversal: moves the keyboard focus between controls and scrolls along.

use iced::advanced::widget::operation::{self, Focusable, Outcome, Scrollable};
use iced::advanced::widget::{Id, Operation};
use iced::widget::operation::AbsoluteOffset;
use iced::{Rectangle, Task, Vector};

/// Space above and below the control scrolled to, logical pixels.
const MARGIN: f32 = 24.0;

/// Moves the focus to the next or previous control and scrolls it into view.
pub fn step<Message: Send + 'static>(is_back: bool) -> Task<Message> {
    let moved: Task<()> = if is_back {
        iced::advanced::widget::operate(operation::focusable::focus_previous())
    } else {
        iced::advanced::widget::operate(operation::focusable::focus_next())
    };
    moved.chain(iced::advanced::widget::operate(Find::default())).discard()
}

/// Whether any control has the focus.
pub fn has_focus() -> Task<bool> {
    iced::advanced::widget::operate(operation::focusable::count()).map(|count| count.focused.is_some())
}

/// Finds the focused control.
#[derive(Default)]
struct Find {
    at: Option<Rectangle>,
}

impl Operation<()> for Find {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<()>)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.at = Some(bounds);
        }
    }

    fn finish(&self) -> Outcome<()> {
        self.at.map_or(Outcome::None, |at| Outcome::Chain(Box::new(Reveal { at })))
    }
}

/// Scrolls the scrollables around a control until it is visible.
struct Reveal {
    at: Rectangle,
}

impl Operation<()> for Reveal {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<()>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if !self.at.is_within(&content) || content.height <= bounds.height {
            return;
        }
        let top = self.at.y - bounds.y;
        let bottom = top + self.at.height;
        let seen = if top < translation.y + MARGIN {
            top - MARGIN
        } else if bottom > translation.y + bounds.height - MARGIN {
            bottom + MARGIN - bounds.height
        } else {
            return;
        };
        state.scroll_to(AbsoluteOffset { x: None, y: Some(seen.max(0.0)) });
    }
}
