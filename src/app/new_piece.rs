//! Creates new pieces.

use iced::Task;

use super::{Message, Session};
use crate::newsroom::{Command, Newsroom};
use crate::piece::{Format, Piece, PieceId, Role, Status, template};
use crate::plan::{Settings, SlotId};
use crate::ui::{Effect, Notice, Route, Selection};

impl Session {
    /// A new piece from its activity's template, selected in the calendar or opened in its editor.
    pub(super) fn begin_piece(&mut self, activity: &str, slots: &[SlotId], is_opened: bool) -> Task<Message> {
        let Some(piece) = draft(&self.context.newsroom, activity, slots) else { return Task::none() };
        self.add_piece(piece, is_opened)
    }

    /// A draft built from this piece, for these slots or none.
    pub(super) fn duplicate(&mut self, piece: &PieceId, slots: &[SlotId], is_opened: bool) -> Task<Message> {
        let newsroom = &self.context.newsroom;
        let Some(piece) = newsroom.piece(piece) else { return Task::none() };
        let copy = newsroom.duplicate(piece, newsroom.planned_airings(slots), fresh_id());
        self.add_piece(copy, is_opened)
    }

    /// Drafts for the empty slots of a month, built from the month before, in one step.
    pub(super) fn build_month(&mut self, month: u32, format: Format) -> Task<Message> {
        let newsroom = &self.context.newsroom;
        let (slots, pieces): (Vec<_>, Vec<_>) = newsroom.month_from_last(month, format).into_iter().unzip();
        let airings = newsroom.planned_airings(&slots);
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
        let is_poster = piece.format == Format::Poster;
        let changed = self.apply(Command::Add(Box::new(piece)));
        let route = match (is_opened, is_poster) {
            (true, true) => Route::Poster(id),
            (true, false) => Route::Piece(id),
            (false, _) => Route::Calendar(Some(Selection::Piece(id))),
        };
        Task::batch([changed, self.open(route)])
    }
}

fn fresh_id() -> PieceId {
    PieceId(ulid::Ulid::generate().to_string().into())
}

/// A new piece for slots of one activity, with the date and time of the programme.
fn draft(newsroom: &Newsroom, activity: &str, slots: &[SlotId]) -> Option<Piece> {
    let activity = newsroom.plan().activity(activity)?;
    let first = slots.iter().find_map(|id| newsroom.obligations().get(id)).map(|view| &view.slot);
    let mut piece = template::draft(activity, first, fresh_id());
    piece.header.status = Status::Drafting;
    piece.header.status_since = Some(newsroom.today());
    piece.header.airings = newsroom.planned_airings(slots);
    piece.header.people.extend(
        own_editor(newsroom.settings(), slots)
            .map(|name| Role { role: "Biên tập".to_owned(), name: name.to_owned() }),
    );
    Some(piece)
}

/// Who answers for slots of localities that have an editor of their own; none where they have several or the office's.
fn own_editor<'a>(settings: &'a Settings, slots: &[SlotId]) -> Option<&'a str> {
    let editor = |slot: &SlotId| settings.local_programme(slot).map(|own| own.editor.as_str());
    let first = editor(slots.first()?)?;
    (!first.is_empty() && slots.iter().all(|slot| editor(slot) == Some(first))).then_some(first)
}
