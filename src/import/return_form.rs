//! A body's return form (V.4) filled in and sent back: what it aired, answered and spent, its assessment. All or nothing.

use calamine::Range;
use chrono::NaiveDate;

use super::grid::Grid;
use super::schedule::{self, Change, Remark};
use super::sheet::sheets;
use super::{budget, cases, grid};
use crate::budget::Budget;
use crate::case::Case;
use crate::newsroom::{Command, Newsroom};
use crate::piece::PieceId;
use crate::reporting::{Assessment, KEY, Reports, Section};

/// The sheet of what is owed.
const WORK: &str = "Việc phải làm";

/// What a form would change.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Id of the agency or the locality.
    pub body: String,
    pub changes: Vec<Change>,
    /// While there are some, nothing is taken.
    pub faults: Vec<Remark>,
    /// Cells that have no effect.
    pub remarks: Vec<Remark>,
    schedule: Option<Command>,
    cases: Vec<Case>,
    /// None while it changes nothing.
    budget: Option<Budget>,
    reports: Reports,
}

impl Reading {
    /// All changes as one step, with the day it came; none while cells cannot be taken. A form without a change is a
    /// report, too.
    pub fn command(&self) -> Option<Command> {
        if !self.faults.is_empty() {
            return None;
        }
        let set = |case: &Case| Command::SetRecord { record: case.clone().into(), is_typing: false };
        let reports = Command::SetRecord { record: self.reports.clone().into(), is_typing: false };
        let budget =
            self.budget.clone().map(|budget| Command::SetRecord { record: budget.into(), is_typing: false });
        let commands = self.schedule.iter().cloned().chain(self.cases.iter().map(set));
        let commands = commands.chain(budget).chain([reports]);
        Some(Command::All(commands.collect()))
    }

    /// The cases that it answers.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// With what it spent; none while it changes nothing.
    pub fn budget(&self) -> Option<&Budget> {
        self.budget.as_ref()
    }

    /// With the body's part.
    pub fn reports(&self) -> &Reports {
        &self.reports
    }

    /// What it does to pieces.
    pub fn schedule(&self) -> Option<&Command> {
        self.schedule.as_ref()
    }
}

/// Whether a workbook is a return form.
pub fn is_one(bytes: &[u8]) -> Result<bool, String> {
    Ok(sheets(bytes)?.iter().any(|(name, range)| key(&Grid::of_sheet(name, range)).is_some()))
}

/// The key of a form: "2014-01-01..2014-03-31@o-mon".
fn key(grid: &Grid) -> Option<String> {
    let row = grid.rows.iter().position(|row| row.first().is_some_and(|cell| cell.as_deref() == Ok(KEY)))?;
    grid.cell(row, Some(1)).ok().map(str::to_owned)
}

/// Reads a workbook. `new_id` gives the ids of what it adds.
///
/// # Errors
/// A file that is no return form, or one of a body or a period that does not exist; in Vietnamese, with what to do.
pub fn read(
    newsroom: &Newsroom,
    bytes: &[u8],
    new_id: &mut dyn FnMut() -> String,
) -> Result<Reading, String> {
    let sheets: Vec<(String, Range<_>)> = sheets(bytes)?;
    let grids: Vec<Grid> = sheets.iter().map(|(name, range)| Grid::of_sheet(name, range)).collect();
    let (own, key) = grids.iter().find_map(|grid| Some((grid, key(grid)?))).ok_or_else(|| {
        "Tệp này không phải phiếu báo cáo do Tòa soạn xuất ra, hoặc dòng “Mã phiếu” đã bị xóa. Hãy xuất lại phiếu rồi \
         ghi vào phiếu ấy."
            .to_owned()
    })?;
    let (period, body) =
        parse(&key).filter(|(_, body)| newsroom.plan().can_be_asked(body)).ok_or_else(|| {
            format!("Mã phiếu “{key}” đã bị sửa, hoặc kế hoạch không còn cơ quan ấy. Hãy xuất lại phiếu.")
        })?;
    let mut reading =
        Reading { body: body.clone(), reports: newsroom.reports().clone(), ..Reading::default() };
    // A sheet that someone has filled in must not be passed over.
    let unread = |sheet: &str, message: String| {
        let is_filled = sheets.iter().any(|(name, range)| name == sheet && range.height() > 1);
        is_filled.then(|| Remark { cell: sheet.to_owned(), message })
    };
    match schedule::read(newsroom, bytes, &mut || PieceId::from(new_id())) {
        Ok(read) => {
            reading.schedule = read.command();
            let in_sheet = |cell: String| format!("{WORK}!{cell}");
            let remark = |one: Remark| Remark { cell: in_sheet(one.cell), ..one };
            reading
                .changes
                .extend(read.changes.into_iter().map(|one| Change { cell: in_sheet(one.cell), ..one }));
            reading.faults.extend(read.faults.into_iter().map(remark));
            reading.remarks.extend(read.remarks.into_iter().map(remark));
        }
        Err(message) => reading.faults.extend(unread(WORK, message)),
    }
    match cases::read(newsroom, bytes, new_id) {
        Ok(read) => {
            for case in read.cases() {
                let asked = newsroom.case(&case.id).map_or("", |known| known.asked(newsroom.today()));
                if newsroom.case(&case.id).is_some() && asked != body {
                    let message = format!("“{}” không hỏi nơi này; chỉ sửa ý kiến của nơi mình", case.topic);
                    reading.faults.push(Remark { cell: "Ý kiến".to_owned(), message });
                }
            }
            reading.cases = read.cases().to_vec();
            reading.changes.extend(read.changes);
            reading.faults.extend(read.faults);
            reading.remarks.extend(read.remarks);
        }
        Err(message) => reading.faults.extend(unread("Ý kiến", message)),
    }
    match budget::read(newsroom, bytes, new_id) {
        Ok(read) => spend(newsroom, &body, read, &mut reading),
        Err(message) => reading.faults.extend(unread("Dự toán", message)),
    }
    assess(own, period, &body, newsroom, &mut reading);
    Ok(reading)
}

/// Takes what the body spent; lines of others are refused.
fn spend(newsroom: &Newsroom, body: &str, read: budget::Reading, reading: &mut Reading) {
    let before = newsroom.budget();
    for line in read.budget().lines.iter().filter(|line| before.line(&line.id) != Some(*line)) {
        if !line.is_of(body) {
            let message = format!("mục chi “{}” không phải của nơi này; chỉ ghi mục của mình", line.content);
            reading.faults.push(Remark { cell: "Dự toán".to_owned(), message });
        }
    }
    reading.budget = Some(read.budget().clone()).filter(|budget| budget != before);
    reading.changes.extend(read.changes);
    reading.faults.extend(read.faults);
}

fn parse(key: &str) -> Option<((NaiveDate, NaiveDate), String)> {
    let (period, body) = key.split_once('@')?;
    let (from, to) = period.split_once("..")?;
    Some(((from.parse().ok()?, to.parse().ok()?), body.to_owned()))
}

/// Takes the assessment's texts.
fn assess(
    grid: &grid::Grid,
    period: (NaiveDate, NaiveDate),
    body: &str,
    newsroom: &Newsroom,
    reading: &mut Reading,
) {
    let mut part: Assessment = newsroom.reports().or_start(period, body);
    let row_name = newsroom.plan().name_of_asked(body);
    for section in Section::ALL {
        let is_head = |row: &Vec<Result<String, String>>| {
            row.first().is_some_and(|cell| cell.as_deref() == Ok(section.name()))
        };
        let Some(row) = grid.rows.iter().position(is_head) else { continue };
        match grid.cell(row, Some(1)) {
            Ok("") => {}
            Ok(text) => {
                let text = text.replace("\r\n", "\n");
                let before = section.of(&part).to_owned();
                if text == before {
                    continue;
                }
                reading.changes.push(Change {
                    cell: grid.address(row, 1),
                    row: row_name.clone(),
                    field: section.name(),
                    before,
                    after: text.clone(),
                    is_newer: false,
                });
                *section.of_mut(&mut part) = text;
            }
            Err(message) => {
                let remark = Remark { cell: grid.address(row, 1), message: message.to_owned() };
                reading.faults.push(remark);
            }
        }
    }
    part.received = Some(newsroom.today());
    reading.reports.set(part);
}
