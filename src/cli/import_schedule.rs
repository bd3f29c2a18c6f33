//! `toasoan import schedule`: takes a schedule that was edited in Excel, as a whole or not at all.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Failure, open, print, print_json, source};
use crate::import::schedule::{self, Change, Reading, Remark};
use crate::newsroom::Newsroom;
use crate::piece::{Piece, PieceId};
use crate::store::{self, SaveError, Stored, Workspace};

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
        save(&workspace, &newsroom, &stored, changed.iter()).map_err(Failure::Work)?;
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

/// A piece as it was, with the path and the state of its file.
type Before = (Piece, String, store::Stamp);

/// Saves the changed pieces; when one fails, those before it are put back.
fn save<'a>(
    workspace: &Workspace,
    newsroom: &Newsroom,
    stored: &BTreeMap<PieceId, Stored>,
    changed: impl Iterator<Item = &'a PieceId>,
) -> Result<(), String> {
    let mut whole: Vec<(Option<Before>, Piece)> = Vec::new();
    for piece in changed.filter_map(|id| newsroom.piece(id)) {
        let before = match stored.get(&piece.header.id) {
            Some(Stored { piece: known, path, stamp }) => {
                let text = workspace.whole(path, known.format).map_err(|problem| problem.to_string())?;
                Some((text, path.clone(), *stamp))
            }
            None => None,
        };
        let after = match &before {
            Some((text, ..)) => Piece { header: piece.header.clone(), ..text.clone() },
            None => piece.clone(),
        };
        whole.push((before, after));
    }
    let mut saved: Vec<(Option<Piece>, Stored)> = Vec::new();
    for (before, after) in whole {
        let previous = before.as_ref().map(|(_, path, stamp)| (path.clone(), *stamp));
        match workspace.save(after, previous) {
            Ok(stored) => saved.push((before.map(|(text, ..)| text), stored)),
            Err(error) => {
                let back =
                    saved.into_iter().rev().map(|(before, stored)| put_back(workspace, before, stored));
                let left: Vec<String> = back.filter_map(Result::err).map(|error| error.to_string()).collect();
                return Err([vec![error.to_string()], left].concat().join("\n"));
            }
        }
    }
    Ok(())
}

fn put_back(workspace: &Workspace, before: Option<Piece>, stored: Stored) -> Result<(), SaveError> {
    match before {
        Some(before) => workspace.save(before, Some((stored.path, stored.stamp))).map(drop),
        None => workspace.trash(&stored.path).map(drop),
    }
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
