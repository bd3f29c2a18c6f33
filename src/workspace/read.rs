//! One file to one piece, or to the reason why not.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::walk::Found;
use super::{Problem, Stamp, Stored, history, name, text};
use crate::fault;
use crate::piece::{Format, Header, Piece};
use crate::plan;

/// A script of this size would be a thousand pages: the file is something else.
pub(super) const LARGEST: u64 = 8 * 1024 * 1024;

/// Reads a regular file of at most `largest` bytes with its stamp.
pub(super) fn bytes(file: &Path, largest: u64) -> io::Result<(Vec<u8>, Stamp)> {
    let opened = File::open(file)?;
    let metadata = opened.metadata()?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if metadata.len() > largest {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut content = Vec::with_capacity(metadata.len() as usize + 1);
    let _ = opened.take(largest + 1).read_to_end(&mut content)?;
    if content.len() as u64 > largest {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let stamp = Stamp::new(&metadata, &content);
    Ok((content, stamp))
}

/// Reads a text file: its text, stamp, and a notice when it had to be set right.
pub(super) fn record(file: &Path, path: &str) -> Result<(String, Stamp, Option<Problem>), Problem> {
    let (content, stamp) = bytes(file, LARGEST).map_err(|error| unreadable(path, &error))?;
    let (text, notice) = decode(&content, path)?;
    Ok((text, stamp, notice))
}

/// Reads a piece's file.
pub(super) fn piece(root: &Path, found: &Found) -> Result<(Stored, Vec<Problem>), Problem> {
    let read = || {
        let (content, stamp) =
            bytes(&found.file, LARGEST).map_err(|error| unreadable(&found.path, &error))?;
        let (piece, notices) = parse(&content, &found.path, found.format)?;
        Ok((Stored { piece, path: found.path.clone(), stamp }, notices))
    };
    read().map_err(|mut problem: Problem| {
        let name = found.path.rsplit('/').next().unwrap_or(&found.path);
        if let Some(last) = history::last_of_file(root, name) {
            problem.remedy = format!("{}; bản tốt gần nhất: {last}", problem.remedy);
        }
        problem
    })
}

/// From a file's bytes to a piece.
pub(super) fn parse(content: &[u8], path: &str, format: Format) -> Result<(Piece, Vec<Problem>), Problem> {
    let (text, notice) = decode(content, path)?;
    let mut notices = Vec::from_iter(notice);
    let piece = Piece::parse(&text, format)
        .map_err(|error| Problem::broken(path, Some(error.line), error.reason, error.remedy))?;
    let header = &piece.header;
    if !name::is_safe_id(&header.id) {
        return Err(Problem::broken(
            path,
            None,
            format!("mã bài \"{}\" không hợp lệ", header.id),
            "mã chỉ gồm chữ cái không dấu, chữ số, gạch nối, từ 4 đến 64 ký tự; sửa dòng id",
        ));
    }
    if header.schema > Header::SCHEMA {
        notices.push(Problem::notice(
            path,
            format!("do phiên bản mới hơn ghi (lược đồ {}), chỉ đọc được", header.schema),
            "cập nhật Tòa soạn để sửa bài này",
        ));
    }
    Ok((piece, notices))
}

fn decode(content: &[u8], path: &str) -> Result<(String, Option<Problem>), Problem> {
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

/// A text that does not parse, with the place and the remedy apart.
pub(super) fn explain(path: &str, error: plan::ParseError) -> Problem {
    match error {
        plan::ParseError::Syntax { line, problem, remedy, .. } => {
            Problem::broken(path, Some(line as u32), problem, remedy)
        }
        newer @ plan::ParseError::Newer { .. } => {
            Problem::broken(path, None, newer.to_string(), "cập nhật chương trình Tòa soạn")
        }
    }
}

pub(super) fn unreadable(path: &str, error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::FileTooLarge {
        let most = LARGEST / (1024 * 1024);
        return Problem::broken(
            path,
            None,
            format!("tệp lớn hơn {most} MB, không thể là một bài"),
            "chuyển tệp ra khỏi thư mục bài",
        );
    }
    Problem::broken(
        path,
        None,
        format!("không đọc được tệp: {}", fault::explain(error)),
        "kiểm tra quyền đọc và ổ đĩa rồi mở lại",
    )
}
