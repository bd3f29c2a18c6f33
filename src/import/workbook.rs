//! The sheets of an Excel workbook.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};

use crate::calendar::wording;
use crate::pasted::tidy;

/// Maximum bytes of all parts of a workbook, unpacked.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The sheets in their order.
///
/// # Errors
/// A file that is no workbook, or locked with a password; in Vietnamese, with what to do.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Range<Data>>, String> {
    check(bytes)?;
    let broken =
        |_| "Không đọc được bảng Excel này; mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.".to_owned();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
    book.sheet_names().iter().map(|name| book.worksheet_range(name).map_err(broken)).collect()
}

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
        let filled = sheets.iter().find_map(|range| Some((range, range.start()?)));
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

/// The sizes that a workbook gives may be wrong, so what is unpacked is counted.
fn check(bytes: &[u8]) -> Result<(), String> {
    let refused = "Tệp không phải bảng Excel (.xlsx), hoặc bị khóa bằng mật khẩu. Mở bằng Excel, bỏ mật khẩu, lưu dạng \
                   .xlsx rồi thử lại.";
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| refused.to_owned())?;
    let mut total = 0;
    for at in 0..zip.len() {
        let part = zip.by_index(at).map_err(|_| refused.to_owned())?;
        let most = LARGEST - total + 1;
        total += std::io::copy(&mut part.take(most), &mut std::io::sink()).map_err(|_| refused.to_owned())?;
        if total > LARGEST {
            return Err("Bảng Excel lớn bất thường nên không đọc.".to_owned());
        }
    }
    Ok(())
}

/// "A", "Z", "AA": the name of a column, from 0.
pub(super) fn letters(mut column: u32) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (column % 26) as u8));
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => return name,
        }
    }
}
