//! A step of an approval chain.

use serde::{Deserialize, Serialize};

use super::Plan;

/// One step of the approval chain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalStep {
    /// Stable: "bien-tap", or an agency's id when the plan asks for that agency's agreement.
    pub id: String,
    pub name: String,
    /// Only for these activities; empty means for every activity without steps of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
    /// Id of the agency whose answer it is; none for the people of the leading agency, unless `id` is an agency's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The usual number of days until the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Asked at the same time as the step before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_parallel: bool,
}

impl ApprovalStep {
    /// The agency whose answer it is: the one named, else the one with the step's own id.
    pub fn agency_id<'a>(&'a self, plan: &'a Plan) -> Option<&'a str> {
        let id = self.agency.as_deref().unwrap_or(&self.id);
        plan.agency(id).map(|agency| agency.id.as_str())
    }
}
