//! The only place that changes files: atomically, and durably before a save is acknowledged.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::files::{Files, Kind, NewFile};

/// The prefix of all temporary files of this program; hidden on Unix.
pub(super) const TEMP: &str = ".~toasoan-";

/// A temporary file whose owner is gone is kept this long, in case clocks differ.
const STALE: Duration = Duration::from_secs(2);

/// A complete, durable temporary file next to its target; removed unless it is put in place.
#[derive(Debug)]
pub(super) struct Staged<'a> {
    files: &'a dyn Files,
    path: PathBuf,
    /// Open while the file is temporary: its lock protects it from another program's cleanup.
    handle: Option<Box<dyn NewFile>>,
    is_placed: bool,
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        drop(self.handle.take());
        if !self.is_placed {
            let _ = self.files.remove_file(&self.path);
        }
    }
}

/// Writes and syncs `bytes` next to their target: a crash from here on leaves the target unchanged.
pub(super) fn stage<'a>(files: &'a dyn Files, folder: &Path, bytes: &[u8]) -> io::Result<Staged<'a>> {
    stage_by(files, folder, |file| file.write(bytes))
}

/// As [`stage`], what `write` writes.
fn stage_by<'a>(
    files: &'a dyn Files,
    folder: &Path,
    write: impl FnOnce(&mut dyn NewFile) -> io::Result<()>,
) -> io::Result<Staged<'a>> {
    let path = folder.join(format!("{TEMP}{}.tmp", ulid::Ulid::generate()));
    let handle = files.create(&path)?;
    let mut staged = Staged { files, path, handle: Some(handle), is_placed: false };
    if let Some(file) = &mut staged.handle {
        write(&mut **file)?;
        file.sync()?;
    }
    Ok(staged)
}

impl Staged<'_> {
    /// Replaces an existing file and takes over its permissions. The new entry is durable only after the
    /// folder is synced.
    pub fn replace(mut self, target: &Path) -> io::Result<()> {
        // Someone made the file read-only on purpose.
        if self.files.metadata(target).is_ok_and(|meta| meta.is_readonly) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let _ = self.files.copy_permissions(target, &self.path);
        self.files.rename(&self.path, target)?;
        self.is_placed = true;
        Ok(())
    }

    /// Moves the file to a path that must not exist; fails with `AlreadyExists` otherwise. The new entry is
    /// durable only after the folder is synced.
    pub fn create(mut self, target: &Path) -> io::Result<()> {
        self.files.rename_new(&self.path, target)?;
        self.is_placed = true;
        Ok(())
    }
}

/// Writes a new file; fails with `AlreadyExists` when there is one.
pub(super) fn create_new(files: &dyn Files, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = target.parent().ok_or(ErrorKind::InvalidFilename)?;
    stage(files, folder, bytes)?.create(target)?;
    files.sync_folder(folder)
}

/// As [`create_new`], of what is read piece by piece: it may be larger than the memory.
pub(super) fn copy_new(files: &dyn Files, target: &Path, from: &mut dyn io::Read) -> io::Result<()> {
    const CHUNK: usize = 1024 * 1024;
    let folder = target.parent().ok_or(ErrorKind::InvalidFilename)?;
    let staged = stage_by(files, folder, |file| {
        let mut bytes = vec![0; CHUNK];
        loop {
            match from.read(&mut bytes)? {
                0 => return Ok(()),
                count => file.write(&bytes[..count])?,
            }
        }
    })?;
    staged.create(target)?;
    files.sync_folder(folder)
}

/// Writes a file, replacing an existing one.
pub(super) fn put(files: &dyn Files, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = target.parent().ok_or(ErrorKind::InvalidFilename)?;
    stage(files, folder, bytes)?.replace(target)?;
    files.sync_folder(folder)
}

/// Creates missing folders below `root`, each entry durable. The root itself is never created: if it is
/// missing, a drive or a share is away and will come back.
pub(super) fn create_folders(files: &dyn Files, root: &Path, folder: &Path) -> io::Result<()> {
    match files.metadata(folder) {
        Ok(meta) if meta.kind == Kind::Folder => return Ok(()),
        Ok(_) => return Err(ErrorKind::NotADirectory.into()),
        Err(error) if error.kind() != ErrorKind::NotFound || folder == root => return Err(error),
        Err(_) => {}
    }
    let Some(parent) = folder.parent().filter(|parent| parent.starts_with(root)) else {
        return Err(ErrorKind::NotFound.into());
    };
    create_folders(files, root, parent)?;
    match files.create_folder(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(()) => files.sync_folder(parent).inspect_err(|_| {
            // Removed, so that the next attempt creates it durably.
            let _ = files.remove_folder(folder);
        }),
    }
}

/// Moves a file within the workspace to a path that must not exist; both folders are synced.
pub(super) fn move_file(files: &dyn Files, from: &Path, to: &Path) -> io::Result<()> {
    files.rename_new(from, to)?;
    sync_parent(files, to)?;
    sync_parent(files, from)
}

pub(super) fn sync_parent(files: &dyn Files, path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |folder| files.sync_folder(folder))
}

/// Removes temporary files of this program whose owner is gone. Returns their number.
pub(super) fn sweep(files: &dyn Files, folder: &Path) -> usize {
    let Ok(entries) = files.list(folder) else { return 0 };
    entries
        .iter()
        .filter(|(name, _)| is_temp(&name.to_string_lossy()))
        .map(|(name, _)| folder.join(name))
        .filter(|path| is_abandoned(files, path) && files.remove_file(path).is_ok())
        .count()
}

pub(super) fn is_temp(name: &str) -> bool {
    name.starts_with(TEMP)
}

fn is_abandoned(files: &dyn Files, path: &Path) -> bool {
    let Ok(meta) = files.metadata(path) else { return false };
    let is_old = meta
        .modified
        .and_then(|modified| SystemTime::now().duration_since(modified).ok())
        .is_some_and(|age| age > STALE);
    meta.kind == Kind::File && is_old && !files.is_held(path)
}
