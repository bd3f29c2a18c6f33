//! Writes unsaved text to the recovery journal each second; offers and merges what an earlier window left
//! there.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use iced::Task;

use super::{App, Message, Phase, Session};
use crate::newsroom::Command;
use crate::piece::merge::{self, Merged};
use crate::store::Key;
use crate::store::journal::{self, Journal, Unsaved, UnsavedRecord};
use crate::ui::{Notice, background};

/// How often unsaved text is written to the journal.
pub const PERIOD: Duration = Duration::from_secs(1);

impl App {
    pub(super) fn write_down(&mut self) -> Task<Message> {
        let Phase::Open(session) = &self.phase else { return Task::none() };
        let Some(journal) = session.journal.clone() else { return Task::none() };
        let workspace = session.workspace.clone();
        let newsroom = &session.context.newsroom;
        let held = session.saver.dirty_pieces().into_iter();
        let held: Vec<_> = held.filter_map(|(id, file)| Some((newsroom.shared(&id)?, file))).collect();
        let records = session.saver.dirty_records(newsroom);
        let turn = journal.turn();
        background(move || {
            for (record, stamp) in records {
                if let Err(error) = journal.keep_record(turn, &workspace, &record, stamp.as_ref()) {
                    tracing::error!(%error, "an unsaved record was not written down");
                }
            }
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
        records: Vec<UnsavedRecord>,
    ) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        session.journal = journal;
        let recovered = self.recover_records(records);
        let pieces = self.offer(found);
        Task::batch([recovered, pieces])
    }

    /// Merges the records that an earlier window left unsaved into the current ones. This can be undone.
    fn recover_records(&mut self, found: Vec<UnsavedRecord>) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let (mut tasks, mut names) = (Vec::new(), Vec::new());
        let (found, strange): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.base.is_some());
        for left in &strange {
            let path = left.record.kind().path;
            tracing::warn!(path, "an unsaved record stays in the journal: what it began with is gone");
        }
        for left in &found {
            let kind = left.record.kind();
            let now = session.context.newsroom.record(kind.path);
            let (Some(now), Some(base)) = (now, &left.base) else { continue };
            let record = left.record.merge(Some(base), now).record;
            if record != *now {
                tasks.push(session.apply(Command::SetRecord { record, is_typing: false }));
                names.push(kind.name);
            }
        }
        // The old entries are deleted only after this window's journal contains their changes.
        let discard = background(move || found.iter().for_each(UnsavedRecord::discard)).discard();
        tasks.push(self.write_down().chain(discard));
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
                let now = session.context.newsroom.piece(&unsaved.piece.header.id);
                now.is_none_or(|now| merged.keep_all().to_text() != now.to_text())
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
        let id = unsaved.piece.header.id.clone();
        let task = if let Some(merged) = session.merged(&unsaved) {
            session.replace_by_merged(&id, merged).0
        } else {
            session.apply(Command::Add(Box::new(unsaved.piece.clone())))
        };
        let notice = format!("Đã khôi phục chữ chưa lưu của “{}”.", unsaved.piece.header.title);
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
            let records = journal::pending_records(&data, &workspace);
            (journal.map(Arc::new), journal::pending(&data, &workspace), records)
        })
        .map(|(journal, found, records)| Message::JournalBegun(journal, found, records))
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

    /// Unsaved text merged into the current piece; none when the piece is gone.
    fn merged(&self, unsaved: &Unsaved) -> Option<Merged> {
        let now = self.context.newsroom.piece(&unsaved.piece.header.id)?;
        Some(match &unsaved.base {
            Some(base) => merge::merge(base, &unsaved.piece, now),
            None => merge::merge_without_base(&unsaved.piece, now),
        })
    }
}

/// Deletes the entries of earlier windows, on a background thread.
fn discard(unsaved: Vec<Unsaved>) -> Task<Message> {
    background(move || unsaved.iter().for_each(Unsaved::discard)).discard()
}
