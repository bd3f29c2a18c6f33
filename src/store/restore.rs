//! Restoring a file from the trash: it moves back to its path, or replaces what stands there now, which stays
//! in the history.

use std::io::ErrorKind;
use std::path::PathBuf;

use chrono::Utc;

use super::history::RevisionStore;
use super::revision::extension_of;
use super::trash::Trashed;
use super::{Content, FOLDER, Key, SaveError, Stored, StoredFile, Workspace, lock, name, read, text, write};

/// A file that came back from the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The title of the piece, the name of the record, or the path of a conflict copy.
    pub name: String,
    /// Whether it replaced another version, which is now in the history.
    pub is_replacement: bool,
}

impl Workspace {
    /// Restores a piece to its former path. A version of the same piece that stands there stays in the
    /// history; beside another piece it gets a new file name.
    ///
    /// # Errors
    /// The file in the trash stays there. If an earlier attempt moved it but could not make that durable,
    /// the next one completes it.
    pub fn restore(&self, trashed: &Trashed) -> Result<Stored, SaveError> {
        let (stored, _) = self.restore_file(trashed)?;
        stored.into_piece().map_err(|stored| SaveError::refused(stored.path, "không phải tệp bài"))
    }

    /// Like [`Workspace::restore`], for any file.
    ///
    /// # Errors
    /// As [`Workspace::restore`]. A conflict copy does not replace another file.
    pub fn restore_any(&self, trashed: &Trashed) -> Result<Restored, SaveError> {
        let path = &trashed.path;
        if name::format_of(path).is_some() || self.kind_of_entry(path).is_some() {
            let (stored, is_replacement) = self.restore_file(trashed)?;
            let name = stored.content.name().trim_matches(['“', '”']).to_owned();
            return Ok(Restored { name, is_replacement });
        }
        match self.kind_beside(path) {
            Some(kind) if kind.path == path && self.is_in_the_way(trashed)? => {
                self.replace_record(kind.path, trashed)?;
                Ok(Restored { name: kind.name.to_owned(), is_replacement: true })
            }
            kind => {
                let _ = self.put_back(trashed)?;
                let name = kind.map_or_else(|| path.clone(), |kind| kind.name.to_owned());
                Ok(Restored { name, is_replacement: false })
            }
        }
    }

    /// The restored file of a piece or of one of many records, and whether it replaced another version of
    /// itself.
    fn restore_file(&self, trashed: &Trashed) -> Result<(StoredFile, bool), SaveError> {
        let path = &trashed.path;
        let read = |file: PathBuf| {
            let (bytes, stamp) =
                read::bytes(&*self.files, &file, read::LARGEST).map_err(SaveError::io("đọc được", path))?;
            Ok::<_, SaveError>((self.parse_at(&bytes, path), bytes, stamp))
        };
        let broken = |problem: super::Problem| SaveError::refused(path, problem.reason);
        if !self.is_in_the_way(trashed)? {
            let (content, bytes, stamp) = read(self.put_back(trashed)?)?;
            let content = content.map_err(broken)?;
            self.note_restored(&content.key(), trashed, &bytes);
            return Ok((StoredFile { content, path: path.clone(), stamp }, false));
        }
        let content = read(self.place_in_trash(trashed)?)?.0.map_err(broken)?;
        let (there, _, stamp) = read(self.target(path)?)?;
        let there = there.ok().filter(|there| there.key() == content.key());
        if let Some(schema) = there.as_ref().and_then(Content::newer_schema) {
            return Err(SaveError::Newer { path: path.clone(), schema, mine: None });
        }
        let is_same = there.is_some();
        let stored = self.save_content(content, is_same.then(|| (path.clone(), stamp)), &[])?;
        self.clear(trashed);
        Ok((stored, is_same))
    }

    /// Stores the restored content as a new revision, so that exports can tell that it is newer than the
    /// deletion. It is back even if that fails.
    fn note_restored(&self, key: &Key, trashed: &Trashed, bytes: &[u8]) {
        let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let Some(folder) = key.folder() else { return };
        let time = Utc::now().max(self.changed_by_deletion(key, trashed.time));
        let noted = RevisionStore::open(&*self.files, &self.root, folder).and_then(|mut history| {
            let parents = history.latest().map(|latest| latest.revision_id).into_iter().collect();
            history.add(bytes, extension_of(&trashed.path), &self.author, parents, time)
        });
        if let Err(error) = noted {
            tracing::warn!(path = trashed.path, "restored without a revision: {error}");
        }
    }

    /// Replaces a record's file by the one from the trash.
    fn replace_record(&self, path: &'static str, trashed: &Trashed) -> Result<(), SaveError> {
        let key = Key::Record(path);
        let bytes = |file: PathBuf| {
            read::bytes(&*self.files, &file, read::LARGEST).map_err(SaveError::io("đọc được", path))
        };
        let (old, _) = bytes(self.place_in_trash(trashed)?)?;
        let _ =
            self.parse_as(&key, &old, path).map_err(|problem| SaveError::refused(path, problem.reason))?;
        let (current, stamp) = bytes(self.target(path)?)?;
        if let Some(schema) = self.parse_as(&key, &current, path).ok().and_then(|now| now.newer_schema()) {
            return Err(SaveError::Newer { path: path.into(), schema, mine: None });
        }
        let text = text::decode(&old).map(|(text, _)| text.into_owned()).unwrap_or_default();
        let _ = self.write_record(path, |_| text, Some(&stamp), &[])?;
        self.clear(trashed);
        Ok(())
    }

    /// Whether another file stands at the former path.
    fn is_in_the_way(&self, trashed: &Trashed) -> Result<bool, SaveError> {
        let is_at = |place: PathBuf| self.files.metadata(&place).is_ok();
        Ok(is_at(self.place_in_trash(trashed)?) && is_at(self.target(&trashed.path)?))
    }

    fn place_in_trash(&self, trashed: &Trashed) -> Result<PathBuf, SaveError> {
        self.target(&format!("{FOLDER}/trash/{}/{}", trashed.entry, trashed.path))
    }

    /// Moves a file back. Returns its path.
    fn put_back(&self, trashed: &Trashed) -> Result<PathBuf, SaveError> {
        self.prepare()?;
        let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let path = &trashed.path;
        let target = self.target(path)?;
        let source = self.place_in_trash(trashed)?;
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
        self.remove_empty(&source);
        Ok(target)
    }

    /// Removes a file from the trash whose content was saved again. If it stays, restoring it again changes
    /// nothing.
    fn clear(&self, trashed: &Trashed) {
        let Ok(file) = self.place_in_trash(trashed) else { return };
        if let Err(error) = self.files.remove_file(&file) {
            tracing::warn!(path = trashed.path, %error, "it stays in the trash as well");
        }
        self.remove_empty(&file);
    }

    /// Removes the empty folders that a file left in the trash; a failure leaves only clutter.
    fn remove_empty(&self, file: &std::path::Path) {
        let mut emptied = file.parent();
        while let Some(folder) = emptied.filter(|folder| *folder != self.trash_folder()) {
            if self.files.remove_folder(folder).is_err() {
                break;
            }
            emptied = folder.parent();
        }
    }
}
