//! `toasoan find`: words in all pieces, and other words in their place.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::{Failure, known_activity, print, print_json, warn};
use crate::calendar::wording;
use crate::piece::find::{self, Hit, Pattern, Place, Sought};
use crate::piece::{Piece, PieceId, part};
use crate::store::{Opened, Stored, Workspace};

/// How many letters are shown before and after a hit.
const AROUND: usize = 40;

/// What is asked on the command line.
#[derive(Debug)]
pub struct Request {
    pub sought: Sought,
    pub replace: Option<String>,
    /// None for all.
    pub activity: Option<String>,
    /// Only tell.
    pub is_dry: bool,
    pub is_json: bool,
}

/// A piece in which the words are.
#[derive(Debug, Serialize)]
struct Found {
    id: PieceId,
    title: String,
    activity: String,
    status: &'static str,
    /// Relative to the workspace, with `/`.
    path: String,
    /// Why nothing is replaced in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<String>,
    /// How many hits were replaced, or would be.
    replaced: usize,
    hits: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    /// `title`, `person`, `body` or `comment`.
    place: &'static str,
    /// For people: "Mục 03", "Tên bài".
    place_name: String,
    /// Line of the file (from 1); none outside the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    before: String,
    words: String,
    after: String,
    /// Marks of a format and what colleagues remarked are not replaced.
    is_replaceable: bool,
}

pub fn run(path: &Path, request: &Request) -> Result<(), Failure> {
    let Some(pattern) = Pattern::new(&request.sought) else {
        return Err(Failure::Usage("chữ cần tìm đang trống".to_owned()));
    };
    let rows: Mutex<HashMap<String, Vec<Row>>> = Mutex::default();
    let opened = Workspace::open_looking(path, &|stored| {
        if request.activity.as_ref().is_none_or(|id| stored.piece.header.activity == *id) {
            let found = look(&stored.piece, &pattern);
            if !found.is_empty() {
                let mut rows = rows.lock().unwrap_or_else(PoisonError::into_inner);
                let _ = rows.insert(stored.path.clone(), found);
            }
        }
    })?;
    warn(&opened);
    request.activity.iter().try_for_each(|id| known_activity(&opened.plan, id))?;
    let mut rows = rows.into_inner().unwrap_or_else(PoisonError::into_inner);
    let found: Vec<Found> = opened
        .pieces
        .iter()
        .filter_map(|stored| Some(take(&opened, stored, rows.remove(&stored.path)?, &pattern, request)))
        .collect();
    if request.is_json { print_json(&found) } else { print(&report(&found, request)) }
}

fn look(piece: &Piece, pattern: &Pattern) -> Vec<Row> {
    let (header, body) = (&piece.header, piece.body.as_str());
    let hits = find::hits(pattern, header, piece.format, body, &mut String::new());
    let parts = if hits.is_empty() { Vec::new() } else { part::of_body(piece.format, body) };
    let row = |hit: &Hit| {
        let snippet = hit.snippet(piece.format, hit.text(header, body), AROUND);
        Row {
            place: match hit.place {
                Place::Title => "title",
                Place::Person(_) => "person",
                Place::Body { .. } => "body",
                Place::Comment(..) => "comment",
            },
            place_name: hit.place_name(piece, body, &parts),
            line: hit.line(body).map(|line| line + piece.body_line() as usize),
            before: snippet.before,
            words: snippet.words,
            after: snippet.after,
            is_replaceable: hit.is_replaceable(),
        }
    };
    hits.iter().map(row).collect()
}

/// Replaces the words in a piece where that is asked, and says what became of it.
fn take(opened: &Opened, stored: &Stored, hits: Vec<Row>, pattern: &Pattern, request: &Request) -> Found {
    let header = &stored.piece.header;
    let count = hits.iter().filter(|hit| hit.is_replaceable).count();
    let (kept, replaced) = match (&request.replace, find::refusal(header)) {
        (None, _) => (None, 0),
        (Some(_), _) if count == 0 => (None, 0),
        (Some(_), Some(reason)) => (Some(reason.to_owned()), 0),
        (Some(_), None) if request.is_dry => (None, count),
        (Some(words), None) => match replace(opened, stored, pattern, words) {
            Ok(replaced) => (None, replaced),
            Err(reason) => (Some(reason), 0),
        },
    };
    Found {
        id: header.id.clone(),
        title: header.title.clone(),
        activity: header.activity.clone(),
        status: header.status.code(),
        path: stored.path.clone(),
        kept,
        replaced,
        hits,
    }
}

fn replace(opened: &Opened, stored: &Stored, pattern: &Pattern, words: &str) -> Result<usize, String> {
    let mut piece =
        opened.workspace.whole(&stored.path, stored.piece.format).map_err(|problem| problem.reason)?;
    let hits = find::hits(pattern, &piece.header, piece.format, &piece.body, &mut String::new());
    let replaced = find::replace(&piece.header, piece.format, &hits, words);
    for edit in &replaced.edits {
        let _ = edit.apply(&mut piece.body);
    }
    if let Some(header) = replaced.header {
        piece.header = header;
    }
    let saved = opened.workspace.save(piece, Some((stored.path.clone(), stored.stamp)));
    let _ = saved.map_err(|error| error.to_string())?;
    Ok(hits.iter().filter(|hit| hit.is_replaceable()).count())
}

fn report(found: &[Found], request: &Request) -> String {
    let mut text = String::new();
    for piece in found {
        let _ = writeln!(text, "{}  {}", piece.id, piece.title);
        for hit in &piece.hits {
            let line = hit.line.map_or(String::new(), |line| format!(", dòng {line}"));
            let _ = writeln!(text, "  {}{line}: {}[{}]{}", hit.place_name, hit.before, hit.words, hit.after);
        }
        if let Some(kept) = &piece.kept {
            let _ = writeln!(text, "  Giữ nguyên: {kept}.");
        }
    }
    let counted = |hits: usize, pieces: usize| {
        format!("{} trong {}", wording::counted(hits, "chỗ"), wording::counted(pieces, "bài"))
    };
    let all = found.iter().map(|piece| piece.hits.len()).sum();
    let _ = match (&request.replace, all) {
        (_, 0) => writeln!(text, "Không thấy “{}” ở bài nào.", request.sought.words),
        (None, _) => writeln!(text, "{}.", counted(all, found.len())),
        (Some(words), _) => {
            let done = found.iter().map(|piece| piece.replaced).sum();
            let pieces = found.iter().filter(|piece| piece.replaced > 0).count();
            let did = if request.is_dry { "Sẽ thay" } else { "Đã thay" };
            let rest =
                if all == done { String::new() } else { format!(" Giữ nguyên {} chỗ.", all - done) };
            writeln!(text, "{did} {} bằng “{words}”.{rest}", counted(done, pieces))
        }
    };
    text
}
