//! Slots: each occurrence that the plan obliges.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Names a slot for good: `activity/period` or `activity/period@locality`.
///
/// Periods: `2014-03/2` (second of the month), `2014-W10` (ISO week), `2014-Q1`, `2014-04` (a month),
/// `2014-06..2014-07` (a window of months), `2014/3` (third of at least so many), `2014` (the whole year).
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

    /// "ninh-kieu", where the slot is one locality's.
    pub fn locality(&self) -> Option<&str> {
        self.0.split_once('@').map(|(_, locality)| locality)
    }

    /// The slot without its locality: what the nine districts' slots of one week share.
    pub fn series(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

impl fmt::Display for SlotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which part of the year a slot stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// The `nth` (from 1) of a month's slots.
    MonthPart {
        year: i32,
        month: u32,
        nth: u32,
    },
    /// An ISO week.
    Week {
        year: i32,
        week: u32,
    },
    Quarter {
        year: i32,
        quarter: u32,
    },
    Month {
        year: i32,
        month: u32,
    },
    /// Months `from..=to`.
    Months {
        year: i32,
        from: u32,
        to: u32,
    },
    /// The `nth` (from 1) of the year's.
    Nth {
        year: i32,
        nth: u32,
    },
    Year {
        year: i32,
    },
}

/// One occurrence that the plan obliges, for the city or for one locality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub id: SlotId,
    pub period: Period,
    /// First day on which the slot can be filled.
    pub from: NaiveDate,
    /// Last day, inclusive; the day after it the slot is overdue.
    pub to: NaiveDate,
}
