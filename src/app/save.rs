//! Saving in the background: changes are written after a short pause, one write at a time for each file.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use iced::Task;

use super::message::SaveOutcome;
use super::{Message, Session, loss};
use crate::newsroom::{Change, Newsroom};
use crate::store::{Content, Copy, Key, Known, Lost, RevisionId, Stamp, StoredFile, Workspace};
use crate::ui::{SaveState, background};

/// How long to wait for more changes before writing.
pub const PAUSE: Duration = Duration::from_millis(700);
/// How soon to retry after a failed write.
pub const RETRY: Duration = Duration::from_secs(5);

/// What waits to be written, and the last known state of the files.
#[derive(Debug)]
pub struct Saver {
    /// Shared with running rescans: a map of 100,000 paths is expensive to copy.
    entries: Arc<HashMap<Key, Entry>>,
    /// Conflict copies merged in memory; the next save makes them durable.
    copies: HashMap<Key, Vec<Copy>>,
    /// History heads merged in memory; the next save makes them durable.
    heads: HashMap<Key, Vec<RevisionId>>,
    dirty: BTreeSet<Key>,
    writing: BTreeSet<Key>,
    /// What has changed since it was last written to the recovery journal.
    unjournaled: BTreeSet<Key>,
    /// Why the last write failed.
    failed: HashMap<Key, String>,
    /// What exists only in memory since its files disappeared.
    lost: Lost,
}

/// A piece or a record on disk.
#[derive(Debug, Clone)]
pub struct Entry {
    /// None when the file is gone, or for a record that was never saved.
    file: Option<(String, Stamp)>,
    /// Last content on disk; base of the three-way merge.
    base: Content,
}

impl Saver {
    /// `files` are the files as read, with their paths and stamps; `newsroom` has their content. A record
    /// without a file counts as read, too.
    pub fn new(files: impl Iterator<Item = (Key, (String, Stamp))>, newsroom: &Newsroom) -> Self {
        let records = newsroom.records().map(|record| {
            let key = Key::Record(record.kind().path);
            (key, Entry { file: None, base: Content::Record(record.clone()) })
        });
        let mut entries: HashMap<Key, Entry> = records.collect();
        entries.reserve(files.size_hint().0);
        entries.extend(files.filter_map(|(key, file)| {
            let base = content(newsroom, &key)?;
            Some((key, Entry { file: Some(file), base }))
        }));
        Self {
            entries: Arc::new(entries),
            copies: HashMap::new(),
            heads: HashMap::new(),
            dirty: BTreeSet::new(),
            writing: BTreeSet::new(),
            unjournaled: BTreeSet::new(),
            failed: HashMap::new(),
            lost: Lost::default(),
        }
    }

    pub fn lost(&self) -> &Lost {
        &self.lost
    }

    /// Stores what the last rescan found lost.
    pub fn lose(&mut self, lost: Lost) {
        self.lost = lost;
    }

    /// What is lost and is written now: the keys, paths and the heads merged into each.
    pub fn write_lost(&mut self) -> Vec<(Key, String, Vec<RevisionId>)> {
        let files = std::mem::take(&mut self.lost.files);
        let begin = |(key, path): (Key, String)| {
            let _ = self.dirty.remove(&key);
            let _ = self.failed.remove(&key);
            let heads = self.merged(&key);
            let _ = self.unjournaled.insert(key.clone());
            let _ = self.writing.insert(key.clone());
            (key, path, heads)
        };
        files.into_iter().map(begin).collect()
    }

    /// The heads and conflict copies merged into a piece or a record in memory.
    fn merged(&self, key: &Key) -> Vec<RevisionId> {
        let copies = self.copies.get(key).into_iter().flatten().map(|copy| copy.revision_id);
        copies.chain(self.heads.get(key).into_iter().flatten().copied()).collect()
    }

    /// The content of a file when it was last read or written.
    pub fn base(&self, key: &Key) -> Option<&Content> {
        self.entries.get(key).map(|entry| &entry.base)
    }

    pub fn note(&mut self, change: &Change, newsroom: &Newsroom) {
        for id in &change.pieces {
            self.note_file(Key::from(id), newsroom.piece(id).is_some());
        }
        for id in &change.entries {
            self.note_file(Key::from(id.clone()), newsroom.any_entry(id).is_some());
        }
        for path in &change.records {
            self.mark(Key::Record(path));
        }
    }

    /// What was never saved and has been removed needs no write.
    fn note_file(&mut self, key: Key, is_there: bool) {
        if is_there || self.file(&key).is_some() || self.is_writing(&key) {
            self.mark(key);
        } else {
            let _ = self.failed.remove(&key);
            let _ = self.dirty.remove(&key);
        }
    }

    /// Marks it for writing.
    pub fn mark(&mut self, key: impl Into<Key>) {
        let key = key.into();
        let _ = self.failed.remove(&key);
        let _ = self.unjournaled.insert(key.clone());
        let _ = self.dirty.insert(key);
    }

    /// Whether something is marked for writing.
    pub fn is_waiting(&self) -> bool {
        self.dirty.iter().any(|key| !self.writing.contains(key))
    }

    /// The path and stamp of a file.
    pub fn file(&self, key: &Key) -> Option<&(String, Stamp)> {
        self.entries.get(key)?.file.as_ref()
    }

    /// The piece or record of a file, by its path.
    pub fn key_of(&self, path: &str) -> Option<Key> {
        let is_of = |entry: &Entry| entry.file.as_ref().is_some_and(|(known, _)| known == path);
        self.entries.iter().find(|(_, entry)| is_of(entry)).map(|(key, _)| key.clone())
    }

    /// The last known state of every file.
    pub fn entries(&self) -> Arc<HashMap<Key, Entry>> {
        Arc::clone(&self.entries)
    }

    /// Whether a write is running.
    pub fn is_busy(&self) -> bool {
        !self.writing.is_empty()
    }

    /// Whether any change is unsaved.
    pub fn is_dirty(&self) -> bool {
        !self.dirty.is_empty() || !self.writing.is_empty()
    }

    pub fn state(&self) -> SaveState {
        match self.failed.values().next() {
            Some(reason) => SaveState::Failed(reason.clone()),
            None if !self.lost.is_empty() => SaveState::Failed(loss::description(&self.lost)),
            None if self.is_dirty() => SaveState::Saving,
            None => SaveState::Saved,
        }
    }

    /// Whether this piece or record has unsaved changes.
    pub fn has_changes(&self, key: impl Into<Key>) -> bool {
        let key = key.into();
        self.dirty.contains(&key) || self.writing.contains(&key) || self.failed.contains_key(&key)
    }

    /// Everything with unsaved changes; some keys more than once.
    pub fn held_keys(&self) -> impl Iterator<Item = &Key> {
        self.dirty.iter().chain(&self.writing).chain(self.failed.keys())
    }

    /// The keys of everything with unsaved changes.
    pub fn held(&self) -> BTreeSet<Key> {
        self.held_keys().cloned().collect()
    }

    /// Everything with unsaved changes, except pieces that were removed, with its file.
    pub fn unsaved(&self, newsroom: &Newsroom) -> Vec<(Content, Option<(String, Stamp)>)> {
        let held = self.held().into_iter();
        held.filter_map(|key| Some((content(newsroom, &key)?, self.file(&key).cloned()))).collect()
    }

    /// The part of [`Self::unsaved`] that has changed since the last call.
    pub fn take_unjournaled(&mut self, newsroom: &Newsroom) -> Vec<(Content, Option<(String, Stamp)>)> {
        let changed = std::mem::take(&mut self.unjournaled).into_iter();
        let held = changed.filter(|key| self.has_changes(key.clone()));
        held.filter_map(|key| Some((content(newsroom, &key)?, self.file(&key).cloned()))).collect()
    }

    /// These could not be written to the journal, which is tried again.
    pub fn journal_again(&mut self, keys: Vec<Key>) {
        self.unjournaled.extend(keys);
    }

    /// Whether this is the last known stamp of a file.
    pub fn has_still(&self, key: &Key, stamp: &Stamp) -> bool {
        !self.is_writing(key) && self.file(key).is_some_and(|(_, now)| now.has_content_of(stamp))
    }

    /// The stamp of a file when it was last read or written.
    pub fn stamp(&self, key: &Key) -> Option<Stamp> {
        self.file(key).map(|(_, stamp)| *stamp)
    }

    /// This conflict copy is merged in memory; the next save makes it durable.
    pub fn join(&mut self, copy: Copy) {
        self.copies.entry(copy.file.key()).or_default().push(copy);
    }

    /// This head is merged in memory; the next save makes it durable.
    pub fn join_head(&mut self, key: &Key, head: RevisionId) {
        self.heads.entry(key.clone()).or_default().push(head);
    }

    pub fn has_joined(&self, copy: &StoredFile) -> bool {
        let copies = self.copies.get(&copy.key());
        copies.is_some_and(|copies| copies.iter().any(|other| other.file.path == copy.path))
    }

    /// The conflict copies that the last write has just made durable.
    pub fn written_copies(&mut self, key: &Key) -> Vec<Copy> {
        self.copies.remove(key).unwrap_or_default()
    }

    pub fn is_writing(&self, key: impl Into<Key>) -> bool {
        self.writing.contains(&key.into())
    }

    pub fn writing(&self) -> BTreeSet<Key> {
        self.writing.clone()
    }

    /// Ends a write that was not carried out.
    pub fn release(&mut self, key: &Key) {
        let _ = self.writing.remove(key);
    }

    /// Marks it as unsaved, without writing it yet.
    pub fn mark_dirty(&mut self, key: Key, reason: impl Into<String>) {
        let _ = self.unjournaled.insert(key.clone());
        let _ = self.failed.insert(key, reason.into());
    }

    /// The file is gone or damaged: what the window has is written again, a piece to a new file.
    pub fn detach(&mut self, key: &Key) {
        self.lose_file(key);
        self.mark(key);
    }

    fn lose_file(&mut self, key: &Key) {
        if let Some(entry) = Arc::make_mut(&mut self.entries).get_mut(key) {
            entry.file = None;
        }
    }

    pub fn retry(&mut self) {
        self.dirty.extend(self.failed.drain().map(|(key, _)| key));
    }

    /// Marks everything as saved: it is safe elsewhere, and the window closes.
    pub fn abandon(&mut self) {
        self.dirty.clear();
        self.writing.clear();
        self.failed.clear();
        self.lost = Lost::default();
    }

    /// The known state of the files, built on a background thread.
    pub fn known(&self) -> impl FnOnce() -> Known + Send + use<> {
        let entries = self.entries();
        let lost = self.lost.paths().map(str::to_owned).collect();
        move || {
            let mut known = Known { lost, ..Known::default() };
            for (key, entry) in &*entries {
                match (key, &entry.file) {
                    (Key::Piece(_) | Key::Entry(_), Some((path, stamp))) => {
                        let _ = known.files.insert(path.clone(), (key.clone(), *stamp));
                    }
                    (Key::Record(path), Some((_, stamp))) => {
                        let _ = known.records.insert(path, *stamp);
                    }
                    (_, None) => {}
                }
            }
            known
        }
    }

    pub fn adopt(&mut self, stored: &StoredFile) {
        let key = stored.key();
        let _ = self.failed.remove(&key);
        if self.dirty.contains(&key) {
            // What it began with is another file now.
            let _ = self.unjournaled.insert(key.clone());
        }
        let entry = Entry { file: Some((stored.path.clone(), stored.stamp)), base: stored.content.clone() };
        let _ = Arc::make_mut(&mut self.entries).insert(key, entry);
    }

    pub fn forget(&mut self, key: &Key) {
        let _ = Arc::make_mut(&mut self.entries).remove(key);
        let _ = self.copies.remove(key);
        let _ = self.heads.remove(key);
        let _ = self.dirty.remove(key);
        let _ = self.failed.remove(key);
    }

    /// The writes that can start now.
    fn jobs(&mut self, newsroom: &Newsroom) -> Vec<(Key, Job)> {
        let ready: Vec<Key> = self.dirty.difference(&self.writing).cloned().collect();
        ready
            .into_iter()
            .filter_map(|key| {
                let _ = self.dirty.remove(&key);
                let job = match (content(newsroom, &key), self.file(&key).cloned()) {
                    (Some(content), file) => Job::Write(content, file, self.merged(&key)),
                    (None, Some((path, _))) => Job::Trash(path),
                    (None, None) => return None,
                };
                let _ = self.writing.insert(key.clone());
                Some((key, job))
            })
            .collect()
    }

    /// Takes in a write's outcome. Returns the content as its file now has it, for the newsroom.
    fn complete(&mut self, key: &Key, outcome: SaveOutcome) -> Option<Content> {
        let _ = self.writing.remove(key);
        match outcome {
            SaveOutcome::Written(stored) => {
                self.adopt(&stored);
                let _ = self.heads.remove(key);
                (!self.dirty.contains(key)).then_some(stored.content)
            }
            SaveOutcome::Trashed => {
                self.lose_file(key);
                None
            }
            SaveOutcome::Failed(error) => {
                tracing::error!(%error, "save failed");
                let _ = self.failed.insert(key.clone(), error.to_string());
                None
            }
        }
    }
}

impl Entry {
    /// The path of the file in the workspace.
    pub fn path(&self) -> Option<&str> {
        self.file.as_ref().map(|(path, _)| path.as_str())
    }

    /// The file's stamp when it was last read or written.
    pub fn stamp(&self) -> Option<Stamp> {
        self.file.as_ref().map(|(_, stamp)| *stamp)
    }
}

/// The window's version of a piece or a record.
pub(super) fn content(newsroom: &Newsroom, key: &Key) -> Option<Content> {
    match key {
        Key::Piece(id) => newsroom.shared(id).map(Content::Piece),
        Key::Record(path) => newsroom.record(path).cloned().map(Content::Record),
        Key::Entry(id) => newsroom.any_entry(id).cloned().map(Content::Record),
    }
}

enum Job {
    /// With the heads merged into it.
    Write(Content, Option<(String, Stamp)>, Vec<RevisionId>),
    Trash(String),
}

impl Job {
    fn run(self, workspace: &Workspace) -> SaveOutcome {
        match self {
            Self::Write(content, file, heads) => match workspace.save_content(content, file, &heads) {
                Ok(stored) => SaveOutcome::Written(Box::new(stored)),
                Err(error) => SaveOutcome::Failed(error),
            },
            Self::Trash(path) => match workspace.trash(&path) {
                Ok(_) => SaveOutcome::Trashed,
                Err(error) => SaveOutcome::Failed(error),
            },
        }
    }
}

impl Session {
    /// Starts all writes that can start.
    pub(super) fn flush(&mut self) -> Task<Message> {
        let jobs = self.saver.jobs(&self.context.newsroom);
        let tasks: Vec<Task<Message>> = jobs
            .into_iter()
            .map(|(key, job)| {
                let workspace = self.workspace.clone();
                background(move || job.run(&workspace))
                    .map(move |outcome| Message::Saved(key.clone(), outcome))
            })
            .collect();
        self.context.save = self.saver.state();
        Task::batch(tasks)
    }

    /// Takes in a write that succeeded, or that failed for a reason other than an outside change.
    pub(super) fn complete(&mut self, key: &Key, outcome: SaveOutcome) {
        // A piece may have been written in another form than it was typed.
        if let Some(Content::Piece(piece)) = self.saver.complete(key, outcome) {
            self.context.newsroom.refresh(Arc::unwrap_or_clone(piece));
        }
        self.context.save = self.saver.state();
    }
}
