//! A calendar day as shown: its lunar date and its marks.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Holiday, Lunar, holiday, lunar, week};

/// One day of the calendar with all that a cell shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    pub lunar: Lunar,
    /// Public holidays and marked days, those of the settings first.
    pub marks: Vec<Cow<'static, str>>,
    /// Offices are closed: a weekend not worked in exchange, a holiday, or a day off of the settings.
    pub is_day_off: bool,
}

impl Day {
    pub fn is_weekend(&self) -> bool {
        matches!(self.date.weekday(), Weekday::Sat | Weekday::Sun)
    }
}

/// Each day of `from..=to`. Lunar months are computed once, not for each day, so that a month costs
/// microseconds and a year less than a millisecond. `extra` are the settings' holidays.
pub fn days(from: NaiveDate, to: NaiveDate, extra: &[Holiday]) -> Vec<Day> {
    let mut month = lunar::Months::default();
    from.iter_days()
        .take_while(|date| *date <= to)
        .map(|date| {
            let lunar = month.lunar(date);
            // New Year's Eve has no fixed lunar date (day 29 or 30): it is the day before the first.
            let is_eve = lunar.month == 12
                && lunar.day >= 29
                && date.succ_opt().is_some_and(|next| month.lunar(next).is_new_year());
            let (marks, is_day_off) = holiday::marks(date, lunar, is_eve, extra);
            Day { date, lunar, marks, is_day_off }
        })
        .collect()
}

/// The six weeks of the month that holds `day`, Monday first: 42 days, row by row.
pub fn month_view(day: NaiveDate, extra: &[Holiday]) -> Vec<Day> {
    let grid = week::month_grid(day);
    days(grid[0], grid[41], extra)
}

/// Whether offices are closed on this day.
pub fn is_day_off(date: NaiveDate, extra: &[Holiday]) -> bool {
    days(date, date, extra).first().is_some_and(|day| day.is_day_off)
}
