//! Storage of records, whatever their kind: reading, saving, history, trash and outside changes use the same
//! functions for all.

use std::io::ErrorKind;

use super::revision_graph::RevisionId;
use super::save::{Destination, after};
use super::write::Staged;
use super::{
    Content, FOLDER, Key, Problem, SaveError, Stamp, StoredFile, Workspace, last_good, lock, read, text,
};
use crate::record::{AnyRecord, Kind, Record};

/// A record with its file's stamp when it was read or written.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRecord {
    pub record: AnyRecord,
    pub stamp: Stamp,
}

impl From<StoredRecord> for StoredFile {
    fn from(StoredRecord { record, stamp }: StoredRecord) -> Self {
        Self { path: record.kind().path.to_owned(), content: Content::Record(record), stamp }
    }
}

impl Workspace {
    /// The same workspace with one more kind of record.
    #[must_use]
    pub fn with_kind(mut self, kind: Kind) -> Self {
        self.kinds = self.kinds.iter().copied().chain([kind]).collect();
        self
    }

    /// The kinds of records that are read and watched.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// Reads a record. None when it has no file.
    pub(super) fn read_record(
        &self,
        kind: &Kind,
        problems: &mut Vec<Problem>,
    ) -> Result<Option<StoredRecord>, Problem> {
        let (files, root) = (&*self.files, &*self.root);
        if files.metadata(&root.join(kind.path)).is_err() {
            return Ok(None);
        }
        let (text, stamp, notice) = last_good::record(files, root, kind).map_err(Problem::of_record)?;
        let record = kind
            .parse(&text)
            .map_err(|error| last_good::remember(files, root, read::explain(kind.path, error)).of_record())?;
        let newer = record.newer_schema().map(|schema| read::newer(kind.path, schema));
        problems.extend(notice.into_iter().chain(newer).map(Problem::of_record));
        Ok(Some(StoredRecord { record, stamp }))
    }

    /// Saves a record of a kind with one file. `previous` is the stamp of its file when it was last read or written; none for a new
    /// file. When this returns, both the revision and the file are durable.
    ///
    /// # Errors
    /// The file is unchanged. [`SaveError::ChangedOutside`] and [`SaveError::Unsettled`] when someone else
    /// wrote it.
    pub fn save_record(
        &self,
        record: impl Into<AnyRecord>,
        previous: Option<&Stamp>,
    ) -> Result<Stamp, SaveError> {
        self.save_record_merging(record, previous, &[])
    }

    /// Like [`Workspace::save_record`], for a record into which other heads were merged: they are heads no
    /// longer.
    ///
    /// # Errors
    /// As [`Workspace::save_record`].
    pub fn save_record_merging(
        &self,
        record: impl Into<AnyRecord>,
        previous: Option<&Stamp>,
        merged: &[RevisionId],
    ) -> Result<Stamp, SaveError> {
        let record = record.into();
        let path = record.kind().path;
        if let Some(schema) = record.newer_schema() {
            return Err(SaveError::Newer { path: path.into(), schema, mine: None });
        }
        self.write_record(path, |source| record.text_over(source), previous, merged)
    }

    /// `text` creates the new text from the current one; for a deleted file, from its last revision.
    pub(super) fn write_record(
        &self,
        path: &'static str,
        text: impl FnOnce(Option<&str>) -> String,
        previous: Option<&Stamp>,
        merged: &[RevisionId],
    ) -> Result<Stamp, SaveError> {
        self.prepare()?;
        let mut guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let target = self.target(path)?;
        let key = Key::Record(path);
        let place = Destination { key: &key, path, target: &target, extension: "ron" };
        let there = match read::bytes(&*self.files, &target, read::LARGEST) {
            Ok(read) => Some(read),
            Err(error) if error.kind() == ErrorKind::NotFound && self.is_there() => None,
            Err(error) => return Err(SaveError::io("đọc được", path)(error)),
        };
        // Based on the current text, so that unknown fields survive.
        let decoded = |bytes: &[u8]| text::decode(bytes).ok().map(|(text, _)| text.into_owned());
        let source = match &there {
            Some((bytes, _)) => decoded(bytes),
            None => self.last_good_of(&key).map(|(_, text)| text),
        };
        let text = text(source.as_deref());
        if let Some(there) = there {
            return self.overwrite(&mut guard, &place, &text, previous, there, merged);
        }
        // The file was deleted: the window has the only copy.
        let mut history = self.history_of(&place)?;
        let parents = after(Vec::from_iter(history.latest().map(|latest| latest.revision_id)), merged);
        let put = |staged: Staged<'_>| {
            staged.create(&target).map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => self.changed_outside(&place, None),
                _ => SaveError::io("ghi được", path)(error),
            })
        };
        let meta = self.place(&mut guard, &mut history, &place, &text, parents, put)?;
        Ok(Stamp::new(&meta, text.as_bytes()))
    }

    pub(super) fn of<T: Record>(stored: &[StoredRecord]) -> Option<&T> {
        stored.iter().find_map(|stored| stored.record.get())
    }
}
