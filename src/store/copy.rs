//! Conflict copies: files that a sync program set aside after concurrent edits. Their content becomes a head
//! of the file's history, to be merged like any other; once the merge is saved, the copy goes to the trash.

use chrono::Utc;

use super::files::Kind as FileKind;
use super::history::RevisionStore;
use super::revision::extension_of;
use super::revision_graph::RevisionId;
use super::{
    Content, Error, FOLDER, Key, Problem, Revision, SaveError, Stamp, StoredFile, Workspace, author,
    conflict, lock, read,
};
use crate::record::Kind;

/// A conflict copy whose content is in the history.
#[derive(Debug, Clone)]
pub struct Copy {
    pub file: StoredFile,
    /// The revision with its content.
    pub revision_id: RevisionId,
    /// The common ancestor of the copy and the file, if known.
    pub base: Option<Content>,
}

impl Workspace {
    /// Reads a file as a conflict copy of the record or piece named by `key`.
    ///
    /// # Errors
    /// The file is gone or does not parse.
    pub fn read_copy(&self, key: &Key, path: &str) -> Result<StoredFile, Problem> {
        let (bytes, stamp) = read::bytes(&*self.files, &self.root.join(path), read::LARGEST)
            .map_err(|error| read::unreadable(path, &error))?;
        let content = self.parse_as(key, &bytes, path)?;
        Ok(StoredFile { content, path: path.to_owned(), stamp })
    }

    /// Adds a conflict copy to the history of its piece or record. `current` is the stamp of that file when
    /// it was last read or written.
    pub fn take_copy(&self, file: StoredFile, current: Option<&Stamp>) -> Result<Copy, SaveError> {
        self.prepare()?;
        let key = file.key();
        let revision_id = {
            let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
            let failed = |error| SaveError::io("đọc được", &file.path)(error);
            let (bytes, seen) =
                read::bytes(&*self.files, &self.target(&file.path)?, read::LARGEST).map_err(failed)?;
            if !seen.has_content_of(&file.stamp) {
                return Err(SaveError::refused(&file.path, "bản xung đột vừa đổi"));
            }
            let folder = key.folder().ok_or_else(|| SaveError::refused(&file.path, "mã bài không hợp lệ"))?;
            let mut history = self.writable_history(folder)?;
            match history.find(seen.hash()) {
                Some(revision_id) => revision_id,
                None => {
                    history
                        .add(&bytes, extension_of(&file.path), author::OUTSIDE, Vec::new(), Utc::now())
                        .map_err(SaveError::io("giữ được bản lưu của", &file.path))?
                        .revision_id
                }
            }
        };
        let base = self.base_with(&key, revision_id, current).unwrap_or_else(|error| {
            tracing::warn!(%error, "merged without a common revision");
            None
        });
        Ok(Copy { file, revision_id, base })
    }

    /// The content of a history's head and its common ancestor with the file, which is identified by its
    /// stamp; none when no revision has that content.
    pub fn read_head(
        &self,
        key: &Key,
        head: &Revision,
        current: Option<&Stamp>,
    ) -> Result<(Content, Option<Content>), Error> {
        Ok((self.read_content(key, head)?, self.base_with(key, head.revision_id, current)?))
    }

    fn base_with(
        &self,
        key: &Key,
        revision_id: RevisionId,
        current: Option<&Stamp>,
    ) -> Result<Option<Content>, Error> {
        let Some(current) = current else { return Ok(None) };
        let Some(own) = self.revision_of(key, current)? else { return Ok(None) };
        let common = self.common_revision(key, own.revision_id, revision_id)?;
        common.map(|revision| self.read_content(key, &revision)).transpose()
    }

    /// Moves a copy to the trash after the merge was saved, unless it has changed since.
    pub fn discard_copy(&self, copy: &StoredFile) -> Result<(), SaveError> {
        let target = self.target(&copy.path)?;
        let (_, seen) = read::bytes(&*self.files, &target, read::LARGEST)
            .map_err(SaveError::io("đọc được", &copy.path))?;
        if seen.has_content_of(&copy.stamp) {
            let _ = self.trash(&copy.path)?;
        }
        Ok(())
    }

    /// The kind with many files that a file is one of, by its folder and extension.
    pub(super) fn kind_of_entry(&self, path: &str) -> Option<Kind> {
        let is_it = |kind: &&Kind| {
            let is_in = path.strip_prefix(kind.path).is_some_and(|rest| rest.starts_with('/'));
            is_in && kind.extension.is_some_and(|extension| extension_of(path) == extension)
        };
        self.kinds().iter().find(is_it).copied()
    }

    /// The kind of record with this file name, or of which this is a conflict copy; only of kinds with one file.
    pub(super) fn kind_beside(&self, name: &str) -> Option<Kind> {
        let is_it = |kind: &&Kind| {
            kind.path == name
                || (conflict::is_beside(name, kind.path) && conflict::of_copy(name, kind.path).is_some())
        };
        self.kinds().iter().filter(|kind| !kind.is_many()).find(is_it).copied()
    }

    /// Conflict copies of records, with the program that created each.
    pub(super) fn record_copies(&self) -> Vec<(Kind, String, &'static str)> {
        let entries = self.files.list(&self.root).unwrap_or_default();
        let names = entries.into_iter().filter(|(_, kind)| *kind == FileKind::File);
        let names = names.filter_map(|(name, _)| name.into_string().ok());
        let copy = |name: String| {
            let kind = self.kind_beside(&name).filter(|kind| kind.path != name)?;
            Some((kind, conflict::of_copy(&name, kind.path)?, name))
        };
        let mut copies: Vec<_> =
            names.filter_map(copy).map(|(kind, program, name)| (kind, name, program)).collect();
        copies.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
        copies
    }

    /// Problems that report conflict copies of records.
    pub(super) fn record_copies_told(&self) -> Vec<Problem> {
        let copies = self.record_copies().into_iter();
        copies.map(|(kind, name, program)| told(&kind, &name, program)).collect()
    }

    /// The last content of a history that parses.
    pub(super) fn last_good_of(&self, key: &Key) -> Option<(Content, String)> {
        let history = RevisionStore::open(&*self.files, &self.root, key.folder()?).ok()?;
        let revisions = self.listed(&history);
        revisions.iter().rev().find_map(|revision| {
            let bytes = self.revision_bytes(revision).ok()?;
            let content = self.parse_as(key, &bytes, &revision.path).ok()?;
            Some((content, super::text::decode(&bytes).ok()?.0.into_owned()))
        })
    }
}

/// A copy that is not merged by itself, for people to look at.
pub(super) fn told(kind: &Kind, name: &str, program: &str) -> Problem {
    if conflict::program(name).is_some() {
        return Problem::copy(name, program, kind.name).of_record();
    }
    let mut problem = Problem::notice(
        name,
        format!(
            "có thể là bản thứ hai của {}, do {program} tạo; không tự gộp vì tên không cho biết chắc",
            kind.name
        ),
        "xem tệp, rồi gộp nó trong cửa sổ Tòa soạn hoặc bỏ nó vào thùng rác",
    );
    problem.twin = Some(kind.path.into());
    problem.of_record()
}
