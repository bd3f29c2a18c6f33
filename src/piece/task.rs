//! A step of the work on a piece, as far as its people have said something about it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;

/// Who does a step of [`crate::plan::TaskTemplate`], and when it was done. Its deadline is derived.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Task {
    /// The step's id.
    pub step: String,
    /// The person; empty for the one with the step's role.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub done: Option<NaiveDate>,
}
