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

/// The steps of an activity's pieces before each goes out, and of other activities that work alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskTemplate {
    /// Id of the activity.
    pub activity: String,
    /// Ids of the other activities with the same steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    pub steps: Vec<TaskStep>,
}

impl TaskTemplate {
    /// The activities whose steps these are.
    pub fn activities(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.activity).chain(&self.also).map(String::as_str)
    }

    /// Keeps only these activities; none when no activity is left.
    #[must_use]
    pub fn keeping(mut self, is_kept: impl Fn(&str) -> bool) -> Option<Self> {
        self.also.retain(|id| is_kept(id));
        if !is_kept(&self.activity) {
            if self.also.is_empty() {
                return None;
            }
            self.activity = self.also.remove(0);
        }
        Some(self)
    }
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
