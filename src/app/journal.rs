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
        let newsroom = &office.desk.newsroom;
        let held = office.saver.held().into_iter();
        let held: Vec<_> = held.filter_map(|(id, file)| Some((newsroom.shared(&id)?, file))).collect();
        let turn = journal.turn();
        background(move || {
            for (piece, file) in held {
                if let Err(error) = journal.keep(turn, &workspace, &piece, file.as_ref()) {
                    tracing::error!(%error, "unsaved words were not written down");
                }
            }
        })
        .discard()
    }

    pub(super) fn journal_begun(
        &mut self,
        journal: Option<Arc<Journal>>,
        found: Vec<Unsaved>,
    ) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        office.journal = journal;
        let mut old = Vec::new();
        for unsaved in found {
            // What reached its file after all is no news.
            let is_news = office.merged(&unsaved).is_none_or(|merged| {
                let now = office.desk.newsroom.piece(&unsaved.piece.header.id);
                now.is_none_or(|now| merged.keep_all().to_text() != now.to_text())
            });
            if is_news {
                office.desk.unsaved.push(unsaved);
            } else {
                old.push(unsaved);
            }
        }
        let discarded = discard(old);
        if office.desk.unsaved.is_empty() {
            return discarded;
        }
        // The overview that is being looked at shows them itself.
        if office.place == super::Tab::Home {
            return discarded;
        }
        let notice = Notice::error("Có chữ chưa lưu từ lần trước: khôi phục trong Tổng quan.");
        Task::batch([discarded, self.toasts.push(notice)])
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
            office.apply(Command::Add(Box::new(unsaved.piece.clone())))
        };
        let notice = format!("Đã khôi phục chữ chưa lưu của “{}”.", unsaved.piece.header.title);
        // The old entry goes only once the words stand in this window's.
        let kept = self.write_down().chain(discard(vec![unsaved]));
        Task::batch([task, kept, self.toasts.push(Notice::done(notice))])
    }
}

impl Office {
    /// Begins this window's journal and looks for what others left, off the window's thread.
    pub(super) fn begin_journal(&self, data: PathBuf) -> Task<Message> {
        let workspace = self.workspace.clone();
        background(move || {
            let journal = Journal::begin(&data, &workspace)
                .inspect_err(|error| tracing::error!(%error, "no journal"))
                .ok();
            (journal.map(Arc::new), journal::pending(&data, &workspace))
        })
        .map(|(journal, found)| Message::JournalBegun(journal, found))
    }

    /// Ends the entry of a piece whose words are all in its file.
    pub(super) fn written_down(&self, id: &PieceId) -> Task<Message> {
        let Some(journal) = self.journal.clone().filter(|_| !self.saver.holds(id)) else {
            return Task::none();
        };
        let (turn, id) = (journal.turn(), id.clone());
        background(move || journal.settle(turn, &id)).discard()
    }

    pub(super) fn discard(&mut self, index: usize) -> Task<Message> {
        if index < self.desk.unsaved.len() {
            discard(vec![self.desk.unsaved.remove(index)])
        } else {
            Task::none()
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

/// Forgets what earlier windows left, off the window's thread.
fn discard(unsaved: Vec<Unsaved>) -> Task<Message> {
    background(move || unsaved.iter().for_each(Unsaved::discard)).discard()
}
