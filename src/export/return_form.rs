//! A body's return form (V.4): what it owes in the period, the cases it must answer, its lines
//! of the budget, room for its assessment. It is read
//! back by [`crate::import::return_form`].

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::xlsx::Error;
use super::{case_table, xlsx};
use crate::calendar::wording;
use crate::document::print::Issuer;
use crate::document::schedule::{self, Request};
use crate::ledger::Mine;
use crate::newsroom::Newsroom;
use crate::reporting::{Assessment, KEY, Section};

/// The form of an agency or a locality for a period.
pub fn write(newsroom: &Newsroom, (from, to): (NaiveDate, NaiveDate), body: &str) -> Result<Vec<u8>, Error> {
    let plan = newsroom.plan();
    let is_locality = plan.locality(body).is_some();
    let mine =
        if is_locality { Mine::new(plan, None, Some(body)) } else { Mine::new(plan, Some(body), None) };
    let mut request = Request::new(from, to);
    request.activities = plan.activities.iter().map(|activity| activity.id.clone()).collect();
    request.locality = is_locality.then(|| body.to_owned());
    // An agency reports on what it leads, not on what it only takes part in.
    if !is_locality {
        let leads =
            |id: &String| plan.activity(id).is_some_and(|one| one.lead.iter().any(|lead| lead == body));
        request.activities.retain(leads);
    }
    *request.issuer = Issuer { agency: (!is_locality).then(|| body.to_owned()), mine: Some(mine) };
    let rows = if request.activities.is_empty() { Vec::new() } else { schedule::rows(newsroom, &request) };
    let mut views = newsroom.cases();
    views.retain(|view| view.agency == body && view.timing.is_open());
    views.sort_by_key(|view| (view.due, &view.case.id));
    let mut workbook = Workbook::new();
    assessment(workbook.add_worksheet(), newsroom, (from, to), body)?;
    let sheet = workbook.add_worksheet();
    let _ = sheet.set_name("Việc phải làm")?;
    xlsx::fill(sheet, newsroom, &request, &rows)?;
    case_table::fill(workbook.add_worksheet(), newsroom, &views)?;
    xlsx::budget::add_own(&mut workbook, newsroom, body)?;
    Ok(super::workbook::bytes(&mut workbook)?)
}

fn assessment(
    sheet: &mut Worksheet,
    newsroom: &Newsroom,
    period: (NaiveDate, NaiveDate),
    body: &str,
) -> Result<(), XlsxError> {
    let base = || Format::new().set_font_name("Times New Roman").set_font_size(12.0);
    let (bold, plain) = (base().set_bold(), base());
    let cell = base().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let head = cell.clone().set_bold();
    let part = newsroom.reports().or_start(period, body);
    let name = newsroom.plan().name_of_asked(body);
    let _ = sheet.set_name("Đánh giá")?;
    let _ = sheet.set_column_width(0, 24)?.set_column_width(1, 90)?;
    let facts = [
        ("PHIẾU BÁO CÁO", name),
        ("Kỳ báo cáo", wording::long_range(period.0, period.1)),
        ("Cách ghi", "Ghi đánh giá ở bảng dưới. Bảng “Việc phải làm”: ghi ngày và trạng thái “Đã phát”, “Đã thực hiện” cho \
                      việc đã làm. Bảng “Ý kiến”: ghi ngày và nội dung trả lời. Bảng “Chứng từ”, nếu có: ghi số, ngày, số tiền \
                      đã chi. Lưu tệp rồi gửi lại."
            .to_owned()),
        (KEY, Assessment::id_of(period, body)),
    ];
    for ((label, value), row) in facts.iter().zip(0..) {
        let _ = sheet.write_with_format(row, 0, *label, &bold)?;
        let _ = sheet.write_with_format(row, 1, value, &plain.clone().set_text_wrap())?;
    }
    let _ = sheet.write_with_format(5, 0, "Mục", &head)?;
    let _ = sheet.write_with_format(5, 1, "Nội dung", &head)?;
    for (section, row) in Section::ALL.into_iter().zip(6..) {
        let _ = sheet.set_row_height(row, 110)?;
        let _ = sheet.write_with_format(row, 0, section.name(), &head)?;
        let _ = sheet.write_with_format(row, 1, section.of(&part), &cell)?;
    }
    let _ = sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}
