//! A layer of the window: the screen, or a dialog above it. The topmost has the keyboard.

use iced::advanced::widget::operation::{Focusable, Scrollable, TextInput};
use iced::advanced::widget::{Id, Operation, Tree};
use iced::advanced::{Clipboard, Layout, Shell, mouse, overlay};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Rectangle, Theme, Vector};

use super::decorate::{Decoration, decorate};
use super::picker;
use crate::ui::Element;

/// The screen; `is_covered` keeps the keyboard, the focus and open menus from it, but keeps its state.
pub fn beneath<'a, Message: Clone + 'a>(
    content: impl Into<Element<'a, Message>>,
    is_covered: bool,
) -> Element<'a, Message> {
    decorate(Layer { content: content.into(), is_covered, on_escape: None })
}

/// A dialog or a bar; Escape closes it unless one of its drop-downs is open.
pub fn above<'a, Message: Clone + 'a>(
    content: impl Into<Element<'a, Message>>,
    on_escape: Message,
) -> Element<'a, Message> {
    decorate(Layer { content: content.into(), is_covered: false, on_escape: Some(on_escape) })
}

struct Layer<'a, Message> {
    content: Element<'a, Message>,
    is_covered: bool,
    on_escape: Option<Message>,
}

impl<'a, Message: Clone> Decoration<'a, Message> for Layer<'a, Message> {
    fn content(&self) -> &Element<'a, Message> {
        &self.content
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.content
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        if self.is_covered {
            self.content.as_widget_mut().operate(tree, layout, renderer, &mut Covered(operation));
        } else {
            self.content.as_widget_mut().operate(tree, layout, renderer, operation);
        }
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
        if self.is_covered && matches!(event, Event::Keyboard(_) | Event::InputMethod(_)) {
            return;
        }
        let is_escape = matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { key, .. })
            if *key == Key::Named(Named::Escape));
        let leave = self.on_escape.as_ref().filter(|_| is_escape);
        let leave = leave.filter(|_| {
            let mut search = picker::Search::default();
            self.content.as_widget_mut().operate(tree, layout, renderer, &mut search);
            !search.has_open
        });
        self.content
            .as_widget_mut()
            .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        if let Some(leave) = leave {
            shell.publish(leave.clone());
            shell.capture_event();
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>>
    where
        'a: 'b,
        Message: 'b,
    {
        if self.is_covered {
            return None;
        }
        self.content.as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
    }
}

/// An operation that cannot move the focus.
struct Covered<'a>(&'a mut dyn Operation);

impl Operation for Covered<'_> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.0.traverse(&mut |inner| operate(&mut Covered(inner)));
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        self.0.container(id, bounds);
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content_bounds: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        self.0.scrollable(id, bounds, content_bounds, translation, state);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, _state: &mut dyn Focusable) {}

    fn text_input(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn TextInput) {
        self.0.text_input(id, bounds, state);
    }

    fn text(&mut self, id: Option<&Id>, bounds: Rectangle, text: &str) {
        self.0.text(id, bounds, text);
    }

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn std::any::Any) {
        self.0.custom(id, bounds, state);
    }
}
