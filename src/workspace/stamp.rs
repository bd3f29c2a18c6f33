//! What a file was when it was read, to notice that it is no longer the same.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

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
    /// `metadata` must be read before `content`, so that a change between the two is noticed later.
    pub(super) fn new(metadata: &Metadata, content: &[u8]) -> Self {
        let modified = metadata.modified().ok();
        let is_settled = modified
            .and_then(|modified| SystemTime::now().duration_since(modified).ok())
            .is_some_and(|age| age > COARSE);
        Self {
            size: content.len() as u64,
            modified,
            file: file_id(metadata),
            is_settled,
            hash: blake3::hash(content),
        }
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
    pub(super) fn still_fits(&self, metadata: &Metadata) -> bool {
        self.is_settled && self.fits(metadata)
    }

    /// Same size, time and file id: enough for a file that was read a moment ago.
    pub(super) fn fits(&self, metadata: &Metadata) -> bool {
        self.size == metadata.len()
            && self.modified.is_some()
            && self.modified == metadata.modified().ok()
            && self.file == file_id(metadata)
    }
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems have no such number")]
fn file_id(metadata: &Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::ino(metadata))
}

#[cfg(not(unix))]
fn file_id(_metadata: &Metadata) -> Option<u64> {
    None
}
