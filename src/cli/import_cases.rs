//! `toasoan import cases`: takes a register of cases that was made or edited in Excel, as a whole or not at all.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::import_schedule::{Outcome, report};
use super::{Failure, open, print, print_json, source};
use crate::case::Case;
use crate::import::cases::{self, Reading};
use crate::store::{self, Stamp, StoredFile, Workspace};

pub fn run(
    path: &Path,
    file: &Path,
    (is_dry, is_json): (bool, bool),
    asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let (workspace, before) = (opened.workspace.clone(), stamps(&opened.entries));
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
        save(&workspace, reading.cases(), &before).map_err(Failure::Work)?;
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

/// The file of each case as it was read, by the case's id.
pub(super) type Before = BTreeMap<String, (StoredFile, Stamp)>;

pub(super) fn stamps(entries: &[StoredFile]) -> Before {
    let of = |file: &StoredFile| {
        let case = file.record()?.get::<Case>()?;
        Some((case.id.clone(), (file.clone(), file.stamp)))
    };
    entries.iter().filter_map(of).collect()
}

/// Saves the cases; when one fails, those before it are put back.
pub(super) fn save(workspace: &Workspace, cases: &[Case], before: &Before) -> Result<(), String> {
    let mut saved: Vec<(Option<&StoredFile>, StoredFile)> = Vec::new();
    for case in cases {
        let old = before.get(&case.id);
        let previous = old.map(|(file, stamp)| (file.path.clone(), *stamp));
        match workspace.save_content(store::Content::Record(case.clone().into()), previous, &[]) {
            Ok(stored) => saved.push((old.map(|(file, _)| file), stored)),
            Err(error) => {
                let back = saved.into_iter().rev().map(|(before, stored)| match before {
                    Some(before) => workspace
                        .save_content(before.content.clone(), Some((stored.path, stored.stamp)), &[])
                        .map(drop),
                    None => workspace.trash(&stored.path).map(drop),
                });
                let left: Vec<String> = back.filter_map(Result::err).map(|error| error.to_string()).collect();
                return Err([vec![error.to_string()], left].concat().join("\n"));
            }
        }
    }
    Ok(())
}
