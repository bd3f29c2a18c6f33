//! What concerns one person of the plan's bodies: by agency, by locality, by what waits for their approval.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::AsOf;
use crate::piece::{ChainStep, Header, Piece, Status, StepState};
use crate::plan::{Agency, Body, Plan, Settings, SlotId};

/// For whom the desk is: an agency of the plan, a locality, or both. Without either everything is theirs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mine {
    agency: Option<String>,
    locality: Option<String>,
    /// What the agency leads or partners, or owes as one of several.
    activities: BTreeSet<String>,
    /// What the agency leads.
    led: BTreeSet<String>,
    /// The steps that are answered by agencies of the plan, by id; others are answered by the leading agency.
    agencies: BTreeSet<String>,
}

impl Mine {
    pub fn new(plan: &Plan, agency: Option<&str>, locality: Option<&str>) -> Self {
        let is_mine = |id: &String| Some(id.as_str()) == agency;
        let theirs = plan.activities.iter().filter(|activity| {
            activity.lead.iter().chain(&activity.partners).chain(&activity.per_agency).any(is_mine)
        });
        let led = plan.activities.iter().filter(|activity| activity.lead.iter().any(is_mine));
        Self {
            led: led.map(|activity| activity.id.clone()).collect(),
            agencies: plan.agencies.iter().map(|agency| agency.id.clone()).collect(),
            agency: agency.map(str::to_owned),
            locality: locality.map(str::to_owned),
            activities: theirs.map(|activity| activity.id.clone()).collect(),
        }
    }

    /// Id of their agency.
    pub fn agency(&self) -> Option<&str> {
        self.agency.as_deref()
    }

    /// Whether this is the id of their agency or locality.
    pub fn is_body(&self, id: &str) -> bool {
        self.agency.as_deref() == Some(id) || self.locality.as_deref() == Some(id)
    }

    /// "Sở Tư pháp", "quận Ninh Kiều", or both; empty for everything.
    pub fn name(&self, plan: &Plan) -> String {
        let agency = self.agency.as_deref().map(|id| plan.name_of_body(Body::Agency(id)));
        let locality = self.locality.as_deref().map(|id| plan.name_of_body(Body::Locality(id)));
        agency.into_iter().chain(locality).collect::<Vec<_>>().join(", ")
    }

    /// Whether everything is theirs.
    pub fn is_everything(&self) -> bool {
        self.agency.is_none() && self.locality.is_none()
    }

    /// Whether a slot, or an airing in it, is theirs: their locality's own, else what their agency leads or
    /// partners. Of the slots per locality, other localities' are not theirs; of those per agency, other agencies'
    /// only where theirs leads.
    pub fn has_slot(&self, slot: &SlotId) -> bool {
        match (&self.locality, slot.body()) {
            (Some(mine), Some(Body::Locality(other))) => mine == other,
            (_, Some(Body::Agency(other))) if !self.is_everything() => {
                self.agency.as_deref() == Some(other) || self.led.contains(slot.activity())
            }
            _ => self.has_activity(slot.activity()),
        }
    }

    /// Whether a piece is theirs: by one of its airings, without airings by its activity, or because it waits for
    /// their approval.
    pub fn has_piece(&self, plan: &Plan, settings: &Settings, piece: &Piece) -> bool {
        self.has_header(&piece.header) || self.is_asked(plan, settings, piece)
    }

    /// Like [`Self::has_piece`], whatever it waits for.
    pub fn has_header(&self, header: &Header) -> bool {
        if header.airings.is_empty() {
            return self.has_activity(&header.activity);
        }
        header.airings.iter().any(|airing| self.has_slot(&airing.slot))
    }

    /// Whether the piece is theirs to write: their agency leads it, or owes it as one of several. Who has no agency has
    /// what is theirs.
    pub fn makes(&self, header: &Header) -> bool {
        self.has_header(header)
            && self.agency.as_deref().is_none_or(|own| {
                self.led.contains(&header.activity)
                    || header.airings.iter().any(|airing| airing.slot.agency() == Some(own))
            })
    }

    /// Whether the words were changed after their agency agreed to them.
    pub fn agreed_to_other_words(&self, plan: &Plan, settings: &Settings, piece: &Piece) -> bool {
        let own = settings.chain_agency(&piece.header.activity, piece.header.maker(plan, settings));
        let chain = piece.approval_chain(plan, settings);
        let mut edited = chain.iter().filter(|step| step.state == StepState::Edited);
        edited.any(|step| self.answers(*step, &piece.header.activity, own))
    }

    /// Whether the piece waits for an answer of their agency; who has no agency answers every step.
    pub fn is_asked(&self, plan: &Plan, settings: &Settings, piece: &Piece) -> bool {
        let header = &piece.header;
        header.status == Status::InReview && {
            let own = settings.chain_agency(&header.activity, header.maker(plan, settings));
            let chain = piece.approval_chain(plan, settings);
            chain.iter().any(|step| step.is_asked && self.answers(*step, &header.activity, own))
        }
    }

    /// Whether work on a piece is theirs, whose own name is `me`: they do it, or someone of their agency. Of people whose
    /// agency is unknown, and of nobody, the work on their own pieces is.
    pub fn has_work(&self, settings: &Settings, me: &str, person: &str, piece: &Header) -> bool {
        let agency = settings.person(person).map(|person| person.agency.as_str());
        let agency = agency.filter(|agency| !agency.is_empty());
        (!me.is_empty() && person == me)
            || match (agency, self.agency.as_deref()) {
                (Some(theirs), Some(own)) => theirs == own,
                _ => self.has_header(piece),
            }
    }

    /// Whether their agency leads or partners the activity, or owes it as one of several.
    pub fn has_activity(&self, activity: &str) -> bool {
        self.is_everything() || self.activities.contains(activity)
    }

    /// A step without an agency is answered within the agency whose chain it is, or else within those that lead the
    /// activity.
    fn answers(&self, step: ChainStep<'_>, activity: &str, own: Option<&Agency>) -> bool {
        let asked = step.step.agency.as_ref().unwrap_or(&step.step.id);
        self.agency.as_ref().is_none_or(|agency| match own {
            _ if self.agencies.contains(asked) => agency == asked,
            Some(own) => *agency == own.id,
            None => self.led.contains(activity),
        })
    }
}

/// Days since a piece in review last went a step further, as known at the end of a day.
pub fn days_waiting(header: &Header, today: NaiveDate) -> i64 {
    let answered = header.approvals.iter().map(|approval| approval.date);
    let since = header.status_since.into_iter().chain(answered).filter(|day| *day <= today).max();
    since.map_or(0, |since| (today - since).num_days())
}

/// Whether a piece in review has waited longer than is usual for a step that is asked; without a usual number of
/// days it never has.
pub fn waits_too_long(piece: &Piece, plan: &Plan, settings: &Settings, today: NaiveDate) -> bool {
    if AsOf::new(&piece.header, today).status() != Status::InReview {
        return false;
    }
    let chain = piece.approval_chain(plan, settings);
    let usual = chain.iter().filter(|step| step.is_asked).filter_map(|step| step.step.days).min();
    usual.is_some_and(|usual| days_waiting(&piece.header, today) > i64::from(usual))
}
