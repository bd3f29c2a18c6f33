//! Opening a workspace: reads everything that can be read, in parallel, and lists the rest as problems.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::disk::Disk;
use super::files;
use super::history::RevisionStores;
use super::walk::Form;
use super::{
    Error, Key, PLAN, Problem, Stamp, Stamps, Stored, StoredFile, StoredRecord, Workspace, conflict,
    last_good, walk,
};
use crate::piece::{Format, Piece};
use crate::plan::{Plan, Settings};
use crate::record::{Kind, Record};

/// A workspace as read from disk.
#[derive(Debug, Clone)]
pub struct Opened {
    pub workspace: Workspace,
    pub plan: Plan,
    pub settings: Settings,
    /// Every record of a kind with one file that could be read, including the plan and the settings.
    pub records: Vec<StoredRecord>,
    /// Every record of the kinds with many files, sorted by path.
    pub entries: Vec<StoredFile>,
    /// Sorted by path.
    pub pieces: Vec<Stored>,
    /// Sorted by path.
    pub problems: Vec<Problem>,
}

impl Opened {
    /// The same, with one more kind of record.
    #[must_use]
    pub fn with_kind(mut self, kind: Kind) -> Self {
        self.workspace = self.workspace.with_kind(kind);
        if kind.is_many() {
            let read = self.workspace.read_files(Keep::Whole, &|_| {}, &mut self.problems);
            self.entries = read.entries;
            return self;
        }
        match self.workspace.read_record(&kind, &mut self.problems) {
            Ok(stored) => self.records.extend(stored),
            Err(problem) => self.problems.push(problem),
        }
        self
    }

    pub fn has_broken(&self) -> bool {
        self.problems.iter().any(Problem::is_broken)
    }

    /// The stamps of the records' files.
    pub fn stamps(&self) -> Stamps {
        self.records.iter().map(|stored| (stored.record.kind().path, stored.stamp)).collect()
    }

    /// This kind's record; none when it has no file.
    pub fn record<T: Record>(&self) -> Option<&T> {
        Workspace::of(&self.records)
    }

    /// The stamp of this kind's file; none when it is missing or does not parse.
    pub fn stamp<T: Record>(&self) -> Option<&Stamp> {
        let stored = self.records.iter().find(|stored| stored.record.get::<T>().is_some())?;
        Some(&stored.stamp)
    }
}

/// Above this number of pieces, texts are compressed until they are read: an office's few thousand take
/// little memory.
const MANY: usize = 20_000;

/// How many pieces are compressed together: more take less memory, but reading one takes longer.
const TOGETHER: usize = 16;

/// How much of each piece to keep in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keep {
    Whole,
    Header,
}

impl Workspace {
    /// Opens the folder at `root`. Fails only when `plan.ron` is missing or broken.
    pub fn open(root: impl AsRef<Path>) -> Result<Opened, Error> {
        Self::open_on(Arc::new(Disk), root)
    }

    /// Like [`Workspace::open`], for callers that need only the headers: every file is read and checked, but
    /// bodies and header texts are left empty. These pieces must not be saved; [`Workspace::whole`] reads a
    /// single one completely.
    pub fn open_headers(root: impl AsRef<Path>) -> Result<Opened, Error> {
        Self::open_keeping(Arc::new(Disk), root, Keep::Header, &|_| {})
    }

    /// Like [`Workspace::open_headers`]; `look` sees each piece while it is whole, on several threads at once and in no
    /// order.
    pub fn open_looking(root: impl AsRef<Path>, look: &(dyn Fn(&Stored) + Sync)) -> Result<Opened, Error> {
        Self::open_keeping(Arc::new(Disk), root, Keep::Header, look)
    }

    /// Like [`Workspace::open`], on another file system (for tests).
    #[doc(hidden)]
    pub fn open_on(files: Arc<dyn files::Files>, root: impl AsRef<Path>) -> Result<Opened, Error> {
        Self::open_keeping(files, root, Keep::Whole, &|_| {})
    }

    fn open_keeping(
        files: Arc<dyn files::Files>,
        root: impl AsRef<Path>,
        keep: Keep,
        look: &(dyn Fn(&Stored) + Sync),
    ) -> Result<Opened, Error> {
        let mut problems = Vec::new();
        let (workspace, plan) = Self::enter_on(files, root, &mut problems)?;
        let mut records = vec![plan.clone()];
        for kind in workspace.kinds().iter().filter(|kind| kind.path != PLAN && !kind.is_many()) {
            match workspace.read_record(kind, &mut problems) {
                Ok(stored) => records.extend(stored),
                Err(problem) => problems.push(problem),
            }
        }
        let (plan, settings) = (Self::of(&records).cloned(), Self::of(&records).cloned());
        let (plan, settings): (Plan, Settings) = (plan.expect("read above"), settings.unwrap_or_default());
        problems.extend(workspace.record_copies_told());
        let Files { pieces, entries } = workspace.read_files(keep, look, &mut problems);
        problems.sort_by(|one, other| one.path.cmp(&other.path));
        for problem in &problems {
            tracing::warn!(path = problem.path, line = problem.line, "{}", problem.reason);
        }
        Ok(Opened { workspace, plan, settings, records, entries, pieces, problems })
    }

    /// The workspace at `root` without its pieces, for work on its files only.
    pub fn enter(root: impl AsRef<Path>) -> Result<Self, Error> {
        Self::enter_on(Arc::new(Disk), root, &mut Vec::new()).map(|(workspace, ..)| workspace)
    }

    fn enter_on(
        files: Arc<dyn files::Files>,
        root: impl AsRef<Path>,
        problems: &mut Vec<Problem>,
    ) -> Result<(Self, StoredRecord), Error> {
        let given = root.as_ref();
        let root = files.canonical(given).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::Missing(given.to_path_buf()),
            _ => Error::io("mở", given)(error),
        })?;
        if files.metadata(&root).map_err(Error::io("mở", given))?.kind != files::Kind::Folder {
            return Err(Error::NotAFolder(given.to_path_buf()));
        }
        if files.metadata(&root.join(PLAN)).is_err() {
            return Err(Error::NotAWorkspace(given.to_path_buf()));
        }
        // The year is known once the plan has been read.
        let mut workspace = Self::at(files, root, 0);
        let plan = workspace.read_record(&Kind::of::<Plan>(), problems).map_err(Error::Broken)?;
        let plan = plan.ok_or_else(|| Error::NotAWorkspace(given.to_path_buf()))?;
        workspace.year = plan.record.get::<Plan>().map_or(0, |plan| plan.year);
        Ok((workspace, plan))
    }

    /// Reads a piece's current file, by the path and format found when opening.
    ///
    /// # Errors
    /// The file is gone, or no longer parses.
    pub fn whole(&self, path: &str, format: Format) -> Result<Piece, Problem> {
        let form = Form::Piece(format);
        let found = walk::Found { path: path.to_owned(), file: self.root.join(path), form };
        let histories = RevisionStores::new(&*self.files, &self.root);
        let (stored, _) = last_good::file(&*self.files, &histories, &found)?;
        stored
            .into_piece()
            .map(|stored| stored.piece)
            .map_err(|_| Problem::broken(path, None, "không phải tệp bài", "chọn tệp khác"))
    }

    /// Reads all pieces and all records of kinds with many files.
    fn read_files(&self, keep: Keep, look: &(dyn Fn(&Stored) + Sync), problems: &mut Vec<Problem>) -> Files {
        let walk::Walked { found, problems: mut strays, .. } =
            walk::walk(&*self.files, &self.root, self.kinds());
        problems.append(&mut strays);
        let histories = RevisionStores::new(&*self.files, &self.root);
        let are_many = found.len() > MANY;
        let read = |found: &walk::Found| {
            let (stored, notices) = last_good::file(&*self.files, &histories, found)?;
            let read = match stored.into_piece() {
                Ok(mut stored) => {
                    look(&stored);
                    if keep == Keep::Header {
                        stored.piece.forget_texts();
                    }
                    Read::Piece(stored)
                }
                Err(entry) => Read::Entry(entry),
            };
            Ok((read, notices))
        };
        let read_together = |found: &[walk::Found]| {
            let mut read: Vec<Result<(Read, _), Problem>> = found.iter().map(read).collect();
            if are_many && keep == Keep::Whole {
                let pieces = read.iter_mut().flatten().filter_map(|(read, _)| match read {
                    Read::Piece(stored) => Some(&mut stored.piece),
                    Read::Entry(_) => None,
                });
                Piece::pack(pieces);
            }
            read
        };
        let read: Vec<_> = found.par_chunks(TOGETHER).flat_map_iter(read_together).collect();
        drop(found);
        let (mut pieces, mut entries) = (Vec::with_capacity(read.len()), Vec::new());
        for result in read {
            match result {
                Ok((read, mut notices)) => {
                    problems.append(&mut notices);
                    match read {
                        Read::Piece(stored) => pieces.push(stored),
                        Read::Entry(stored) => entries.push(stored),
                    }
                }
                Err(problem) => problems.push(problem),
            }
        }
        Files { pieces: unique(pieces, problems), entries: unique(entries, problems) }
    }
}

/// The files of a workspace, except those of kinds with one file.
struct Files {
    pieces: Vec<Stored>,
    entries: Vec<StoredFile>,
}

/// A file as read; nearly all are pieces.
#[expect(clippy::large_enum_variant, reason = "a box for each piece would cost more")]
enum Read {
    Piece(Stored),
    Entry(StoredFile),
}

/// A file whose id must be unique.
trait Identified {
    fn key(&self) -> Key;
    fn path(&self) -> &str;
    /// What it is, with its path and id: for a problem.
    fn told(&self) -> StoredFile;
}

impl Identified for Stored {
    fn key(&self) -> Key {
        Key::from(self.piece.id())
    }

    fn path(&self) -> &str {
        &self.path
    }

    fn told(&self) -> StoredFile {
        self.clone().into()
    }
}

impl Identified for StoredFile {
    fn key(&self) -> Key {
        self.key()
    }

    fn path(&self) -> &str {
        &self.path
    }

    fn told(&self) -> StoredFile {
        self.clone()
    }
}

/// One file for each id: of several, the shortest name counts as the original. Names of the form of a
/// conflict copy are copies; others are reported.
fn unique<T: Identified>(files: Vec<T>, problems: &mut Vec<Problem>) -> Vec<T> {
    let mut originals: HashMap<String, usize> = HashMap::with_capacity(files.len());
    for (index, stored) in files.iter().enumerate() {
        let _ = originals
            .entry(folded(stored))
            .and_modify(|original| {
                if stored.path().len() < files[*original].path().len() {
                    *original = index;
                }
            })
            .or_insert(index);
    }
    if originals.len() == files.len() {
        return files;
    }
    for (index, stored) in files.iter().enumerate() {
        let original = originals[&folded(stored)];
        if original != index {
            problems.push(beside(&stored.told(), files[original].path()));
        }
    }
    let mut index = 0;
    let mut files = files;
    files.retain(|stored| {
        let is_original = originals[&folded(stored)] == index;
        index += 1;
        is_original
    });
    files
}

/// Ids name folders, and some file systems ignore case.
fn folded(stored: &impl Identified) -> String {
    stored.key().folder().unwrap_or_default().to_ascii_uppercase()
}

/// A file with the id of another: a conflict copy, or a case for the user.
fn beside(stored: &StoredFile, original: &str) -> Problem {
    let Some(program) = conflict::of_copy(&stored.path, original) else { return stored.twin_of(original) };
    let mut problem = Problem::copy(&stored.path, program, &stored.content.one());
    problem.twin = Some(original.into());
    problem
}
