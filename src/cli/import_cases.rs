//! `toasoan import cases`: takes a register of cases that was made or edited in Excel, as a whole or not at all.

use std::path::Path;

use chrono::NaiveDate;

use super::import_schedule::{Outcome, report};
use super::{Failure, open, print, print_json, source, together};
use crate::case::Case;
use crate::import::cases::{self, Reading};
use crate::record::AnyRecord;
use crate::store::{self, Content, StoredFile};

pub fn run(
    path: &Path,
    file: &Path,
    (is_dry, is_json): (bool, bool),
    asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let (workspace, entries) = (opened.workspace.clone(), opened.entries.clone());
    let newsroom = source::newsroom(opened, asked);
    let bytes = store::foreign_bytes(file)
        .map_err(|problem| Failure::Work(format!("{}; {}", problem.reason, problem.remedy)))?;
    let new_id = &mut || ulid::Ulid::generate().to_string();
    let reading = cases::read(&newsroom, &bytes, new_id).map_err(Failure::Work)?;
    let command = reading.command().filter(|_| !is_dry);
    let taken = command.is_some();
    if let Some(command) = command {
        if let Some(refusal) = newsroom.refusal(&command) {
            return Err(Failure::Work(refusal.to_string()));
        }
        together::save(&workspace, changes(reading.cases(), &entries)).map_err(Failure::Work)?;
    }
    let Reading { changes, faults, remarks, .. } = &reading;
    if is_json {
        print_json(&Outcome { taken, changes, faults, remarks })?;
    } else {
        print(&report("Sổ ý kiến", (changes, faults, remarks), is_dry))?;
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::Work("Chưa nhận thay đổi nào; sửa các ô trên rồi nhập lại.".into()))
    }
}

/// The cases with their files as they were read.
pub(super) fn changes(cases: &[Case], entries: &[StoredFile]) -> Vec<together::Change> {
    let file = |id: &str| {
        let is_it = |file: &&StoredFile| {
            file.record().and_then(AnyRecord::get::<Case>).is_some_and(|known| known.id == id)
        };
        entries.iter().find(is_it).cloned()
    };
    cases.iter().map(|case| (file(&case.id), Content::Record(case.clone().into()))).collect()
}
