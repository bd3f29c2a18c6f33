//! Saving in the background: changes are written after a short pause, one write at a time for each file.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use iced::Task;

use super::message::Outcome;
use super::{Message, Session, loss, records};
use crate::newsroom::{Change, Newsroom};
use crate::piece::{Piece, PieceId};
use crate::plan::{Plan, Settings};
use crate::record::{AnyRecord, Record};
use crate::store::{
    Copy, CopyFile, Key, Known, Lost, RevisionId, Stamp, Stamps, Stored, StoredRecord, Workspace,
};
use crate::ui::{SaveState, background};

/// How long to wait for more changes before writing.
pub const PAUSE: Duration = Duration::from_millis(700);
/// How soon to retry after a failed write.
pub const RETRY: Duration = Duration::from_secs(5);

/// What waits to be written, and the last known state of its files.
#[derive(Debug)]
pub struct Saver {
    /// Shared with running rescans: a map of 100,000 paths is expensive to copy.
    files: Arc<HashMap<PieceId, (String, Stamp)>>,
    /// Last content on disk; base of the three-way merge.
    bases: HashMap<PieceId, Arc<Piece>>,
    /// Conflict copies merged in memory; the next save makes them durable.
    copies: HashMap<Key, Vec<Copy>>,
    /// History heads merged in memory; the next save makes them durable.
    heads: HashMap<Key, Vec<RevisionId>>,
    /// Each record's last content on disk, by path, with its file's stamp.
    records: BTreeMap<&'static str, (AnyRecord, Option<Stamp>)>,
    dirty: BTreeSet<Key>,
    writing: BTreeSet<Key>,
    /// Why the last write failed.
    failed: HashMap<Key, String>,
    /// What exists only in memory since its files disappeared.
    lost: Lost,
}

impl Saver {
    pub fn new(pieces: &[Stored]) -> Self {
        let files = pieces
            .iter()
            .map(|stored| (stored.piece.header.id.clone(), (stored.path.clone(), stored.stamp)))
            .collect();
        Self {
            files: Arc::new(files),
            bases: HashMap::new(),
            copies: HashMap::new(),
            heads: HashMap::new(),
            records: BTreeMap::new(),
            dirty: BTreeSet::new(),
            writing: BTreeSet::new(),
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

    /// The lost pieces to write now: their ids, paths and the heads merged into them.
    pub fn write_lost(&mut self) -> Vec<(PieceId, String, Vec<RevisionId>)> {
        let pieces = std::mem::take(&mut self.lost.pieces);
        let begin = |(id, path): (PieceId, String)| {
            let key = Key::from(&id);
            let _ = self.dirty.remove(&key);
            let _ = self.failed.remove(&key);
            let heads = self.merged(&key);
            let _ = self.writing.insert(key);
            (id, path, heads)
        };
        pieces.into_iter().map(begin).collect()
    }

    /// The heads and conflict copies merged into a piece or a record in memory.
    fn merged(&self, key: &Key) -> Vec<RevisionId> {
        let copies = self.copies.get(key).into_iter().flatten().map(|copy| copy.revision_id);
        copies.chain(self.heads.get(key).into_iter().flatten().copied()).collect()
    }

    /// Takes a newly opened newsroom as the content on disk.
    pub fn set_base(&mut self, newsroom: &Newsroom, stamps: &Stamps, workspace: &Workspace) {
        self.records = workspace
            .kinds()
            .iter()
            .filter_map(|kind| {
                let record = records::current(newsroom, kind.path)?;
                Some((kind.path, (record, stamps.get(kind.path).copied())))
            })
            .collect();
        let shared = |id: &PieceId| Some((id.clone(), newsroom.shared(id)?));
        self.bases = self.files.keys().filter_map(shared).collect();
    }

    /// A piece's content when its file was last read or written.
    pub fn base(&self, id: &PieceId) -> Option<&Piece> {
        self.bases.get(id).map(Arc::as_ref)
    }

    pub fn note(&mut self, change: &Change, newsroom: &Newsroom) {
        for id in &change.pieces {
            // A piece that was never saved and has been removed needs no write.
            if newsroom.piece(id).is_some() || self.files.contains_key(id) || self.is_writing(id) {
                self.mark(id);
            } else {
                let _ = self.failed.remove(&Key::from(id));
                let _ = self.dirty.remove(&Key::from(id));
            }
        }
        for (is_changed, path) in [(change.is_plan, Plan::PATH), (change.is_settings, Settings::PATH)] {
            if is_changed {
                self.mark(Key::Record(path));
            }
        }
    }

    /// Marks it for writing.
    pub fn mark(&mut self, key: impl Into<Key>) {
        let key = key.into();
        let _ = self.failed.remove(&key);
        let _ = self.dirty.insert(key);
    }

    /// Whether something is marked for writing.
    pub fn is_waiting(&self) -> bool {
        self.dirty.iter().any(|key| !self.writing.contains(key))
    }

    /// A record's content when its file was last read or written.
    pub fn record_base(&self, path: &str) -> Option<AnyRecord> {
        self.records.get(path).map(|(base, _)| base.clone())
    }

    pub fn adopt_record(&mut self, stored: &StoredRecord) {
        let StoredRecord { record, stamp } = stored;
        let path = record.kind().path;
        let _ = self.records.insert(path, (record.clone(), Some(*stamp)));
        let _ = self.failed.remove(&Key::Record(path));
    }

    /// A record's file is gone.
    pub fn lose_record(&mut self, path: &str) {
        if let Some((_, stamp)) = self.records.get_mut(path) {
            *stamp = None;
        }
    }

    pub fn record_stamps(&self) -> Stamps {
        self.records.iter().filter_map(|(path, (_, stamp))| Some((*path, (*stamp)?))).collect()
    }

    /// Every record with unsaved changes, with its file's stamp.
    pub fn dirty_records(&self, newsroom: &Newsroom) -> Vec<(AnyRecord, Option<Stamp>)> {
        let held = self.records.iter().filter(|(path, _)| self.has_changes(Key::Record(path)));
        held.filter_map(|(path, (_, stamp))| Some((records::current(newsroom, path)?, *stamp))).collect()
    }

    /// The path of a piece's file in the workspace.
    pub fn path(&self, id: &PieceId) -> Option<&str> {
        self.files.get(id).map(|(path, _)| path.as_str())
    }

    /// The path and stamp of a piece's file.
    pub fn file(&self, id: &PieceId) -> Option<&(String, Stamp)> {
        self.files.get(id)
    }

    /// The path and stamp of each piece's file.
    pub fn files(&self) -> Arc<HashMap<PieceId, (String, Stamp)>> {
        Arc::clone(&self.files)
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

    /// Every piece with unsaved changes, with its file.
    pub fn dirty_pieces(&self) -> Vec<(PieceId, Option<(String, Stamp)>)> {
        let ids: BTreeSet<&PieceId> = self
            .held_keys()
            .filter_map(|key| match key {
                Key::Piece(id) => Some(id),
                Key::Record(_) => None,
            })
            .collect();
        ids.into_iter().map(|id| (id.clone(), self.files.get(id).cloned())).collect()
    }

    /// Whether this is the last known stamp of a piece's file.
    pub fn has_still(&self, id: &PieceId, stamp: &Stamp) -> bool {
        !self.is_writing(id) && self.files.get(id).is_some_and(|(_, now)| now.has_content_of(stamp))
    }

    /// The stamp of a file when it was last read or written.
    pub fn stamp(&self, key: &Key) -> Option<Stamp> {
        match key {
            Key::Piece(id) => self.files.get(id).map(|(_, stamp)| *stamp),
            Key::Record(path) => self.records.get(path).and_then(|(_, stamp)| *stamp),
        }
    }

    /// This conflict copy is merged in memory; the next save makes it durable.
    pub fn join(&mut self, copy: Copy) {
        self.copies.entry(copy.file.key.clone()).or_default().push(copy);
    }

    /// This head is merged in memory; the next save makes it durable.
    pub fn join_head(&mut self, key: &Key, head: RevisionId) {
        self.heads.entry(key.clone()).or_default().push(head);
    }

    pub fn has_joined(&self, copy: &CopyFile) -> bool {
        let copies = self.copies.get(&copy.key);
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
    pub fn release(&mut self, id: &PieceId) {
        let _ = self.writing.remove(&Key::from(id));
    }

    /// Marks a piece as unsaved, without writing it yet.
    pub fn mark_dirty(&mut self, id: &PieceId, reason: impl Into<String>) {
        let _ = self.failed.insert(id.into(), reason.into());
    }

    /// The file is gone or damaged: the unsaved piece gets a new one.
    pub fn detach(&mut self, id: &PieceId) {
        let _ = Arc::make_mut(&mut self.files).remove(id);
        self.mark(id);
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
        let files = self.files();
        let records = self.record_stamps();
        let lost = self.lost.paths().map(str::to_owned).collect();
        move || {
            let by_path =
                |(id, (path, stamp)): (&PieceId, &(String, Stamp))| (path.clone(), (id.clone(), *stamp));
            let pieces = files.iter().map(by_path).collect();
            Known { pieces, records, lost, ..Known::default() }
        }
    }

    pub fn adopt(&mut self, stored: &Stored) {
        let id = &stored.piece.header.id;
        let _ = Arc::make_mut(&mut self.files).insert(id.clone(), (stored.path.clone(), stored.stamp));
        let _ = self.bases.insert(id.clone(), Arc::new(stored.piece.clone()));
        let _ = self.failed.remove(&Key::from(id));
    }

    pub fn forget(&mut self, id: &PieceId) {
        let _ = Arc::make_mut(&mut self.files).remove(id);
        let _ = self.bases.remove(id);
        let _ = self.copies.remove(&Key::from(id));
        let _ = self.heads.remove(&Key::from(id));
        let _ = self.dirty.remove(&Key::from(id));
        let _ = self.failed.remove(&Key::from(id));
    }

    /// The writes that can start now.
    fn jobs(&mut self, newsroom: &Newsroom) -> Vec<(Key, Job)> {
        let ready: Vec<Key> = self.dirty.difference(&self.writing).cloned().collect();
        ready
            .into_iter()
            .filter_map(|key| {
                let _ = self.dirty.remove(&key);
                let job = match &key {
                    Key::Record(path) => {
                        let stamp = self.records.get(path).and_then(|(_, stamp)| *stamp);
                        Job::WriteRecord(records::current(newsroom, path)?, stamp, self.merged(&key))
                    }
                    Key::Piece(id) => match (newsroom.shared(id), self.files.get(id).cloned()) {
                        (Some(piece), file) => Job::Write(piece, file, self.merged(&key)),
                        (None, Some((path, _))) => Job::Trash(path),
                        (None, None) => return None,
                    },
                };
                let _ = self.writing.insert(key.clone());
                Some((key, job))
            })
            .collect()
    }

    /// Takes in a write's outcome. Returns the piece as its file now has it, for the newsroom.
    fn complete(&mut self, key: &Key, outcome: Outcome) -> Option<Piece> {
        let _ = self.writing.remove(key);
        match outcome {
            Outcome::Written(stored) => {
                self.adopt(&stored);
                let _ = self.heads.remove(key);
                (!self.dirty.contains(key)).then_some(stored.piece)
            }
            Outcome::WrittenRecord(stored) => {
                self.adopt_record(&stored);
                let _ = self.heads.remove(key);
                None
            }
            Outcome::Trashed => {
                if let Key::Piece(id) = key {
                    let _ = Arc::make_mut(&mut self.files).remove(id);
                }
                None
            }
            Outcome::Failed(error) => {
                tracing::error!(%error, "save failed");
                let _ = self.failed.insert(key.clone(), error.to_string());
                None
            }
        }
    }
}

enum Job {
    /// With the heads merged into it.
    Write(Arc<Piece>, Option<(String, Stamp)>, Vec<RevisionId>),
    Trash(String),
    WriteRecord(AnyRecord, Option<Stamp>, Vec<RevisionId>),
}

impl Job {
    fn run(self, workspace: &Workspace) -> Outcome {
        match self {
            Self::Write(piece, file, heads) => match workspace.save_merging((*piece).clone(), file, &heads) {
                Ok(stored) => Outcome::Written(Box::new(stored)),
                Err(error) => Outcome::Failed(error),
            },
            Self::Trash(path) => match workspace.trash(&path) {
                Ok(_) => Outcome::Trashed,
                Err(error) => Outcome::Failed(error),
            },
            Self::WriteRecord(record, stamp, heads) => {
                match workspace.save_record_merging(record.clone(), stamp.as_ref(), &heads) {
                    Ok(stamp) => Outcome::WrittenRecord(StoredRecord { record, stamp }),
                    Err(error) => Outcome::Failed(error),
                }
            }
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
    pub(super) fn complete(&mut self, key: &Key, outcome: Outcome) {
        if let Some(piece) = self.saver.complete(key, outcome) {
            self.context.newsroom.refresh(piece);
        }
        self.context.save = self.saver.state();
    }
}
