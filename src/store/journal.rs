//! The recovery journal: unsaved text, kept in the user's folder until it is saved, and offered again after a
//! crash.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::disk::{self, Disk};
use super::files::Files;
use super::{Error, Key, Stamp, Workspace, name, read, text, write};
use crate::calendar::field;
use crate::piece::{Format, Piece, PieceId};
use crate::record::{self, AnyRecord, Kind};

/// A window's journal of one workspace. Each window has its own folder, locked while it runs, so that no
/// other takes its entries for those of a crash.
#[derive(Debug)]
pub struct Journal {
    files: Arc<dyn Files>,
    folder: PathBuf,
    turns: AtomicU64,
    /// The turn of the last operation on each entry.
    done: Mutex<HashMap<Key, u64>>,
    _lock: Option<File>,
}

/// The position of an operation in the order of requests: one that runs late on another thread must not undo
/// a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn(u64);

/// A piece that a window did not get to save.
#[derive(Debug, Clone)]
pub struct Unsaved {
    pub piece: Piece,
    /// The path of its file, relative to the workspace; none for a new piece.
    pub path: Option<String>,
    /// When the entry was written, UTC.
    pub time: DateTime<Utc>,
    /// The content that the edits started from, if it still exists.
    pub base: Option<Piece>,
    entry: PathBuf,
}

/// A record that a window did not get to save.
#[derive(Debug, Clone)]
pub struct UnsavedRecord {
    pub record: AnyRecord,
    /// The content that the changes started from, if it still exists.
    pub base: Option<AnyRecord>,
    entry: PathBuf,
}

/// The header of a record's entry; its text follows.
#[derive(Debug, Serialize, Deserialize)]
struct RecordEntry {
    schema: u32,
    workspace: String,
    record: String,
    /// Like [`Entry::base`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    text: String,
}

/// The header of an entry; the piece's text follows it.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    schema: u32,
    /// The workspace's folder, for people who look at the file.
    workspace: String,
    id: PieceId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(deserialize_with = "field::instant")]
    time: DateTime<Utc>,
    format: Format,
    /// Hash of the file that the edits started from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    /// Hash of the text that follows.
    text: String,
}

const SCHEMA: u32 = 1;
const LOCK: &str = "lock";
const SEPARATOR: &str = "\n---\n";

impl Journal {
    /// Starts a journal for a window on this workspace, below `data`, the user's data folder.
    pub fn begin(data: &Path, workspace: &Workspace) -> Result<Self, Error> {
        let folder = of_workspace(data, workspace).join(ulid::Ulid::generate().to_string());
        let files = Arc::clone(&workspace.files);
        let root = folder.ancestors().last().unwrap_or(&folder);
        write::create_folders(&*files, root, &folder)
            .map_err(Error::io("tạo nhật ký chữ chưa lưu trong", &folder))?;
        let lock = files.lock_file(&folder.join(LOCK));
        if let Some(lock) = &lock {
            // Without locks every journal looks abandoned; merging makes that harmless.
            let _ = lock.try_lock();
        }
        Ok(Self { files, folder, turns: AtomicU64::new(0), done: Mutex::default(), _lock: lock })
    }

    /// The turn of the current request.
    pub fn turn(&self) -> Turn {
        Turn(self.turns.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// Writes a piece's unsaved text, replacing the previous entry. `file` is what the edits started from.
    pub fn keep(
        &self,
        turn: Turn,
        workspace: &Workspace,
        piece: &Piece,
        file: Option<&(String, Stamp)>,
    ) -> Result<(), Error> {
        let text = piece.to_text();
        let entry = Entry {
            schema: SCHEMA,
            workspace: workspace.root().display().to_string(),
            id: piece.header.id.clone(),
            path: file.map(|(path, _)| path.clone()),
            time: Utc::now(),
            format: piece.format,
            base: file.map(|(_, stamp)| stamp.hash().to_hex().to_string()),
            text: blake3::hash(text.as_bytes()).to_hex().to_string(),
        };
        self.put(turn, &Key::from(&piece.header.id), &record::write(&entry), &text)
    }

    /// Like [`Self::keep`], for a record.
    pub fn keep_record(
        &self,
        turn: Turn,
        workspace: &Workspace,
        record: &AnyRecord,
        file: Option<&Stamp>,
    ) -> Result<(), Error> {
        let text = record.text_over(None);
        let path = record.kind().path;
        let entry = RecordEntry {
            schema: SCHEMA,
            workspace: workspace.root().display().to_string(),
            record: path.to_owned(),
            base: file.map(|stamp| stamp.hash().to_hex().to_string()),
            text: blake3::hash(text.as_bytes()).to_hex().to_string(),
        };
        self.put(turn, &Key::Record(path), &record::write(&entry), &text)
    }

    fn put(&self, turn: Turn, key: &Key, head: &str, text: &str) -> Result<(), Error> {
        let target = self.entry(key);
        let content = format!("{}{SEPARATOR}{text}", head.trim_end());
        self.in_turn(turn, key, || write::put(&*self.files, &target, content.as_bytes()))
            .unwrap_or(Ok(()))
            .map_err(Error::io("ghi nhật ký chữ chưa lưu", &target))
    }

    /// Removes the entry of what has been saved.
    pub fn complete(&self, turn: Turn, key: impl Into<Key>) {
        let key = key.into();
        let _ = self.in_turn(turn, &key, || self.files.remove_file(&self.entry(&key)));
    }

    /// Runs an operation unless a later one on the same entry has run before it.
    fn in_turn<T>(&self, turn: Turn, key: &Key, act: impl FnOnce() -> T) -> Option<T> {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        let last = done.entry(key.clone()).or_default();
        if *last > turn.0 {
            return None;
        }
        *last = turn.0;
        Some(act())
    }

    fn entry(&self, key: &Key) -> PathBuf {
        self.folder.join(match key {
            // No id contains this character.
            Key::Record(path) => format!("@{path}"),
            // A piece whose id is no safe name cannot be saved either.
            Key::Piece(id) => format!("{}.ron", if name::is_safe_id(id) { id.as_str() } else { "other" }),
        })
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        // Removes only an empty journal; unsaved text stays.
        let is_empty =
            self.files.list(&self.folder).is_ok_and(|entries| entries.iter().all(|(name, _)| name == LOCK));
        if is_empty {
            let _ = self.files.remove_file(&self.folder.join(LOCK));
            let _ = self.files.remove_folder(&self.folder);
        }
    }
}

impl UnsavedRecord {
    /// Like [`Unsaved::discard`].
    pub fn discard(&self) {
        let _ = fs::remove_file(&self.entry);
    }
}

impl Unsaved {
    /// Deletes the entry, after it was recovered or rejected.
    pub fn discard(&self) {
        let _ = fs::remove_file(&self.entry);
    }
}

/// Unsaved entries of windows that have ended, oldest first. Torn entries and those of newer versions are
/// skipped and left on disk.
pub fn pending(data: &Path, workspace: &Workspace) -> Vec<Unsaved> {
    let mut all: Vec<Unsaved> =
        left_behind(data, workspace).iter().filter_map(|path| unsaved(path, workspace)).collect();
    all.sort_by_key(|unsaved| unsaved.time);
    all
}

/// Like [`pending`], for records, by path.
pub fn pending_records(data: &Path, workspace: &Workspace) -> Vec<UnsavedRecord> {
    let entries = left_behind(data, workspace).into_iter();
    let mut all: Vec<UnsavedRecord> = entries.filter_map(|path| unsaved_record(path, workspace)).collect();
    all.sort_by_key(|unsaved| unsaved.record.kind().path);
    all
}

/// The entries of windows that have ended.
fn left_behind(data: &Path, workspace: &Workspace) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for session in fs::read_dir(of_workspace(data, workspace)).into_iter().flatten().flatten() {
        let folder = session.path();
        let is_living = disk::open(&folder.join(LOCK))
            .is_ok_and(|(lock, _)| matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock)));
        if is_living {
            continue;
        }
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let found: Vec<PathBuf> =
            entries.filter(|path| path.extension().is_some_and(|extension| extension == "ron")).collect();
        if is_empty(&folder) {
            let _ = fs::remove_dir_all(&folder);
        }
        all.extend(found);
    }
    all
}

/// The header and the text of an entry.
fn parts(path: &Path) -> Option<(String, String)> {
    let (bytes, _) = read::bytes(&Disk, path, 2 * read::LARGEST).ok()?;
    let content = String::from_utf8(bytes).ok()?;
    let (head, text) = content.split_once(SEPARATOR)?;
    Some((head.to_owned(), text.to_owned()))
}

fn unsaved_record(path: PathBuf, workspace: &Workspace) -> Option<UnsavedRecord> {
    let (head, text) = parts(&path)?;
    let entry: RecordEntry = record::read(&head).ok()?;
    if entry.schema > SCHEMA || blake3::hash(text.as_bytes()).to_hex().as_str() != entry.text {
        tracing::warn!(path = %path.display(), "a journal entry is torn");
        return None;
    }
    let kind = *workspace.kinds().iter().find(|kind| kind.path == entry.record)?;
    let base = entry.base.as_deref().and_then(|hash| record_base(workspace, &kind, hash));
    Some(UnsavedRecord { record: kind.parse(&text).ok()?, base, entry: path })
}

/// Like [`base`], for a record.
fn record_base(workspace: &Workspace, kind: &Kind, hash: &str) -> Option<AnyRecord> {
    let revisions = workspace.revisions(kind).unwrap_or_default();
    let kept = revisions.into_iter().rev().map(|revision| revision.path);
    std::iter::once(kind.path.to_owned()).chain(kept).find_map(|path| {
        let (bytes, stamp) =
            read::bytes(&*workspace.files, &workspace.locate(&path).ok()?, read::LARGEST).ok()?;
        let is_it = stamp.hash().to_hex().as_str() == hash;
        is_it.then(|| kind.parse(&text::decode(&bytes).ok()?.0).ok()).flatten()
    })
}

fn unsaved(path: &Path, workspace: &Workspace) -> Option<Unsaved> {
    let (head, text) = parts(path)?;
    let entry: Entry = record::read(&head).ok()?;
    if entry.schema > SCHEMA || blake3::hash(text.as_bytes()).to_hex().as_str() != entry.text {
        tracing::warn!(path = %path.display(), "a journal entry is torn");
        return None;
    }
    let piece = Piece::parse(&text, entry.format).ok().filter(|piece| piece.header.id == entry.id)?;
    let base = entry.base.as_deref().and_then(|hash| base(workspace, &entry, hash));
    Some(Unsaved { piece, path: entry.path, time: entry.time, base, entry: path.to_path_buf() })
}

/// The content with this hash: the current file, or one of the piece's revisions.
fn base(workspace: &Workspace, entry: &Entry, hash: &str) -> Option<Piece> {
    let revisions = workspace.revisions(&entry.id).unwrap_or_default();
    let kept = revisions.into_iter().rev().map(|revision| revision.path);
    entry.path.clone().into_iter().chain(kept).find_map(|path| {
        let (bytes, stamp) =
            read::bytes(&*workspace.files, &workspace.locate(&path).ok()?, read::LARGEST).ok()?;
        let is_it = stamp.hash().to_hex().as_str() == hash;
        is_it.then(|| read::parse(&bytes, &path, entry.format).ok()).flatten().map(|(piece, _)| piece)
    })
}

fn of_workspace(data: &Path, workspace: &Workspace) -> PathBuf {
    data.join("journal").join(key(workspace))
}

/// The name of a workspace's folder below the user's data folder.
pub(super) fn key(workspace: &Workspace) -> String {
    let hash = blake3::hash(workspace.root().to_string_lossy().as_bytes()).to_hex();
    hash[..16].to_owned()
}

fn is_empty(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name()).all(|name| name == LOCK)
}
