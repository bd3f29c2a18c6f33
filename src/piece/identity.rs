//! The identity of airings: given once, and unaffected by adding, moving or removing other airings.
//!
//! A file need not contain it: an airing without one gets an identity derived from its piece, slot and
//! position. It is written as soon as a change would alter the derived one.

use std::collections::HashSet;

use super::{Airing, AiringId, Header, PieceId};
use crate::plan::SlotId;

impl AiringId {
    /// The identity of an empty slot's placeholder.
    fn of_vacancy(slot: &SlotId, nth: usize) -> Self {
        Self::of(&["slot", slot.as_str(), &nth.to_string()])
    }

    /// The identity of an airing that has none in the file.
    fn of_airing(piece: &PieceId, airing: &Airing, nth: usize) -> Self {
        let run = if airing.is_rerun { "rerun" } else { "first" };
        let nth = nth.to_string();
        let mut parts = vec!["airing", piece.as_str(), airing.slot.as_str(), run, &nth];
        // Two people who each send it to other places add different airings.
        if !airing.place.is_empty() {
            parts.extend(["place", &airing.place]);
        }
        Self::of(&parts)
    }

    /// For the second of two pieces when one file was copied from the other, identities included.
    #[must_use]
    pub fn within(self, piece: &PieceId) -> Self {
        Self::of(&["copy", piece.as_str(), &self.to_string()])
    }
}

impl Header {
    /// The identity of each airing, in order; all distinct.
    pub fn airing_ids(&self) -> Vec<AiringId> {
        let all = self.airings.iter().chain(&self.removed);
        let mut known: HashSet<AiringId> = all.filter_map(|airing| airing.id).collect();
        let mut written = HashSet::new();
        let ids = self.airings.iter().map(|airing| match airing.id {
            // An airing copied by hand repeats an identity.
            Some(id) if written.insert(id) => id,
            _ => self.free_id(airing, &mut known),
        });
        ids.collect()
    }

    fn free_id(&self, airing: &Airing, known: &mut HashSet<AiringId>) -> AiringId {
        let mut nth = 0;
        loop {
            let id = AiringId::of_airing(&self.id, airing, nth);
            if known.insert(id) {
                return id;
            }
            nth += 1;
        }
    }

    /// Writes those identities that could not be derived from the airings.
    pub(super) fn note_ids(&mut self, ids: &[AiringId]) {
        let was_bare = self.airings.iter().all(|airing| airing.id.is_none());
        if was_bare && self.airing_ids() == ids {
            return;
        }
        for (airing, id) in self.airings.iter_mut().zip(ids) {
            airing.id = Some(*id);
        }
    }

    /// Keeps the identities of the airings of `old`, of which this header is an edited copy. An airing that
    /// is gone is added to the removed ones, if it had a day.
    pub fn keep_identities(&mut self, old: &Self) {
        if self.airings == old.airings {
            return;
        }
        let known = old.airing_ids();
        let mut free: Vec<usize> = (0..known.len())
            .filter(|&at| !self.airings.iter().any(|airing| airing.id == Some(known[at])))
            .collect();
        let mut ids: Vec<Option<AiringId>> = self.airings.iter().map(|airing| airing.id).collect();
        let is_same_length = self.airings.len() == old.airings.len();
        // An edit keeps the order. Otherwise match unchanged airings first, then those of the same slot.
        let rules: [&dyn Fn(usize, usize) -> bool; 3] = [
            &|at, before| is_same_length && at == before,
            &|at, before| self.airings[at] == old.airings[before],
            &|at, before| {
                let (airing, before) = (&self.airings[at], &old.airings[before]);
                airing.slot == before.slot && airing.is_rerun == before.is_rerun
            },
        ];
        for rule in rules {
            for (at, id) in ids.iter_mut().enumerate().filter(|(_, id)| id.is_none()) {
                if let Some(found) = free.iter().position(|&before| rule(at, before)) {
                    *id = Some(known[free.remove(found)]);
                }
            }
        }
        let gone = free.into_iter().map(|at| Airing { id: Some(known[at]), ..old.airings[at].clone() });
        let gone: Vec<Airing> = gone.filter(|airing| airing.calendar_day().is_some()).collect();
        self.removed.extend(gone);
        self.removed.retain(|airing| !ids.contains(&airing.id));
        let removed = self.removed.iter().filter_map(|airing| airing.id);
        let mut taken: HashSet<AiringId> = known.iter().copied().chain(removed).collect();
        taken.extend(ids.iter().flatten());
        let ids: Vec<AiringId> = self
            .airings
            .iter()
            .zip(ids)
            .map(|(airing, id)| id.unwrap_or_else(|| self.free_id(airing, &mut taken)))
            .collect();
        self.note_ids(&ids);
    }
}

/// The identities of empty slots in a calendar: the airing that later fills a slot takes over its identity,
/// so that it stays one event.
#[derive(Debug, Default)]
pub struct Vacancies {
    held: HashSet<AiringId>,
}

impl Vacancies {
    /// Takes all headers that count: the identity of an airing that has moved elsewhere is in use.
    pub fn new<'a>(headers: impl Iterator<Item = &'a Header>) -> Self {
        Self { held: headers.flat_map(|header| &header.airings).filter_map(|airing| airing.id).collect() }
    }

    /// The identity of a slot while it is empty.
    pub fn id(&self, slot: &SlotId) -> AiringId {
        let mut nth = 0;
        loop {
            let id = AiringId::of_vacancy(slot, nth);
            if !self.held.contains(&id) {
                return id;
            }
            nth += 1;
        }
    }

    /// Whether an airing that counts has this identity written in its file.
    pub fn is_held(&self, id: AiringId) -> bool {
        self.held.contains(&id)
    }

    /// Whether an airing was moved into its slot from another one, where the slot had a placeholder before.
    pub fn has_moved_in(piece: &PieceId, airing: &Airing) -> bool {
        /// Maximum number of airings of one piece in one slot to compare.
        const MOST: usize = 16;
        airing.id.is_some_and(|id| {
            !(0..MOST).any(|nth| {
                [true, false].into_iter().any(|is_rerun| {
                    let bare = Airing { is_rerun, ..Airing::undated(airing.slot.clone()) };
                    let placed = Airing { place: airing.place.clone(), ..bare.clone() };
                    [bare, placed].iter().any(|airing| id == AiringId::of_airing(piece, airing, nth))
                }) || id == AiringId::of_vacancy(&airing.slot, nth)
            })
        })
    }
}
