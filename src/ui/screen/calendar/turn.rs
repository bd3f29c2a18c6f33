//! While a chip is dragged, the pointer that stays over ‹ or ›, or at the edge of the grid, turns the month or the week.

use std::time::Duration;

use iced::widget::{mouse_area, space};
use iced::{Length, Task};

use super::{Calendar, Message};
use crate::ui::{Context, Element, after};

/// Width of the edges of the grid, logical pixels.
pub(super) const EDGE: f32 = 16.0;
/// How long the pointer stays before the calendar turns, and again.
const WAIT: Duration = Duration::from_millis(600);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    by: i32,
    /// Tells this stay from those before.
    nth: u64,
}

impl Calendar {
    pub(super) fn hover_turn(&mut self, by: Option<i32>) -> Task<Message> {
        let Some(drag) = &mut self.drag else { return Task::none() };
        drag.turn = None;
        let Some(by) = by else { return Task::none() };
        // Nothing is dropped here.
        (drag.over, drag.trouble) = (None, None);
        self.turns += 1;
        drag.turn = Some(Turn { by, nth: self.turns });
        wait(self.turns)
    }

    pub(super) fn turn(&mut self, nth: u64, context: &Context) -> Task<Message> {
        let turn = self.drag.as_ref().filter(|drag| drag.is_moving).and_then(|drag| drag.turn);
        let Some(turn) = turn.filter(|turn| turn.nth == nth) else { return Task::none() };
        let action = self.step(turn.by, context);
        Task::batch([action.task, wait(nth)])
    }

    /// A strip beside the grid; the widgets are the same with and without a drag.
    pub(super) fn edge<'a>(&self, by: i32) -> Element<'a, Message> {
        self.turning(space().width(EDGE).height(Length::Fill), by)
    }

    /// Makes something turn the calendar while a chip is dragged over it.
    pub(super) fn turning<'a>(&self, face: impl Into<Element<'a, Message>>, by: i32) -> Element<'a, Message> {
        let area = mouse_area(face);
        if self.is_dragging() {
            area.on_enter(Message::TurnHovered(Some(by))).on_exit(Message::TurnHovered(None)).into()
        } else {
            area.into()
        }
    }
}

fn wait(nth: u64) -> Task<Message> {
    after(WAIT).map(move |()| Message::TurnDue(nth))
}
