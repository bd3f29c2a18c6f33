//! Files that are gone all at once: a folder renamed, deleted or not yet synced, which takes no piece from the window
//! before someone says so.

use std::collections::HashMap;
use std::io::ErrorKind;

use super::files::{Files, Kind};
use super::{Error, IMAGES, Known, PIECES, SaveError, Workspace, write};
use crate::piece::PieceId;

/// Fewer files than these are deleted on purpose, as long as their folder is there.
const MANY: usize = 3;

/// What is gone from the disk and still in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    /// With their paths, in order of path.
    pub pieces: Vec<(PieceId, String)>,
    /// In order.
    pub pictures: Vec<String>,
}

impl Lost {
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.pictures.is_empty()
    }

    /// Every path.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().map(|(_, path)| path.as_str()).chain(self.pictures.iter().map(String::as_str))
    }
}

impl Workspace {
    /// Takes the pieces that are lost rather than deleted out of those that are `gone`, and finds lost pictures.
    pub(super) fn lost(&self, known: &Known, gone: &mut HashMap<&PieceId, &str>) -> Lost {
        let mut lost = Lost::default();
        for folder in PIECES {
            let is_in = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
            let mut missing: HashMap<&str, &PieceId> =
                gone.iter().filter(|(_, path)| is_in(path)).map(|(id, path)| (*path, *id)).collect();
            let all = known.pieces.keys().filter(|path| is_in(path)).count();
            if self.is_mass(folder, missing.len(), all) {
                // A colleague's window puts what it deletes into the trash.
                for trashed in self.trashed() {
                    let _ = missing.remove(trashed.path.as_str());
                }
            }
            if !self.is_mass(folder, missing.len(), all) {
                missing.retain(|path, _| known.lost.contains(*path));
            }
            for (path, id) in missing {
                let _ = gone.remove(id);
                lost.pieces.push((id.clone(), path.to_owned()));
            }
        }
        lost.pictures = known.pictures.iter().filter(|path| self.is_gone(path)).cloned().collect();
        if !self.is_mass(IMAGES, lost.pictures.len(), known.pictures.len()) {
            lost.pictures.retain(|path| known.lost.contains(path));
        }
        lost.pieces.sort_unstable_by(|one, other| one.1.cmp(&other.1));
        lost.pictures.sort_unstable();
        lost
    }

    /// Whether so many of all the files in a folder go together, or the folder itself.
    fn is_mass(&self, folder: &str, missing: usize, all: usize) -> bool {
        let has_folder =
            || self.files.metadata(&self.root.join(folder)).is_ok_and(|meta| meta.kind == Kind::Folder);
        missing > 0 && ((missing >= MANY && 2 * missing > all) || !has_folder())
    }

    /// Whether nothing stands at a path; one that cannot be reached now may have something.
    pub(super) fn is_gone(&self, path: &str) -> bool {
        let gone =
            |error: std::io::Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
        self.files.metadata(&self.root.join(path)).err().is_some_and(gone)
    }

    /// Writes a lost picture where it stood, unless one stands there again.
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
