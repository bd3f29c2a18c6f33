//! Which piece is open, and which part of the screen has the keys.

use iced::Task;
use iced::widget::operation::{self, AbsoluteOffset};

use super::open_piece::OpenPiece;
use super::{LIST, Message, Pieces, TEXT};
use crate::newsroom::Command;
use crate::piece::{Format, PieceId};
use crate::ui::{Action, Context, Effect, Route};

impl Pieces {
    /// An uncommitted title, as a command.
    pub fn keep_title(&mut self, context: &Context) -> Option<Command> {
        let open_piece = self.open_piece.as_mut()?;
        open_piece.commit_title(&context.newsroom.piece(&open_piece.id)?.header)
    }

    /// Lists the pieces, before the screen is first shown.
    pub fn fill(&mut self, context: &Context) {
        self.list.fill(&context.newsroom);
    }

    /// Opens a piece in its editor; none shows the list.
    pub fn show(&mut self, piece: Option<PieceId>, context: &Context) -> Task<Message> {
        self.fill(context);
        let Some(piece) = piece.and_then(|id| context.newsroom.piece(&id)) else {
            self.open_piece = None;
            return Task::none();
        };
        // Whoever opens a piece wants to write in it: the keys are the text's, not the list's.
        self.is_searching = false;
        if self.open_piece.as_ref().is_some_and(|open_piece| open_piece.id == piece.header.id) {
            return Task::none();
        }
        let open_piece = OpenPiece::new(piece, &context.newsroom);
        let is_measured = open_piece.digest.is_known;
        self.open_piece = Some(open_piece);
        self.find.forget();
        self.find_anew(piece);
        self.marked = Some(piece.header.id.clone());
        self.is_listing_findings = false;
        let reveal = self
            .list
            .offset_of(&piece.header.id)
            .map_or_else(Task::none, |y| operation::scroll_to(LIST, AbsoluteOffset { x: 0.0, y }));
        // The text gets the focus at once.
        let ready = match self.open_piece.as_mut().and_then(|open_piece| open_piece.table.as_mut()) {
            Some(table) => table.choose(0),
            None => operation::focus(TEXT),
        };
        let measured = if is_measured { Task::none() } else { self.refresh_digest(context) };
        Task::batch([reveal, ready, measured, self.refresh_preview(context)])
    }

    pub(super) fn choose(&mut self, id: PieceId, context: &Context) -> Action<Message> {
        let is_poster = context.newsroom.piece(&id).is_some_and(|piece| piece.format == Format::Poster);
        if is_poster {
            return Action::open(Route::Poster(id));
        }
        let title = self.keep_title(context);
        let task = self.show(Some(id), context);
        Action { effects: title.map(Effect::Apply).into_iter().collect(), task }
    }

    /// Gives the focus to the open piece.
    pub(super) fn enter(&mut self) -> Task<Message> {
        self.is_searching = false;
        match self.open_piece.as_mut().and_then(|open_piece| open_piece.table.as_mut()) {
            Some(table) => {
                let row = table.chosen.unwrap_or(0);
                // No widget has this id: it removes the focus from any other.
                Task::batch([operation::focus(LIST), table.choose(row)])
            }
            None => operation::focus(TEXT),
        }
    }

    pub(super) fn found(&mut self, context: &Context) -> Action<Message> {
        self.list.arrange(&context.newsroom);
        self.marked = self.list.found().next().map(|entry| entry.id.clone());
        self.list.view.0 = 0.0;
        Action::run(operation::scroll_to(LIST, AbsoluteOffset { x: 0.0, y: 0.0 }))
    }
}
