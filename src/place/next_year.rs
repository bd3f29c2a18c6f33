//! What of the register goes along into the workspace of another plan.

use chrono::NaiveDate;

use super::{Place, Places};
use crate::plan::{Kept, Plan};

impl Places {
    /// The places that are still there in the year of the `new` plan, of its own localities; none for another city. Whom
    /// to call at a place goes along where people do.
    #[must_use]
    pub fn for_plan(&self, old: &Plan, new: &Plan, kept: Kept) -> Self {
        if old.city != new.city {
            return Self::default();
        }
        let begin = NaiveDate::from_ymd_opt(new.year, 1, 1);
        let stays = |place: &&Place| {
            let is_there = place.valid_to.is_none_or(|last| begin.is_none_or(|begin| begin <= last));
            is_there && (place.locality.is_empty() || new.locality(&place.locality).is_some())
        };
        let taken = self.places.iter().filter(stays).cloned().map(|mut place| {
            if !kept.people {
                place.contact.clear();
            }
            place
        });
        Self { places: taken.collect(), ..Self::default() }
    }
}
