//! A pane below the widget that opened it, or at the pointer that asked for it, above everything else.

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Overlay, Shell, layout, mouse, overlay, renderer};
use iced::widget::container;
use iced::{Event, Point, Rectangle, Size, Theme, Vector, touch};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;
use crate::ui::theme::style;

/// Space between the opener and the pane, and between the pane and the edge of the window.
const GAP: f32 = 4.0;

/// Shows `menu`, if there is one: below `base`, or where the right button was pressed on it. A press elsewhere
/// dismisses it.
pub fn dropdown<'a, Message: Clone + 'a>(
    base: impl Into<Element<'a, Message>>,
    menu: Option<Element<'a, Message>>,
    on_dismiss: Message,
) -> Element<'a, Message> {
    let menu = menu.map(|menu| container(menu).padding(4).style(style::floating).into());
    decorate(Dropdown { base: base.into(), menu, on_dismiss })
}

/// Where the right button was pressed, if it was the last that was.
#[derive(Debug, Default)]
struct Asked(Option<Point>);

struct Dropdown<'a, Message> {
    base: Element<'a, Message>,
    menu: Option<Element<'a, Message>>,
    on_dismiss: Message,
}

impl<'a, Message: Clone> Decoration<'a, Message> for Dropdown<'a, Message> {
    const IS_PARENT: bool = true;

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Asked>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Asked::default())
    }

    fn updated(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &iced::Renderer,
        _shell: &mut Shell<'_, Message>,
    ) {
        if let Event::Mouse(mouse::Event::ButtonPressed(button)) = event {
            let is_right = *button == mouse::Button::Right;
            tree.state.downcast_mut::<Asked>().0 = cursor.position_over(layout.bounds()).filter(|_| is_right);
        }
    }

    fn content(&self) -> &Element<'a, Message> {
        &self.base
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.base
    }

    fn children(&self) -> Vec<Tree> {
        std::iter::once(&self.base).chain(&self.menu).map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        let children: Vec<&Element<'_, Message>> = std::iter::once(&self.base).chain(&self.menu).collect();
        tree.diff_children(&children);
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
        let asked = tree.state.downcast_ref::<Asked>().0;
        let (first, rest) = tree.children.split_first_mut()?;
        let inner = self.base.as_widget_mut().overlay(first, layout, renderer, viewport, translation);
        let pane = self.menu.as_mut().zip(rest.first_mut()).map(|(menu, tree)| {
            overlay::Element::new(Box::new(Pane {
                menu,
                tree,
                anchor: asked.map_or(layout.bounds(), |at| Rectangle::new(at, Size::ZERO)) + translation,
                is_at_pointer: asked.is_some(),
                on_dismiss: self.on_dismiss.clone(),
            }))
        });
        let all: Vec<_> = inner.into_iter().chain(pane).collect();
        (!all.is_empty()).then(|| overlay::Group::with_children(all).overlay())
    }
}

struct Pane<'a, 'b, Message> {
    menu: &'b mut Element<'a, Message>,
    tree: &'b mut Tree,
    anchor: Rectangle,
    is_at_pointer: bool,
    on_dismiss: Message,
}

impl<Message: Clone> Overlay<Message, Theme, iced::Renderer> for Pane<'_, '_, Message> {
    fn layout(&mut self, renderer: &iced::Renderer, bounds: Size) -> layout::Node {
        let below = self.anchor.y + self.anchor.height + GAP;
        // At the pointer it may move up to be whole; below its opener it must not cover it.
        let least = if self.is_at_pointer { GAP } else { below };
        let room = Size::new(bounds.width - 2.0 * GAP, (bounds.height - least - GAP).max(0.0));
        let limits = layout::Limits::new(Size::ZERO, room);
        let node = self.menu.as_widget_mut().layout(self.tree, renderer, &limits);
        let left = self.anchor.x.min(bounds.width - node.size().width - GAP).max(GAP);
        let top = below.min(bounds.height - node.size().height - GAP).max(least);
        node.move_to(Point::new(left, top))
    }

    fn draw(
        &self,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        defaults: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
    ) {
        let bounds = layout.bounds();
        self.menu.as_widget().draw(
            self.tree,
            renderer,
            theme,
            defaults,
            layout,
            cursor,
            &bounds.expand(40.0),
        );
    }

    fn operate(&mut self, layout: Layout<'_>, renderer: &iced::Renderer, operation: &mut dyn Operation) {
        self.menu.as_widget_mut().operate(self.tree, layout, renderer, operation);
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
    ) {
        let bounds = layout.bounds();
        self.menu
            .as_widget_mut()
            .update(self.tree, event, layout, cursor, renderer, clipboard, shell, &bounds);
        let is_press = matches!(
            event,
            Event::Mouse(mouse::Event::ButtonPressed(_)) | Event::Touch(touch::Event::FingerPressed { .. })
        );
        if is_press && !cursor.is_over(bounds) {
            shell.publish(self.on_dismiss.clone());
            shell.capture_event();
        }
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        let inner =
            self.menu.as_widget().mouse_interaction(self.tree, layout, cursor, &layout.bounds(), renderer);
        // Widgets beneath must not react to the pointer.
        if inner == mouse::Interaction::None && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Idle
        } else {
            inner
        }
    }
}
