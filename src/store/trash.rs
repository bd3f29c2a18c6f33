//! Deleting moves a file to the trash; restoring moves it back.

use std::io::ErrorKind;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};

use super::files::Kind;
use super::history::RevisionStore;
use super::{FOLDER, Key, SaveError, Stored, Workspace, conflict, lock, read, write};
use crate::piece::{Format, Header, Piece};

const TIME: &str = "%Y%m%dT%H%M%S%3fZ";

/// A file in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    /// When it was deleted, UTC.
    pub time: DateTime<Utc>,
    /// Its folder in the trash.
    entry: String,
    /// Its former path, relative to the workspace, with `/`.
    pub path: String,
}

impl Trashed {
    /// Whether this is a conflict copy, put away after its content was merged.
    pub fn is_copy(&self) -> bool {
        conflict::program(&self.path).is_some()
    }
}

impl Workspace {
    fn trash_folder(&self) -> PathBuf {
        self.root.join(FOLDER).join("trash")
    }

    /// Moves a piece's file to the trash. If an earlier attempt moved it but could not make that durable,
    /// this completes it.
    pub fn trash(&self, path: &str) -> Result<Trashed, SaveError> {
        self.prepare()?;
        let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let source = self.target(path)?;
        let failed = |error| SaveError::io("bỏ được vào thùng rác", path)(error);
        if let Err(error) = self.files.metadata(&source) {
            let there = self.trashed_where(|other| other == path).into_iter().next();
            let trashed =
                there.filter(|_| error.kind() == ErrorKind::NotFound).ok_or_else(|| failed(error))?;
            let moved = self.trash_folder().join(&trashed.entry).join(path);
            write::sync_parent(&*self.files, &moved)
                .and_then(|()| write::sync_parent(&*self.files, &source))
                .map_err(failed)?;
            return Ok(trashed);
        }
        // With the precision of the folder's name.
        let mut time = Utc::now().trunc_subsecs(3);
        // Two files of the same name deleted within a millisecond: use the next free time.
        let (entry, target) = loop {
            let entry = time.format(TIME).to_string();
            let target = self.target(&format!("{FOLDER}/trash/{entry}/{path}"))?;
            if self.files.metadata(&target).is_err() {
                break (entry, target);
            }
            time += chrono::TimeDelta::milliseconds(1);
        };
        let parent = target.parent().unwrap_or(&self.root);
        write::create_folders(&*self.files, &self.root, parent).map_err(failed)?;
        write::move_file(&*self.files, &source, &target).map_err(failed)?;
        tracing::info!(path, entry, "moved to the trash");
        Ok(Trashed { time, entry, path: path.into() })
    }

    /// Moves a piece's file back to its former path. If an earlier attempt moved it but could not make that
    /// durable, this completes it.
    pub fn restore(&self, trashed: &Trashed) -> Result<Stored, SaveError> {
        let path = &trashed.path;
        let target = self.put_back(trashed)?;
        let format = format_of(path).ok_or_else(|| SaveError::refused(path, "không phải tệp bài"))?;
        let (bytes, stamp) =
            read::bytes(&*self.files, &target, read::LARGEST).map_err(SaveError::io("đọc lại được", path))?;
        let (piece, _) =
            read::parse(&bytes, path, format).map_err(|problem| SaveError::refused(path, problem.reason))?;
        self.note_restored(&piece, trashed, format, &bytes);
        Ok(Stored { piece, path: path.clone(), stamp })
    }

    /// Stores the restored content as a new revision, so that exports can tell that it is newer than the deletion. The
    /// piece is back even if that fails.
    fn note_restored(&self, piece: &Piece, trashed: &Trashed, format: Format, bytes: &[u8]) {
        let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let key = Key::from(piece.id());
        let Some(folder) = key.folder() else { return };
        let time = Utc::now().max(self.changed_by_deletion(&key, trashed.time));
        let noted = RevisionStore::open(&*self.files, &self.root, folder).and_then(|mut history| {
            let parents = history.latest().map(|latest| latest.revision_id).into_iter().collect();
            history.add(bytes, format.extension(), &self.author, parents, time)
        });
        if let Err(error) = noted {
            tracing::warn!(id = %piece.id(), "restored without a revision: {error}");
        }
    }

    /// Like [`Workspace::restore`], for any file; returns a description of what was restored.
    pub fn restore_any(&self, trashed: &Trashed) -> Result<String, SaveError> {
        if format_of(&trashed.path).is_some() {
            return Ok(self.restore(trashed)?.piece.header.title);
        }
        let _ = self.put_back(trashed)?;
        let kind = self.kind_beside(&trashed.path);
        Ok(kind.map_or_else(|| trashed.path.clone(), |kind| kind.name.to_owned()))
    }

    /// Moves a file back. Returns its path.
    pub(super) fn put_back(&self, trashed: &Trashed) -> Result<PathBuf, SaveError> {
        self.prepare()?;
        let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let path = &trashed.path;
        let target = self.target(path)?;
        let source = self.target(&format!("{FOLDER}/trash/{}/{path}", trashed.entry))?;
        let failed = |error| SaveError::io("khôi phục được", path)(error);
        let is_at = |place| self.files.metadata(place).is_ok();
        match (is_at(&source), is_at(&target)) {
            (true, true) => return Err(failed(ErrorKind::AlreadyExists.into())),
            (false, true) => write::sync_parent(&*self.files, &target).map_err(failed)?,
            _ => {
                let folder = target.parent().unwrap_or(&self.root);
                write::create_folders(&*self.files, &self.root, folder).map_err(failed)?;
                write::move_file(&*self.files, &source, &target).map_err(failed)?;
            }
        }
        // Removes the empty folders; a failure leaves only clutter.
        let mut emptied = source.parent();
        while let Some(folder) = emptied.filter(|folder| *folder != self.trash_folder()) {
            if self.files.remove_folder(folder).is_err() {
                break;
            }
            emptied = folder.parent();
        }
        Ok(target)
    }

    /// The readable headers of the pieces in the trash, and when each was deleted ([`Workspace::changed`]).
    pub fn deleted(&self) -> Vec<(Header, DateTime<Utc>)> {
        let read = |trashed: &Trashed| {
            let file = self.target(&format!("{FOLDER}/trash/{}/{}", trashed.entry, trashed.path)).ok()?;
            let (bytes, _) = read::bytes(&*self.files, &file, read::LARGEST).ok()?;
            let (piece, _) = read::parse(&bytes, &trashed.path, format_of(&trashed.path)?).ok()?;
            let time = self.changed_by_deletion(&piece.id().into(), trashed.time);
            Some((piece.header, time))
        };
        self.trashed().iter().filter(|trashed| !trashed.is_copy()).filter_map(read).collect()
    }

    /// The pieces in the trash, most recently deleted first.
    pub fn trashed(&self) -> Vec<Trashed> {
        self.trashed_where(|path| format_of(path).is_some())
    }

    /// Everything in the trash, including records and their conflict copies, most recently deleted first.
    pub fn all_trashed(&self) -> Vec<Trashed> {
        self.trashed_where(|path| format_of(path).is_some() || self.kind_beside(path).is_some())
    }

    /// The files in the trash with matching paths.
    pub(super) fn trashed_where(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<Trashed> {
        let mut all = Vec::new();
        for (name, kind) in self.files.list(&self.trash_folder()).unwrap_or_default() {
            let (Ok(name), Kind::Folder) = (name.into_string(), kind) else { continue };
            let Ok(time) = NaiveDateTime::parse_from_str(&name, TIME) else { continue };
            let mut folders = vec![(self.trash_folder().join(&name), String::new())];
            while let Some((folder, path)) = folders.pop() {
                for (child, kind) in self.files.list(&folder).unwrap_or_default() {
                    let Ok(child) = child.into_string() else { continue };
                    let file = folder.join(&child);
                    let path = if path.is_empty() { child } else { format!("{path}/{child}") };
                    match kind {
                        Kind::Folder => folders.push((file, path)),
                        Kind::File if is_wanted(&path) => {
                            all.push(Trashed { time: time.and_utc(), entry: name.clone(), path });
                        }
                        _ => {}
                    }
                }
            }
        }
        all.sort_by(|one, other| other.time.cmp(&one.time).then_with(|| one.path.cmp(&other.path)));
        all
    }
}

pub(super) fn format_of(path: &str) -> Option<Format> {
    Format::from_extension(path.rsplit_once('.')?.1)
}
