//! The schedule as an iCalendar file (RFC 5545) for phones and desktop calendars.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::document::schedule::Row;
use crate::newsroom::Newsroom;
use crate::piece::Status;

/// Việt Nam keeps UTC+7 without summer time since 1975. Times are written in UTC, which every client turns
/// into its own.
const OFFSET: i32 = 7 * 3600;

/// One event for each row that has a day; a slot without a day has no place in a calendar.
///
/// An airing keeps its UID over exports, so that a calendar moves the event instead of adding another.
pub fn write(newsroom: &Newsroom, rows: &[Row]) -> Vec<u8> {
    let today = newsroom.today();
    let mut calendar = Calendar::empty();
    let _ = calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//Tòa soạn//toasoan//VI"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", "PUBLISH"))
        .name(&newsroom.plan.name)
        .append_property(Property::new("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh"));
    // The events of a year are written one by one: all at once they take twenty times the room of the file.
    let frame = calendar.to_string();
    let (head, foot) = frame.split_at(frame.rfind("END:VCALENDAR").unwrap_or(frame.len()));
    let mut text = head.to_owned();
    for row in rows {
        let Some(date) = row.date else { continue };
        // The slot and which of its airings this is: the same whichever period is exported, whatever day it is moved
        // to, and before and after its piece is found.
        let uid = format!("{}/{}@toasoan", row.slot, row.nth);
        text.push_str(&Component::to_string(&event(row, date, &uid, today)));
    }
    text.push_str(foot);
    text.into_bytes()
}

fn event(row: &Row, date: NaiveDate, uid: &str, today: NaiveDate) -> Event {
    let mut event = Event::new();
    let summary = match row.locality_name.split_once(' ') {
        Some((_, locality)) => format!("{} – {locality}: {}", row.short, row.content()),
        None => format!("{}: {}", row.short, row.content()),
    };
    let mut lines = vec![
        format!("Mục {} của kế hoạch", row.clause),
        format!("Trạng thái: {}", row.status),
        row.run().to_owned(),
    ];
    if !row.person.is_empty() {
        lines.push(format!("Người phụ trách: {}", row.person));
    }
    if let Some(minutes) = row.minutes {
        lines.push(format!("Thời lượng: {minutes} phút"));
    }
    if !row.note.is_empty() {
        lines.push(row.note.clone());
    }
    lines.push(format!("Kỳ: {}", row.slot));
    let _ = event
        .uid(uid)
        // No clock: two exports of one day are the same bytes; a later day's export counts as newer.
        .timestamp(today.and_time(NaiveTime::MIN).and_utc())
        .sequence(sequence(today))
        .summary(&summary)
        .description(&lines.join("\n"))
        .status(status(row))
        .categories([row.short.as_str()]);
    if !row.locality_name.is_empty() {
        let _ = event.location(&row.locality_name);
    }
    if let Some(start) = row.time.and_then(|time| utc(date, time)) {
        let _ = event.starts(start);
        if let Some(minutes) = row.minutes {
            let _ = event.ends(start + TimeDelta::minutes(i64::from(minutes)));
        }
    } else {
        let _ = event.starts(date).append_property(Property::new("TRANSP", "TRANSPARENT"));
        if let Some(next) = date.checked_add_days(Days::new(1)) {
            let _ = event.ends(next);
        }
    }
    event
}

fn utc(date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let local = FixedOffset::east_opt(OFFSET)?;
    Some(date.and_time(time).and_local_timezone(local).single()?.with_timezone(&Utc))
}

fn status(row: &Row) -> EventStatus {
    let is_settled = row.status == Status::Approved.name() || row.status == Status::Published.name();
    if is_settled { EventStatus::Confirmed } else { EventStatus::Tentative }
}

/// Grows by one each day, as a newer version of an event must.
fn sequence(today: NaiveDate) -> u32 {
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    u32::try_from(today.signed_duration_since(epoch).num_days()).unwrap_or(0)
}
