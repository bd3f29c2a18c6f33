//! The public holidays of a year as offices usually take them, before they are announced.
//!
//! Labour Code 2019 (45/2019/QH14), in force since 2021. Article 112(1): Tết Dương lịch one day, Tết Âm lịch five, Giỗ
//! Tổ, 30/4 and 1/5 one each, Quốc khánh two: 2/9 and the day before or after. Article 111(3): a holiday on a weekly
//! day off is taken on the next working day. Article 112(3): the Prime Minister decides each year which days Tết and
//! Quốc khánh take. Computed is the usual decision: Tết from two days before the lunar new year to its third day;
//! beside 2/9 the day that gives the longer rest. For 2021 to 2026 this gives the days that were announced; Saturdays
//! worked in exchange cannot be computed.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Holiday, Lunar, lunar, range, week};

/// The first year under the Labour Code of 2019.
const SINCE: i32 = 2021;
/// The next working day is never further away, days.
const LONGEST: usize = 31;

/// The days off of a year beyond those marked without settings ([`super::holiday`]): the first day of Tết, the second
/// of Quốc khánh, the days in lieu. None before the Labour Code of 2019.
pub fn usual(year: i32) -> Vec<Holiday> {
    if year < SINCE || !range::YEARS.contains(&year) {
        return Vec::new();
    }
    let with = |second: NaiveDate| {
        let mut named = fixed(year);
        named.push((second, "Quốc khánh"));
        let mut days = with_lieu(named);
        days.sort();
        days
    };
    let national = day(year, 9, 2);
    let [before, after] = [-1, 1].map(|step| with(week::add_days(national, step)));
    let chosen = if rest(&after, national) > rest(&before, national) { after } else { before };
    let is_marked = |date: NaiveDate| super::is_day_off(date, &[]);
    let new = chosen.into_iter().filter(|(date, _)| !is_marked(*date));
    new.map(|(date, name)| Holiday { date, name, day_off: true, is_workday: false }).collect()
}

/// The holidays without the second of Quốc khánh, with their names.
fn fixed(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let lunar_day = |month, day| lunar::to_solar(Lunar { year, month, day, is_leap: false });
    let new_year = lunar_day(1, 1).into_iter();
    let tet =
        new_year.flat_map(|first| (-2..=2).map(move |step| (week::add_days(first, step), "Tết Nguyên đán")));
    let kings = lunar_day(3, 10).map(|date| (date, "Giỗ Tổ Hùng Vương"));
    let solar = [
        (day(year, 1, 1), "Tết Dương lịch"),
        (day(year, 4, 30), "Ngày Chiến thắng"),
        (day(year, 5, 1), "Quốc tế Lao động"),
        (day(year, 9, 2), "Quốc khánh"),
    ];
    solar.into_iter().chain(tet).chain(kings).collect()
}

/// The holidays with a day in lieu for each on a weekly day off.
fn with_lieu(mut holidays: Vec<(NaiveDate, &str)>) -> Vec<(NaiveDate, String)> {
    holidays.sort();
    let mut days: Vec<(NaiveDate, String)> =
        holidays.iter().map(|(date, name)| (*date, format!("Nghỉ {name}"))).collect();
    for (date, name) in holidays.iter().filter(|(date, _)| is_weekend(*date)) {
        let is_free = |next: &NaiveDate| !is_weekend(*next) && days.iter().all(|(taken, _)| taken != next);
        if let Some(next) = date.iter_days().skip(1).take(LONGEST).find(is_free) {
            days.push((next, format!("Nghỉ bù {name}")));
        }
    }
    days
}

/// How many days offices rest without a break around a day.
fn rest(days: &[(NaiveDate, String)], around: NaiveDate) -> usize {
    let is_off = |date: &NaiveDate| is_weekend(*date) || days.iter().any(|(off, _)| off == date);
    let run = |step: i64| (1..30).take_while(|at| is_off(&week::add_days(around, step * at))).count();
    run(-1) + run(1)
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_days_are_those_that_were_announced() {
        // The weekdays on which offices were closed, as announced for each year, without swapped Saturdays.
        for (year, closed) in [
            (2021, "1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9"),
            (2022, "3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9"),
            (2023, "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9"),
            (2024, "1/1 8/2 9/2 12/2 13/2 14/2 18/4 30/4 1/5 2/9 3/9"),
            (2025, "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 1/9 2/9"),
            (2026, "1/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 1/9 2/9"),
        ] {
            let extra = usual(year);
            let days = day(year, 1, 1).iter_days().take_while(|date| date.year() == year);
            let off = days.filter(|date| !is_weekend(*date) && crate::calendar::is_day_off(*date, &extra));
            let off: Vec<String> = off.map(|date| format!("{}/{}", date.day(), date.month())).collect();
            assert_eq!(off.join(" "), closed, "{year}");
        }
    }

    #[test]
    fn each_year_has_its_eleven_days_whatever_they_fall_on() {
        for year in SINCE..=*range::YEARS.end() {
            let extra = usual(year);
            let days = day(year, 1, 1).iter_days().take_while(|date| date.year() == year);
            let off = days.filter(|date| !is_weekend(*date) && crate::calendar::is_day_off(*date, &extra));
            // In some years Giỗ Tổ falls on 30/4.
            assert!(matches!(off.count(), 10 | 11), "{year}: {extra:?}");
        }
        assert!(usual(2014).is_empty(), "under another law, with other days");
    }
}
