//! Deleting moves a file to the trash.

use std::io::ErrorKind;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};

use super::files::Kind;
use super::{FOLDER, SaveError, Workspace, conflict, lock, name, read, write};
use crate::piece::Header;

const TIME: &str = "%Y%m%dT%H%M%S%3fZ";

/// A file in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    /// When it was deleted, UTC.
    pub time: DateTime<Utc>,
    /// Its folder in the trash.
    pub(super) entry: String,
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
    pub(super) fn trash_folder(&self) -> PathBuf {
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

    /// The readable headers of the pieces in the trash, and when each was deleted ([`Workspace::change_times`]).
    pub fn deleted(&self) -> Vec<(Header, DateTime<Utc>)> {
        let read = |trashed: &Trashed| {
            let file = self.target(&format!("{FOLDER}/trash/{}/{}", trashed.entry, trashed.path)).ok()?;
            let (bytes, _) = read::bytes(&*self.files, &file, read::LARGEST).ok()?;
            let (piece, _) = read::parse(&bytes, &trashed.path, name::format_of(&trashed.path)?).ok()?;
            let time = self.changed_by_deletion(&piece.id().into(), trashed.time);
            Some((piece.header, time))
        };
        self.trashed().iter().filter(|trashed| !trashed.is_copy()).filter_map(read).collect()
    }

    /// The pieces in the trash, most recently deleted first.
    pub fn trashed(&self) -> Vec<Trashed> {
        self.trashed_where(|path| name::format_of(path).is_some())
    }

    /// Everything in the trash, including records and their conflict copies, most recently deleted first.
    pub fn all_trashed(&self) -> Vec<Trashed> {
        self.trashed_where(|path| {
            let is_record = || self.kind_beside(path).is_some() || self.kind_of_entry(path).is_some();
            name::format_of(path).is_some() || is_record()
        })
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
