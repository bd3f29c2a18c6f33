//! One writer at a time, as far as the file system allows. Correctness rests on the check before the rename
//! and on the revisions; the lock only makes conflicts rare.

use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::files::Files;

/// How long to wait for another program's save.
const PATIENCE: Duration = Duration::from_secs(2);

/// Contents that a failed save put in place without making them durable, by path: this program's own text,
/// not an outside change.
pub(super) type Unsynced = HashMap<String, blake3::Hash>;

/// Held while a file is checked and replaced.
#[derive(Debug)]
pub(super) struct Guard<'a> {
    unsynced: MutexGuard<'a, Unsynced>,
    /// Closing the file unlocks it.
    _file: Option<File>,
}

impl Deref for Guard<'_> {
    type Target = Unsynced;

    fn deref(&self) -> &Unsynced {
        &self.unsynced
    }
}

impl DerefMut for Guard<'_> {
    fn deref_mut(&mut self) -> &mut Unsynced {
        &mut self.unsynced
    }
}

pub(super) fn take<'a>(files: &dyn Files, here: &'a Mutex<Unsynced>, folder: &Path) -> Guard<'a> {
    // A wrong entry at worst makes one save check once more than needed.
    let unsynced = here.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    Guard { unsynced, _file: files.lock_file(&folder.join("lock")).and_then(hold) }
}

fn hold(file: File) -> Option<File> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            // No locks on this share, or a writer that hangs: the check before the rename still protects the
            // file.
            Err(_) => return None,
        }
    }
}
