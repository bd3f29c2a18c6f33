//! The file system as storage uses it: a few calls, so that tests can substitute a failing or forgetful disk.

use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
    /// A symbolic link, whatever its target.
    Link,
    Other,
}

/// Metadata of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    pub modified: Option<SystemTime>,
    /// The inode, where there is one: a file that was replaced by a rename has another.
    pub id: Option<u64>,
    pub is_readonly: bool,
}

/// A newly created file that is still open.
pub trait NewFile: fmt::Debug + Send {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes content and size durable (survive a power cut), but not the folder's entry.
    fn sync(&mut self) -> io::Result<()>;
}

/// The file system calls of the store. All paths are absolute.
pub trait Files: fmt::Debug + Send + Sync {
    /// The path with symbolic links resolved.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
    /// Metadata of the entry itself: links are not followed.
    fn metadata(&self, path: &Path) -> io::Result<Meta>;
    /// A regular file's content, and its metadata from before the read; `FileTooLarge` beyond `largest`
    /// bytes. Anything but a regular file is not opened.
    fn read(&self, path: &Path, largest: u64) -> io::Result<(Vec<u8>, Meta)>;
    /// The entries of a folder, unsorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>>;
    /// Creates a new file, locked as long as it is open.
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>>;
    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Atomically replaces what is at `to`.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Fails with `AlreadyExists` when `to` exists.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder's entries durable; without it a power cut can undo a finished rename.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Whether a running program holds a lock on the file.
    fn is_held(&self, path: &Path) -> bool;
    /// Opens a lock file; none where locks are not available.
    fn lock_file(&self, path: &Path) -> Option<File>;
}
