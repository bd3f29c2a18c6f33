//! `toasoan import budget`: takes a budget that was made or edited in Excel, as a whole or not at all.

use std::path::Path;

use chrono::NaiveDate;

use super::import_schedule::{Outcome, report};
use super::{Failure, open, print, print_json, source};
use crate::budget::Budget;
use crate::import::budget::read;
use crate::store;

pub fn run(
    path: &Path,
    file: &Path,
    (is_dry, is_json): (bool, bool),
    asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let (workspace, stamp) = (opened.workspace.clone(), opened.stamp::<Budget>().copied());
    let newsroom = source::newsroom(opened, asked);
    let bytes = store::foreign_bytes(file)
        .map_err(|problem| Failure::Work(format!("{}; {}", problem.reason, problem.remedy)))?;
    let new_id = &mut || ulid::Ulid::generate().to_string();
    let reading = read(&newsroom, &bytes, new_id).map_err(Failure::Work)?;
    let command = reading.command().filter(|_| !is_dry);
    let taken = command.is_some();
    if let Some(command) = command {
        if let Some(refusal) = newsroom.refusal(&command) {
            return Err(Failure::Work(refusal.to_string()));
        }
        let _ = workspace
            .save_record(reading.budget().clone(), stamp.as_ref())
            .map_err(|error| Failure::Work(error.to_string()))?;
    }
    let (changes, faults) = (&reading.changes, &reading.faults);
    if is_json {
        print_json(&Outcome { taken, changes, faults, remarks: &[] })?;
    } else {
        print(&report("Bảng kinh phí", (changes, faults, &[]), is_dry))?;
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::Work("Chưa nhận thay đổi nào; sửa các ô trên rồi nhập lại.".into()))
    }
}
