//! Unsaved words are written down each second; what an earlier window left is offered and merged.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use iced::Task;

use super::{App, Message, Office, Stage};
use crate::newsroom::Command;
use crate::piece::PieceId;
use crate::piece::merge::{self, Merged};
use crate::ui::{Notice, background};
use crate::workspace::journal::{self, Journal, Unsaved};

/// How often unsaved words are written down.
pub const PERIOD: Duration = Duration::from_secs(1);

impl App {
    pub(super) fn write_down(&mut self) -> Task<Message> {
        let Stage::Open(office) = &self.stage else { return Task::none() };
        let Some(journal) = office.journal.clone() else { return Task::none() };
        let workspace = office.workspace.clone();
        let newsroom = office.desk.newsroom.snapshot();
        let held = office.saver.held();
        background(move || {
            for (id, file) in held {
                if let Some(piece) = newsroom.piece(&id)
                    && let Err(error) = journal.keep(&workspace, piece, file.as_ref())
                {
                    tracing::error!(%error, "unsaved words were not written down");
                }
            }
        })
        .discard()
    }

    pub(super) fn unsaved_found(&mut self, found: Vec<Unsaved>) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        for unsaved in found {
            // What reached its file after all is no news.
            let is_news = office.merged(&unsaved).is_none_or(|merged| {
                let now = office.desk.newsroom.piece(&unsaved.piece.header.id);
                now.is_none_or(|now| merged.keep_all().to_text() != now.to_text())
            });
            if is_news {
                office.desk.unsaved.push(unsaved);
            } else {
                unsaved.discard();
            }
        }
        if office.desk.unsaved.is_empty() {
            return Task::none();
        }
        // The overview that is being looked at shows them itself.
        if office.place == super::Tab::Home {
            return Task::none();
        }
        self.toasts.push(Notice::error("Có chữ chưa lưu từ lần trước: khôi phục trong Tổng quan."))
    }

    pub(super) fn recover(&mut self, index: usize) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        if index >= office.desk.unsaved.len() {
            return Task::none();
        }
        let unsaved = office.desk.unsaved.remove(index);
        let id = unsaved.piece.header.id.clone();
        let task = if let Some(merged) = office.merged(&unsaved) {
            office.bring(&id, merged).0
        } else {
            let change = office.desk.newsroom.apply(Command::Add(Box::new(unsaved.piece.clone())));
            office.changed(&change)
        };
        let kept = self.write_down();
        unsaved.discard();
        let notice = format!("Đã khôi phục chữ chưa lưu của “{}”.", unsaved.piece.header.title);
        Task::batch([task, kept, self.toasts.push(Notice::done(notice))])
    }
}

impl Office {
    /// Begins this window's journal and looks for what others left.
    pub(super) fn begin_journal(&mut self, data: PathBuf) -> Task<Message> {
        match Journal::begin(&data, &self.workspace) {
            Ok(journal) => self.journal = Some(Arc::new(journal)),
            Err(error) => tracing::error!(%error, "no journal"),
        }
        let workspace = self.workspace.clone();
        background(move || journal::pending(&data, &workspace)).map(Message::UnsavedFound)
    }

    /// Ends the entry of a piece whose words are all in its file.
    pub(super) fn written_down(&self, id: &PieceId) {
        if let Some(journal) = self.journal.as_ref().filter(|_| !self.saver.holds(id)) {
            journal.settle(id);
        }
    }

    pub(super) fn discard(&mut self, index: usize) {
        if index < self.desk.unsaved.len() {
            self.desk.unsaved.remove(index).discard();
        }
    }

    /// Unsaved words with the piece as it is; none when the piece is gone.
    fn merged(&self, unsaved: &Unsaved) -> Option<Merged> {
        let now = self.desk.newsroom.piece(&unsaved.piece.header.id)?;
        Some(match &unsaved.base {
            Some(base) => merge::merge(base, &unsaved.piece, now),
            None => merge::merge_without_base(&unsaved.piece, now),
        })
    }
}
