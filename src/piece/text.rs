//! A piece's text, compressed while nobody reads it: the texts of 100,000 pieces take half a gigabyte, but
//! only one is read at a time.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// Shorter texts are not compressed, bytes.
const LEAST: usize = 256;

/// Behaves like a `String`. A compressed text is decompressed on first access and stays so; to go through
/// many texts, use [`Text::peek`], which does not keep the result.
pub struct Text {
    /// The compressed form; none once it was changed.
    packed: Option<Packed>,
    plain: OnceLock<String>,
}

/// Compressed with DEFLATE (RFC 1951).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Packed {
    bytes: Box<[u8]>,
    /// Length of the text, bytes.
    length: usize,
}

thread_local! {
    /// One compressor per thread with an output buffer: its tables are larger than most texts, and shrinking
    /// a buffer for each text would fragment the memory.
    static PACKER: RefCell<(Compress, Vec<u8>)> =
        RefCell::new((Compress::new(Compression::fast(), false), Vec::new()));
}

impl Text {
    /// Compresses a text if that makes it smaller.
    pub fn pack(text: String) -> Self {
        if text.len() < LEAST {
            return text.into();
        }
        match Packed::new(&text) {
            Some(packed) => Self { packed: Some(packed), plain: OnceLock::new() },
            None => text.into(),
        }
    }

    /// The text, without keeping it decompressed.
    pub fn peek(&self) -> Cow<'_, str> {
        match (self.plain.get(), &self.packed) {
            (Some(plain), _) => Cow::Borrowed(plain),
            (None, Some(packed)) => Cow::Owned(packed.unpack()),
            (None, None) => Cow::Borrowed(""),
        }
    }

    pub fn into_string(self) -> String {
        let Self { packed, plain } = self;
        plain.into_inner().or_else(|| packed.map(|packed| packed.unpack())).unwrap_or_default()
    }
}

impl Packed {
    /// None if that would not make it smaller.
    fn new(text: &str) -> Option<Self> {
        PACKER.with_borrow_mut(|(packer, bytes)| {
            packer.reset();
            bytes.clear();
            bytes.reserve(text.len());
            let packed = packer.compress_vec(text.as_bytes(), bytes, FlushCompress::Finish);
            let is_smaller = matches!(packed, Ok(Status::StreamEnd)) && bytes.len() < text.len();
            is_smaller.then(|| Self { bytes: bytes.as_slice().into(), length: text.len() })
        })
    }

    fn unpack(&self) -> String {
        let mut text = Vec::with_capacity(self.length);
        let unpacked = Decompress::new(false).decompress_vec(&self.bytes, &mut text, FlushDecompress::Finish);
        // Only `new` creates these bytes, and nothing changes them.
        unpacked.ok().and_then(|_| String::from_utf8(text).ok()).expect("what was packed unpacks")
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
        match &self.packed {
            Some(packed) => Self { packed: Some(packed.clone()), plain: OnceLock::new() },
            None => String::clone(self).into(),
        }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { packed: None, plain: text.into() }
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
            (Some(packed), Some(other)) => packed == other,
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

    #[test]
    fn a_packed_text_reads_compares_and_changes_as_any_other() {
        for text in ["", "Lời", &"Sáng nay, ông Bảy mang hồ sơ đất đến nộp. ".repeat(50), &"ế".repeat(200)]
        {
            let packed = Text::pack(text.to_owned());
            assert_eq!(packed.peek(), text);
            assert_eq!(packed, Text::from(text));
            assert_eq!(packed, packed.clone());
            assert_eq!(packed.len(), text.len());
            assert_eq!(packed.clone().into_string(), text);
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
        let packed = Text::pack("thủ tục hành chính ".repeat(200));
        assert!(packed.packed.as_ref().is_some_and(|packed| packed.bytes.len() < 400), "{packed:?}");
        assert!(packed.plain.get().is_none(), "looked at by the comparisons alone");
    }
}
