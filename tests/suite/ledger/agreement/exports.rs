//! The year's schedule as CSV, XLSX and ICS beside the definitions, and beside each other.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use icalendar::parser::{read_calendar, unfold};
use toasoan::document::PrintOptions;
use toasoan::document::schedule::Request;
use toasoan::export::ics::Changes;
use toasoan::export::job;
use toasoan::ledger::SlotState;
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::{PieceId, Status};
use toasoan::plan::Slot;

use super::status;

/// Columns of the CSV.
const DATE: usize = 0;
const TIME: usize = 2;
const STATUS: usize = 10;
const SLOT: usize = 12;
const PIECE: usize = 13;

pub type Row = Vec<String>;

pub fn file(newsroom: &Newsroom, extension: &str) -> Vec<u8> {
    let year = newsroom.plan().year;
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
    let activities = newsroom.plan().activities.iter().map(|activity| activity.id.clone()).collect();
    let request = Request { activities, ..Request::new(day(1, 1), day(12, 31)) };
    let (print, changes) = (PrintOptions::default(), Changes::UNKNOWN);
    job::schedule(newsroom, &request, extension, &print, &changes, &mut Fonts::new()).expect("a file")
}

pub fn csv(newsroom: &Newsroom) -> Vec<Row> {
    let bytes = file(newsroom, "csv");
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
    rows.collect()
}

/// The rows of each slot add up to its state.
pub fn assert_states(rows: &[Row], states: &HashMap<&str, SlotState>, slots: &[Slot], case: &str) {
    let mut of_slot: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for row in rows {
        of_slot.entry(&row[SLOT]).or_default().push((&row[DATE], &row[STATUS]));
    }
    for slot in slots {
        let rows = &of_slot[slot.id.as_str()];
        let done: Vec<_> = rows.iter().filter(|(_, status)| is_out(status)).collect();
        let is_in_time = |date: &str| date.is_empty() || date.parse::<NaiveDate>().expect("a day") <= slot.to;
        let state = states[slot.id.as_str()];
        assert_eq!(!done.is_empty(), state.is_done(), "{case}: {}: {rows:?}", slot.id);
        let late = state.is_done() && !done.iter().any(|(date, _)| is_in_time(date));
        assert_eq!(late, state == SlotState::Late, "{case}: {}: {rows:?}", slot.id);
        let waits = !state.is_done() && rows.iter().any(|(_, status)| *status == "Chưa xác nhận");
        assert_eq!(waits, state == SlotState::Unconfirmed, "{case}: {}: {rows:?}", slot.id);
    }
}

/// That a row went out: "Đã phát", "Đã đăng, trễ"; not "Đã duyệt".
fn is_out(status: &str) -> bool {
    status.starts_with("Đã ") && status != "Đã duyệt"
}

/// What the workbook shows of a row, as the CSV writes it.
fn row_of_workbook(row: &Row) -> Row {
    let mut shown: Row = row[..=3].iter().chain(&row[5..=11]).cloned().collect();
    if row[PIECE].is_empty() {
        "(chưa có bài)".clone_into(&mut shown[6]);
    }
    if row[DATE].is_empty() {
        "Chưa xếp ngày".clone_into(&mut shown[0]);
    }
    shown
}

/// Row by row as the CSV.
pub fn assert_workbook(newsroom: &Newsroom, rows: &[Row], case: &str) {
    assert_eq!(xlsx(newsroom), rows.iter().map(row_of_workbook).collect::<Vec<_>>(), "{case}");
}

fn xlsx(newsroom: &Newsroom) -> Vec<Row> {
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(file(newsroom, "xlsx"))).expect("it opens");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("it reads");
    let head = |row: &&[Data]| row.first().is_none_or(|cell| *cell != Data::String("Ngày".into()));
    let rows = sheet.rows().skip_while(head).skip(1);
    // The last column is hidden: it says which row it is when the workbook comes back.
    let rows = rows.map(|row| &row[..row.len() - 1]);
    rows.map(|row| row.iter().enumerate().map(|(at, cell)| shown(at, cell)).collect()).collect()
}

fn shown(column: usize, cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        // Days since the end of 1899, a time as a part of a day.
        Data::DateTime(moment) if column == 0 => {
            let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
            (epoch + TimeDelta::days(moment.as_f64() as i64)).to_string()
        }
        Data::DateTime(moment) => {
            let minutes = (moment.as_f64() * 1440.0).round() as u32;
            format!("{:02}:{:02}", minutes / 60, minutes % 60)
        }
        other => panic!("{other:?} in a schedule"),
    }
}

/// An event for each row that has a day, at its hour, with its status; the rest is called off.
pub fn assert_events(newsroom: &Newsroom, rows: &[Row], case: &str) {
    type Count = BTreeMap<(String, String, String, String, String), usize>;
    let mut expected = Count::new();
    for row in rows.iter().filter(|row| !row[DATE].is_empty()) {
        let piece = newsroom.piece(&PieceId(row[PIECE].as_str().into()));
        let is_approved = piece.is_some_and(|piece| {
            matches!(status(&piece.header, newsroom.today()), Status::Approved | Status::Published)
        });
        let stands = if is_approved || is_out(&row[STATUS]) { "CONFIRMED" } else { "TENTATIVE" };
        let [slot, date, time, said] = [SLOT, DATE, TIME, STATUS].map(|at| row[at].clone());
        *expected.entry((slot, date, time, said, stands.to_owned())).or_default() += 1;
    }
    let text = String::from_utf8(file(newsroom, "ics")).expect("UTF-8");
    let text = unfold(&text);
    let calendar = read_calendar(&text).expect("a calendar");
    let mut found = Count::new();
    let mut uids = BTreeMap::new();
    for event in &calendar.components {
        let of = |name: &str| {
            let property = event.properties.iter().find(|property| property.name.as_str() == name);
            property.map_or_else(String::new, |property| property.val.to_string())
        };
        *uids.entry(of("UID")).or_insert(0) += 1;
        if of("STATUS") == "CANCELLED" {
            continue;
        }
        let description = of("DESCRIPTION");
        let line = |name: &str| {
            let mut lines = description.lines().filter_map(|line| line.strip_prefix(name));
            lines.next().unwrap_or_else(|| panic!("{name} in {description}")).to_owned()
        };
        let (date, time) = local(&of("DTSTART"));
        *found.entry((line("Kỳ: "), date, time, line("Trạng thái: "), of("STATUS"))).or_default() += 1;
    }
    assert_eq!(found, expected, "{case}");
    assert!(uids.values().all(|count| *count == 1), "{case}: a UID stands twice");
}

/// Day and hour in Việt Nam; no hour of a whole day.
fn local(start: &str) -> (String, String) {
    if let Ok(moment) = NaiveDateTime::parse_from_str(start, "%Y%m%dT%H%M%SZ") {
        let moment = moment + TimeDelta::hours(7);
        return (moment.date().to_string(), moment.time().format("%H:%M").to_string());
    }
    let day = NaiveDate::parse_from_str(start, "%Y%m%d").expect("a day");
    (day.to_string(), String::new())
}
