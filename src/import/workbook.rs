//! The texts of a workbook's first filled sheet.

use calamine::Data;

use super::sheet::{letters, sheets};
use crate::calendar::wording;
use crate::pasted::tidy;

/// The texts of a sheet's cells.
pub(super) struct Texts {
    /// With something in them, each with its number as Excel counts.
    pub rows: Vec<(usize, Vec<String>)>,
    /// The sheet's first column, from 0.
    left: u32,
}

impl Texts {
    /// The first sheet with something in it.
    pub fn of(bytes: &[u8]) -> Result<Self, String> {
        let sheets = sheets(bytes)?;
        let filled = sheets.iter().find_map(|(_, range)| Some((range, range.start()?)));
        let (range, (top, left)) = filled.ok_or("Bảng Excel này không có dòng nào.")?;
        let rows = range
            .rows()
            .enumerate()
            .map(|(at, row)| (top as usize + at + 1, row.iter().map(text).collect::<Vec<String>>()));
        Ok(Self { rows: rows.filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())).collect(), left })
    }

    /// "C12"; the row's first cell where the column is not known.
    pub fn address(&self, row: usize, column: Option<usize>) -> String {
        format!("{}{row}", letters(self.left + column.unwrap_or(0) as u32))
    }
}

fn text(data: &Data) -> String {
    match data {
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = chrono::NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
            day.map_or_else(|| moment.to_string(), wording::date)
        }
        Data::Error(_) => "#LỖI".to_owned(),
        other => tidy(&other.to_string()),
    }
}
