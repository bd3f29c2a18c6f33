//! The office's people, and the steps of their work before an airing.

use serde::{Deserialize, Serialize};

/// Someone who works for the plan, known by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub name: String,
    /// Id of the agency; empty when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// What they usually do: "Biên tập", "Quay phim".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

/// The steps of an activity's pieces before each goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskTemplate {
    /// Id of the activity.
    pub activity: String,
    pub steps: Vec<TaskStep>,
}

/// One step: an internal deadline before the first airing.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskStep {
    /// Stable within its template: "de-cuong".
    pub id: String,
    /// "Đề cương"
    pub name: String,
    /// How many days before the airing it must be done.
    pub days_before: u32,
    /// The days are working days.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_workdays: bool,
    /// The role of the piece whose person does it, unless the piece names another: "Quay phim".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
}
