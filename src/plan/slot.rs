//! Slots: the occurrences that the plan requires.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Locality, Period, Plan};
use crate::fold;

/// A permanent slot id: `activity/period` or `activity/period@locality`.
///
/// Periods: `2014-03/2` (second of the month), `2014-W10` (ISO week), `2014-Q1`, `2014-04` (a month),
/// `2014-06..2014-07` (a window of months), `2014/3` (third of "at least n"), `2014` (the whole year).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SlotId(pub String);

impl SlotId {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// "chuyen-muc-cchc"
    pub fn activity(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// "ninh-kieu", for a locality's slot.
    pub fn locality(&self) -> Option<&str> {
        self.0.split_once('@').map(|(_, locality)| locality)
    }

    pub fn new(activity: &str, period: Period, locality: Option<&str>) -> Self {
        match locality {
            Some(locality) => Self(format!("{activity}/{period}@{locality}")),
            None => Self(format!("{activity}/{period}")),
        }
    }

    /// The period; none when the id is malformed, for example a month 13 or a missing activity. Whether the
    /// plan owes the slot is a question for the ledger's obligations.
    pub fn period(&self) -> Option<Period> {
        let (activity, rest) = self.series().split_once('/')?;
        if activity.is_empty() || self.locality().is_some_and(|locality| !is_id(locality)) {
            return None;
        }
        Period::parse(rest)
    }

    /// The slot without its locality, shared by all districts' slots of one period.
    pub fn series(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

impl fmt::Display for SlotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One occurrence that the plan requires, of the city or of one locality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub id: SlotId,
    pub period: Period,
    /// First day on which the slot can be filled.
    pub from: NaiveDate,
    /// Last day, inclusive; the slot is overdue from the day after.
    pub to: NaiveDate,
}

impl Plan {
    /// "Chuyên mục CCHC, kỳ 2 tháng 3", "Tiểu phẩm thứ 2", "Truyền thanh quận, huyện, tuần 10, quận Ninh
    /// Kiều". An unknown id is shown as it is.
    pub fn slot_label(&self, id: &SlotId) -> String {
        let (Some(activity), Some(period)) = (self.activity(id.activity()), id.period()) else {
            return id.to_string();
        };
        let link = if matches!(period, Period::Nth { .. }) { " " } else { ", " };
        let mut label = format!("{}{link}{}", activity.short, period.label());
        if let Some(locality) = id.locality() {
            label.push_str(", ");
            label.push_str(&self.locality(locality).map_or_else(|| locality.to_owned(), Locality::full_name));
        }
        label
    }
}

/// Whether a text is a valid id of an activity, agency or locality: lowercase a–z, digits and hyphens, and no
/// Windows device name. Ids are used in slot ids and folder names, where `/`, `@`, spaces and `com1` would
/// break.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !fold::is_device(text)
}
