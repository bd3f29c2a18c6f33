//! Reads and writes piece files: header record, a line `---`, body.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{Format, Header, Piece};
use crate::record;

/// Why a file cannot be parsed as a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParseErrorKind {
    /// Nothing but whitespace.
    Empty,
    /// NUL bytes: the file was damaged, usually by a power cut.
    Damaged,
    /// The header record is malformed or lacks a field.
    Header,
    /// No line `---` after the header.
    NoSeparator,
    /// Written by a newer version of the program, in a way this one cannot read.
    Newer,
}

/// Where and why a file cannot be parsed, with the remedy, in Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("dòng {line}: {reason}; {remedy}")]
pub struct ParseError {
    pub kind: ParseErrorKind,
    /// From 1, in the file.
    pub line: u32,
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub remedy: String,
}

/// Normalises text: no byte order mark, LF line ends, NFC. Borrowed when nothing had to be changed.
pub fn normalize(text: &str) -> Cow<'_, str> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    if bare.contains('\r') {
        let lines = bare.replace("\r\n", "\n").replace('\r', "\n");
        Cow::Owned(if is_nfc(&lines) { lines } else { lines.nfc().collect() })
    } else if is_nfc(bare) {
        Cow::Borrowed(bare)
    } else {
        Cow::Owned(bare.nfc().collect())
    }
}

/// Whether the text is in NFC.
pub(crate) fn is_nfc(text: &str) -> bool {
    is_plain(text)
        || match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => true,
            IsNormalized::No => false,
            IsNormalized::Maybe => text.nfc().eq(text.chars()),
        }
}

/// Whether all letters of a text are certainly composed: Latin with all of Vietnamese, and typographic marks
/// (up to U+02FF, U+1E00 to U+1EFF, U+2010 to U+203F). Compares bytes without decoding them, which the compiler
/// does for many at once; nearly every text passes.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    // The first bytes of all other letters, except those of the two blocks below.
    let other = |&first: &u8| first > 0xCB && first != 0xE1 && first != 0xE2;
    let is_outside = |letter: &[u8]| {
        let [first, second, third] = *letter else { return false };
        let is_latin = (0xB8..=0xBB).contains(&second);
        let is_mark = second == 0x80 && third >= 0x90;
        (first == 0xE1 && !is_latin) || (first == 0xE2 && !is_mark)
    };
    !bytes.iter().fold(false, |found, first| found | other(first))
        && !bytes.windows(3).fold(false, |found, letter| found | is_outside(letter))
}

const SEPARATOR: &str = "---\n";

impl Piece {
    /// Parses a piece file. A byte order mark, CRLF and decomposed letters are accepted (see [`normalize`]).
    ///
    /// `parse(text).to_text() == text` for every normalised text whose separator line ends in a newline.
    pub fn parse(text: &str, format: Format) -> Result<Self, ParseError> {
        Self::parse_normal(&normalize(text), format)
    }

    /// Like [`Piece::parse`], for a normalised text.
    pub(crate) fn parse_normal(text: &str, format: Format) -> Result<Self, ParseError> {
        let error = |kind, line, reason: &str, remedy: &str| ParseError {
            kind,
            line,
            reason: reason.into(),
            remedy: remedy.into(),
        };
        if text.trim().is_empty() {
            return Err(error(ParseErrorKind::Empty, 1, "tệp trống", "hãy khôi phục bản trước hoặc xóa tệp"));
        }
        if let Some(at) = text.find('\0') {
            return Err(error(
                ParseErrorKind::Damaged,
                line_of(text, at),
                "tệp bị hỏng (có byte rỗng), có thể do mất điện",
                "hãy khôi phục bản trước",
            ));
        }
        let record_end = record::end(text).unwrap_or(0);
        let Some((header_end, body_start)) = separator(text, record_end) else {
            return Err(match record::read::<Header>(text) {
                Err(bad) if record_end == 0 => header_error(text, bad),
                _ => error(
                    ParseErrorKind::NoSeparator,
                    line_of(text, record_end) + 1,
                    "thiếu dòng “---” giữa phần đầu và nội dung",
                    "hãy thêm dòng này ngay sau dấu “)”",
                ),
            });
        };
        let source = &text[..header_end];
        let mut header = record::read::<Header>(source).map_err(|bad| header_error(source, bad))?;
        header.shrink();
        Ok(Self { header, header_source: source.into(), format, body: text[body_start..].into() })
    }

    /// The header's record for saving: the source, with the fields that changed.
    pub fn header_text(&self) -> String {
        if self.header_source.is_empty() {
            record::write(&self.header)
        } else {
            record::update(&self.header_source, &self.header, Header::KEYS)
        }
    }

    /// The whole file. After saving it, call [`Piece::take_saved_header`] to take over the new header text.
    pub fn to_text(&self) -> String {
        let mut text = self.header_text();
        text.reserve(self.body.len() + SEPARATOR.len() + 1);
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(SEPARATOR);
        text.push_str(&self.body);
        text
    }

    /// Takes the saved header text as the source. Call it once a save has succeeded.
    pub fn take_saved_header(&mut self) {
        self.header_source = self.header_text().into();
    }
}

/// The end of the header's text and the start of the body: around the first line `---` after `from`.
fn separator(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = if from == 0 { 0 } else { from + text[from..].find('\n')? + 1 };
    loop {
        let line = text.get(at..)?;
        if line == "---" {
            return Some((at, text.len()));
        }
        if line.starts_with(SEPARATOR) {
            return Some((at, at + SEPARATOR.len()));
        }
        at += line.find('\n')? + 1;
    }
}

fn line_of(text: &str, at: usize) -> u32 {
    text[..at].matches('\n').count() as u32 + 1
}

fn header_error(source: &str, bad: record::Error) -> ParseError {
    /// The only field needed of a header that cannot be parsed.
    #[derive(serde::Deserialize)]
    struct Schema {
        schema: u32,
    }
    match record::read::<Schema>(source) {
        Ok(Schema { schema }) if schema > Header::SCHEMA => ParseError {
            kind: ParseErrorKind::Newer,
            line: bad.line,
            reason: format!(
                "tệp do phiên bản mới hơn ghi (schema {schema}, chương trình này đọc đến {})",
                Header::SCHEMA
            ),
            remedy: "hãy cập nhật Tòa soạn".into(),
        },
        _ => ParseError {
            kind: ParseErrorKind::Header,
            line: bad.line,
            reason: format!("phần đầu của bài: {}", bad.reason),
            remedy: bad.remedy,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_are_composed_whatever_stands_beside_them() {
        let plain: Vec<char> = ('\0'..=char::MAX).filter(|letter| is_plain(&letter.to_string())).collect();
        assert!("Tiếng Việt, “ỡ” – ờ…".chars().all(|letter| plain.contains(&letter)));
        for letter in plain {
            let alone = unicode_normalization::char::canonical_combining_class(letter) == 0;
            assert!(alone && is_nfc_quick([letter].into_iter()) == IsNormalized::Yes, "{letter:?}");
        }
    }
}
