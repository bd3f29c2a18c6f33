//! One writer at a time, as far as the file system allows. Correctness rests on the check before the rename;
//! the lock only makes the losing side rare.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// How long another program's save is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// Held while a file is checked and replaced.
#[derive(Debug)]
pub(super) struct Guard<'a> {
    _here: MutexGuard<'a, ()>,
    /// Unlocked when it is closed.
    _file: Option<File>,
}

pub(super) fn take<'a>(here: &'a Mutex<()>, folder: &Path) -> Guard<'a> {
    // The mutex guards no data, so a panic under it left nothing half done.
    let guard = here.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    Guard { _here: guard, _file: lock_file(&folder.join("lock")) }
}

fn lock_file(path: &Path) -> Option<File> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).ok()?;
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
