//! A series: the airings of one activity and the same bodies, over the year.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Airings, Pick};
use crate::newsroom::Newsroom;
use crate::piece::PieceId;
use crate::plan::{Body, SlotId};

/// How much of a series a change is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    This,
    /// This one and those of later days.
    Later,
    All,
}

impl Newsroom {
    /// The airings of the series to which a chosen one belongs, as far as `reach` goes; `with_reruns` or only those of
    /// the same kind, first runs or reruns. Reads the headers of the activity's pieces.
    pub fn series(&self, of: &Pick, reach: Reach, with_reruns: bool) -> Vec<Pick> {
        let Airings::Run { date: first, slots, is_rerun } = &of.airings else { return vec![of.clone()] };
        let Some(activity) = slots.first().map(SlotId::activity) else { return vec![of.clone()] };
        if reach == Reach::This && !with_reruns {
            return vec![of.clone()];
        }
        let bodies: BTreeSet<Option<&str>> = slots.iter().map(body).collect();
        let pieces: BTreeSet<&PieceId> = match reach {
            Reach::This => BTreeSet::from([&of.piece]),
            Reach::Later | Reach::All => {
                self.obligations().of_activity(activity).flat_map(|view| &view.pieces).collect()
            }
        };
        let mut picks = Vec::new();
        for piece in pieces.into_iter().filter_map(|id| self.piece(id)) {
            let mut runs: BTreeMap<(NaiveDate, bool), Vec<SlotId>> = BTreeMap::new();
            for airing in &piece.header.airings {
                let is_meant = airing.slot.activity() == activity
                    && bodies.contains(&body(&airing.slot))
                    && (with_reruns || airing.is_rerun == *is_rerun);
                let Some(date) = airing.date.filter(|_| is_meant) else { continue };
                if reach == Reach::Later && date < *first {
                    continue;
                }
                let slots = runs.entry((date, airing.is_rerun)).or_default();
                if !slots.contains(&airing.slot) {
                    slots.push(airing.slot.clone());
                }
            }
            picks.extend(runs.into_iter().map(|((date, is_rerun), slots)| Pick {
                piece: piece.header.id.clone(),
                airings: Airings::Run { date, slots, is_rerun },
            }));
        }
        picks
    }
}

fn body(slot: &SlotId) -> Option<&str> {
    slot.body().map(Body::id)
}
