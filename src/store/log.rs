//! The log file in the user's data folder. The program works without it.

use std::fs::{self, OpenOptions};
use std::path::PathBuf;
use std::sync::Mutex;

use tracing::Level;

use super::profile;

/// Maximum size in bytes; a longer log is renamed at the next start, replacing the previous one.
const LONGEST: u64 = 2 * 1024 * 1024;

/// The path of the log; none without a user folder.
pub fn file() -> Option<PathBuf> {
    Some(profile::data_folder()?.join("toasoan.log"))
}

/// Starts logging at the level of `TOASOAN_LOG` (error, warn, info, debug, trace; default info). Returns the
/// log's path, or none when it could not be opened.
pub fn init() -> Option<PathBuf> {
    let path = file()?;
    let folder = path.parent()?;
    fs::create_dir_all(folder).ok()?;
    match fs::metadata(&path) {
        // Opening a pipe would block until it has a reader.
        Ok(metadata) if !metadata.is_file() => return None,
        Ok(metadata) if metadata.len() > LONGEST => {
            let _ = fs::rename(&path, folder.join("toasoan.old.log"));
        }
        _ => {}
    }
    let file = OpenOptions::new().create(true).append(true).open(&path).ok()?;
    let level = std::env::var("TOASOAN_LOG").ok().and_then(|level| level.parse().ok()).unwrap_or(Level::INFO);
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_ansi(false)
        .with_writer(Mutex::new(file))
        .try_init()
        .ok()
        .map(|()| path)
}
