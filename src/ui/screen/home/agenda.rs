//! The lists of the overview, derived from the newsroom.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::review;
use crate::calendar::{week, wording};
use crate::ledger::{
    self, AsOf, Assignment, CaseTiming, CaseView, Clash, Duty, LateTask, Mine, SlotState, SlotView, TaskState,
};
use crate::newsroom::Newsroom;
use crate::piece::{Piece, PieceId, Status};
use crate::plan::{Hue, SlotId};
use crate::ui::screen::listing::Entry;
use crate::ui::theme::style::Mood;
use crate::ui::{Effect, Route, Selection};

/// Empty slots are listed this many days ahead.
pub(super) const AHEAD: u64 = 30;

#[derive(Debug, Default)]
pub(super) struct Agenda {
    pub owed_this_week: usize,
    pub empty_count: usize,
    pub overdue_count: usize,
    pub unconfirmed_count: usize,
    /// Slots that are done, with another airing, mostly a rerun, that nobody confirmed.
    pub unconfirmed_again: usize,
    /// Days that the piece that waits longest for an approval has waited.
    pub longest_wait: Option<i64>,
    /// What goes out this week, by day and hour.
    pub week: List,
    /// What waits for an approval, the longest wait first.
    pub waiting: List,
    /// What is asked of the person here: to approve, to take up again, to look at after an edit.
    pub review: List,
    /// What the person here does this week, the late first.
    pub own: List,
    /// Steps of the work whose deadline is past, the longest late first.
    pub late: List,
    /// Days that the step longest late is late.
    pub longest_late: Option<i64>,
    /// What was missed or not confirmed, newest first: it can still be put right.
    pub missed: List,
    /// Slots without a piece that are open or open soon, by day.
    pub empty: List,
    /// Cases that are overdue or due soon, the longest late first.
    pub cases: List,
    /// How many cases still await an answer, and how many of them are overdue.
    pub open_cases: (usize, usize),
    /// Of these, what the agency or the locality of the person here owes; none for somebody without one.
    pub own_cases: Option<(usize, usize)>,
    /// Airings of one channel that overlap, from today on, in order of time.
    pub clashes: List,
}

/// The first rows of a list.
#[derive(Debug, Default)]
pub(super) struct List {
    pub entries: Vec<Entry>,
    /// The number of all rows.
    pub count: usize,
}

impl List {
    fn new<T>(
        rows: impl ExactSizeIterator<Item = T>,
        most: usize,
        entry: impl FnMut(T) -> Option<Entry>,
    ) -> Self {
        let (count, taken) = (rows.len(), rows.len().min(most));
        let entries: Vec<Entry> = rows.take(most).filter_map(entry).collect();
        // Entries that no longer exist are not counted.
        Self { count: count - (taken - entries.len()), entries }
    }
}

/// Slots of one activity and period, which share a row, by the rows' sort key.
type Groups<'a, Key> = BTreeMap<(Key, String), Vec<&'a SlotView>>;

impl Agenda {
    /// The first `most` rows of each list, for a person called `me`, of everything or only of what is theirs.
    pub fn new(newsroom: &Newsroom, most: usize, mine: &Mine, me: &str, is_mine_only: bool) -> Self {
        let today = newsroom.today();
        let monday = week::monday_of(today);
        let sunday = week::add_days(monday, 6);
        let mut agenda = Self::default();

        let mut this_week: Groups<'_, (NaiveDate, bool, Option<NaiveTime>)> = BTreeMap::new();
        let mut empty: Groups<'_, NaiveDate> = BTreeMap::new();
        let mut missed: Groups<'_, NaiveDate> = BTreeMap::new();
        let is_shown = |view: &&SlotView| !is_mine_only || mine.has_slot(&view.slot.id);
        for view in newsroom.obligations().slots.iter().filter(is_shown) {
            let series = || view.slot.id.series().to_owned();
            if let Some(date) = view.date.filter(|date| (monday..=sunday).contains(date)) {
                agenda.owed_this_week += 1;
                // Slots without an hour come last.
                let key = (date, view.time.is_none(), view.time);
                this_week.entry((key, series())).or_default().push(view);
            }
            if view.is_waiting(today, AHEAD) {
                agenda.empty_count += 1;
                empty.entry((Opening::of(view, today).day(), series())).or_default().push(view);
            }
            let is_missing = view.state == SlotState::Missing;
            agenda.overdue_count += usize::from(is_missing);
            agenda.unconfirmed_count += usize::from(view.state == SlotState::Unconfirmed);
            agenda.unconfirmed_again += usize::from(view.state.is_done() && view.has_unconfirmed());
            if is_missing || view.has_unconfirmed() {
                missed.entry((missed_day(view), series())).or_default().push(view);
            }
        }
        agenda.week = List::new(this_week.values(), most, |views| week_entry(newsroom, views));
        agenda.empty = List::new(empty.values(), most, |views| {
            slots_entry(newsroom, views, Opening::of(views.first()?, today).words(), "")
        });
        agenda.missed = List::new(missed.values().rev(), most, |views| {
            let view = views.first()?;
            let is_missing = view.state == SlotState::Missing;
            let tag = if is_missing { "Quá hạn" } else { "Chưa xác nhận" };
            slots_entry(newsroom, views, lateness(missed_day(view), today), tag)
        });

        let mut waiting: Vec<(i64, &Piece)> = newsroom
            .pieces()
            .filter(|piece| AsOf::new(&piece.header, today).status() == Status::InReview)
            .filter(|piece| !is_mine_only || mine.has_piece(newsroom.plan(), newsroom.settings(), piece))
            .map(|piece| (ledger::days_waiting(&piece.header, today), piece))
            .collect();
        waiting.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
        agenda.longest_wait = waiting.first().map(|(days, _)| *days);
        agenda.waiting =
            List::new(waiting.into_iter(), most, |(days, piece)| waiting_entry(newsroom, piece, days));
        agenda.review =
            List::new(review::of(newsroom, mine, me).into_iter(), most, |found| found.entry(newsroom));
        let mut late = newsroom.late_tasks();
        let settings = newsroom.settings();
        late.retain(|late| !is_mine_only || mine.has_work(settings, me, late.task.by, late.piece));
        agenda.longest_late = late.first().map(|late| (today - late.due).num_days());
        agenda.late = List::new(late.iter(), most, |late| late_entry(newsroom, late));
        let loads = if me.is_empty() { Vec::new() } else { newsroom.workload((monday, sunday)) };
        let own = loads.iter().find(|of| of.person == me).into_iter().flat_map(|of| &of.weeks);
        let own: Vec<&Assignment<'_>> =
            own.flat_map(|week| &week.assignments).filter(|one| !one.duty.is_done()).collect();
        agenda.own = List::new(own.into_iter(), most, |one| own_entry(newsroom, one));
        let mut cases = newsroom.cases();
        cases.retain(|view| view.timing.is_open() && (!is_mine_only || view.is_owed_by(mine)));
        let overdue = cases.iter().filter(|view| view.timing == CaseTiming::Overdue).count();
        agenda.open_cases = (cases.len(), overdue);
        agenda.own_cases = (!mine.is_everything() && !is_mine_only).then(|| {
            let own = cases.iter().filter(|view| view.is_owed_by(mine));
            own.fold((0, 0), |(open, overdue), view| {
                (open + 1, overdue + usize::from(view.timing == CaseTiming::Overdue))
            })
        });
        cases.retain(|view| view.timing != CaseTiming::Open);
        cases.sort_by_key(|view| view.due);
        agenda.cases = List::new(cases.iter(), most, |view| case_entry(newsroom, view));
        let mut clashes = newsroom.coming_clashes();
        clashes.listed.sort_by_key(|clash| clash.from);
        let is_theirs = |id: &PieceId| {
            newsroom
                .piece(id)
                .is_some_and(|piece| mine.has_piece(newsroom.plan(), newsroom.settings(), piece))
        };
        if is_mine_only {
            clashes.listed.retain(|clash| is_theirs(&clash.first) || is_theirs(&clash.second));
            clashes.count = clashes.listed.len() as u64;
        }
        let listed = clashes.listed.iter();
        agenda.clashes = List::new(listed, most, |clash| clash_entry(newsroom, clash));
        agenda.clashes.count = clashes.count as usize;
        agenda
    }
}

/// When an empty slot can be filled.
enum Opening {
    /// It goes out on this day.
    On(NaiveDate),
    Until(NaiveDate),
    From(NaiveDate),
}

impl Opening {
    fn of(view: &SlotView, today: NaiveDate) -> Self {
        match view.date.filter(|date| *date >= today) {
            Some(date) => Self::On(date),
            None if view.slot.from <= today => Self::Until(view.slot.to),
            None => Self::From(view.slot.from),
        }
    }

    fn day(&self) -> NaiveDate {
        match self {
            Self::On(day) | Self::Until(day) | Self::From(day) => *day,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::On(day) => wording::day_month(*day),
            Self::Until(day) => format!("mở, hạn {}", wording::day_month(*day)),
            Self::From(day) => format!("từ {}", wording::day_month(*day)),
        }
    }
}

/// What was raised, and who owes the answer since when.
fn case_entry(newsroom: &Newsroom, view: &CaseView<'_>) -> Option<Entry> {
    let due = view.due?;
    let asked = if view.agency.is_empty() {
        "chưa chuyển".to_owned()
    } else {
        newsroom.plan().name_of_asked(view.agency)
    };
    let is_overdue = view.timing == CaseTiming::Overdue;
    Some(Entry {
        hue: Hue::People,
        when: lateness(due, newsroom.today()),
        title: format!("{}: {}", asked, view.case.topic),
        tag: if is_overdue { "Quá hạn" } else { "Sắp đến hạn" }.to_owned(),
        mood: if is_overdue { Mood::Danger } else { Mood::Warn },
        open: Effect::Open(Route::Cases(Some(view.case.id.clone()))),
        act: None,
    })
}

/// The last day of a slot that was missed; of one that nobody confirmed, the day of its airing.
fn missed_day(view: &SlotView) -> NaiveDate {
    if view.state == SlotState::Missing { view.slot.to } else { view.day() }
}

fn lateness(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => "Hạn hôm nay".to_owned(),
        days if days > 0 => format!("Quá {days} ngày"),
        _ => wording::day_month(day),
    }
}

fn week_entry(newsroom: &Newsroom, views: &[&SlotView]) -> Option<Entry> {
    let view = views.first()?;
    let activity = newsroom.plan().activity(view.slot.id.activity())?;
    let date = view.day();
    let when = match view.time {
        Some(time) => {
            format!("{} {}", wording::weekday(chrono::Datelike::weekday(&date)), wording::clock(time))
        }
        None => wording::weekday(chrono::Datelike::weekday(&date)).to_owned(),
    };
    let piece = view.pieces.first().and_then(|id| newsroom.piece(id));
    let title = match piece {
        Some(piece) => format!("{}: {}", activity.short, piece.header.title),
        None => format!("{}, {}", activity.short, view.slot.period.label()),
    };
    let published = views.iter().filter(|view| view.state.is_done()).count();
    let (tag, mood) = if views.len() > 1 {
        let mood = if published == views.len() { Mood::Ok } else { Mood::Warn };
        (format!("{published}/{} {}", views.len(), activity.unit()), mood)
    } else {
        match (view.state, piece) {
            (SlotState::InTime | SlotState::Late, _) => ("Đã phát, đăng".to_owned(), Mood::Ok),
            (SlotState::Unconfirmed, _) => ("Chưa xác nhận".to_owned(), Mood::Warn),
            (SlotState::Missing, _) if view.slot.to < newsroom.today() => {
                ("Quá hạn".to_owned(), Mood::Danger)
            }
            (_, Some(piece)) => (piece.header.status.name().to_owned(), Mood::of_status(piece.header.status)),
            (_, None) => ("Còn trống".to_owned(), Mood::Neutral),
        }
    };
    let act = piece.is_none().then(|| fill(activity.id.as_str(), views));
    Some(Entry { hue: activity.hue, when, title, tag, mood, open: open(view), act })
}

/// A row for similar slots: with a piece it shows `tag`; without one it offers to begin one.
fn slots_entry(newsroom: &Newsroom, views: &[&SlotView], when: String, tag: &str) -> Option<Entry> {
    let view = views.first()?;
    let activity = newsroom.plan().activity(view.slot.id.activity())?;
    let places = if views.len() > 1 {
        format!(", {} {}", views.len(), activity.unit())
    } else {
        place(newsroom, &view.slot.id)
    };
    let is_empty = view.pieces.is_empty();
    Some(Entry {
        hue: activity.hue,
        when,
        title: format!("{}, {}{places}", activity.short, view.slot.period.label()),
        tag: if is_empty { String::new() } else { tag.to_owned() },
        mood: Mood::Danger,
        open: open(view),
        act: is_empty.then(|| fill(activity.id.as_str(), views)),
    })
}

fn clash_entry(newsroom: &Newsroom, clash: &Clash) -> Option<Entry> {
    let [first, second] = [&clash.first, &clash.second].map(|id| newsroom.piece(id));
    let (first, second) = (first?, second?);
    let activity = newsroom.plan().activity(clash.slot.activity())?;
    Some(Entry {
        hue: activity.hue,
        when: format!("{} {}", wording::day_month(clash.from.date()), wording::clock(clash.from.time())),
        title: format!(
            "{}: “{}” và “{}” trùng {}–{}",
            clash.channel_name(newsroom.plan(), newsroom.places()),
            first.header.title,
            second.header.title,
            wording::clock(clash.from.time()),
            wording::clock(clash.to.time())
        ),
        tag: "Trùng giờ".to_owned(),
        mood: Mood::Danger,
        open: Effect::Open(Route::Calendar(Some(Selection::Piece(second.header.id.clone())))),
        act: None,
    })
}

fn waiting_entry(newsroom: &Newsroom, piece: &Piece, days: i64) -> Option<Entry> {
    let activity = newsroom.plan().activity(&piece.header.activity)?;
    let chain = piece.approval_chain(newsroom.plan(), newsroom.settings());
    let step =
        chain.iter().find(|step| step.is_asked).map_or("người duyệt", |step| step.step.name.as_str());
    Some(Entry {
        hue: activity.hue,
        when: if days > 0 { format!("Chờ {days} ngày") } else { "Hôm nay".to_owned() },
        title: format!("{step} duyệt: {}", piece.header.title),
        tag: "Chờ duyệt".to_owned(),
        mood: Mood::Warn,
        open: review::open(piece),
        act: None,
    })
}

fn own_entry(newsroom: &Newsroom, own: &Assignment<'_>) -> Option<Entry> {
    let activity = newsroom.plan().activity(&own.piece.activity)?;
    let (tag, mood) = match own.duty {
        Duty::Task(_, TaskState::Late) => ("Trễ", Mood::Danger),
        Duty::Task(..) => ("Phải xong", Mood::Neutral),
        Duty::Role(_) => ("Lên sóng, đăng", Mood::Neutral),
    };
    Some(Entry {
        hue: activity.hue,
        when: wording::day_month(own.day),
        title: format!("{}: {}", own.duty.name(), own.piece.title),
        tag: tag.to_owned(),
        mood,
        open: Effect::Open(Route::Calendar(Some(Selection::Piece(own.piece.id.clone())))),
        act: None,
    })
}

fn late_entry(newsroom: &Newsroom, late: &LateTask<'_>) -> Option<Entry> {
    let activity = newsroom.plan().activity(&late.piece.activity)?;
    let by = if late.task.by.is_empty() { "chưa giao ai" } else { late.task.by };
    Some(Entry {
        hue: activity.hue,
        when: format!("Trễ {} ngày", (newsroom.today() - late.due).num_days()),
        title: format!("{}, {by}: {}", late.task.step.name, late.piece.title),
        tag: format!("hạn {}", wording::day_month(late.due)),
        mood: Mood::Danger,
        open: Effect::Open(Route::Calendar(Some(Selection::Piece(late.piece.id.clone())))),
        act: None,
    })
}

fn open(view: &SlotView) -> Effect {
    Effect::Open(Route::Calendar(Some(match view.pieces.first() {
        Some(piece) => Selection::Piece(piece.clone()),
        None => Selection::Slot(view.slot.id.clone()),
    })))
}

fn fill(activity: &str, views: &[&SlotView]) -> (&'static str, Effect) {
    let slots = views.iter().map(|view| view.slot.id.clone()).collect();
    ("Viết bài", Effect::BeginPiece { activity: activity.to_owned(), slots, is_opened: true })
}

fn place(newsroom: &Newsroom, id: &SlotId) -> String {
    newsroom.plan().body_name(id).map_or_else(String::new, |body| format!(", {body}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::piece::{Format, Header, PieceId};
    use crate::plan::{Plan, Settings};

    /// Whether the rows are sorted by what `read` finds in their first column: weekday and hour, or a date.
    fn sorted_by<T: Ord>(list: &List, read: impl Fn(&str) -> T) -> bool {
        list.entries.iter().map(|entry| read(&entry.when)).is_sorted()
    }

    #[test]
    fn lists_are_sorted_by_what_they_show() {
        let plan = Plan::parse(include_str!("../../../../content/plan.ron")).expect("the plan");
        let mut settings =
            Settings::parse(include_str!("../../../../content/settings.ron")).expect("settings");
        // Two on one day: the one that comes first in the plan goes out last.
        let weekday = settings.programme("chuyen-muc-cchc").and_then(|programme| programme.weekday);
        for programme in &mut settings.programmes {
            (programme.weekday, programme.time) = match programme.activity.as_str() {
                "dien-dan-bao" => (weekday, NaiveTime::from_hms_opt(6, 0, 0)),
                "truyen-thanh" => (weekday, NaiveTime::from_hms_opt(5, 30, 0)),
                _ => continue,
            };
        }
        let mut newsroom = Newsroom::new(plan, settings, [], NaiveDate::MIN);
        let day_month = |when: &str| {
            let (day, month) =
                when.split(' ').next_back().and_then(|day| day.split_once('/')).expect("a day");
            (month.to_owned(), day.to_owned())
        };
        let weekdays = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"];
        let week_hour = |when: &str| {
            let lower = when.to_lowercase();
            let at =
                weekdays.iter().position(|day| lower.starts_with(&day.to_lowercase())).expect("a weekday");
            let hour = when.rsplit_once(' ').map(|(_, hour)| hour).filter(|hour| hour.contains(':'));
            (at, hour.is_none(), hour.map(str::to_owned))
        };
        let late = |when: &str| {
            let days = when.strip_prefix("Quá ").and_then(|rest| rest.strip_suffix(" ngày"));
            days.map_or(0, |days| days.parse::<i64>().expect("days"))
        };
        for month in 1..=11 {
            newsroom.set_today(NaiveDate::from_ymd_opt(2014, month, 18).expect("a day"));
            let agenda = Agenda::new(&newsroom, 400, &Mine::default(), "", false);
            assert!(!agenda.week.entries.is_empty() && !agenda.empty.entries.is_empty());
            assert!(sorted_by(&agenda.week, week_hour), "{month}: {:#?}", agenda.week.entries);
            assert!(sorted_by(&agenda.empty, day_month), "{month}: {:#?}", agenda.empty.entries);
            assert!(sorted_by(&agenda.missed, late), "{month}: {:#?}", agenda.missed.entries);
        }
    }

    #[test]
    fn what_waits_for_approval_is_what_waited_on_that_day() {
        let plan = Plan::parse(include_str!("../../../../content/plan.ron")).expect("the plan");
        let mut header = Header::new(PieceId("01J0000000000000000000WAIT".into()), "Một cửa", "dien-dan-bao");
        header.status = Status::InReview;
        header.status_since = NaiveDate::from_ymd_opt(2014, 3, 10);
        let piece = Piece::new(header, Format::Article, "");
        for (day, waiting) in [(9, None), (10, Some(0)), (18, Some(8))] {
            let today = NaiveDate::from_ymd_opt(2014, 3, day).expect("a day");
            let newsroom = Newsroom::new(plan.clone(), Settings::default(), [piece.clone()], today);
            let agenda = Agenda::new(&newsroom, 8, &Mine::default(), "", false);
            assert_eq!(agenda.longest_wait, waiting, "{day} March");
            assert_eq!(agenda.waiting.count, usize::from(waiting.is_some()), "{day} March");
        }
    }
}
