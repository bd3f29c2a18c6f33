//! One writer at a time, as far as the file system allows. Correctness rests on the check before the rename and on
//! the revisions; the lock only makes the losing side rare.

use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::files::Files;

/// How long another program's save is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// Contents that were put in place by saves which then failed to make them durable, by path:
/// this program's own words, not an outside change.
pub(super) type Unsure = HashMap<String, blake3::Hash>;

/// Held while a file is checked and replaced.
#[derive(Debug)]
pub(super) struct Guard<'a> {
    unsure: MutexGuard<'a, Unsure>,
    /// Unlocked when it is closed.
    _file: Option<File>,
}

impl Deref for Guard<'_> {
    type Target = Unsure;

    fn deref(&self) -> &Unsure {
        &self.unsure
    }
}

impl DerefMut for Guard<'_> {
    fn deref_mut(&mut self) -> &mut Unsure {
        &mut self.unsure
    }
}

pub(super) fn take<'a>(files: &dyn Files, here: &'a Mutex<Unsure>, folder: &Path) -> Guard<'a> {
    // An entry too many or too few only makes a save ask once more than needed.
    let unsure = here.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    Guard { unsure, _file: files.lock_file(&folder.join("lock")).and_then(hold) }
}

fn hold(file: File) -> Option<File> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            // No locks on this share, or a writer that hangs: the check before the rename still stands.
            Err(_) => return None,
        }
    }
}
