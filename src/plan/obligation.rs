//! Obligations met and missed: slots joined with the pieces that fill them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use super::{Locality, Period, Plan, Programme, Settings, Slot, SlotId};
use crate::calendar::week;
use crate::piece::{Airing, Piece, PieceId, Status};

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
    by_id: HashMap<SlotId, usize>,
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
        let slots = plan.slots(settings);
        let index: HashMap<&str, usize> =
            slots.iter().enumerate().map(|(index, slot)| (slot.id.as_str(), index)).collect();
        let mut fillings: Vec<Filling<'a>> = Vec::new();
        fillings.resize_with(slots.len(), Filling::default);
        let mut strays = Vec::new();
        for piece in pieces.filter(|piece| piece.header.status != Status::Dropped) {
            let airings = &piece.header.airings;
            let counts_whole = piece.header.status == Status::Published
                && airings.iter().all(|airing| airing.outcome.is_none());
            for airing in airings {
                match index.get(airing.slot.as_str()) {
                    Some(&at) => fillings[at].add(piece, airing, counts_whole),
                    None => strays.push((piece.header.id.clone(), airing.slot.clone())),
                }
            }
        }
        drop(index);

        let programmes: HashMap<&str, &Programme> =
            settings.programmes.iter().map(|programme| (programme.activity.as_str(), programme)).collect();
        let mut slots: Vec<SlotView> = slots
            .into_iter()
            .zip(fillings)
            .map(|(slot, filling)| {
                let programme = programmes.get(slot.id.activity()).copied();
                filling.view(slot, programme, today)
            })
            .collect();
        slots.sort_unstable_by(|a, b| a.day().cmp(&b.day()).then_with(|| a.slot.id.cmp(&b.slot.id)));
        let by_id = slots.iter().enumerate().map(|(at, view)| (view.slot.id.clone(), at)).collect();
        Self { slots, strays, by_id }
    }

    pub fn get(&self, id: &SlotId) -> Option<&SlotView> {
        self.by_id.get(id).map(|&index| &self.slots[index])
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

/// What is known of a slot's pieces while they are gone through.
#[derive(Default)]
struct Filling<'a> {
    pieces: Vec<PieceId>,
    is_published: bool,
    /// A piece is not approved yet.
    is_open: bool,
    /// The airing the slot is dated by.
    airing: Option<&'a Airing>,
}

impl<'a> Filling<'a> {
    fn add(&mut self, piece: &'a Piece, airing: &'a Airing, counts_whole: bool) {
        // A piece's airings come one after another.
        if self.pieces.last() != Some(&piece.header.id) {
            self.pieces.push(piece.header.id.clone());
        }
        self.is_published |= counts_whole || airing.outcome.is_some();
        self.is_open |= !matches!(piece.header.status, Status::Approved | Status::Published);
        // False before true: what is no rerun, what has a day, and then the earliest.
        let rank = |airing: &Airing| {
            (airing.is_rerun, airing_date(airing).is_none(), airing_date(airing), airing.time)
        };
        if self.airing.is_none_or(|known| rank(airing) < rank(known)) {
            self.airing = Some(airing);
        }
    }

    fn view(self, slot: Slot, programme: Option<&Programme>, today: NaiveDate) -> SlotView {
        let state = if self.is_published {
            SlotState::Published
        } else if slot.to < today {
            SlotState::Overdue
        } else if self.pieces.is_empty() {
            SlotState::Empty
        } else if self.is_open {
            SlotState::InHand
        } else {
            SlotState::Ready
        };
        let own_date = self.airing.and_then(airing_date);
        SlotView {
            date: own_date.or_else(|| programme_day(&slot, programme?)),
            time: self.airing.and_then(|airing| airing.time).or_else(|| programme?.time),
            minutes: self.airing.and_then(|airing| airing.minutes).or_else(|| programme?.minutes),
            pieces: self.pieces,
            state,
            slot,
        }
    }
}

/// The planned day, or, where none was planned, the day it went out on.
fn airing_date(airing: &Airing) -> Option<NaiveDate> {
    airing.date.or_else(|| airing.outcome.as_ref().map(|outcome| outcome.date))
}

/// The programme's weekday in a slot of at most a month: the first one.
fn programme_day(slot: &Slot, programme: &Programme) -> Option<NaiveDate> {
    let weekday = programme.weekday?;
    slot.period.is_short().then(|| week::first_weekday(weekday, slot.from, slot.to))?
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
