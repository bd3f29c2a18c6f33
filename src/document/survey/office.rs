//! Whose name stands on the papers of a survey.

use crate::document::letterhead::{maker, office_of};
use crate::newsroom::Newsroom;
use crate::piece::Header;
use crate::plan::Office;

/// Who asks: the committee of the locality, or the survey's own maker for papers that all localities use.
pub(super) fn holder(newsroom: &Newsroom, header: &Header, locality: Option<&str>) -> Office {
    match locality {
        Some(locality) => office_of(newsroom, Some(locality), None),
        None => maker(newsroom, header),
    }
}

/// Who writes the key, marks, and issues the papers on what came out: of the bodies that hold the survey, the first with
/// a letterhead of its own. Districts hold it together, so that their group has none (IV.10.b–g).
pub(super) fn marker(newsroom: &Newsroom, activity: &str) -> Office {
    let plan = newsroom.plan();
    let activity = plan.activity(activity);
    let mut bodies = activity
        .into_iter()
        .flat_map(|activity| activity.lead.iter().chain(&activity.partners))
        .filter_map(|id| plan.agency(id));
    let body = bodies.find(|body| !body.letterhead.is_empty()).map(|body| &*body.id);
    office_of(newsroom, None, body)
}
