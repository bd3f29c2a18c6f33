//! One body's word on a piece.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;

/// A step of the chain of [`crate::plan::Settings::approvals`], given.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Approval {
    /// The step's id.
    pub step: String,
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
