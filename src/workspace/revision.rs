//! A file's history for the window: list, read, compare, keep aside, adopt.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::history::Shelf;
use super::lineage::{self, Mark};
use super::{Error, FOLDER, Key, Problem, SaveError, Stamp, Workspace, author, lock, read, save};
use crate::piece::Piece;

/// One stored revision of a piece or a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub mark: Mark,
    /// When it was saved, UTC.
    pub time: DateTime<Utc>,
    /// Who saved it: account and machine, or the name set for the workspace.
    pub author: String,
    /// Its parents; several for a merge.
    pub parents: Vec<Mark>,
    /// Bytes.
    pub size: u64,
    /// Relative to the workspace, with `/`.
    pub path: String,
    /// Whether it has no successor. A piece with several heads has unmerged content.
    pub is_head: bool,
}

impl Workspace {
    /// The revisions of a piece or a record, oldest first. An unsafe id has none.
    pub fn revisions(&self, of: impl Into<Key>) -> Result<Vec<Revision>, Error> {
        Ok(self.history(&of.into())?.map_or_else(Vec::new, |shelf| self.listed(&shelf)))
    }

    fn history(&self, key: &Key) -> Result<Option<Shelf<'_>>, Error> {
        let failed = Error::io("đọc lịch sử trong", &self.root);
        key.folder().map(|folder| Shelf::open(&*self.files, &self.root, folder)).transpose().map_err(failed)
    }

    pub(super) fn listed(&self, shelf: &Shelf<'_>) -> Vec<Revision> {
        let heads = lineage::heads(&shelf.entries);
        let revision = |entry: &lineage::Entry| {
            let name = entry.name();
            let size = self.files.metadata(&shelf.folder.join(&name)).map_or(0, |meta| meta.size);
            Revision {
                mark: entry.mark,
                time: entry.time,
                author: entry.author.clone(),
                parents: entry.parents.clone(),
                size,
                path: format!("{}/{name}", shelf.path),
                is_head: heads.contains(&entry.mark),
            }
        };
        shelf.entries.iter().map(revision).collect()
    }

    /// The revisions without a successor: one when everything is merged.
    pub fn heads(&self, of: impl Into<Key>) -> Result<Vec<Revision>, Error> {
        let mut heads = self.revisions(of)?;
        heads.retain(|revision| revision.is_head);
        // The same revision may be in two files.
        heads.dedup_by_key(|revision| revision.mark);
        Ok(heads)
    }

    /// The piece of a revision. To restore it, save it over the piece's file like any other change.
    pub fn read_revision(&self, revision: &Revision) -> Result<Piece, Error> {
        let bytes = self.revision_bytes(revision)?;
        Self::parse_piece(&bytes, &revision.path).map_err(Error::Broken)
    }

    /// A revision's content, checked against the hash in its name.
    pub(super) fn revision_bytes(&self, revision: &Revision) -> Result<Vec<u8>, Error> {
        let path = &revision.path;
        let broken = |problem: Problem| Error::Broken(problem);
        let file = self.target(path).map_err(|error| {
            broken(Problem::broken(path, None, error.to_string(), "chọn bản khác trong lịch sử"))
        })?;
        let (bytes, _) =
            self.files.read(&file, read::LARGEST).map_err(Error::io("đọc bản lưu", Path::new(path)))?;
        if lineage::prefix(&blake3::hash(&bytes)) != revision.mark.hash {
            let reason = "bản lưu đã hỏng: nội dung không khớp mã kiểm của nó";
            return Err(broken(Problem::broken(path, None, reason, "chọn bản khác trong lịch sử")));
        }
        Ok(bytes)
    }

    /// The deepest common ancestor: the base for merging the two.
    pub fn common_revision(
        &self,
        of: impl Into<Key>,
        one: Mark,
        other: Mark,
    ) -> Result<Option<Revision>, Error> {
        let Some(shelf) = self.history(&of.into())? else { return Ok(None) };
        let mark = lineage::common(&shelf.entries, one, other);
        Ok(self.listed(&shelf).into_iter().find(|revision| Some(revision.mark) == mark))
    }

    /// The revision with the content that was read or saved.
    pub fn revision_of(&self, of: impl Into<Key>, stamp: &Stamp) -> Result<Option<Revision>, Error> {
        let hash = lineage::prefix(stamp.hash());
        Ok(self.revisions(of)?.into_iter().rev().find(|revision| revision.mark.hash == hash))
    }

    /// Stores text that cannot be saved to the piece's file now as a separate head, following the revision it
    /// was based on: it stays until someone merges it by [`Workspace::save_merging`].
    pub fn keep_beside(&self, piece: Piece, base: Option<&Stamp>) -> Result<Mark, SaveError> {
        let mine = piece.clone();
        self.try_keep_beside(piece, base).map_err(|error| error.holding(mine))
    }

    fn try_keep_beside(&self, piece: Piece, base: Option<&Stamp>) -> Result<Mark, SaveError> {
        save::check(&piece, &piece.header.title)?;
        let (piece, text) = save::compose(piece)?;
        self.prepare()?;
        let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let mut shelf = self.shelf(piece.header.id.as_str())?;
        let base =
            base.map_or_else(|| shelf.latest().map(|latest| latest.mark), |stamp| shelf.find(stamp.hash()));
        let parents = Vec::from_iter(base);
        shelf
            .add(text.as_bytes(), piece.format.extension(), &self.author, parents, Utc::now())
            .map(|added| added.mark)
            .map_err(SaveError::io("giữ được bản lưu của", &piece.header.title))
    }

    /// Adds what another program wrote at `path` to the history, once the user has seen it with this `stamp`.
    pub fn take_in(&self, of: impl Into<Key>, path: &str, stamp: &Stamp) -> Result<(), SaveError> {
        let key = of.into();
        let Some(folder) = key.folder() else { return Ok(()) };
        self.prepare()?;
        let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let target = self.target(path)?;
        let (bytes, seen) =
            read::bytes(&*self.files, &target, read::LARGEST).map_err(SaveError::io("đọc được", path))?;
        if !seen.has_content_of(stamp) {
            return Ok(());
        }
        let mut shelf = self.shelf(folder)?;
        if shelf.latest().is_some_and(|latest| latest.mark.hash == lineage::prefix(seen.hash())) {
            return Ok(());
        }
        let parents = Vec::from_iter(shelf.latest().map(|latest| latest.mark));
        shelf
            .add(&bytes, extension_of(path), author::OUTSIDE, parents, Utc::now())
            .map(drop)
            .map_err(SaveError::io("giữ được bản lưu của", path))
    }

    /// The history to write to: inside the workspace, not through a link.
    pub(super) fn shelf(&self, key: &str) -> Result<Shelf<'_>, SaveError> {
        let path = format!("{FOLDER}/history/{key}");
        let _ = self.target(&path)?;
        Shelf::open(&*self.files, &self.root, key).map_err(SaveError::io("đọc được lịch sử trong", path))
    }
}

pub(super) fn extension_of(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}
