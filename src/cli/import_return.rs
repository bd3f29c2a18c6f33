//! `toasoan import return`: takes a body's return form, as a whole or not at all.

use std::path::Path;

use chrono::NaiveDate;

use super::edited::{allow, bytes, tell};
use super::{Failure, import_cases, import_schedule, open, source, together};
use crate::budget::Budget;
use crate::import::return_form::{self, Reading};
use crate::reporting::Reports;
use crate::store::{Content, StoredFile};

pub fn run(
    path: &Path,
    file: &Path,
    (is_dry, is_json): (bool, bool),
    asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let (workspace, pieces, entries) =
        (opened.workspace.clone(), opened.pieces.clone(), opened.entries.clone());
    let reports = opened.records.iter().find(|stored| stored.record.get::<Reports>().is_some());
    let reports = reports.cloned().map(StoredFile::from);
    let kept = opened.records.iter().find(|stored| stored.record.get::<Budget>().is_some());
    let kept = kept.cloned().map(StoredFile::from);
    let mut newsroom = source::newsroom(opened, asked);
    let bytes = bytes(file)?;
    let new_id = &mut || ulid::Ulid::generate().to_string();
    let reading = return_form::read(&newsroom, &bytes, new_id).map_err(Failure::Work)?;
    let command = reading.command().filter(|_| !is_dry);
    let taken = command.is_some();
    if let Some(command) = command {
        allow(&newsroom, &command)?;
        let changed = newsroom.apply(command).pieces;
        let stored = pieces.into_iter().map(|stored| (stored.piece.header.id.clone(), stored)).collect();
        let mut changes = import_schedule::changes(&workspace, &newsroom, &stored, changed.iter())
            .map_err(Failure::Work)?;
        changes.extend(import_cases::changes(reading.cases(), &entries));
        if let Some(budget) = reading.budget() {
            changes.push((kept, Content::Record(budget.clone().into())));
        }
        changes.push((reports, Content::Record(reading.reports().clone().into())));
        together::save(&workspace, changes).map_err(Failure::Work)?;
    }
    let Reading { changes, faults, remarks, .. } = &reading;
    let what = format!("Phiếu của {}", newsroom.plan().name_of_asked(&reading.body));
    let refused = "Chưa nhận phiếu; sửa các ô trên rồi nhập lại.";
    tell(&what, (changes, faults, remarks), taken, (is_dry, is_json), refused)
}
