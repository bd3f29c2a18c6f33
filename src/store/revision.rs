//! A file's history for the window: list, read, compare, keep aside, adopt.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::history::RevisionStore;
use super::revision_graph::{self, RevisionId};
use super::{Content, Error, FOLDER, Key, Problem, SaveError, Stamp, Workspace, author, lock, read, save};
use crate::piece::Piece;

/// One stored revision of a piece or a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub revision_id: RevisionId,
    /// When it was saved, UTC.
    pub time: DateTime<Utc>,
    /// Who saved it: account and machine, or the name set for the workspace.
    pub author: String,
    /// Its parents; several for a merge.
    pub parents: Vec<RevisionId>,
    /// Bytes.
    pub size: u64,
    /// Relative to the workspace, with `/`.
    pub path: String,
    /// What someone called it; mostly empty.
    pub name: String,
    /// Whether it has no successor. A piece with several heads has unmerged content.
    pub is_head: bool,
}

impl Workspace {
    /// The revisions of a piece or a record, oldest first. An unsafe id has none.
    pub fn revisions(&self, of: impl Into<Key>) -> Result<Vec<Revision>, Error> {
        Ok(self.history(&of.into())?.map_or_else(Vec::new, |history| self.listed(&history)))
    }

    fn history(&self, key: &Key) -> Result<Option<RevisionStore<'_>>, Error> {
        let failed = Error::io("đọc lịch sử trong", &self.root);
        key.folder()
            .map(|folder| RevisionStore::open(&*self.files, &self.root, folder))
            .transpose()
            .map_err(failed)
    }

    pub(super) fn listed(&self, history: &RevisionStore<'_>) -> Vec<Revision> {
        let heads = revision_graph::heads(&history.entries);
        let names = self.revision_names(history);
        let revision = |entry: &revision_graph::Entry| {
            let name = entry.name();
            let size = self.files.metadata(&history.folder.join(&name)).map_or(0, |meta| meta.size);
            Revision {
                revision_id: entry.revision_id,
                time: entry.time,
                author: entry.author.clone(),
                parents: entry.parents.clone(),
                size,
                path: format!("{}/{name}", history.path),
                name: names.get(&entry.revision_id).cloned().unwrap_or_default(),
                is_head: heads.contains(&entry.revision_id),
            }
        };
        history.entries.iter().map(revision).collect()
    }

    /// The revisions without a successor: one when everything is merged.
    pub fn heads(&self, of: impl Into<Key>) -> Result<Vec<Revision>, Error> {
        let mut heads = self.revisions(of)?;
        heads.retain(|revision| revision.is_head);
        // The same revision may be in two files.
        heads.dedup_by_key(|revision| revision.revision_id);
        Ok(heads)
    }

    /// The piece of a revision. To restore it, save it over the piece's file like any other change.
    pub fn read_revision(&self, revision: &Revision) -> Result<Piece, Error> {
        let bytes = self.revision_bytes(revision)?;
        Self::parse_piece(&bytes, &revision.path).map_err(Error::Broken)
    }

    /// The content of a revision. To restore it, save it over the file like any other change.
    pub fn read_content(&self, key: &Key, revision: &Revision) -> Result<Content, Error> {
        let bytes = self.revision_bytes(revision)?;
        self.parse_as(key, &bytes, &revision.path).map_err(Error::Broken)
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
        if revision_graph::prefix(&blake3::hash(&bytes)) != revision.revision_id.hash {
            let reason = "bản lưu đã hỏng: nội dung không khớp mã kiểm của nó";
            return Err(broken(Problem::broken(path, None, reason, "chọn bản khác trong lịch sử")));
        }
        Ok(bytes)
    }

    /// The deepest common ancestor: the base for merging the two.
    pub fn common_revision(
        &self,
        of: impl Into<Key>,
        one: RevisionId,
        other: RevisionId,
    ) -> Result<Option<Revision>, Error> {
        let Some(history) = self.history(&of.into())? else { return Ok(None) };
        let revision_id = revision_graph::common(&history.entries, one, other);
        Ok(self.listed(&history).into_iter().find(|revision| Some(revision.revision_id) == revision_id))
    }

    /// The revision with the content that was read or saved.
    pub fn revision_of(&self, of: impl Into<Key>, stamp: &Stamp) -> Result<Option<Revision>, Error> {
        let hash = revision_graph::prefix(stamp.hash());
        Ok(self.revisions(of)?.into_iter().rev().find(|revision| revision.revision_id.hash == hash))
    }

    /// Stores text that cannot be saved to the piece's file now as a separate head, following the revision it
    /// was based on: it stays until someone merges it by [`Workspace::save_merging`].
    pub fn keep_as_head(&self, piece: Piece, base: Option<&Stamp>) -> Result<RevisionId, SaveError> {
        let mine = piece.clone();
        self.try_keep_as_head(piece, base).map_err(|error| error.holding(mine))
    }

    fn try_keep_as_head(&self, piece: Piece, base: Option<&Stamp>) -> Result<RevisionId, SaveError> {
        save::check(&piece, &piece.header.title)?;
        let (piece, text) = save::compose(piece)?;
        self.prepare()?;
        let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let mut history = self.writable_history(piece.header.id.as_str())?;
        let base = base.map_or_else(
            || history.latest().map(|latest| latest.revision_id),
            |stamp| history.find(stamp.hash()),
        );
        let parents = Vec::from_iter(base);
        history
            .add(text.as_bytes(), piece.format.extension(), &self.author, parents, Utc::now())
            .map(|added| added.revision_id)
            .map_err(SaveError::io("giữ được bản lưu của", &piece.header.title))
    }

    /// Adds what another program wrote at `path` to the history, once the user has seen it with this `stamp`.
    pub fn add_to_history(&self, of: impl Into<Key>, path: &str, stamp: &Stamp) -> Result<(), SaveError> {
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
        let mut history = self.writable_history(folder)?;
        if history
            .latest()
            .is_some_and(|latest| latest.revision_id.hash == revision_graph::prefix(seen.hash()))
        {
            return Ok(());
        }
        let parents = Vec::from_iter(history.latest().map(|latest| latest.revision_id));
        history
            .add(&bytes, extension_of(path), author::OUTSIDE, parents, Utc::now())
            .map(drop)
            .map_err(SaveError::io("giữ được bản lưu của", path))
    }

    /// The history to write to: inside the workspace, not through a link.
    pub(super) fn writable_history(&self, key: &str) -> Result<RevisionStore<'_>, SaveError> {
        let path = format!("{FOLDER}/history/{key}");
        let _ = self.target(&path)?;
        RevisionStore::open(&*self.files, &self.root, key)
            .map_err(SaveError::io("đọc được lịch sử trong", path))
    }
}

pub(super) fn extension_of(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}
