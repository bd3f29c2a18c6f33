//! Creates new pieces.

use iced::Task;

use super::{Message, Session};
use crate::newsroom::Command;
use crate::piece::PieceId;
use crate::plan::SlotId;
use crate::ui::{Route, Selection};

impl Session {
    /// A new piece from its activity's template, selected in the calendar or opened in its editor.
    pub(super) fn begin_piece(&mut self, activity: &str, slots: &[SlotId], is_opened: bool) -> Task<Message> {
        let id = PieceId(ulid::Ulid::generate().to_string().into());
        let Some(piece) = self.context.newsroom.draft(activity, slots, id.clone()) else {
            return Task::none();
        };
        let editor = Route::of(&piece);
        let changed = self.apply(Command::Add(Box::new(piece)));
        let route = if is_opened { editor } else { Route::Calendar(Some(Selection::Piece(id))) };
        Task::batch([changed, self.open(route)])
    }
}
