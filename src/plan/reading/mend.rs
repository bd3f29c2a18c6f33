//! What a user mends in an activity that was read, before it is taken.

use super::{Reading, short_title};
use crate::plan::Cadence;

/// An activity as the user has it, instead of as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    pub title: String,
    pub cadence: Cadence,
    /// Names of agencies.
    pub lead: Vec<String>,
    pub partners: Vec<String>,
}

impl Reading {
    /// An activity as it was read, to begin with; none where there is none.
    pub fn to_mend(&self, at: usize) -> Option<Mend> {
        let activity = self.plan.activities.get(at)?;
        let names = |ids: &[String]| {
            let agencies = ids.iter().filter_map(|id| self.plan.agency(id));
            agencies.map(|agency| agency.name.clone()).collect()
        };
        Some(Mend {
            title: activity.title.clone(),
            cadence: activity.cadence.clone(),
            lead: names(&activity.lead),
            partners: names(&activity.partners),
        })
    }

    /// Takes a user's version of an activity. Agencies that were not read are added; an empty title changes nothing.
    pub fn mend(&mut self, at: usize, mend: &Mend) {
        let lead = mend.lead.iter().map(|name| self.agency(name)).collect();
        let partners = mend.partners.iter().map(|name| self.agency(name)).collect();
        let Some(activity) = self.plan.activities.get_mut(at) else { return };
        let title = mend.title.trim();
        if !title.is_empty() && title != activity.title {
            title.clone_into(&mut activity.title);
            activity.short = short_title(title);
        }
        activity.cadence = mend.cadence.clone();
        (activity.lead, activity.partners) = (lead, partners);
    }
}
