//! Rows of the schedule: a period's slots and airings, for documents and for other programs.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime};

use crate::calendar::wording;
use crate::ledger::{AiringState, AsOf, SlotState, SlotView};
use crate::newsroom::Newsroom;
use crate::piece::{Airing, AiringId, Header, Outcome, PieceId, Status, Vacancies};
use crate::plan::{Activity, Medium, Plan, Settings, SlotId};

use super::Request;

/// The status of a slot without a piece that is not overdue.
pub(super) const NONE: &str = "Chưa có bài";
/// What stands in place of a title.
const VACANT: &str = "(chưa có bài)";
const UNAPPROVED: &str = "(bài chưa duyệt)";

/// One line of the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// None for a slot without a date.
    pub date: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    /// Id of the activity.
    pub activity: String,
    /// "Chuyên mục CCHC"
    pub short: String,
    /// "IV.1.a"
    pub clause: String,
    pub medium: Medium,
    /// Id of the locality or agency, for a slot of its own.
    pub body: Option<String>,
    /// "quận Ninh Kiều", "Sở Tư pháp"; empty for the city.
    pub body_name: String,
    /// Empty for a slot without a piece.
    pub title: String,
    /// Planned minutes; for what has gone out the actual length, rounded.
    pub minutes: Option<u32>,
    /// The actual length, if known to the second.
    pub seconds: Option<u32>,
    pub is_rerun: bool,
    /// The responsible person; may be empty.
    pub person: String,
    /// The state of its slot.
    pub state: SlotState,
    /// The state of the airing; none for a slot without a piece.
    pub airing_state: Option<AiringState>,
    /// The day of its slot, which the programme gives while no airing has one.
    slot_date: Option<NaiveDate>,
    /// The status without the piece.
    vacancy: &'static str,
    /// Shown instead of a title when there is no piece, or no approved one.
    placeholder: &'static str,
    /// Whether it is settled: its piece is approved, or it has gone out.
    pub is_settled: bool,
    /// "Chờ duyệt", "Đã phát", "Chưa xác nhận", "Chưa có bài", "Quá hạn"
    pub status: String,
    /// Deviations from the planning, once the station has confirmed.
    pub note: String,
    pub slot: SlotId,
    pub piece: Option<PieceId>,
    /// None for a slot without a piece.
    pub airing: Option<AiringId>,
    /// Whether the airing was moved here from another slot.
    pub has_moved_in: bool,
    /// "Nhà văn hóa quận Ô Môn, phường Châu Văn Liêm"; empty where it is at no place of the register.
    pub place: String,
}

impl Row {
    /// The title, or the reason why there is none.
    pub fn content(&self) -> &str {
        if self.piece.is_none() { self.placeholder } else { &self.title }
    }

    /// Everything printed except the body.
    fn likeness(&self) -> String {
        let when = (self.date, self.time, self.minutes, self.seconds, self.is_rerun);
        let what = (&self.piece, self.content(), &self.person, &self.status, &self.note);
        format!("{} {when:?} {what:?}", self.slot.series())
    }

    /// "Phát mới", "Phát lại"; for a newspaper it is printing.
    pub fn run(&self) -> &'static str {
        match (self.medium, self.is_rerun) {
            (Medium::Television | Medium::Radio, false) => "Phát mới",
            (Medium::Television | Medium::Radio, true) => "Phát lại",
            (Medium::Press | Medium::Web, false) => "Đăng mới",
            (Medium::Press | Medium::Web, true) => "Đăng lại",
            (Medium::Stage, false) => "Diễn lần đầu",
            (Medium::Stage, true) => "Diễn lại",
            (Medium::Outdoor | Medium::Notice, false) => "Treo mới",
            (Medium::Outdoor | Medium::Notice, true) => "Treo lại",
            (Medium::Event, false) => "Lần đầu",
            (Medium::Event, true) => "Tổ chức lại",
        }
    }
}

/// Rows of the period by date, time, activity, locality; undated ones last.
///
/// A slot has a row for each of its airings, or one row without any. A request for the plan's whole year
/// includes every slot of the plan, also those of the ISO weeks that overlap with the year before or after.
pub fn rows(newsroom: &Newsroom, request: &Request) -> Vec<Row> {
    let plan = newsroom.plan();
    let year = |month, day| NaiveDate::from_ymd_opt(plan.year, month, day);
    let is_whole_year = year(1, 1).is_some_and(|first| request.from <= first)
        && year(12, 31).is_some_and(|last| last <= request.to);
    let activities: HashMap<&str, Entry<'_>> = plan
        .activities
        .iter()
        .enumerate()
        .filter(|(_, activity)| request.includes(activity))
        .map(|(order, activity)| {
            let (settings, today) = (newsroom.settings(), newsroom.today());
            (activity.id.as_str(), Entry { order, activity, settings, today })
        })
        .collect();
    let bodies = plan.body_places();
    let places = newsroom.places().by_id();

    let mut ids: HashMap<&PieceId, Vec<AiringId>> = HashMap::new();
    let mut rows = Vec::new();
    for view in &newsroom.obligations().slots {
        let id = &view.slot.id;
        let Some(entry) = activities.get(id.activity()) else { continue };
        if request.locality.is_some() && request.locality.as_deref() != id.locality() {
            continue;
        }
        if !request.issuer.takes(id) {
            continue;
        }
        let overlaps = view.slot.from <= request.to && request.from <= view.slot.to;
        let is_asked = |date: Option<NaiveDate>| match date {
            Some(date) => is_whole_year || (request.from <= date && date <= request.to),
            None => is_whole_year || overlaps,
        };
        let order = id.body().map_or(0, |body| bodies.get(&body).copied().unwrap_or(usize::MAX));
        let body = plan.body_name(id).unwrap_or_default();
        let mut push = |row: Row| {
            if is_asked(row.date) {
                rows.push((entry.order, order, row));
            }
        };
        let mut is_empty = true;
        let pieces = view.pieces.iter().filter_map(|id| newsroom.piece(id));
        for piece in pieces.filter(|piece| request.takes_person(&piece.header)) {
            let known = AsOf::new(&piece.header, newsroom.today());
            let ids = ids.entry(piece.id()).or_insert_with(|| piece.header.airing_ids());
            for (airing, airing_id) in piece.header.airings.iter().zip(ids).filter(|(it, _)| it.slot == *id) {
                let mut row = entry.aired(view, &body, &piece.header, &known, airing);
                if let Some(place) = places.get(airing.place.as_str()) {
                    row.place = place.full_name();
                    if row.body.is_none() {
                        row.body_name.clone_from(&place.name);
                    }
                }
                push(Row { airing: Some(*airing_id), ..row });
                is_empty = false;
            }
        }
        if is_empty && request.person.is_none() {
            push(entry.empty(view, &body));
        }
    }
    // `None` sorts before any date; here undated rows go last.
    rows.sort_by(|(order_a, place_a, a), (order_b, place_b, b)| {
        let key = |row: &Row| (row.date.is_none(), row.date, row.time.is_none(), row.time);
        (key(a), order_a, place_a, a.is_rerun, &a.slot).cmp(&(key(b), order_b, place_b, b.is_rerun, &b.slot))
    });
    rows.into_iter().map(|(_, _, row)| row).collect()
}

/// Keeps what may be signed: replaces an unapproved or undated piece by its slot, on the programme's day, and drops what
/// has no day in the period.
pub(super) fn keep_settled(rows: &mut Vec<Row>, request: &Request) {
    rows.retain(|row| !row.is_rerun || row.is_settled && row.date.is_some());
    let dated: HashSet<SlotId> =
        rows.iter().filter(|row| row.date.is_some()).map(|row| row.slot.clone()).collect();
    let is_asked = |day: &NaiveDate| (request.from..=request.to).contains(day);
    let is_undated =
        |row: &Row| row.date.is_none() && row.piece.is_some() && row.airing_state != Some(AiringState::Aired);
    for row in rows.iter_mut().filter(|row| is_undated(row) && !dated.contains(&row.slot)) {
        row.date = row.slot_date.filter(is_asked);
        row.placeholder = if row.is_settled { "(bài chưa xếp ngày)" } else { UNAPPROVED };
        row.is_settled = false;
    }
    rows.retain(|row| row.date.is_some());
    for row in rows.iter_mut().filter(|row| !row.is_settled && row.piece.is_some()) {
        (row.piece, row.airing, row.airing_state) = (None, None, None);
        if row.placeholder == VACANT {
            row.placeholder = UNAPPROVED;
        }
        row.title.clear();
        row.note.clear();
        row.vacancy.clone_into(&mut row.status);
    }
    // Two drafts of one slot leave one row.
    let mut open = HashSet::new();
    rows.retain(|row| row.piece.is_some() || open.insert(row.slot.clone()));
    rows.sort_by_key(|row| (row.date, row.time.is_none(), row.time));
}

/// More rows than this that differ in nothing but the body are counted even where other bodies have theirs.
const MANY: usize = 12;

/// Combines rows of a series that differ in nothing but the body: "9 đài" for all bodies, "96 đài" for many.
/// A few that stand beside others are named. Rows that differ in nothing but the place are "9 nơi".
pub(super) fn joined(plan: &Plan, rows: Vec<Row>) -> Vec<Row> {
    let mut bodies: HashMap<String, HashSet<String>> = HashMap::new();
    let mut alike: HashMap<String, usize> = HashMap::new();
    for row in &rows {
        if let Some(body) = &row.body {
            let known = bodies.entry(row.slot.series().to_owned()).or_default();
            let _ = known.insert(body.clone());
        }
        if row.body.is_some() || !row.place.is_empty() {
            *alike.entry(row.likeness()).or_default() += 1;
        }
    }
    let mut written = HashSet::new();
    let mut joined = Vec::new();
    for mut row in rows {
        let count = bodies.get(row.slot.series()).map_or(0, HashSet::len);
        if row.body.is_none() && !row.place.is_empty() {
            let likeness = row.likeness();
            let same = alike.get(&likeness).copied().unwrap_or_default();
            if same > 1 {
                row.body_name = format!("{same} nơi");
            }
            if written.insert(likeness) {
                joined.push(row);
            }
            continue;
        }
        if row.body.is_none() || count < 2 {
            joined.push(row);
            continue;
        }
        let likeness = row.likeness();
        let same = alike.get(&likeness).copied().unwrap_or_default();
        if same != count && same <= MANY {
            joined.push(row);
        } else if written.insert(likeness) {
            row.body = None;
            let unit = plan.activity(&row.activity).map_or("địa bàn", Activity::unit);
            row.body_name = format!("{same} {unit}");
            joined.push(row);
        }
    }
    joined
}

struct Entry<'a> {
    /// Position in the plan.
    order: usize,
    activity: &'a Activity,
    settings: &'a Settings,
    today: NaiveDate,
}

impl Entry<'_> {
    fn empty(&self, view: &SlotView, body: &str) -> Row {
        let programme = self.settings.programme_of(&view.slot.id);
        let is_overdue = view.state == SlotState::Missing && view.slot.to < self.today;
        let vacancy = if is_overdue { "Quá hạn" } else { NONE };
        Row {
            date: view.date,
            time: view.time,
            activity: self.activity.id.clone(),
            short: self.activity.short.clone(),
            clause: self.activity.clause.clone(),
            medium: self.activity.medium,
            body: view.slot.id.body().map(|body| body.id().to_owned()),
            body_name: body.to_owned(),
            title: String::new(),
            minutes: view.minutes,
            seconds: None,
            is_rerun: false,
            person: programme.map_or_else(String::new, |programme| programme.editor.clone()),
            state: view.state,
            airing_state: None,
            slot_date: view.date,
            vacancy,
            placeholder: VACANT,
            is_settled: false,
            status: vacancy.to_owned(),
            note: String::new(),
            slot: view.slot.id.clone(),
            piece: None,
            airing: None,
            has_moved_in: false,
            place: String::new(),
        }
    }

    fn aired(&self, view: &SlotView, body: &str, header: &Header, known: &AsOf<'_>, airing: &Airing) -> Row {
        let state = known.state(airing);
        let programme = self.settings.programme_of(&airing.slot);
        let timing = known.timing(airing, programme.as_deref());
        let is_late = timing.date.is_some_and(|date| date > view.slot.to) && !airing.is_rerun;
        let outcome = airing.outcome.as_ref().filter(|_| state == AiringState::Aired);
        let mut row = self.empty(view, body);
        row.airing_state = Some(state);
        // What has gone out is in the row of its day; a piece in the tray has no day.
        (row.date, row.time, row.minutes) = (timing.date, timing.time, timing.minutes());
        row.seconds = outcome.and_then(|outcome| outcome.seconds);
        row.is_settled =
            state == AiringState::Aired || matches!(known.status(), Status::Approved | Status::Published);
        row.has_moved_in = Vacancies::has_moved_in(&header.id, airing);
        row.title.clone_from(&header.title);
        row.is_rerun = airing.is_rerun;
        if let Some(person) = person(header) {
            person.clone_into(&mut row.person);
        }
        row.status = match (state, known.status()) {
            (AiringState::Aired, _) if is_late => format!("{}, trễ", done(self.activity.medium)),
            (AiringState::Aired, _) => done(self.activity.medium).to_owned(),
            (AiringState::Unconfirmed, _) => "Chưa xác nhận".to_owned(),
            // The piece went out before; this run is planned.
            (AiringState::Planned, Status::Published) => "Dự kiến".to_owned(),
            (AiringState::Planned, status) => status.name().to_owned(),
        };
        row.note = outcome.map(|outcome| as_run(outcome, airing)).unwrap_or_default();
        row.piece = Some(header.id.clone());
        row
    }
}

/// The wording for "aired", by medium.
fn done(medium: Medium) -> &'static str {
    match medium {
        Medium::Television | Medium::Radio => "Đã phát",
        Medium::Press | Medium::Web | Medium::Notice => "Đã đăng",
        Medium::Stage => "Đã diễn",
        Medium::Event | Medium::Outdoor => "Đã thực hiện",
    }
}

/// The responsible person of a piece: the role of that name, else the editor.
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
