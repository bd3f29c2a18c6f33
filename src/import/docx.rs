//! A Word document (ECMA-376, `WordprocessingML`) as text: a line a paragraph, with the numbers that Word counts; a
//! table's row as a line with tabs.

mod numbering;
#[cfg(test)]
mod tests;
mod walk;

use std::io::{Cursor, Read};

use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;
use zip::result::ZipError;

/// Maximum unpacked size of a part, bytes: a plan's text takes a few hundred kilobytes.
const LARGEST_PART: u64 = 16 * 1024 * 1024;

/// Why a Word document is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error("Tệp Word này bị hỏng hoặc chưa tải về hết. Hãy mở nó bằng Word, lưu lại rồi chọn lại.")]
    Broken,
    #[error(
        "Tệp này không phải văn bản Word (.docx). Hãy mở nó, lưu thành “Tài liệu Word (.docx)” rồi chọn lại."
    )]
    NotWord,
    #[error(
        "Tệp này có mật khẩu, hoặc do Word đời cũ lưu (.doc). Hãy mở nó bằng Word, bỏ mật khẩu, lưu thành “Tài liệu \
         Word (.docx)” rồi chọn lại."
    )]
    OldOrLocked,
    #[error(
        "Văn bản trong tệp này lớn bất thường nên chương trình không mở. Hãy chép phần kế hoạch sang một tệp mới."
    )]
    TooLarge,
}

/// The paragraphs and tables of a document, in reading order. A table of at least three columns gives a line for each
/// row, its cells parted by tabs and the lines in a cell by U+2028; a narrower one, which only places text, gives the
/// paragraphs of its cells. Deleted text, headers and footnotes are left out.
pub(super) fn text(bytes: &[u8]) -> Result<String, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    let document = part(&mut zip, "word/document.xml")?.ok_or(Refusal::NotWord)?;
    let numbering = part(&mut zip, "word/numbering.xml")?;
    let numbering = numbering.map(|xml| numbering::Numbering::parse(&xml)).transpose()?;
    let text = walk::text(&document, numbering.unwrap_or_default())?;
    Ok(text.replace('\u{a0}', " ").nfc().collect())
}

/// The text of a part; none when the archive has no such part.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Refusal> {
    let entry = match zip.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(_)) => return Err(Refusal::OldOrLocked),
        Err(_) => return Err(Refusal::Broken),
    };
    // The archive may give a wrong size, so what is unpacked is counted.
    let mut xml = Vec::new();
    let read = entry.take(LARGEST_PART + 1).read_to_end(&mut xml);
    if xml.len() as u64 > LARGEST_PART {
        return Err(Refusal::TooLarge);
    }
    let _ = read.map_err(|_| Refusal::Broken)?;
    String::from_utf8(xml).map(Some).map_err(|_| Refusal::Broken)
}
