//! Weeks from Monday, numbered as in ISO 8601, and the grid of a month.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The Monday of the week that holds `day`.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    add_days(day, -i64::from(day.weekday().num_days_from_monday()))
}

/// The seven days of the week that holds `day`, Monday first.
pub fn week_of(day: NaiveDate) -> [NaiveDate; 7] {
    let monday = monday_of(day);
    std::array::from_fn(|index| add_days(monday, index as i64))
}

/// The six weeks that show the month of `day`, Monday first. The first row holds the month's first day.
pub fn month_grid(day: NaiveDate) -> [NaiveDate; 42] {
    let monday = monday_of(first_of_month(day));
    std::array::from_fn(|index| add_days(monday, index as i64))
}

/// The ISO week's number and the year it belongs to: 2013-12-30 is in week 1 of 2014.
pub fn iso_week(day: NaiveDate) -> (i32, u32) {
    let week = day.iso_week();
    (week.year(), week.week())
}

/// 52 or 53. A year outside the calendar's range has none.
pub fn iso_weeks_in(year: i32) -> u32 {
    // The 28th of December is always in the last week of its year (ISO 8601).
    NaiveDate::from_ymd_opt(year, 12, 28).map_or(0, |day| day.iso_week().week())
}

/// Monday and Sunday of an ISO week, none when the year has no such week.
pub fn bounds(year: i32, week: u32) -> Option<(NaiveDate, NaiveDate)> {
    Some((
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?,
        NaiveDate::from_isoywd_opt(year, week, Weekday::Sun)?,
    ))
}

/// First and last day of a month, none for a month outside 1–12.
pub fn month_bounds(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, last_of_month(first)))
}

pub fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

pub fn last_of_month(day: NaiveDate) -> NaiveDate {
    first_of_month(day)
        .checked_add_months(Months::new(1))
        .and_then(|next| next.pred_opt())
        .unwrap_or(NaiveDate::MAX)
}

/// The day `days` later, or earlier when negative.
pub fn add_days(day: NaiveDate, days: i64) -> NaiveDate {
    let distance = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(distance) } else { day.checked_add_days(distance) };
    moved.unwrap_or(day)
}

/// The day `months` later, or earlier when negative; the 31st becomes the last day of a shorter month.
pub fn add_months(day: NaiveDate, months: i32) -> NaiveDate {
    let distance = Months::new(months.unsigned_abs());
    let moved = if months < 0 { day.checked_sub_months(distance) } else { day.checked_add_months(distance) };
    moved.unwrap_or(day)
}

/// The first day of this weekday in `from..=to`.
pub fn first_weekday(weekday: Weekday, from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - from.weekday().num_days_from_monday()) % 7;
    from.checked_add_days(Days::new(u64::from(ahead))).filter(|day| *day <= to)
}
