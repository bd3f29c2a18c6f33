//! Conflict copies of sync programs are merged into their pieces and put away once that is saved.

use iced::Task;

use super::{App, Message, Office, Stage};
use crate::piece::merge;
use crate::piece::{Header, PieceId};
use crate::ui::{Notice, background};
use crate::workspace::{Copy, Stored};

impl App {
    /// A copy's words are in the history: they are merged into the piece.
    pub(super) fn copy_taken(&mut self, copy: Copy) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        let (task, notice) = office.join_copy(copy);
        let toast = notice.map_or_else(Task::none, |notice| self.toasts.push(notice));
        Task::batch([task, toast])
    }
}

impl Office {
    /// Takes a copy into the history off the window's thread.
    pub(super) fn take_copy(&self, copy: Stored) -> Task<Message> {
        let header = &copy.piece.header;
        let is_of_kind =
            self.desk.newsroom.piece(&header.id).is_some_and(|piece| piece.format == copy.piece.format);
        // What a newer version wrote is only read.
        if !is_of_kind || header.schema > Header::SCHEMA || self.saver.has_joined(&copy) {
            return Task::none();
        }
        let workspace = self.workspace.clone();
        let current = self.saver.stamp(&copy.piece.header.id);
        background(move || workspace.take_copy(copy, current.as_ref())).then(|taken| match taken {
            Ok(copy) => Task::done(Message::CopyTaken(Box::new(copy))),
            Err(error) => {
                tracing::warn!(%error, "a conflict copy stays where it is");
                Task::none()
            }
        })
    }

    fn join_copy(&mut self, copy: Copy) -> (Task<Message>, Option<Notice>) {
        let theirs = &copy.stored.piece;
        let id = theirs.header.id.clone();
        if self.saver.has_joined(&copy.stored) {
            return (Task::none(), None);
        }
        // The write under way does not have these words: the copy is met again after it.
        if self.saver.is_writing(&id) {
            self.rescan.ask();
            return (Task::none(), None);
        }
        let Some(mine) = self.desk.newsroom.piece(&id) else { return (Task::none(), None) };
        let merged = match &copy.base {
            Some(base) => merge::merge(base, mine, theirs),
            None => merge::merge_without_base(mine, theirs),
        };
        self.saver.join(copy);
        let (task, notice) = self.bring(&id, merged);
        (Task::batch([task, self.flush()]), Some(notice))
    }

    /// After a piece was written: the copies that it holds go to the trash.
    pub(super) fn put_away(&mut self, id: &PieceId) -> Task<Message> {
        let copies = self.saver.written_copies(id);
        if copies.is_empty() {
            return Task::none();
        }
        let is_away = |path: &str| copies.iter().any(|copy| copy.stored.path == path);
        self.desk.problems.retain(|problem| !is_away(&problem.path));
        let workspace = self.workspace.clone();
        background(move || {
            for copy in &copies {
                if let Err(error) = workspace.put_away(&copy.stored) {
                    tracing::warn!(%error, "a merged conflict copy stays where it is");
                }
            }
        })
        .discard()
    }
}
