//! One window for each user: the first one takes the seat and writes where it listens; a later start reads it there.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::disk::Disk;

/// Locked while the first window is open. Nothing is in it: Windows lets nobody read a locked file.
const LOCK: &str = "window.lock";
const ADDRESS: &str = "window.ron";

/// Where the first window listens, on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    pub port: u16,
    /// Only programs of this user can read it: who says it is one of them.
    pub word: String,
}

/// Held by the first window until its program ends.
#[derive(Debug)]
pub struct Seat {
    /// Closing the file unlocks it.
    _lock: File,
    folder: PathBuf,
}

#[derive(Debug)]
pub enum Found {
    /// No window is open.
    Free(Seat),
    /// A window is open, and listens here.
    Taken(Address),
}

/// Takes the seat in the user's data folder; fails where the folder has no locks, or while the first window has
/// not yet written where it listens.
pub fn take(folder: &Path) -> io::Result<Found> {
    fs::create_dir_all(folder)?;
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
    match lock.try_lock() {
        Ok(()) => Ok(Found::Free(Seat { _lock: lock, folder: folder.to_path_buf() })),
        Err(TryLockError::WouldBlock) => {
            let (bytes, _) = super::read::bytes(&Disk, &folder.join(ADDRESS), 4096)?;
            let text = String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData)?;
            ron::from_str(&text).map(Found::Taken).map_err(|_| io::ErrorKind::InvalidData.into())
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

impl Seat {
    /// Writes where this window listens, for this user's eyes alone.
    pub fn announce(&self, address: &Address) -> io::Result<()> {
        let text = ron::to_string(address).map_err(io::Error::other)?;
        // A temporary file is made so that only its user may read it.
        let mut file = NamedTempFile::new_in(&self.folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(self.folder.join(ADDRESS)).map(drop).map_err(|failed| failed.error)
    }
}
