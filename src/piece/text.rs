//! A piece's text, compressed while nobody reads it: the texts of 100,000 pieces take half a gigabyte, but
//! only one is read at a time.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::ops::{Deref, DerefMut, Range};
use std::sync::{Arc, OnceLock};

use lz4_flex::block;

use super::normalize;

/// Longer texts are compressed alone, bytes: whoever reads a short one should not wait for a long one.
const LONG: usize = 64 * 1024;

/// Behaves like a `String`. A compressed text is decompressed on first access and stays so; to go through
/// many texts, use [`Text::peek`], which does not keep the result.
pub struct Text {
    /// The compressed form; none once it was changed.
    packed: Option<Packed>,
    plain: OnceLock<String>,
    /// Of the text in NFC, once it was asked for.
    digest: OnceLock<u64>,
}

/// A part of several texts compressed together.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Packed {
    block: Arc<Block>,
    /// The bytes of the text among those of the block.
    range: Range<usize>,
}

/// Texts one after another, compressed with LZ4: four times as fast as DEFLATE, and texts that share words make
/// up for its lower compression.
#[derive(Debug, PartialEq, Eq)]
struct Block {
    bytes: Box<[u8]>,
    /// Length of the texts, bytes.
    length: usize,
}

/// A compressor with its input and output.
#[derive(Default)]
struct Packer {
    table: block::CompressTable,
    texts: String,
    bytes: Vec<u8>,
}

thread_local! {
    /// One per thread: new buffers for each block would fragment the memory.
    static PACKER: RefCell<Packer> = RefCell::default();
    /// The block last unpacked, with its texts: whoever goes through many pieces reads its neighbours next.
    static UNPACKED: RefCell<Option<(Arc<Block>, Vec<u8>)>> = const { RefCell::new(None) };
}

impl Text {
    /// Compresses texts together if that makes them smaller.
    pub fn pack<'a>(texts: impl IntoIterator<Item = &'a mut Self>) {
        let (long, short): (Vec<_>, Vec<_>) = texts.into_iter().partition(|text| text.peek().len() > LONG);
        PACKER.with_borrow_mut(|packer| {
            packer.pack(short);
            for text in long {
                packer.pack(vec![text]);
            }
        });
    }

    /// The text, without keeping it decompressed.
    pub fn peek(&self) -> Cow<'_, str> {
        match (self.plain.get(), &self.packed) {
            (Some(plain), _) => Cow::Borrowed(plain),
            (None, Some(packed)) => Cow::Owned(packed.unpack()),
            (None, None) => Cow::Borrowed(""),
        }
    }

    /// Where the block is that it is packed in; texts read in this order are unpacked least often.
    pub fn place(&self) -> usize {
        match (self.plain.get(), &self.packed) {
            (None, Some(packed)) => Arc::as_ptr(&packed.block) as usize,
            _ => 0,
        }
    }

    /// A hash of this part of the text in NFC, computed once: it tells whether that is still what someone read.
    /// A text is always asked for the same part.
    pub(super) fn digest(&self, part: impl Fn(&str) -> Cow<'_, str>) -> u64 {
        *self.digest.get_or_init(|| {
            let hash = blake3::hash(normalize(&part(&self.peek())).as_bytes());
            let mut first = [0; 8];
            first.copy_from_slice(&hash.as_bytes()[..8]);
            u64::from_le_bytes(first)
        })
    }

    /// An empty text with this digest.
    pub(super) fn hashed(digest: u64) -> Self {
        Self { digest: OnceLock::from(digest), ..Self::default() }
    }

    pub fn into_string(self) -> String {
        let Self { packed, plain, .. } = self;
        plain.into_inner().or_else(|| packed.map(|packed| packed.unpack())).unwrap_or_default()
    }
}

/// Reads one text after another without keeping any: those packed together are unpacked once.
#[derive(Debug, Default)]
pub struct Reader {
    block: Option<Arc<Block>>,
    texts: Vec<u8>,
}

impl Reader {
    pub fn read<'a>(&'a mut self, text: &'a Text) -> &'a str {
        let packed = match (text.plain.get(), &text.packed) {
            (Some(plain), _) => return plain,
            (None, None) => return "",
            (None, Some(packed)) => packed,
        };
        if !self.block.as_ref().is_some_and(|block| Arc::ptr_eq(block, &packed.block)) {
            self.texts.resize(packed.block.length, 0);
            let unpacked = block::decompress_into(&packed.block.bytes, &mut self.texts);
            self.block = unpacked.is_ok().then(|| Arc::clone(&packed.block));
        }
        let own = self.texts.get(packed.range.clone());
        own.and_then(|text| simdutf8::basic::from_utf8(text).ok()).unwrap_or_default()
    }
}

impl Packer {
    fn pack(&mut self, texts: Vec<&mut Text>) {
        self.texts.clear();
        let mut ranges = Vec::with_capacity(texts.len());
        for text in &texts {
            let start = self.texts.len();
            self.texts.push_str(&text.peek());
            ranges.push(start..self.texts.len());
        }
        let length = self.texts.len();
        self.bytes.resize(block::get_maximum_output_size(length), 0);
        let packed = block::compress_into_with_table(self.texts.as_bytes(), &mut self.bytes, &mut self.table);
        let Some(bytes) =
            packed.ok().and_then(|end| self.bytes.get(..end)).filter(|bytes| bytes.len() < length)
        else {
            return;
        };
        let block = Arc::new(Block { bytes: bytes.into(), length });
        for (text, range) in texts.into_iter().zip(ranges) {
            let packed = Packed { block: Arc::clone(&block), range };
            *text = Text { packed: Some(packed), plain: OnceLock::new(), digest: text.digest.clone() };
        }
    }
}

impl Packed {
    fn unpack(&self) -> String {
        UNPACKED.with_borrow_mut(|last| {
            let texts = match last {
                Some((block, texts)) if Arc::ptr_eq(block, &self.block) => texts,
                _ => {
                    // Only `Packer` creates these bytes, and nothing changes them.
                    let texts = block::decompress(&self.block.bytes, self.block.length);
                    &mut last.insert((Arc::clone(&self.block), texts.expect("what was packed unpacks"))).1
                }
            };
            let own = texts.get(self.range.clone()).and_then(|text| simdutf8::basic::from_utf8(text).ok());
            own.expect("what was packed unpacks").to_owned()
        })
    }
}

impl Deref for Text {
    type Target = String;

    fn deref(&self) -> &String {
        self.plain.get_or_init(|| self.packed.as_ref().map(Packed::unpack).unwrap_or_default())
    }
}

impl DerefMut for Text {
    fn deref_mut(&mut self) -> &mut String {
        let plain = std::mem::take(self).into_string();
        *self = plain.into();
        // Initialised just above.
        self.plain.get_mut().expect("a plain text")
    }
}

impl Default for Text {
    fn default() -> Self {
        String::new().into()
    }
}

impl Clone for Text {
    /// The clone of a compressed text is compressed.
    fn clone(&self) -> Self {
        let digest = self.digest.clone();
        match &self.packed {
            Some(packed) => Self { packed: Some(packed.clone()), plain: OnceLock::new(), digest },
            None => Self { digest, ..String::clone(self).into() },
        }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { packed: None, plain: text.into(), digest: OnceLock::new() }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.into_string()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        match (&self.packed, &other.packed) {
            (Some(packed), Some(other)) if packed == other => true,
            _ => self.peek() == other.peek(),
        }
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.peek() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.peek() == *other
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        self.peek() == other.as_str()
    }
}

impl PartialEq<Text> for String {
    fn eq(&self, other: &Text) -> bool {
        other == self
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.peek(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.peek())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(text: &str) -> Text {
        let (mut one, mut other) = (Text::from(text), Text::from("Một bài khác, cùng kỳ."));
        Text::pack([&mut one, &mut other]);
        assert_eq!(other, "Một bài khác, cùng kỳ.");
        one
    }

    #[test]
    fn a_packed_text_reads_compares_and_changes_as_any_other() {
        let long = "Lời chào ".repeat(LONG);
        for text in
            ["", "Lời", &"Sáng nay, ông Bảy mang hồ sơ đất đến nộp. ".repeat(50), &"ế".repeat(200), &long]
        {
            let packed = packed(text);
            assert_eq!(packed.peek(), text);
            assert_eq!(packed, Text::from(text));
            assert_eq!(packed, packed.clone());
            assert_eq!(packed.len(), text.len());
            assert_eq!(packed.clone().into_string(), text);
            let mut reader = Reader::default();
            assert_eq!(
                [reader.read(&packed).to_owned(), reader.read(&packed.clone()).to_owned()],
                [text, text]
            );
            let mut changed = packed.clone();
            changed.push_str(" thêm");
            assert_eq!(changed, format!("{text} thêm"));
            assert_eq!(changed.clone(), changed);
            assert_ne!(changed, packed);
            assert_eq!(packed, text);
        }
    }

    #[test]
    fn a_long_text_takes_less_room_until_it_is_read() {
        let packed = packed(&"thủ tục hành chính ".repeat(200));
        assert!(packed.packed.as_ref().is_some_and(|packed| packed.block.bytes.len() < 400), "{packed:?}");
        assert!(packed.plain.get().is_none(), "looked at by the comparisons alone");
    }
}
