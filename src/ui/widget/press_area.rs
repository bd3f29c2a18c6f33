//! A pane that reacts when the button is pressed, not released, so that it can be dragged; it also detects
//! double clicks.

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::widget::container;
use iced::{Event, Length, Padding, Rectangle, Size, Theme, Vector, touch, window};

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

impl<Message: Clone> Widget<Message, Theme, iced::Renderer> for PressArea<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
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
            if let Some(inner) = layout.children().next() {
                self.content.as_widget_mut().operate(&mut tree.children[0], inner, renderer, operation);
            }
        });
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
        if let Some(inner) = layout.children().next() {
            self.content.as_widget_mut().update(
                &mut tree.children[0],
                event,
                inner,
                cursor,
                renderer,
                clipboard,
                shell,
                viewport,
            );
        }
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
        let inner = layout.children().next().map_or(mouse::Interaction::None, |inner| {
            self.content.as_widget().mouse_interaction(&tree.children[0], inner, cursor, viewport, renderer)
        });
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
        if let Some(inner) = layout.children().next() {
            self.content.as_widget().draw(
                &tree.children[0],
                renderer,
                theme,
                &defaults,
                inner,
                cursor,
                viewport,
            );
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        self.content.as_widget_mut().overlay(
            &mut tree.children[0],
            layout.children().next()?,
            renderer,
            viewport,
            translation,
        )
    }
}

impl<'a, Message: Clone + 'a> From<PressArea<'a, Message>> for Element<'a, Message> {
    fn from(press: PressArea<'a, Message>) -> Self {
        Self::new(press)
    }
}
