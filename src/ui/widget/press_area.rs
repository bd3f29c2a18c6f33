//! A pane that reacts when the button is pressed, not released, so that it can be dragged; it also detects
//! double clicks.

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Layout, Shell, layout, mouse, renderer};
use iced::widget::container;
use iced::{Event, Length, Padding, Rectangle, Size, Theme, touch, window};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

type Style<'a> = Box<dyn Fn(&Theme, bool) -> container::Style + 'a>;

/// Wraps content that can be pressed. `style` gets whether the pointer is over it.
pub fn press_area<'a, Message>(
    content: impl Into<Element<'a, Message>>,
    style: impl Fn(&Theme, bool) -> container::Style + 'a,
) -> PressArea<'a, Message> {
    PressArea {
        content: content.into(),
        once: None,
        twice: None,
        style: Box::new(style),
        padding: Padding::ZERO,
        width: Length::Shrink,
        height: Length::Shrink,
        is_hovered: None,
    }
}

pub struct PressArea<'a, Message> {
    content: Element<'a, Message>,
    once: Option<Message>,
    twice: Option<Message>,
    style: Style<'a>,
    padding: Padding,
    width: Length,
    height: Length,
    is_hovered: Option<bool>,
}

impl<Message> PressArea<'_, Message> {
    #[must_use]
    pub fn on_press(mut self, message: Message) -> Self {
        self.once = Some(message);
        self
    }

    #[must_use]
    pub fn on_double(mut self, message: Message) -> Self {
        self.twice = Some(message);
        self
    }

    #[must_use]
    pub fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    #[must_use]
    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }
}

#[derive(Default)]
struct State {
    last: Option<mouse::Click>,
}

impl<'a, Message: Clone> Decoration<'a, Message> for PressArea<'a, Message> {
    const IS_PARENT: bool = true;
    const HAS_LAYOUT: bool = true;

    fn content(&self) -> &Element<'a, Message> {
        &self.content
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.content
    }

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size { width: self.width, height: self.height }
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::padded(limits, self.width, self.height, self.padding, |limits| {
            self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits)
        })
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(None, layout.bounds());
        operation.traverse(&mut |operation| {
            let (child, inner) = (&mut tree.children[0], layout.child(0));
            self.content.as_widget_mut().operate(child, inner, renderer, operation);
        });
    }

    fn updated(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &iced::Renderer,
        shell: &mut Shell<'_, Message>,
    ) {
        let is_over = cursor.is_over(layout.bounds());
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            self.is_hovered = Some(is_over);
        } else if self.is_hovered.is_some_and(|was_over| was_over != is_over) {
            shell.request_redraw();
        }
        let is_down = matches!(
            event,
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
                | Event::Touch(touch::Event::FingerPressed { .. })
        );
        if !is_down || !is_over || shell.is_event_captured() {
            return;
        }
        let Some(position) = cursor.position() else { return };
        let state = tree.state.downcast_mut::<State>();
        let click = mouse::Click::new(position, mouse::Button::Left, state.last);
        let is_double = click.kind() == mouse::click::Kind::Double;
        state.last = Some(click);
        let message = if is_double { self.twice.as_ref().or(self.once.as_ref()) } else { self.once.as_ref() };
        if let Some(message) = message {
            shell.publish(message.clone());
            shell.capture_event();
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        let (child, content) = (&tree.children[0], layout.child(0));
        let inner = self.content.as_widget().mouse_interaction(child, content, cursor, viewport, renderer);
        if inner == mouse::Interaction::None && self.once.is_some() && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            inner
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        defaults: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        if !bounds.intersects(viewport) {
            return;
        }
        let style = (self.style)(theme, self.is_hovered.unwrap_or(false));
        container::draw_background(renderer, &style, bounds);
        let defaults = renderer::Style { text_color: style.text_color.unwrap_or(defaults.text_color) };
        let (child, content) = (&tree.children[0], layout.child(0));
        self.content.as_widget().draw(child, renderer, theme, &defaults, content, cursor, viewport);
    }
}

impl<'a, Message: Clone + 'a> From<PressArea<'a, Message>> for Element<'a, Message> {
    fn from(press: PressArea<'a, Message>) -> Self {
        decorate(press)
    }
}
