//! Merges sync programs' conflict copies into their pieces and records, and moves them to the trash once the
//! merge is saved.

use iced::Task;

use super::{App, Message, Phase, Session};
use crate::store::{Content, Copy, Key, StoredFile};
use crate::ui::{Notice, background};

impl App {
    /// A copy has been added to the history: merge it into its piece or record.
    pub(super) fn copy_taken(&mut self, copy: Copy) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let (task, notice) = session.join_copy(copy);
        let toast = notice.map_or_else(Task::none, |notice| self.toasts.push(notice));
        Task::batch([task, toast])
    }
}

impl Session {
    /// Adds a copy to the history on a background thread.
    pub(super) fn take_copy(&self, copy: StoredFile) -> Task<Message> {
        let key = copy.key();
        let is_of_kind = match (self.content(&key), &copy.content) {
            (Some(Content::Piece(mine)), Content::Piece(theirs)) => mine.format == theirs.format,
            (Some(Content::Record(mine)), Content::Record(_)) => mine.newer_schema().is_none(),
            _ => false,
        };
        // Files of a newer version are read-only.
        if !is_of_kind || copy.content.is_newer() || self.saver.has_joined(&copy) {
            return Task::none();
        }
        let workspace = self.workspace.clone();
        let current = self.saver.stamp(&key);
        background(move || workspace.take_copy(copy, current.as_ref())).then(|taken| match taken {
            Ok(copy) => Task::done(Message::CopyTaken(Box::new(copy))),
            Err(error) => {
                tracing::warn!(%error, "a conflict copy stays where it is");
                Task::none()
            }
        })
    }

    fn join_copy(&mut self, copy: Copy) -> (Task<Message>, Option<Notice>) {
        let key = copy.file.key();
        if self.saver.has_joined(&copy.file) {
            return (Task::none(), None);
        }
        // The current write does not include this text: handle the copy again after it.
        if self.saver.is_writing(&key) {
            self.rescan.ask();
            return (Task::none(), None);
        }
        if self.content(&key).is_none() {
            return (Task::none(), None);
        }
        let (base, theirs) = (copy.base.clone(), copy.file.content.clone());
        self.saver.join(copy);
        let (task, notice) = self.merge_in(&key, base.as_ref(), &theirs);
        (Task::batch([task, self.flush()]), notice)
    }

    /// Merges another version into the window's, to be saved; conflicts wait for the user's choice. `base` is
    /// the common ancestor, if known.
    pub(super) fn merge_in(
        &mut self,
        key: &Key,
        base: Option<&Content>,
        theirs: &Content,
    ) -> (Task<Message>, Option<Notice>) {
        let merged = self.content(key).and_then(|mine| mine.merge(base, theirs));
        let Some(merged) = merged else { return (Task::none(), None) };
        let (task, notice) = self.replace_by_merged(key, merged);
        (task, Some(notice))
    }

    /// After a write: moves the copies merged into it to the trash.
    pub(super) fn discard_copy(&mut self, key: &Key) -> Task<Message> {
        let copies = self.saver.written_copies(key);
        if copies.is_empty() {
            return Task::none();
        }
        let is_away = |path: &str| copies.iter().any(|copy| copy.file.path == path);
        self.context.problems.retain(|problem| !is_away(&problem.path));
        let workspace = self.workspace.clone();
        background(move || {
            for copy in &copies {
                if let Err(error) = workspace.discard_copy(&copy.file) {
                    tracing::warn!(%error, "a merged conflict copy stays where it is");
                }
            }
        })
        .discard()
    }
}
