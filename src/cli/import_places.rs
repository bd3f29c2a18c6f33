//! `toasoan import places`: takes a list of places from Excel, as a whole or not at all.

use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use super::edited::bytes;
use super::{Failure, open, print, print_json, source};
use crate::calendar::wording;
use crate::import::places::{self, Added, Change, Reading};
use crate::import::schedule::Remark;
use crate::place::Places;

#[derive(Debug, Serialize)]
struct Outcome<'a> {
    taken: bool,
    added: &'a [Added],
    changes: &'a [Change],
    same: usize,
    faults: &'a [Remark],
}

pub fn run(
    path: &Path,
    file: &Path,
    (is_dry, is_json): (bool, bool),
    asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let workspace = opened.workspace.clone();
    let stamp = opened.stamp::<Places>().copied();
    let newsroom = source::newsroom(opened, asked);
    let bytes = bytes(file)?;
    let reading = places::read(&newsroom, &bytes).map_err(Failure::Work)?;
    let taken = reading.register().filter(|_| !is_dry);
    if let Some(register) = taken {
        let _ = workspace
            .save_record(register.clone(), stamp.as_ref())
            .map_err(|error| Failure::Work(error.to_string()))?;
    }
    let Reading { changes, added, faults, same, .. } = &reading;
    if is_json {
        print_json(&Outcome { taken: taken.is_some(), added, changes, same: *same, faults })?;
    } else {
        print(&report(&reading, is_dry))?;
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::Work("Chưa nhận địa điểm nào; sửa các ô trên rồi nhập lại.".into()))
    }
}

fn report(reading: &Reading, is_dry: bool) -> String {
    let mut out = String::new();
    let shown = |value: &str| if value.is_empty() { "(trống)".to_owned() } else { value.to_owned() };
    for Added { cell, name, .. } in &reading.added {
        let _ = writeln!(out, "{cell}  thêm {name}");
    }
    for Change { cell, name, field, before, after, .. } in &reading.changes {
        let _ = writeln!(out, "{cell}  {name}\n    {field}: {} → {}", shown(before), shown(after));
    }
    for Remark { cell, message } in &reading.faults {
        let _ = writeln!(out, "{cell}  lỗi: {message}");
    }
    let said = format!(
        "{} mới, {} thay đổi, {} như đã có",
        wording::counted(reading.added.len(), "địa điểm"),
        wording::grouped(reading.changes.len() as u64),
        wording::counted(reading.same, "địa điểm")
    );
    let _ = match (is_dry, reading.faults.is_empty()) {
        (true, true) => writeln!(out, "Sẽ nhận: {said}."),
        (false, true) => writeln!(out, "Đã nhận: {said}."),
        (_, false) => Ok(()),
    };
    out
}
