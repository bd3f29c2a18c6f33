//! Presence: announces the open piece or record to others, and asks who else has it open.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use chrono::Utc;
use iced::Task;

use super::{App, Message, Phase, Session, Tab};
use crate::store::Key;
use crate::ui::background;

impl App {
    pub(super) fn presence(&mut self, message: Message) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        match message {
            Message::Colleagues(colleagues) => session.context.colleagues = colleagues,
            Message::EvidenceMissing(paths) => session.context.missing_evidence = paths,
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
        let beat = background(move || {
            let mut leases = leases.lock().unwrap_or_else(PoisonError::into_inner);
            leases.heartbeat(&keys, Instant::now(), Utc::now())
        });
        Task::batch([beat.map(Message::Colleagues), self.look_for_evidence()])
    }

    /// Looks for the files that prove the approvals of the piece on screen, on a background thread.
    fn look_for_evidence(&self) -> Task<Message> {
        let id = match (self.tab, &self.announced) {
            (Tab::Calendar, _) => self.screens.calendar.selected().and_then(|key| key.piece.as_ref()),
            (_, Some(Key::Piece(id))) => Some(id),
            _ => None,
        };
        let Some(piece) = id.and_then(|id| self.context.newsroom.piece(id)) else { return Task::none() };
        let given = piece.header.approvals.iter().map(|approval| &approval.evidence);
        let paths: BTreeSet<String> = given.filter(|path| !path.is_empty()).cloned().collect();
        if paths.is_empty() {
            return Task::none();
        }
        let workspace = self.workspace.clone();
        let is_missing = move |path: &String| workspace.evidence(path).is_err();
        background(move || paths.into_iter().filter(is_missing).collect()).map(Message::EvidenceMissing)
    }

    /// After the open piece may have changed: announces it at once.
    pub(super) fn heartbeat_if_moved(&mut self) -> Task<Message> {
        if self.announced == self.open_here() { Task::none() } else { self.heartbeat() }
    }
}
