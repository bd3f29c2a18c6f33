//! Finds the piece named by an argument.

use std::fmt::Write;
use std::path::Path;

use super::Failure;
use crate::calendar::wording;
use crate::store::{Opened, Stored};

/// Maximum number of candidates listed in an error.
const MOST: usize = 8;

/// By id, by a unique prefix of an id, or by the path of its file, relative to the current folder or the
/// workspace.
pub fn piece<'a>(opened: &'a Opened, name: &str) -> Result<&'a Stored, Failure> {
    let pieces = &opened.pieces;
    if let Some(exact) =
        pieces.iter().find(|stored| stored.piece.header.id.as_str().eq_ignore_ascii_case(name))
    {
        return Ok(exact);
    }
    if let Some(by_path) = by_path(opened, name) {
        return Ok(by_path);
    }
    let begins = |stored: &&Stored| {
        let id = stored.piece.header.id.as_str();
        !name.is_empty() && id.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let found: Vec<&Stored> = pieces.iter().filter(begins).collect();
    match found.as_slice() {
        [only] => Ok(only),
        [] => Err(absent(opened, name)),
        several => Err(Failure::Work(format!(
            "\"{name}\" là phần đầu của {} mã bài; viết dài hơn. Các bài:\n{}",
            several.len(),
            list(several)
        ))),
    }
}

fn by_path<'a>(opened: &'a Opened, name: &str) -> Option<&'a Stored> {
    let relative = name.replace('\\', "/");
    let relative = relative.trim_start_matches("./");
    if let Some(stored) = opened.pieces.iter().find(|stored| stored.path == relative) {
        return Some(stored);
    }
    let whole = std::path::absolute(name).ok()?;
    let root = opened.workspace.root();
    // The workspace's root has no links in it; a typed path may.
    opened.pieces.iter().find(|stored| is_same(&root.join(&stored.path), &whole))
}

fn is_same(file: &Path, typed: &Path) -> bool {
    file == typed
        || (file.file_name() == typed.file_name() && typed.canonicalize().is_ok_and(|typed| typed == file))
}

fn absent(opened: &Opened, name: &str) -> Failure {
    let broken = opened.problems.iter().find(|problem| {
        problem.is_broken() && (problem.path == name || (name.len() >= 8 && problem.path.contains(name)))
    });
    if let Some(problem) = broken {
        return Failure::Work(format!("bài \"{name}\" nằm trong tệp hỏng:\n  {problem}"));
    }
    let folded = name.to_lowercase();
    let near: Vec<&Stored> = opened
        .pieces
        .iter()
        .filter(|stored| stored.piece.header.title.to_lowercase().contains(&folded))
        .collect();
    let (title, shown) = if near.is_empty() || name.is_empty() {
        ("Các bài hiện có", opened.pieces.iter().collect())
    } else {
        ("Có phải một trong các bài", near)
    };
    Failure::Work(format!(
        "không có bài nào có mã hoặc đường dẫn \"{name}\". {title}:\n{}Xem tất cả: toasoan pieces KHÔNG_GIAN",
        list(&shown)
    ))
}

fn list(pieces: &[&Stored]) -> String {
    let mut text = String::new();
    for stored in pieces.iter().take(MOST) {
        let _ = writeln!(text, "  {}  {}", stored.piece.header.id, stored.piece.header.title);
    }
    if pieces.len() > MOST {
        let _ = writeln!(text, "  … và {} khác", wording::counted(pieces.len() - MOST, "bài"));
    }
    text
}
