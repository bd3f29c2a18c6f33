//! Who else is at the piece or the record that is open, and that we are.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use chrono::Utc;
use iced::Task;

use super::{App, Message, Office, Stage};
use crate::ui::background;
use crate::workspace::Key;

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
    /// What is open in the screen that is shown: a piece in its editor or designer, a record in its own screen.
    fn open_here(&self) -> Option<Key> {
        let piece = self.screens.open_piece(self.place).map(Key::from);
        piece.or_else(|| self.place.record().map(Key::Record))
    }

    /// What this window is at: what is open, and all that has unsaved words.
    fn at_hand(&self) -> BTreeSet<Key> {
        self.saver.held_keys().cloned().chain(self.open_here()).collect()
    }

    /// Tells others where this window is, and asks where they are, off its thread.
    pub(super) fn beat(&mut self) -> Task<Message> {
        let keys = self.at_hand();
        self.told_open = self.open_here();
        let leases = Arc::clone(&self.leases);
        background(move || {
            let mut leases = leases.lock().unwrap_or_else(PoisonError::into_inner);
            leases.beat(&keys, Instant::now(), Utc::now())
        })
        .map(Message::Colleagues)
    }

    /// After the screen may have gone to another piece: tells at once.
    pub(super) fn beat_if_moved(&mut self) -> Task<Message> {
        if self.told_open == self.open_here() { Task::none() } else { self.beat() }
    }
}
