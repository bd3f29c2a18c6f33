//! The schedule as an Excel workbook: real dates and times, ready to print on A4 landscape.

use chrono::NaiveTime;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::calendar::wording;
use crate::document::letterhead::{COUNTRY, Letterhead, MOTTO};
use crate::document::schedule::{self, Request, Row};
use crate::newsroom::Newsroom;

/// Name and width in characters.
const COLUMNS: [(&str, f64); 11] = [
    ("Ngày", 11.0),
    ("Thứ", 9.5),
    ("Giờ", 7.0),
    ("Số phút", 7.0),
    ("Hình thức", 25.0),
    ("Địa bàn", 18.0),
    ("Nội dung", 46.0),
    ("Phát", 10.0),
    ("Người phụ trách", 19.0),
    ("Trạng thái", 13.0),
    ("Ghi chú", 26.0),
];

const LAST: u16 = COLUMNS.len() as u16 - 1;
/// The left part of the head block.
const MIDDLE: u16 = 5;
/// Row of the table's head, from 0.
const HEAD: u32 = 7;
/// A4 by Excel's number.
const A4: u8 = 9;
/// Rows that are no longer held all at once.
const LONG: usize = 10_000;
/// Excel's limits: characters of a cell, points of a row's height.
const LONGEST: usize = 32_767;
const TALLEST: f64 = 409.0;

/// The rows of `request` with the head of an official paper.
pub fn write(newsroom: &Newsroom, request: &Request, rows: &[Row]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let _ = workbook.set_properties(&properties(newsroom)?);
    // A long table is kept beside in a file while it is made: hence every row in its turn.
    let sheet =
        if rows.len() > LONG { workbook.add_worksheet_with_low_memory()? } else { workbook.add_worksheet() };
    let _ = sheet.set_name("Lịch phát sóng")?;
    head(sheet, newsroom, request)?;
    table(sheet, rows)?;
    print_setup(sheet)?;
    workbook.save_to_buffer()
}

/// The same day gives the same bytes: no clock is read.
fn properties(newsroom: &Newsroom) -> Result<DocProperties, XlsxError> {
    let today = newsroom.today();
    let (year, month, day) =
        (chrono::Datelike::year(&today), chrono::Datelike::month(&today), chrono::Datelike::day(&today));
    // Excel knows the years from 1900 on.
    let created = ExcelDateTime::from_ymd(year.clamp(1900, 9999) as u16, month as u8, day as u8)?;
    Ok(DocProperties::new()
        .set_title("Lịch phát sóng")
        .set_author(crate::document::author(newsroom))
        .set_creation_datetime(&created))
}

fn head(sheet: &mut Worksheet, newsroom: &Newsroom, request: &Request) -> Result<(), XlsxError> {
    let letterhead = Letterhead::of_office(newsroom);
    let plain = base(12.0).set_align(FormatAlign::Center);
    let bold = plain.clone().set_bold();
    let italic = plain.clone().set_italic();
    if !letterhead.parent.is_empty() {
        let _ = sheet.merge_range(0, 0, 0, MIDDLE, cut(&letterhead.parent.to_uppercase()), &plain)?;
    }
    let _ = sheet.merge_range(0, MIDDLE + 1, 0, LAST, COUNTRY, &bold)?;
    let _ = sheet.merge_range(1, 0, 1, MIDDLE, cut(&letterhead.agency.to_uppercase()), &bold)?;
    let _ = sheet.merge_range(1, MIDDLE + 1, 1, LAST, MOTTO, &bold)?;
    let dated = format!("{}, {}", letterhead.place, wording::official_date(letterhead.date));
    let _ = sheet.merge_range(2, MIDDLE + 1, 2, LAST, cut(&dated), &italic)?;

    let title = base(14.0).set_bold().set_align(FormatAlign::Center);
    let _ = sheet.merge_range(4, 0, 4, LAST, "LỊCH PHÁT SÓNG", &title)?;
    let mut period = schedule::period(request.from, request.to);
    if let Some(locality) = request.locality.as_deref() {
        let name = newsroom
            .plan
            .locality(locality)
            .map_or_else(|| locality.to_owned(), crate::plan::Locality::full_name);
        period = format!("{period} – {name}");
    }
    let _ = sheet.merge_range(5, 0, 5, LAST, cut(&period), &bold)?;
    Ok(())
}

fn table(sheet: &mut Worksheet, rows: &[Row]) -> Result<(), XlsxError> {
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
    for (column, (name, width)) in COLUMNS.iter().enumerate() {
        let _ = sheet.set_column_width(column as u16, *width)?;
        let _ = sheet.write_string_with_format(HEAD, column as u16, *name, &heading)?;
    }
    for (line, row) in (HEAD + 1..).zip(rows) {
        if let Some(day) = row.date {
            let _ = sheet.write_date_with_format(line, 0, day, &date)?;
            let weekday = wording::weekday(chrono::Datelike::weekday(&day));
            let _ = sheet.write_string_with_format(line, 1, weekday, &text)?;
        } else {
            let _ = sheet.write_string_with_format(line, 0, "Chưa xếp ngày", &text)?;
            let _ = sheet.write_blank(line, 1, &cell)?;
        }
        if let Some(clock) = row.time {
            let _ = sheet.write_time_with_format(line, 2, minutes_only(clock), &time)?;
        } else {
            let _ = sheet.write_blank(line, 2, &cell)?;
        }
        if let Some(minutes) = row.minutes {
            let _ = sheet.write_number_with_format(line, 3, minutes, &center)?;
        } else {
            let _ = sheet.write_blank(line, 3, &cell)?;
        }
        let texts = [
            row.short.as_str(),
            &row.locality_name,
            row.content(),
            row.run(),
            &row.person,
            &row.status,
            &row.note,
        ];
        let _ = sheet.set_row_height(line, height(&texts))?;
        for (column, value) in (4..).zip(texts) {
            let _ = sheet.write_string_with_format(line, column, cut(value), &text)?;
        }
    }
    if !rows.is_empty() {
        let _ = sheet.autofilter(HEAD, 0, HEAD + rows.len() as u32, LAST)?;
    }
    Ok(())
}

/// As much of a text as a cell holds.
fn cut(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}

/// Why there is no workbook, with the remedy.
pub fn explain(error: &XlsxError) -> &'static str {
    match error {
        XlsxError::RowColumnLimitError => {
            "lịch có nhiều dòng hơn một bảng Excel chứa được; hãy chọn khoảng ngày ngắn hơn"
        }
        _ => "chương trình gặp lỗi; hãy báo cho người bảo trì",
    }
}

/// Points for the fullest cell: programs size rows by the letters without their stacked marks.
fn height(texts: &[&str]) -> f64 {
    // A width counts figures; Times New Roman's letters are a little narrower.
    let lines = |(text, (_, width)): (&&str, &(&str, f64))| {
        (text.chars().count() as f64 / (width * 1.1)).ceil().max(1.0)
    };
    let most = texts.iter().zip(&COLUMNS[4..]).map(lines).fold(1.0, f64::max);
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
