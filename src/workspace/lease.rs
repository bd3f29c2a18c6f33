//! Who is at which piece: a note beside the histories with a counter that moves. Only advice for people: what keeps
//! words safe is the check by revisions.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{FOLDER, SaveError, Workspace, author, name, read, write};
use crate::piece::PieceId;
use crate::record;

/// How often a window moves its counters.
pub const PERIOD: Duration = Duration::from_secs(10);
/// A counter that stood still for longer, by one's own clock, belongs to a window that is gone.
const STALE: Duration = Duration::from_secs(30);
/// Bytes of a note.
const LARGEST: u64 = 4096;

/// A note that someone is at a piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Which window.
    holder: String,
    pub person: String,
    /// Empty where the system does not tell.
    pub machine: String,
    /// By the clock of that machine, UTC.
    pub since: DateTime<Utc>,
    counter: u64,
}

/// Others' notes as this machine has seen them move.
#[derive(Debug, Default)]
struct Sightings(HashMap<PieceId, (Lease, Instant)>);

impl Sightings {
    /// Whether whoever wrote this note is still there. `now` is one's own clock: those of others may be wrong.
    fn is_living(&mut self, id: &PieceId, lease: &Lease, now: Instant) -> bool {
        let (seen, at) = self.0.entry(id.clone()).or_insert_with(|| (lease.clone(), now));
        if (seen.counter, &seen.holder) != (lease.counter, &lease.holder) {
            (*seen, *at) = (lease.clone(), now);
        }
        now.saturating_duration_since(*at) <= STALE
    }
}

/// The notes of one window; they go with it.
#[derive(Debug)]
pub struct Leases {
    workspace: Workspace,
    holder: String,
    mine: HashMap<PieceId, Lease>,
    seen: Sightings,
}

impl Leases {
    pub fn new(workspace: &Workspace) -> Self {
        Self {
            workspace: workspace.clone(),
            holder: ulid::Ulid::generate().to_string(),
            mine: HashMap::new(),
            seen: Sightings::default(),
        }
    }

    /// Moves the counters of the pieces this window is at and takes back its notes on others. Returns who else is
    /// at these pieces: whoever came first has the note. `now` is a clock that only goes forward, `time` the day's.
    pub fn beat(
        &mut self,
        pieces: &BTreeSet<PieceId>,
        now: Instant,
        time: DateTime<Utc>,
    ) -> HashMap<PieceId, Lease> {
        let left: Vec<PieceId> = self.mine.keys().filter(|id| !pieces.contains(*id)).cloned().collect();
        for id in &left {
            self.take_back(id);
        }
        let mut others = HashMap::new();
        for id in pieces.iter().filter(|id| name::is_safe_id(id)) {
            let other = self.read(id).filter(|lease| lease.holder != self.holder);
            if let Some(lease) = other.filter(|lease| self.seen.is_living(id, lease, now)) {
                let _ = self.mine.remove(id);
                let _ = others.insert(id.clone(), lease);
            } else if let Err(error) = self.move_on(id, time) {
                tracing::debug!(%error, "no note that this window is at a piece");
            }
        }
        others
    }

    /// Takes back all notes of this window.
    pub fn release(&mut self) {
        for id in self.mine.keys().cloned().collect::<Vec<_>>() {
            self.take_back(&id);
        }
    }

    fn move_on(&mut self, id: &PieceId, time: DateTime<Utc>) -> Result<(), SaveError> {
        let (person, machine) = author::parts(self.workspace.author());
        let lease = self.mine.entry(id.clone()).or_insert_with(|| Lease {
            holder: self.holder.clone(),
            person,
            machine,
            since: time,
            counter: 0,
        });
        lease.counter += 1;
        let text = record::write(lease);
        let files = &*self.workspace.files;
        self.workspace.prepare()?;
        let target = self.workspace.target(&path(id))?;
        let failed = |error| SaveError::io("ghi được", path(id))(error);
        let folder = target.parent().unwrap_or(&self.workspace.root);
        write::create_folders(files, &self.workspace.root, folder).map_err(failed)?;
        write::put(files, &target, text.as_bytes()).map_err(failed)
    }

    fn take_back(&mut self, id: &PieceId) {
        if self.mine.remove(id).is_none() || self.read(id).is_none_or(|lease| lease.holder != self.holder) {
            return;
        }
        if let Ok(target) = self.workspace.target(&path(id)) {
            let _ = self.workspace.files.remove_file(&target);
        }
    }

    fn read(&self, id: &PieceId) -> Option<Lease> {
        let target: PathBuf = self.workspace.target(&path(id)).ok()?;
        let (bytes, _) = read::bytes(&*self.workspace.files, &target, LARGEST).ok()?;
        record::read(std::str::from_utf8(&bytes).ok()?).ok()
    }
}

impl Drop for Leases {
    fn drop(&mut self) {
        self.release();
    }
}

fn path(id: &PieceId) -> String {
    format!("{FOLDER}/leases/{id}.ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_lives_while_its_counter_moves_by_ones_own_clock() {
        let lease = |holder: &str, counter| Lease {
            holder: holder.into(),
            person: "Chị Lan".into(),
            machine: "ĐÀI-03".into(),
            // Its own clock is years ahead: of no matter.
            since: "2031-01-01T00:00:00Z".parse().expect("a time"),
            counter,
        };
        let id = PieceId("01HQABCDEFGHJKMNPQRSTVWXYZ".into());
        let start = Instant::now();
        let mut seen = Sightings::default();
        // Seconds, holder, counter, whether it lives.
        for (second, holder, counter, is_living) in [
            (0, "a", 7, true),
            (30, "a", 7, true),
            (31, "a", 7, false),
            (40, "a", 8, true),
            (69, "a", 8, true),
            (75, "a", 8, false),
            (76, "b", 8, true),
            (107, "b", 8, false),
            // Begun anew after a crash.
            (108, "b", 1, true),
        ] {
            let now = start + Duration::from_secs(second);
            assert_eq!(seen.is_living(&id, &lease(holder, counter), now), is_living, "at {second} s");
        }
    }
}
