//! A drop-down in the program's style, for mouse and keyboard. What is typed while it is open searches its options.

use std::borrow::Borrow;

use iced::advanced::text::{self, Renderer as _};
use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Layout, Renderer as _, Shell, layout, mouse, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::pick_list::Status;
use iced::{Event, Length, Padding, Pixels, Point, Rectangle, Size, Theme, Vector, alignment, touch};

use super::choices::{self, Choices, clip};
use super::clamp::{clamp, width_of};
use super::decorate::{Decoration, decorate};
use super::focusable::{Focus, draw_ring};
use crate::fold::Query;
use crate::ui::icon::Icon;
use crate::ui::theme::{Tokens, metric, size, style};
use crate::ui::{Element, font};

/// Height of a line of text, logical pixels.
const LINE: f32 = 20.0;
/// Padding around the text: in a form, and in a toolbar.
const WIDE: Padding = Padding { top: 6.0, right: 10.0, bottom: 6.0, left: 10.0 };
const SMALL: Padding = Padding { top: 3.0, right: 8.0, bottom: 3.0, left: 8.0 };
/// Space for the arrow after the text.
const ARROW: f32 = 20.0;

/// A choice of one of many options.
pub fn picker<'a, T, L, V, Message>(
    options: L,
    chosen: Option<V>,
    on_choose: impl Fn(T) -> Message + 'a,
) -> Picker<'a, T, L, Message>
where
    T: ToString + PartialEq + Clone + 'a,
    L: Borrow<[T]> + 'a,
    V: Borrow<T>,
    Message: 'a,
{
    let at = chosen
        .as_ref()
        .and_then(|chosen| options.borrow().iter().position(|option| option == chosen.borrow()));
    let label = chosen.map(|chosen| chosen.borrow().to_string());
    Picker {
        at,
        face: face(label.clone().unwrap_or_default()),
        label,
        options,
        placeholder: String::new(),
        on_choose: Box::new(on_choose),
        width: Length::Shrink,
        padding: WIDE,
    }
}

pub struct Picker<'a, T, L, Message> {
    options: L,
    /// The index of the selected option.
    at: Option<usize>,
    label: Option<String>,
    placeholder: String,
    on_choose: Box<dyn Fn(T) -> Message + 'a>,
    width: Length,
    padding: Padding,
    face: Element<'a, Message>,
}

fn face<'a, Message: 'a>(label: String) -> Element<'a, Message> {
    clamp(label, 1).size(size::DENSE, LINE).into()
}

impl<'a, T, L, Message: 'a> Picker<'a, T, L, Message> {
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Smaller, for a toolbar.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.padding = SMALL;
        self
    }

    /// The text while nothing is selected.
    #[must_use]
    pub fn placeholder(mut self, text: impl Into<String>) -> Self {
        self.placeholder = text.into();
        if self.label.is_none() {
            self.face = face(self.placeholder.clone());
        }
        self
    }
}

#[derive(Default)]
struct State {
    focus: Focus,
    list: choices::State,
    is_open: bool,
    /// Index among the options found.
    hovered: Option<usize>,
    /// What is searched while it is open.
    query: String,
    is_under_pointer: bool,
    /// The options' labels, and the width of the longest.
    labels: Vec<String>,
    longest: f32,
}

impl State {
    fn toggle(&mut self, at: Option<usize>) {
        self.is_open = !self.is_open;
        self.hovered = at;
        self.query.clear();
    }

    fn is_searching(&self) -> bool {
        self.is_open && !self.query.is_empty()
    }

    /// Indices of the options that the search finds, without diacritics.
    fn found(&self) -> Vec<usize> {
        let query = if self.is_searching() { Query::new(&self.query) } else { Query::new("") };
        (0..self.labels.len()).filter(|at| query.matches(&self.labels[*at])).collect()
    }
}

/// An operation that finds whether any drop-down is open.
#[derive(Debug, Default)]
pub struct Search {
    pub has_open: bool,
}

/// A drop-down's state for that operation.
struct IsOpen(bool);

impl Operation for Search {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn custom(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn std::any::Any) {
        self.has_open |= state.downcast_ref::<IsOpen>().is_some_and(|state| state.0);
    }
}

impl<'a, T, L, Message> Picker<'a, T, L, Message>
where
    T: ToString + PartialEq + Clone + 'a,
    L: Borrow<[T]> + 'a,
{
    /// Handles a key in the open menu, or in the closed field that has the focus; `typed` is its text.
    fn press(&self, key: &Key, typed: Option<&str>, state: &mut State, shell: &mut Shell<'_, Message>) {
        let found = state.found();
        let last = found.len().saturating_sub(1);
        let choose = |at: Option<usize>, shell: &mut Shell<'_, Message>| {
            let at = at.and_then(|at| found.get(at));
            if let Some(option) = at.and_then(|at| self.options.borrow().get(*at)) {
                shell.publish((self.on_choose)(option.clone()));
            }
        };
        let at = if state.is_open { state.hovered } else { self.at };
        let to = match key {
            Key::Named(Named::ArrowDown) => at.map_or(0, |at| (at + 1).min(last)),
            Key::Named(Named::ArrowUp) => at.map_or(last, |at| at.saturating_sub(1)),
            Key::Named(Named::Home) => 0,
            Key::Named(Named::End) => last,
            // A name may have several words.
            Key::Named(Named::Space) if state.is_searching() => return Self::search(" ", state, shell),
            Key::Named(Named::Enter | Named::Space) => {
                if state.is_open {
                    choose(state.hovered, shell);
                }
                state.toggle(self.at);
                return shell.capture_event();
            }
            Key::Named(Named::Escape) if state.is_open => {
                state.is_open = false;
                return shell.capture_event();
            }
            Key::Named(Named::Tab) => {
                state.is_open = false;
                return;
            }
            Key::Named(Named::Backspace) if state.is_open => {
                let _ = state.query.pop();
                return Self::search("", state, shell);
            }
            Key::Character(_) if state.is_open => {
                return Self::search(typed.unwrap_or_default(), state, shell);
            }
            _ => return,
        };
        if state.is_open {
            state.hovered = Some(to);
        } else if Some(to) != self.at {
            choose(Some(to), shell);
        }
        shell.capture_event();
    }

    /// Adds to the searched text; the first option found is the one that Enter chooses.
    fn search(typed: &str, state: &mut State, shell: &mut Shell<'_, Message>) {
        state.query.extend(typed.chars().filter(|letter| !letter.is_control()));
        state.hovered = state.found().first().map(|_| 0);
        shell.capture_event();
    }
}

impl<'a, T, L, Message> Decoration<'a, Message> for Picker<'a, T, L, Message>
where
    T: ToString + PartialEq + Clone + 'a,
    L: Borrow<[T]> + 'a,
    Message: Clone + 'a,
{
    const IS_PARENT: bool = true;
    const HAS_LAYOUT: bool = true;

    fn content(&self) -> &Element<'a, Message> {
        &self.face
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.face
    }

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size { width: self.width, height: Length::Shrink }
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        let options = self.options.borrow();
        let is_same = state.labels.len() == options.len()
            && state.labels.iter().zip(options).all(|(label, option)| *label == option.to_string());
        if !is_same {
            state.labels = options.iter().map(ToString::to_string).collect();
            state.longest = state.labels.iter().map(|label| width_of(label, size::DENSE)).fold(0.0, f32::max);
        }
        let widest = match (self.width, &self.label) {
            (Length::Shrink, None) => state.longest.max(width_of(&self.placeholder, size::DENSE)),
            (Length::Shrink, Some(_)) => state.longest,
            _ => 0.0,
        };
        let inner = Size::new(widest + ARROW, LINE);
        let limits = limits.width(self.width).shrink(self.padding);
        let size = limits.resolve(self.width, Length::Shrink, inner);
        let room = Size::new((size.width - ARROW).max(0.0), LINE);
        let face = self.face.as_widget_mut().layout(
            &mut tree.children[0],
            renderer,
            &layout::Limits::new(Size::ZERO, room),
        );
        let face = face.move_to(Point::new(self.padding.left, self.padding.top));
        layout::Node::with_children(size.expand(self.padding), vec![face])
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        operation.focusable(None, layout.bounds(), &mut state.focus);
        operation.custom(None, layout.bounds(), &mut IsOpen(state.is_open));
        operation.text(None, layout.bounds(), self.label.as_ref().unwrap_or(&self.placeholder));
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
        let state = tree.state.downcast_mut::<State>();
        let is_over = cursor.is_over(layout.bounds());
        let shown = |state: &State| {
            let flags = (state.is_open, state.focus.is_here(), state.is_under_pointer);
            (flags, state.hovered, state.query.len())
        };
        let before = shown(state);
        state.is_under_pointer = is_over;
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. })
                if state.is_open || is_over =>
            {
                // While it is open, only a press outside the menu arrives here.
                state.toggle(self.at);
                shell.capture_event();
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, text, .. })
                if (state.is_open || state.focus.is_here())
                    && !shell.is_event_captured()
                    && (*modifiers - keyboard::Modifiers::SHIFT).is_empty() =>
            {
                self.press(key, text.as_deref(), state, shell);
            }
            _ => {}
        }
        state.focus.listen(event);
        if before != shown(state) {
            shell.invalidate_layout();
            shell.request_redraw();
        }
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        if cursor.is_over(layout.bounds()) { mouse::Interaction::Pointer } else { mouse::Interaction::None }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        _defaults: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let bounds = layout.bounds();
        let status = match (state.is_open, state.is_under_pointer) {
            (true, is_hovered) => Status::Opened { is_hovered },
            (false, true) => Status::Hovered,
            (false, false) => Status::Active,
        };
        let style = style::picker(theme, status);
        let field = renderer::Quad { bounds, border: style.border, ..renderer::Quad::default() };
        renderer.fill_quad(field, style.background);
        let ink = if self.label.is_some() { style.text_color } else { style.placeholder_color };
        let defaults = renderer::Style { text_color: ink };
        let (child, face) = (&tree.children[0], layout.child(0));
        if state.is_searching() {
            let typed = text::Text {
                content: state.query.clone(),
                bounds: face.bounds().size(),
                size: Pixels(size::DENSE),
                line_height: text::LineHeight::Absolute(Pixels(LINE)),
                font: font::REGULAR,
                align_x: text::Alignment::Left,
                align_y: alignment::Vertical::Center,
                shaping: text::Shaping::Advanced,
                wrapping: text::Wrapping::None,
            };
            let place = Point::new(face.bounds().x, bounds.center_y());
            let tokens = Tokens::of(theme);
            let ink = if state.hovered.is_some() { tokens.accent } else { tokens.danger };
            if let Some(clip) = clip(face.bounds(), viewport) {
                renderer.fill_text(typed, place, ink, clip);
            }
        } else {
            self.face.as_widget().draw(child, renderer, theme, &defaults, face, cursor, viewport);
        }
        let arrow = text::Text {
            content: Icon::Down.code_point().to_string(),
            bounds: bounds.size(),
            size: Pixels(14.0),
            line_height: text::LineHeight::Relative(1.0),
            font: crate::ui::icon::FONT,
            align_x: text::Alignment::Right,
            align_y: alignment::Vertical::Center,
            shaping: text::Shaping::Basic,
            wrapping: text::Wrapping::None,
        };
        let place = Point::new(bounds.x + bounds.width - self.padding.right, bounds.center_y());
        let drawn = Rectangle { x: place.x - 14.0, y: place.y - 7.0, width: 14.0, height: 14.0 };
        if let Some(clip) = clip(drawn, viewport) {
            renderer.fill_text(arrow, place, style.handle_color, clip);
        }
        if state.focus.is_here() {
            draw_ring(renderer, theme, bounds, metric::RADIUS);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        _renderer: &iced::Renderer,
        _viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>>
    where
        'a: 'b,
        Message: 'b,
    {
        let state = tree.state.downcast_mut::<State>();
        if !state.is_open {
            return None;
        }
        let found = state.is_searching().then(|| state.found());
        let State { list, is_open, hovered, labels, longest, .. } = state;
        let labels = labels.as_slice();
        let count = found.as_ref().map_or(labels.len(), Vec::len);
        let index = move |at: usize| found.as_ref().map_or(Some(at), |found| found.get(at).copied());
        let (options, on_choose) = (self.options.borrow(), &self.on_choose);
        let choices = Choices {
            state: list,
            hovered,
            count,
            label: {
                let index = index.clone();
                Box::new(move |at| index(at).and_then(|at| labels.get(at)).cloned().unwrap_or_default())
            },
            choose: Box::new(move |at| {
                *is_open = false;
                index(at).and_then(|at| options.get(at)).map(|option| on_choose(option.clone()))
            }),
            anchor: layout.bounds() + translation,
            width: layout.bounds().width.max(*longest + self.padding.left + self.padding.right),
            padding: self.padding,
        };
        Some(choices.overlay())
    }
}

impl<'a, T, L, Message> From<Picker<'a, T, L, Message>> for Element<'a, Message>
where
    T: ToString + PartialEq + Clone + 'a,
    L: Borrow<[T]> + 'a,
    Message: Clone + 'a,
{
    fn from(picker: Picker<'a, T, L, Message>) -> Self {
        decorate(picker)
    }
}
