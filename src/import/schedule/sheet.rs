//! The cells of an edited workbook.

use std::collections::HashMap;

use calamine::{Data, ExcelDateTime, Range};
use chrono::NaiveDate;

use crate::calendar::field::MOST_MINUTES;
use crate::calendar::{range, wording};
use crate::document::schedule::cells::{Column, KEY, UNDATED};
use crate::import::workbook::{self, letters};

/// The text of a cell, or why it is not understood.
pub(super) type Cell = Result<String, String>;

/// A row of the table.
pub(super) struct Line {
    /// As Excel counts, from 1.
    pub number: u32,
    /// Empty for a row that someone added.
    pub key: String,
    pub cells: HashMap<Column, Cell>,
    letters: HashMap<Column, String>,
}

impl Line {
    /// "C12"
    pub fn address(&self, column: Column) -> String {
        format!("{}{}", self.letters.get(&column).map_or("A", String::as_str), self.number)
    }

    /// The first column with something in it.
    pub fn first(&self) -> Option<Column> {
        Column::ALL
            .into_iter()
            .find(|column| self.cells.get(column).is_some_and(|cell| *cell != Ok(String::new())))
    }
}

/// The rows of the table in a workbook. `year` completes dates such as "20/3".
pub(super) fn read(bytes: &[u8], year: i32) -> Result<Vec<Line>, String> {
    for range in workbook::sheets(bytes)? {
        if let Some(lines) = lines(&range, year) {
            return Ok(lines);
        }
    }
    Err("Tệp này không phải lịch do Tòa soạn xuất ra, hoặc cột ẩn “Mã dòng” đã bị xóa. Hãy xuất lại lịch dạng .xlsx, \
         sửa trên bảng ấy rồi nhập lại."
        .to_owned())
}

fn lines(range: &Range<Data>, year: i32) -> Option<Vec<Line>> {
    let (top, left) = range.start()?;
    let text = |data: &Data| data.to_string().trim().to_owned();
    let head = range.rows().position(|row| row.iter().any(|cell| text(cell) == KEY))?;
    let names: Vec<String> = range.rows().nth(head)?.iter().map(text).collect();
    let keys = names.iter().position(|name| name == KEY)?;
    let columns: Vec<(Column, usize)> = Column::ALL
        .into_iter()
        .filter_map(|column| Some((column, names.iter().position(|name| name == column.name())?)))
        .collect();
    let letters: HashMap<Column, String> =
        columns.iter().map(|(column, at)| (*column, letters(left + *at as u32))).collect();
    let rows = range.rows().enumerate().skip(head + 1);
    let rows = rows.map(|(at, row)| {
        let cell = |at: usize| row.get(at).unwrap_or(&Data::Empty);
        let cells = columns.iter().map(|(column, at)| (*column, value(*column, cell(*at), year)));
        Line {
            number: top + at as u32 + 1,
            key: text(cell(keys)),
            cells: cells.collect(),
            letters: letters.clone(),
        }
    });
    Some(rows.collect())
}

/// A cell's value as [`crate::document::schedule::Row::cell`] writes it.
fn value(column: Column, data: &Data, year: i32) -> Cell {
    let typed = match data {
        Data::Empty => return Ok(String::new()),
        Data::Error(_) => return Err("ô báo lỗi công thức; gõ lại giá trị vào ô".to_owned()),
        Data::DateTime(moment) => return of_moment(column, *moment),
        Data::Float(number) => return of_number(column, *number),
        Data::Int(number) => return of_number(column, *number as f64),
        other => other.to_string(),
    };
    let typed = typed.trim().to_owned();
    match column {
        _ if typed.is_empty() => Ok(typed),
        Column::Date if typed == UNDATED => Ok(String::new()),
        Column::Date => wording::parse_date(&typed, year)
            .map(|day| day.to_string())
            .ok_or_else(|| format!("“{typed}” không phải ngày; gõ như 20/3/{year}")),
        Column::Time => wording::parse_time(&typed)
            .map(|time| time.format("%H:%M").to_string())
            .ok_or_else(|| format!("“{typed}” không phải giờ; gõ như 19:45")),
        Column::Minutes => {
            let digits = typed.trim_end_matches("phút").trim();
            digits.parse().map_err(|_| not_minutes(&typed)).and_then(|number| minutes(number, &typed))
        }
        _ => Ok(typed),
    }
}

fn of_moment(column: Column, moment: ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match column {
        Column::Date => NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
            .filter(|day| range::is_known(*day))
            .map(|day| day.to_string())
            .ok_or_else(|| "ngày này ngoài khoảng chương trình dùng".to_owned()),
        // Half a minute more is a rounding of the fraction of a day.
        Column::Time => {
            let minutes = (u32::from(hour) * 60 + u32::from(minute) + u32::from(second >= 30)) % (24 * 60);
            Ok(format!("{:02}:{:02}", minutes / 60, minutes % 60))
        }
        Column::Minutes => Err("ô này là ngày giờ; gõ số phút, như 15".to_owned()),
        _ => Ok(format!("{day:02}/{month:02}/{year:04}")),
    }
}

fn of_number(column: Column, number: f64) -> Cell {
    match column {
        // A cell that lost its format.
        Column::Date | Column::Time => {
            of_moment(column, ExcelDateTime::new(number, calamine::ExcelDateTimeType::DateTime, false))
        }
        Column::Minutes => minutes(number, &number.to_string()),
        _ => Ok(number.to_string()),
    }
}

fn minutes(number: f64, typed: &str) -> Cell {
    let is_known = number.fract() == 0.0 && (0.0..=f64::from(MOST_MINUTES)).contains(&number);
    if is_known { Ok(number.to_string()) } else { Err(not_minutes(typed)) }
}

fn not_minutes(typed: &str) -> String {
    format!("“{typed}” không phải số phút; gõ số nguyên, như 15, nhiều nhất {MOST_MINUTES}")
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_named_as_in_excel() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }
}
