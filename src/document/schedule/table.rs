//! The schedule's table: columns by paper width, rows in groups.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::calendar::{week, wording};
use crate::fold::capital;
use crate::ledger::AiringState;
use crate::newsroom::Newsroom;
use crate::page::{self, Align, Cell, Color, Column, Fonts, Paragraph, Span, Table};

use super::super::figures;
use super::super::style::{HAIRLINE, TABLE, bold, italic, regular};
use super::row::NONE;
use super::{Grouping, Row, period};

/// Part of an activity's short name; a row names its own locality instead.
const DISTRICTS: &str = "quận, huyện";
/// The beginning of a note that gives only the length.
const LENGTH: &str = "dài ";
const MINUTES: &str = "Thời lượng";
/// Text widths, points: below the first the table is set small (A4 portrait), above the second large (A3
/// landscape).
const NARROW: f32 = 560.0;
const WIDE: f32 = 900.0;

pub(super) struct Setting<'a> {
    newsroom: &'a Newsroom,
    grouping: Grouping,
    is_one_locality: bool,
    size: f32,
    columns: Vec<(&'static str, Column)>,
}

impl<'a> Setting<'a> {
    /// `width` of the text, points.
    pub fn new(newsroom: &'a Newsroom, grouping: Grouping, is_one_locality: bool, width: f32) -> Self {
        // Day, time, programme, minutes, run, person, note; the content gets the rest.
        let (size, mut widths) = if width < NARROW {
            (10.5, [50.0, 35.0, 90.0, 42.0, 53.0, 57.0, 50.0])
        } else if width < WIDE {
            (TABLE - 0.5, [58.0, 40.0, 164.0, 46.0, 60.0, 95.0, 92.0])
        } else {
            (14.0, [74.0, 50.0, 230.0, 70.0, 74.0, 150.0, 150.0])
        };
        // A group that names the locality makes it redundant in the programme's column.
        if grouping == Grouping::Locality || is_one_locality {
            widths[2] *= 0.7;
        }
        let [day, hour, programme, minutes, run, person, note] = widths.map(Column::Fixed);
        let mut columns = vec![
            ("Ngày", day),
            ("Giờ", hour),
            ("Chương trình", programme),
            ("Nội dung", Column::Share(1.0)),
            (MINUTES, minutes),
            ("Phát mới/ Phát lại", run),
            ("Người phụ trách", person),
            ("Ghi chú", note),
        ];
        if grouping == Grouping::Day {
            let _ = columns.remove(0);
        }
        Self { newsroom, grouping, is_one_locality, size, columns }
    }

    /// Sorts the rows in the table's order.
    pub fn sort(&self, rows: &mut [Row]) {
        if self.grouping == Grouping::Locality {
            let places = self.newsroom.plan().body_places();
            rows.sort_by_key(|row| {
                row.slot.body().map(|body| places.get(&body).copied().unwrap_or(usize::MAX))
            });
        }
    }

    /// Columns and header, without rows.
    pub fn table(&self) -> Table {
        let head = page::Row {
            cells: self
                .columns
                .iter()
                .map(|(name, _)| Cell { is_middle: true, ..cell(name, bold(self.size), Align::Center) })
                .collect(),
            ..page::Row::default()
        };
        Table {
            columns: self.columns.iter().map(|(_, column)| *column).collect(),
            head: vec![head],
            rows: Vec::new(),
            border: HAIRLINE,
            padding: (4.0, 2.0),
            repeated_cells: 0,
        }
    }

    /// The table's rows one by one: one for each schedule row, with a heading above each group.
    pub fn rows<'b>(
        &'b self,
        table: &Table,
        rows: &'b [Row],
        fonts: &mut Fonts,
    ) -> impl Iterator<Item = page::Row> + use<'a, 'b> {
        let minutes = self.columns.iter().position(|(name, _)| *name == MINUTES);
        let figures: BTreeSet<u32> = rows.iter().filter_map(|row| row.minutes).collect();
        let figures: Vec<Vec<Span>> = figures.into_iter().map(|one| self.minutes(Some(one)).spans).collect();
        let widest = figures::widest(fonts, figures.iter().map(Vec::as_slice));
        let inset = minutes.and_then(|column| Some((column, figures::inset(table, column, widest)?)));
        let mut last = None;
        let mut part = String::new();
        let lines = rows.iter().enumerate().flat_map(move |(index, row)| {
            let group = self.group_of(row);
            let heading = (last.as_ref() != Some(&group)).then(|| {
                let next = self.part_of(row, &group);
                let bookmark = (next != part).then(|| next.clone());
                part = next;
                let heading = self.heading(&group, bookmark);
                last = Some(group);
                heading
            });
            let mut line = self.line(row);
            if let Some((column, right)) = inset
                && let Some([figure]) = line.cells.get_mut(column).map(|cell| cell.paragraphs.as_mut_slice())
            {
                (figure.align, figure.right) = (Align::Right, right);
            }
            // Keeps the signature on a page with some rows.
            line.keep_with_next = index + 1 == rows.len();
            heading.into_iter().chain([line])
        });
        let none = rows.is_empty().then(|| {
            let none = "Không có buổi phát sóng, kỳ đăng bài nào trong thời gian này.";
            page::Row { keep_with_next: true, ..self.heading(none, None) }
        });
        lines.chain(none)
    }

    fn minutes(&self, minutes: Option<u32>) -> Paragraph {
        let text = minutes.map(|minutes| format!("{minutes} phút")).unwrap_or_default();
        paragraph(&text, regular(self.size), Align::Center)
    }

    fn group_of(&self, row: &Row) -> String {
        if self.grouping == Grouping::Locality {
            return if row.body_name.is_empty() {
                "Toàn thành phố".to_owned()
            } else {
                capital(&row.body_name)
            };
        }
        let Some(date) = row.date else { return "Chưa xếp ngày".to_owned() };
        match self.grouping {
            Grouping::Week => {
                let [monday, .., sunday] = week::week_of(date);
                period(monday, sunday)
            }
            Grouping::Month => wording::month_title(date),
            Grouping::Year => format!("Năm {}", date.year()),
            Grouping::Day | Grouping::Locality => wording::long_date(date),
        }
    }

    /// The bookmark's title: the group, or for days their month.
    fn part_of(&self, row: &Row, group: &str) -> String {
        match row.date {
            Some(date) if self.grouping == Grouping::Day => wording::month_title(date),
            _ => group.to_owned(),
        }
    }

    /// The heading of a group across the whole width.
    fn heading(&self, text: &str, bookmark: Option<String>) -> page::Row {
        let mut cell = cell(text, bold(self.size), Align::Left);
        if let [paragraph] = cell.paragraphs.as_mut_slice() {
            paragraph.bookmark = bookmark;
        }
        cell.columns = self.columns.len();
        page::Row {
            cells: vec![cell],
            keep_with_next: true,
            fill: Some(Color::gray(0.08)),
            ..page::Row::default()
        }
    }

    fn line(&self, row: &Row) -> page::Row {
        let (regular, italic) = (regular(self.size), italic(self.size));
        let is_place_known = self.is_one_locality || self.grouping == Grouping::Locality;
        let programme = if row.body_name.is_empty() || is_place_known {
            row.short.clone()
        } else if row.body.is_some() && row.short.contains(DISTRICTS) {
            row.short.replace(DISTRICTS, &row.body_name)
        } else {
            format!("{} – {}", row.short, row.body_name)
        };
        let content = match row.piece {
            Some(_) => cell(&row.title, regular, Align::Left),
            None => cell(row.content(), italic, Align::Left),
        };
        let note = match row.note.as_str() {
            // The content's column already says that there is no piece, or no approved one.
            "" if row.piece.is_none() && row.status == NONE => String::new(),
            "" => row.status.clone(),
            length if row.airing_state == Some(AiringState::Aired) && length.starts_with(LENGTH) => {
                format!("{} {}", row.status, &length[LENGTH.len()..])
            }
            note => format!("{}; {note}", row.status),
        };
        let mut cells = vec![
            cell(&row.time.map(wording::clock).unwrap_or_default(), regular, Align::Center),
            cell(&programme, regular, Align::Left),
            content,
            Cell::new(self.minutes(row.minutes)),
            cell(row.run(), regular, Align::Center),
            cell(&row.person, regular, Align::Left),
            cell(&note, regular, Align::Left),
        ];
        if self.grouping != Grouping::Day {
            let date = row.date.map(day).unwrap_or_default();
            cells.insert(0, cell(&date, regular, Align::Center));
        }
        page::Row { cells, ..page::Row::default() }
    }
}

/// "T.5 20/03"
fn day(date: NaiveDate) -> String {
    format!("{} {}", wording::weekday_short(date.weekday()), wording::day_month(date))
}

fn cell(text: &str, style: page::Style, align: Align) -> Cell {
    Cell::new(paragraph(text, style, align))
}

fn paragraph(text: &str, style: page::Style, align: Align) -> Paragraph {
    Paragraph { align, line_height: 1.2, ..Paragraph::text(text, style) }
}
