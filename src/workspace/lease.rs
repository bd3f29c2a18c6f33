//! Who is at which piece or record: notes beside the histories, one of each window, with a counter that moves. Only advice for
//! people: what keeps words safe is the check by revisions.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::window::Windows;
use super::{FOLDER, Key, SaveError, Workspace, author, read, write};
use crate::calendar::field;
use crate::record;

/// How often a window moves its counters.
pub const PERIOD: Duration = Duration::from_secs(10);
/// A counter that stood still for longer, by one's own clock, belongs to a window that is gone.
const STALE: Duration = Duration::from_secs(30);
/// Bytes of a note.
const LARGEST: u64 = 4096;
const NOTES: &str = "leases";

/// A note that someone is at a piece or a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    pub person: String,
    /// Empty where the system does not tell.
    pub machine: String,
    /// By the clock of that machine, UTC.
    #[serde(deserialize_with = "field::instant")]
    pub since: DateTime<Utc>,
    counter: u64,
}

/// A person who is at a piece or a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague<'a> {
    pub person: &'a str,
    /// Empty where the system does not tell.
    pub machine: &'a str,
    /// When the first of the windows came, UTC.
    pub since: DateTime<Utc>,
    /// How many windows of the person on this machine are at the piece.
    pub windows: usize,
}

/// Each person at each machine once, however many windows they have open; the first comer first.
pub fn colleagues(leases: &[Lease]) -> Vec<Colleague<'_>> {
    let mut all: Vec<Colleague<'_>> = Vec::new();
    for Lease { person, machine, since, .. } in leases {
        match all.iter_mut().find(|other| other.person == person && other.machine == machine) {
            Some(known) => {
                known.windows += 1;
                known.since = known.since.min(*since);
            }
            None => all.push(Colleague { person, machine, since: *since, windows: 1 }),
        }
    }
    all.sort_by_key(|colleague| colleague.since);
    all
}

/// Others' counters as this machine has seen them move, by the file of the note.
#[derive(Debug, Default)]
struct Sightings(HashMap<String, (u64, Instant)>);

impl Sightings {
    /// Whether whoever wrote this note is still there. `now` is one's own clock: those of others may be wrong.
    fn is_living(&mut self, note: &str, counter: u64, now: Instant) -> bool {
        let (seen, at) = self.0.entry(note.to_owned()).or_insert((counter, now));
        if *seen != counter {
            (*seen, *at) = (counter, now);
        }
        now.saturating_duration_since(*at) <= STALE
    }
}

/// The notes of one window; they go with it.
#[derive(Debug)]
pub struct Leases {
    workspace: Workspace,
    /// Which window.
    holder: String,
    mine: HashMap<Key, Lease>,
    seen: Sightings,
    /// Where the user has a data folder.
    windows: Option<Windows>,
}

impl Leases {
    /// `data` is the user's data folder: by its locks the notes of this user's windows that were killed are swept at
    /// once.
    pub fn new(workspace: &Workspace, data: Option<&Path>) -> Self {
        Self {
            workspace: workspace.clone(),
            holder: ulid::Ulid::generate().to_string(),
            mine: HashMap::new(),
            seen: Sightings::default(),
            windows: data.map(|data| Windows::new(data, workspace)),
        }
    }

    /// Moves the counters of what this window is at, takes back its notes on others and sweeps those of windows
    /// that are gone. Returns who else is at these, the first comer first. `now` is a clock that only goes
    /// forward, `time` the day's.
    pub fn beat(
        &mut self,
        keys: &BTreeSet<Key>,
        now: Instant,
        time: DateTime<Utc>,
    ) -> HashMap<Key, Vec<Lease>> {
        self.bury();
        let left: Vec<Key> = self.mine.keys().filter(|key| !keys.contains(*key)).cloned().collect();
        for key in &left {
            self.take_back(key);
        }
        for key in keys {
            if let Err(error) = self.move_on(key, time) {
                tracing::debug!(%error, "no note that this window is at a file");
            }
        }
        self.others(keys, now)
    }

    /// Takes back all notes of this window.
    pub fn release(&mut self) {
        for key in self.mine.keys().cloned().collect::<Vec<_>>() {
            self.take_back(&key);
        }
        if let Some(windows) = &mut self.windows {
            windows.release(&self.holder);
        }
    }

    /// Holds this window's lock and sweeps the notes of those of this user's that were killed.
    fn bury(&mut self) {
        let Some(windows) = &mut self.windows else { return };
        windows.hold(&self.holder);
        let dead = windows.dead();
        if dead.is_empty() {
            return;
        }
        let Ok(folder) = self.workspace.target(&format!("{FOLDER}/{NOTES}")) else { return };
        let files = &*self.workspace.files;
        let notes = match files.list(&folder) {
            Ok(notes) => notes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            // A share that is away: the locks still tell when it is back.
            Err(_) => return,
        };
        for (file, _) in notes {
            let holder = file.to_str().and_then(parts).map(|(_, holder)| holder);
            if holder.is_some_and(|holder| dead.iter().any(|dead| dead == holder)) {
                let _ = files.remove_file(&folder.join(file));
            }
        }
        for window in &dead {
            windows.remove(window);
        }
    }

    fn others(&mut self, keys: &BTreeSet<Key>, now: Instant) -> HashMap<Key, Vec<Lease>> {
        let mut others: HashMap<Key, Vec<Lease>> = HashMap::new();
        if keys.is_empty() {
            return others;
        }
        let by_name: HashMap<String, &Key> =
            keys.iter().filter_map(|key| Some((key.file_name()?, key))).collect();
        let Ok(folder) = self.workspace.target(&format!("{FOLDER}/{NOTES}")) else { return others };
        for (file, _) in self.workspace.files.list(&folder).unwrap_or_default() {
            let Some((name, holder)) = file.to_str().and_then(parts) else { continue };
            let Some(key) = by_name.get(name).filter(|_| holder != self.holder) else { continue };
            let note = path(name, holder);
            let Some(lease) = self.read(&note) else { continue };
            if self.seen.is_living(&note, lease.counter, now) {
                others.entry((*key).clone()).or_default().push(lease);
            } else if let Ok(target) = self.workspace.target(&note) {
                // A window that only slept writes it again.
                let _ = self.workspace.files.remove_file(&target);
            }
        }
        for leases in others.values_mut() {
            leases.sort_by_key(|lease| lease.since);
        }
        others
    }

    fn move_on(&mut self, key: &Key, time: DateTime<Utc>) -> Result<(), SaveError> {
        let Some(name) = key.file_name() else { return Ok(()) };
        let (person, machine) = author::parts(self.workspace.author());
        let lease = self.mine.entry(key.clone()).or_insert_with(|| Lease {
            person,
            machine,
            since: time,
            counter: 0,
        });
        lease.counter += 1;
        let text = record::write(lease);
        let files = &*self.workspace.files;
        self.workspace.prepare()?;
        let note = path(&name, &self.holder);
        let target = self.workspace.target(&note)?;
        let failed = |error| SaveError::io("ghi được", &note)(error);
        let folder = target.parent().unwrap_or(&self.workspace.root);
        write::create_folders(files, &self.workspace.root, folder).map_err(failed)?;
        write::put(files, &target, text.as_bytes()).map_err(failed)
    }

    fn take_back(&mut self, key: &Key) {
        if self.mine.remove(key).is_some()
            && let Some(name) = key.file_name()
            && let Ok(target) = self.workspace.target(&path(&name, &self.holder))
        {
            let _ = self.workspace.files.remove_file(&target);
        }
    }

    fn read(&self, note: &str) -> Option<Lease> {
        let target: PathBuf = self.workspace.target(note).ok()?;
        let (bytes, _) = read::bytes(&*self.workspace.files, &target, LARGEST).ok()?;
        record::read(std::str::from_utf8(&bytes).ok()?).ok()
    }
}

impl Drop for Leases {
    fn drop(&mut self) {
        self.release();
    }
}

/// A note of its own for each window: nobody writes over another's, and no sync program meets two versions of one.
fn path(name: &str, holder: &str) -> String {
    format!("{FOLDER}/{NOTES}/{name} {holder}.ron")
}

/// What a note's file name tells: the piece's or the record's name, and the window.
fn parts(file: &str) -> Option<(&str, &str)> {
    file.strip_suffix(".ron")?.split_once(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_lives_while_its_counter_moves_by_ones_own_clock() {
        let start = Instant::now();
        let mut seen = Sightings::default();
        // Seconds, whose, counter, whether it lives.
        for (second, note, counter, is_living) in [
            (0, "a", 7, true),
            (30, "a", 7, true),
            (31, "a", 7, false),
            (40, "a", 8, true),
            (69, "a", 8, true),
            (75, "a", 8, false),
            (76, "b", 8, true),
            (107, "b", 8, false),
            // Begun anew.
            (108, "b", 1, true),
        ] {
            let now = start + Duration::from_secs(second);
            assert_eq!(seen.is_living(note, counter, now), is_living, "at {second} s");
        }
    }
}
