//! Alt with an arrow up or down, for content that would take the arrow alone.

use iced::Event;
use iced::advanced::Shell;
use iced::keyboard::{self, Key, key::Named};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// `on_move` gets whether it is upwards.
pub fn moving_keys<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    on_move: fn(bool) -> Message,
) -> Element<'a, Message> {
    decorate(MovingKeys { content: content.into(), on_move })
}

struct MovingKeys<'a, Message> {
    content: Element<'a, Message>,
    on_move: fn(bool) -> Message,
}

impl<'a, Message> Decoration<'a, Message> for MovingKeys<'a, Message> {
    fn content(&self) -> &Element<'a, Message> {
        &self.content
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.content
    }

    fn takes(&mut self, event: &Event, shell: &mut Shell<'_, Message>) -> bool {
        let Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(named), modifiers, .. }) = event
        else {
            return false;
        };
        let is_taken = modifiers.alt() && matches!(named, Named::ArrowUp | Named::ArrowDown);
        if is_taken {
            shell.publish((self.on_move)(*named == Named::ArrowUp));
        }
        is_taken
    }
}
