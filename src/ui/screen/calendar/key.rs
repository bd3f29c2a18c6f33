//! Keyboard control of the calendar.

use chrono::NaiveDate;
use iced::keyboard::{Key, Modifiers, key::Named};

use super::model::ChipKey;
use super::{Calendar, Message, View};
use crate::calendar::week as weeks;
use crate::ui::screen::Screen as _;
use crate::ui::{Action, Context, Effect, many};

impl Calendar {
    pub(super) fn press_key(
        &mut self,
        key: &Key,
        modifiers: Modifiers,
        context: &Context,
    ) -> Action<Message> {
        if self.many.is_open() {
            return match key {
                Key::Named(Named::Enter) => self.update_many(many::Message::Submitted, context),
                _ => Action::none(),
            };
        }
        if modifiers.command() {
            return match key.as_ref() {
                Key::Character("a") if self.view != View::Year => self.choose_all(context),
                _ => Action::none(),
            };
        }
        match key.as_ref() {
            Key::Named(Named::ArrowLeft) => self.arrow(-1, modifiers, context),
            Key::Named(Named::ArrowRight) => self.arrow(1, modifiers, context),
            Key::Named(Named::ArrowUp) => self.arrow(-7, modifiers, context),
            Key::Named(Named::ArrowDown) => self.arrow(7, modifiers, context),
            Key::Named(Named::PageUp) => self.page(-1, modifiers, context),
            Key::Named(Named::PageDown) => self.page(1, modifiers, context),
            Key::Named(Named::Tab) => self.cycle(if modifiers.shift() { -1 } else { 1 }, context),
            Key::Character("]") => self.cycle(1, context),
            Key::Character("[") => self.cycle(-1, context),
            Key::Named(Named::Enter) => match self.selected.clone() {
                Some(key) => self.open_chip(&key, context),
                None => self.cycle(1, context),
            },
            Key::Named(Named::Delete) => self.drop_selected(context),
            Key::Named(Named::Escape) => self.escape(context),
            Key::Character("d" | "D") => self.ask(many::Kind::Days, context),
            Key::Character("n" | "N") => Action::effect(Effect::NewPiece),
            Key::Character("t" | "T") => self.update(Message::TodayPressed, context),
            Key::Character("1") => self.choose_view(View::Week, context),
            Key::Character("2") => self.choose_view(View::Month, context),
            Key::Character("3") => self.choose_view(View::Year, context),
            Key::Character("4") => self.choose_view(View::List, context),
            Key::Character("5") => self.choose_view(View::Board, context),
            _ => Action::none(),
        }
    }

    /// An arrow selects another day; with Alt it also moves the selected piece.
    fn arrow(&mut self, by: i64, modifiers: Modifiers, context: &Context) -> Action<Message> {
        if self.view == View::Board {
            return self.walk_board(by, modifiers, context);
        }
        if modifiers.alt() {
            return self.shift(|day| weeks::add_days(day, by), context);
        }
        if self.view == View::List && by.abs() == 7 {
            return self.walk_list(by > 0, modifiers, context);
        }
        if modifiers.shift() && self.view != View::Year {
            return self.extend_to(weeks::add_days(self.day, by), context);
        }
        let action = self.choose_day(weeks::add_days(self.day, by), context);
        let task = self.scroll_list();
        action.and_task(task)
    }

    fn page(&mut self, by: i32, modifiers: Modifiers, context: &Context) -> Action<Message> {
        if modifiers.alt() {
            self.shift(|day| weeks::add_months(day, by), context)
        } else {
            self.step(by, context)
        }
    }

    /// Moves the selected piece; from the tray it moves to the selected day.
    fn shift(&mut self, to: impl Fn(NaiveDate) -> NaiveDate, context: &Context) -> Action<Message> {
        let Some(key) = self.selected.clone() else { return Action::none() };
        let day = key.date.map_or(self.day, to);
        let action = self.move_chip(&key, Some(day), context);
        self.go(self.day, &context.newsroom);
        action
    }

    /// Selects the next chip of the selected day, cyclically; on a day without chips, those of the tray.
    fn cycle(&mut self, by: isize, context: &Context) -> Action<Message> {
        let is_in_tray = self.selected.as_ref().is_some_and(|key| key.date.is_none());
        let newsroom = &context.newsroom;
        let (from, to) = self.range(newsroom);
        let chips: Vec<ChipKey> = if is_in_tray || self.day_chips.on(newsroom, self.day).is_empty() {
            self.day_chips.tray(newsroom, from, to).map(|chip| chip.key.clone()).collect()
        } else {
            self.day_chips.on(newsroom, self.day).iter().map(|chip| chip.key.clone()).collect()
        };
        let count = isize::try_from(chips.len()).unwrap_or(0);
        if count == 0 {
            return Action::none();
        }
        let at = chips.iter().position(|key| Some(key) == self.selected.as_ref());
        let next = match at {
            Some(at) => (isize::try_from(at).unwrap_or(0) + by).rem_euclid(count),
            None if by > 0 => 0,
            None => count - 1,
        };
        let next = usize::try_from(next).ok().and_then(|next| chips.get(next)).cloned();
        self.select(next, context)
    }

    /// Cancels one thing at a time: the drag, the drop-down, the selection.
    fn escape(&mut self, context: &Context) -> Action<Message> {
        if self.drag.take().is_some() || self.menu.take().is_some() {
            return Action::none();
        }
        if !self.group.is_empty() {
            self.group.clear();
            return Action::none();
        }
        self.select(None, context)
    }
}
