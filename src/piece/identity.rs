//! The identity of airings: given once, and the same whatever else is added, moved or removed.
//!
//! A file need not write it: an airing without one has the identity that its piece, its slot and its turn give. It is
//! written as soon as a change would make that another.

use std::collections::HashSet;

use super::{Airing, AiringId, Header, PieceId};
use crate::plan::SlotId;

impl AiringId {
    /// Of what stands for a slot while no piece fills it.
    fn of_vacancy(slot: &SlotId, nth: usize) -> Self {
        Self::of(&["slot", slot.as_str(), &nth.to_string()])
    }

    /// Of an airing whose file writes none.
    fn of_airing(piece: &PieceId, airing: &Airing, nth: usize) -> Self {
        let run = if airing.is_rerun { "rerun" } else { "first" };
        Self::of(&["airing", piece.as_str(), airing.slot.as_str(), run, &nth.to_string()])
    }

    /// For the second of two pieces whose files were copied from one another, identities included.
    #[must_use]
    pub fn within(self, piece: &PieceId) -> Self {
        Self::of(&["copy", piece.as_str(), &self.to_string()])
    }
}

impl Header {
    /// The identity of each airing, in order; no two are the same.
    pub fn airing_ids(&self) -> Vec<AiringId> {
        let all = self.airings.iter().chain(&self.removed);
        let mut known: HashSet<AiringId> = all.filter_map(|airing| airing.id).collect();
        let mut written = HashSet::new();
        let ids = self.airings.iter().map(|airing| match airing.id {
            // A line that was copied by hand says its identity a second time.
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

    /// Notes identities where the airings do not give them anyway.
    pub(super) fn note_ids(&mut self, ids: &[AiringId]) {
        let was_bare = self.airings.iter().all(|airing| airing.id.is_none());
        if was_bare && self.airing_ids() == ids {
            return;
        }
        for (airing, id) in self.airings.iter_mut().zip(ids) {
            airing.id = Some(*id);
        }
    }

    /// Makes this header, an edited copy of `old`, keep the identities of the airings that `old` has. One that is no
    /// longer there stands among the removed, where it had a day.
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
        // An edit leaves the order as it is. Else what is unchanged is found first, then what fills the same slot.
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

/// Who stands for empty slots in a calendar: the airing that fills one takes the identity over, so that there is one
/// event before and after.
#[derive(Debug, Default)]
pub struct Vacancies {
    held: HashSet<AiringId>,
}

impl Vacancies {
    /// Takes all headers that count: the identity of an airing that has moved elsewhere is not free.
    pub fn new<'a>(headers: impl Iterator<Item = &'a Header>) -> Self {
        Self { held: headers.flat_map(|header| &header.airings).filter_map(|airing| airing.id).collect() }
    }

    /// The identity that stands for a slot while it is empty.
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

    /// Whether an airing that counts says that it has this identity.
    pub fn is_held(&self, id: AiringId) -> bool {
        self.held.contains(&id)
    }

    /// Whether an airing came into its slot from another, where something else stood for the slot before.
    pub fn has_moved_in(piece: &PieceId, airing: &Airing) -> bool {
        /// Airings of one piece in one slot that are looked for.
        const MOST: usize = 16;
        airing.id.is_some_and(|id| {
            !(0..MOST).any(|nth| {
                [true, false].into_iter().any(|is_rerun| {
                    let airing = Airing { is_rerun, ..Airing::undated(airing.slot.clone()) };
                    id == AiringId::of_airing(piece, &airing, nth)
                }) || id == AiringId::of_vacancy(&airing.slot, nth)
            })
        })
    }
}
