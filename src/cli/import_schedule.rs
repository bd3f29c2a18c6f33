//! `toasoan import schedule`: takes a schedule that was edited in Excel, as a whole or not at all.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Failure, open, print, print_json, source, together};
use crate::import::schedule::{self, Change, Reading, Remark};
use crate::newsroom::Newsroom;
use crate::piece::{Piece, PieceId};
use crate::store::{self, Stored, StoredFile, Workspace};

#[derive(Debug, Serialize)]
pub(super) struct Outcome<'a> {
    pub taken: bool,
    pub changes: &'a [Change],
    pub faults: &'a [Remark],
    pub remarks: &'a [Remark],
}

pub fn run(
    path: &Path,
    file: &Path,
    (is_dry, is_json): (bool, bool),
    asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let (workspace, stored) = (opened.workspace.clone(), opened.pieces.clone());
    let mut newsroom = source::newsroom(opened, asked);
    let bytes = store::foreign_bytes(file)
        .map_err(|problem| Failure::Work(format!("{}; {}", problem.reason, problem.remedy)))?;
    let new_id = &mut || PieceId(ulid::Ulid::generate().to_string().into());
    let reading = schedule::read(&newsroom, &bytes, new_id).map_err(Failure::Work)?;
    let command = reading.command().filter(|_| !is_dry);
    let taken = command.is_some();
    if let Some(command) = command {
        if let Some(refusal) = newsroom.refusal(&command) {
            return Err(Failure::Work(refusal.to_string()));
        }
        let changed = newsroom.apply(command).pieces;
        let stored = stored.into_iter().map(|stored| (stored.piece.header.id.clone(), stored)).collect();
        let changes = self::changes(&workspace, &newsroom, &stored, changed.iter()).map_err(Failure::Work)?;
        together::save(&workspace, changes).map_err(Failure::Work)?;
    }
    let Reading { changes, faults, remarks, .. } = &reading;
    if is_json {
        print_json(&Outcome { taken, changes, faults, remarks })?;
    } else {
        print(&report("Lịch", (changes, faults, remarks), is_dry))?;
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::Work("Chưa nhận thay đổi nào; sửa các ô trên rồi nhập lại.".into()))
    }
}

/// The changed pieces with their texts, and their files as they were.
pub(super) fn changes<'a>(
    workspace: &Workspace,
    newsroom: &Newsroom,
    stored: &BTreeMap<PieceId, Stored>,
    changed: impl Iterator<Item = &'a PieceId>,
) -> Result<Vec<together::Change>, String> {
    let change = |piece: &Piece| {
        let Some(Stored { piece: known, path, stamp }) = stored.get(&piece.header.id) else {
            return Ok((None, piece.clone().into()));
        };
        let text = workspace.whole(path, known.format).map_err(|problem| problem.to_string())?;
        let after = Piece { header: piece.header.clone(), ..text.clone() };
        let before = StoredFile { content: text.into(), path: path.clone(), stamp: *stamp };
        Ok((Some(before), after.into()))
    };
    changed.filter_map(|id| newsroom.piece(id)).map(change).collect()
}

/// What differs, by cell, and what cannot be taken. `what`: the table's name at the beginning of a sentence.
pub(super) fn report(
    what: &str,
    (changes, faults, remarks): (&[Change], &[Remark], &[Remark]),
    is_dry: bool,
) -> String {
    let mut out = String::new();
    for Change { cell, row, field, before, after, is_newer } in changes {
        let _ = writeln!(out, "{cell}  {row}\n    {field}: {} → {}", named(before), named(after));
        if *is_newer {
            let _ = writeln!(out, "    người khác đã sửa ô này sau khi xuất bảng");
        }
    }
    for Remark { cell, message } in remarks {
        let _ = writeln!(out, "{cell}  {message}");
    }
    for Remark { cell, message } in faults {
        let _ = writeln!(out, "{cell}  lỗi: {message}");
    }
    let count = changes.len();
    let _ = match (count, is_dry, faults.is_empty()) {
        (0, _, true) => writeln!(out, "{what} không có gì thay đổi."),
        (_, true, true) => writeln!(out, "Sẽ nhận {count} thay đổi."),
        (_, false, true) => writeln!(out, "Đã nhận {count} thay đổi."),
        _ => Ok(()),
    };
    out
}

fn named(value: &str) -> &str {
    if value.is_empty() { "(trống)" } else { value }
}
