//! An approval of a piece: who agreed to which words, or returned them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;

/// The answer to a step of [`crate::plan::Settings::approvals`]: agreed, or returned with a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Approval {
    /// The step's id.
    pub step: String,
    /// The day on which it was given, which may be before the day on which it was recorded.
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
    /// Why the piece was returned to its author; none when it was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<String>,
    /// The person who answered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Id of the agency for which they answered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// Number of the paper with the answer: "215/SNV-CCHC".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The scan or file that proves it, relative to the workspace: "evidence/215-SNV.pdf".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// The [words](Piece::words) it was given to; empty in files from before this field.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Who last confirmed that a later change of the words is immaterial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Confirmation>,
}

/// Someone confirmed that an agreement still stands after a change of the words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Confirmation {
    pub by: String,
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
}

impl Approval {
    pub fn is_agreed(&self) -> bool {
        self.returned.is_none()
    }

    /// Whether it was given to other words than these. One from before it was bound to words never was.
    pub fn is_stale(&self, words: &str) -> bool {
        !self.words.is_empty() && self.words != words
    }
}
