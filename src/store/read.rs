//! Decodes bytes as a text and a piece, or explains why not.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use super::disk::Disk;
use super::files::Files;
use super::{Problem, Stamp, name, text};
use crate::fault;
use crate::fold::capital;
use crate::piece::{Format, Header, Piece};
use crate::plan;
use crate::record::{AnyRecord, Kind};

/// A script of this size would have a thousand pages: the file is something else.
pub(super) const LARGEST: u64 = 8 * 1024 * 1024;

/// Reads a regular file of at most `largest` bytes, with its stamp.
pub(super) fn bytes(files: &dyn Files, file: &Path, largest: u64) -> io::Result<(Vec<u8>, Stamp)> {
    let (content, meta) = files.read(file, largest)?;
    let stamp = Stamp::new(&meta, &content);
    Ok((content, stamp))
}

/// A Word document with its pictures; its text alone is read.
const LARGEST_DOCUMENT: u64 = 64 * 1024 * 1024;

/// The bytes of a document outside the workspace.
///
/// # Errors
/// No regular file, unreadable, or larger than 64 MB.
pub fn document_bytes(file: &Path) -> Result<Vec<u8>, Problem> {
    let path = file.display().to_string();
    let (content, _) = bytes(&Disk, file, LARGEST_DOCUMENT).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => too_large(&path, "văn bản của kế hoạch", "chọn văn bản của kế hoạch"),
        _ => unreadable(&path, &error),
    })?;
    Ok(content)
}

/// The text of a document's bytes, in any encoding that a piece's file may have.
///
/// # Errors
/// Larger than 8 MB, or no text; in Vietnamese, with the remedy.
pub fn document_text(content: &[u8]) -> Result<String, String> {
    let read = if content.len() as u64 > LARGEST {
        Err(too_large("", "văn bản của kế hoạch", "chọn văn bản của kế hoạch"))
    } else {
        decode(content, "").map(|(text, _)| text.into_owned())
    };
    read.map_err(|Problem { reason, remedy, .. }| format!("{}. Cách xử lý: {remedy}.", capital(&reason)))
}

/// The bytes of a file that becomes a piece.
///
/// # Errors
/// No regular file, unreadable, or larger than 64 MB.
pub fn foreign_bytes(file: &Path) -> Result<Vec<u8>, Problem> {
    let path = file.display().to_string();
    let (content, _) = bytes(&Disk, file, LARGEST_DOCUMENT).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => {
            too_large(&path, "tệp đưa vào", "chép phần chữ cần dùng sang một tệp mới")
        }
        _ => unreadable(&path, &error),
    })?;
    Ok(content)
}

/// A scan of answer sheets, which is read as far as needed: it may be larger than the memory.
///
/// # Errors
/// No regular file, or unreadable.
pub fn open_scan(file: &Path) -> Result<impl io::Read + io::Seek + Send + use<>, Problem> {
    let opened = super::disk::open(file).map_err(|error| unreadable(&file.display().to_string(), &error))?;
    Ok(opened.0)
}

/// The text of such a file, in any encoding that a piece's file may have.
///
/// # Errors
/// Larger than 8 MB, or no text; in Vietnamese, with the remedy.
pub fn foreign_text(content: &[u8]) -> Result<String, String> {
    if content.len() as u64 > LARGEST {
        return Err("Tệp chữ này lớn hơn 8 MB. Hãy chép phần cần dùng sang một tệp mới.".to_owned());
    }
    let text = decode(content, "").map(|(text, _)| text.into_owned());
    text.map_err(|Problem { reason, .. }| {
        format!(
            "{}. Hãy mở nó bằng chương trình đã viết nó, lưu lại thành .docx rồi chọn lại.",
            capital(&reason)
        )
    })
}

/// Text in an old Vietnamese font as Unicode, by the font's name: `.VnTime`, `VNI-Times`; none for other fonts.
pub fn from_old_font(font: &str, text: &str) -> Option<String> {
    super::legacy::from_font(font, text)
}

/// Parses a file's bytes as a piece.
pub(super) fn parse(content: &[u8], path: &str, format: Format) -> Result<(Piece, Vec<Problem>), Problem> {
    let (text, notice) = decode(content, path)?;
    let mut notices = Vec::from_iter(notice);
    let piece = Piece::parse_normal(&text, format).map_err(|error| {
        let begin = text.trim_start();
        let is_prose = matches!(format, Format::Stage | Format::Article);
        let is_text = is_prose && !begin.is_empty() && !begin.starts_with('(');
        Problem::broken(path, Some(error.line), error.reason, error.remedy).of_text(is_text)
    })?;
    let header = &piece.header;
    if !name::is_safe_id(header.id.as_str()) {
        return Err(unsafe_id(path, "bài", header.id.as_str()));
    }
    if header.schema > Header::SCHEMA {
        notices.push(newer(path, header.schema));
    }
    Ok((piece, notices))
}

fn unsafe_id(path: &str, what: &str, id: &str) -> Problem {
    Problem::broken(
        path,
        None,
        format!("mã {what} \"{id}\" không hợp lệ"),
        "mã chỉ gồm chữ cái không dấu, chữ số, gạch nối, từ 4 đến 64 ký tự, không trùng tên thiết bị như COM1; sửa dòng id",
    )
}

/// Parses a file's bytes as one of many records of a kind.
pub(super) fn parse_entry(
    content: &[u8],
    path: &str,
    kind: &Kind,
) -> Result<(AnyRecord, Vec<Problem>), Problem> {
    let (text, notice) = decode(content, path)?;
    let record = kind.parse(&text).map_err(|error| explain(path, error))?;
    let entry = record.entry();
    let id = entry.as_ref().map_or("", |entry| entry.id());
    if !name::is_safe_id(id) {
        return Err(unsafe_id(path, kind.name, id));
    }
    let newer = record.newer_schema().map(|schema| newer(path, schema));
    Ok((record, notice.into_iter().chain(newer).collect()))
}

/// A file that a newer version of the program wrote, but that can be read.
pub(super) fn newer(path: &str, schema: u32) -> Problem {
    Problem::notice(
        path,
        format!("do phiên bản mới hơn ghi (lược đồ {schema}), chỉ đọc được"),
        "cập nhật Tòa soạn để sửa tệp này",
    )
}

/// The text of a file, with a notice when it had to be repaired.
pub(super) fn decode<'a>(content: &'a [u8], path: &str) -> Result<(Cow<'a, str>, Option<Problem>), Problem> {
    let (text, repair) = text::decode(content)
        .map_err(|damage| Problem::broken(path, damage.line(), damage.reason(), damage.remedy()))?;
    let notice = (!repair.is_none()).then(|| {
        Problem::notice(
            path,
            format!("đã đọc được nhưng tệp dùng {repair}"),
            "lưu lại bài để ghi theo chuẩn (UTF-8, NFC, xuống dòng LF)",
        )
    });
    Ok((text, notice))
}

/// A parse error of a record, with position and remedy as separate fields.
pub(super) fn explain(path: &str, error: plan::ParseError) -> Problem {
    match error {
        plan::ParseError::Syntax(error) => {
            Problem::broken(path, Some(error.line), error.reason, error.remedy)
        }
        newer @ plan::ParseError::Newer { .. } => {
            Problem::broken(path, None, newer.to_string(), "cập nhật chương trình Tòa soạn")
        }
    }
}

/// Like [`unreadable`], for a record.
pub(super) fn unreadable_record(kind: &Kind, error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::FileTooLarge {
        let remedy = format!("chép lại {} từ bản sao lưu hoặc từ lịch sử", kind.path);
        return too_large(kind.path, kind.name, remedy);
    }
    unreadable(kind.path, error)
}

fn too_large(path: &str, what: &str, remedy: impl Into<String>) -> Problem {
    let most = LARGEST / (1024 * 1024);
    Problem::broken(path, None, format!("tệp lớn hơn {most} MB, không thể là {what}"), remedy)
}

pub(super) fn unreadable(path: &str, error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::FileTooLarge {
        return too_large(path, "bài", "chuyển tệp ra khỏi thư mục bài");
    }
    Problem::broken(
        path,
        None,
        format!("không đọc được tệp: {}", fault::explain(error)),
        "kiểm tra quyền đọc và ổ đĩa rồi mở lại",
    )
}
