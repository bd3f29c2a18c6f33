//! What a file was when it was read, to notice that it is no longer the same.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};

use super::files::Meta;

/// File systems keep times as coarsely as two seconds (FAT): a change this soon after the last may not show.
const COARSE: Duration = Duration::from_secs(2);

/// Size, time, file id and hash of a file's content at one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// The inode where there is one: a file put in place by a rename has another.
    file: Option<u64>,
    /// Whether the time was old enough at the reading to tell the next change apart.
    is_settled: bool,
    hash: blake3::Hash,
}

impl Stamp {
    /// `meta` must be read before `content`, so that a change between the two is noticed later.
    pub(super) fn new(meta: &Meta, content: &[u8]) -> Self {
        let modified = meta.modified;
        let is_settled = modified
            .and_then(|modified| SystemTime::now().duration_since(modified).ok())
            .is_some_and(|age| age > COARSE);
        Self { size: content.len() as u64, modified, file: meta.id, is_settled, hash: blake3::hash(content) }
    }

    /// When the file was last written, to the second; none where its system tells no such time, or one beyond all
    /// calendars.
    pub fn written(&self) -> Option<DateTime<Utc>> {
        let since = self.modified?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let time = DateTime::from_timestamp(i64::try_from(since.as_secs()).ok()?, 0)?;
        crate::calendar::range::is_known(time.date_naive()).then_some(time)
    }

    pub fn hash(&self) -> &blake3::Hash {
        &self.hash
    }

    pub fn has_content(&self, content: &[u8]) -> bool {
        self.size == content.len() as u64 && self.hash == blake3::hash(content)
    }

    pub fn has_content_of(&self, other: &Self) -> bool {
        self.hash == other.hash
    }

    /// Whether the file can be taken as unchanged without reading it.
    pub(super) fn still_fits(&self, meta: &Meta) -> bool {
        self.is_settled && self.fits(meta)
    }

    /// Whether a file that was so before may still be under another program's pen: that empties it first and writes the
    /// rest a moment later. What lost words, or was written just now, is to be seen a second time.
    pub(super) fn may_be_half_of(&self, before: &Self) -> bool {
        self.size < before.size || !self.is_settled
    }

    /// Same size, time and file id: enough for a file that was read a moment ago.
    pub(super) fn fits(&self, meta: &Meta) -> bool {
        self.size == meta.size
            && self.modified.is_some()
            && self.modified == meta.modified
            && self.file == meta.id
    }
}

/// What the files of records were when they were last read or written, by path; one that is missing or broken has none.
pub type Stamps = BTreeMap<&'static str, Stamp>;
