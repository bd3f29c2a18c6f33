//! `toasoan survey mark`.

use std::io::{self, Write};
use std::path::PathBuf;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Serialize;

use crate::cli::table::Table;
use crate::cli::{Failure, find, known_locality, open, print, print_json, today};
use crate::import::scan::Scan;
use crate::piece::PieceId;
use crate::store::{self, Content, Opened};
use crate::survey::answers::{Answers, Marking};
use crate::survey::intake::{self, Intake, Taken};
use crate::survey::sheet::{per_page, survey_number};
use crate::survey::{held, marking};

pub struct Request<'a> {
    pub scans: &'a [PathBuf],
    pub locality: &'a str,
    pub is_json: bool,
    pub today: Option<NaiveDate>,
}

/// A page of a scan.
#[derive(Debug, Default, Serialize)]
struct Row {
    file: String,
    /// Of the scan, from 1.
    scan_page: usize,
    /// Of the sheet, from 1; 0 when the page is no sheet.
    page: u8,
    version: Option<u16>,
    candidate: Option<String>,
    /// The question of the first answer.
    first: u16,
    /// The letters chosen for each question of the page.
    answers: Vec<String>,
    cancelled: Vec<String>,
    doubtful: Vec<String>,
    /// Why the page was rejected, or what needs checking by hand.
    reason: Option<String>,
    is_taken: bool,
}

pub fn run(path: &std::path::Path, name: &str, request: &Request<'_>) -> Result<(), Failure> {
    let opened = open(path)?;
    known_locality(&opened.plan, request.locality)?;
    let (mut piece, quiz) = super::survey(&opened, name)?;
    let today = today(request.today, &opened.settings);
    let survey = piece.header.id.clone();
    let number = survey_number(&survey);
    let stored = stored(&opened, &survey, request.locality);
    let before = stored
        .as_ref()
        .map_or_else(|| Answers::new(&survey, request.locality), |(answers, _)| answers.clone());
    let mut intake = Intake::new(before.clone());
    let mut rows = Vec::new();
    for file in request.scans {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = store::scan_bytes(file)?;
        // Scanners begin their names anew: the same name may be another scan.
        let digest = blake3::hash(&bytes).to_hex();
        let scan =
            Scan::open(bytes).map_err(|error| Failure::Work(format!("{}: {error}", file.display())))?;
        let read: Vec<(Row, Option<Taken>)> = (0..scan.pages())
            .into_par_iter()
            .map(|page| {
                let row = Row { file: name.clone(), scan_page: page + 1, ..Row::default() };
                let plane = scan.page(page).map_err(|error| error.to_string());
                let taken = plane.and_then(|plane| {
                    intake::page(plane, &quiz, number).map_err(|refusal| refusal.to_string())
                });
                match taken {
                    Ok(taken) => (row, Some(taken)),
                    Err(reason) => (Row { reason: Some(reason), ..row }, None),
                }
            })
            .collect();
        for (mut row, taken) in read {
            if let Some(Taken { read, code, .. }) = taken {
                row.page = code.page;
                row.version = read.version;
                row.candidate = Some(read.candidate.clone());
                row.first = (u16::from(code.page) - 1) * per_page(code.options) + 1;
                row.answers.clone_from(&read.answers);
                row.cancelled.clone_from(&read.cancelled);
                row.doubtful.clone_from(&read.doubtful);
                let source = format!("{name}~{}#{}", &digest[..8], row.scan_page);
                row.reason = intake.put(read.sheet(&code, source)).remark;
                row.is_taken = true;
            }
            rows.push(row);
        }
    }
    let mut answers = intake.into_answers();
    let failed = |error: &dyn std::fmt::Display| Failure::Work(error.to_string());
    if !answers.sheets.is_empty() {
        let _ = marking::note(&mut answers, &quiz, |key| Marking {
            id: ulid::Ulid::generate().to_string(),
            date: today,
            by: String::new(),
            key,
        });
    }
    if answers != before {
        let people = answers.sheets.iter().filter(|sheet| sheet.page == 1).count();
        let previous = stored.map(|(_, place)| place);
        let _ = opened
            .workspace
            .save_content(Content::Record(answers.into()), previous, &[])
            .map_err(|error| failed(&error))?;
        if held::confirm(&mut piece.header, request.locality, people, today) {
            let place = find::piece(&opened, survey.as_str())?;
            let place = (place.path.clone(), place.stamp);
            let _ = opened.workspace.save(piece, Some(place)).map_err(|error| failed(&error))?;
        }
    }
    if request.is_json { print_json(&rows) } else { table(&rows) }
}

/// A survey's answers in a locality, with the path and the stamp of their file.
fn stored(opened: &Opened, survey: &PieceId, locality: &str) -> Option<(Answers, (String, store::Stamp))> {
    let id = Answers::id_of(survey, locality);
    opened.entries.iter().find_map(|stored| {
        let answers = stored.record()?.get::<Answers>().filter(|answers| answers.id == id)?;
        Some((answers.clone(), (stored.path.clone(), stored.stamp)))
    })
}

fn table(rows: &[Row]) -> Result<(), Failure> {
    let mut table =
        Table::new(["Bản quét", "Trang", "Mã đề", "Số báo danh", "Trả lời", "Chờ xem", "Ghi chú"]);
    for row in rows {
        let answers: Vec<&str> = row
            .answers
            .iter()
            .map(|letters| if letters.is_empty() { "-" } else { letters.as_str() })
            .collect();
        table.row([
            format!("{}#{}", row.file, row.scan_page),
            if row.page > 0 { row.page.to_string() } else { String::new() },
            row.version.map(|version| version.to_string()).unwrap_or_default(),
            row.candidate.clone().unwrap_or_default(),
            answers.join(" "),
            row.doubtful.join(" "),
            row.reason.clone().unwrap_or_default(),
        ]);
    }
    print(&table.render())?;
    let taken = rows.iter().filter(|row| row.is_taken).count();
    let doubtful: usize = rows.iter().map(|row| row.doubtful.len()).sum();
    let _ = writeln!(
        io::stderr().lock(),
        "{} trang: {taken} phiếu, {} trang không phải phiếu; {doubtful} ô chờ xem lại.",
        rows.len(),
        rows.len() - taken
    );
    Ok(())
}
