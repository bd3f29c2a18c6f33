//! An index of the pieces by day, updated with their headers.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ledger::AsOf;
use crate::piece::{Header, PieceId};

/// The pieces by the days of their airings ([`AsOf::date`]), including dropped ones, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    dated: BTreeMap<NaiveDate, Vec<PieceId>>,
    undated: Vec<PieceId>,
}

impl Days {
    pub fn new<'a>(headers: impl Iterator<Item = &'a Header>, today: NaiveDate) -> Self {
        let mut days = Self::default();
        headers.for_each(|header| days.add(header, today));
        days
    }

    /// Updates the index for a piece; `None` means that it was added or removed.
    pub fn update(&mut self, old: Option<&Header>, new: Option<&Header>, today: NaiveDate) {
        if let Some(old) = old {
            take_out(&mut self.undated, &old.id);
            let known = AsOf::new(old, today);
            for day in old.airings.iter().filter_map(|airing| known.date(airing)) {
                if let Some(pieces) = self.dated.get_mut(&day) {
                    take_out(pieces, &old.id);
                    if pieces.is_empty() {
                        let _ = self.dated.remove(&day);
                    }
                }
            }
        }
        if let Some(new) = new {
            self.add(new, today);
        }
    }

    pub fn on(&self, day: NaiveDate) -> &[PieceId] {
        self.dated.get(&day).map_or(&[], Vec::as_slice)
    }

    /// The days with airings.
    pub fn all(&self) -> impl Iterator<Item = NaiveDate> {
        self.dated.keys().copied()
    }

    /// Pieces without an airing, or with one that has no day.
    pub fn undated(&self) -> &[PieceId] {
        &self.undated
    }

    fn add(&mut self, header: &Header, today: NaiveDate) {
        let known = AsOf::new(header, today);
        if header.airings.is_empty() {
            put_in(&mut self.undated, &header.id);
        }
        for airing in &header.airings {
            let pieces = match known.date(airing) {
                Some(day) => self.dated.entry(day).or_default(),
                None => &mut self.undated,
            };
            put_in(pieces, &header.id);
        }
    }
}

fn take_out(pieces: &mut Vec<PieceId>, id: &PieceId) {
    if let Ok(at) = pieces.binary_search(id) {
        let _ = pieces.remove(at);
    }
}

fn put_in(pieces: &mut Vec<PieceId>, id: &PieceId) {
    if let Err(at) = pieces.binary_search(id) {
        pieces.insert(at, id.clone());
    }
}
