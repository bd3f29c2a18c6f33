//! Obligations met and missed: slots joined with the pieces that fill them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use super::{Plan, Settings, Slot, SlotId};
use crate::piece::{Piece, PieceId};

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

/// A slot with what fills it: one row of the calendar, the schedule and the progress table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotView {
    pub slot: Slot,
    pub state: SlotState,
    /// The day it goes out: the first airing's date, else the programme's weekday within the slot, else none.
    pub date: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    pub minutes: Option<u32>,
    /// Dropped pieces are not counted.
    pub pieces: Vec<PieceId>,
}

/// All slots of the plan's year in order of `(date or to, id)`, with their states on one day.
#[derive(Debug, Clone, Default)]
pub struct Obligations {
    pub slots: Vec<SlotView>,
    by_id: HashMap<SlotId, usize>,
}

impl Obligations {
    pub fn new<'a>(
        _plan: &Plan,
        _settings: &Settings,
        _pieces: impl Iterator<Item = &'a Piece>,
        _today: NaiveDate,
    ) -> Self {
        unimplemented!()
    }

    pub fn get(&self, id: &SlotId) -> Option<&SlotView> {
        self.by_id.get(id).map(|&index| &self.slots[index])
    }
}
