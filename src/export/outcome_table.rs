//! A survey's results as an Excel workbook: people, questions, localities.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::document::schedule::cells::cut;
use crate::document::survey::outcome::{Found, Paper};
use crate::newsroom::Newsroom;
use crate::plan::Locality;

/// What stands in a cell.
enum Value {
    Text(String),
    Number(f64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number((number * 1000.0).round() / 1000.0)
    }
}

/// A sheet each; those with people's marks only where the paper gives them.
pub fn write(newsroom: &Newsroom, found: &Found<'_>, paper: Paper) -> Result<Vec<u8>, XlsxError> {
    let place = |id: &str| newsroom.plan().locality(id).map_or_else(|| id.to_owned(), Locality::full_name);
    let mut workbook = Workbook::new();
    if paper == Paper::Signatures {
        let rows = found.answers.iter().flat_map(|answers| {
            answers.participants.iter().map(|one| {
                [
                    place(&answers.locality),
                    one.number.clone(),
                    one.name.clone(),
                    one.unit.clone(),
                    one.office.clone(),
                    one.level.clone(),
                    one.room.clone(),
                ]
                .map(Value::from)
                .into()
            })
        });
        let heads = [
            ("Địa bàn", 18.0),
            ("Số báo danh", 12.0),
            ("Họ và tên", 26.0),
            ("Đơn vị", 30.0),
            ("Chức vụ", 24.0),
            ("Cấp", 10.0),
            ("Phòng", 10.0),
        ];
        sheet(workbook.add_worksheet(), "Người dự", &heads, rows)?;
        return super::workbook::bytes(&mut workbook);
    }
    if paper == Paper::Scores {
        let rows = found.outcome.people.iter().map(|person| {
            let answers = found.answers.iter().find(|answers| answers.locality == person.locality);
            let known = answers.and_then(|answers| answers.participant(&person.candidate));
            let right = person.marks.iter().filter(|mark| mark.is_right).count();
            vec![
                place(&person.locality).into(),
                person.candidate.clone().into(),
                known.map_or("", |one| &one.name).into(),
                known.map_or("", |one| &one.unit).into(),
                right.into(),
                (f64::from(person.points()) / 100.0).into(),
                person.doubtful.into(),
            ]
        });
        let heads = [
            ("Địa bàn", 18.0),
            ("Số báo danh", 12.0),
            ("Họ và tên", 26.0),
            ("Đơn vị", 30.0),
            ("Câu đúng", 10.0),
            ("Điểm", 8.0),
            ("Ô chờ xem", 10.0),
        ];
        sheet(workbook.add_worksheet(), "Bảng điểm", &heads, rows)?;
    }
    let rows = found.outcome.localities.iter().map(|group| {
        let summary = &group.summary;
        vec![
            place(&group.locality).into(),
            summary.people.into(),
            summary.mean.into(),
            summary.least.into(),
            summary.most.into(),
            summary.share.into(),
            group.weak.into(),
        ]
    });
    let heads = [
        ("Địa bàn", 22.0),
        ("Người", 8.0),
        ("Trung bình", 10.0),
        ("Thấp nhất", 10.0),
        ("Cao nhất", 10.0),
        ("Tỷ lệ điểm", 10.0),
        ("Dưới nửa điểm", 14.0),
    ];
    sheet(workbook.add_worksheet(), "Địa bàn", &heads, rows)?;
    let rows = found.outcome.items.iter().filter_map(|item| {
        let question = found.quiz.questions.get(item.question)?;
        let chosen = item
            .options
            .iter()
            .map(|(letter, is_right, count)| format!("{letter}{} {count}", if *is_right { "*" } else { "" }));
        Some(vec![
            (question.number as usize).into(),
            question.text.clone().into(),
            item.difficulty.into(),
            item.discrimination.map_or_else(|| "".into(), Value::from),
            chosen.collect::<Vec<_>>().join("; ").into(),
            item.blank.into(),
        ])
    });
    let heads = [
        ("Câu", 6.0),
        ("Lời hỏi", 60.0),
        ("Trả lời đúng", 12.0),
        ("Độ phân biệt", 12.0),
        ("Số người chọn", 28.0),
        ("Bỏ trống", 10.0),
    ];
    sheet(workbook.add_worksheet(), "Câu hỏi", &heads, rows)?;
    super::workbook::bytes(&mut workbook)
}

fn sheet(
    sheet: &mut Worksheet,
    name: &str,
    heads: &[(&str, f64)],
    rows: impl Iterator<Item = Vec<Value>>,
) -> Result<(), XlsxError> {
    let base =
        || Format::new().set_font_name("Times New Roman").set_font_size(11.0).set_border(FormatBorder::Thin);
    let plain = base().set_text_wrap().set_align(FormatAlign::Top);
    let heading = base().set_bold().set_text_wrap().set_align(FormatAlign::Center);
    let _ = sheet.set_name(name)?;
    for ((name, width), column) in heads.iter().zip(0..) {
        let _ = sheet.set_column_width(column, *width)?;
        let _ = sheet.write_string_with_format(0, column, *name, &heading)?;
    }
    for (row, line) in rows.zip(1..) {
        for (value, column) in row.into_iter().zip(0..) {
            let _ = match value {
                Value::Text(text) => sheet.write_string_with_format(line, column, cut(&text), &plain)?,
                Value::Number(number) => sheet.write_number_with_format(line, column, number, &plain)?,
            };
        }
    }
    let _ = sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
