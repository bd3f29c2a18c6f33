//! Finds the records that others have changed.

use super::Event;
use crate::record::Kind;
use crate::store::copy::told;
use crate::store::{Key, Known, StoredFile, Workspace, conflict, read};

impl Workspace {
    /// The records whose files have changed.
    pub(super) fn rescan_records(&self, known: &Known) -> Vec<Event> {
        let single = self.kinds.iter().filter(|kind| !kind.is_many());
        single.filter_map(|kind| self.rescan_record(kind, known)).collect()
    }

    fn rescan_record(&self, kind: &Kind, known: &Known) -> Option<Event> {
        let file = self.root.join(kind.path);
        let before = known.records.get(kind.path);
        let Ok(meta) = self.files.metadata(&file) else {
            let is_gone = before.is_some() && self.is_gone(kind.path) && self.is_there();
            return is_gone.then(|| Event::Removed { key: kind.into(), path: kind.path.into() });
        };
        if before.is_some_and(|stamp| stamp.still_fits(&meta)) {
            return None;
        }
        if let Some(before) = before
            && let Ok((_, now)) = read::bytes(&*self.files, &file, read::LARGEST)
            && !before.has_content_of(&now)
            && self.is_unsettled(known, kind.path, &Key::from(kind), before, &now)
        {
            return Some(Event::Unsettled { path: kind.path.into(), stamp: now });
        }
        match self.read_record(kind, &mut Vec::new()) {
            Ok(Some(stored)) if before.is_some_and(|before| before.has_content_of(&stored.stamp)) => None,
            Ok(stored) => {
                let stored = stored.map(StoredFile::from);
                stored.map(if before.is_some() { Event::Changed } else { Event::Added })
            }
            Err(problem) => Some(Event::Problem(problem)),
        }
    }

    /// Conflict copies of records. They contain no id, so only those with a conclusive name are merged;
    /// others are reported.
    pub(super) fn rescan_record_copies(&self, known: &Known) -> Vec<Event> {
        let event = |(kind, path, program): (Kind, String, &'static str)| {
            if conflict::program(&path).is_none() {
                return Some(Event::Problem(told(&kind, &path, program)));
            }
            let (_, stamp) = read::bytes(&*self.files, &self.root.join(&path), read::LARGEST).ok()?;
            let before = known.records.get(kind.path);
            let key = Key::from(&kind);
            if before.is_some_and(|before| self.is_unsettled(known, &path, &key, before, &stamp)) {
                return Some(Event::Unsettled { path, stamp });
            }
            let copy = self.read_copy(&key, &path);
            Some(copy.map_or_else(Event::Problem, Event::Copied))
        };
        self.record_copies().into_iter().filter_map(event).collect()
    }
}
