//! Groups of airings that are shown and edited together.

use chrono::{NaiveDate, NaiveTime};

use crate::piece::Airing;
use crate::plan::SlotId;

/// Airings of a series that share day, time and length: all bodies' of one slot, those at places, or a single one of
/// the city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AiringGroup {
    /// Their indices in the header.
    pub airings: Vec<usize>,
    pub series: String,
    pub is_local: bool,
    pub is_rerun: bool,
    pub date: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    pub minutes: Option<u32>,
}

/// Whether to show a slot when one locality is selected; the city's slots are always shown.
pub(super) fn is_of(slot: &SlotId, locality: Option<&str>) -> bool {
    match (slot.locality(), locality) {
        (Some(of), Some(asked)) => of == asked,
        _ => true,
    }
}

pub(super) fn groups(airings: &[Airing], locality: Option<&str>) -> Vec<AiringGroup> {
    let mut groups: Vec<AiringGroup> = Vec::new();
    for (index, airing) in airings.iter().enumerate().filter(|(_, it)| is_of(&it.slot, locality)) {
        let is_local = airing.slot.body().is_some() || !airing.place.is_empty();
        let group = AiringGroup {
            airings: Vec::new(),
            series: airing.slot.series().to_owned(),
            is_local,
            is_rerun: airing.is_rerun,
            date: airing.date,
            time: airing.time,
            minutes: airing.minutes,
        };
        let same = groups
            .iter_mut()
            .find(|known| is_local && AiringGroup { airings: Vec::new(), ..(*known).clone() } == group);
        match same {
            Some(known) => known.airings.push(index),
            None => groups.push(AiringGroup { airings: vec![index], ..group }),
        }
    }
    groups
}
