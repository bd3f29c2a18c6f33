//! Tells which modifier keys are held down, for content whose presses depend on them.

use iced::Event;
use iced::advanced::widget::Tree;
use iced::advanced::{Layout, Shell, mouse};
use iced::keyboard::{self, Modifiers};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// `on_change` gets the keys held down whenever they change.
pub fn held_keys<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    on_change: fn(Modifiers) -> Message,
) -> Element<'a, Message> {
    decorate(HeldKeys { content: content.into(), on_change })
}

struct HeldKeys<'a, Message> {
    content: Element<'a, Message>,
    on_change: fn(Modifiers) -> Message,
}

impl<'a, Message> Decoration<'a, Message> for HeldKeys<'a, Message> {
    fn content(&self) -> &Element<'a, Message> {
        &self.content
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.content
    }

    fn updated(
        &mut self,
        _tree: &mut Tree,
        event: &Event,
        _layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _renderer: &iced::Renderer,
        shell: &mut Shell<'_, Message>,
    ) {
        if let Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) = event {
            shell.publish((self.on_change)(*modifiers));
        }
    }
}
