//! The supported dates: 1 January 1900 to 31 December 2100.
//!
//! Each date from outside (a file's field, an argument, typed text, the machine's clock) is limited to this
//! range where it is read, so that date arithmetic cannot overflow.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

pub const YEARS: RangeInclusive<i32> = 1900..=2100;

/// Whether the day is supported.
pub fn is_known(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// The day itself, or the nearest end of the range: a machine's clock may be wrong, and a user may page
/// through the calendar for ever.
pub fn nearest(day: NaiveDate) -> NaiveDate {
    let end = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    day.clamp(end(*YEARS.start(), 1, 1), end(*YEARS.end(), 12, 31))
}
