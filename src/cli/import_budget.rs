//! `toasoan import budget`: takes a budget that was made or edited in Excel, as a whole or not at all.

use std::path::Path;

use chrono::NaiveDate;

use super::edited::{allow, bytes, tell};
use super::{Failure, open, source};
use crate::budget::Budget;
use crate::import::budget::read;

pub fn run(
    path: &Path,
    file: &Path,
    (is_dry, is_json): (bool, bool),
    asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let (workspace, stamp) = (opened.workspace.clone(), opened.stamp::<Budget>().copied());
    let newsroom = source::newsroom(opened, asked);
    let bytes = bytes(file)?;
    let new_id = &mut || ulid::Ulid::generate().to_string();
    let reading = read(&newsroom, &bytes, new_id).map_err(Failure::Work)?;
    let command = reading.command().filter(|_| !is_dry);
    let taken = command.is_some();
    if let Some(command) = command {
        allow(&newsroom, &command)?;
        let _ = workspace
            .save_record(reading.budget().clone(), stamp.as_ref())
            .map_err(|error| Failure::Work(error.to_string()))?;
    }
    let told = (reading.changes.as_slice(), reading.faults.as_slice(), &[][..]);
    tell(
        "Bảng kinh phí",
        told,
        taken,
        (is_dry, is_json),
        "Chưa nhận thay đổi nào; sửa các ô trên rồi nhập lại.",
    )
}
