//! One piece sent to many places: a poster to its boards, a notice to its houses, a skit on its tour.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate, NaiveTime};

use super::Newsroom;
use crate::ledger::{StayState, lasts, stays};
use crate::piece::{Airing, Header};
use crate::place::Place;
use crate::plan::{Slot, SlotId};

/// Where a piece goes, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Distribution {
    /// Ids of places.
    pub places: Vec<String>,
    /// Copies at each place.
    pub copies: Option<u32>,
    /// The day on which it is hung, or the first night.
    pub date: Option<NaiveDate>,
    /// The last day it hangs.
    pub until: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    /// The days from one place to the next: 0 for all on one day, 1 for a night each.
    pub every: u32,
    pub troupe: String,
}

impl Newsroom {
    /// The header with an airing at each place: the city's own places first (IV.8), then the localities in the plan's
    /// order. A place where the piece hangs or is to hang is passed over, and an airing that had no place yet takes the
    /// first one. Each fills the piece's slot, or of an activity that localities owe its own locality's.
    pub fn distributed(&self, header: &Header, wish: &Distribution) -> Header {
        let mut header = header.clone();
        let taken: HashSet<String> = stays(self.plan(), std::iter::once(&header), self.today)
            .filter(|stay| stay.state != StayState::Over)
            .map(|stay| stay.airing.place.clone())
            .collect();
        let places = self.in_order(&wish.places).into_iter().filter(|place| !taken.contains(&place.id));
        let mut day = wish.date;
        for place in places {
            let Some(slot) = self.slot_at(&header, place, day) else { continue };
            let waiting = header
                .airings
                .iter()
                .position(|one| one.slot == slot && one.place.is_empty() && one.outcome.is_none());
            let mut airing = match waiting {
                Some(at) => header.airings[at].clone(),
                None => Airing { is_rerun: is_repetition(self, &header, &slot), ..Airing::undated(slot) },
            };
            airing.place.clone_from(&place.id);
            airing.copies = wish.copies.or(airing.copies);
            airing.date = day.or(airing.date);
            airing.time = wish.time.or(airing.time);
            airing.until = wish.until.or(airing.until);
            if !wish.troupe.is_empty() {
                airing.troupe.clone_from(&wish.troupe);
            }
            match waiting {
                Some(at) => header.airings[at] = airing,
                None => header.airings.push(airing),
            }
            day = day.and_then(|day| day.checked_add_days(Days::new(u64::from(wish.every))));
        }
        header
    }

    /// The places with these ids: the city's first, then by locality as in the plan.
    fn in_order(&self, ids: &[String]) -> Vec<&Place> {
        let wanted: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let order: HashMap<&str, usize> =
            self.plan().localities.iter().enumerate().map(|(at, unit)| (unit.id.as_str(), at + 1)).collect();
        let places = self.places().places.iter().filter(|place| wanted.contains(place.id.as_str()));
        let mut places: Vec<&Place> = places.collect();
        places.sort_by_key(|place| match place.locality.as_str() {
            "" => 0,
            id => order.get(id).copied().unwrap_or(usize::MAX),
        });
        places
    }

    /// The slot that an airing at this place fills.
    fn slot_at(&self, header: &Header, place: &Place, day: Option<NaiveDate>) -> Option<SlotId> {
        let activity = self.plan().activity(&header.activity)?;
        if !activity.is_per_body() {
            let own = header.airings.iter().find(|airing| airing.slot.activity() == activity.id);
            let first = || self.obligations.slots.iter().find(|view| view.slot.id.activity() == activity.id);
            return own.map(|airing| airing.slot.clone()).or_else(|| Some(first()?.slot.id.clone()));
        }
        let mut slots = self.obligations.slots.iter().filter(|view| {
            let id = &view.slot.id;
            id.activity() == activity.id && id.locality() == Some(place.locality.as_str())
        });
        let is_open = |slot: &Slot, day: NaiveDate| slot.from <= day && day <= slot.to;
        let first = slots.clone().next();
        let on_day = day.and_then(|day| slots.find(|view| is_open(&view.slot, day)));
        on_day.or(first).map(|view| view.slot.id.clone())
    }
}

/// Whether a further airing of a slot is a repetition: what is played is played again, what hangs hangs in more places.
fn is_repetition(newsroom: &Newsroom, header: &Header, slot: &SlotId) -> bool {
    let medium = newsroom.plan().activity(slot.activity()).map(|activity| activity.medium);
    medium.is_some_and(|medium| !lasts(medium)) && header.fills(slot)
}
