//! Writes unsaved text to the recovery journal each second; offers and merges what an earlier window left
//! there.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use iced::Task;

use super::{App, Message, Phase, Session};
use crate::newsroom::Command;
use crate::store::journal::{self, Journal, Unsaved};
use crate::store::{Content, Key, Merged};
use crate::ui::{Notice, background};

/// How often unsaved text is written to the journal.
pub const PERIOD: Duration = Duration::from_secs(1);

impl App {
    pub(super) fn write_down(&mut self) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(journal) = session.journal.clone() else { return Task::none() };
        let changed = session.saver.take_unjournaled(&session.context.newsroom);
        if changed.is_empty() {
            return Task::none();
        }
        let (workspace, turn) = (session.workspace.clone(), journal.turn());
        background(move || {
            let keep = |(content, file): (Content, Option<_>)| {
                let error = journal.keep(turn, &workspace, &content, file.as_ref()).err()?;
                tracing::error!(%error, "unsaved changes were not written down");
                Some(content.key())
            };
            changed.into_iter().filter_map(keep).collect()
        })
        .map(Message::NotJournaled)
    }

    /// What the journal could not take is written with the next changes.
    pub(super) fn not_journaled(&mut self, keys: Vec<Key>) {
        if let Phase::Open(session) = &mut self.phase {
            session.saver.journal_again(keys);
        }
    }

    pub(super) fn journal_begun(
        &mut self,
        journal: Option<Arc<Journal>>,
        found: Vec<Unsaved>,
    ) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        session.journal = journal;
        let (pieces, records) = found.into_iter().partition(|unsaved| unsaved.content.piece().is_some());
        let recovered = self.recover_records(records);
        let pieces = self.offer(pieces);
        Task::batch([recovered, pieces])
    }

    /// Merges the records that an earlier window left unsaved into the current ones. This can be undone.
    fn recover_records(&mut self, found: Vec<Unsaved>) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let (mut tasks, mut names) = (Vec::new(), Vec::new());
        let (found, strange): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.base.is_some());
        for left in &strange {
            let name = left.content.name();
            tracing::warn!(name, "an unsaved record stays in the journal: what it began with is gone");
        }
        for left in &found {
            let now = session.content(&left.content.key());
            let Some(Content::Record(record)) = session.merged(left).map(|merged| merged.content()) else {
                continue;
            };
            if now.as_ref().and_then(Content::record) != Some(&record) {
                tasks.push(session.apply(Command::SetRecord { record, is_typing: false }));
                names.push(left.content.name());
            }
        }
        // The old entries are deleted only after this window's journal contains their changes.
        tasks.push(self.write_down().chain(discard(found)));
        if !names.is_empty() {
            let words = format!("Đã khôi phục {} chưa lưu từ lần trước.", names.join(" và "));
            tasks.push(self.toasts.push(Notice::undoable(words)));
        }
        Task::batch(tasks)
    }

    /// Offers the unsaved text of earlier windows.
    fn offer(&mut self, found: Vec<Unsaved>) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let mut old = Vec::new();
        for unsaved in found {
            // An entry that was saved after all needs no notice.
            let is_news = session.merged(&unsaved).is_none_or(|merged| {
                let now = session.content(&unsaved.content.key());
                now.is_none_or(|now| merged.content().to_text() != now.to_text())
            });
            if is_news {
                session.context.unsaved.push(unsaved);
            } else {
                old.push(unsaved);
            }
        }
        let discarded = discard(old);
        if session.context.unsaved.is_empty() {
            return discarded;
        }
        // The overview lists them itself.
        if session.tab == super::Tab::Home {
            return discarded;
        }
        let notice = Notice::error("Có chữ chưa lưu từ lần trước: khôi phục trong Tổng quan.");
        Task::batch([discarded, self.toasts.push(notice)])
    }

    pub(super) fn recover(&mut self, index: usize) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        if index >= session.context.unsaved.len() {
            return Task::none();
        }
        let unsaved = session.context.unsaved.remove(index);
        let task = match (session.merged(&unsaved), unsaved.content.piece()) {
            (Some(merged), _) => session.replace_by_merged(&unsaved.content.key(), merged).0,
            (None, Some(piece)) => session.apply(Command::Add(Box::new(piece.clone()))),
            (None, None) => Task::none(),
        };
        let notice = format!("Đã khôi phục chữ chưa lưu của {}.", unsaved.content.name());
        // The old entry is deleted only after this window's journal contains its text.
        let kept = self.write_down().chain(discard(vec![unsaved]));
        Task::batch([task, kept, self.toasts.push(Notice::done(notice))])
    }
}

impl Session {
    /// Starts this window's journal and looks for entries of earlier windows, on a background thread.
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

    /// Deletes the entry of what has been saved.
    pub(super) fn written_down(&self, key: &Key) -> Task<Message> {
        let Some(journal) = self.journal.clone().filter(|_| !self.saver.has_changes(key.clone())) else {
            return Task::none();
        };
        let (turn, key) = (journal.turn(), key.clone());
        background(move || journal.complete(turn, key)).discard()
    }

    pub(super) fn discard(&mut self, index: usize) -> Task<Message> {
        if index < self.context.unsaved.len() {
            discard(vec![self.context.unsaved.remove(index)])
        } else {
            Task::none()
        }
    }

    /// An unsaved content merged with the current one; none when the piece is gone.
    fn merged(&self, unsaved: &Unsaved) -> Option<Merged> {
        let now = self.content(&unsaved.content.key())?;
        unsaved.content.merge(unsaved.base.as_ref(), &now)
    }
}

/// Deletes the entries of earlier windows, on a background thread.
fn discard(unsaved: Vec<Unsaved>) -> Task<Message> {
    background(move || unsaved.iter().for_each(Unsaved::discard)).discard()
}
