//! Alt with an arrow up or down, for content that would take the arrow alone.

use iced::advanced::widget::Tree;
use iced::advanced::{Clipboard, Layout, Shell, mouse};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Rectangle};

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

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        if let Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(named), modifiers, .. }) = event
            && modifiers.alt()
            && matches!(named, Named::ArrowUp | Named::ArrowDown)
        {
            shell.publish((self.on_move)(*named == Named::ArrowUp));
            shell.capture_event();
            return;
        }
        self.content
            .as_widget_mut()
            .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
    }
}
