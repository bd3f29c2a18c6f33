//! Saving: atomic, durable, and never over content that was not seen.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Utc;

use super::files::{Kind, Meta};
use super::history::RevisionStore;
use super::lock::Guard;
use super::revision_graph::{self, RevisionId};
use super::write::Staged;
use super::{
    Content, FOLDER, Key, PLAN, SaveError, Stamp, Stored, StoredFile, Workspace, author, lock, name, read,
    text, write,
};
use crate::piece::{Header, Piece};
use crate::record::AnyRecord;

/// The destination of a content: its file and its history.
pub(super) struct Destination<'a> {
    pub key: &'a Key,
    pub path: &'a str,
    pub target: &'a Path,
    pub extension: &'a str,
}

/// What is at a file's path now.
pub(super) enum Now {
    Same,
    Gone,
    Other(Vec<u8>, Stamp),
}

impl Workspace {
    /// Saves a piece. `previous` is the path and the stamp of its file when last read or written; none for a
    /// new piece, which gets a file name. When this returns, the text is durable: as a revision, written
    /// first, and in the file, which keeps its path.
    ///
    /// An error gives the piece back ([`SaveError::piece`]) and leaves the file unchanged.
    pub fn save(&self, piece: Piece, previous: Option<(String, Stamp)>) -> Result<Stored, SaveError> {
        self.save_merging(piece, previous, &[])
    }

    /// Like [`Workspace::save`], for a piece into which other heads were merged: they are heads no longer.
    pub fn save_merging(
        &self,
        piece: Piece,
        previous: Option<(String, Stamp)>,
        merged: &[RevisionId],
    ) -> Result<Stored, SaveError> {
        let mine = piece.clone();
        self.try_save(piece, previous, merged).map_err(|error| error.holding(mine))
    }

    /// Saves a content of any kind; `previous` and `merged` as in [`Workspace::save_merging`]. A record of a
    /// kind with one file always has the same path.
    ///
    /// # Errors
    /// As [`Workspace::save`] and [`Workspace::save_record`].
    pub fn save_content(
        &self,
        content: Content,
        previous: Option<(String, Stamp)>,
        merged: &[RevisionId],
    ) -> Result<StoredFile, SaveError> {
        match content {
            Content::Piece(piece) => {
                self.save_merging(Arc::unwrap_or_clone(piece), previous, merged).map(StoredFile::from)
            }
            Content::Record(record) if record.kind().is_many() => self.save_entry(record, previous, merged),
            Content::Record(record) => {
                let previous = previous.map(|(_, stamp)| stamp);
                let stamp = self.save_record_merging(record.clone(), previous.as_ref(), merged)?;
                Ok(StoredFile {
                    path: record.kind().path.to_owned(),
                    content: Content::Record(record),
                    stamp,
                })
            }
        }
    }

    fn try_save(
        &self,
        piece: Piece,
        previous: Option<(String, Stamp)>,
        merged: &[RevisionId],
    ) -> Result<Stored, SaveError> {
        check(&piece, previous.as_ref().map_or(&piece.header.title, |(path, _)| path))?;
        let (piece, text) = compose(piece)?;
        self.prepare()?;
        let mut guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let filing = Filing::of_piece(&piece, self.year);
        let (path, stamp) = match previous {
            Some((path, stamp)) => {
                let stamp = self.replace(&mut guard, &filing, |_| text, &path, &stamp, merged)?;
                (path, stamp)
            }
            None => self.add(&mut guard, &filing, &text, None, merged)?,
        };
        Ok(Stored { piece, path, stamp })
    }

    /// Saves one of many records, like a piece.
    fn save_entry(
        &self,
        record: AnyRecord,
        previous: Option<(String, Stamp)>,
        merged: &[RevisionId],
    ) -> Result<StoredFile, SaveError> {
        let filing = Filing::of_entry(&record, previous.as_ref().map(|(path, _)| path.as_str()))?;
        self.prepare()?;
        let mut guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
        let (path, stamp) = match previous {
            Some((path, stamp)) => {
                // Based on the current text, so that unknown fields survive.
                let text = |source: Option<&str>| text::compose(record.text_over(source));
                let stamp = self.replace(&mut guard, &filing, text, &path, &stamp, merged)?;
                (path, stamp)
            }
            None => self.add(&mut guard, &filing, &self.new_text(&record, &filing.key), None, merged)?,
        };
        Ok(StoredFile { content: Content::Record(record), path, stamp })
    }

    /// Saves a piece or one of many records whose file is gone, to the same path, or under a new name when
    /// something else is there now. `merged` as in [`Workspace::save_merging`].
    pub fn write_back(
        &self,
        content: Content,
        path: String,
        merged: &[RevisionId],
    ) -> Result<StoredFile, SaveError> {
        match content {
            Content::Piece(piece) => {
                let mine = Arc::unwrap_or_clone(piece);
                let write = || {
                    check(&mine, &path)?;
                    let (piece, text) = compose(mine.clone())?;
                    self.prepare()?;
                    let mut guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
                    let filing = Filing::of_piece(&piece, self.year);
                    let (path, stamp) = self.add(&mut guard, &filing, &text, Some(path), merged)?;
                    Ok(Stored { piece, path, stamp }.into())
                };
                let written: Result<StoredFile, SaveError> = write();
                written.map_err(|error| error.holding(mine.clone()))
            }
            Content::Record(record) => {
                let filing = Filing::of_entry(&record, Some(&path))?;
                self.prepare()?;
                let mut guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
                let text = self.new_text(&record, &filing.key);
                let (path, stamp) = self.add(&mut guard, &filing, &text, Some(path), merged)?;
                Ok(StoredFile { content: Content::Record(record), path, stamp })
            }
        }
    }

    /// The text of a new file; of one that was deleted, based on its last revision.
    fn new_text(&self, record: &AnyRecord, key: &Key) -> String {
        let last = self.last_good_of(key);
        text::compose(record.text_over(last.as_ref().map(|(_, text)| text.as_str())))
    }

    /// `text` creates the new text from the current one.
    fn replace(
        &self,
        guard: &mut Guard<'_>,
        filing: &Filing,
        text: impl FnOnce(Option<&str>) -> String,
        path: &str,
        stamp: &Stamp,
        merged: &[RevisionId],
    ) -> Result<Stamp, SaveError> {
        let target = self.target(path)?;
        let place = Destination { key: &filing.key, path, target: &target, extension: filing.extension };
        let there = match read::bytes(&*self.files, &target, read::LARGEST) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::NotFound && self.is_there() => {
                return Err(self.changed_outside(&place, None));
            }
            Err(error) => return Err(SaveError::io("đọc được", path)(error)),
        };
        let text = text(text::decode(&there.0).ok().map(|(text, _)| text).as_deref());
        self.overwrite(guard, &place, &text, Some(stamp), there, merged)
    }

    /// Replaces the content of a file. `known` is its stamp when it was last read or written, `there` what it
    /// contains now; `merged` as in [`Workspace::save_merging`].
    pub(super) fn overwrite(
        &self,
        guard: &mut Guard<'_>,
        place: &Destination<'_>,
        text: &str,
        known: Option<&Stamp>,
        (current, seen): (Vec<u8>, Stamp),
        merged: &[RevisionId],
    ) -> Result<Stamp, SaveError> {
        let mut history = self.history_of(place)?;
        let is_same = current == text.as_bytes();
        if is_same && merged.is_empty() {
            self.make_sure(&mut history, place, &current)?;
            let _ = guard.remove(place.path);
            return Ok(seen);
        }
        let is_known = known.is_some_and(|known| known.has_content(&current));
        if !is_same && !is_known && guard.get(place.path) != Some(seen.hash()) {
            return Err(self.changed_since(known, place, &current, seen));
        }
        let parents = after(vec![base(&mut history, place, &current, seen.hash())?], merged);
        let put = |staged: Staged<'_>| {
            match self.look_again(place, &current, &seen)? {
                Now::Same => {}
                Now::Gone => return Err(self.changed_outside(place, None)),
                Now::Other(now, stamp) => {
                    return Err(self.changed_since(Some(&seen), place, &now, stamp));
                }
            }
            staged.replace(place.target).map_err(SaveError::io("ghi được", place.path))
        };
        let meta = self.place(guard, &mut history, place, text, parents, put)?;
        tracing::info!(path = place.path, bytes = text.len(), "saved");
        Ok(Stamp::new(&meta, text.as_bytes()))
    }

    /// Writes a new file, at `wanted` if nothing else is there. Returns its path and stamp.
    fn add(
        &self,
        guard: &mut Guard<'_>,
        filing: &Filing,
        text: &str,
        wanted: Option<String>,
        merged: &[RevisionId],
    ) -> Result<(String, Stamp), SaveError> {
        let mut paths = wanted.into_iter().chain(filing.names.clone()).peekable();
        while let Some(path) = paths.next() {
            let target = self.target(&path)?;
            let folder = target.parent().unwrap_or(&self.root);
            write::create_folders(&*self.files, &self.root, folder)
                .map_err(SaveError::io("tạo được thư mục cho", &path))?;
            // Checked again: creating the folders may have followed a link.
            let target = self.target(&path)?;
            let mut is_taken = self.files.metadata(&target).is_ok();
            let Filing { key, extension, .. } = filing;
            let place = Destination { key, path: &path, target: &target, extension };
            if !is_taken {
                let mut history = self.history_of(&place)?;
                let hash = revision_graph::prefix(&blake3::hash(text.as_bytes()));
                let base = match history.latest() {
                    // The content is stored already: the same revision again.
                    Some(latest) if latest.revision_id.hash == hash => latest.parents.clone(),
                    latest => Vec::from_iter(latest.map(|latest| latest.revision_id)),
                };
                let parents = after(base, merged);
                let put = |staged: Staged<'_>| {
                    staged.create(&target).map_err(|error| {
                        is_taken = error.kind() == ErrorKind::AlreadyExists;
                        SaveError::io("ghi được", &path)(error)
                    })
                };
                match self.place(guard, &mut history, &place, text, parents, put) {
                    Ok(meta) => {
                        tracing::info!(path, bytes = text.len(), "created");
                        let stamp = Stamp::new(&meta, text.as_bytes());
                        return Ok((path, stamp));
                    }
                    Err(error) if !is_taken => return Err(error),
                    Err(_) => {}
                }
            }
            let (there, stamp) = read::bytes(&*self.files, &target, read::LARGEST)
                .map_err(SaveError::io("đọc được", &path))?;
            if there == text.as_bytes() || guard.get(&path) == Some(stamp.hash()) {
                let stamp = self.replace(guard, filing, |_| text.to_owned(), &path, &stamp, merged)?;
                return Ok((path, stamp));
            }
            let is_ours =
                self.parse_as(&filing.key, &there, &path).is_ok_and(|other| other.key() == filing.key);
            if is_ours || paths.peek().is_none() {
                return Err(self.changed_outside(&place, Some((&there, stamp))));
            }
        }
        unreachable!("the last name returns in every case")
    }

    /// Writes a content as a revision, then to its file.
    pub(super) fn place(
        &self,
        guard: &mut Guard<'_>,
        history: &mut RevisionStore<'_>,
        place: &Destination<'_>,
        text: &str,
        parents: Vec<RevisionId>,
        put: impl FnOnce(Staged<'_>) -> Result<(), SaveError>,
    ) -> Result<Meta, SaveError> {
        let folder = place.target.parent().unwrap_or(&self.root);
        let bytes = text.as_bytes();
        let staged =
            write::stage(&*self.files, folder, bytes).map_err(SaveError::io("ghi được", place.path))?;
        let revision = history
            .add(bytes, place.extension, &self.author, parents, Utc::now())
            .map_err(SaveError::io("giữ được bản lưu của", place.path))?;
        if let Err(error) = put(staged) {
            if revision.is_new {
                // Content that was not saved must not become a head; the caller still has it.
                let _ = self.files.remove_file(&revision.file);
            }
            return Err(error);
        }
        let _ = guard.insert(place.path.to_owned(), blake3::hash(bytes));
        self.files.sync_folder(folder).map_err(SaveError::io("ghi chắc được xuống đĩa", place.path))?;
        let meta = self.files.metadata(place.target).map_err(SaveError::io("đọc lại được", place.path))?;
        let _ = guard.remove(place.path);
        Ok(meta)
    }

    /// Staging takes time: check that no one has written the file meanwhile.
    pub(super) fn look_again(
        &self,
        place: &Destination<'_>,
        current: &[u8],
        seen: &Stamp,
    ) -> Result<Now, SaveError> {
        let is_file = |meta: Meta| meta.kind == Kind::File && seen.fits(&meta);
        if self.files.metadata(place.target).is_ok_and(is_file) {
            return Ok(Now::Same);
        }
        match read::bytes(&*self.files, place.target, read::LARGEST) {
            Ok((now, _)) if now == current => Ok(Now::Same),
            Ok((now, stamp)) => Ok(Now::Other(now, stamp)),
            Err(error) if error.kind() == ErrorKind::NotFound && self.is_there() => Ok(Now::Gone),
            Err(error) => Err(SaveError::io("đọc được", place.path)(error)),
        }
    }

    /// The error for a file that changed since `before`: completely, or perhaps still being written.
    fn changed_since(
        &self,
        before: Option<&Stamp>,
        place: &Destination<'_>,
        there: &[u8],
        now: Stamp,
    ) -> SaveError {
        let is_half = |before| place.key.folder().is_some_and(|key| self.may_be_half(key, before, &now));
        if before.is_some_and(is_half) {
            return SaveError::Unsettled { path: place.path.into(), mine: None };
        }
        self.changed_outside(place, Some((there, now)))
    }

    /// The error for a file that someone else wrote or removed.
    pub(super) fn changed_outside(
        &self,
        place: &Destination<'_>,
        there: Option<(&[u8], Stamp)>,
    ) -> SaveError {
        let path = place.path;
        let theirs = there.and_then(|(bytes, stamp)| {
            let content = self.parse_as(place.key, bytes, path).ok()?;
            Some(Box::new(StoredFile { content, path: path.into(), stamp }))
        });
        SaveError::ChangedOutside { path: path.into(), mine: None, theirs }
    }

    /// The history of a content that is to be saved.
    pub(super) fn history_of(&self, place: &Destination<'_>) -> Result<RevisionStore<'_>, SaveError> {
        let folder = place.key.folder();
        self.writable_history(folder.ok_or_else(|| SaveError::refused(place.path, "mã bài không hợp lệ"))?)
    }

    /// Whether the content of a file that changed since `before` may be incomplete, because another program
    /// is writing it. Content that is in the history was saved completely.
    pub(super) fn may_be_half(&self, key: &str, before: &Stamp, now: &Stamp) -> bool {
        let is_kept = || {
            RevisionStore::open(&*self.files, &self.root, key)
                .is_ok_and(|history| history.find(now.hash()).is_some())
        };
        now.may_be_half_of(before) && !is_kept()
    }

    /// Makes a content that is already in its file durable, there and in the history.
    pub(super) fn make_sure(
        &self,
        history: &mut RevisionStore<'_>,
        place: &Destination<'_>,
        content: &[u8],
    ) -> Result<(), SaveError> {
        let revision_id = base(history, place, content, &blake3::hash(content))?;
        tracing::debug!(path = place.path, %revision_id, "saved already");
        let sync = |folder: &Path| self.files.sync_folder(folder);
        sync(&history.folder)
            .and_then(|()| sync(place.target.parent().unwrap_or(&self.root)))
            .map_err(SaveError::io("ghi chắc được xuống đĩa", place.path))
    }

    /// Whether the workspace is reachable: its drive plugged in, its share connected. Checking the folder is
    /// not enough: an unmounted share leaves an empty one.
    pub(super) fn is_there(&self) -> bool {
        // If the plan was deleted, the history is still there; a share that is away leaves nothing.
        [PLAN, FOLDER].iter().any(|name| self.files.metadata(&self.root.join(name)).is_ok())
    }

    /// Creates the program's own folder at the first save.
    pub(super) fn prepare(&self) -> Result<(), SaveError> {
        if !self.is_there() {
            let root = self.root.display().to_string();
            return Err(SaveError::io("ghi được vào thư mục", root)(ErrorKind::NotFound.into()));
        }
        let folder = self.target(FOLDER)?;
        write::create_folders(&*self.files, &self.root, &folder)
            .map_err(SaveError::io("ghi được vào thư mục", FOLDER))
    }

    /// The absolute path to write to: inside the workspace, not through a link.
    pub(super) fn target(&self, path: &str) -> Result<PathBuf, SaveError> {
        let target =
            name::resolve(&self.root, path).map_err(|refusal| SaveError::refused(path, refusal.reason()))?;
        let mut part = target.as_path();
        while part != self.root {
            if self.files.metadata(part).is_ok_and(|meta| meta.kind == Kind::Link) {
                return Err(SaveError::refused(path, "đường dẫn đi qua một liên kết, có thể dẫn ra ngoài"));
            }
            part = part.parent().unwrap_or(&self.root);
        }
        Ok(target)
    }
}

/// How a piece or one of many records is filed: its history, and the names of a new file, of which the last is
/// the longest.
struct Filing {
    key: Key,
    extension: &'static str,
    names: [String; 2],
}

impl Filing {
    /// `year` as in [`name::path_of`].
    fn of_piece(piece: &Piece, year: i32) -> Self {
        let names = [false, true].map(|is_long| name::path_of(piece, year, is_long));
        Self { key: Key::from(piece.id()), extension: piece.format.extension(), names }
    }

    /// Refuses what a newer version wrote, and an id that is no safe name.
    fn of_entry(record: &AnyRecord, path: Option<&str>) -> Result<Self, SaveError> {
        let names = [false, true].map(|is_long| name::path_of_entry(record, is_long));
        let path = path.unwrap_or(&names[0]);
        if let Some(schema) = record.newer_schema() {
            return Err(SaveError::Newer { path: path.into(), schema, mine: None });
        }
        let kind = record.kind();
        let entry = record.entry().filter(|entry| name::is_safe_id(entry.id()));
        let entry =
            entry.ok_or_else(|| SaveError::refused(path, format!("mã {} không hợp lệ", kind.name)))?;
        Ok(Self { key: Key::Entry(entry), extension: kind.extension.unwrap_or_default(), names })
    }
}

/// Whether a piece may be written at all.
pub(super) fn check(piece: &Piece, path: &str) -> Result<(), SaveError> {
    let header = &piece.header;
    if header.schema > Header::SCHEMA {
        return Err(SaveError::Newer { path: path.into(), schema: header.schema, mine: None });
    }
    if !name::is_safe_id(header.id.as_str()) {
        return Err(SaveError::refused(path, format!("mã bài \"{}\" không hợp lệ", header.id)));
    }
    Ok(())
}

/// The piece's text, and the piece parsed from that text: what would not parse back is not written.
pub(super) fn compose(mut piece: Piece) -> Result<(Piece, String), SaveError> {
    let refused = |piece: &Piece, reason: String| SaveError::refused(&piece.header.title, reason);
    let mut body = text::compose(std::mem::take(&mut piece.body).into_string());
    if body.contains('\r') {
        body = body.replace("\r\n", "\n").replace('\r', "\n");
    }
    piece.body = body.into();
    piece.header.title = text::compose(std::mem::take(&mut piece.header.title));
    let text = text::marked(text::compose(piece.to_text()));
    let read = Piece::parse(&text, piece.format).map_err(|error| refused(&piece, error.to_string()))?;
    if read.header.id == piece.header.id && read.body.trim() == piece.body.trim() {
        Ok((read, text))
    } else {
        Err(refused(&piece, "nội dung ghi ra không đọc lại được nguyên vẹn".into()))
    }
}

/// The parent revision of a save: the one with the file's content, stored first if another program wrote it.
pub(super) fn base(
    history: &mut RevisionStore<'_>,
    place: &Destination<'_>,
    current: &[u8],
    hash: &blake3::Hash,
) -> Result<RevisionId, SaveError> {
    if let Some(revision_id) = history.find(hash) {
        return Ok(revision_id);
    }
    let parents = Vec::from_iter(history.latest().map(|latest| latest.revision_id));
    history
        .add(current, place.extension, author::OUTSIDE, parents, Utc::now())
        .map(|added| added.revision_id)
        .map_err(SaveError::io("giữ được bản cũ của", place.path))
}

/// The parents of a save: the revision it replaces, and the heads merged into it.
pub(super) fn after(base: Vec<RevisionId>, merged: &[RevisionId]) -> Vec<RevisionId> {
    let mut parents = base;
    for revision_id in merged {
        if !parents.contains(revision_id) {
            parents.push(*revision_id);
        }
    }
    parents
}
