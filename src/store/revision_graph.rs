//! The graph of revisions: ids, heads, common ancestors. Pure.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, SubsecRound, TimeDelta, Utc};

const TIME: &str = "%Y%m%dT%H%M%S%3fZ";
const NAME: &str = "ten";

/// The number of parents that fit in a file name.
pub(super) const MOST_PARENTS: usize = 5;

/// Identifies a revision: its depth and its content. Two people who save the same content at the same depth
/// have written the same revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RevisionId {
    /// The depth, from 1: one more than the deepest parent's.
    pub number: u32,
    /// The first 64 bits of the content's BLAKE3.
    pub hash: u64,
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:016x}", self.number, self.hash)
    }
}

impl FromStr for RevisionId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (number, hash) = text.split_once('-').ok_or(())?;
        Ok(Self { number: number.parse().map_err(drop)?, hash: short(hash)? })
    }
}

fn short(hash: &str) -> Result<u64, ()> {
    if hash.len() == 16 { u64::from_str_radix(hash, 16).map_err(drop) } else { Err(()) }
}

/// The first 64 bits.
pub(super) fn prefix(hash: &blake3::Hash) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *hash.as_bytes();
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// The fields of a revision's file name: `00007 20140320T071500123Z 3fa9c1d2e4b5a697 6-9b1c2d3e4f506172 lan ở
/// DAI-03.av` is the number, the time (UTC), the content's hash, the parents joined by `+` (`0` for none) and
/// the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub revision_id: RevisionId,
    pub time: DateTime<Utc>,
    pub parents: Vec<RevisionId>,
    pub author: String,
    pub extension: String,
}

impl Entry {
    pub fn name(&self) -> String {
        let parents = if self.parents.is_empty() {
            "0".into()
        } else {
            self.parents.iter().map(RevisionId::to_string).collect::<Vec<_>>().join("+")
        };
        let RevisionId { number, hash } = self.revision_id;
        let time = self.time.format(TIME);
        format!("{number:05} {time} {hash:016x} {parents} {}.{}", self.author, self.extension)
    }

    pub fn parse(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        let mut parts = stem.splitn(5, ' ');
        let number = parts.next()?.parse().ok()?;
        let time = NaiveDateTime::parse_from_str(parts.next()?, TIME).ok()?.and_utc();
        let hash = short(parts.next()?).ok()?;
        let parents = match parts.next()? {
            "0" => Vec::new(),
            revision_ids => {
                revision_ids.split('+').map(RevisionId::from_str).collect::<Result<_, _>>().ok()?
            }
        };
        let author = parts.next()?.into();
        Some(Self {
            revision_id: RevisionId { number, hash },
            time,
            parents,
            author,
            extension: extension.into(),
        })
    }
}

/// The fields of the name of a file that names a revision: `ten 7-3fa9c1d2e4b5a697 20140320T071500123Z.txt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameFile {
    pub revision_id: RevisionId,
    pub time: DateTime<Utc>,
}

impl NameFile {
    /// Begins with a word, so that no version of the program takes it for a revision.
    pub fn name(&self) -> String {
        format!("{NAME} {} {}.txt", self.revision_id, self.time.format(TIME))
    }

    pub fn parse(name: &str) -> Option<Self> {
        let mut parts = name.strip_suffix(".txt")?.split(' ');
        if parts.next()? != NAME {
            return None;
        }
        let revision_id = parts.next()?.parse().ok()?;
        let time = NaiveDateTime::parse_from_str(parts.next()?, TIME).ok()?.and_utc();
        parts.next().is_none().then_some(Self { revision_id, time })
    }
}

/// For each revision, oldest first, a whole second in which its file had probably been written, after those of all
/// revisions before it: several may be saved within one second. A time after those of later revisions came from a wrong
/// clock.
pub(super) fn seconds(entries: &[Entry]) -> Vec<DateTime<Utc>> {
    const SECOND: TimeDelta = TimeDelta::seconds(1);
    let mut times: Vec<_> = entries.iter().map(|entry| entry.time.trunc_subsecs(0) + SECOND).collect();
    let mut next = DateTime::<Utc>::MAX_UTC;
    for time in times.iter_mut().rev() {
        next = next.min(*time);
        *time = next;
    }
    let mut last = DateTime::UNIX_EPOCH;
    for time in &mut times {
        last = (*time).max(last + SECOND);
        *time = last;
    }
    times
}

/// The id of a content saved with these `parents`.
pub(super) fn next(parents: &[RevisionId], bytes: &[u8]) -> RevisionId {
    let number = parents.iter().map(|parent| parent.number).max().unwrap_or(0).saturating_add(1);
    RevisionId { number, hash: prefix(&blake3::hash(bytes)) }
}

/// The revisions without a successor.
pub(super) fn heads(entries: &[Entry]) -> HashSet<RevisionId> {
    let followed: HashSet<RevisionId> =
        entries.iter().flat_map(|entry| entry.parents.iter().copied()).collect();
    entries
        .iter()
        .map(|entry| entry.revision_id)
        .filter(|revision_id| !followed.contains(revision_id))
        .collect()
}

/// The deepest common ancestor; one of the two when the other descends from it.
pub(super) fn common(entries: &[Entry], one: RevisionId, other: RevisionId) -> Option<RevisionId> {
    let ancestors = ancestors(entries, one);
    let kept: HashSet<RevisionId> = entries.iter().map(|entry| entry.revision_id).collect();
    self::ancestors(entries, other)
        .intersection(&ancestors)
        .filter(|revision_id| kept.contains(revision_id))
        .max()
        .copied()
}

/// A revision and all its ancestors.
fn ancestors(entries: &[Entry], of: RevisionId) -> HashSet<RevisionId> {
    let parents = parents(entries);
    let mut found = HashSet::from([of]);
    let mut open = vec![of];
    while let Some(revision_id) = open.pop() {
        open.extend(parents.get(&revision_id).into_iter().flatten().filter(|parent| found.insert(**parent)));
    }
    found
}

/// The parents of each revision. Several files may hold the same revision with different parents.
pub(super) fn parents(entries: &[Entry]) -> HashMap<RevisionId, Vec<RevisionId>> {
    let mut parents: HashMap<RevisionId, Vec<RevisionId>> = HashMap::with_capacity(entries.len());
    for entry in entries {
        let all = parents.entry(entry.revision_id).or_default();
        for parent in &entry.parents {
            if !all.contains(parent) {
                all.push(*parent);
            }
        }
    }
    parents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_revision_has_a_second_of_its_own_whatever_the_clock_said() {
        let of = |times: &[&str]| -> Vec<String> {
            let entry = |(number, time): (u32, &&str)| Entry {
                revision_id: RevisionId { number, hash: 0 },
                time: time.parse().expect("a time"),
                parents: Vec::new(),
                author: String::new(),
                extension: String::new(),
            };
            let entries: Vec<Entry> = (1..).zip(times).map(entry).collect();
            seconds(&entries).iter().map(|time| time.format("%Y %H:%M:%S").to_string()).collect()
        };
        assert_eq!(
            of(&["2014-03-20T07:00:00.1Z", "2014-03-20T07:00:00.9Z", "2014-03-20T07:00:01Z"]),
            ["2014 07:00:01", "2014 07:00:02", "2014 07:00:03"]
        );
        // A clock 82 years ahead, then right again.
        assert_eq!(
            of(&["2014-03-20T07:00:00Z", "2096-03-20T07:00:05Z", "2014-03-20T07:00:09Z"]),
            ["2014 07:00:01", "2014 07:00:10", "2014 07:00:11"]
        );
    }
}
