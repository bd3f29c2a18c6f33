//! Who else is at the piece that is open, and that we are.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use chrono::Utc;
use iced::Task;

use super::{App, Message, Office, Stage};
use crate::piece::PieceId;
use crate::ui::background;

impl App {
    pub(super) fn presence(&mut self, message: Message) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        match message {
            Message::Colleagues(colleagues) => office.desk.colleagues = colleagues,
            _ => return office.beat(),
        }
        Task::none()
    }
}

impl Office {
    /// The piece open in the editor or the designer that is shown.
    fn open_piece(&self) -> Option<&PieceId> {
        self.screens.open_piece(self.place)
    }

    /// The pieces that this window is at: the open one, and those with unsaved words.
    fn pieces_at_hand(&self) -> BTreeSet<PieceId> {
        let open = self.open_piece().cloned();
        self.saver.held().into_iter().map(|(id, _)| id).chain(open).collect()
    }

    /// Tells others where this window is, and asks where they are, off its thread.
    pub(super) fn beat(&mut self) -> Task<Message> {
        let pieces = self.pieces_at_hand();
        self.told_open = self.open_piece().cloned();
        let leases = Arc::clone(&self.leases);
        background(move || {
            let mut leases = leases.lock().unwrap_or_else(PoisonError::into_inner);
            leases.beat(&pieces, Instant::now(), Utc::now())
        })
        .map(Message::Colleagues)
    }

    /// After the screen may have gone to another piece: tells at once.
    pub(super) fn beat_if_moved(&mut self) -> Task<Message> {
        if self.told_open.as_ref() == self.open_piece() { Task::none() } else { self.beat() }
    }
}
