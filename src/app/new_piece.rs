//! Creates new pieces.

use iced::Task;

use super::{Message, Session};
use crate::newsroom::Command;
use crate::piece::{Format, Piece, PieceId};
use crate::plan::SlotId;
use crate::ui::{Effect, Notice, Route, Selection};

impl Session {
    /// A new piece from its activity's template, selected in the calendar or opened in its editor.
    pub(super) fn begin_piece(&mut self, activity: &str, slots: &[SlotId], is_opened: bool) -> Task<Message> {
        let Some(piece) = self.context.newsroom.draft(activity, slots, fresh_id()) else {
            return Task::none();
        };
        self.add_piece(piece, is_opened)
    }

    /// A draft built from this piece, for these slots or none.
    pub(super) fn duplicate(&mut self, piece: &PieceId, slots: &[SlotId], is_opened: bool) -> Task<Message> {
        let newsroom = &self.context.newsroom;
        let Some(piece) = newsroom.piece(piece) else { return Task::none() };
        let airings = newsroom.planned_airings(slots, &newsroom.vacancies());
        let copy = newsroom.duplicate(piece, airings, fresh_id());
        self.add_piece(copy, is_opened)
    }

    /// Drafts for the empty slots of a month, built from the month before, in one step.
    pub(super) fn build_month(&mut self, month: u32, format: Format) -> Task<Message> {
        let newsroom = &self.context.newsroom;
        let (slots, pieces): (Vec<_>, Vec<_>) = newsroom.month_from_last(month, format).into_iter().unzip();
        let airings = newsroom.planned_airings(&slots, &newsroom.vacancies());
        let copies = pieces.into_iter().zip(airings);
        let copies = copies.map(|(piece, airing)| newsroom.duplicate(piece, vec![airing], fresh_id()));
        let added: Vec<Command> = copies.map(|copy| Command::Add(Box::new(copy))).collect();
        if added.is_empty() {
            return Task::none();
        }
        let notice = Notice::undoable(format!("Đã dựng {} bài từ tháng {}.", added.len(), month - 1));
        let changed = self.apply(Command::All(added));
        let first = slots.first().and_then(|slot| self.context.newsroom.obligations().get(slot));
        let first = first.and_then(|view| view.pieces.first()).cloned().map(Selection::Piece);
        Task::batch([
            changed,
            self.open(Route::Calendar(first)),
            Task::done(Message::Effect(Effect::Notify(notice))),
        ])
    }

    fn add_piece(&mut self, piece: Piece, is_opened: bool) -> Task<Message> {
        let id = piece.header.id.clone();
        let editor = Route::of(&piece);
        let changed = self.apply(Command::Add(Box::new(piece)));
        let route = if is_opened { editor } else { Route::Calendar(Some(Selection::Piece(id))) };
        Task::batch([changed, self.open(route)])
    }
}

fn fresh_id() -> PieceId {
    PieceId(ulid::Ulid::generate().to_string().into())
}
