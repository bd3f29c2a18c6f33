//! Vouchers: changed and added expenses.

use chrono::{Days, NaiveDate};

use super::{Change, Reading};
use crate::budget::{Expense, Line, amount, dong};
use crate::calendar::{range, wording};
use crate::document::budget::cells::{ExpenseColumn, KEY, Key, LINE};
use crate::fold::fold;
use crate::import::grid::Grid;
use crate::newsroom::Newsroom;

const COUNT: usize = ExpenseColumn::ALL.len();

/// Takes the vouchers of a sheet; false when it has none.
pub(super) fn take(
    newsroom: &Newsroom,
    grid: &Grid,
    reading: &mut Reading,
    new_id: &mut dyn FnMut() -> String,
) -> bool {
    let names = ExpenseColumn::ALL.map(|column| [column.name()]);
    let heads: [&[&str]; COUNT + 3] = std::array::from_fn(|at| match at.checked_sub(COUNT) {
        None => names[at].as_slice(),
        Some(0) => [LINE].as_slice(),
        Some(1) => [KEY].as_slice(),
        Some(_) => ["Mục chi", "Nội dung chi"].as_slice(),
    });
    let Some((head, found)) = grid.heads(heads) else { return false };
    let (columns, of_line, key, content) =
        (&found[..COUNT], found[COUNT], found[COUNT + 1], found[COUNT + 2]);
    let (Some(number), Some(paid)) = (columns[0], columns[ExpenseColumn::Amount as usize]) else {
        return false;
    };
    for row in head + 1..grid.rows.len() {
        if columns.iter().flatten().all(|column| grid.cell(row, Some(*column)) == Ok("")) {
            continue;
        }
        let named = grid.cell(row, content).unwrap_or_default();
        let id = grid.cell(row, of_line).unwrap_or_default();
        let is_it = |line: &&Line| {
            if id.is_empty() {
                !named.is_empty() && fold(&line.content) == fold(named)
            } else {
                line.id == id
            }
        };
        let lines: Vec<String> =
            reading.budget.lines.iter().filter(is_it).map(|line| line.id.clone()).take(2).collect();
        let [line] = lines.as_slice() else {
            let cell = grid.address(row, content.unwrap_or(number));
            let trouble = match lines.len() {
                0 => format!("không có mục chi “{named}”; ghi đúng nội dung của một mục trong bảng dự toán"),
                _ => format!("có nhiều mục chi tên “{named}”; thêm chứng từ này trong Tòa soạn"),
            };
            reading.fault(cell, trouble);
            continue;
        };
        let line = line.clone();
        let key = Key::parse(grid.cell(row, key).unwrap_or_default());
        let known = key.as_ref().and_then(|key| {
            let expenses = &newsroom.budget().line(&line)?.expenses;
            expenses.iter().find(|expense| expense.id == key.id).cloned()
        });
        if key.is_some() && known.is_none() {
            let gone = "chứng từ này không còn trong Tòa soạn; xuất lại bảng rồi sửa trên bảng mới";
            reading.fault(grid.address(row, number), gone);
            continue;
        }
        let mut expense = known.clone().unwrap_or_else(|| Expense { id: new_id(), ..Expense::default() });
        let mut is_whole = true;
        let mut changes = Vec::new();
        for (at, column) in ExpenseColumn::ALL.into_iter().enumerate() {
            let Some(place) = columns[at] else { continue };
            let before = column.of(&expense).into_owned();
            let done = match grid.cell(row, Some(place)) {
                Ok(text) => set(&mut expense, column, text, newsroom.plan().year),
                Err(message) => Err(message.to_owned()),
            };
            let cell = grid.address(row, place);
            let after = column.of(&expense).into_owned();
            match done {
                Err(message) => {
                    is_whole = false;
                    reading.fault(cell, message);
                }
                Ok(()) if known.is_some() && before != after => {
                    let is_newer = key.as_ref().is_some_and(|key| !key.is_as_written(at, &before));
                    let row = format!("chứng từ {}", expense.voucher);
                    changes.push(Change { cell, row, field: column.name(), before, after, is_newer });
                }
                Ok(()) => {}
            }
        }
        if known.is_none() && expense.amount == 0 {
            reading.fault(grid.address(row, paid), "chứng từ chưa có số tiền; gõ số đồng, như 1.200.000");
            is_whole = false;
        }
        if !is_whole {
            continue;
        }
        if known.is_none() {
            let cell = grid.address(row, number);
            let row = reading.budget.line(&line).map(|line| line.content.clone()).unwrap_or_default();
            let after = format!("{} {}", expense.voucher, dong(expense.amount.into()));
            changes.push(Change {
                cell,
                row,
                field: "Chứng từ mới",
                before: String::new(),
                after,
                is_newer: false,
            });
        }
        reading.changes.extend(changes);
        if let Some(line) = reading.budget.line_mut(&line) {
            match line.expenses.iter_mut().find(|one| one.id == expense.id) {
                Some(one) => *one = expense,
                None => line.expenses.push(expense),
            }
        }
    }
    true
}

fn set(expense: &mut Expense, column: ExpenseColumn, text: &str, year: i32) -> Result<(), String> {
    match column {
        ExpenseColumn::Voucher => text.clone_into(&mut expense.voucher),
        ExpenseColumn::Note => text.clone_into(&mut expense.note),
        ExpenseColumn::Amount => expense.amount = amount(text)?,
        ExpenseColumn::Day if text.is_empty() => expense.day = None,
        ExpenseColumn::Day => {
            let day = wording::parse_date(text, year).or_else(|| of_serial(text));
            expense.day = Some(day.ok_or_else(|| format!("“{text}” không phải ngày; gõ như 20/3/{year}"))?);
        }
    }
    Ok(())
}

/// A date whose cell lost its format: Excel counts the days from the end of 1899.
fn of_serial(text: &str) -> Option<NaiveDate> {
    let days = text.parse::<u64>().ok().filter(|_| text.len() == 5)?;
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
    Some(day).filter(|day| range::is_known(*day))
}
