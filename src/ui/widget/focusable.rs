//! Keyboard focus: Tab moves it, Enter or the space bar presses the focused control.

use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Layout, Renderer as _, Shell, mouse, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Color, Event, Length, Padding, Rectangle, Theme, border, touch};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;
use crate::ui::theme::Tokens;

/// Thickness of the focus ring, and its distance from the control, logical pixels.
const RING: f32 = 2.0;
const AWAY: f32 = 1.0;

/// Whether the widget has the focus.
#[derive(Debug, Default)]
pub struct Focus {
    is_here: bool,
}

impl Focus {
    pub fn is_here(&self) -> bool {
        self.is_here
    }

    /// A mouse press anywhere, or Escape, removes the focus.
    pub fn listen(&mut self, event: &Event) {
        let is_lost = match event {
            Event::Mouse(mouse::Event::ButtonPressed(_))
            | Event::Touch(touch::Event::FingerPressed { .. }) => true,
            Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) => *key == Key::Named(Named::Escape),
            _ => false,
        };
        self.is_here &= !is_lost;
    }
}

impl Focusable for Focus {
    fn is_focused(&self) -> bool {
        self.is_here
    }

    fn focus(&mut self) {
        self.is_here = true;
    }

    fn unfocus(&mut self) {
        self.is_here = false;
    }
}

/// Whether this is a press of Enter or the space bar without modifiers.
pub fn is_press(event: &Event) -> bool {
    matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
        if modifiers.is_empty() && matches!(key, Key::Named(Named::Enter | Named::Space)))
}

/// Draws the focus ring.
pub fn draw_ring(renderer: &mut iced::Renderer, theme: &Theme, bounds: Rectangle, radius: f32) {
    let ring = renderer::Quad {
        bounds: bounds.expand(AWAY + RING),
        border: border::rounded(radius + AWAY + RING).color(Tokens::of(theme).accent).width(RING),
        ..renderer::Quad::default()
    };
    renderer.fill_quad(ring, Color::TRANSPARENT);
}

/// Makes `content` focusable and pressable by keyboard; without a message it is skipped.
pub fn focusable<'a, Message: Clone + 'a>(
    content: impl Into<Element<'a, Message>>,
    on_press: Option<Message>,
) -> Element<'a, Message> {
    decorate(FocusableArea { content: content.into(), on_press })
}

struct FocusableArea<'a, Message> {
    content: Element<'a, Message>,
    on_press: Option<Message>,
}

impl<'a, Message: Clone> Decoration<'a, Message> for FocusableArea<'a, Message> {
    const IS_PARENT: bool = true;

    fn content(&self) -> &Element<'a, Message> {
        &self.content
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.content
    }

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Focus>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Focus::default())
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let focus = tree.state.downcast_mut::<Focus>();
        if self.on_press.is_some() {
            operation.focusable(None, layout.bounds(), focus);
        } else {
            focus.unfocus();
        }
        self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, operation);
    }

    fn updated(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        _layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _renderer: &iced::Renderer,
        shell: &mut Shell<'_, Message>,
    ) {
        let focus = tree.state.downcast_mut::<Focus>();
        if !focus.is_here() {
            return;
        }
        if is_press(event)
            && !shell.is_event_captured()
            && let Some(message) = &self.on_press
        {
            shell.publish(message.clone());
            shell.capture_event();
        }
        focus.listen(event);
        if !focus.is_here() {
            shell.request_redraw();
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        self.content.as_widget().draw(&tree.children[0], renderer, theme, style, layout, cursor, viewport);
        if tree.state.downcast_ref::<Focus>().is_here() {
            draw_ring(renderer, theme, layout.bounds(), crate::ui::theme::metric::RADIUS);
        }
    }
}

/// iced's button, also focusable by keyboard.
pub fn button<'a, Message: Clone + 'a>(content: impl Into<Element<'a, Message>>) -> Button<'a, Message> {
    Button { face: iced::widget::button(content), on_press: None }
}

pub struct Button<'a, Message> {
    face: iced::widget::Button<'a, Message>,
    on_press: Option<Message>,
}

impl<'a, Message: Clone + 'a> Button<'a, Message> {
    #[must_use]
    pub fn width(self, width: impl Into<Length>) -> Self {
        Self { face: self.face.width(width), ..self }
    }

    #[must_use]
    pub fn height(self, height: impl Into<Length>) -> Self {
        Self { face: self.face.height(height), ..self }
    }

    #[must_use]
    pub fn padding(self, padding: impl Into<Padding>) -> Self {
        Self { face: self.face.padding(padding), ..self }
    }

    #[must_use]
    pub fn style(
        self,
        style: impl Fn(&Theme, iced::widget::button::Status) -> iced::widget::button::Style + 'a,
    ) -> Self {
        Self { face: self.face.style(style), ..self }
    }

    #[must_use]
    pub fn on_press(self, message: Message) -> Self {
        self.on_press_maybe(Some(message))
    }

    /// Without a message it is disabled.
    #[must_use]
    pub fn on_press_maybe(self, message: Option<Message>) -> Self {
        Self { on_press: message, ..self }
    }
}

impl<'a, Message: Clone + 'a> From<Button<'a, Message>> for Element<'a, Message> {
    fn from(button: Button<'a, Message>) -> Self {
        focusable(button.face.on_press_maybe(button.on_press.clone()), button.on_press)
    }
}
