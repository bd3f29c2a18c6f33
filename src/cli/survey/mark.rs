//! `toasoan survey mark`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Serialize;

use crate::cli::edited::bytes;
use crate::cli::table::Table;
use crate::cli::{Failure, find, known_locality, open, print, print_json, today};
use crate::import;
use crate::import::scan::Scan;
use crate::store::{self, Content, Opened};
use crate::survey::answers::{Answers, Marking, Origin};
use crate::survey::intake::{self, Intake, Taken};
use crate::survey::options::shape;
use crate::survey::sheet::{per_page, survey_number};
use crate::survey::sorting::Sorting;
use crate::survey::{entry, held, marking};

pub struct Request<'a> {
    pub scans: &'a [PathBuf],
    /// Tables of answers that were typed in.
    pub tables: &'a [PathBuf],
    /// The scans are kept in the workspace as evidence.
    pub is_kept: bool,
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
    /// Id of the locality whose sheet it is: the one on whose list the candidate is, else the one that was named.
    locality: String,
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

/// How many files are open at once: files of one page each are read in parallel.
const TOGETHER: usize = 16;

/// An opened file of scanned pages.
struct Pages {
    name: String,
    digest: String,
    scan: Scan,
}

fn scan(workspace: &Path, file: &Path, is_kept: bool) -> Result<Pages, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Work(format!("{}: {error}", file.display()));
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let scan = Scan::open(store::open_scan(file)?).map_err(|error| failed(&error))?;
    let digest = scan.digest().map_err(|error| failed(&error))?;
    if is_kept {
        let _ = store::keep_scan(workspace, file, &digest).map_err(|error| failed(&error))?;
    }
    Ok(Pages { name, digest, scan })
}

pub fn run(path: &Path, name: &str, request: &Request<'_>) -> Result<(), Failure> {
    let opened = open(path)?;
    known_locality(&opened.plan, request.locality)?;
    let (mut piece, quiz) = super::survey(&opened, name)?;
    let today = today(request.today, &opened.settings);
    let survey = piece.header.id.clone();
    let number = survey_number(&survey);
    let all = opened.entries.iter().filter_map(|stored| stored.record()?.get::<Answers>());
    let mut sorting =
        Sorting::new(&survey, request.locality, all.filter(|answers| answers.survey == survey.as_str()));
    let mut rows = Vec::new();
    let (questions, options) = shape(&quiz);
    for file in request.tables {
        rows.extend(typed(file, sorting.own(), questions, options)?);
    }
    for files in request.scans.chunks(TOGETHER) {
        let scans = files.iter().map(|file| scan(path, file, request.is_kept));
        let scans = scans.collect::<Result<Vec<Pages>, Failure>>()?;
        let pages: Vec<(&Pages, usize)> =
            scans.iter().flat_map(|scan| (0..scan.scan.pages()).map(move |page| (scan, page))).collect();
        let read: Vec<(&Pages, Row, Option<Taken>)> = pages
            .into_par_iter()
            .map(|(scan, page)| {
                let row = Row { file: scan.name.clone(), scan_page: page + 1, ..Row::default() };
                let plane = scan.scan.page(page).map_err(|error| error.to_string());
                let taken = plane.and_then(|plane| {
                    intake::page(plane, &quiz, number).map_err(|refusal| refusal.to_string())
                });
                match taken {
                    Ok(taken) => (scan, row, Some(taken)),
                    Err(reason) => (scan, Row { reason: Some(reason), ..row }, None),
                }
            })
            .collect();
        for (scan, mut row, taken) in read {
            if let Some(Taken { read, code, .. }) = taken {
                row.page = code.page;
                row.version = read.version;
                row.candidate = Some(read.candidate.clone());
                row.first = (u16::from(code.page) - 1) * per_page(code.options) + 1;
                row.answers.clone_from(&read.answers);
                row.cancelled.clone_from(&read.cancelled);
                row.doubtful.clone_from(&read.doubtful);
                let origin = Origin { file: &scan.name, digest: &scan.digest, page: row.scan_page };
                let (home, put) = sorting.put(read.sheet(&code, origin.to_string()));
                home.clone_into(&mut row.locality);
                row.reason = put.remark;
                row.is_taken = true;
            }
            rows.push(row);
        }
    }
    let failed = |error: &dyn std::fmt::Display| Failure::Work(error.to_string());
    let mut is_held = false;
    for mut answers in sorting.changed() {
        let _ = marking::note(&mut answers, &quiz, |key| Marking {
            id: ulid::Ulid::generate().to_string(),
            date: today,
            by: String::new(),
            key,
        });
        let people = answers.sheets.iter().filter(|sheet| sheet.page == 1).count();
        is_held |= held::confirm(&mut piece.header, &answers.locality, people, today);
        let previous = place(&opened, &answers.id);
        let _ = opened
            .workspace
            .save_content(Content::Record(answers.into()), previous, &[])
            .map_err(|error| failed(&error))?;
    }
    if is_held {
        let place = find::piece(&opened, survey.as_str())?;
        let place = (place.path.clone(), place.stamp);
        let _ = opened.workspace.save(piece, Some(place)).map_err(|error| failed(&error))?;
    }
    if request.is_json { print_json(&rows) } else { table(&rows) }
}

/// The sheets of a table, a row each.
fn typed(file: &Path, intake: &mut Intake, questions: usize, options: usize) -> Result<Vec<Row>, Failure> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let list = import::answers::read(&bytes(file)?, &store::foreign_text, questions, options)
        .map_err(|reason| Failure::Work(format!("{}: {reason}", file.display())))?;
    let seed = entry::seed(intake.answers());
    let taken = list.typed.iter().map(|typed| Row {
        file: name.clone(),
        page: 1,
        locality: intake.answers().locality.clone(),
        version: Some(typed.version),
        candidate: Some(typed.candidate.clone()),
        first: 1,
        answers: typed.answers.clone(),
        reason: entry::put(intake, typed, seed, usize::from(per_page(options as u8))),
        is_taken: true,
        ..Row::default()
    });
    let mut rows: Vec<Row> = taken.collect();
    rows.extend(list.missed.into_iter().map(|missed| Row {
        file: name.clone(),
        scan_page: missed.row,
        reason: Some(format!("dòng {}: {}", missed.row, missed.reason)),
        ..Row::default()
    }));
    Ok(rows)
}

/// The path and the stamp of the file of these answers, if there is one.
fn place(opened: &Opened, id: &str) -> Option<(String, store::Stamp)> {
    opened.entries.iter().find_map(|stored| {
        let _ = stored.record()?.get::<Answers>().filter(|answers| answers.id == id)?;
        Some((stored.path.clone(), stored.stamp))
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
