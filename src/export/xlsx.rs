//! The schedule as an Excel workbook: real dates and times, ready to print on A4 landscape.

pub mod budget;

use std::borrow::Cow;

use chrono::NaiveTime;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::calendar::wording;
use crate::document::letterhead::{self, COUNTRY, Letterhead, MOTTO};
use crate::document::schedule::cells::{self, Column, cut};
use crate::document::schedule::{Request, Row};
use crate::newsroom::Newsroom;

/// Widths in characters.
const WIDTHS: [f64; Column::ALL.len()] = [11.0, 9.5, 7.0, 7.0, 25.0, 18.0, 46.0, 10.0, 19.0, 13.0, 26.0];

const LAST: u16 = Column::ALL.len() as u16 - 1;
/// The hidden column by which an edited row is found again.
const KEYS: u16 = LAST + 1;
/// The last column of the left part of the document's head.
const MIDDLE: u16 = 5;
/// The row of the table's header, from 0.
const HEAD: u32 = 7;
/// Excel's number for A4.
const A4: u8 = 9;
/// From this number of rows on, they are not all kept in memory.
const LONG: usize = 10_000;
/// Excel's limit of a row's height, points.
const TALLEST: f64 = 409.5;

/// Why the workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{}không ghi được bảng Excel: {}", place(.row.as_ref()), explain(.source))]
pub struct Error {
    /// The row that could not be written, with its name for people.
    row: Option<String>,
    source: XlsxError,
}

impl From<XlsxError> for Error {
    fn from(source: XlsxError) -> Self {
        Self { row: None, source }
    }
}

fn place(row: Option<&String>) -> String {
    row.map(|row| format!("dòng {row}: ")).unwrap_or_default()
}

/// The rows of `request`, with the head of an official document.
pub fn write(newsroom: &Newsroom, request: &Request, rows: &[Row]) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    let _ = workbook.set_properties(&properties(newsroom, "Lịch phát sóng")?);
    // A long table is written to a temporary file: hence the rows must be written in order.
    let sheet =
        if rows.len() > LONG { workbook.add_worksheet_with_low_memory()? } else { workbook.add_worksheet() };
    let _ = sheet.set_name("Lịch phát sóng")?;
    fill(sheet, newsroom, request, rows)?;
    Ok(super::workbook::bytes(&mut workbook)?)
}

/// Writes the head and the rows into a sheet.
pub(super) fn fill(
    sheet: &mut Worksheet,
    newsroom: &Newsroom,
    request: &Request,
    rows: &[Row],
) -> Result<(), Error> {
    head(sheet, newsroom, request)?;
    table(sheet, rows)?;
    print_setup(sheet)?;
    Ok(())
}

/// The date comes from the newsroom, not from a clock, so that the output is reproducible.
fn properties(newsroom: &Newsroom, title: &str) -> Result<DocProperties, XlsxError> {
    let today = newsroom.today();
    let (year, month, day) =
        (chrono::Datelike::year(&today), chrono::Datelike::month(&today), chrono::Datelike::day(&today));
    // Excel supports years from 1900 on.
    let created = ExcelDateTime::from_ymd(year.clamp(1900, 9999) as u16, month as u8, day as u8)?;
    Ok(DocProperties::new()
        .set_title(title)
        .set_author(crate::document::author(newsroom))
        .set_creation_datetime(&created))
}

fn head(sheet: &mut Worksheet, newsroom: &Newsroom, request: &Request) -> Result<(), XlsxError> {
    let letterhead = Letterhead::of(
        newsroom,
        &letterhead::office_of(newsroom, request.locality.as_deref(), request.issuer.agency.as_deref()),
    );
    letterhead_rows(sheet, &letterhead, (MIDDLE, LAST))?;
    let bold = base(12.0).set_align(FormatAlign::Center).set_bold();
    let title = base(14.0).set_bold().set_align(FormatAlign::Center);
    let _ = sheet.merge_range(4, 0, 4, LAST, "LỊCH PHÁT SÓNG", &title)?;
    let period = request.period(newsroom.plan());
    let _ = sheet.merge_range(5, 0, 5, LAST, &cut(&period), &bold)?;
    Ok(())
}

/// The office on the left, the country on the right: three rows. `(middle, last)`: the last columns of both.
fn letterhead_rows(
    sheet: &mut Worksheet,
    letterhead: &Letterhead,
    (middle, last): (u16, u16),
) -> Result<(), XlsxError> {
    let plain = base(12.0).set_align(FormatAlign::Center);
    let bold = plain.clone().set_bold();
    let italic = plain.clone().set_italic();
    if !letterhead.parent.is_empty() {
        let _ = sheet.merge_range(0, 0, 0, middle, &cut(&letterhead.parent.to_uppercase()), &plain)?;
    }
    let _ = sheet.merge_range(0, middle + 1, 0, last, COUNTRY, &bold)?;
    let _ = sheet.merge_range(1, 0, 1, middle, &cut(&letterhead.agency.to_uppercase()), &bold)?;
    let _ = sheet.merge_range(1, middle + 1, 1, last, MOTTO, &bold)?;
    let dated = format!("{}, {}", letterhead.place, wording::official_date(letterhead.date));
    let _ = sheet.merge_range(2, middle + 1, 2, last, &cut(&dated), &italic)?;
    Ok(())
}

/// What was left out of the workbook, for a message to the user.
pub fn notice(rows: &[Row]) -> Option<String> {
    let is_cut = |row: &&Row| texts(row).iter().any(|text| matches!(cut(text), Cow::Owned(_)));
    let cut: Vec<String> = rows.iter().filter(is_cut).map(Row::name).collect();
    (!cut.is_empty()).then(|| {
        format!(
            "Excel chỉ chứa 32.767 ký tự trong một ô nên đã cắt bớt chữ (cuối ô có dấu “…”) ở: {}.",
            cut.join("; ")
        )
    })
}

fn texts(row: &Row) -> [&str; 7] {
    [&row.short, &row.body_name, row.content(), row.run(), &row.person, &row.status, &row.note]
}

fn table(sheet: &mut Worksheet, rows: &[Row]) -> Result<(), Error> {
    let cell = base(11.0).set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
    let text = cell.clone().set_text_wrap();
    let center = cell.clone().set_align(FormatAlign::Center);
    let date = center.clone().set_num_format("dd/mm/yyyy");
    let time = center.clone().set_num_format("hh:mm");
    let heading = base(11.0)
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_background_color(Color::RGB(0x00E7_EBF3));
    for (column, width) in Column::ALL.into_iter().zip(WIDTHS) {
        let _ = sheet.set_column_width(column as u16, width)?;
        let _ = sheet.write_string_with_format(HEAD, column as u16, column.name(), &heading)?;
    }
    let _ = sheet.set_column_hidden(KEYS)?.write_string(HEAD, KEYS, cells::KEY)?;
    let formats = Formats { cell, text, center, date, time };
    for (line, row) in (HEAD + 1..).zip(rows) {
        put(sheet, line, row, &formats).map_err(|source| Error { row: Some(row.name()), source })?;
    }
    if !rows.is_empty() {
        // With the keys: sorting must move them along.
        let _ = sheet.autofilter(HEAD, 0, HEAD + rows.len() as u32, KEYS)?;
    }
    Ok(())
}

/// The cell formats of the table.
struct Formats {
    cell: Format,
    text: Format,
    center: Format,
    date: Format,
    time: Format,
}

fn put(sheet: &mut Worksheet, line: u32, row: &Row, formats: &Formats) -> Result<(), XlsxError> {
    let Formats { cell, text, center, date, time } = formats;
    if let Some(day) = row.date {
        let _ = sheet.write_date_with_format(line, 0, day, date)?;
        let weekday = wording::weekday(chrono::Datelike::weekday(&day));
        let _ = sheet.write_string_with_format(line, 1, weekday, text)?;
    } else {
        let _ = sheet.write_string_with_format(line, 0, cells::UNDATED, text)?;
        let _ = sheet.write_blank(line, 1, cell)?;
    }
    if let Some(clock) = row.time {
        let _ = sheet.write_time_with_format(line, 2, minutes_only(clock), time)?;
    } else {
        let _ = sheet.write_blank(line, 2, cell)?;
    }
    if let Some(minutes) = row.minutes {
        let _ = sheet.write_number_with_format(line, 3, minutes, center)?;
    } else {
        let _ = sheet.write_blank(line, 3, cell)?;
    }
    let texts = texts(row);
    let _ = sheet.set_row_height(line, height(&texts))?;
    for (column, value) in (4..).zip(texts) {
        let _ = sheet.write_string_with_format(line, column, cut(value), text)?;
    }
    let _ = sheet.write_string(line, KEYS, row.key().write())?;
    Ok(())
}

/// The library's error in Vietnamese, with the remedy.
fn explain(error: &XlsxError) -> &'static str {
    match error {
        XlsxError::DateTimeRangeError(_) => "Excel không ghi được ngày trước năm 1900; hãy sửa lại ngày",
        XlsxError::RowColumnLimitError => {
            "lịch có nhiều dòng hơn một bảng Excel chứa được; hãy chọn khoảng ngày ngắn hơn"
        }
        _ => "chương trình gặp lỗi; hãy báo cho người bảo trì",
    }
}

/// The row height for the fullest cell, points: programs size rows without regard to stacked diacritics.
fn height(texts: &[&str]) -> f64 {
    // Column widths count digits; Times New Roman's letters are slightly narrower.
    let lines = |(text, width): (&&str, &f64)| (text.chars().count() as f64 / (width * 1.1)).ceil().max(1.0);
    let most = texts.iter().zip(&WIDTHS[4..]).map(lines).fold(1.0, f64::max);
    (most * 15.0 + 3.0).min(TALLEST)
}

fn print_setup(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let _ = sheet.set_freeze_panes(HEAD + 1, 0)?;
    let _ = sheet.set_repeat_rows(HEAD, HEAD)?;
    let _ = sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        // Inches: left, right, top, bottom, header, footer.
        .set_margins(0.6, 0.5, 0.7, 0.7, 0.3, 0.3)
        .set_footer("&C&\"Times New Roman\"Trang &P/&N");
    Ok(())
}

fn base(size: f64) -> Format {
    Format::new().set_font_name("Times New Roman").set_font_size(size)
}

fn minutes_only(time: NaiveTime) -> NaiveTime {
    use chrono::Timelike;
    time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time)
}
