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
use super::{Content, Error, Key, Stamp, Workspace, name, read, write};
use crate::calendar::field;
use crate::piece::{Format, Piece, PieceId};
use crate::record;

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

/// A piece or a record that a window did not get to save.
#[derive(Debug, Clone)]
pub struct Unsaved {
    pub content: Content,
    /// The path of its file, relative to the workspace; none for a new piece.
    pub path: Option<String>,
    /// When the entry was written, UTC.
    pub time: DateTime<Utc>,
    /// The content that the edits started from, if it still exists.
    pub base: Option<Content>,
    entry: PathBuf,
}

/// The header of an entry; the content's text follows it.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    schema: u32,
    /// The workspace's folder, for people who look at the file.
    workspace: String,
    /// The piece; none for a record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<PieceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<Format>,
    /// The path of the record's kind; none for a piece.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    record: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, deserialize_with = "field::instant")]
    time: DateTime<Utc>,
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

    /// Writes an unsaved content, replacing its previous entry. `file` is what the edits started from.
    pub fn keep(
        &self,
        turn: Turn,
        workspace: &Workspace,
        content: &Content,
        file: Option<&(String, Stamp)>,
    ) -> Result<(), Error> {
        let text = content.to_text();
        let piece = content.piece();
        let entry = Entry {
            schema: SCHEMA,
            workspace: workspace.root().display().to_string(),
            id: piece.map(|piece| piece.id().clone()),
            format: piece.map(|piece| piece.format),
            record: content.record().map(|record| record.kind().path.to_owned()),
            path: file.map(|(path, _)| path.clone()),
            time: Utc::now(),
            base: file.map(|(_, stamp)| stamp.hash().to_hex().to_string()),
            text: blake3::hash(text.as_bytes()).to_hex().to_string(),
        };
        self.put(turn, &content.key(), &record::write(&entry), &text)
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
            Key::Entry(_) => format!("@{}.ron", key.folder().unwrap_or("other")),
            // A piece whose id is no safe name cannot be saved either.
            Key::Piece(id) => {
                format!("{}.ron", if name::is_safe_id(id.as_str()) { id.as_str() } else { "other" })
            }
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

fn unsaved(path: &Path, workspace: &Workspace) -> Option<Unsaved> {
    let (head, text) = parts(path)?;
    let entry: Entry = record::read(&head).ok()?;
    if entry.schema > SCHEMA || blake3::hash(text.as_bytes()).to_hex().as_str() != entry.text {
        tracing::warn!(path = %path.display(), "a journal entry is torn");
        return None;
    }
    let content: Content = match (&entry.id, entry.format, &entry.record) {
        (Some(id), Some(format), _) => {
            Piece::parse(&text, format).ok().filter(|piece| piece.header.id == *id)?.into()
        }
        (.., Some(record)) => {
            let kind = workspace.kinds().iter().find(|kind| kind.path == record)?;
            Content::Record(kind.parse(&text).ok()?)
        }
        _ => return None,
    };
    let file = entry.path.clone().or_else(|| entry.record.clone());
    let base = entry.base.as_deref().and_then(|hash| base(workspace, &content.key(), file, hash));
    Some(Unsaved { content, path: entry.path, time: entry.time, base, entry: path.to_path_buf() })
}

/// The content with this hash: the current file at `path`, or one of the revisions.
fn base(workspace: &Workspace, key: &Key, path: Option<String>, hash: &str) -> Option<Content> {
    let revisions = workspace.revisions(key).unwrap_or_default();
    let kept = revisions.into_iter().rev().map(|revision| revision.path);
    path.into_iter().chain(kept).find_map(|path| {
        let (bytes, stamp) =
            read::bytes(&*workspace.files, &workspace.locate(&path).ok()?, read::LARGEST).ok()?;
        let is_it = stamp.hash().to_hex().as_str() == hash;
        is_it.then(|| workspace.parse_as(key, &bytes, &path).ok()).flatten()
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
