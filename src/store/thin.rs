//! Thins out old revisions: keeps all of the last day, then one per hour, day, week.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};

use super::age::Clock;
use super::files::Kind;
use super::history::RevisionStore;
use super::revision_graph::{self, Entry, MOST_PARENTS, RevisionId};
use super::{FOLDER, SaveError, Workspace, lock, write};

/// Its modification time records when the histories were last thinned.
const MARKER: &str = "thinned";

impl Workspace {
    /// Thins all histories, at most once a day. Returns the number of revisions removed. For a background
    /// thread.
    pub fn thin_history(&self, now: DateTime<Utc>) -> Result<usize, SaveError> {
        let path = format!("{FOLDER}/history");
        let histories = self.files.list(&self.target(&path)?).unwrap_or_default();
        if histories.is_empty() {
            return Ok(0);
        }
        self.prepare()?;
        let marker = self.target(&format!("{FOLDER}/{MARKER}"))?;
        let last = self
            .files
            .read(&marker, 64)
            .ok()
            .and_then(|(bytes, _)| DateTime::parse_from_rfc3339(std::str::from_utf8(&bytes).ok()?).ok());
        if last.is_some_and(|last| (TimeDelta::zero()..TimeDelta::days(1)).contains(&(now - last.to_utc()))) {
            return Ok(0);
        }
        let keys: Vec<String> = histories
            .into_iter()
            .filter(|(_, kind)| *kind == Kind::Folder)
            .filter_map(|(key, _)| key.into_string().ok())
            .collect();
        let mut days = BTreeSet::new();
        for key in &keys {
            days.extend(self.writable_history(key)?.entries.iter().map(|entry| entry.time.date_naive()));
        }
        let clock = Clock::new(now, days);
        let mut removed = 0;
        for key in &keys {
            // Held for one piece at a time, so that saves can go on in between.
            let _guard = lock::take(&*self.files, &self.writing, &self.root.join(FOLDER));
            let history = self.writable_history(key)?;
            removed += self
                .thin(&history, &clock)
                .map_err(SaveError::io("dọn được lịch sử trong", &history.path))?;
        }
        write::put(&*self.files, &marker, now.to_rfc3339().as_bytes())
            .map_err(SaveError::io("ghi được", format!("{FOLDER}/{MARKER}")))?;
        tracing::info!(removed, "history thinned");
        Ok(removed)
    }

    fn thin(&self, history: &RevisionStore<'_>, clock: &Clock) -> io::Result<usize> {
        let _ = write::sweep(&*self.files, &history.folder);
        let ages = clock.ages(history.entries.iter().map(|entry| entry.time));
        if ages.iter().all(|age| *age <= TimeDelta::days(1)) {
            return Ok(0);
        }
        let size = |entry: &Entry| {
            self.files.metadata(&history.folder.join(entry.name())).map_or(0, |meta| meta.size)
        };
        let sizes: Vec<u64> = history.entries.iter().map(size).collect();
        let mut kept = keep(&history.entries, &sizes, &ages);
        kept.extend(history.names.iter().map(|named| named.revision_id));
        let Some(renewed) = bridge(&history.entries, &kept) else { return Ok(0) };
        // First give the remaining revisions their new parents, then remove the oldest first: wherever this
        // is interrupted, no revision with a successor becomes a head.
        for (entry, parents) in renewed {
            let renewed = Entry { parents, ..entry.clone() };
            let (from, to) = (history.folder.join(entry.name()), history.folder.join(renewed.name()));
            self.files.rename_new(&from, &to)?;
        }
        self.files.sync_folder(&history.folder)?;
        let mut removed = 0;
        for entry in history.entries.iter().filter(|entry| !kept.contains(&entry.revision_id)) {
            self.files.remove_file(&history.folder.join(entry.name()))?;
            removed += 1;
        }
        Ok(removed)
    }
}

/// The revisions to keep, besides those that have a name: all of the last day, the last of each hour for a week, of each day for a quarter,
/// of each week beyond; the first, the heads, and those whose successor has less than half their size.
fn keep(entries: &[Entry], sizes: &[u64], ages: &[TimeDelta]) -> HashSet<RevisionId> {
    let mut kept = revision_graph::heads(entries);
    kept.extend(entries.first().map(|first| first.revision_id));
    let mut largest: HashMap<RevisionId, u64> = HashMap::with_capacity(entries.len());
    for (entry, size) in entries.iter().zip(sizes) {
        let _ = largest.insert(entry.revision_id, *size);
    }
    for (entry, size) in entries.iter().zip(sizes) {
        kept.extend(
            entry.parents.iter().filter(|parent| largest.get(parent).is_some_and(|it| *it > 2 * size)),
        );
    }
    let mut periods: HashMap<Period, (DateTime<Utc>, RevisionId)> = HashMap::new();
    for (entry, age) in entries.iter().zip(ages) {
        let Some(period) = Period::of(entry.time, *age) else {
            let _ = kept.insert(entry.revision_id);
            continue;
        };
        let last = periods.entry(period).or_insert((entry.time, entry.revision_id));
        *last = (*last).max((entry.time, entry.revision_id));
    }
    kept.extend(periods.into_values().map(|(_, revision_id)| revision_id));
    kept
}

/// A time span of which one revision is kept.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Period {
    Hour(NaiveDate, u32),
    Day(NaiveDate),
    Week(i32, u32),
}

impl Period {
    /// None for the last day.
    fn of(time: DateTime<Utc>, age: TimeDelta) -> Option<Self> {
        let date = time.date_naive();
        match age.num_hours() {
            ..24 => None,
            24..168 => Some(Self::Hour(date, time.hour())),
            168..2_208 => Some(Self::Day(date)),
            _ => Some(Self::Week(date.iso_week().year(), date.iso_week().week())),
        }
    }
}

/// The remaining entries that follow a removed one, with their nearest remaining ancestors added as parents.
/// None when those would not fit in the name.
fn bridge<'a>(entries: &'a [Entry], kept: &HashSet<RevisionId>) -> Option<Vec<(&'a Entry, Vec<RevisionId>)>> {
    let parents = revision_graph::parents(entries);
    let mut renewed = Vec::new();
    for entry in entries.iter().filter(|entry| kept.contains(&entry.revision_id)) {
        if entry.parents.iter().all(|parent| kept.contains(parent) || !parents.contains_key(parent)) {
            continue;
        }
        // Parents that were removed long ago are dropped.
        let own = entry.parents.iter().filter(|parent| parents.contains_key(*parent));
        let mut all: Vec<RevisionId> = own.copied().collect();
        let mut open: Vec<RevisionId> =
            all.iter().filter(|parent| !kept.contains(*parent)).copied().collect();
        let mut seen: HashSet<RevisionId> = open.iter().copied().collect();
        while let Some(gone) = open.pop() {
            for parent in parents.get(&gone).into_iter().flatten().filter(|parent| seen.insert(**parent)) {
                if !kept.contains(parent) {
                    open.push(*parent);
                } else if !all.contains(parent) {
                    all.push(*parent);
                }
            }
        }
        if all.len() > MOST_PARENTS {
            return None;
        }
        renewed.push((entry, all));
    }
    Some(renewed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: u32, parents: &[u32], hours: i64, now: DateTime<Utc>) -> Entry {
        let revision_id = |number: &u32| RevisionId { number: *number, hash: u64::from(*number) };
        Entry {
            revision_id: revision_id(&number),
            time: now - TimeDelta::hours(hours),
            parents: parents.iter().map(revision_id).collect(),
            author: "lan".into(),
            extension: "av".into(),
        }
    }

    #[test]
    fn age_thins_but_never_heads_nor_what_shrank() {
        let now: DateTime<Utc> = "2014-06-30T12:30:00Z".parse().expect("a time");
        // Number, parents, age in hours, bytes, whether it is kept.
        for (why, rows) in [
            (
                "all of the last day",
                vec![(1, vec![], 20, 9, true), (2, vec![1], 20, 9, true), (3, vec![2], 1, 9, true)],
            ),
            (
                "one an hour of the last week, and the first",
                vec![
                    (1, vec![], 50, 9, true),
                    (2, vec![1], 50, 9, false),
                    (3, vec![2], 50, 9, true),
                    (4, vec![3], 1, 9, true),
                ],
            ),
            (
                "one a day for a quarter, one a week beyond",
                vec![
                    (1, vec![], 5000, 9, true),
                    (2, vec![1], 4010, 9, false),
                    (3, vec![2], 4000, 9, true),
                    (4, vec![3], 1002, 9, false),
                    (5, vec![4], 1000, 9, true),
                    (6, vec![5], 0, 9, true),
                ],
            ),
            (
                "an unmerged head, however old",
                vec![
                    (1, vec![], 5000, 9, true),
                    (2, vec![1], 4001, 9, true),
                    (3, vec![1], 4001, 9, false),
                    (4, vec![3], 4000, 9, true),
                ],
            ),
            (
                "the last good one before a text shrank",
                vec![
                    (1, vec![], 5000, 90, true),
                    (2, vec![1], 4002, 99, true),
                    (3, vec![2], 4001, 9, false),
                    (4, vec![3], 4000, 9, true),
                ],
            ),
        ] {
            let entries: Vec<Entry> = rows
                .iter()
                .map(|(number, parents, hours, ..)| entry(*number, parents, *hours, now))
                .collect();
            let sizes: Vec<u64> = rows.iter().map(|row| row.3).collect();
            let ages: Vec<TimeDelta> = entries.iter().map(|entry| now - entry.time).collect();
            let kept = keep(&entries, &sizes, &ages);
            for (entry, row) in entries.iter().zip(&rows) {
                assert_eq!(kept.contains(&entry.revision_id), row.4, "{why}: {}", row.0);
            }
            // The heads are the same as before.
            let renewed: HashMap<RevisionId, Vec<RevisionId>> = bridge(&entries, &kept)
                .expect("few parents")
                .into_iter()
                .map(|(entry, parents)| (entry.revision_id, parents))
                .collect();
            let left: Vec<Entry> = entries
                .iter()
                .filter(|entry| kept.contains(&entry.revision_id))
                .map(|entry| Entry {
                    parents: renewed.get(&entry.revision_id).unwrap_or(&entry.parents).clone(),
                    ..entry.clone()
                })
                .collect();
            assert_eq!(revision_graph::heads(&left), revision_graph::heads(&entries), "{why}");
        }
    }
}
