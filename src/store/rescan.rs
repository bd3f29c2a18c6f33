//! Finds what others have changed since the files were last read.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::io::ErrorKind;

use rayon::prelude::*;

use super::history::RevisionStores;
use super::last_good;
use super::twin::twin;
use super::walk::Found;
use super::{Key, Known, Lost, Problem, Stamp, Stored, StoredFile, Workspace, conflict, read, walk};
use crate::piece::PieceId;

mod record;

/// One outside change.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A known file has new content.
    Changed(StoredFile),
    /// A file with a new id, or a record's first file.
    Added(StoredFile),
    /// A known piece has moved; its content may have changed too.
    Moved { from: String, stored: StoredFile },
    /// A known file is gone.
    Removed { key: Key, path: String },
    /// Many known files are gone at once, probably by accident.
    Lost(Lost),
    /// A known file no longer parses: the piece in memory is the last good version.
    Broken { id: PieceId, problem: Problem },
    /// Another program may still be writing this file: its content is used only when a later scan finds the
    /// same, by [`Known::seen`].
    Unsettled { path: String, stamp: Stamp },
    /// A conflict copy of a known piece or a record.
    Copied(StoredFile),
    /// A problem that concerns no known piece.
    Problem(Problem),
}

impl Event {
    /// The piece or record concerned, if it is known or was read.
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Changed(stored) | Self::Added(stored) | Self::Moved { stored, .. } => Some(stored.key()),
            Self::Removed { key, .. } => Some(key.clone()),
            Self::Broken { id, .. } => Some(Key::from(id)),
            Self::Copied(_) | Self::Problem(_) | Self::Lost(_) | Self::Unsettled { .. } => None,
        }
    }

    /// The path of the known or read file concerned.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Changed(stored) | Self::Added(stored) | Self::Moved { stored, .. } => Some(&stored.path),
            Self::Removed { path, .. } => Some(path),
            Self::Broken { problem, .. } => Some(&problem.path),
            Self::Copied(_) | Self::Problem(_) | Self::Lost(_) | Self::Unsettled { .. } => None,
        }
    }
}

/// A file that differs from what is known.
enum Read<'a> {
    Unsettled(Stamp),
    /// With the piece that the file contained before.
    Piece(Option<&'a PieceId>, Box<Stored>),
    /// Like [`Read::Piece`].
    Broken(Option<&'a PieceId>, Problem),
}

/// The known files of each piece.
fn holders_of(known: &Known) -> HashMap<&PieceId, Vec<&str>> {
    let mut holders: HashMap<&PieceId, Vec<&str>> = HashMap::new();
    for (path, (id, _)) in &known.pieces {
        holders.entry(id).or_default().push(path);
    }
    holders
}

impl Workspace {
    /// Compares the files with what is known. Files with the same size and time are not read again.
    pub fn rescan(&self, known: &Known) -> Vec<Event> {
        let walk::Walked { found, copies, problems } = walk::walk(&*self.files, &self.root);
        let mut missing: HashMap<&str, &PieceId> =
            known.pieces.iter().map(|(path, (id, _))| (path.as_str(), id)).collect();
        for found in &found {
            let _ = missing.remove(found.path.as_str());
        }
        // A program that replaces a file may remove it for a moment.
        missing.retain(|path, _| self.is_gone(path));
        let histories = RevisionStores::new(&*self.files, &self.root);
        let mut gone: HashMap<&PieceId, &str> = missing.into_iter().map(|(path, id)| (id, path)).collect();
        let read: Vec<_> = found
            .par_iter()
            .filter_map(|found| Some((found, self.read_changed(known, &histories, found)?)))
            .collect();
        // Needed only for new files and copies.
        let holders = OnceCell::new();
        let holders = || holders.get_or_init(|| holders_of(known));
        let texts = problems.into_iter().filter(Problem::can_adopt);
        let mut events: Vec<Event> = texts.map(Event::Problem).collect();
        for (found, read) in read {
            let (id, stored) = match read {
                Read::Unsettled(stamp) => {
                    events.push(Event::Unsettled { path: found.path.clone(), stamp });
                    continue;
                }
                Read::Broken(Some(id), problem) => {
                    events.push(Event::Broken { id: id.clone(), problem });
                    continue;
                }
                Read::Broken(None, problem) => {
                    events.push(Event::Problem(problem));
                    continue;
                }
                Read::Piece(id, stored) => (id, *stored),
            };
            let now = &stored.piece.header.id;
            if id == Some(now) {
                events.push(Event::Changed(stored.into()));
                continue;
            }
            let from = gone.remove(now);
            if let Some(id) = id {
                // The file now contains another piece.
                events.push(Event::Removed { key: id.into(), path: stored.path.clone() });
            }
            events.push(match from {
                Some(from) => Event::Moved { from: from.into(), stored: stored.into() },
                None => match self.original(holders(), &stored) {
                    Some(original) if conflict::of_copy(&stored.path, original).is_some() => {
                        self.copied(known, stored, original)
                    }
                    Some(original) => Event::Problem(twin(&stored, original)),
                    None => Event::Added(stored.into()),
                },
            });
        }
        let lost = self.lost(known, &mut gone);
        events.extend((!lost.is_empty()).then_some(Event::Lost(lost)));
        let removed = |(id, path): (&PieceId, &str)| Event::Removed { key: id.into(), path: path.into() };
        events.extend(gone.into_iter().map(removed));
        // A share that is away has not deleted any pieces.
        let is_loss =
            |event: &Event| matches!(event, Event::Removed { .. } | Event::Lost(_) | Event::Broken { .. });
        if events.iter().any(is_loss) && !self.is_there() {
            return Vec::new();
        }
        let copies = copies.iter().filter_map(|copy| last_good::piece(&*self.files, &histories, copy).ok());
        events.extend(copies.filter_map(|(stored, _)| {
            let original = self.original(holders(), &stored)?;
            Some(self.copied(known, stored, original))
        }));
        events.extend(self.rescan_records(known));
        events.extend(self.rescan_record_copies(known));
        events
    }

    /// The content of a file that is new or has changed; none when it has not, or is gone again, which the
    /// next scan reports.
    fn read_changed<'a>(
        &self,
        known: &'a Known,
        histories: &RevisionStores<'_>,
        found: &Found,
    ) -> Option<Read<'a>> {
        let before = known.pieces.get(&found.path);
        if let Some((_, stamp)) = before
            && self.files.metadata(&found.file).is_ok_and(|meta| stamp.still_fits(&meta))
        {
            return None;
        }
        let read = match read::bytes(&*self.files, &found.file, read::LARGEST) {
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            read => read.map_err(|error| read::unreadable(&found.path, &error)),
        };
        if let (Some((id, before)), Ok((_, now))) = (before, &read) {
            if before.has_content_of(now) {
                return None;
            }
            if self.is_unsettled(known, &found.path, id.as_str(), before, now) {
                return Some(Read::Unsettled(*now));
            }
        }
        let id = before.map(|(id, _)| id);
        Some(match last_good::piece_of(histories, found, read) {
            Ok((stored, _)) => Read::Piece(id, Box::new(stored)),
            Err(problem) => Read::Broken(id, problem),
        })
    }

    /// Whether a file must be seen a second time. `key` names its history.
    pub(super) fn is_unsettled(
        &self,
        known: &Known,
        path: &str,
        key: &str,
        before: &Stamp,
        now: &Stamp,
    ) -> bool {
        let is_seen = known.seen.get(path).is_some_and(|seen| seen.has_content_of(now));
        !is_seen && self.may_be_half(key, before, now)
    }

    /// A conflict copy of the piece in the file `original`. An incomplete copy must not be merged: it would
    /// delete the missing half of the piece.
    fn copied(&self, known: &Known, stored: Stored, original: &str) -> Event {
        let key = stored.piece.header.id.as_str();
        let before = known.pieces.get(original).map(|(_, stamp)| stamp);
        if before.is_some_and(|before| self.is_unsettled(known, &stored.path, key, before, &stored.stamp)) {
            return Event::Unsettled { path: stored.path, stamp: stored.stamp };
        }
        Event::Copied(stored.into())
    }

    /// The known file with the piece's id.
    fn original<'a>(&self, holders: &HashMap<&PieceId, Vec<&'a str>>, stored: &Stored) -> Option<&'a str> {
        let holders = holders.get(&stored.piece.header.id)?;
        holders.iter().copied().find(|path| self.files.metadata(&self.root.join(path)).is_ok())
    }
}
