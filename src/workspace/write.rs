//! The one place that changes files: whole or not at all, durable before it is acknowledged.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use tempfile::NamedTempFile;

/// Begins the name of every temporary file of this program, hidden on Unix.
pub(super) const TEMP: &str = ".~toasoan-";

/// A virus scanner or an indexer holds a file for a moment on Windows.
const PATIENCE: Duration = Duration::from_secs(2);

/// A temporary file without a living owner is left this long, against clocks that differ.
const STALE: Duration = Duration::from_secs(2);

/// Writes `bytes` beside their target and syncs them: a crash from here on leaves the target as it was.
///
/// The file is locked while it lives, so that another program's sweep leaves it alone.
pub(super) fn stage(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    let _ = builder.prefix(TEMP).suffix(".tmp").rand_bytes(12);
    #[cfg(unix)]
    // As any new file: the default of temporary files would shut colleagues out of a shared folder.
    let _ = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temp = builder.tempfile_in(folder)?;
    // Not every network share has locks; the age still protects the file there.
    let _ = temp.as_file().try_lock();
    temp.write_all(bytes)?;
    temp.as_file().sync_all()?;
    Ok(temp)
}

/// Puts a staged file in the place of an existing one, whose permissions it takes.
pub(super) fn replace(temp: NamedTempFile, target: &Path) -> io::Result<()> {
    if let Ok(metadata) = fs::metadata(target) {
        // A file that is read-only was made so by someone on purpose.
        if metadata.permissions().readonly() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let _ = fs::set_permissions(temp.path(), metadata.permissions());
    }
    persist(temp, |temp| temp.persist(target))?;
    sync_parent(target)
}

/// Puts a staged file where there is none yet; fails with `AlreadyExists` otherwise.
pub(super) fn create(temp: NamedTempFile, target: &Path) -> io::Result<()> {
    persist(temp, |temp| match temp.persist_noclobber(target) {
        // File systems of USB sticks have neither links nor an exclusive rename.
        Err(failed) if is_unsupported(&failed.error) && !target.exists() => failed.file.persist(target),
        done => done,
    })?;
    sync_parent(target)
}

/// Stages and creates in one.
pub(super) fn create_new(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = target.parent().ok_or(ErrorKind::InvalidFilename)?;
    create(stage(folder, bytes)?, target)
}

/// Creates missing folders below `root`, each entry durable.
pub(super) fn create_folders(root: &Path, folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent()
        && parent.starts_with(root)
    {
        create_folders(root, parent)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => sync_parent(folder),
    }
}

/// Moves a file within the workspace; both folders are synced.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    retry(|| fs::rename(from, to))?;
    sync_parent(to)?;
    sync_parent(from)
}

/// Makes a folder's entries durable; without it a finished rename can be lost with the power.
pub(super) fn sync_parent(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            // Some shares cannot sync a folder: they have nothing better to offer.
            Err(error) if !matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
                return Err(error);
            }
            _ => {}
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Removes temporary files of this program whose owner is gone. Returns how many.
pub(super) fn sweep(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .filter(|entry| is_temp(&entry.file_name().to_string_lossy()))
        .filter(|entry| is_abandoned(&entry.path()) && fs::remove_file(entry.path()).is_ok())
        .count()
}

pub(super) fn is_temp(name: &str) -> bool {
    name.starts_with(TEMP)
}

fn is_abandoned(path: &Path) -> bool {
    let Ok(metadata) = fs::symlink_metadata(path) else { return false };
    let is_old = metadata
        .modified()
        .ok()
        .and_then(|modified| SystemTime::now().duration_since(modified).ok())
        .is_some_and(|age| age > STALE);
    // The owner holds a lock for as long as it lives.
    metadata.is_file() && is_old && File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}

fn persist(
    temp: NamedTempFile,
    mut put: impl FnMut(NamedTempFile) -> Result<File, tempfile::PersistError>,
) -> io::Result<()> {
    let mut temp = Some(temp);
    retry(|| {
        let Some(file) = temp.take() else { return Ok(()) };
        put(file).map(drop).map_err(|failed| {
            temp = Some(failed.file);
            failed.error
        })
    })
}

fn retry<T>(mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let start = Instant::now();
    loop {
        match attempt() {
            Err(error) if is_held(&error) && start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(40));
            }
            done => return done,
        }
    }
}

/// Only Windows refuses to rename over a file that someone is reading.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows)
        && (matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ResourceBusy)
            // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
            || matches!(error.raw_os_error(), Some(32 | 33)))
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput | ErrorKind::PermissionDenied)
}
