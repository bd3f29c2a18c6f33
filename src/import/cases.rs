//! A register of cases that was exported to Excel and edited there, or a list of new ones: what differs, by cell, shown
//! before it is taken as a whole.

mod column;

use std::collections::HashSet;

use super::grid::Grid;
use super::schedule::{Change, Remark};
use super::sheet::sheets;
use crate::case::{Case, StepKind};
use crate::document::schedule::cells::cut;
use crate::newsroom::{Command, Newsroom};
use column::{Column, Names};

/// What a workbook would change.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub changes: Vec<Change>,
    /// While there are some, nothing is taken.
    pub faults: Vec<Remark>,
    /// Cells that the program computes.
    pub remarks: Vec<Remark>,
    cases: Vec<Case>,
}

impl Reading {
    /// All changes as one step; none when there are none, or while cells cannot be taken.
    pub fn command(&self) -> Option<Command> {
        let is_taken = self.faults.is_empty() && !self.cases.is_empty();
        let set = |case: &Case| Command::SetRecord { record: case.clone().into(), is_typing: false };
        is_taken.then(|| Command::All(self.cases.iter().map(set).collect()))
    }

    /// The cases added or changed.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }
}

/// Reads a workbook. A row with the id of a case changes it, one without adds one; what a cell leaves empty stays.
/// `new_id` gives the ids of cases and of their answers.
///
/// # Errors
/// A file that has no table of cases; in Vietnamese, with what to do.
pub fn read(
    newsroom: &Newsroom,
    bytes: &[u8],
    new_id: &mut dyn FnMut() -> String,
) -> Result<Reading, String> {
    for (name, range) in sheets(bytes)? {
        let grid = Grid::of_sheet(&name, &range);
        if let Some((head, columns)) = Column::heads(&grid) {
            let mut reading = Reading::default();
            take(newsroom, &grid, (head, &columns), &mut reading, new_id);
            return Ok(reading);
        }
    }
    Err("Tệp này không có bảng ý kiến. Bảng cần một dòng đầu đề có cột “Tóm tắt”, và các cột như “Nhận ngày”, “Nguồn”, \
         “Địa bàn”, “Cơ quan trả lời”. Cách chắc nhất: xuất sổ theo dõi dạng .xlsx rồi ghi vào bảng ấy."
        .to_owned())
}

fn take(
    newsroom: &Newsroom,
    grid: &Grid,
    (head, columns): (usize, &[(Column, usize)]),
    reading: &mut Reading,
    new_id: &mut dyn FnMut() -> String,
) {
    let names = Names::new(newsroom);
    let mut seen = HashSet::new();
    let known: HashSet<(String, String, String)> = newsroom.entries::<Case>().map(called).collect();
    for row in head + 1..grid.rows.len() {
        let cell = |column: Column| columns.iter().find(|(one, _)| *one == column).map(|(_, at)| *at);
        let is_empty = columns.iter().all(|(_, at)| grid.cell(row, Some(*at)) == Ok(""));
        if is_empty {
            continue;
        }
        let place = |column: Column| grid.address(row, cell(column).unwrap_or(columns[0].1));
        let mut fault = |column: Column, message: String| {
            reading.faults.push(Remark { cell: place(column), message });
        };
        let id = grid.cell(row, cell(Column::Id)).unwrap_or_default().to_owned();
        let old = if id.is_empty() { None } else { newsroom.case(&id) };
        if !id.is_empty() && old.is_none() {
            fault(Column::Id, "không có ý kiến nào mã này; xóa ô mã nếu đây là ý kiến mới".to_owned());
            continue;
        }
        if !id.is_empty() && !seen.insert(id.clone()) {
            fault(Column::Id, "mã này đã có ở dòng trên; xóa ô mã nếu đây là ý kiến mới".to_owned());
            continue;
        }
        let mut case = old.cloned().unwrap_or_else(|| Case::new(&new_id(), newsroom.today()));
        let before = Texts::of(&names, &case);
        let mut is_wrong = false;
        let mut changed = Vec::new();
        for (column, at) in columns {
            let typed = match grid.cell(row, Some(*at)) {
                Ok("") => continue,
                Ok(typed) => column.plain(typed),
                Err(message) => {
                    fault(*column, message.to_owned());
                    is_wrong = true;
                    continue;
                }
            };
            let was = before.get(*column);
            if typed == was || typed == cut(was).trim() || *column == Column::Id {
                continue;
            }
            match column.set(&mut case, &typed, &names, new_id) {
                Ok(true) => changed.push((*column, *at)),
                Ok(false) if column.is_computed() && old.is_some() => {
                    let message = format!("cột {} do chương trình tính nên không lấy", column.name());
                    reading.remarks.push(Remark { cell: place(*column), message });
                }
                Ok(false) => {}
                Err(message) => {
                    fault(*column, message);
                    is_wrong = true;
                }
            }
        }
        if case.last(StepKind::Answered, chrono::NaiveDate::MAX).is_some_and(|step| step.text.is_empty())
            && changed.iter().any(|(column, _)| *column == Column::AnsweredOn)
        {
            fault(Column::Answer, "ghi cả nội dung trả lời ở ô này".to_owned());
            continue;
        }
        if case.topic.is_empty() {
            fault(Column::Topic, "ghi tóm tắt ý kiến bằng một dòng".to_owned());
            continue;
        }
        if old.is_none() && known.contains(&called(&case)) {
            fault(
                Column::Topic,
                "sổ đã có ý kiến này: cùng người, cùng ngày, cùng tóm tắt; xóa dòng".to_owned(),
            );
            continue;
        }
        if is_wrong || changed.is_empty() {
            continue;
        }
        let after = Texts::of(&names, &case);
        let row_name = format!("“{}”", case.topic);
        reading.changes.extend(changed.into_iter().map(|(column, at)| Change {
            cell: grid.address(row, at),
            row: row_name.clone(),
            field: column.name(),
            before: if old.is_some() { before.get(column).to_owned() } else { String::new() },
            after: after.get(column).to_owned(),
            is_newer: false,
        }));
        reading.cases.push(case);
    }
}

/// By what a case that was entered before is known again.
fn called(case: &Case) -> (String, String, String) {
    (case.received.to_string(), crate::fold::fold(&case.person), crate::fold::fold(&case.topic))
}

/// The cells of a case as they are exported.
struct Texts(Vec<(Column, String)>);

impl Texts {
    fn of(names: &Names<'_>, case: &Case) -> Self {
        Self(Column::ALL.into_iter().map(|column| (column, column.text(case, names))).collect())
    }

    fn get(&self, column: Column) -> &str {
        self.0.iter().find(|(one, _)| *one == column).map_or("", |(_, text)| text)
    }
}
