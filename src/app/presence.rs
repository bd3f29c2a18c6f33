//! Presence: announces the open piece or record to others, and asks who else has it open.

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
    /// What is open on screen: a piece in its editor or designer, or a record in its own screen.
    fn open_here(&self) -> Option<Key> {
        let piece = self.screens.open_piece(self.place).map(Key::from);
        piece.or_else(|| self.place.record().map(Key::Record))
    }

    /// What this window announces: what is open, and everything with unsaved text.
    fn at_hand(&self) -> BTreeSet<Key> {
        self.saver.held_keys().cloned().chain(self.open_here()).collect()
    }

    /// Updates this window's notes and reads the others', on a background thread.
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

    /// After the open piece may have changed: announces it at once.
    pub(super) fn beat_if_moved(&mut self) -> Task<Message> {
        if self.told_open == self.open_here() { Task::none() } else { self.beat() }
    }
}
