//! An approval of a piece.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;

/// An approval given for a step of [`crate::plan::Settings::approvals`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Approval {
    /// The step's id.
    pub step: String,
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
    /// The person who approved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
