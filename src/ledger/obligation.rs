//! Obligations: slots joined with the pieces that fill them.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{AiringState, AsOf, SlotState};
use crate::calendar::{range, week};
use crate::piece::{Airing, Header, PieceId, Status};
use crate::plan::{Plan, Programme, Settings, Slot, SlotId};

/// A slot with its pieces: one row of the calendar, the schedule and the progress table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotView {
    pub slot: Slot,
    pub state: SlotState,
    /// The day it goes out: that of the earliest airing that is not a rerun, else the first day of the
    /// programme's weekday in a slot of at most a month, else none. An airing's day may be outside the slot,
    /// when it was moved.
    pub date: Option<NaiveDate>,
    /// The time of that airing ([`AsOf::timing`]), else the programme's.
    pub time: Option<NaiveTime>,
    /// The length, like the time.
    pub minutes: Option<u32>,
    /// Without dropped pieces.
    pub pieces: Vec<PieceId>,
    /// What each piece contributes to the slot, in the same order.
    shares: Vec<Share>,
}

impl SlotView {
    /// The day that sorts and shows the slot: its own date, else its last day.
    pub fn day(&self) -> NaiveDate {
        self.date.unwrap_or(self.slot.to)
    }

    /// Whether no piece fills it and nothing went out for it.
    pub fn is_vacant(&self) -> bool {
        self.pieces.is_empty() && matches!(self.state, SlotState::Empty | SlotState::Missing)
    }

    /// An airing's day is past, and nothing records that it went out; also a rerun's, when the first run did.
    pub fn has_unconfirmed(&self) -> bool {
        self.shares.iter().any(|share| share.has_unconfirmed)
    }

    /// Whether it has no piece and is open on some day from `today` to `days` later. A long slot counts as
    /// long as it is open, even after its programme's weekday.
    pub fn is_waiting(&self, today: NaiveDate, days: u64) -> bool {
        self.state == SlotState::Empty && self.is_open(today, days)
    }

    /// Whether it can be filled on a day from `today` to `days` later.
    pub fn is_open(&self, today: NaiveDate, days: u64) -> bool {
        let horizon = today.checked_add_days(chrono::Days::new(days)).unwrap_or(NaiveDate::MAX);
        self.slot.from <= horizon && today <= self.slot.to
    }

    /// The month (1–12) of the plan's year in which it is counted: that in which its duty falls due, wherever its
    /// airing was moved to; one that spans months counts in that of its date, when it has one in the year.
    pub fn month(&self, year: i32) -> u32 {
        let period = self.slot.period;
        let moved = self.date.filter(|date| !period.is_short() && date.year() == year);
        moved.map_or(period.due_month(), |date| date.month()).clamp(1, 12)
    }

    /// Whether it is longer than a month, not done yet, and can be filled in this month (1–12). Once its last day has
    /// come, it is missing or unconfirmed instead.
    pub fn is_long_open_in(&self, month: u32, today: NaiveDate) -> bool {
        let months = self.slot.from.month()..=self.slot.to.month();
        let is_open = !self.state.is_done() && today < self.slot.to;
        is_open && !self.slot.period.is_short() && months.contains(&month)
    }

    /// It has pieces, and all are approved.
    pub fn is_ready(&self) -> bool {
        !self.shares.is_empty() && self.shares.iter().all(|share| !share.is_open)
    }

    /// "Chuyên mục CCHC, kỳ 2 tháng 3", "Truyền thanh quận, huyện, tuần 10, quận Ninh Kiều"
    pub fn label(&self, plan: &Plan) -> String {
        plan.slot_label(&self.slot.id)
    }
}

/// All slots of the plan's year, by `(date or to, id)`, with their states on one day.
#[derive(Debug, Clone, Default)]
pub struct Obligations {
    pub slots: Vec<SlotView>,
    /// Airings of pieces (not dropped) for slots that are not owed: another year, before the settings' first day, a
    /// locality no longer in force, or a misspelt id. They are kept, but meet no obligation.
    pub strays: Vec<(PieceId, SlotId)>,
    today: NaiveDate,
    /// The sort day of each slot; with its id it gives the position.
    days: HashMap<SlotId, NaiveDate>,
}

impl Obligations {
    /// Joins the plan's slots with the pieces, as of the end of `today`. Slots that end before the settings' first day
    /// are not owed.
    ///
    /// A piece that is not dropped fills the slots its airings name. A slot is
    /// - done when one of its airings went out ([`AsOf::state`]): in time by its last day, else late;
    /// - otherwise unconfirmed when the day of an airing is past;
    /// - otherwise missing when its last day has come;
    /// - otherwise empty without pieces, ready when each piece is approved or published, else in hand.
    pub fn new<'a>(
        plan: &Plan,
        settings: &Settings,
        headers: impl Iterator<Item = &'a Header>,
        today: NaiveDate,
    ) -> Self {
        let owed = plan.slots(settings).into_iter().filter(|slot| settings.owes(slot));
        let mut slots: Vec<SlotView> = owed.map(SlotView::empty).collect();
        let index: HashMap<SlotId, usize> =
            slots.iter().enumerate().map(|(at, view)| (view.slot.id.clone(), at)).collect();
        let programmes: HashMap<&str, &Programme> =
            settings.programmes.iter().rev().map(|one| (one.activity.as_str(), one)).collect();
        let mut strays = Vec::new();
        for header in headers {
            let known = AsOf::new(header, today);
            for airing in fillings(Some(header), today) {
                match index.get(&airing.slot) {
                    Some(&at) => {
                        let programme = programmes.get(airing.slot.activity()).copied();
                        let share = Share::new(&known, airing, &slots[at].slot, programme);
                        slots[at].add(&header.id, share);
                    }
                    None => strays.push((header.id.clone(), airing.slot.clone())),
                }
            }
        }
        for view in &mut slots {
            view.derive(settings.programme_of(&view.slot.id).as_deref(), today);
        }
        slots.sort_unstable_by(|a, b| a.place().cmp(&b.place()));
        let days = slots.iter().map(|view| (view.slot.id.clone(), view.day())).collect();
        Self { slots, strays, today, days }
    }

    /// Updates the slots of a changed piece; `None` means that the piece was added or removed. The result
    /// equals that of [`Self::new`] over all pieces by id, at the cost of this piece's slots only.
    pub fn update(&mut self, settings: &Settings, old: Option<&Header>, new: Option<&Header>) {
        let Some(id) = old.or(new).map(|header| &header.id) else { return };
        self.strays.retain(|(piece, _)| piece != id);
        let touched: BTreeSet<&SlotId> = fillings(old, self.today)
            .iter()
            .chain(fillings(new, self.today))
            .map(|airing| &airing.slot)
            .collect();
        for slot in touched {
            let Some(at) = self.position(slot) else { continue };
            let mut view = self.slots.remove(at);
            view.take_out(id);
            let programme = settings.programme_of(slot);
            let programme = programme.as_deref();
            if let Some(header) = new {
                let known = AsOf::new(header, self.today);
                for airing in fillings(new, self.today).iter().filter(|airing| airing.slot == *slot) {
                    let share = Share::new(&known, airing, &view.slot, programme);
                    view.put_in(id, share);
                }
            }
            view.derive(programme, self.today);
            let at = self.slots.partition_point(|other| other.place() < view.place());
            let _ = self.days.insert(slot.clone(), view.day());
            self.slots.insert(at, view);
        }
        let strays = fillings(new, self.today).iter().filter(|airing| !self.days.contains_key(&airing.slot));
        let strays: Vec<_> = strays.map(|airing| (id.clone(), airing.slot.clone())).collect();
        let at = self.strays.partition_point(|(piece, _)| piece < id);
        drop(self.strays.splice(at..at, strays));
    }

    /// Whether any of the slots looked at that opens within `days` still needs a piece.
    pub fn outlook(&self, days: u64, is_looked_at: impl Fn(&SlotView) -> bool) -> Outlook {
        let mut outlook = Outlook::Idle;
        for view in self.slots.iter().filter(|view| view.is_open(self.today, days) && is_looked_at(view)) {
            if view.pieces.is_empty() && !view.state.is_done() {
                return Outlook::Waiting;
            }
            outlook = Outlook::Covered;
        }
        outlook
    }

    /// The day of the states.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    pub fn get(&self, id: &SlotId) -> Option<&SlotView> {
        self.slots.get(self.position(id)?)
    }

    fn position(&self, id: &SlotId) -> Option<usize> {
        let day = *self.days.get(id)?;
        self.slots.binary_search_by(|view| view.place().cmp(&(day, id))).ok()
    }

    pub fn of_activity<'a>(&'a self, activity: &'a str) -> impl Iterator<Item = &'a SlotView> {
        self.slots.iter().filter(move |view| view.slot.id.activity() == activity)
    }

    pub fn in_state(&self, state: SlotState) -> impl Iterator<Item = &SlotView> {
        self.slots.iter().filter(move |view| view.state == state)
    }

    /// The slots of the districts that share an activity and a period: "truyen-thanh/2014-W10".
    pub fn of_series<'a>(&'a self, series: &'a str) -> impl Iterator<Item = &'a SlotView> {
        self.slots.iter().filter(move |view| view.slot.id.series() == series)
    }
}

/// Whether open slots still need pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// No slot is open.
    Idle,
    /// Slots are open, and each has a piece or is done.
    Covered,
    /// A slot is open that has none.
    Waiting,
}

/// What one piece contributes to a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Share {
    /// In time or late, once aired.
    done: Option<SlotState>,
    has_unconfirmed: bool,
    /// The piece is not approved yet.
    is_open: bool,
    is_rerun: bool,
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
    minutes: Option<u32>,
}

impl Share {
    fn new(known: &AsOf<'_>, airing: &Airing, slot: &Slot, programme: Option<&Programme>) -> Self {
        let state = known.state(airing);
        let timing = known.timing(airing, programme);
        // An airing without a day went out at an unknown time: nothing says that it was late.
        let is_late = timing.date.is_some_and(|date| date > slot.to);
        let done = if is_late { SlotState::Late } else { SlotState::InTime };
        Self {
            done: (state == AiringState::Aired).then_some(done),
            has_unconfirmed: state == AiringState::Unconfirmed,
            is_open: !matches!(known.status(), Status::Approved | Status::Published),
            is_rerun: airing.is_rerun,
            date: timing.date,
            time: timing.time,
            minutes: timing.minutes(),
        }
    }

    /// The airing with the lowest rank dates the slot. False sorts before true: first those that are no
    /// rerun, then those with a day, then the earliest.
    fn rank(&self) -> impl Ord + use<> {
        (self.is_rerun, self.date.is_none(), self.date, self.time)
    }

    /// Combines it with another airing of the same piece.
    fn join(&mut self, other: Self) {
        // In time sorts before late.
        let done = [self.done, other.done].into_iter().flatten().min();
        let has_unconfirmed = self.has_unconfirmed || other.has_unconfirmed;
        if other.rank() < self.rank() {
            *self = other;
        }
        *self = Self { done, has_unconfirmed, ..*self };
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

    /// The sort key of slots.
    fn place(&self) -> (NaiveDate, &SlotId) {
        (self.day(), &self.slot.id)
    }

    /// Appends a share; the airings of a piece come one after another.
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

    /// Inserts a share by id.
    fn put_in(&mut self, id: &PieceId, share: Share) {
        match self.pieces.binary_search(id) {
            Ok(at) => self.shares[at].join(share),
            Err(at) => {
                self.pieces.insert(at, id.clone());
                self.shares.insert(at, share);
            }
        }
    }

    /// Derives its state and its day from its pieces.
    fn derive(&mut self, programme: Option<&Programme>, today: NaiveDate) {
        self.state = if let Some(done) = self.shares.iter().filter_map(|share| share.done).min() {
            done
        } else if self.has_unconfirmed() {
            SlotState::Unconfirmed
        } else if self.slot.to <= today {
            SlotState::Missing
        } else if self.shares.is_empty() {
            SlotState::Empty
        } else if self.is_ready() {
            SlotState::Ready
        } else {
            SlotState::InHand
        };
        let airing = self.shares.iter().min_by_key(|share| share.rank());
        self.date = match airing.and_then(|airing| airing.date) {
            Some(date) => Some(date),
            None => programme.and_then(|programme| programme_day(&self.slot, programme)),
        };
        (self.time, self.minutes) = match airing {
            Some(airing) => (airing.time, airing.minutes),
            None => programme.map_or((None, None), |programme| (programme.time, programme.minutes)),
        };
    }
}

/// The airings that count: none for a dropped piece.
fn fillings(header: Option<&Header>, today: NaiveDate) -> &[Airing] {
    let header = header.filter(|header| AsOf::new(header, today).status() != Status::Dropped);
    header.map_or(&[], |header| &header.airings)
}

/// The first day of the programme's weekday, in a slot of at most a month.
fn programme_day(slot: &Slot, programme: &Programme) -> Option<NaiveDate> {
    let weekday = programme.weekday?;
    // The last week of 2100 ends in 2101, which is out of range.
    let day = slot.period.is_short().then(|| week::first_weekday(weekday, slot.from, slot.to))?;
    day.filter(|day| range::is_known(*day))
}
