//! When a piece goes out, and what really went out.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::calendar::field;
use crate::plan::SlotId;

/// One broadcast, printing or performance of a piece, for one slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Airing {
    pub slot: SlotId,
    /// None while the piece waits in the undated tray.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_time")]
    pub time: Option<NaiveTime>,
    /// Planned minutes, at most [`field::MOST_MINUTES`]; none takes the programme's.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_minutes")]
    pub minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_rerun: bool,
    /// What really went out; none until the station confirms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

impl Airing {
    pub fn undated(slot: SlotId) -> Self {
        Self { slot, date: None, time: None, minutes: None, is_rerun: false, outcome: None }
    }
}

/// The as-run record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_time")]
    pub time: Option<NaiveTime>,
    /// Seconds on air, at most [`field::MOST_SECONDS`].
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_seconds")]
    pub seconds: Option<u32>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
