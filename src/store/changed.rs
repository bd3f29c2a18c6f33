//! When files were last changed, for exports that must tell which of two versions is newer.

use std::collections::HashMap;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use rayon::prelude::*;

use super::history::{RevisionStore, RevisionStores};
use super::{Key, Stamp, Workspace, revision_graph};
use crate::piece::PieceId;

/// The time of the next change of a file.
const NEXT: TimeDelta = TimeDelta::seconds(1);

/// When files were last changed, to the second: a later revision always has a later time, even when both were saved
/// within one second.
#[derive(Debug, Default)]
pub struct Changed(HashMap<Key, DateTime<Utc>>);

impl Changed {
    pub fn piece(&self, id: &PieceId) -> Option<DateTime<Utc>> {
        self.0.get(&Key::from(id)).copied()
    }

    /// The latest of all records.
    pub fn records(&self) -> Option<DateTime<Utc>> {
        self.0.iter().filter(|(key, _)| matches!(key, Key::Record(_))).map(|(_, time)| *time).max()
    }
}

impl Workspace {
    /// Looks up the histories of these files. One without a history has the system's time, if there is any.
    pub fn change_times(&self, files: &[(Key, Stamp)]) -> Changed {
        let histories = RevisionStores::new(&*self.files, &self.root);
        let changed = |(key, stamp): &(Key, Stamp)| {
            let written = stamp.written();
            let time = match key.folder().and_then(|folder| histories.of(folder)) {
                Some(history) => written.max(of_content(&history, stamp)),
                None => written,
            };
            Some((key.clone(), time?))
        };
        Changed(files.par_iter().filter_map(changed).collect())
    }

    /// When a file was deleted: after all of its revisions.
    pub(super) fn changed_by_deletion(&self, key: &Key, time: DateTime<Utc>) -> DateTime<Utc> {
        let history = key.folder().map(|folder| RevisionStore::open(&*self.files, &self.root, folder));
        let last = history.and_then(Result::ok).and_then(|history| last(&history));
        time.trunc_subsecs(0).max(last.map_or(DateTime::UNIX_EPOCH, |last| last + NEXT))
    }
}

/// The time of the revision with a file's content; of content that another program wrote, one after the last.
fn of_content(history: &RevisionStore<'_>, stamp: &Stamp) -> Option<DateTime<Utc>> {
    let hash = revision_graph::prefix(stamp.hash());
    match history.entries.iter().rposition(|entry| entry.revision_id.hash == hash) {
        Some(at) => revision_graph::seconds(&history.entries[..=at]).pop(),
        None => last(history).map(|last| last + NEXT),
    }
}

fn last(history: &RevisionStore<'_>) -> Option<DateTime<Utc>> {
    revision_graph::seconds(&history.entries).pop()
}
