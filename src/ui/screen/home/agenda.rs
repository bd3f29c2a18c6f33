//! What the overview lists, derived from the newsroom.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::{week, wording};
use crate::ledger::{Clash, SlotState, SlotView};
use crate::newsroom::Newsroom;
use crate::piece::{Format, Piece, Status};
use crate::plan::{Hue, SlotId};
use crate::ui::theme::style::Mood;
use crate::ui::{Effect, Place, Selection};

/// Rows a card shows before it says how many more there are.
pub(super) const SHOWN: usize = 8;
/// Rows of a card that lists all.
pub(super) const MOST: usize = 400;
/// Empty slots are looked for this many days ahead.
const AHEAD: u64 = 30;

#[derive(Debug, Default)]
pub(super) struct Agenda {
    pub owed_this_week: usize,
    pub empty_count: usize,
    pub overdue_count: usize,
    /// Slots with an airing whose day is past and that nobody confirmed.
    pub unconfirmed_count: usize,
    /// Pieces in review.
    pub waiting_count: usize,
    /// Days the oldest of them has waited.
    pub longest_wait: Option<i64>,
    pub week: Vec<Entry>,
    /// What waits for an approval, the longest wait first, then what was missed or not confirmed: the first of them.
    pub todo: Vec<Entry>,
    pub todo_count: usize,
    /// What is open or opens soon and has no piece, by the day it is shown by.
    pub empty: Vec<Entry>,
    /// Airings of one channel that overlap, from today on: the first of them.
    pub clashes: Vec<Entry>,
    pub clash_count: usize,
}

/// One row: what it says, and what pressing it and its button does.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub hue: Hue,
    pub when: String,
    pub title: String,
    pub tag: String,
    pub mood: Mood,
    pub open: Effect,
    pub act: Option<(&'static str, Effect)>,
}

impl Agenda {
    pub fn new(newsroom: &Newsroom) -> Self {
        let today = newsroom.today();
        let monday = week::monday_of(today);
        let sunday = week::add_days(monday, 6);
        let obligations = newsroom.obligations();
        let mut agenda = Self::default();

        let mut this_week: BTreeMap<(NaiveDate, String), Vec<&SlotView>> = BTreeMap::new();
        let mut empty: BTreeMap<(NaiveDate, String), Vec<&SlotView>> = BTreeMap::new();
        let mut overdue: BTreeMap<(NaiveDate, String), Vec<&SlotView>> = BTreeMap::new();
        for view in &obligations.slots {
            let key = (view.day(), view.slot.id.series().to_owned());
            if view.date.is_some_and(|date| (monday..=sunday).contains(&date)) {
                agenda.owed_this_week += 1;
                this_week.entry(key.clone()).or_default().push(view);
            }
            if view.is_waiting(today, AHEAD) {
                agenda.empty_count += 1;
                empty.entry(key.clone()).or_default().push(view);
            }
            let is_missing = view.state == SlotState::Missing;
            agenda.overdue_count += usize::from(is_missing);
            agenda.unconfirmed_count += usize::from(view.has_unconfirmed());
            if is_missing || view.has_unconfirmed() {
                overdue.entry(key).or_default().push(view);
            }
        }
        agenda.week = this_week.values().filter_map(|views| week_entry(newsroom, views)).collect();
        agenda.empty = empty.values().filter_map(|views| empty_entry(newsroom, views, false)).collect();

        let mut waiting: Vec<(i64, &Piece)> = newsroom
            .pieces()
            .filter(|piece| piece.header.status == Status::InReview)
            .map(|piece| (piece.header.status_since.map_or(0, |since| (today - since).num_days()), piece))
            .collect();
        waiting.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
        agenda.longest_wait = waiting.first().map(|(days, _)| *days);
        agenda.waiting_count = waiting.len();
        agenda.todo_count = waiting.len() + overdue.len();
        let waiting = waiting.iter().filter_map(|(days, piece)| waiting_entry(newsroom, piece, *days));
        // The newest misses first: those can still be mended.
        let missed = overdue.values().rev().filter_map(|views| empty_entry(newsroom, views, true));
        agenda.todo = waiting.chain(missed).take(MOST).collect();
        let clashes = newsroom.coming_clashes();
        agenda.clash_count = clashes.count as usize;
        let listed = clashes.listed.iter().take(MOST);
        agenda.clashes = listed.filter_map(|clash| clash_entry(newsroom, clash)).collect();
        agenda
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

fn empty_entry(newsroom: &Newsroom, views: &[&SlotView], is_overdue: bool) -> Option<Entry> {
    let view = views.first()?;
    let activity = newsroom.plan().activity(view.slot.id.activity())?;
    let places = if views.len() > 1 {
        format!(", {} {}", views.len(), activity.unit())
    } else {
        place(newsroom, &view.slot.id)
    };
    let title = format!("{}, {}{places}", activity.short, view.slot.period.label());
    let piece = view.pieces.first().and_then(|id| newsroom.piece(id));
    let when = if is_overdue {
        // Of what nobody confirmed, the day of the airing counts; else the slot's last.
        let day = if view.state == SlotState::Missing { view.slot.to } else { view.day() };
        match (newsroom.today() - day).num_days() {
            0 => "Hạn hôm nay".to_owned(),
            days if days > 0 => format!("Quá {days} ngày"),
            _ => wording::day_month(day),
        }
    } else if let Some(date) = view.date.filter(|date| *date >= newsroom.today()) {
        wording::day_month(date)
    } else if view.slot.from <= newsroom.today() {
        format!("mở, hạn {}", wording::day_month(view.slot.to))
    } else {
        format!("từ {}", wording::day_month(view.slot.from))
    };
    let act = piece.is_none().then(|| fill(activity.id.as_str(), views));
    let tag = if is_overdue && piece.is_some() { "Chưa xác nhận" } else { "" };
    Some(Entry {
        hue: activity.hue,
        when,
        title,
        tag: tag.to_owned(),
        mood: Mood::Danger,
        open: open(view),
        act,
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
            newsroom.plan().channel_name(&clash.channel),
            first.header.title,
            second.header.title,
            wording::clock(clash.from.time()),
            wording::clock(clash.to.time())
        ),
        tag: "Trùng giờ".to_owned(),
        mood: Mood::Danger,
        open: Effect::Open(Place::Calendar(Some(Selection::Piece(second.header.id.clone())))),
        act: None,
    })
}

fn waiting_entry(newsroom: &Newsroom, piece: &Piece, days: i64) -> Option<Entry> {
    let activity = newsroom.plan().activity(&piece.header.activity)?;
    let step = piece.next_approval(newsroom.settings()).map_or("người duyệt", |step| step.name.as_str());
    let place = if piece.format == Format::Poster {
        Place::Poster(piece.header.id.clone())
    } else {
        Place::Calendar(Some(Selection::Piece(piece.header.id.clone())))
    };
    Some(Entry {
        hue: activity.hue,
        when: if days > 0 { format!("Chờ {days} ngày") } else { "Hôm nay".to_owned() },
        title: format!("{step} duyệt: {}", piece.header.title),
        tag: "Chờ duyệt".to_owned(),
        mood: Mood::Warn,
        open: Effect::Open(place),
        act: None,
    })
}

fn open(view: &SlotView) -> Effect {
    Effect::Open(Place::Calendar(Some(match view.pieces.first() {
        Some(piece) => Selection::Piece(piece.clone()),
        None => Selection::Slot(view.slot.id.clone()),
    })))
}

fn fill(activity: &str, views: &[&SlotView]) -> (&'static str, Effect) {
    let slots = views.iter().map(|view| view.slot.id.clone()).collect();
    ("Viết bài", Effect::Draft { activity: activity.to_owned(), slots, is_opened: true })
}

fn place(newsroom: &Newsroom, id: &SlotId) -> String {
    let locality = id.locality().and_then(|id| newsroom.plan().locality(id));
    locality.map_or_else(String::new, |locality| format!(", {}", locality.full_name()))
}
