//! Decodes a file's bytes as text: NFC, LF, no BOM, with a note of what was repaired.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::legacy;
use crate::piece::is_nfc;

/// What was repaired while reading; the next save writes the file correctly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing set right, in any combination")]
pub(super) struct Repair {
    pub utf16: bool,
    pub bom: bool,
    pub line_ends: bool,
    pub composed: bool,
    pub legacy: Option<legacy::CodePage>,
}

impl Repair {
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let legacy = self.legacy.map_or("", legacy::CodePage::name);
        let parts = [
            (self.legacy.is_some(), legacy),
            (self.utf16, "bảng mã UTF-16"),
            (self.bom, "dấu BOM ở đầu tệp"),
            (self.line_ends, "xuống dòng kiểu Windows (CRLF)"),
            (self.composed, "dấu tiếng Việt dựng sẵn chưa đúng (NFD)"),
        ];
        let mut is_first = true;
        for (_, part) in parts.iter().filter(|(present, _)| *present) {
            if !is_first {
                f.write_str(", ")?;
            }
            is_first = false;
            f.write_str(part)?;
        }
        Ok(())
    }
}

/// Why bytes are not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Damage {
    Empty,
    /// Only NUL bytes: what a power cut leaves of a file that was not synced.
    Nul,
    /// Some NUL bytes among text, or binary content.
    Binary {
        line: u32,
    },
    /// Neither UTF-8 nor UTF-16: an old Vietnamese code page, or damage.
    NotUnicode {
        line: u32,
    },
}

impl Damage {
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::Empty | Self::Nul => None,
            Self::Binary { line } | Self::NotUnicode { line } => Some(*line),
        }
    }

    pub fn reason(&self) -> &'static str {
        match self {
            Self::Empty => "tệp rỗng, không còn chữ nào",
            Self::Nul => "tệp chỉ gồm các byte NUL (thường do mất điện khi đang ghi)",
            Self::Binary { .. } => "tệp có byte NUL, không phải văn bản",
            Self::NotUnicode { .. } => "chữ không phải UTF-8 (có thể là TCVN3, VNI hoặc tệp đã hỏng)",
        }
    }

    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Empty | Self::Nul => "khôi phục một bản đã lưu của bài, hoặc xóa tệp này",
            Self::Binary { .. } => "khôi phục một bản đã lưu của bài, hoặc chuyển tệp này ra khỏi thư mục",
            Self::NotUnicode { .. } => {
                "mở bằng trình soạn thảo, chuyển sang Unicode dựng sẵn rồi lưu dạng UTF-8"
            }
        }
    }
}

/// Decodes a text file; borrows when nothing had to be repaired.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Repair), Damage> {
    let mut repair = Repair::default();
    if bytes.is_empty() {
        return Err(Damage::Empty);
    }
    if bytes.iter().all(|&byte| byte == 0) {
        return Err(Damage::Nul);
    }
    let mut text: Cow<'_, str> = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, &mut repair)?.into(),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, &mut repair)?.into(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            repair.bom = true;
            utf8(rest)?.into()
        }
        _ => match utf8(bytes) {
            Ok(text) => text.into(),
            Err(damage) => {
                let (text, page) = legacy::from_bytes(bytes).or_else(|| body_alone(bytes)).ok_or(damage)?;
                repair.legacy = Some(page);
                text.into()
            }
        },
    };
    if let Some((read, page)) = legacy::from_text(&text) {
        repair.legacy = Some(page);
        text = read.into();
    }
    if let Some(at) = text.find('\0') {
        return Err(Damage::Binary { line: line_of(&text.as_bytes()[..at]) });
    }
    if text.trim().is_empty() {
        return Err(Damage::Empty);
    }
    if text.contains('\r') {
        repair.line_ends = true;
        text = text.replace("\r\n", "\n").replace('\r', "\n").into();
    }
    if !is_nfc(&text) {
        repair.composed = true;
        text = text.nfc().collect::<String>().into();
    }
    Ok((text, repair))
}

/// A piece whose body was pasted in an old code page below a header in UTF-8.
fn body_alone(bytes: &[u8]) -> Option<(String, legacy::CodePage)> {
    let sign = memchr::memmem::find(bytes, b"\n---")?;
    let body = sign + 1 + memchr::memchr(b'\n', &bytes[sign + 1..])? + 1;
    let header = utf8(&bytes[..body]).ok()?;
    let (text, page) = legacy::from_bytes(&bytes[body..])?;
    Some((format!("{header}{text}"), page))
}

/// NFC.
pub(super) fn compose(text: String) -> String {
    if is_nfc(&text) { text } else { text.nfc().collect() }
}

/// Adds a comment at the start of a text that would be mistaken for one in an old code page ("El ñu").
pub(super) fn marked(text: String) -> String {
    if legacy::from_text(&text).is_some() {
        format!("// Tệp này viết bằng chữ Unicode.\n{text}")
    } else {
        text
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Damage> {
    simdutf8::compat::from_utf8(bytes)
        .map_err(|error| Damage::NotUnicode { line: line_of(&bytes[..error.valid_up_to()]) })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, repair: &mut Repair) -> Result<String, Damage> {
    repair.utf16 = true;
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(pairs.iter().copied().map(unit)) {
        text.push(character.map_err(|_| Damage::NotUnicode { line: line_of(text.as_bytes()) })?);
    }
    if rest.is_empty() { Ok(text) } else { Err(Damage::NotUnicode { line: line_of(text.as_bytes()) }) }
}

fn line_of(before: &[u8]) -> u32 {
    before.split(|&byte| byte == b'\n').count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_windows_and_macs_write() {
        let utf16: Vec<u8> =
            [0xFEFF].into_iter().chain("Thủ tục\r\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let nfd: String = "Thủ tục\n".nfd().collect();
        for (bytes, note) in [
            (b"Th\xe1\xbb\xa7 t\xe1\xbb\xa5c\n".to_vec(), ""),
            ("\u{feff}Thủ tục\n".into(), "dấu BOM ở đầu tệp"),
            ("Thủ tục\r\n".into(), "xuống dòng kiểu Windows (CRLF)"),
            (utf16, "bảng mã UTF-16, xuống dòng kiểu Windows (CRLF)"),
            (nfd.into_bytes(), "dấu tiếng Việt dựng sẵn chưa đúng (NFD)"),
        ] {
            let (text, repair) = decode(&bytes).expect("readable text");
            assert_eq!(text, "Thủ tục\n");
            assert_eq!(repair.to_string(), note);
        }
    }

    #[test]
    fn a_body_in_an_old_code_page_below_a_header_is_read() {
        let (text, repair) =
            decode(b"(title: \"Th\xe1\xbb\xa7 t\xe1\xbb\xa5c\")\n---\nTh\xf1 t\xf4c h\xb5nh ch\xddnh\n")
                .expect("readable text");
        assert_eq!(text, "(title: \"Thủ tục\")\n---\nThủ tục hành chính\n");
        assert_eq!(repair.legacy, Some(legacy::CodePage::Tcvn3));
    }

    #[test]
    fn damage_is_told_apart_and_placed() {
        for (bytes, damage) in [
            (b"".as_slice(), Damage::Empty),
            (b" \n\r\n", Damage::Empty),
            (&[0; 512], Damage::Nul),
            (b"a\nb\0c", Damage::Binary { line: 2 }),
            (b"a\n\nTh\xff t\x80c", Damage::NotUnicode { line: 3 }),
            (b"\xff\xfea\0\n\0\0\xd8", Damage::NotUnicode { line: 2 }),
            (b"\xff\xfea\0b", Damage::NotUnicode { line: 1 }),
        ] {
            assert_eq!(decode(bytes), Err(damage));
        }
    }
}
