//! The real file system.

use std::ffi::OsString;
use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempPath;

use super::files::{Files, Kind, Meta, NewFile};
use crate::fault;

/// On Windows a virus scanner or an indexer may hold a file for a moment.
const PATIENCE: Duration = Duration::from_secs(2);

/// Access is denied for a moment while another program replaces the file. If it is denied for good, the
/// reader must learn it soon: there may be thousands of such files.
const GLANCE: Duration = Duration::from_millis(200);

#[derive(Debug, Clone, Copy)]
pub(super) struct Disk;

impl NewFile for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

impl Files for Disk {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn metadata(&self, path: &Path) -> io::Result<Meta> {
        fs::symlink_metadata(path).map(|metadata| meta(&metadata))
    }

    fn read(&self, path: &Path, largest: u64) -> io::Result<(Vec<u8>, Meta)> {
        retry(GLANCE, || read(path, largest))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>> {
        fs::read_dir(folder)?
            .map(|entry| {
                let entry = entry?;
                Ok((entry.file_name(), entry.file_type().map_or(Kind::Other, kind)))
            })
            .collect()
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        // Not every network share has locks; there the file's age still protects it.
        let _ = file.try_lock();
        Ok(Box::new(file))
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::set_permissions(to, fs::metadata(from)?.permissions())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        retry(PATIENCE, || fs::rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let renamed = retry(PATIENCE, || {
            TempPath::try_from_path(from)?.persist_noclobber(to).map_err(|failed| {
                // Dropping it would delete the file.
                let _ = failed.path.keep();
                failed.error
            })
        });
        match renamed {
            // File systems of USB sticks support neither hard links nor an exclusive rename.
            Err(error) if is_unsupported(&error) && fs::symlink_metadata(to).is_err() => {
                retry(PATIENCE, || fs::rename(from, to))
            }
            done => done,
        }
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        retry(PATIENCE, || fs::remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some shares cannot sync a folder; there is no better guarantee to be had.
            Err(error) if !matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
                Err(error)
            }
            _ => Ok(()),
        }
    }

    /// Windows journals its folders, and cannot open one to sync it.
    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn is_held(&self, path: &Path) -> bool {
        !open(path).is_ok_and(|(file, _)| file.try_lock().is_ok())
    }

    fn lock_file(&self, path: &Path) -> Option<File> {
        if fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            return None;
        }
        OpenOptions::new().create(true).truncate(false).write(true).open(path).ok()
    }
}

fn read(path: &Path, largest: u64) -> io::Result<(Vec<u8>, Meta)> {
    let (opened, metadata) = open(path)?;
    let meta = meta(&metadata);
    if meta.size > largest {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let mut content = Vec::with_capacity(meta.size as usize + 1);
    let _ = opened.take(largest + 1).read_to_end(&mut content)?;
    if content.len() as u64 > largest {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok((content, meta))
}

/// Opens a regular file for reading. The kind is checked first, because opening a pipe blocks until something
/// writes to it.
pub(super) fn open(path: &Path) -> io::Result<(File, Metadata)> {
    regular(&fs::metadata(path)?)?;
    let opened = File::open(path)?;
    // The file may have been replaced since.
    let metadata = opened.metadata()?;
    regular(&metadata)?;
    Ok((opened, metadata))
}

fn regular(metadata: &Metadata) -> io::Result<()> {
    match kind(metadata.file_type()) {
        Kind::File => Ok(()),
        Kind::Folder => Err(ErrorKind::IsADirectory.into()),
        Kind::Link | Kind::Other => Err(fault::not_a_file()),
    }
}

fn kind(kind: FileType) -> Kind {
    if kind.is_symlink() {
        Kind::Link
    } else if kind.is_dir() {
        Kind::Folder
    } else if kind.is_file() {
        Kind::File
    } else {
        Kind::Other
    }
}

fn meta(metadata: &Metadata) -> Meta {
    Meta {
        kind: kind(metadata.file_type()),
        size: metadata.len(),
        modified: metadata.modified().ok(),
        id: file_id(metadata),
        is_readonly: metadata.permissions().readonly(),
    }
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems have no such number")]
fn file_id(metadata: &Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::ino(metadata))
}

#[cfg(not(unix))]
fn file_id(_metadata: &Metadata) -> Option<u64> {
    None
}

/// Retries while another program holds the file; for `denied` also while Windows denies access.
fn retry<T>(denied: Duration, mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let start = Instant::now();
    loop {
        match attempt() {
            Err(error) if start.elapsed() < patience(&error, denied) => {
                std::thread::sleep(Duration::from_millis(40));
            }
            done => return done,
        }
    }
}

/// How long to retry. Only Windows refuses to rename over a file that is being read, and to read one that was
/// just written and is still locked. Access to a file being replaced is denied for a moment.
fn patience(error: &io::Error, denied: Duration) -> Duration {
    match (error.kind(), error.raw_os_error()) {
        _ if !cfg!(windows) => Duration::ZERO,
        // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
        (ErrorKind::ResourceBusy, _) | (_, Some(32 | 33)) => PATIENCE,
        (ErrorKind::PermissionDenied, _) => denied,
        _ => Duration::ZERO,
    }
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput | ErrorKind::PermissionDenied)
}
