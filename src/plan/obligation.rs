//! Obligations met and missed: slots joined with the pieces that fill them.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use super::{Locality, Period, Plan, Programme, Settings, Slot, SlotId};
use crate::calendar::{range, week};
use crate::piece::{Airing, Header, Piece, PieceId, Status};

/// Where a slot stands on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotState {
    /// No piece, and still time.
    Empty,
    /// A piece is being written or awaits approval.
    InHand,
    /// Every piece is approved.
    Ready,
    /// It has gone out.
    Published,
    /// Its last day is past and nothing has gone out.
    Overdue,
}

impl SlotState {
    pub const ALL: [Self; 5] = [Self::Empty, Self::InHand, Self::Ready, Self::Published, Self::Overdue];

    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "Còn trống",
            Self::InHand => "Đang làm",
            Self::Ready => "Sẵn sàng",
            Self::Published => "Đã phát, đăng",
            Self::Overdue => "Quá hạn",
        }
    }

    /// The name used in files for other programs: `in_hand`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::InHand => "in_hand",
            Self::Ready => "ready",
            Self::Published => "published",
            Self::Overdue => "overdue",
        }
    }
}

/// A slot with what fills it: one row of the calendar, the schedule and the progress table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotView {
    pub slot: Slot,
    pub state: SlotState,
    /// The day it goes out: that of the earliest airing that is no rerun, else the programme's weekday
    /// within the slot, else none. A weekday names a day only in a slot of at most a month, and there the
    /// first such day; an airing's may lie outside the slot, when it was moved there.
    pub date: Option<NaiveDate>,
    /// The airing's, else the programme's.
    pub time: Option<NaiveTime>,
    /// The airing's, else the programme's.
    pub minutes: Option<u32>,
    /// Dropped pieces are not counted.
    pub pieces: Vec<PieceId>,
    /// What each of them does for the slot, in the same order.
    shares: Vec<Share>,
}

impl SlotView {
    /// The day the slot is sorted and shown by: its own, else the last on which it can be filled.
    pub fn day(&self) -> NaiveDate {
        self.date.unwrap_or(self.slot.to)
    }

    /// "Chuyên mục CCHC, kỳ 2 tháng 3", "Truyền thanh quận, huyện, tuần 10, quận Ninh Kiều"
    pub fn label(&self, plan: &Plan) -> String {
        plan.slot_label(&self.slot.id)
    }
}

/// All slots of the plan's year in order of `(date or to, id)`, with their states on one day.
#[derive(Debug, Clone, Default)]
pub struct Obligations {
    pub slots: Vec<SlotView>,
    /// Airings of pieces that are not dropped, for slots the plan does not owe: of another year, of a
    /// locality no longer in force, or misspelt. Nothing is lost, but nothing is met by them either.
    pub strays: Vec<(PieceId, SlotId)>,
    today: NaiveDate,
    /// The day by which each slot is sorted: with its id, where it stands.
    days: HashMap<SlotId, NaiveDate>,
}

impl Obligations {
    /// Joins the plan's slots with the pieces, as they stand on `today`.
    ///
    /// A piece that is not dropped fills the slots its airings name. A slot is
    /// - published when one of its airings has an outcome, or a piece of it is published and no airing of
    ///   that piece, for any slot, has an outcome (of nine districts, those that confirmed count, and
    ///   where nobody records outcomes the status does);
    /// - otherwise overdue when its last day is past;
    /// - otherwise empty without pieces, ready when each piece is approved or published, else in hand.
    pub fn new<'a>(
        plan: &Plan,
        settings: &Settings,
        pieces: impl Iterator<Item = &'a Piece>,
        today: NaiveDate,
    ) -> Self {
        let mut slots: Vec<SlotView> = plan.slots(settings).into_iter().map(SlotView::empty).collect();
        let index: HashMap<SlotId, usize> =
            slots.iter().enumerate().map(|(at, view)| (view.slot.id.clone(), at)).collect();
        let mut strays = Vec::new();
        for Header { id, status, airings, .. } in pieces.map(|piece| &piece.header) {
            if *status == Status::Dropped {
                continue;
            }
            let counts_whole = counts_whole(*status, airings);
            for airing in airings {
                match index.get(&airing.slot) {
                    Some(&at) => slots[at].add(id, Share::new(*status, airing, counts_whole)),
                    None => strays.push((id.clone(), airing.slot.clone())),
                }
            }
        }
        for view in &mut slots {
            view.settle(settings.programme_of(&view.slot.id).as_deref(), today);
        }
        slots.sort_unstable_by(|a, b| a.place().cmp(&b.place()));
        let days = slots.iter().map(|view| (view.slot.id.clone(), view.day())).collect();
        Self { slots, strays, today, days }
    }

    /// Takes in that a piece is another than before; none stands for a piece that came or went. What is found then is
    /// what [`Self::new`] finds of all pieces in order of id, at the cost of the slots that this one fills.
    pub fn update(&mut self, settings: &Settings, old: Option<&Header>, new: Option<&Header>) {
        let Some(id) = old.or(new).map(|header| &header.id) else { return };
        self.strays.retain(|(piece, _)| piece != id);
        let touched: BTreeSet<&SlotId> =
            fillings(old).iter().chain(fillings(new)).map(|airing| &airing.slot).collect();
        for slot in touched {
            let Some(at) = self.position(slot) else { continue };
            let mut view = self.slots.remove(at);
            view.take_out(id);
            if let Some(header) = new {
                let counts_whole = counts_whole(header.status, &header.airings);
                let airings = fillings(new).iter().filter(|airing| airing.slot == *slot);
                for share in airings.map(|airing| Share::new(header.status, airing, counts_whole)) {
                    view.put_in(id, share);
                }
            }
            view.settle(settings.programme_of(slot).as_deref(), self.today);
            let at = self.slots.partition_point(|other| other.place() < view.place());
            let _ = self.days.insert(slot.clone(), view.day());
            self.slots.insert(at, view);
        }
        let strays = fillings(new).iter().filter(|airing| !self.days.contains_key(&airing.slot));
        let strays: Vec<_> = strays.map(|airing| (id.clone(), airing.slot.clone())).collect();
        let at = self.strays.partition_point(|(piece, _)| piece < id);
        drop(self.strays.splice(at..at, strays));
    }

    pub fn get(&self, id: &SlotId) -> Option<&SlotView> {
        self.slots.get(self.position(id)?)
    }

    fn position(&self, id: &SlotId) -> Option<usize> {
        let day = *self.days.get(id)?;
        self.slots.binary_search_by(|view| view.place().cmp(&(day, id))).ok()
    }

    /// The slots that go out in `from..=to`, and the undated ones that fall due there, in order. Found by
    /// halving: for the calendar's cells.
    pub fn on_days(&self, from: NaiveDate, to: NaiveDate) -> &[SlotView] {
        let start = self.slots.partition_point(|view| view.day() < from);
        let end = self.slots.partition_point(|view| view.day() <= to);
        self.slots.get(start..end).unwrap_or_default()
    }

    /// The slots that can be filled on some day of `from..=to`, also those that span it, and those that
    /// were moved into it.
    pub fn in_range(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = &SlotView> {
        self.slots.iter().filter(move |view| {
            let spans = view.slot.from <= to && from <= view.slot.to;
            spans || view.date.is_some_and(|date| (from..=to).contains(&date))
        })
    }

    pub fn of_activity<'a>(&'a self, activity: &'a str) -> impl Iterator<Item = &'a SlotView> {
        self.slots.iter().filter(move |view| view.slot.id.activity() == activity)
    }

    pub fn of_locality<'a>(&'a self, locality: &'a str) -> impl Iterator<Item = &'a SlotView> {
        self.slots.iter().filter(move |view| view.slot.id.locality() == Some(locality))
    }

    pub fn in_state(&self, state: SlotState) -> impl Iterator<Item = &SlotView> {
        self.slots.iter().filter(move |view| view.state == state)
    }

    /// The slots of the districts that share an activity and a period: "truyen-thanh/2014-W10".
    pub fn of_series<'a>(&'a self, series: &'a str) -> impl Iterator<Item = &'a SlotView> {
        self.slots.iter().filter(move |view| view.slot.id.series() == series)
    }
}

/// What one piece does for a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Share {
    is_published: bool,
    /// The piece is not approved yet.
    is_open: bool,
    is_rerun: bool,
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
    minutes: Option<u32>,
}

impl Share {
    fn new(status: Status, airing: &Airing, counts_whole: bool) -> Self {
        Self {
            is_published: counts_whole || airing.outcome.is_some(),
            is_open: !matches!(status, Status::Approved | Status::Published),
            is_rerun: airing.is_rerun,
            date: airing.day(),
            time: airing.time,
            minutes: airing.minutes,
        }
    }

    /// The airing with the least dates the slot. False before true: what is no rerun, what has a day, and then the
    /// earliest.
    fn rank(&self) -> impl Ord + use<> {
        (self.is_rerun, self.date.is_none(), self.date, self.time)
    }

    /// With another airing of the same piece.
    fn join(&mut self, other: Self) {
        let is_published = self.is_published || other.is_published;
        if other.rank() < self.rank() {
            *self = other;
        }
        self.is_published = is_published;
    }
}

impl SlotView {
    fn empty(slot: Slot) -> Self {
        Self {
            slot,
            state: SlotState::Empty,
            date: None,
            time: None,
            minutes: None,
            pieces: Vec::new(),
            shares: Vec::new(),
        }
    }

    /// By what slots are sorted.
    fn place(&self) -> (NaiveDate, &SlotId) {
        (self.day(), &self.slot.id)
    }

    /// Behind the pieces that are known; a piece's airings come one after another.
    fn add(&mut self, id: &PieceId, share: Share) {
        match self.shares.last_mut() {
            Some(last) if self.pieces.last() == Some(id) => last.join(share),
            _ => {
                self.pieces.push(id.clone());
                self.shares.push(share);
            }
        }
    }

    fn take_out(&mut self, id: &PieceId) {
        if let Ok(at) = self.pieces.binary_search(id) {
            let _ = (self.pieces.remove(at), self.shares.remove(at));
        }
    }

    /// In order of id.
    fn put_in(&mut self, id: &PieceId, share: Share) {
        match self.pieces.binary_search(id) {
            Ok(at) => self.shares[at].join(share),
            Err(at) => {
                self.pieces.insert(at, id.clone());
                self.shares.insert(at, share);
            }
        }
    }

    /// Draws its state and its day from its pieces.
    fn settle(&mut self, programme: Option<&Programme>, today: NaiveDate) {
        self.state = if self.shares.iter().any(|share| share.is_published) {
            SlotState::Published
        } else if self.slot.to < today {
            SlotState::Overdue
        } else if self.shares.is_empty() {
            SlotState::Empty
        } else if self.shares.iter().any(|share| share.is_open) {
            SlotState::InHand
        } else {
            SlotState::Ready
        };
        let airing = self.shares.iter().min_by_key(|share| share.rank());
        let date = airing.and_then(|airing| airing.date);
        let time = airing.and_then(|airing| airing.time);
        let minutes = airing.and_then(|airing| airing.minutes);
        self.date = date.or_else(|| programme_day(&self.slot, programme?));
        self.time = time.or_else(|| programme?.time);
        self.minutes = minutes.or_else(|| programme?.minutes);
    }
}

/// The airings that count: none of a dropped piece.
fn fillings(header: Option<&Header>) -> &[Airing] {
    let header = header.filter(|header| header.status != Status::Dropped);
    header.map_or(&[], |header| &header.airings)
}

/// Whether a piece went out in all its slots: it is published, and nobody recorded any outcome.
fn counts_whole(status: Status, airings: &[Airing]) -> bool {
    status == Status::Published && airings.iter().all(|airing| airing.outcome.is_none())
}

/// The programme's weekday in a slot of at most a month: the first one.
fn programme_day(slot: &Slot, programme: &Programme) -> Option<NaiveDate> {
    let weekday = programme.weekday?;
    // The last week of 2100 ends in a year that no file can name.
    let day = slot.period.is_short().then(|| week::first_weekday(weekday, slot.from, slot.to))?;
    day.filter(|day| range::is_known(*day))
}

impl Plan {
    /// "Chuyên mục CCHC, kỳ 2 tháng 3", "Tiểu phẩm thứ 2", "Truyền thanh quận, huyện, tuần 10, quận
    /// Ninh Kiều". An id the plan does not know stays as it is.
    pub fn slot_label(&self, id: &SlotId) -> String {
        let (Some(activity), Some(period)) = (self.activity(id.activity()), id.period()) else {
            return id.to_string();
        };
        let link = if matches!(period, Period::Nth { .. }) { " " } else { ", " };
        let mut label = format!("{}{link}{}", activity.short, period.label());
        if let Some(locality) = id.locality() {
            label.push_str(", ");
            label.push_str(&self.locality(locality).map_or_else(|| locality.to_owned(), Locality::full_name));
        }
        label
    }
}
