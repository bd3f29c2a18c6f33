//! Completes what is typed into a field: a list of known texts beneath it, never in the way of a new one.

use std::fmt;

use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, mouse, overlay};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Padding, Rectangle, Theme, Vector};

use super::choices::{self, Choices};
use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// The list is at least this wide, logical pixels.
const WIDTH: f32 = 280.0;
const PADDING: Padding = Padding { top: 5.0, right: 10.0, bottom: 5.0, left: 10.0 };

/// A text to complete with, and how the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub text: String,
    /// "Biên tập, Đài PT-TH"; empty for none.
    pub detail: String,
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, " · {}", self.detail) }
    }
}

/// A one-line field or editor that now holds `typed`. While something is typed, what `find` knows for it is listed;
/// `ArrowDown` lists it at any time. The arrows move in the list, Enter or a press takes a line, Escape closes the list.
/// Without a line chosen, Enter is the field's own.
pub fn completion<'a, Message: 'a>(
    field: impl Into<Element<'a, Message>>,
    typed: impl Into<String>,
    find: impl Fn(&str) -> Vec<Suggestion> + 'a,
    on_choose: impl Fn(String) -> Message + 'a,
) -> Element<'a, Message> {
    decorate(Completion {
        field: field.into(),
        typed: typed.into(),
        find: Box::new(find),
        on_choose: Box::new(on_choose),
    })
}

type Find<'a> = dyn Fn(&str) -> Vec<Suggestion> + 'a;

struct Completion<'a, Message> {
    field: Element<'a, Message>,
    typed: String,
    find: Box<Find<'a>>,
    on_choose: Box<dyn Fn(String) -> Message + 'a>,
}

#[derive(Default)]
struct State {
    /// Whether the field has the focus.
    is_used: bool,
    is_open: bool,
    /// The text for which `found` was looked up.
    typed: String,
    found: Vec<Suggestion>,
    hovered: Option<usize>,
    list: choices::State,
}

impl State {
    fn is_shown(&self) -> bool {
        self.is_used && self.is_open && !self.found.is_empty()
    }

    fn close(&mut self) {
        (self.is_open, self.hovered) = (false, None);
    }
}

/// Finds whether the field has the focus.
#[derive(Default)]
struct Look {
    is_focused: bool,
}

impl Operation for Look {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        self.is_focused |= state.is_focused();
    }
}

impl<Message> Completion<'_, Message> {
    fn look(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &iced::Renderer) -> bool {
        let mut now = Look::default();
        self.field.as_widget_mut().operate(&mut tree.children[0], layout, renderer, &mut now);
        let state = tree.state.downcast_mut::<State>();
        if state.is_used == now.is_focused {
            return false;
        }
        state.is_used = now.is_focused;
        state.close();
        if state.is_used {
            state.typed.clone_from(&self.typed);
        }
        true
    }

    /// Looks up what is typed. What is already whole is not listed.
    fn find(&self, state: &mut State) {
        state.typed.clone_from(&self.typed);
        state.found = (self.find)(&self.typed);
        state.found.retain(|found| found.text != self.typed.trim());
        state.hovered = None;
    }

    /// Whether the key was for the list.
    fn press(&self, key: &Key, state: &mut State, shell: &mut Shell<'_, Message>) -> bool {
        let last = state.found.len().saturating_sub(1);
        match key {
            Key::Named(Named::ArrowDown) if state.is_shown() => {
                state.hovered = Some(state.hovered.map_or(0, |at| (at + 1).min(last)));
            }
            Key::Named(Named::ArrowDown) => {
                self.find(state);
                if state.found.is_empty() {
                    return false;
                }
                (state.is_open, state.hovered) = (true, Some(0));
            }
            Key::Named(Named::ArrowUp) if state.is_shown() => {
                // Above the first line is the field itself.
                state.hovered = state.hovered.and_then(|at| at.checked_sub(1));
            }
            Key::Named(Named::Enter) if state.is_shown() => {
                let chosen = state.hovered.and_then(|at| state.found.get(at)).map(|found| found.text.clone());
                state.close();
                let Some(chosen) = chosen else { return false };
                state.typed.clone_from(&chosen);
                shell.publish((self.on_choose)(chosen));
            }
            Key::Named(Named::Escape) if state.is_shown() => state.close(),
            _ => return false,
        }
        true
    }
}

impl<'a, Message> Decoration<'a, Message> for Completion<'a, Message> {
    const IS_PARENT: bool = true;

    fn content(&self) -> &Element<'a, Message> {
        &self.field
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.field
    }

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.field));
        let state = tree.state.downcast_mut::<State>();
        if state.is_used && state.typed != self.typed {
            self.find(state);
            state.is_open = !self.typed.trim().is_empty();
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        self.field.as_widget_mut().operate(&mut tree.children[0], layout, renderer, operation);
        let _ = self.look(tree, layout, renderer);
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
        if let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event
            && modifiers.is_empty()
            && !shell.is_event_captured()
        {
            let state = tree.state.downcast_mut::<State>();
            if state.is_used && self.press(key, state, shell) {
                shell.capture_event();
                shell.invalidate_layout();
                shell.request_redraw();
                return;
            }
        }
        let child = &mut tree.children[0];
        self.field.as_widget_mut().update(child, event, layout, cursor, renderer, clipboard, shell, viewport);
        if self.look(tree, layout, renderer) {
            shell.invalidate_layout();
            shell.request_redraw();
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
        if !state.is_shown() {
            return None;
        }
        let State { list, found, hovered, is_open, typed, .. } = state;
        let (found, on_choose) = (found.as_slice(), &self.on_choose);
        let anchor = layout.bounds() + translation;
        let choices = Choices {
            state: list,
            hovered,
            count: found.len(),
            label: Box::new(|at| found.get(at).map(ToString::to_string).unwrap_or_default()),
            choose: Box::new(move |at| {
                *is_open = false;
                let found = found.get(at)?;
                typed.clone_from(&found.text);
                Some(on_choose(found.text.clone()))
            }),
            anchor,
            width: anchor.width.max(WIDTH),
            padding: PADDING,
        };
        Some(choices.overlay())
    }
}
