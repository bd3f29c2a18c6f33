//! Cases as an Excel workbook: the columns that [`crate::import`] reads back, the case's id in the last.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::case::StepKind;
use crate::document::schedule::cells::cut;
use crate::ledger::CaseView;
use crate::newsroom::Newsroom;

/// The heads and widths of the columns, in characters.
pub const COLUMNS: [(&str, f64); 16] = [
    ("Nhận ngày", 11.0),
    ("Nguồn", 16.0),
    ("Tóm tắt", 42.0),
    ("Nội dung", 42.0),
    ("Người nêu", 20.0),
    ("Liên hệ", 18.0),
    ("Địa bàn", 16.0),
    ("Lĩnh vực", 18.0),
    ("Thủ tục", 24.0),
    ("Cơ quan trả lời", 22.0),
    ("Hạn trả lời", 11.0),
    ("Lời khen", 9.0),
    ("Tình trạng", 14.0),
    ("Trả lời ngày", 11.0),
    ("Nội dung trả lời", 42.0),
    ("Mã", 30.0),
];

/// A row a case, with real dates.
pub fn write(newsroom: &Newsroom, views: &[CaseView<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), newsroom, views)?;
    super::workbook::bytes(&mut workbook)
}

/// Writes the heads and the rows into a sheet.
pub(super) fn fill(
    sheet: &mut Worksheet,
    newsroom: &Newsroom,
    views: &[CaseView<'_>],
) -> Result<(), XlsxError> {
    let (plan, settings) = (newsroom.plan(), newsroom.settings());
    let base =
        || Format::new().set_font_name("Times New Roman").set_font_size(11.0).set_border(FormatBorder::Thin);
    let text = base().set_text_wrap().set_align(FormatAlign::Top);
    let date = base().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Top);
    let heading = base().set_bold().set_text_wrap().set_align(FormatAlign::Center);
    let _ = sheet.set_name("Ý kiến")?;
    for ((name, width), column) in COLUMNS.into_iter().zip(0..) {
        let _ = sheet.set_column_width(column, width)?;
        let _ = sheet.write_string_with_format(0, column, name, &heading)?;
    }
    for (view, line) in views.iter().zip(1..) {
        let case = view.case;
        let place = plan.locality(&case.locality).map_or_else(String::new, crate::plan::Locality::full_name);
        let asked = if view.agency.is_empty() { String::new() } else { plan.name_of_asked(view.agency) };
        let answer = case.last(StepKind::Answered, newsroom.today()).map_or("", |step| step.text.as_str());
        let days = [(0, Some(case.received)), (10, case.due), (13, view.answered)];
        for (column, day) in days {
            match day {
                Some(day) => drop(sheet.write_date_with_format(line, column, day, &date)?),
                None => drop(sheet.write_blank(line, column, &date)?),
            }
        }
        let texts: [(u16, &str); 13] = [
            (1, case.source.name()),
            (2, &case.topic),
            (3, &case.text),
            (4, &case.person),
            (5, &case.contact),
            (6, &place),
            (7, settings.cases.field_name(&case.field)),
            (8, &case.procedure),
            (9, &asked),
            (11, if case.is_praise { "có" } else { "" }),
            (12, view.state.name()),
            (14, answer),
            (15, &case.id),
        ];
        for (column, value) in texts {
            let _ = sheet.write_string_with_format(line, column, cut(value), &text)?;
        }
    }
    let _ = sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
