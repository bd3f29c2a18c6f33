//! Deleting moves a file aside, whole; restoring moves it back.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};

use super::walk::Found;
use super::{FOLDER, SaveError, Stored, Workspace, lock, read, write};
use crate::piece::Format;

const TIME: &str = "%Y%m%dT%H%M%S%3fZ";

/// A file in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    /// When it was deleted, UTC.
    pub time: DateTime<Utc>,
    /// Its folder in the trash.
    entry: String,
    /// Where it stood, relative to the workspace, with `/`.
    pub path: String,
}

impl Workspace {
    fn trash_folder(&self) -> PathBuf {
        self.root.join(FOLDER).join("trash")
    }

    /// Moves a piece's file to the trash.
    pub fn trash(&self, path: &str) -> Result<Trashed, SaveError> {
        self.prepare()?;
        let _guard = lock::take(&self.writing, &self.root.join(FOLDER));
        let source = self.target(path)?;
        let failed = |error| SaveError::io("bỏ vào thùng rác", path)(error);
        // As exact as the folder's name.
        let mut time = Utc::now().trunc_subsecs(3);
        // Two files of one name deleted within a millisecond: the next free one.
        let (entry, target) = loop {
            let entry = time.format(TIME).to_string();
            let target = self.trash_folder().join(&entry).join(path);
            if !target.exists() {
                break (entry, target);
            }
            time += chrono::TimeDelta::milliseconds(1);
        };
        let parent = target.parent().unwrap_or(&self.root);
        write::create_folders(&self.root, parent).map_err(failed)?;
        write::rename(&source, &target).map_err(failed)?;
        tracing::info!(path, entry, "moved to the trash");
        Ok(Trashed { time, entry, path: path.into() })
    }

    /// Puts a file back where it stood.
    pub fn restore(&self, trashed: &Trashed) -> Result<Stored, SaveError> {
        self.prepare()?;
        let _guard = lock::take(&self.writing, &self.root.join(FOLDER));
        let path = &trashed.path;
        let target = self.target(path)?;
        let source = self.target(&format!("{FOLDER}/trash/{}/{path}", trashed.entry))?;
        let failed = |error| SaveError::io("khôi phục", path)(error);
        if target.exists() {
            return Err(SaveError::io("khôi phục", path)(ErrorKind::AlreadyExists.into()));
        }
        write::create_folders(&self.root, target.parent().unwrap_or(&self.root)).map_err(failed)?;
        write::rename(&source, &target).map_err(failed)?;
        // The empty folders left behind; a failure leaves only clutter.
        let mut emptied = source.parent();
        while let Some(folder) = emptied.filter(|folder| *folder != self.trash_folder()) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
            emptied = folder.parent();
        }
        let format = format_of(path).ok_or_else(|| SaveError::refused(path, "không phải tệp bài"))?;
        let found = Found { path: path.clone(), file: target, format };
        read::piece(&self.root, &found)
            .map(|(stored, _)| stored)
            .map_err(|problem| SaveError::refused(path, problem.reason))
    }

    /// What is in the trash, the last deleted first.
    pub fn trashed(&self) -> Vec<Trashed> {
        let mut all = Vec::new();
        for entry in fs::read_dir(self.trash_folder()).into_iter().flatten().flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Ok(time) = NaiveDateTime::parse_from_str(&name, TIME) else { continue };
            let mut folders = vec![(entry.path(), String::new())];
            while let Some((folder, path)) = folders.pop() {
                for child in fs::read_dir(folder).into_iter().flatten().flatten() {
                    let (Ok(file_name), Ok(kind)) = (child.file_name().into_string(), child.file_type())
                    else {
                        continue;
                    };
                    let path = if path.is_empty() { file_name } else { format!("{path}/{file_name}") };
                    if kind.is_dir() {
                        folders.push((child.path(), path));
                    } else if kind.is_file() && format_of(&path).is_some() {
                        all.push(Trashed { time: time.and_utc(), entry: name.clone(), path });
                    }
                }
            }
        }
        all.sort_by(|one, other| other.time.cmp(&one.time).then_with(|| one.path.cmp(&other.path)));
        all
    }
}

fn format_of(path: &str) -> Option<Format> {
    Format::from_extension(path.rsplit_once('.')?.1)
}
