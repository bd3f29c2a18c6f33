//! The days the program reckons with: 1 January 1900 to 31 December 2100.
//!
//! Each date from outside (a file's field, an argument, what someone types, the machine's clock) is held to this range
//! where it is read, so that no sum of days or months can run out of the calendar.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

pub const YEARS: RangeInclusive<i32> = 1900..=2100;

/// Whether the program reckons with this day.
pub fn is_known(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// The day itself, or the end of the range it lies beyond: a machine's clock may stand anywhere, and a calendar can be
/// leafed through for ever.
pub fn nearest(day: NaiveDate) -> NaiveDate {
    let end = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    day.clamp(end(*YEARS.start(), 1, 1), end(*YEARS.end(), 12, 31))
}
