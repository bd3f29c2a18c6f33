//! Immutable revisions: what a save replaces is kept first.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{FOLDER, write};
use crate::piece::PieceId;

const TIME: &str = "%Y%m%dT%H%M%S%3fZ";

/// One kept revision of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// When it was replaced, UTC.
    pub time: DateTime<Utc>,
    /// Relative to the workspace, with `/`.
    pub path: String,
}

fn folder(root: &Path, id: &PieceId) -> PathBuf {
    root.join(FOLDER).join("history").join(id.as_str())
}

/// Keeps `bytes` unless they are the last revision already. The id must be safe.
pub(super) fn keep(
    root: &Path,
    id: &PieceId,
    extension: &str,
    bytes: &[u8],
    now: DateTime<Utc>,
) -> io::Result<()> {
    let folder = folder(root, id);
    write::create_folders(root, &folder)?;
    let hash = blake3::hash(bytes).to_hex();
    let ending = format!("-{}.{extension}", &hash[..8]);
    if names(&folder)?.last().is_some_and(|last| last.ends_with(&ending)) {
        return Ok(());
    }
    let target = folder.join(format!("{}{ending}", now.format(TIME)));
    match write::create_new(&target, bytes) {
        // The same content replaced twice within a millisecond.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        done => done,
    }
}

/// A piece's revisions, the oldest first.
pub(super) fn revisions(root: &Path, id: &PieceId) -> io::Result<Vec<Revision>> {
    let found = match names(&folder(root, id)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        found => found?,
    };
    let revision = |name: String| {
        let time = NaiveDateTime::parse_from_str(name.split_once('-')?.0, TIME).ok()?.and_utc();
        Some(Revision { time, path: format!("{FOLDER}/history/{id}/{name}") })
    };
    Ok(found.into_iter().filter_map(revision).collect())
}

/// The last revision of the piece whose file has this name: the name ends with the beginning of its id.
pub(super) fn last_of_file(root: &Path, name: &str) -> Option<String> {
    let short = Path::new(name).file_stem()?.to_str()?.split_whitespace().next_back()?;
    if short.len() < 8 {
        return None;
    }
    let history = root.join(FOLDER).join("history");
    let id = names(&history).ok()?.into_iter().find(|id| id.starts_with(short))?;
    let last = names(&history.join(&id)).ok()?.pop()?;
    Some(format!("{FOLDER}/history/{id}/{last}"))
}

/// Sorted: a name begins with its time.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        if let Ok(name) = entry?.file_name().into_string()
            && !name.starts_with('.')
        {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}
