//! The schedule as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel decodes it correctly.

use crate::calendar::wording;
use crate::document::schedule::Row;

const HEAD: [&str; 14] = [
    "Ngày",
    "Thứ",
    "Giờ",
    "Số phút",
    "Mục",
    "Hình thức",
    "Địa bàn",
    "Nội dung",
    "Phát",
    "Người phụ trách",
    "Trạng thái",
    "Ghi chú",
    "Mã kỳ",
    "Mã bài",
];

/// Rows with dates as 2014-03-20 and times as 19:45, which every program reads.
pub fn write(rows: &[Row]) -> Result<Vec<u8>, csv::Error> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::from("\u{feff}"));
    writer.write_record(HEAD)?;
    for row in rows {
        writer.write_record(
            [
                row.date.map(|date| date.to_string()).unwrap_or_default(),
                row.date
                    .map(|date| wording::weekday(chrono::Datelike::weekday(&date)).to_owned())
                    .unwrap_or_default(),
                row.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default(),
                row.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
                row.clause.clone(),
                row.short.clone(),
                row.body_name.clone(),
                row.title.clone(),
                row.run().to_owned(),
                row.person.clone(),
                row.status.clone(),
                row.note.clone(),
                row.slot.to_string(),
                row.piece.as_ref().map(ToString::to_string).unwrap_or_default(),
            ]
            .map(inert),
        )?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// Excel would evaluate a cell that begins like a formula; an apostrophe makes it text.
fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn formulas_stay_text() {
        assert_eq!(inert("=HYPERLINK(\"x\")".into()), "'=HYPERLINK(\"x\")");
        assert_eq!(inert("Một cửa – đất đai".into()), "Một cửa – đất đai");
    }
}
