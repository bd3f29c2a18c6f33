//! Presence: announces the open piece or record to others, and asks who else has it open.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use chrono::Utc;
use iced::Task;

use super::{App, Message, Phase, Session};
use crate::store::Key;
use crate::ui::background;

impl App {
    pub(super) fn presence(&mut self, message: Message) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        match message {
            Message::Colleagues(colleagues) => session.context.colleagues = colleagues,
            _ => return session.heartbeat(),
        }
        Task::none()
    }
}

impl Session {
    /// What is open on screen: a piece in its editor or designer, or a record in its own screen.
    fn open_here(&self) -> Option<Key> {
        self.screens.open_file(self.tab)
    }

    /// What this window announces: what is open, and everything with unsaved text.
    fn at_hand(&self) -> BTreeSet<Key> {
        self.saver.held_keys().cloned().chain(self.open_here()).collect()
    }

    /// Updates this window's notes and reads the others', on a background thread.
    pub(super) fn heartbeat(&mut self) -> Task<Message> {
        let keys = self.at_hand();
        self.announced = self.open_here();
        let leases = Arc::clone(&self.leases);
        background(move || {
            let mut leases = leases.lock().unwrap_or_else(PoisonError::into_inner);
            leases.heartbeat(&keys, Instant::now(), Utc::now())
        })
        .map(Message::Colleagues)
    }

    /// After the open piece may have changed: announces it at once.
    pub(super) fn heartbeat_if_moved(&mut self) -> Task<Message> {
        if self.announced == self.open_here() { Task::none() } else { self.heartbeat() }
    }
}
