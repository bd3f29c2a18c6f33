//! The user's actions: selecting, filling, moving, dropping.

use chrono::{Datelike, NaiveDate};
use iced::{Point, Task};

use super::model::ChipKey;
use super::reschedule::short;
use super::{Calendar, DRAG, Drag, Message, Target, View, reschedule};
use crate::calendar::{range, week as weeks};
use crate::newsroom::{Command, Newsroom};
use crate::piece::{Format, Status};
use crate::ui::{Action, Context, Effect, Notice, Route, many};

impl Calendar {
    /// Selects a chip, or none; text typed into the inspector is committed first.
    pub(super) fn select(&mut self, key: Option<ChipKey>, context: &Context) -> Action<Message> {
        let action = self.keep(context);
        self.group.clear();
        if let Some(day) = key.as_ref().and_then(|key| key.date) {
            self.day = day;
        }
        self.set_selected(key, context);
        self.show_home(&context.newsroom);
        action
    }

    pub(super) fn keep(&mut self, context: &Context) -> Action<Message> {
        self.inspector.flush(context).map_or_else(Action::none, Action::command)
    }

    /// Selects a visible day without changing the view.
    pub(super) fn choose_day_in_place(&mut self, day: NaiveDate, context: &Context) -> Action<Message> {
        self.drag = None;
        let action = self.select(None, context);
        self.day = day;
        action
    }

    /// Selects a day and shows its month or week.
    pub(super) fn choose_day(&mut self, day: NaiveDate, context: &Context) -> Action<Message> {
        let action = self.choose_day_in_place(day, context);
        self.go(day, &context.newsroom);
        action
    }

    /// Shows a day's month or week.
    pub(super) fn go(&mut self, day: NaiveDate, newsroom: &Newsroom) {
        let day = range::nearest(day);
        self.day = day;
        let is_seen = match self.span() {
            View::Week => weeks::monday_of(self.shown) == weeks::monday_of(day),
            View::Year if self.view == View::Board => self.shown.year() == day.year(),
            _ => (self.shown.year(), self.shown.month()) == (day.year(), day.month()),
        };
        if !is_seen {
            self.shown = day;
            self.board.empty();
            self.set_grid(newsroom);
        }
    }

    pub(super) fn choose_view(&mut self, view: View, context: &Context) -> Action<Message> {
        self.view = view;
        self.drag = None;
        // Keeps the selected day if it is visible.
        if weeks::first_of_month(self.day) == weeks::first_of_month(self.shown) {
            self.shown = self.day;
        }
        self.board.empty();
        self.set_grid(&context.newsroom);
        let remembered = (self.remembered != view.name()).then(|| Effect::RememberView(view.name()));
        view.name().clone_into(&mut self.remembered);
        let action: Action<Message> = self.scroll_list().into();
        remembered.into_iter().fold(action, Action::and)
    }

    /// The list's view, at a day.
    pub(super) fn list_day(&mut self, day: NaiveDate, context: &Context) -> Action<Message> {
        let action = self.choose_day_in_place(day, context);
        let listed = self.choose_view(View::List, context);
        listed.effects.into_iter().fold(action, Action::and).and_task(listed.task)
    }

    /// Goes one month back or ahead; in the week view a week, in the year view a year.
    pub(super) fn step(&mut self, by: i32, context: &Context) -> Action<Message> {
        let day = match self.span() {
            View::Week => weeks::add_days(self.shown, i64::from(by) * 7),
            View::Month | View::List | View::Board => weeks::add_months(self.shown, by),
            View::Year => weeks::add_months(self.shown, by * 12),
        };
        self.shown = range::nearest(day);
        self.board.empty();
        self.set_grid(&context.newsroom);
        if self.view == View::List {
            self.day = weeks::first_of_month(day);
        }
        self.scroll_list().into()
    }

    pub(super) fn refilter(&mut self, context: &Context) -> Action<Message> {
        self.derive(&context.newsroom);
        let kept = self.inspector.limit(self.filter.locality.as_deref(), context);
        kept.map_or_else(Action::none, Action::command)
    }

    /// The pointer is pressed on a chip of the grid or the tray.
    pub(super) fn press_chip(&mut self, key: &ChipKey, context: &Context) -> Action<Message> {
        let Some(chip) = self.day_chips.find(&context.newsroom, key).cloned() else { return Action::none() };
        if let Some(action) = self.press_with(key, context.modifiers, context) {
            return action;
        }
        if chip.is_empty_slot() {
            return self.fill(key, context);
        }
        let group = self.group.contains(key).then(|| self.group.counts().0);
        self.drag = Some(Drag {
            chip,
            from: None,
            at: Point::ORIGIN,
            is_moving: false,
            over: None,
            trouble: None,
            group,
            turn: None,
        });
        // One of several may be the beginning of a drag of all.
        if group.is_some() { Action::none() } else { self.select(Some(key.clone()), context) }
    }

    /// Drafts a piece for an empty slot from its activity's template.
    pub(super) fn fill(&mut self, key: &ChipKey, context: &Context) -> Action<Message> {
        let action = self.select(Some(key.clone()), context);
        match self.day_chips.find(&context.newsroom, key) {
            Some(chip) if chip.is_empty_slot() => {
                let notice = match chip.slots.as_slice() {
                    [_] => format!("Đã tạo bài cho {}.", context.newsroom.plan().slot_label(&chip.slots[0])),
                    slots => format!("Đã tạo một bài cho {} địa bàn của {}.", slots.len(), chip.title),
                };
                action
                    .and(Effect::BeginPiece {
                        activity: chip.activity.clone(),
                        slots: chip.slots.clone(),
                        is_opened: false,
                    })
                    .and(Effect::Notify(Notice::undoable(notice)))
            }
            _ => action,
        }
    }

    /// Opens a piece in its editor, or fills an empty slot.
    pub(super) fn open_chip(&mut self, key: &ChipKey, context: &Context) -> Action<Message> {
        let Some(id) = &key.piece else { return self.fill(key, context) };
        let action = self.select(Some(key.clone()), context);
        match context.newsroom.piece(id) {
            Some(piece) => action.and(Effect::Open(if piece.format == Format::Poster {
                Route::Poster(id.clone())
            } else {
                Route::Piece(id.clone())
            })),
            None => action,
        }
    }

    pub(super) fn drag_to(&mut self, at: Point) {
        let Some(drag) = &mut self.drag else { return };
        drag.at = at;
        let from = *drag.from.get_or_insert(at);
        drag.is_moving |= from.distance(at) > DRAG;
    }

    /// The dragged chip is over a day or the tray. Checks for overlaps there, once for each target.
    pub(super) fn drag_over(&mut self, target: Option<Target>, context: &Context) {
        let Some(drag) = &mut self.drag else { return };
        (drag.over, drag.turn) = (target, None);
        let day = target.and_then(|target| match target {
            Target::Day(day) => Some(day),
            Target::Tray | Target::Status(_) => None,
        });
        let chip = drag.chip.clone();
        let batch = match target {
            Some(Target::Status(status)) => Some(self.status_batch(&chip.key, status, context)),
            _ => day.and_then(|day| self.group_move(&chip.key, Some(day), context)),
        };
        let trouble = match batch {
            Some(batch) => many::trouble(&batch),
            None => day.and_then(|day| reschedule::trouble(&context.newsroom, &chip, day)),
        };
        if let Some(drag) = &mut self.drag {
            drag.trouble = trouble;
        }
    }

    /// The pointer is released after a drag.
    pub(super) fn let_go(&mut self, context: &Context) -> Action<Message> {
        let Some(drag) = self.drag.take() else { return Action::none() };
        if !drag.is_moving {
            return match drag.group {
                Some(_) => self.select(Some(drag.chip.key), context),
                None => Action::none(),
            };
        }
        match drag.over {
            Some(Target::Day(day)) => self.move_chip(&drag.chip.key, Some(day), context),
            Some(Target::Tray) => self.move_chip(&drag.chip.key, None, context),
            Some(Target::Status(status)) => self.set_status(&drag.chip.key, status, context),
            None => Action::none(),
        }
    }

    /// Moves a chip's piece to another day, or removes its day.
    pub(super) fn move_chip(
        &mut self,
        key: &ChipKey,
        day: Option<NaiveDate>,
        context: &Context,
    ) -> Action<Message> {
        if let Some(action) = self.move_group(key, day, context) {
            return action;
        }
        let action = self.keep(context);
        let Some(chip) = self.day_chips.find(&context.newsroom, key) else { return action };
        match reschedule::to(&context.newsroom, chip, day) {
            Ok(None) => action,
            Ok(Some(made)) => {
                // Keep the chip selected after the move.
                let key = ChipKey { date: day, ..key.clone() };
                self.selected = Some(if day.is_none() {
                    ChipKey { series: String::new(), is_rerun: false, ..key }
                } else {
                    key
                });
                if let Some(day) = day {
                    self.day = day;
                }
                action.and(Effect::Apply(made.command)).and(Effect::Notify(Notice::undoable(made.notice)))
            }
            Err(reason) => action.and(Effect::Notify(Notice::error(reason))),
        }
    }

    /// Drops the selected piece: its file stays, but it is no longer in the calendar.
    pub(super) fn drop_selected(&mut self, context: &Context) -> Action<Message> {
        if !self.group.is_empty() {
            return self.ask(many::Kind::Trash, context);
        }
        let piece = self.selected.as_ref().and_then(|key| key.piece.as_ref());
        let Some(piece) = piece.and_then(|id| context.newsroom.piece(id)) else { return Action::none() };
        let mut header = piece.header.clone();
        if header.airings.iter().any(|airing| airing.outcome.is_some()) {
            let reason =
                format!("“{}” đã phát, đăng nên không bỏ được. Huỷ xác nhận trước đã.", short(&header.title));
            return Action::effect(Effect::Notify(Notice::error(reason)));
        }
        header.set_status(Status::Dropped, context.newsroom.today());
        let notice = format!("Đã bỏ “{}”. Tệp vẫn còn, trạng thái Đã bỏ.", short(&header.title));
        Action::command(Command::SetHeader(Box::new(header))).and(Effect::Notify(Notice::undoable(notice)))
    }

    pub(super) fn scroll_list(&mut self) -> Task<Message> {
        if self.view == View::List { self.list.scroll_to(self.day) } else { Task::none() }
    }
}
