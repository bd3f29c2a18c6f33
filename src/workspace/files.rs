//! The file system as storage uses it: few calls, so that tests can put a failing or a forgetful disk in its place.

use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    Other,
}

/// What is known of an entry without its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    pub modified: Option<SystemTime>,
    /// The inode where there is one: a file put in place by a rename has another.
    pub id: Option<u64>,
    pub is_readonly: bool,
}

/// A file that was just made and is still open.
pub trait NewFile: fmt::Debug + Send {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Returns when content and size survive a power cut; the folder's entry is another matter.
    fn sync(&mut self) -> io::Result<()>;
}

/// The calls that storage makes. All paths are absolute.
pub trait Files: fmt::Debug + Send + Sync {
    /// The same place without symbolic links.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
    /// Of the entry itself: a link is not followed.
    fn metadata(&self, path: &Path) -> io::Result<Meta>;
    /// A regular file's content with metadata read before it; `FileTooLarge` beyond `largest` bytes. What is no regular
    /// file is not opened.
    fn read(&self, path: &Path, largest: u64) -> io::Result<(Vec<u8>, Meta)>;
    /// The entries of a folder in no order.
    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>>;
    /// A file that was not there before, held by a lock as long as it is open.
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>>;
    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Replaces what stands at `to`, at once.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Fails with `AlreadyExists` when something stands at `to`.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// An empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder's entries durable; without it a finished rename can be lost with the power.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Whether a living program holds the file by a lock.
    fn is_held(&self, path: &Path) -> bool;
    /// Opens a lock file, or none where locks are not to be had.
    fn lock_file(&self, path: &Path) -> Option<File>;
}
