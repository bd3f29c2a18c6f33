//! A word-by-word diff of two texts, for display.

use similar::{ChangeTag, TextDiff};

/// Words all kept, all removed or all added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    pub kind: ChunkKind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChunkKind {
    Same,
    /// Only in the old text.
    Removed,
    /// Only in the new text.
    Added,
}

/// The chunks of both texts in order: without the added ones they form `old`, without the removed ones `new`.
pub fn diff(old: &str, new: &str) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    for change in TextDiff::from_unicode_words(old, new).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => ChunkKind::Same,
            ChangeTag::Delete => ChunkKind::Removed,
            ChangeTag::Insert => ChunkKind::Added,
        };
        match chunks.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => chunks.push(Chunk { kind, text: change.value().to_owned() }),
        }
    }
    chunks
}
