//! Keys for content that would take them otherwise: Alt with an arrow, Ctrl with Enter.

use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree};
use iced::advanced::{Layout, Shell};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Event, Rectangle};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// `on_key` says what a key means while the content has the focus; none leaves it to the content.
pub fn moving_keys<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    on_key: fn(Named, Modifiers) -> Option<Message>,
) -> Element<'a, Message> {
    decorate(MovingKeys { content: content.into(), on_key })
}

struct MovingKeys<'a, Message> {
    content: Element<'a, Message>,
    on_key: fn(Named, Modifiers) -> Option<Message>,
}

impl<'a, Message> Decoration<'a, Message> for MovingKeys<'a, Message> {
    fn content(&self) -> &Element<'a, Message> {
        &self.content
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.content
    }

    fn takes(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        shell: &mut Shell<'_, Message>,
    ) -> bool {
        let Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(named), modifiers, .. }) = event
        else {
            return false;
        };
        let Some(message) = (self.on_key)(*named, *modifiers) else { return false };
        let mut focus = FindFocus::default();
        self.operate(tree, layout, renderer, &mut focus);
        if focus.is_here {
            shell.publish(message);
        }
        focus.is_here
    }
}

/// Whether any of the widgets has the focus.
#[derive(Default)]
struct FindFocus {
    is_here: bool,
}

impl Operation for FindFocus {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        self.is_here |= state.is_focused();
    }
}
