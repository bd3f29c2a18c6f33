//! A schedule that was exported to Excel and edited there: what differs, shown before it is taken as a whole.

mod apply;
mod sheet;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::Serialize;

use crate::calendar::wording;
use crate::document::schedule::cells::{Column, Key};
use crate::document::schedule::{self, Request, Row};
use crate::newsroom::{Command, Newsroom};
use crate::piece::{AiringId, PieceId};
use crate::plan::SlotId;
use apply::Edits;
use sheet::Line;

/// A cell that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// "C12"
    pub cell: String,
    /// What the row is about: its day and its piece.
    pub row: String,
    /// The column's name.
    pub field: &'static str,
    pub before: String,
    pub after: String,
    /// Someone else has changed the value since the export: `before` is not what the workbook showed.
    pub is_newer: bool,
}

/// A cell that cannot be taken, or one that has no effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    pub cell: String,
    pub message: String,
}

/// What an edited schedule would change.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub changes: Vec<Change>,
    /// While there are some, nothing is taken.
    pub faults: Vec<Remark>,
    /// Cells that the program computes.
    pub remarks: Vec<Remark>,
    commands: Vec<Command>,
}

impl Reading {
    /// All changes as one step; none when there are none, or while cells cannot be taken.
    pub fn command(&self) -> Option<Command> {
        let is_taken = self.faults.is_empty() && !self.commands.is_empty();
        is_taken.then(|| Command::All(self.commands.clone()))
    }
}

/// Reads a workbook. `new_id` gives the ids of pieces that it adds.
///
/// # Errors
/// A file that is no exported schedule; in Vietnamese, with what to do.
pub fn read(
    newsroom: &Newsroom,
    bytes: &[u8],
    new_id: &mut dyn FnMut() -> PieceId,
) -> Result<Reading, String> {
    let year = newsroom.plan().year;
    let lines = sheet::read(bytes, year)?;
    let keys: Vec<Option<Key>> = lines.iter().map(|line| Key::parse(&line.key)).collect();
    let present = present(newsroom, &keys, year);
    let mut reading = Reading::default();
    let mut edits = Edits::new(newsroom);
    let mut seen = HashSet::new();
    for (line, key) in lines.iter().zip(&keys) {
        let Some(first) = line.first() else { continue };
        let mut fault = |column: Column, message: &str| {
            reading.faults.push(Remark { cell: line.address(column), message: message.to_owned() });
        };
        let Some(key) = key else {
            let message = if line.key.is_empty() {
                "dòng này thêm trong Excel nên không có mã; thêm bài trong Tòa soạn, hoặc sửa dòng có sẵn, rồi xóa dòng này"
            } else {
                "cột ẩn “Mã dòng” của dòng này đã bị sửa; xuất lại lịch rồi sửa trên bảng mới"
            };
            fault(first, message);
            continue;
        };
        if !seen.insert(line.key.clone()) {
            fault(first, "dòng này chép từ dòng khác; xóa dòng, hoặc thêm bài trong Tòa soạn");
            continue;
        }
        let changed: Vec<(Column, &str)> = Column::ALL
            .into_iter()
            .filter_map(|column| match line.cells.get(&column)? {
                Ok(text) => (!key.is_as_written(column, text)).then_some((column, text.as_str())),
                Err(message) => {
                    fault(column, message);
                    None
                }
            })
            .collect();
        if changed.is_empty() {
            continue;
        }
        match present.get(&(key.slot.clone(), key.airing)) {
            Some(row) => take(&mut reading, &mut edits, line, (key, row), &changed),
            None if key.airing.is_some() => {
                fault(
                    changed[0].0,
                    "lần phát này không còn trong Tòa soạn; xuất lại lịch rồi sửa trên bảng mới",
                );
            }
            None => fault(changed[0].0, "kỳ này nay đã có bài; xuất lại lịch rồi sửa trên bảng mới"),
        }
    }
    reading.commands = edits.commands(new_id);
    Ok(reading)
}

/// The rows as they are now.
fn present(newsroom: &Newsroom, keys: &[Option<Key>], year: i32) -> HashMap<(SlotId, Option<AiringId>), Row> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let Some((from, to)) = day(1, 1).zip(day(12, 31)) else { return HashMap::new() };
    let activities: HashSet<&str> = keys.iter().flatten().map(|key| key.slot.activity()).collect();
    let mut request = Request::new(from, to);
    request.activities = activities.into_iter().map(str::to_owned).collect();
    // None named would be all of them.
    if request.activities.is_empty() {
        return HashMap::new();
    }
    let rows = schedule::rows(newsroom, &request);
    rows.into_iter().map(|row| ((row.slot.clone(), row.airing), row)).collect()
}

/// Takes the changed cells of a row.
fn take(
    reading: &mut Reading,
    edits: &mut Edits<'_>,
    line: &Line,
    (key, row): (&Key, &Row),
    changed: &[(Column, &str)],
) {
    let has_title = changed.iter().any(|(column, text)| *column == Column::Content && !text.is_empty());
    if row.piece.is_none() && !has_title {
        let (column, _) = changed[0];
        let cell = line.address(column);
        let title = line.address(Column::Content);
        let message = format!("kỳ này chưa có bài; ghi tên bài ở ô {title} để tạo bài");
        reading.faults.push(Remark { cell, message });
        return;
    }
    for (column, text) in changed {
        let cell = line.address(*column);
        let before = row.cell(*column);
        // The weekday follows the day.
        let is_computed = matches!(column, Column::Weekday | Column::Activity | Column::Run);
        if is_computed {
            let message = format!("cột {} do chương trình tính nên không lấy", column.name());
            let is_with_day = *column == Column::Weekday && changed[0].0 == Column::Date;
            if !is_with_day {
                reading.remarks.push(Remark { cell, message });
            }
            continue;
        }
        if before == *text {
            continue;
        }
        match edits.set(row, *column, text, &cell) {
            Err(message) => reading.faults.push(Remark { cell, message }),
            Ok(()) => reading.changes.push(Change {
                cell,
                row: row.name(),
                field: column.name(),
                is_newer: !key.is_as_written(*column, &before),
                before: shown(*column, &before),
                after: shown(*column, text),
            }),
        }
    }
}

/// A value as people write it.
fn shown(column: Column, text: &str) -> String {
    match column {
        Column::Date => text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), wording::date),
        _ => text.to_owned(),
    }
}
