//! When a piece is planned to be aired, and the as-run record.

use std::num::NonZeroU64;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::field;
use crate::plan::SlotId;

/// One broadcast, printing or performance of a piece, for one slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Airing {
    /// Absent when it can be derived ([`super::Header::airing_ids`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<AiringId>,
    pub slot: SlotId,
    /// None while the piece is in the undated tray.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_time")]
    pub time: Option<NaiveTime>,
    /// Planned minutes, at most [`field::MOST_MINUTES`]; none takes the programme's.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_minutes")]
    pub minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_rerun: bool,
    /// Id of the place where it hangs or plays, in the workspace's register; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// How many copies hang there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
    /// The last day it is to hang there.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub until: Option<NaiveDate>,
    /// The day the copies were sent.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub sent: Option<NaiveDate>,
    /// The day it was taken down.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub taken_down: Option<NaiveDate>,
    /// Who plays.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub troupe: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spectators: Option<u32>,
    /// Photos, clippings, confirmations: paths in the workspace.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// The as-run record; none until the station confirms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

impl Airing {
    pub fn undated(slot: SlotId) -> Self {
        Self {
            id: None,
            slot,
            date: None,
            time: None,
            minutes: None,
            is_rerun: false,
            place: String::new(),
            copies: None,
            until: None,
            sent: None,
            taken_down: None,
            troupe: String::new(),
            spectators: None,
            evidence: Vec::new(),
            outcome: None,
        }
    }

    /// At a place of the register.
    pub fn at(slot: SlotId, place: impl Into<String>) -> Self {
        Self { place: place.into(), ..Self::undated(slot) }
    }

    /// Its day in exported calendars: the one it went out on, else the planned one.
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

/// Names an airing in all exports: 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AiringId(NonZeroU64);

impl AiringId {
    /// A hash of the parts: equal parts give equal ids.
    pub(super) fn of(parts: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            let _ = hasher.update(part.as_bytes()).update(&[0]);
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        Self(NonZeroU64::new(u64::from_be_bytes(first)).unwrap_or(NonZeroU64::MIN))
    }

    /// As it is displayed.
    pub fn parse(text: &str) -> Option<Self> {
        let number = (text.len() == 16).then(|| u64::from_str_radix(text, 16).ok()).flatten();
        number.and_then(NonZeroU64::new).map(Self)
    }
}

impl std::fmt::Display for AiringId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for AiringId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AiringId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(
                "mã của lần phát viết chưa đúng; hãy xóa trường id này, chương trình sẽ tự đặt lại",
            )
        })
    }
}
