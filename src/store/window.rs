//! Which windows of this user on this machine are running: each holds a lock in the user's data folder while
//! its process runs, so that a killed one is noticed at once, on every system.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::Files;
use super::{Workspace, journal, write};

const FOLDER: &str = "windows";
const EXTENSION: &str = ".lock";

/// The locks of the windows of one workspace.
#[derive(Debug)]
pub(super) struct Windows {
    files: Arc<dyn Files>,
    folder: PathBuf,
    mine: Option<File>,
}

impl Windows {
    /// `data` is the user's data folder.
    pub fn new(data: &Path, workspace: &Workspace) -> Self {
        let folder = data.join(FOLDER).join(journal::key(workspace));
        Self { files: Arc::clone(&workspace.files), folder, mine: None }
    }

    /// Takes this window's lock, where the system has locks.
    pub fn hold(&mut self, window: &str) {
        if self.mine.is_some() {
            return;
        }
        let root = self.folder.ancestors().last().unwrap_or(&self.folder);
        if let Err(error) = write::create_folders(&*self.files, root, &self.folder) {
            tracing::debug!(%error, "no lock for this window");
            return;
        }
        let path = self.path(window);
        self.mine = self.files.lock_file(&path).filter(|lock| lock.try_lock().is_ok());
        if self.mine.is_none() {
            // An unlocked file would tell others that this window has ended.
            let _ = self.files.remove_file(&path);
        }
    }

    /// Whether the system has locks and this window has its own.
    pub fn is_holding(&self) -> bool {
        self.mine.is_some()
    }

    /// Whether this user's window runs on this machine.
    pub fn is_running(&self, window: &str) -> bool {
        let lock = self.path(window);
        self.files.metadata(&lock).is_ok() && self.files.is_held(&lock)
    }

    /// The windows that ended without releasing their locks.
    pub fn dead(&self) -> Vec<String> {
        let entries = self.files.list(&self.folder).unwrap_or_default();
        let names = entries.iter().filter_map(|(name, _)| name.to_str()?.strip_suffix(EXTENSION));
        names.filter(|window| !self.files.is_held(&self.path(window))).map(str::to_owned).collect()
    }

    /// Removes a window's lock file.
    pub fn remove(&self, window: &str) {
        let _ = self.files.remove_file(&self.path(window));
    }

    /// Releases this window's lock.
    pub fn release(&mut self, window: &str) {
        if self.mine.take().is_some() {
            self.remove(window);
        }
    }

    fn path(&self, window: &str) -> PathBuf {
        self.folder.join(format!("{window}{EXTENSION}"))
    }
}
