//! Presence: who has which piece or record open. Each window keeps notes beside the histories, with a counter
//! that it increments. This only informs people; text is protected by the check of revisions.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::window::Windows;
use super::{FOLDER, Key, SaveError, Workspace, author, read, write};
use crate::calendar::field;
use crate::record;

/// How often a window increments its counters.
pub const PERIOD: Duration = Duration::from_secs(10);
/// A counter unchanged for longer, by the local clock, belongs to a window that is gone.
const STALE: Duration = Duration::from_secs(30);
/// Maximum size of a note, bytes.
const LARGEST: u64 = 4096;
const NOTES: &str = "leases";

/// A note that a window has a piece or a record open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    pub person: String,
    /// Empty when the system does not provide it.
    pub machine: String,
    /// By that machine's clock, UTC.
    #[serde(deserialize_with = "field::instant")]
    pub since: DateTime<Utc>,
    counter: u64,
}

/// A person who has a piece or a record open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague<'a> {
    pub person: &'a str,
    /// Empty when the system does not provide it.
    pub machine: &'a str,
    /// When the first of the windows opened the piece, UTC.
    pub since: DateTime<Utc>,
    /// How many windows of the person on this machine have it open.
    pub windows: usize,
}

/// Each person once per machine, however many windows are open; earliest first.
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

/// When this machine last saw the others' counters change, by note file.
#[derive(Debug, Default)]
struct Sightings(HashMap<String, (u64, Instant)>);

impl Sightings {
    /// Whether the window that wrote this note still runs. `now` is the local clock: those of others may be
    /// wrong.
    fn is_living(&mut self, note: &str, counter: u64, now: Instant) -> bool {
        let (seen, at) = self.0.entry(note.to_owned()).or_insert((counter, now));
        if *seen != counter {
            (*seen, *at) = (counter, now);
        }
        now.saturating_duration_since(*at) <= STALE
    }
}

/// The notes of one window, removed when it closes.
#[derive(Debug)]
pub struct Leases {
    workspace: Workspace,
    /// The window's id.
    holder: String,
    mine: HashMap<Key, Lease>,
    seen: Sightings,
    /// None without a user data folder.
    windows: Option<Windows>,
}

impl Leases {
    /// `data` is the user's data folder: its locks show which windows of this user were killed, so that their
    /// notes are removed at once.
    pub fn new(workspace: &Workspace, data: Option<&Path>) -> Self {
        Self {
            workspace: workspace.clone(),
            holder: ulid::Ulid::generate().to_string(),
            mine: HashMap::new(),
            seen: Sightings::default(),
            windows: data.map(|data| Windows::new(data, workspace)),
        }
    }

    /// Signs this window's notes by the author of this workspace from the next heartbeat on.
    pub fn sign(&mut self, workspace: Workspace) {
        let (person, machine) = author::parts(workspace.author());
        for lease in self.mine.values_mut() {
            (lease.person, lease.machine) = (person.clone(), machine.clone());
        }
        self.workspace = workspace;
    }

    /// Increments the counters of what this window has open, removes its other notes and those of windows
    /// that are gone. Returns who else has these open, earliest first. `now` is monotonic, `time` is the wall
    /// clock.
    pub fn heartbeat(
        &mut self,
        keys: &BTreeSet<Key>,
        now: Instant,
        time: DateTime<Utc>,
    ) -> HashMap<Key, Vec<Lease>> {
        self.remove_dead_notes();
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

    /// Removes all notes of this window.
    pub fn release(&mut self) {
        for key in self.mine.keys().cloned().collect::<Vec<_>>() {
            self.take_back(&key);
        }
        if let Some(windows) = &mut self.windows {
            windows.release(&self.holder);
        }
    }

    /// Takes this window's lock and removes the notes of this user's windows that were killed.
    fn remove_dead_notes(&mut self) {
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
            // The share is away: the locks still tell when it is back.
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
            if self.is_own_crashed(&lease, holder) {
                continue;
            }
            if self.seen.is_living(&note, lease.counter, now) {
                others.entry((*key).clone()).or_default().push(lease);
            } else if let Ok(target) = self.workspace.target(&note) {
                // If that window was only suspended, it writes the note again.
                let _ = self.workspace.files.remove_file(&target);
            }
        }
        for leases in others.values_mut() {
            leases.sort_by_key(|lease| lease.since);
        }
        others
    }

    /// Whether a window of the same person on this machine wrote it and runs no longer.
    fn is_own_crashed(&self, lease: &Lease, holder: &str) -> bool {
        let (person, machine) = author::parts(self.workspace.author());
        let windows = self.windows.as_ref().filter(|windows| windows.is_holding());
        (&lease.person, &lease.machine) == (&person, &machine)
            && windows.is_some_and(|windows| !windows.is_running(holder))
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

/// A file for each note of each window: no two windows write the same file, so sync programs never see a
/// conflict.
fn path(name: &str, holder: &str) -> String {
    format!("{FOLDER}/{NOTES}/{name} {holder}.ron")
}

/// The piece or record and the window named by a note's file name.
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
        // Seconds, note, counter, whether the window runs.
        for (second, note, counter, is_living) in [
            (0, "a", 7, true),
            (30, "a", 7, true),
            (31, "a", 7, false),
            (40, "a", 8, true),
            (69, "a", 8, true),
            (75, "a", 8, false),
            (76, "b", 8, true),
            (107, "b", 8, false),
            // The counter restarts.
            (108, "b", 1, true),
        ] {
            let now = start + Duration::from_secs(second);
            assert_eq!(seen.is_living(note, counter, now), is_living, "at {second} s");
        }
    }
}
