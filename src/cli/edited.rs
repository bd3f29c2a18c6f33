//! What the commands share that take a table edited in Excel back.

use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::{Failure, print, print_json};
use crate::import::schedule::{Change, Remark};
use crate::newsroom::{Command, Newsroom};
use crate::store;

#[derive(Debug, Serialize)]
struct Outcome<'a> {
    taken: bool,
    changes: &'a [Change],
    faults: &'a [Remark],
    remarks: &'a [Remark],
}

/// The file's bytes.
pub(super) fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    store::foreign_bytes(file)
        .map_err(|problem| Failure::Work(format!("{}; {}", problem.reason, problem.remedy)))
}

/// Fails when the newsroom refuses the changes of a table.
pub(super) fn allow(newsroom: &Newsroom, command: &Command) -> Result<(), Failure> {
    newsroom.refusal(command).map_or(Ok(()), |refusal| Err(Failure::Work(refusal.to_string())))
}

/// Prints what differs and what is wrong, and fails with `refused` when a cell is wrong. `what`: the table's name at
/// the beginning of a sentence.
pub(super) fn tell(
    what: &str,
    (changes, faults, remarks): (&[Change], &[Remark], &[Remark]),
    taken: bool,
    (is_dry, is_json): (bool, bool),
    refused: &str,
) -> Result<(), Failure> {
    if is_json {
        print_json(&Outcome { taken, changes, faults, remarks })?;
    } else {
        print(&report(what, (changes, faults, remarks), is_dry))?;
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::Work(refused.into())) }
}

/// What differs, by cell, and what cannot be taken.
fn report(what: &str, (changes, faults, remarks): (&[Change], &[Remark], &[Remark]), is_dry: bool) -> String {
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
