//! A piece's text, packed while nobody reads it: the words of a hundred thousand pieces are half a gigabyte, and one
//! piece's are read at a time.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use lz4_flex::block;

/// Shorter texts stay as they are, bytes.
const LEAST: usize = 256;

/// Reads and is changed as a `String`. A packed one is unpacked when it is first read, and stays so; where many are
/// gone through, [`Text::peek`] leaves each as it is.
pub struct Text {
    /// As it was when it was packed; nothing once it was changed.
    packed: Option<Box<[u8]>>,
    plain: OnceLock<String>,
}

impl Text {
    /// Packs a text where that makes it smaller.
    pub fn pack(text: String) -> Self {
        if text.len() < LEAST {
            return text.into();
        }
        let packed = block::compress_prepend_size(text.as_bytes());
        if packed.len() < text.len() {
            Self { packed: Some(packed.into()), plain: OnceLock::new() }
        } else {
            text.into()
        }
    }

    /// The text, without keeping it unpacked.
    pub fn peek(&self) -> Cow<'_, str> {
        match (self.plain.get(), &self.packed) {
            (Some(plain), _) => Cow::Borrowed(plain),
            (None, Some(packed)) => Cow::Owned(unpack(packed)),
            (None, None) => Cow::Borrowed(""),
        }
    }

    pub fn into_string(self) -> String {
        let Self { packed, plain } = self;
        plain.into_inner().or_else(|| packed.as_deref().map(unpack)).unwrap_or_default()
    }
}

fn unpack(packed: &[u8]) -> String {
    let bytes = block::decompress_size_prepended(packed).ok();
    // Only `pack` makes such bytes, and nothing changes them.
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).expect("what was packed unpacks")
}

impl Deref for Text {
    type Target = String;

    fn deref(&self) -> &String {
        self.plain.get_or_init(|| self.packed.as_deref().map(unpack).unwrap_or_default())
    }
}

impl DerefMut for Text {
    fn deref_mut(&mut self) -> &mut String {
        let plain = std::mem::take(self).into_string();
        *self = plain.into();
        // Just put there.
        self.plain.get_mut().expect("a plain text")
    }
}

impl Default for Text {
    fn default() -> Self {
        String::new().into()
    }
}

impl Clone for Text {
    /// A packed text's clone is packed.
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
        for text in ["", "Lời", &"Sáng nay, ông Bảy mang hồ sơ đất đến nộp. ".repeat(50), &"ế".repeat(200)] {
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
        assert!(packed.packed.as_ref().is_some_and(|packed| packed.len() < 400), "{packed:?}");
        assert!(packed.plain.get().is_none(), "looked at by the comparisons alone");
    }
}
