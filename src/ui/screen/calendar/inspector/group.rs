//! Airings that are shown and edited as one.

use chrono::{NaiveDate, NaiveTime};

use crate::piece::Airing;
use crate::plan::SlotId;

/// Airings of a series that share their day, hour and length: of a district's slots all, of the city's one each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Their places in the header.
    pub airings: Vec<usize>,
    pub series: String,
    pub is_local: bool,
    pub is_rerun: bool,
    pub date: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    pub minutes: Option<u32>,
}

/// Whether a slot is one to show where one locality is asked for; the city's slots are everyone's.
pub(super) fn is_of(slot: &SlotId, locality: Option<&str>) -> bool {
    match (slot.locality(), locality) {
        (Some(of), Some(asked)) => of == asked,
        _ => true,
    }
}

pub(super) fn groups(airings: &[Airing], locality: Option<&str>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, airing) in airings.iter().enumerate().filter(|(_, it)| is_of(&it.slot, locality)) {
        let is_local = airing.slot.locality().is_some();
        let group = Group {
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
            .find(|known| is_local && Group { airings: Vec::new(), ..(*known).clone() } == group);
        match same {
            Some(known) => known.airings.push(index),
            None => groups.push(Group { airings: vec![index], ..group }),
        }
    }
    groups
}
