//! A widget that wraps another one and changes only some of its behaviour.

use std::marker::PhantomData;

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::{Event, Length, Rectangle, Size, Theme, Vector};

use crate::ui::Element;

/// The changed behaviour; everything else is delegated to the content.
pub(super) trait Decoration<'a, Message> {
    /// Whether the decoration has its own state or more widgets than the content: then the content's tree is
    /// its first child. Otherwise both share one tree.
    const IS_PARENT: bool = false;

    /// Whether the decoration implements [`layout`](Self::layout): the node it returns has the content's node as
    /// its first child. Otherwise both share one node.
    const HAS_LAYOUT: bool = false;

    fn content(&self) -> &Element<'a, Message>;

    fn content_mut(&mut self) -> &mut Element<'a, Message>;

    fn tag(&self) -> tree::Tag {
        if Self::IS_PARENT { tree::Tag::stateless() } else { self.content().as_widget().tag() }
    }

    fn state(&self) -> tree::State {
        if Self::IS_PARENT { tree::State::None } else { self.content().as_widget().state() }
    }

    fn children(&self) -> Vec<Tree> {
        if Self::IS_PARENT { vec![Tree::new(self.content())] } else { self.content().as_widget().children() }
    }

    fn diff(&self, tree: &mut Tree) {
        if Self::IS_PARENT {
            tree.diff_children(std::slice::from_ref(self.content()));
        } else {
            self.content().as_widget().diff(tree);
        }
    }

    fn size(&self) -> Size<Length> {
        self.content().as_widget().size()
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let tree = inner_mut::<Self, Message>(tree);
        self.content_mut().as_widget_mut().layout(tree, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let (tree, layout) = (inner_mut::<Self, Message>(tree), node::<Self, Message>(layout));
        self.content_mut().as_widget_mut().operate(tree, layout, renderer, operation);
    }

    #[allow(clippy::too_many_arguments, reason = "they are those of iced's widgets")]
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
        if self.takes(tree, event, layout, renderer, shell) {
            shell.capture_event();
            return;
        }
        let (child, inside) = (inner_mut::<Self, Message>(tree), node::<Self, Message>(layout));
        self.content_mut()
            .as_widget_mut()
            .update(child, event, inside, cursor, renderer, clipboard, shell, viewport);
        self.updated(tree, event, layout, cursor, renderer, shell);
    }

    /// Whether the decoration keeps an event from its content.
    fn takes(
        &mut self,
        _tree: &mut Tree,
        _event: &Event,
        _layout: Layout<'_>,
        _renderer: &iced::Renderer,
        _shell: &mut Shell<'_, Message>,
    ) -> bool {
        false
    }

    /// What the decoration does with an event after its content; `tree` and `layout` are the decoration's.
    fn updated(
        &mut self,
        _tree: &mut Tree,
        _event: &Event,
        _layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _renderer: &iced::Renderer,
        _shell: &mut Shell<'_, Message>,
    ) {
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        let (tree, layout) = (inner::<Self, Message>(tree), node::<Self, Message>(layout));
        self.content().as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
    }

    #[allow(clippy::too_many_arguments, reason = "they are those of iced's widgets")]
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
        let (tree, layout) = (inner::<Self, Message>(tree), node::<Self, Message>(layout));
        self.content().as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
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
        let (tree, layout) = (inner_mut::<Self, Message>(tree), node::<Self, Message>(layout));
        self.content_mut().as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
    }
}

/// The content's tree.
fn inner<'a, 't, D: Decoration<'a, Message> + ?Sized, Message>(tree: &'t Tree) -> &'t Tree {
    if D::IS_PARENT { &tree.children[0] } else { tree }
}

fn inner_mut<'a, 't, D: Decoration<'a, Message> + ?Sized, Message>(tree: &'t mut Tree) -> &'t mut Tree {
    if D::IS_PARENT { &mut tree.children[0] } else { tree }
}

/// The content's part of the decoration's layout.
fn node<'a, 'l, D: Decoration<'a, Message> + ?Sized, Message>(layout: Layout<'l>) -> Layout<'l> {
    if D::HAS_LAYOUT { layout.child(0) } else { layout }
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
        self.decoration.children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.decoration.diff(tree);
    }

    fn size(&self) -> Size<Length> {
        self.decoration.size()
    }

    fn size_hint(&self) -> Size<Length> {
        if Difference::HAS_LAYOUT {
            self.decoration.size()
        } else {
            self.decoration.content().as_widget().size_hint()
        }
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        self.decoration.layout(tree, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        self.decoration.operate(tree, layout, renderer, operation);
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
        self.decoration.mouse_interaction(tree, layout, cursor, viewport, renderer)
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
        self.decoration.draw(tree, renderer, theme, style, layout, cursor, viewport);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        self.decoration.overlay(tree, layout, renderer, viewport, translation)
    }
}
