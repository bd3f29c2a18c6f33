//! What is planned, after a programme went to another day of the week.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Airings, Batch, Pick, Shift};
use crate::calendar::week;
use crate::newsroom::Newsroom;
use crate::piece::PieceId;
use crate::plan::{Settings, Slot, SlotId};

impl Newsroom {
    /// Moves the airings to come that are on their programme's weekday, where these settings give it another: to that day
    /// of the same week if it is in their slot, else to the first in the slot. Their reruns go along. Approved pieces stay,
    /// and what was moved to another weekday on purpose. Reads the slots, and the headers of the pieces in those that
    /// change.
    pub fn follow_weekdays(&self, settings: &Settings) -> Batch {
        let weekday = |settings: &Settings, slot| settings.programme_of(slot).and_then(|one| one.weekday);
        let mut going: BTreeMap<(&PieceId, NaiveDate, bool, i64), Vec<SlotId>> = BTreeMap::new();
        for view in self.obligations().slots.iter().filter(|view| !view.pieces.is_empty()) {
            let (slot, is_short) = (&view.slot, view.slot.period.is_short());
            let (Some(was), Some(now)) = (weekday(self.settings(), &slot.id), weekday(settings, &slot.id))
            else {
                continue;
            };
            if was == now || !is_short {
                continue;
            }
            for piece in view.pieces.iter().filter_map(|id| self.piece(id)) {
                let own = piece.header.airings.iter().filter(|airing| airing.slot == slot.id);
                let run = own.clone().find(|airing| !airing.is_rerun).and_then(|airing| airing.date);
                let Some(day) = run.filter(|day| day.weekday() == was).and_then(|day| moved(day, now, slot))
                else {
                    continue;
                };
                let by = run.map_or(0, |run| (day - run).num_days());
                for airing in own {
                    let Some(date) = airing.date else { continue };
                    let key = (&piece.header.id, date, airing.is_rerun, by);
                    going.entry(key).or_default().push(slot.id.clone());
                }
            }
        }
        let picks = going.into_iter().map(|((piece, date, is_rerun, by), slots)| {
            let airings = Airings::Run { date, slots, is_rerun };
            (Pick { piece: piece.clone(), airings }, Shift::By(by))
        });
        self.shift_each(&picks.collect::<Vec<_>>(), false)
    }
}

/// The day of a slot on another weekday, nearest to that of the same week.
fn moved(day: NaiveDate, weekday: Weekday, slot: &Slot) -> Option<NaiveDate> {
    let same_week = week::add_days(week::monday_of(day), i64::from(weekday.num_days_from_monday()));
    if (slot.from..=slot.to).contains(&same_week) {
        return Some(same_week);
    }
    week::first_weekday(weekday, slot.from, slot.to)
}
