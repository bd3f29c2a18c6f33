//! The schedule as an iCalendar file (RFC 5545) for phones and desktop calendars.
//!
//! A second import updates the events of the first: an airing keeps its UID when it moves (3.8.4.7), a change
//! of its piece increases SEQUENCE and DTSTAMP (3.8.7.2, 3.8.7.4), and a removed airing is CANCELLED
//! (3.8.1.11).

use std::collections::HashSet;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::document::schedule::{Request, Row};
use crate::newsroom::Newsroom;
use crate::piece::{AiringId, Header, PieceId, Status, Vacancies};
use crate::plan::SlotId;

/// Việt Nam has used UTC+7 without daylight saving time since 1975. Times are written in UTC, which every
/// client converts to its own zone.
const OFFSET: i32 = 7 * 3600;

/// When the contents of a schedule were last changed. No clock is read, so the output is reproducible.
#[derive(Clone, Copy)]
pub struct Changes<'a> {
    /// When a piece's last revision was written; none for one without a file.
    pub of_piece: &'a (dyn Fn(&PieceId) -> Option<DateTime<Utc>> + Sync),
    /// When the plan or the settings, which give all events their days and times, were last changed.
    pub shared: Option<DateTime<Utc>>,
    /// Pieces that were deleted, and when.
    pub deleted: &'a [(Header, DateTime<Utc>)],
}

impl std::fmt::Debug for Changes<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Changes").field("shared", &self.shared).finish_non_exhaustive()
    }
}

impl Changes<'static> {
    /// For a newsroom without files: every change is dated on the working date.
    pub const UNKNOWN: Self = Self { of_piece: &|_| None, shared: None, deleted: &[] };
}

/// One event for each dated row, and one for each dated airing that no longer exists.
pub fn write(newsroom: &Newsroom, request: &Request, rows: &[Row], changes: &Changes<'_>) -> Vec<u8> {
    let writer = Writer::new(newsroom, request, changes);
    let mut calendar = Calendar::empty();
    let name = escaped(&newsroom.plan().name);
    let _ = calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//Tòa soạn//toasoan//VI"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", "PUBLISH"))
        .name(&name)
        .append_property(Property::new("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh"));
    // Events are serialised one by one: all at once would take twenty times the memory of the file.
    let frame = calendar.to_string();
    let (head, foot) = frame.split_at(frame.rfind("END:VCALENDAR").unwrap_or(frame.len()));
    let mut text = head.to_owned();
    let mut written = HashSet::new();
    for (row, date) in rows.iter().filter_map(|row| Some((row, row.date?))) {
        let mut id = row.airing.unwrap_or_else(|| writer.vacancies.id(&row.slot));
        if let Some(piece) = row.piece.as_ref().filter(|_| !written.insert(id)) {
            id = id.within(piece);
            let _ = written.insert(id);
        }
        text.push_str(&Component::to_string(&writer.event(row, date, id)));
    }
    for gone in writer.gone(rows) {
        if written.insert(gone.id) {
            text.push_str(&Component::to_string(&writer.cancelled(&gone)));
        }
    }
    text.push_str(foot);
    text.into_bytes()
}

/// An event that may be in someone's calendar but is no longer in the schedule.
struct Gone<'a> {
    id: AiringId,
    slot: &'a SlotId,
    date: NaiveDate,
    time: Option<NaiveTime>,
    title: &'a str,
    changed: DateTime<Utc>,
}

struct Writer<'a> {
    newsroom: &'a Newsroom,
    request: &'a Request,
    changes: &'a Changes<'a>,
    vacancies: Vacancies,
    /// When the plan, the settings or any piece was last changed: a slot without a piece has no revision of its own.
    newest: DateTime<Utc>,
    /// The date of changes whose time is unknown.
    today: DateTime<Utc>,
}

impl<'a> Writer<'a> {
    fn new(newsroom: &'a Newsroom, request: &'a Request, changes: &'a Changes<'a>) -> Self {
        let today = newsroom.today().and_time(NaiveTime::MIN).and_utc();
        let of_pieces = newsroom.pieces().filter_map(|piece| (changes.of_piece)(piece.id()));
        let deleted = changes.deleted.iter().map(|(_, when)| *when);
        let newest = of_pieces.chain(changes.shared).chain(deleted).max().unwrap_or(today);
        Self { newsroom, request, changes, vacancies: newsroom.vacancies(), newest, today }
    }

    fn changed(&self, piece: &PieceId) -> DateTime<Utc> {
        (self.changes.of_piece)(piece).max(self.changes.shared).unwrap_or(self.today)
    }

    fn event(&self, row: &Row, date: NaiveDate, id: AiringId) -> Event {
        let changed = row.piece.as_ref().map_or(self.newest, |piece| self.changed(piece));
        let mut event = begin(id, changed);
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
        let status = if row.is_settled { EventStatus::Confirmed } else { EventStatus::Tentative };
        let _ = event
            .summary(&plain(&summary(&row.short, &whose(row), row.content())))
            .description(&plain(&lines.join("\n")))
            .status(status)
            .categories([plain(&row.short).as_str()]);
        let place = if row.place.is_empty() { &row.body_name } else { &row.place };
        if !place.is_empty() {
            let _ = event.location(&plain(place));
        }
        let seconds = row.seconds.or_else(|| Some(row.minutes?.saturating_mul(60)));
        take_place(&mut event, date, row.time, seconds);
        event
    }

    /// Removed airings, those of dropped and deleted pieces, and placeholders of slots now filled by an
    /// airing from elsewhere.
    fn gone(&self, rows: &'a [Row]) -> impl Iterator<Item = Gone<'a>> + use<'_, 'a> {
        let asked = |gone: &Gone<'_>| self.request.takes(self.newsroom.plan(), gone.slot, gone.date);
        let is_theirs = |header: &Header| self.request.takes_person(header);
        let of_pieces = self.newsroom.pieces().filter(move |piece| is_theirs(&piece.header));
        let of_pieces = of_pieces.flat_map(|piece| {
            let header = &piece.header;
            removed(header, header.status == Status::Dropped, self.changed(&header.id))
        });
        // A restored piece counts as a piece again.
        let deleted = self.changes.deleted.iter();
        let deleted = deleted.filter(move |(header, _)| is_theirs(header));
        let deleted = deleted.filter(|(header, _)| self.newsroom.piece(&header.id).is_none());
        let deleted = deleted.flat_map(|(header, when)| removed(header, true, *when));
        let moved = rows.iter().filter(|row| row.has_moved_in).filter_map(|row| {
            let changed = self.changed(row.piece.as_ref()?);
            let (id, date) = (self.vacancies.id(&row.slot), row.date?);
            Some(Gone { id, slot: &row.slot, date, time: row.time, title: "(chưa có bài)", changed })
        });
        // An airing that exists elsewhere, even outside the period, is not cancelled.
        of_pieces.chain(deleted).chain(moved).filter(asked).filter(|gone| !self.vacancies.is_held(gone.id))
    }

    fn cancelled(&self, gone: &Gone<'_>) -> Event {
        let plan = self.newsroom.plan();
        let short = plan.activity(gone.slot.activity()).map_or("", |activity| activity.short.as_str());
        let body = plan.body_name(gone.slot).unwrap_or_default();
        let whose = if gone.slot.locality().is_some() { bare(&body) } else { &body };
        let mut event = begin(gone.id, gone.changed);
        let _ = event.summary(&plain(&summary(short, whose, gone.title))).status(EventStatus::Cancelled);
        take_place(&mut event, gone.date, gone.time, None);
        event
    }
}

/// The airings removed from a piece, or all of them if `is_whole`.
fn removed(header: &Header, is_whole: bool, changed: DateTime<Utc>) -> Vec<Gone<'_>> {
    let taken = header.removed.iter().filter_map(|airing| Some((airing.id?, airing)));
    let mut gone: Vec<_> = taken.collect();
    if is_whole {
        gone.extend(header.airing_ids().into_iter().zip(&header.airings));
    }
    let gone = gone.into_iter().filter_map(|(id, airing)| {
        let (slot, time, title) = (&airing.slot, airing.time, header.title.as_str());
        Some(Gone { id, slot, date: airing.calendar_day()?, time, title, changed })
    });
    gone.collect()
}

fn begin(id: AiringId, changed: DateTime<Utc>) -> Event {
    let mut event = Event::new();
    let _ = event.uid(&format!("{id}@toasoan")).timestamp(changed).sequence(sequence(changed));
    event
}

/// A locality without "quận", "huyện"; else the place where it hangs or plays.
fn whose(row: &Row) -> String {
    if row.slot.locality().is_some() { bare(&row.body_name).to_owned() } else { row.body_name.clone() }
}

/// "quận Cái Răng": "Cái Răng"
fn bare(body: &str) -> &str {
    body.split_once(' ').map_or(body, |(_, name)| name)
}

fn summary(short: &str, whose: &str, content: &str) -> String {
    if whose.is_empty() { format!("{short}: {content}") } else { format!("{short} – {whose}: {content}") }
}

/// A day without a time is an all-day event that does not block the time.
fn take_place(event: &mut Event, date: NaiveDate, time: Option<NaiveTime>, seconds: Option<u32>) {
    if let Some(start) = time.and_then(|time| utc(date, time)) {
        let _ = event.starts(start);
        if let Some(seconds) = seconds {
            let _ = event.ends(start + TimeDelta::seconds(i64::from(seconds)));
        }
    } else {
        let _ = event.starts(date).append_property(Property::new("TRANSP", "TRANSPARENT"));
        if let Some(next) = date.checked_add_days(Days::new(1)) {
            let _ = event.ends(next);
        }
    }
}

fn utc(date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let local = FixedOffset::east_opt(OFFSET)?;
    Some(date.and_time(time).and_local_timezone(local).single()?.with_timezone(&Utc))
}

/// Increases by one each second, as a newer version of an event requires; iCalendar's integers last until
/// 2078.
fn sequence(changed: DateTime<Utc>) -> u32 {
    const YEAR_2010: i64 = 1_262_304_000;
    (changed.timestamp() - YEAR_2010).clamp(0, i64::from(i32::MAX)) as u32
}

/// Without control characters, which are not allowed in iCalendar text (RFC 5545, 3.3.11), except line ends.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect()
}

/// Like [`plain`], for a property that the library does not escape.
fn escaped(text: &str) -> String {
    let text = plain(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.replace('\n', "\\n")
}
