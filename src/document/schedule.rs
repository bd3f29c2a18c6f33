//! The broadcast schedule: an official paper in landscape, grouped by day.

mod row;

pub use row::{Row, rows};

use chrono::{Datelike, NaiveDate};

use crate::calendar::{week, wording};
use crate::newsroom::Newsroom;
use crate::page::{self, Align, Block, Cell, Color, Column, Document, Fonts, Paragraph, Table};
use crate::plan::{Activity, SlotState};

use super::closing::{closing, leads};
use super::letterhead::{self, Letterhead};
use super::sheet;
use super::style::{HAIRLINE, TABLE, bold, italic, regular};

/// Which part of the schedule is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// First and last day, both included.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Ids of activities; empty means all that are broadcast or printed.
    pub activities: Vec<String>,
    /// Only this locality's slots.
    pub locality: Option<String>,
}

impl Request {
    pub fn new(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from, to, activities: Vec::new(), locality: None }
    }

    fn includes(&self, activity: &Activity) -> bool {
        if self.activities.is_empty() {
            activity.medium.is_scheduled()
        } else {
            self.activities.contains(&activity.id)
        }
    }
}

/// "LỊCH PHÁT SÓNG" of a period on A4 landscape (Decree 30/2020 for its layout).
pub fn document(newsroom: &Newsroom, request: &Request, fonts: &mut Fonts) -> Document {
    let sheet = sheet::landscape();
    let width = sheet::text_width(&sheet);
    let rows = rows(newsroom, request);
    let period = period(request.from, request.to);

    let mut subject = Vec::new();
    if !newsroom.plan.title.is_empty() {
        let number = &newsroom.plan.number;
        let title = lowercase_first(&newsroom.plan.title);
        let title = title.strip_prefix("kế hoạch ").unwrap_or(&title);
        subject.push(if number.is_empty() {
            format!("Thực hiện Kế hoạch {title}")
        } else {
            format!("Thực hiện Kế hoạch số {number} {title}")
        });
    }
    let locality = request
        .locality
        .as_deref()
        .map(|id| newsroom.plan.locality(id).map_or_else(|| id.to_owned(), crate::plan::Locality::full_name));
    subject.push(match &locality {
        Some(locality) => format!("{period} – {locality}"),
        None => period.clone(),
    });

    let mut blocks = vec![Letterhead::of_office(newsroom).block(fonts, width)];
    blocks.extend(letterhead::title(fonts, "LỊCH PHÁT SÓNG", &subject));
    blocks.push(Block::Table(table(&rows, locality.is_some())));
    let shown = newsroom.plan.activities.iter().filter(|activity| request.includes(activity));
    blocks.push(closing(newsroom, &leads(newsroom, shown.map(|activity| activity.id.as_str()))));

    let title = match &locality {
        Some(locality) => format!("Lịch phát sóng {}, {locality}", lowercase_first(&period)),
        None => format!("Lịch phát sóng {}", lowercase_first(&period)),
    };
    page::flow(fonts, &sheet, &blocks).into_document(title, super::author(newsroom))
}

/// In an activity's short name; a row names its own.
const DISTRICTS: &str = "quận, huyện";
/// Begins a note that says only how long it ran.
const LENGTH: &str = "dài ";

const HEAD: [(&str, Column); 7] = [
    ("Giờ", Column::Fixed(42.0)),
    ("Chương trình", Column::Fixed(174.0)),
    ("Nội dung", Column::Share(1.0)),
    ("Thời lượng", Column::Fixed(58.0)),
    ("Phát mới/ Phát lại", Column::Fixed(62.0)),
    ("Người phụ trách", Column::Fixed(100.0)),
    ("Ghi chú", Column::Fixed(98.0)),
];

fn table(rows: &[Row], is_one_locality: bool) -> Table {
    let head = page::Row {
        cells: HEAD
            .iter()
            .map(|(name, _)| Cell { is_middle: true, ..cell(name, bold(TABLE), Align::Center) })
            .collect(),
        ..page::Row::default()
    };
    let mut body = Vec::with_capacity(rows.len() + rows.len() / 4);
    let mut day = None;
    for row in rows {
        if day != Some(row.date) {
            day = Some(row.date);
            body.push(group(&row.date.map_or_else(|| "Chưa xếp ngày".to_owned(), wording::long_date)));
        }
        body.push(line(row, is_one_locality));
    }
    if rows.is_empty() {
        let text = "Không có buổi phát sóng, kỳ đăng bài nào trong thời gian này.";
        body.push(group(text));
    }
    // The signature does not stand on a page alone.
    if let Some(last) = body.last_mut() {
        last.keep_with_next = true;
    }
    Table {
        columns: HEAD.iter().map(|(_, column)| *column).collect(),
        head: vec![head],
        rows: body,
        border: HAIRLINE,
        padding: (4.0, 2.0),
    }
}

/// The day's row over the whole width.
fn group(text: &str) -> page::Row {
    let mut cell = cell(text, bold(TABLE), Align::Left);
    cell.columns = HEAD.len();
    page::Row {
        cells: vec![cell],
        keep_with_next: true,
        fill: Some(Color::gray(0.08)),
        ..page::Row::default()
    }
}

fn line(row: &Row, is_one_locality: bool) -> page::Row {
    let programme = if row.locality_name.is_empty() || is_one_locality {
        row.short.clone()
    } else if row.short.contains(DISTRICTS) {
        row.short.replace(DISTRICTS, &row.locality_name)
    } else {
        format!("{} – {}", row.short, row.locality_name)
    };
    let content = match row.piece {
        Some(_) => cell(&row.title, regular(TABLE), Align::Left),
        None => cell(row.content(), italic(TABLE), Align::Left),
    };
    let minutes = row.minutes.map(|minutes| format!("{minutes} phút")).unwrap_or_default();
    let note = match row.note.as_str() {
        // That there is none yet stands in the content's column.
        "" if row.piece.is_none() && row.state != SlotState::Overdue => String::new(),
        "" => row.status.clone(),
        length if row.state == SlotState::Published && length.starts_with(LENGTH) => {
            format!("{} {}", row.status, &length[LENGTH.len()..])
        }
        note => format!("{}; {note}", row.status),
    };
    page::Row {
        cells: vec![
            cell(&row.time.map(wording::clock).unwrap_or_default(), regular(TABLE), Align::Center),
            cell(&programme, regular(TABLE), Align::Left),
            content,
            cell(&minutes, regular(TABLE), Align::Center),
            cell(row.run(), regular(TABLE), Align::Center),
            cell(&row.person, regular(TABLE), Align::Left),
            cell(&note, regular(TABLE), Align::Left),
        ],
        ..page::Row::default()
    }
}

fn cell(text: &str, style: page::Style, align: Align) -> Cell {
    Cell::new(Paragraph { align, line_height: 1.2, ..Paragraph::text(text, style) })
}

/// "Tháng 3 năm 2014", "Quý II năm 2014", "Tuần 10 (từ ngày … đến ngày …)", "Năm 2014", else both days.
pub(crate) fn period(from: NaiveDate, to: NaiveDate) -> String {
    let is_month_end = week::last_of_month(to) == to;
    let months = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32 + 1;
    if from.day() == 1 && is_month_end {
        match (months, from.month()) {
            (1, _) => return wording::month_title(from),
            (12, 1) => return format!("Năm {}", from.year()),
            (3, month @ (1 | 4 | 7 | 10)) => {
                return format!("Quý {} năm {}", wording::roman_quarter(month / 3 + 1), from.year());
            }
            _ => {}
        }
    }
    let (_, number) = week::iso_week(from);
    if week::monday_of(from) == from && week::week_of(from)[6] == to {
        return format!("Tuần {number} ({})", wording::long_range(from, to));
    }
    uppercase_first(&wording::long_range(from, to))
}

fn lowercase_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn uppercase_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_named_as_people_name_it() {
        for (from, to, expected) in [
            ("2014-03-01", "2014-03-31", "Tháng 3 năm 2014"),
            ("2014-01-01", "2014-12-31", "Năm 2014"),
            ("2014-04-01", "2014-06-30", "Quý II năm 2014"),
            ("2014-02-01", "2014-04-30", "Từ ngày 01/02/2014 đến ngày 30/04/2014"),
            ("2014-03-03", "2014-03-09", "Tuần 10 (từ ngày 03/03/2014 đến ngày 09/03/2014)"),
            ("2014-03-20", "2014-03-20", "Ngày 20/03/2014"),
        ] {
            let day = |text: &str| text.parse().expect("a date");
            assert_eq!(period(day(from), day(to)), expected, "{from}..{to}");
        }
    }
}
