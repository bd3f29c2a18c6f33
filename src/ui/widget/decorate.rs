//! A widget around another one that differs from it in a few respects only.

use std::marker::PhantomData;

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::{Event, Length, Rectangle, Size, Theme, Vector};

use crate::ui::Element;

/// What differs; all else is the content's, which has its state in the same tree.
pub(super) trait Decoration<'a, Message> {
    fn content(&self) -> &Element<'a, Message>;

    fn content_mut(&mut self) -> &mut Element<'a, Message>;

    fn tag(&self) -> tree::Tag {
        self.content().as_widget().tag()
    }

    fn state(&self) -> tree::State {
        self.content().as_widget().state()
    }

    fn diff(&self, tree: &mut Tree) {
        self.content().as_widget().diff(tree);
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
        self.content_mut()
            .as_widget_mut()
            .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
    }
}

pub(super) fn decorate<'a, Message: 'a>(
    decoration: impl Decoration<'a, Message> + 'a,
) -> Element<'a, Message> {
    Element::new(Decorated { decoration, content: PhantomData })
}

struct Decorated<'a, Message, Difference> {
    decoration: Difference,
    content: PhantomData<Element<'a, Message>>,
}

impl<'a, Message, Difference> Widget<Message, Theme, iced::Renderer> for Decorated<'a, Message, Difference>
where
    Difference: Decoration<'a, Message>,
{
    fn tag(&self) -> tree::Tag {
        self.decoration.tag()
    }

    fn state(&self) -> tree::State {
        self.decoration.state()
    }

    fn children(&self) -> Vec<Tree> {
        self.decoration.content().as_widget().children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.decoration.diff(tree);
    }

    fn size(&self) -> Size<Length> {
        self.decoration.content().as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.decoration.content().as_widget().size_hint()
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        self.decoration.content_mut().as_widget_mut().layout(tree, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        self.decoration.content_mut().as_widget_mut().operate(tree, layout, renderer, operation);
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
        self.decoration.update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        self.decoration.content().as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
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
        self.decoration.content().as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        let content = self.decoration.content_mut().as_widget_mut();
        content.overlay(tree, layout, renderer, viewport, translation)
    }
}
