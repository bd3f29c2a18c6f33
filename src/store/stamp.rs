//! A file's stamp at one reading, to detect later changes.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};

use super::files::Meta;

/// File systems store times with a precision of up to two seconds (FAT): a change this soon after the last
/// may not show.
const COARSE: Duration = Duration::from_secs(2);

/// Size, time, file id and hash of a file's content at one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// The inode, where there is one: a file that was replaced by a rename has another.
    file: Option<u64>,
    /// Whether the time was old enough at the reading to detect the next change.
    is_settled: bool,
    hash: blake3::Hash,
}

impl Stamp {
    /// `meta` must be read before `content`, so that a change between the two is detected later.
    pub(super) fn new(meta: &Meta, content: &[u8]) -> Self {
        let modified = meta.modified;
        let is_settled = modified
            .and_then(|modified| SystemTime::now().duration_since(modified).ok())
            .is_some_and(|age| age > COARSE);
        Self { size: content.len() as u64, modified, file: meta.id, is_settled, hash: blake3::hash(content) }
    }

    /// When the file was last written, to the second; none when the system has no such time, or one out of
    /// range.
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

    /// Whether the file is unchanged, judged without reading it.
    pub(super) fn still_fits(&self, meta: &Meta) -> bool {
        self.is_settled && self.fits(meta)
    }

    /// Whether another program may still be writing the file: it truncates the file first and writes the rest
    /// a moment later. Content that shrank, or was written just now, must be seen a second time.
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

/// The stamps of the records' files when last read or written, by path; a missing or broken record has none.
pub type Stamps = BTreeMap<&'static str, Stamp>;
