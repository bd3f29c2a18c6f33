//! What of the cases goes along into the workspace of another plan.

use chrono::NaiveDate;

use super::Case;
use crate::plan::Plan;

impl Case {
    /// Whether it still waits for an answer after all that was done. Praise asks for none; a duplicate is answered with
    /// the case that it repeats.
    pub fn goes_along(&self) -> bool {
        !self.is_praise && self.duplicate_of.is_none() && self.state(NaiveDate::MAX).is_open()
    }

    /// The case in another plan's workspace, without what is not there: the piece where it was raised, bodies that the
    /// plan does not have.
    #[must_use]
    pub fn for_plan(mut self, plan: &Plan) -> Self {
        self.raised_in = None;
        for id in [&mut self.agency, &mut self.locality] {
            if plan.agency(id).is_none() && plan.locality(id).is_none() {
                id.clear();
            }
        }
        self
    }
}
