//! When a piece goes out, and what really went out.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::AiringId;
use crate::calendar::field;
use crate::plan::SlotId;

/// One broadcast, printing or performance of a piece, for one slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Airing {
    /// None where it follows from the rest ([`super::Header::airing_ids`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<AiringId>,
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
        Self { id: None, slot, date: None, time: None, minutes: None, is_rerun: false, outcome: None }
    }

    /// The day it stands on in calendars that were exported: the one it went out on, else the planned one.
    pub fn calendar_day(&self) -> Option<NaiveDate> {
        self.outcome.as_ref().map(|outcome| outcome.date).or(self.date)
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
