//! Click-to-edit: a field without a border that shows its text truncated with an ellipsis until it is used.

use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Layout, Shell, layout, mouse, renderer};
use iced::{Event, Font, Point, Rectangle, Size, Theme};

use super::clamp::clamp;
use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// `field` is `inset` from the left and shows `words` in this size and face.
pub fn click_to_edit<'a, Message: 'a>(
    field: impl Into<Element<'a, Message>>,
    text: &'a str,
    size: f32,
    face: Font,
    inset: f32,
) -> Element<'a, Message> {
    let text = clamp(text, 1).size(size, size * 1.45).font(face);
    decorate(ClickToEdit { parts: [field.into(), text.into()], inset })
}

struct ClickToEdit<'a, Message> {
    /// The field, and its text.
    parts: [Element<'a, Message>; 2],
    inset: f32,
}

/// Whether the field is focused.
#[derive(Default)]
struct State {
    is_used: bool,
}

impl Operation for State {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        self.is_used = state.is_focused();
    }
}

impl<Message> ClickToEdit<'_, Message> {
    fn look(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &iced::Renderer) -> bool {
        let mut now = State::default();
        self.parts[0].as_widget_mut().operate(&mut tree.children[0], layout.child(0), renderer, &mut now);
        let state = tree.state.downcast_mut::<State>();
        std::mem::replace(&mut state.is_used, now.is_used) != now.is_used
    }
}

impl<'a, Message> Decoration<'a, Message> for ClickToEdit<'a, Message> {
    const IS_PARENT: bool = true;
    const HAS_LAYOUT: bool = true;

    fn content(&self) -> &Element<'a, Message> {
        &self.parts[0]
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.parts[0]
    }

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.parts.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.parts);
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let field = self.parts[0].as_widget_mut().layout(&mut tree.children[0], renderer, limits);
        let size = field.size();
        let room = layout::Limits::new(Size::ZERO, Size::new(size.width - 2.0 * self.inset, size.height));
        let text = self.parts[1].as_widget_mut().layout(&mut tree.children[1], renderer, &room);
        let top = (size.height - text.size().height) / 2.0;
        layout::Node::with_children(size, vec![field, text.move_to(Point::new(self.inset, top))])
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let field = layout.child(0);
        self.parts[0].as_widget_mut().operate(&mut tree.children[0], field, renderer, operation);
        let _ = self.look(tree, layout, renderer);
    }

    fn updated(
        &mut self,
        tree: &mut Tree,
        _event: &Event,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        shell: &mut Shell<'_, Message>,
    ) {
        if self.look(tree, layout, renderer) {
            shell.request_redraw();
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
        let is_empty = layout.child(1).bounds().width < 1.0;
        let shown = usize::from(!is_empty && !tree.state.downcast_ref::<State>().is_used);
        let (child, part) = (&tree.children[shown], layout.child(shown));
        self.parts[shown].as_widget().draw(child, renderer, theme, defaults, part, cursor, viewport);
    }
}
