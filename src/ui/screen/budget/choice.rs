//! Choices of an agency, a locality, a source, an activity; each list may begin with a choice of all.

use std::fmt;

use crate::budget::{Budget, Line};
use crate::plan::Plan;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    id: Option<String>,
    name: String,
}

impl Choice {
    fn new(id: &str, name: impl Into<String>) -> Self {
        Self { id: Some(id.to_owned()), name: name.into() }
    }

    pub fn into_id(self) -> Option<String> {
        self.id
    }

    /// The one with this id.
    pub(super) fn of(choices: &[Self], id: Option<&str>) -> Option<Self> {
        choices.iter().find(|choice| choice.id.as_deref() == id).cloned()
    }

    pub(super) fn all(name: &str) -> Self {
        Self { id: None, name: name.to_owned() }
    }

    /// The agencies that have lines.
    pub(super) fn agencies(budget: &Budget, plan: &Plan) -> Vec<Self> {
        let is_used = |id: &str| budget.lines.iter().any(|line| line.agency == id);
        let agencies = plan.agencies.iter().filter(|agency| is_used(&agency.id));
        agencies.map(|agency| Self::new(&agency.id, &*agency.short)).collect()
    }

    pub(super) fn sources(budget: &Budget) -> Vec<Self> {
        budget.sources.iter().map(|source| Self::new(&source.id, source.short())).collect()
    }

    pub(super) fn activities(plan: &Plan) -> Vec<Self> {
        plan.activities.iter().map(|activity| Self::new(&activity.id, &*activity.short)).collect()
    }

    /// Everybody who may spend: the agencies, and "@" with the id of a locality for its People's Committee.
    pub(super) fn spenders(plan: &Plan) -> Vec<Self> {
        let agencies = plan.agencies.iter().map(|agency| Self::new(&agency.id, &*agency.short));
        let committee = |id: &str| Line { locality: id.to_owned(), ..Line::default() }.spender(plan);
        let localities = plan.localities.iter().filter(|locality| locality.parent.is_none());
        let localities = localities.map(|one| Self::new(&format!("@{}", one.id), committee(&one.id)));
        agencies.chain(localities).collect()
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)
    }
}
