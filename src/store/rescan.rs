//! Finds what others have changed since the files were last read.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::io::ErrorKind;

use rayon::prelude::*;

use super::history::RevisionStores;
use super::last_good;
use super::walk::Found;
use super::{Key, Known, Lost, Problem, Stamp, StoredFile, Workspace, conflict, read, walk};

mod record;

/// One outside change.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A known file has new content.
    Changed(StoredFile),
    /// A file with a new id, or a record's first file.
    Added(StoredFile),
    /// A known file has moved; its content may have changed too.
    Moved { from: String, stored: StoredFile },
    /// A known file is gone.
    Removed { key: Key, path: String },
    /// Many known files are gone at once, probably by accident.
    Lost(Lost),
    /// A known file no longer parses: what is in memory is the last good version.
    Broken { key: Key, problem: Problem },
    /// Another program may still be writing this file: its content is used only when a later scan finds the
    /// same, by [`Known::seen`].
    Unsettled { path: String, stamp: Stamp },
    /// A conflict copy of a known file.
    Copied(StoredFile),
    /// A problem that concerns no known file.
    Problem(Problem),
}

impl Event {
    /// The piece or record concerned, if it is known or was read.
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Changed(stored) | Self::Added(stored) | Self::Moved { stored, .. } => Some(stored.key()),
            Self::Removed { key, .. } | Self::Broken { key, .. } => Some(key.clone()),
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
    /// With what the file contained before.
    File(Option<&'a Key>, Box<StoredFile>),
    /// Like [`Read::File`].
    Broken(Option<&'a Key>, Problem),
}

/// The known files of each key.
fn holders_of(known: &Known) -> HashMap<&Key, Vec<&str>> {
    let mut holders: HashMap<&Key, Vec<&str>> = HashMap::new();
    for (path, (key, _)) in &known.files {
        holders.entry(key).or_default().push(path);
    }
    holders
}

impl Workspace {
    /// Compares the files with what is known. Files with the same size and time are not read again.
    pub fn rescan(&self, known: &Known) -> Vec<Event> {
        let walk::Walked { found, copies, problems } = walk::walk(&*self.files, &self.root, self.kinds());
        let mut missing: HashMap<&str, &Key> =
            known.files.iter().map(|(path, (key, _))| (path.as_str(), key)).collect();
        for found in &found {
            let _ = missing.remove(found.path.as_str());
        }
        // A program that replaces a file may remove it for a moment.
        missing.retain(|path, _| self.is_gone(path));
        let histories = RevisionStores::new(&*self.files, &self.root);
        let mut gone: HashMap<&Key, &str> = missing.into_iter().map(|(path, key)| (key, path)).collect();
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
            let (before, stored) = match read {
                Read::Unsettled(stamp) => {
                    events.push(Event::Unsettled { path: found.path.clone(), stamp });
                    continue;
                }
                Read::Broken(Some(key), problem) => {
                    events.push(Event::Broken { key: key.clone(), problem });
                    continue;
                }
                Read::Broken(None, problem) => {
                    events.push(Event::Problem(problem));
                    continue;
                }
                Read::File(before, stored) => (before, *stored),
            };
            let now = stored.key();
            if before == Some(&now) {
                events.push(Event::Changed(stored));
                continue;
            }
            let from = gone.remove(&now);
            if let Some(before) = before {
                // The file now contains something else.
                events.push(Event::Removed { key: before.clone(), path: stored.path.clone() });
            }
            events.push(match from {
                Some(from) => Event::Moved { from: from.into(), stored },
                None => match self.original(holders(), &now) {
                    Some(original) if conflict::of_copy(&stored.path, original).is_some() => {
                        self.copied(known, stored, original)
                    }
                    Some(original) => Event::Problem(stored.twin_of(original)),
                    None => Event::Added(stored),
                },
            });
        }
        let lost = self.lost(known, &mut gone);
        events.extend((!lost.is_empty()).then_some(Event::Lost(lost)));
        let removed = |(key, path): (&Key, &str)| Event::Removed { key: key.clone(), path: path.into() };
        events.extend(gone.into_iter().map(removed));
        // A share that is away has not deleted any pieces.
        let is_loss =
            |event: &Event| matches!(event, Event::Removed { .. } | Event::Lost(_) | Event::Broken { .. });
        if events.iter().any(is_loss) && !self.is_there() {
            return Vec::new();
        }
        let copies = copies.iter().filter_map(|copy| last_good::file(&*self.files, &histories, copy).ok());
        events.extend(copies.filter_map(|(stored, _)| {
            let original = self.original(holders(), &stored.key())?;
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
        let before = known.files.get(&found.path);
        if let Some((_, stamp)) = before
            && self.files.metadata(&found.file).is_ok_and(|meta| stamp.still_fits(&meta))
        {
            return None;
        }
        let read = match read::bytes(&*self.files, &found.file, read::LARGEST) {
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            read => read.map_err(|error| read::unreadable(&found.path, &error)),
        };
        if let (Some((key, before)), Ok((_, now))) = (before, &read) {
            if before.has_content_of(now) {
                return None;
            }
            if self.is_unsettled(known, &found.path, key, before, now) {
                return Some(Read::Unsettled(*now));
            }
        }
        let key = before.map(|(key, _)| key);
        Some(match last_good::file_of(histories, found, read) {
            Ok((stored, _)) => Read::File(key, Box::new(stored)),
            Err(problem) => Read::Broken(key, problem),
        })
    }

    /// Whether a file must be seen a second time.
    pub(super) fn is_unsettled(
        &self,
        known: &Known,
        path: &str,
        key: &Key,
        before: &Stamp,
        now: &Stamp,
    ) -> bool {
        let is_seen = known.seen.get(path).is_some_and(|seen| seen.has_content_of(now));
        !is_seen && key.folder().is_some_and(|folder| self.may_be_half(folder, before, now))
    }

    /// A conflict copy of what is in the file `original`. An incomplete copy must not be merged: it would
    /// delete the missing half.
    fn copied(&self, known: &Known, stored: StoredFile, original: &str) -> Event {
        let key = stored.key();
        let before = known.files.get(original).map(|(_, stamp)| stamp);
        if before.is_some_and(|before| self.is_unsettled(known, &stored.path, &key, before, &stored.stamp)) {
            return Event::Unsettled { path: stored.path, stamp: stored.stamp };
        }
        Event::Copied(stored)
    }

    /// The known file with this key.
    fn original<'a>(&self, holders: &HashMap<&Key, Vec<&'a str>>, key: &Key) -> Option<&'a str> {
        let holders = holders.get(key)?;
        holders.iter().copied().find(|path| self.files.metadata(&self.root.join(path)).is_ok())
    }
}
