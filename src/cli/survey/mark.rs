//! `toasoan survey mark`.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use crate::cli::table::Table;
use crate::cli::{Failure, known_locality, open, print, print_json};
use crate::import::scan::Scan;
use crate::piece::quiz::Quiz;
use crate::store::{self, Opened};
use crate::survey::answers::{Answers, Read, Sheet};
use crate::survey::options::shape;
use crate::survey::scan;
use crate::survey::sheet::{SheetCode, per_page, survey_number};

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

pub fn run(path: &Path, name: &str, scans: &[PathBuf], locality: &str, is_json: bool) -> Result<(), Failure> {
    let opened = open(path)?;
    known_locality(&opened.plan, locality)?;
    let (piece, quiz) = super::survey(&opened, name)?;
    let survey = piece.header.id.as_str();
    let mut answers = stored(&opened);
    let mut at: HashMap<String, usize> =
        answers.sheets.iter().enumerate().map(|(index, sheet)| (sheet.id.clone(), index)).collect();
    let mut rows = Vec::new();
    for file in scans {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = store::scan_bytes(file)?;
        // Scanners begin their names anew: the same name may be another scan.
        let digest = blake3::hash(&bytes).to_hex();
        let scan =
            Scan::open(bytes).map_err(|error| Failure::Work(format!("{}: {error}", file.display())))?;
        let number = survey_number(&piece.header.id);
        let read: Vec<(Row, Option<(Read, SheetCode)>)> = (0..scan.pages())
            .into_par_iter()
            .map(|page| {
                let row = Row { file: name.clone(), scan_page: page + 1, ..Row::default() };
                match read(&scan, page, &quiz, number) {
                    Ok(taken) => (row, Some(taken)),
                    Err(reason) => (Row { reason: Some(reason), ..row }, None),
                }
            })
            .collect();
        for (mut row, taken) in read {
            if let Some((read, code)) = taken {
                row.page = code.page;
                row.version = read.version;
                row.candidate = Some(read.candidate.clone());
                row.first = (u16::from(code.page) - 1) * per_page(code.options) + 1;
                row.answers.clone_from(&read.answers);
                row.cancelled.clone_from(&read.cancelled);
                row.doubtful.clone_from(&read.doubtful);
                let source = format!("{name}~{}#{}", &digest[..8], row.scan_page);
                row.reason = put(&mut answers, &mut at, read.sheet(&code, survey, locality, source));
                row.is_taken = true;
            }
            rows.push(row);
        }
    }
    let stamp = opened.stamp::<Answers>().copied();
    answers.schema = <Answers as crate::record::Record>::SCHEMA;
    let _ = opened
        .workspace
        .save_record(answers, stamp.as_ref())
        .map_err(|error| Failure::Work(error.to_string()))?;
    if is_json { print_json(&rows) } else { table(&rows) }
}

/// The sheets that the workspace has.
pub(super) fn stored(opened: &Opened) -> Answers {
    opened.records.iter().find_map(|stored| stored.record.get::<Answers>().cloned()).unwrap_or_default()
}

/// Reads a page; the reason when it is none of this survey's.
fn read(scan: &Scan, page: usize, quiz: &Quiz, survey: u32) -> Result<(Read, SheetCode), String> {
    let plane = scan.page(page).map_err(|error| error.to_string())?;
    let reading = scan::read(plane).map_err(|error| error.to_string())?;
    let code = reading.code;
    if code.survey != survey {
        return Err("phiếu của khảo sát khác".into());
    }
    let (questions, options) = shape(quiz);
    if (usize::from(code.questions), usize::from(code.options)) != (questions, options) {
        return Err(format!(
            "phiếu in cho {} câu, nay khảo sát có {questions} câu; hãy trả lại số câu như khi in",
            code.questions
        ));
    }
    Ok((Read::new(&reading), code))
}

/// Puts a sheet in its place; says when there was another.
fn put(answers: &mut Answers, at: &mut HashMap<String, usize>, mut sheet: Sheet) -> Option<String> {
    let id = sheet.id.clone();
    for copy in 2.. {
        match at.get(&sheet.id) {
            None => {
                let _ = at.insert(sheet.id.clone(), answers.sheets.len());
                answers.sheets.push(sheet);
                break;
            }
            Some(index) if answers.sheets[*index].source == sheet.source => {
                answers.sheets[*index] = sheet;
                break;
            }
            Some(index) if answers.sheets[*index].answers == sheet.answers => {
                return Some(format!("đã có phiếu này ở {}; chỉ giữ một", answers.sheets[*index].source));
            }
            Some(_) => sheet.id = format!("{id}#{copy}"),
        }
    }
    let first = at.get(&id).map(|index| &answers.sheets[*index])?;
    let is_copy = at.len() > 1 && at.contains_key(&format!("{id}#2"));
    is_copy.then(|| format!("số báo danh trùng với phiếu ở {}; hãy xem lại cả hai", first.source))
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
