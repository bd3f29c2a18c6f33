//! Many files gone at once: a folder renamed, deleted or not yet synced. What they held stays in the window
//! until the user decides.

use std::collections::HashMap;
use std::io::ErrorKind;

use super::files::{Files, Kind};
use super::{Error, IMAGES, Key, Known, PIECES, SaveError, Workspace, write};

/// Fewer missing files than these count as deleted on purpose, as long as their folder exists.
const MANY: usize = 3;

/// What is gone from the disk but still in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    /// Of pieces and of kinds with many files, with their paths, sorted by path.
    pub files: Vec<(Key, String)>,
    /// Sorted.
    pub pictures: Vec<String>,
}

impl Lost {
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.pictures.is_empty()
    }

    /// All paths.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(_, path)| path.as_str()).chain(self.pictures.iter().map(String::as_str))
    }
}

impl Workspace {
    /// Moves what is lost rather than deleted out of `gone`, and finds lost pictures.
    pub(super) fn lost(&self, known: &Known, gone: &mut HashMap<&Key, &str>) -> Lost {
        let mut lost = Lost::default();
        let many = self.kinds().iter().filter(|kind| kind.is_many()).map(|kind| kind.path);
        for folder in PIECES.into_iter().chain(many) {
            let is_in = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
            let mut missing: HashMap<&str, &Key> =
                gone.iter().filter(|(_, path)| is_in(path)).map(|(key, path)| (*path, *key)).collect();
            let all = known.files.keys().filter(|path| is_in(path)).count();
            if self.is_mass(folder, missing.len(), all) {
                // What was deleted in a colleague's window is in the trash.
                for trashed in self.all_trashed() {
                    let _ = missing.remove(trashed.path.as_str());
                }
            }
            if !self.is_mass(folder, missing.len(), all) {
                missing.retain(|path, _| known.lost.contains(*path));
            }
            for (path, key) in missing {
                let _ = gone.remove(key);
                lost.files.push((key.clone(), path.to_owned()));
            }
        }
        lost.pictures = known.pictures.iter().filter(|path| self.is_gone(path)).cloned().collect();
        if !self.is_mass(IMAGES, lost.pictures.len(), known.pictures.len()) {
            lost.pictures.retain(|path| known.lost.contains(path));
        }
        lost.files.sort_unstable_by(|one, other| one.1.cmp(&other.1));
        lost.pictures.sort_unstable();
        lost
    }

    /// Whether a large part of a folder's files, or the folder itself, is missing.
    fn is_mass(&self, folder: &str, missing: usize, all: usize) -> bool {
        let has_folder =
            || self.files.metadata(&self.root.join(folder)).is_ok_and(|meta| meta.kind == Kind::Folder);
        missing > 0 && ((missing >= MANY && 2 * missing > all) || !has_folder())
    }

    /// Whether nothing is at a path; an unreachable path does not count as gone.
    pub(super) fn is_gone(&self, path: &str) -> bool {
        let gone =
            |error: std::io::Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
        self.files.metadata(&self.root.join(path)).err().is_some_and(gone)
    }

    /// Writes a lost picture back to its path, unless a file is there again.
    pub fn write_back_picture(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let target = self
            .target(path)
            .map_err(|error: SaveError| Error::Picture { path: path.into(), reason: error.to_string() })?;
        let files: &dyn Files = &*self.files;
        let put = || {
            let folder = target.parent().unwrap_or(&self.root);
            write::create_folders(files, &self.root, folder)?;
            match write::create_new(files, &target, bytes) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
                done => done,
            }
        };
        put().map_err(Error::io("ghi lại ảnh vào", &target))
    }
}
