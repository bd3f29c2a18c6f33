//! `toasoan import bank`: takes questions into the bank; those that are there already are left.

use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use super::edited::bytes;
use super::{Failure, open, print, print_json};
use crate::bank::{Bank, coverage};
use crate::calendar::wording;
use crate::import::Decoders;
use crate::import::bank::{Intake, read};
use crate::store;

#[derive(Debug, Serialize)]
struct Outcome {
    taken: bool,
    added: usize,
    same: usize,
    alike: Vec<(String, String)>,
    /// What was left out: the words of the file, and why.
    findings: Vec<(String, String)>,
}

pub fn run(
    path: &Path,
    file: &Path,
    (is_dry, is_json): (bool, bool),
    _asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let bank = opened.record::<Bank>().cloned().unwrap_or_default();
    let bytes = bytes(file)?;
    let decoders = Decoders { text: &store::foreign_text, font: &store::from_old_font };
    let reading = read(&file.to_string_lossy(), &bytes, decoders, &bank).map_err(Failure::Work)?;
    let intake = reading.taken(&bank, &mut || ulid::Ulid::generate().to_string());
    let taken = !is_dry && !intake.added.is_empty();
    if taken {
        let _ = opened
            .workspace
            .save_record(intake.bank.clone(), opened.stamp::<Bank>())
            .map_err(|error| Failure::Work(error.to_string()))?;
    }
    let findings: Vec<(String, String)> =
        reading.findings.iter().map(|finding| (finding.words.clone(), finding.message.clone())).collect();
    if is_json {
        let Intake { added, same, alike, .. } = intake;
        return print_json(&[Outcome { taken, added: added.len(), same, alike, findings }]);
    }
    print(&report(&intake, &findings, is_dry))
}

fn report(intake: &Intake, findings: &[(String, String)], is_dry: bool) -> String {
    let mut out = String::new();
    for (words, message) in findings {
        let words: String = words.chars().take(70).collect();
        let _ = writeln!(out, "  {words}\n      {message}");
    }
    for (one, other) in &intake.alike {
        let _ = writeln!(out, "  gần giống nhau:\n      {one}\n      {other}");
    }
    let said = if is_dry { "Sẽ nhận" } else { "Đã nhận" };
    let added = wording::counted(intake.added.len(), "câu");
    let _ = writeln!(out, "{said} {added}; {} có sẵn.", wording::counted(intake.same, "câu"));
    for row in coverage(&intake.bank) {
        let _ = writeln!(out, "  {}: {}", row.name, wording::counted(row.count(), "câu"));
    }
    out
}
