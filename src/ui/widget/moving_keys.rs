//! Keys for content that would take them otherwise: Alt with an arrow, Ctrl with Enter.

use iced::Event;
use iced::advanced::Shell;
use iced::keyboard::{self, Key, Modifiers, key::Named};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// `on_key` says what a key means here; none leaves it to the content.
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

    fn takes(&mut self, event: &Event, shell: &mut Shell<'_, Message>) -> bool {
        let Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(named), modifiers, .. }) = event
        else {
            return false;
        };
        let message = (self.on_key)(*named, *modifiers);
        let is_taken = message.is_some();
        if let Some(message) = message {
            shell.publish(message);
        }
        is_taken
    }
}
