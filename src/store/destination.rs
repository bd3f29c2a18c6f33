//! Where exports and backups may be written: never among the files of a workspace, which they could
//! overwrite.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{EXPORTS, Error, FOLDER, PIECES, PLAN, SETTINGS, Workspace};

impl Workspace {
    /// Refuses a target that is, or is inside, this or any other workspace, after resolving links and `..`.
    /// [`EXPORTS`] is allowed.
    pub fn check_destination(&self, target: &Path) -> Result<(), Error> {
        check(target, Some(&self.root))
    }
}

/// Like [`Workspace::check_destination`]; `own` counts as a workspace even if it does not look like one.
pub(super) fn check(target: &Path, own: Option<&Path>) -> Result<(), Error> {
    let place = resolve(target).map_err(Error::io("ghi", target))?;
    let is_workspace = |folder: &Path| own == Some(folder) || looks_like_workspace(folder);
    for root in place.ancestors().filter(|folder| is_workspace(folder)) {
        let inner = place.strip_prefix(root).ok().and_then(|inner| inner.components().next());
        if !inner.is_some_and(|first| is_exports(&first.as_os_str().to_string_lossy())) {
            return Err(Error::InWorkspace { target: target.to_path_buf(), root: root.to_path_buf() });
        }
    }
    Ok(())
}

/// Whether this is the exports folder's name, compared like the system compares names.
pub(super) fn is_exports(name: &str) -> bool {
    if cfg!(any(windows, target_os = "macos")) { name.eq_ignore_ascii_case(EXPORTS) } else { name == EXPORTS }
}

/// Whether a folder contains a plan and something else of a workspace; a plan alone may be a copy that
/// someone put aside.
fn looks_like_workspace(folder: &Path) -> bool {
    let has = |name: &str| fs::symlink_metadata(folder.join(name)).is_ok();
    has(PLAN) && ([FOLDER, SETTINGS].into_iter().chain(PIECES)).any(has)
}

/// The workspace that a file lies in, and its path there with `/`.
pub fn place_of(file: &Path) -> Option<(PathBuf, String)> {
    let file = resolve(file).ok()?;
    let root = file.ancestors().skip(1).find(|folder| looks_like_workspace(folder))?;
    let parts = file.strip_prefix(root).ok()?.components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    Some((root.to_path_buf(), parts.join("/")))
}

/// The absolute path without links and `..`; it need not exist yet.
fn resolve(target: &Path) -> io::Result<PathBuf> {
    let mut place = PathBuf::new();
    for part in std::path::absolute(target)?.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(place.pop()),
            part => {
                place.push(part);
                // In the system's spelling, with links resolved.
                if let Ok(real) = fs::canonicalize(&place) {
                    place = real;
                }
            }
        }
    }
    Ok(place)
}
