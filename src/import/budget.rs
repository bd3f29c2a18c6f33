//! A budget that was made or edited in Excel, or copied from a table: what differs, by cell, shown before it is taken
//! as a whole.

mod line;
mod voucher;

use crate::budget::Budget;
use crate::newsroom::{Command, Newsroom};

use super::clipboard;
use super::grid::Grid;
use super::schedule::{Change, Remark};
use super::sheet::sheets;

/// What a workbook would change.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub changes: Vec<Change>,
    /// While there are some, nothing is taken.
    pub faults: Vec<Remark>,
    budget: Budget,
    /// Lines added.
    pub added: usize,
}

impl Reading {
    /// All changes as one step; none when there are none, or while cells cannot be taken.
    pub fn command(&self) -> Option<Command> {
        let is_taken = self.faults.is_empty() && !self.changes.is_empty();
        is_taken.then(|| Command::SetRecord { record: self.budget.clone().into(), is_typing: false })
    }

    /// The budget with all changes.
    pub fn budget(&self) -> &Budget {
        &self.budget
    }

    fn new(newsroom: &Newsroom) -> Self {
        Self { budget: newsroom.budget().clone(), ..Self::default() }
    }

    fn fault(&mut self, cell: String, message: impl Into<String>) {
        self.faults.push(Remark { cell, message: message.into() });
    }
}

/// Reads a workbook. Lines and vouchers that it does not have stay. `new_id` gives the ids of those that it adds.
///
/// # Errors
/// A file that has no table of lines or vouchers; in Vietnamese, with what to do.
pub fn read(
    newsroom: &Newsroom,
    bytes: &[u8],
    new_id: &mut dyn FnMut() -> String,
) -> Result<Reading, String> {
    let mut reading = Reading::new(newsroom);
    let grids: Vec<Grid> = sheets(bytes)?.iter().map(|(name, range)| Grid::of_sheet(name, range)).collect();
    let mut is_known = false;
    // Lines first: a voucher may be of one of them.
    for grid in &grids {
        is_known |= line::take(newsroom, grid, &mut reading, new_id);
    }
    for grid in &grids {
        is_known |= voucher::take(newsroom, grid, &mut reading, new_id);
    }
    if is_known {
        return Ok(reading);
    }
    Err("Tệp này không có bảng mục chi. Bảng cần một dòng đầu đề có cột “Nội dung chi”, và các cột như “Đơn vị tính”, \
         “Số lượng”, “Đơn giá”."
        .to_owned())
}

/// Reads lines copied from a table, for an activity. Without a row of heads the columns are: content, unit, quantity,
/// price, note.
///
/// # Errors
/// A text that is no table; in Vietnamese, with what to do.
pub fn paste(
    newsroom: &Newsroom,
    text: &str,
    activity: &str,
    new_id: &mut dyn FnMut() -> String,
) -> Result<Reading, String> {
    let cells = clipboard::cells(text);
    if !cells.iter().any(|row| row.len() > 1) {
        return Err(
            "Chưa chép bảng nào. Trong Excel chọn các ô nội dung, đơn vị tính, số lượng, đơn giá rồi chép \
                    (Ctrl C)."
                .to_owned(),
        );
    }
    let mut reading = Reading::new(newsroom);
    line::paste(newsroom, &Grid::of_cells(cells), activity, &mut reading, new_id);
    Ok(reading)
}
