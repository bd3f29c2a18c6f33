//! Where the plan names an agency or a locality, and the plan with and without them.

use super::id::free_id;
use super::{Agency, ApprovalStep, Locality, LocalityKind, Plan, Rule};

impl Plan {
    /// The places that name this agency: "IV.2 (chủ trì)", "V.1.a".
    pub fn mentions_of_agency(&self, id: &str) -> Vec<String> {
        let names = |ids: &[String]| ids.iter().any(|other| other == id);
        let mut places = Vec::new();
        for activity in &self.activities {
            let agrees =
                |rule: &Rule| matches!(rule, Rule::AgreementOf(agencies) if names(agencies.as_slice()));
            for (is_named, role) in [
                (names(&activity.lead), "chủ trì"),
                (names(&activity.partners), "phối hợp"),
                (names(&activity.per_agency), "mỗi cơ quan một kỳ"),
                (activity.rules.iter().any(agrees), "thống nhất"),
            ] {
                places.extend(is_named.then(|| format!("{} ({role})", activity.clause)));
            }
        }
        for agency in self.agencies.iter().filter(|agency| agency.id != id) {
            let is_asked = |step: &ApprovalStep| step.agency_id(self) == Some(id);
            let is_named = agency.approvals.iter().any(is_asked);
            places.extend(is_named.then(|| format!("các bước duyệt của {}", agency.short)));
        }
        places
            .extend(self.duties.iter().filter(|duty| names(&duty.agencies)).map(|duty| duty.clause.clone()));
        places
    }

    /// The units that name this one: "phường Ninh Kiều (trực thuộc)".
    pub fn mentions_of_locality(&self, id: &str) -> Vec<String> {
        let mut places = Vec::new();
        for unit in self.localities.iter().filter(|unit| unit.id != id) {
            let is_below = unit.parent.as_deref() == Some(id);
            let is_replaced = unit.successors.iter().any(|other| other == id);
            for (is_named, role) in [(is_below, "trực thuộc"), (is_replaced, "được thay bằng")] {
                places.extend(is_named.then(|| format!("{} ({role})", unit.full_name())));
            }
        }
        places
    }

    /// The plan with a locality of this kind and name and its id.
    pub fn with_locality(&self, kind: LocalityKind, name: &str) -> (Self, String) {
        let ids = || self.localities.iter().map(|unit| unit.id.as_str());
        let id = free_id(&format!("{} {name}", kind.name()), ids);
        let mut plan = self.clone();
        plan.localities.push(Locality { id: id.clone(), name: name.to_owned(), ..Locality::new(kind) });
        (plan, id)
    }

    /// The plan with an agency of this name, and its id.
    pub fn with_agency(&self, name: &str) -> (Self, String) {
        let id = free_id(name, || self.agencies.iter().map(|agency| agency.id.as_str()));
        let mut plan = self.clone();
        let (name, short) = (name.to_owned(), name.to_owned());
        plan.agencies.push(Agency { id: id.clone(), name, short, ..Agency::default() });
        (plan, id)
    }

    /// The id of a new step of an agency's chain.
    pub fn step_id(&self, agency: &Agency, name: &str) -> String {
        // A step with an agency's id would be that agency's.
        let agencies = self.agencies.iter().map(|agency| agency.id.as_str());
        free_id(name, || agencies.clone().chain(agency.approvals.iter().map(|step| step.id.as_str())))
    }

    /// The plan without an agency and without what names it.
    #[must_use]
    pub fn without_agency(&self, id: &str) -> Self {
        let mut plan = self.clone();
        plan.agencies.retain(|agency| agency.id != id);
        for activity in &mut plan.activities {
            activity.lead.retain(|other| other != id);
            activity.partners.retain(|other| other != id);
            activity.per_agency.retain(|other| other != id);
            activity.rules.retain_mut(|rule| match rule {
                Rule::AgreementOf(agencies) => {
                    agencies.retain(|other| other != id);
                    !agencies.is_empty()
                }
                _ => true,
            });
        }
        for step in plan.agencies.iter_mut().flat_map(|agency| &mut agency.approvals) {
            step.agency = step.agency.take().filter(|other| other != id);
        }
        for duty in &mut plan.duties {
            duty.agencies.retain(|other| other != id);
        }
        plan
    }

    /// The plan without a locality and without what names it.
    #[must_use]
    pub fn without_locality(&self, id: &str) -> Self {
        let mut plan = self.clone();
        plan.localities.retain(|unit| unit.id != id);
        for Locality { parent, successors, .. } in &mut plan.localities {
            if parent.as_deref() == Some(id) {
                *parent = None;
            }
            successors.retain(|other| other != id);
        }
        plan
    }
}
