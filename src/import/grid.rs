//! A table as text, whatever it came from.

use calamine::{Data, Range};
use chrono::NaiveDate;

use super::sheet::letters;
use crate::calendar::wording;
use crate::fold::fold;

/// Rows of cells as people would have typed them.
pub(super) struct Grid {
    /// The name of the sheet; empty for a copied table.
    name: String,
    pub rows: Vec<Vec<Result<String, String>>>,
    /// Of the first cell: row and column as Excel counts, from 0.
    start: (u32, u32),
}

impl Grid {
    pub fn of_sheet(name: &str, range: &Range<Data>) -> Self {
        let rows = range.rows().map(|row| row.iter().map(text).collect()).collect();
        Self { name: name.to_owned(), rows, start: range.start().unwrap_or_default() }
    }

    pub fn of_cells(cells: Vec<Vec<String>>) -> Self {
        let rows =
            cells.into_iter().map(|row| row.into_iter().map(|cell| Ok(cell.trim().to_owned())).collect());
        Self { name: String::new(), rows: rows.collect(), start: (0, 0) }
    }

    /// "Dự toán!C12"
    pub fn address(&self, row: usize, column: usize) -> String {
        let cell = format!("{}{}", letters(self.start.1 + column as u32), self.start.0 + row as u32 + 1);
        if self.name.is_empty() { cell } else { format!("{}!{cell}", self.name) }
    }

    /// The first row in which at least two of these heads stand, with the column of each.
    pub fn heads<const N: usize>(&self, names: [&[&str]; N]) -> Option<(usize, [Option<usize>; N])> {
        let names = names.map(|names| names.iter().map(|name| fold(name)).collect::<Vec<_>>());
        self.rows.iter().enumerate().find_map(|(at, row)| {
            let cells: Vec<String> =
                row.iter().map(|cell| fold(cell.as_deref().unwrap_or_default().trim())).collect();
            let place = |names: &Vec<String>| {
                names.iter().find_map(|name| cells.iter().position(|cell| cell == name))
            };
            let found: [Option<usize>; N] = names.each_ref().map(place);
            (found.iter().flatten().count() >= 2).then_some((at, found))
        })
    }

    /// A cell's text, without spaces around it; empty where there is none.
    pub fn cell(&self, row: usize, column: Option<usize>) -> Result<&str, &str> {
        let cell = column.and_then(|column| self.rows.get(row)?.get(column));
        match cell {
            None => Ok(""),
            Some(Ok(text)) => Ok(text),
            Some(Err(message)) => Err(message),
        }
    }
}

fn text(data: &Data) -> Result<String, String> {
    Ok(match data {
        Data::Empty => String::new(),
        Data::Error(_) => return Err("ô báo lỗi công thức; gõ lại giá trị vào ô".to_owned()),
        Data::Float(number) => of_number(*number),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
            day.map(wording::date).unwrap_or_default()
        }
        other => other.to_string().trim().to_owned(),
    })
}

/// "2,5": as typed, so that a point is never taken for one that groups thousands.
fn of_number(number: f64) -> String {
    number.to_string().replace('.', ",")
}
