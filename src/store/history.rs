//! A piece's revisions, in files that are written once: every saved content, under a name with its number,
//! time, hash, parents and author.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{DateTime, SubsecRound, Utc};

use super::files::{Files, Kind};
use super::revision_graph::{self, Entry, MOST_PARENTS, NameFile, RevisionId};
use super::{FOLDER, read, write};
use crate::piece::Format;

/// The history of one piece, or of one record of the workspace, as listed.
#[derive(Debug)]
pub(super) struct RevisionStore<'a> {
    files: &'a dyn Files,
    root: &'a Path,
    /// Relative to the workspace, with `/`.
    pub path: String,
    pub folder: PathBuf,
    /// Oldest first: by number, then time; ties have the same order on every machine.
    pub entries: Vec<Entry>,
    /// The files with their names, in no order.
    pub names: Vec<NameFile>,
}

/// A revision that was written, or existed already.
#[derive(Debug)]
pub(super) struct Added {
    pub revision_id: RevisionId,
    pub file: PathBuf,
    /// Whether this call wrote it.
    pub is_new: bool,
}

impl<'a> RevisionStore<'a> {
    /// `key` names the folder: a safe id, or the record's file name.
    pub fn open(files: &'a dyn Files, root: &'a Path, key: &str) -> io::Result<Self> {
        let path = format!("{FOLDER}/history/{key}");
        let folder = root.join(FOLDER).join("history").join(key);
        let listed = match files.list(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            listed => listed?,
        };
        let (mut entries, mut names) = (Vec::with_capacity(listed.len()), Vec::new());
        for name in
            listed.iter().filter(|(_, kind)| *kind == Kind::File).filter_map(|(name, _)| name.to_str())
        {
            entries.extend(Entry::parse(name));
            names.extend(NameFile::parse(name));
        }
        entries.sort_unstable_by_key(|entry| (entry.revision_id.number, entry.time, entry.revision_id.hash));
        Ok(Self { files, root, path, folder, entries, names })
    }

    /// The revision with this content; of several, the highest number.
    pub fn find(&self, hash: &blake3::Hash) -> Option<RevisionId> {
        let hash = revision_graph::prefix(hash);
        self.entries.iter().rev().find(|entry| entry.revision_id.hash == hash).map(|entry| entry.revision_id)
    }

    /// The revision with the highest number; of several, the latest.
    pub fn latest(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// Stores a content durably, unless it exists already with the same parents.
    pub fn add(
        &mut self,
        bytes: &[u8],
        extension: &str,
        author: &str,
        mut parents: Vec<RevisionId>,
        now: DateTime<Utc>,
    ) -> io::Result<Added> {
        parents.truncate(MOST_PARENTS);
        let revision_id = revision_graph::next(&parents, bytes);
        let known = |entry: &&Entry| {
            entry.revision_id == revision_id && parents.iter().all(|parent| entry.parents.contains(parent))
        };
        if let Some(entry) = self.entries.iter().find(known) {
            let file = self.folder.join(entry.name());
            self.files.sync_folder(&self.folder)?;
            return Ok(Added { revision_id, file, is_new: false });
        }
        let entry = Entry {
            revision_id,
            time: now.trunc_subsecs(3),
            parents,
            author: author.into(),
            extension: extension.into(),
        };
        write::create_folders(self.files, self.root, &self.folder)?;
        let file = self.folder.join(entry.name());
        let is_new = match write::stage(self.files, &self.folder, bytes)?.create(&file) {
            Ok(()) => true,
            // The same author saved the same content in the same millisecond.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => false,
            Err(error) => return Err(error),
        };
        if let Err(error) = self.files.sync_folder(&self.folder) {
            if is_new {
                let _ = self.files.remove_file(&file);
            }
            return Err(error);
        }
        self.entries.push(entry);
        Ok(Added { revision_id, file, is_new })
    }

    /// The path of the last revision that matches its hash and parses.
    pub fn last_good(&self) -> Option<String> {
        self.entries.iter().rev().find_map(|entry| {
            let name = entry.name();
            let (bytes, _) = self.files.read(&self.folder.join(&name), read::LARGEST).ok()?;
            let is_whole = revision_graph::prefix(&blake3::hash(&bytes)) == entry.revision_id.hash;
            let format = Format::from_extension(&entry.extension);
            let is_readable = format.is_none_or(|format| read::parse(&bytes, &name, format).is_ok());
            (is_whole && is_readable).then(|| format!("{}/{name}", self.path))
        })
    }
}

/// The existing histories, listed once for many files.
#[derive(Debug)]
pub(super) struct RevisionStores<'a> {
    files: &'a dyn Files,
    root: &'a Path,
    /// Sorted names of their folders; listed on first use.
    names: OnceLock<BTreeSet<String>>,
}

impl<'a> RevisionStores<'a> {
    pub fn new(files: &'a dyn Files, root: &'a Path) -> Self {
        Self { files, root, names: OnceLock::new() }
    }

    fn names(&self) -> &BTreeSet<String> {
        self.names.get_or_init(|| {
            let listed = self.files.list(&self.root.join(FOLDER).join("history")).unwrap_or_default();
            let folders = listed.into_iter().filter(|(_, kind)| *kind == Kind::Folder);
            folders.filter_map(|(name, _)| name.into_string().ok()).collect()
        })
    }

    /// The history under this name.
    pub fn of(&self, key: &str) -> Option<RevisionStore<'a>> {
        if self.names().contains(key) { RevisionStore::open(self.files, self.root, key).ok() } else { None }
    }

    /// The history of the piece in the file with this name, which ends with the beginning of its id.
    pub fn of_file(&self, name: &str) -> Option<RevisionStore<'a>> {
        let short = Path::new(name).file_stem()?.to_str()?.split_whitespace().next_back()?;
        if short.len() < 8 {
            return None;
        }
        let first = self.names().range::<str, _>((Bound::Included(short), Bound::Unbounded)).next()?;
        if first.starts_with(short) { RevisionStore::open(self.files, self.root, first).ok() } else { None }
    }
}
