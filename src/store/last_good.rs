//! A file with its stamp, or why it cannot be parsed and its last good revision.

use std::path::Path;

use super::files::Files;
use super::history::{RevisionStore, RevisionStores};
use super::read::{LARGEST, bytes, decode, parse, parse_entry, unreadable, unreadable_record};
use super::walk::{Form, Found};
use super::{Content, Problem, Stamp, StoredFile};
use crate::record::Kind;

/// Reads the file of a record: its text, stamp, and a notice when it had to be repaired.
pub(super) fn record(
    files: &dyn Files,
    root: &Path,
    kind: &Kind,
) -> Result<(String, Stamp, Option<Problem>), Problem> {
    let read = || {
        let (content, stamp) =
            bytes(files, &root.join(kind.path), LARGEST).map_err(|error| unreadable_record(kind, &error))?;
        let (text, notice) = decode(&content, kind.path)?;
        Ok((text.into_owned(), stamp, notice))
    };
    read().map_err(|problem| remember(files, root, problem))
}

/// Adds the last good revision to a record's problem.
pub(super) fn remember(files: &dyn Files, root: &Path, problem: Problem) -> Problem {
    let last = RevisionStore::open(files, root, &problem.path).ok().and_then(|history| history.last_good());
    problem.with_last_good(last)
}

/// Reads the file of a piece or of one of many records; `histories` is searched for its last good revision.
pub(super) fn file(
    files: &dyn Files,
    histories: &RevisionStores<'_>,
    found: &Found,
) -> Result<(StoredFile, Vec<Problem>), Problem> {
    let read = bytes(files, &found.file, LARGEST).map_err(|error| unreadable(&found.path, &error));
    file_of(histories, found, read)
}

/// Like [`file`], from bytes already read.
pub(super) fn file_of(
    histories: &RevisionStores<'_>,
    found: &Found,
    read: Result<(Vec<u8>, Stamp), Problem>,
) -> Result<(StoredFile, Vec<Problem>), Problem> {
    let parsed = read.and_then(|(content, stamp)| {
        let (content, notices) = match found.form {
            Form::Piece(format) => {
                let (piece, notices) = parse(&content, &found.path, format)?;
                (Content::from(piece), notices)
            }
            Form::Entry(kind) => {
                let (record, notices) = parse_entry(&content, &found.path, &kind)?;
                (Content::Record(record), notices)
            }
        };
        Ok((StoredFile { content, path: found.path.clone(), stamp }, notices))
    });
    parsed.map_err(|problem: Problem| {
        let name = found.path.rsplit('/').next().unwrap_or(&found.path);
        let last = histories.of_file(name).and_then(|history| history.last_good());
        let problem = problem.with_last_good(last);
        if matches!(found.form, Form::Entry(_)) { problem.of_record() } else { problem }
    })
}
