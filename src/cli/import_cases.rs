//! `toasoan import cases`: takes a register of cases that was made or edited in Excel, as a whole or not at all.

use std::path::Path;

use chrono::NaiveDate;

use super::edited::{allow, bytes, tell};
use super::{Failure, open, source, together};
use crate::case::Case;
use crate::import::cases::{self, Reading};
use crate::record::AnyRecord;
use crate::store::{Content, StoredFile};

pub fn run(
    path: &Path,
    file: &Path,
    (is_dry, is_json): (bool, bool),
    asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let (workspace, entries) = (opened.workspace.clone(), opened.entries.clone());
    let newsroom = source::newsroom(opened, asked);
    let bytes = bytes(file)?;
    let new_id = &mut || ulid::Ulid::generate().to_string();
    let reading = cases::read(&newsroom, &bytes, new_id).map_err(Failure::Work)?;
    let command = reading.command().filter(|_| !is_dry);
    let taken = command.is_some();
    if let Some(command) = command {
        allow(&newsroom, &command)?;
        together::save(&workspace, changes(reading.cases(), &entries)).map_err(Failure::Work)?;
    }
    let Reading { changes, faults, remarks, .. } = &reading;
    tell(
        "Sổ ý kiến",
        (changes, faults, remarks),
        taken,
        (is_dry, is_json),
        "Chưa nhận thay đổi nào; sửa các ô trên rồi nhập lại.",
    )
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
