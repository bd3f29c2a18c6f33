//! What goes out when: slots and airings of a period as rows, for paper and for other programs alike.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};

use crate::calendar::wording;
use crate::ledger::{AiringState, AsOf, SlotState, SlotView};
use crate::newsroom::Newsroom;
use crate::piece::{Airing, Header, Outcome, PieceId, Status};
use crate::plan::{Activity, Locality, Medium, Programme, SlotId};

use super::Request;

/// What the status says of a slot that waits for a piece.
pub(super) const NONE: &str = "Chưa có bài";

/// One line of the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// None for a slot whose day nobody has set yet.
    pub date: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    /// Id of the activity.
    pub activity: String,
    /// "Chuyên mục CCHC"
    pub short: String,
    /// "IV.1.a"
    pub clause: String,
    pub medium: Medium,
    /// Id of the locality, where the slot is one locality's.
    pub locality: Option<String>,
    /// "quận Ninh Kiều"; empty for the city.
    pub locality_name: String,
    /// Empty for a slot without a piece.
    pub title: String,
    /// As planned; once it went out, as it ran.
    pub minutes: Option<u32>,
    pub is_rerun: bool,
    /// Who answers for it; may be empty.
    pub person: String,
    /// Where its slot stands.
    pub state: SlotState,
    /// Where the airing itself stands; none for a slot without a piece.
    pub airing: Option<AiringState>,
    /// "Chờ duyệt", "Đã phát", "Chưa xác nhận", "Chưa có bài", "Quá hạn"
    pub status: String,
    /// How what went out differs from what was planned, where the station has confirmed it.
    pub note: String,
    pub slot: SlotId,
    pub piece: Option<PieceId>,
    /// Which of its slot's airings it is, from 0, in the order of the pieces and in each piece's own.
    pub nth: usize,
}

impl Row {
    /// The title, or that there is none yet.
    pub fn content(&self) -> &str {
        if self.piece.is_none() { "(chưa có bài)" } else { &self.title }
    }

    /// "Phát mới", "Phát lại"; a newspaper prints.
    pub fn run(&self) -> &'static str {
        match (self.medium, self.is_rerun) {
            (Medium::Television | Medium::Radio, false) => "Phát mới",
            (Medium::Television | Medium::Radio, true) => "Phát lại",
            (Medium::Press | Medium::Web, false) => "Đăng mới",
            (Medium::Press | Medium::Web, true) => "Đăng lại",
            (_, false) => "Lần đầu",
            (_, true) => "Làm lại",
        }
    }
}

/// Rows of the period in order of date, time, activity, locality; those without a day last.
///
/// A slot gives a row for each of its airings, or one row while it has none. A request that covers the plan's
/// whole year gives every slot of the plan, also those of the ISO weeks that begin in the year before or end in
/// the year after.
pub fn rows(newsroom: &Newsroom, request: &Request) -> Vec<Row> {
    let plan = &newsroom.plan;
    let year = |month, day| NaiveDate::from_ymd_opt(plan.year, month, day);
    let is_whole_year = year(1, 1).is_some_and(|first| request.from <= first)
        && year(12, 31).is_some_and(|last| last <= request.to);
    let activities: HashMap<&str, Entry<'_>> = plan
        .activities
        .iter()
        .enumerate()
        .filter(|(_, activity)| request.includes(activity))
        .map(|(order, activity)| {
            let programme = newsroom.settings().programme(&activity.id);
            (activity.id.as_str(), Entry { order, activity, programme, today: newsroom.today() })
        })
        .collect();
    let localities: HashMap<&str, (usize, &Locality)> = plan
        .localities
        .iter()
        .enumerate()
        .map(|(order, locality)| (locality.id.as_str(), (order, locality)))
        .collect();

    let mut rows = Vec::new();
    for view in &newsroom.obligations().slots {
        let id = &view.slot.id;
        let Some(entry) = activities.get(id.activity()) else { continue };
        if request.locality.is_some() && request.locality.as_deref() != id.locality() {
            continue;
        }
        let overlaps = view.slot.from <= request.to && request.from <= view.slot.to;
        let is_asked = |date: Option<NaiveDate>| match date {
            Some(date) => is_whole_year || (request.from <= date && date <= request.to),
            None => is_whole_year || overlaps,
        };
        let (order, locality) = match id.locality() {
            Some(id) => {
                localities.get(id).map_or((usize::MAX, None), |&(order, locality)| (order, Some(locality)))
            }
            None => (0, None),
        };
        let mut push = |row: Row| {
            if is_asked(row.date) {
                rows.push((entry.order, order, row));
            }
        };
        let mut count = 0;
        for piece in view.pieces.iter().filter_map(|id| newsroom.piece(id)) {
            let known = AsOf::new(&piece.header, newsroom.today());
            for airing in piece.header.airings.iter().filter(|airing| airing.slot == *id) {
                push(Row { nth: count, ..entry.aired(view, locality, &piece.header, &known, airing) });
                count += 1;
            }
        }
        if count == 0 {
            push(entry.empty(view, locality));
        }
    }
    // No date sorts before a date in an `Option`; here it goes last.
    rows.sort_by(|(order_a, place_a, a), (order_b, place_b, b)| {
        let key = |row: &Row| (row.date.is_none(), row.date, row.time.is_none(), row.time);
        (key(a), order_a, place_a, a.is_rerun, &a.slot).cmp(&(key(b), order_b, place_b, b.is_rerun, &b.slot))
    });
    rows.into_iter().map(|(_, _, row)| row).collect()
}

struct Entry<'a> {
    /// Place in the plan.
    order: usize,
    activity: &'a Activity,
    programme: Option<&'a Programme>,
    today: NaiveDate,
}

impl Entry<'_> {
    fn empty(&self, view: &SlotView, locality: Option<&Locality>) -> Row {
        let person = self.programme.map_or_else(String::new, |programme| programme.editor.clone());
        let is_overdue = view.state == SlotState::Missing && view.slot.to < self.today;
        Row {
            date: view.date,
            time: view.time,
            activity: self.activity.id.clone(),
            short: self.activity.short.clone(),
            clause: self.activity.clause.clone(),
            medium: self.activity.medium,
            locality: view.slot.id.locality().map(str::to_owned),
            locality_name: locality.map(Locality::full_name).unwrap_or_default(),
            title: String::new(),
            minutes: view.minutes,
            is_rerun: false,
            person,
            state: view.state,
            airing: None,
            status: if is_overdue { "Quá hạn" } else { NONE }.to_owned(),
            note: String::new(),
            slot: view.slot.id.clone(),
            piece: None,
            nth: 0,
        }
    }

    fn aired(
        &self,
        view: &SlotView,
        locality: Option<&Locality>,
        header: &Header,
        known: &AsOf<'_>,
        airing: &Airing,
    ) -> Row {
        let state = known.state(airing);
        let timing = known.timing(airing, self.programme);
        let is_late = timing.date.is_some_and(|date| date > view.slot.to) && !airing.is_rerun;
        let mut row = self.empty(view, locality);
        row.airing = Some(state);
        // What has gone out stands in the row of its day; a piece in the tray has no day at all.
        (row.date, row.time, row.minutes) = (timing.date, timing.time, timing.minutes());
        row.title.clone_from(&header.title);
        row.is_rerun = airing.is_rerun;
        if let Some(person) = person(header) {
            person.clone_into(&mut row.person);
        }
        row.status = match (state, known.status()) {
            (AiringState::Aired, _) if is_late => format!("{}, trễ", done(self.activity.medium)),
            (AiringState::Aired, _) => done(self.activity.medium).to_owned(),
            (AiringState::Unconfirmed, _) => "Chưa xác nhận".to_owned(),
            // The piece went out before; this run is to come.
            (AiringState::Planned, Status::Published) => "Dự kiến".to_owned(),
            (AiringState::Planned, status) => status.name().to_owned(),
        };
        let outcome = airing.outcome.as_ref().filter(|_| state == AiringState::Aired);
        row.note = outcome.map(|outcome| as_run(outcome, airing)).unwrap_or_default();
        row.piece = Some(header.id.clone());
        row
    }
}

/// That a piece has gone out, as its medium says it.
fn done(medium: Medium) -> &'static str {
    match medium {
        Medium::Television | Medium::Radio => "Đã phát",
        Medium::Press | Medium::Web | Medium::Notice => "Đã đăng",
        Medium::Stage => "Đã diễn",
        Medium::Event | Medium::Outdoor => "Đã thực hiện",
    }
}

/// Who answers for a piece: the one so named, else the editor.
fn person(header: &Header) -> Option<&str> {
    ["phụ trách", "biên tập", "tổ chức"].iter().find_map(|wanted| {
        let role = header.people.iter().find(|role| role.role.to_lowercase().contains(wanted))?;
        Some(role.name.as_str())
    })
}

/// "dời từ 23:50 13/03; dài 14'52""
fn as_run(outcome: &Outcome, airing: &Airing) -> String {
    let mut parts = Vec::new();
    let hour = airing.time.filter(|time| outcome.time.is_some_and(|ran| ran != *time)).map(wording::clock);
    match (airing.date.filter(|planned| *planned != outcome.date).map(wording::day_month), hour) {
        (Some(day), Some(hour)) => parts.push(format!("dời từ {hour} {day}")),
        (Some(day), None) => parts.push(format!("dời từ {day}")),
        (None, Some(hour)) => parts.push(format!("dự kiến {hour}")),
        (None, None) => {}
    }
    if let Some(seconds) = outcome.seconds {
        parts.push(format!("dài {}", crate::document::duration(seconds)));
    }
    if !outcome.note.is_empty() {
        parts.push(outcome.note.clone());
    }
    parts.join("; ")
}
