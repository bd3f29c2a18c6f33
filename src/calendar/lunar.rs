//! The Vietnamese lunar calendar: Hồ Ngọc Đức's published astronomical formulas at UTC+7.
//!
//! A month begins on the day of the new moon in Vietnam; the month of the winter solstice is the eleventh;
//! when thirteen months lie between two solstices, the first of them in which the sun enters no new principal
//! term repeats the number before it. The new moon follows Meeus, *Astronomical Algorithms*, in its short
//! form: accurate to two minutes, so a day can only be wrong when a new moon falls that close to midnight in
//! Vietnam. Compared with a precise ephemeris, every month from 1945 to 2071 begins on the right day; one in
//! December 2072 and one in November 2077 begin a day late. Before 1968, when the country took UTC+7 for its
//! calendar, printed calendars may differ.

use std::f64::consts::PI;
use std::fmt;

use chrono::{Datelike, NaiveDate};

/// Hours ahead of Greenwich. China uses 8, so the calendars differ in 1985, 2007 and 2030.
const ZONE: f64 = 7.0;
/// Mean length of a lunar month, in days.
const MONTH: f64 = 29.530_588_853;
/// Julian day of the new moon numbered 0, in January 1900.
const EPOCH: f64 = 2_415_021.076_998_695;
/// Julian day number of the day before 1 January of the year 1.
const JULIAN: i64 = 1_721_425;

/// A day of the lunar calendar. `year` is the solar year in which that lunar year begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lunar {
    pub year: i32,
    /// 1–12
    pub month: u32,
    /// The second month of that number (tháng nhuận).
    pub is_leap: bool,
    /// 1–30
    pub day: u32,
}

impl Lunar {
    /// "Giáp Ngọ"
    pub fn year_name(self) -> String {
        year_name(self.year)
    }

    /// "tháng Hai", "tháng Chín nhuận"
    pub fn month_name(self) -> String {
        let leap = if self.is_leap { " nhuận" } else { "" };
        format!("tháng {}{leap}", month_name(self.month))
    }

    /// "mồng 3", "18": the first ten days are counted with "mồng".
    pub fn day_name(self) -> String {
        if self.day <= 10 { format!("mồng {}", self.day) } else { self.day.to_string() }
    }

    /// Tết: the first day of the year.
    pub fn is_new_year(self) -> bool {
        self.day == 1 && self.month == 1 && !self.is_leap
    }

    /// For a cell of the calendar: "18", and "1/2" or "1/9n" (nhuận) on the month's first day.
    pub fn cell(self) -> String {
        if self.day == 1 {
            let leap = if self.is_leap { "n" } else { "" };
            format!("1/{}{leap}", self.month)
        } else {
            self.day.to_string()
        }
    }
}

/// "18 tháng Hai, năm Giáp Ngọ"
impl fmt::Display for Lunar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, năm {}", self.day_name(), self.month_name(), self.year_name())
    }
}

/// Giêng, Hai, …, Mười Một, Chạp; empty for a number outside 1–12.
pub fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] =
        ["Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Chạp"];
    NAMES.get((month as usize).wrapping_sub(1)).copied().unwrap_or_default()
}

/// The stem and branch (can chi) of the lunar year that begins in this solar year.
pub fn year_name(year: i32) -> String {
    const STEMS: [&str; 10] = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
    const BRANCHES: [&str; 12] =
        ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];
    // The year 4 was Giáp Tý.
    let stem = (year - 4).rem_euclid(10) as usize;
    let branch = (year - 4).rem_euclid(12) as usize;
    format!("{} {}", STEMS[stem], BRANCHES[branch])
}

/// The lunar date of a day in Vietnam.
pub fn from_solar(day: NaiveDate) -> Lunar {
    Months::default().lunar(day)
}

/// The day of a lunar date, none when that year has no such month or the month no such day.
pub fn to_solar(lunar: Lunar) -> Option<NaiveDate> {
    let is_possible = (1..=12).contains(&lunar.month) && (1..=30).contains(&lunar.day);
    if !is_possible || NaiveDate::from_yo_opt(lunar.year, 1).is_none() {
        return None;
    }
    // Month 11 begins the solstice year; months 1–10 of the next lunar year are in the same one.
    let solstice = if lunar.month >= 11 { lunar.year } else { lunar.year - 1 };
    let months = SolsticeYear::new(solstice);
    let plain = i64::from((lunar.month + 1) % 12);
    let offset = match months.leap {
        Some(leap) if lunar.is_leap => {
            // A leap month has the number of the month before it.
            if (leap + 9) % 12 + 1 != i64::from(lunar.month) {
                return None;
            }
            leap
        }
        None if lunar.is_leap => return None,
        Some(leap) if plain >= leap => plain + 1,
        _ => plain,
    };
    let start = new_moon(months.first_moon + offset);
    let next = new_moon(months.first_moon + offset + 1);
    let day = start + i64::from(lunar.day) - 1;
    (day < next).then(|| date(day)).flatten()
}

/// The leap month of a lunar year, if it has one: 2014 has 9.
pub fn leap_month(year: i32) -> Option<u32> {
    (1..=12).find(|&month| to_solar(Lunar { year, month, is_leap: true, day: 1 }).is_some())
}

/// Caches the last month, so that consecutive days are computed month by month.
#[derive(Debug, Default)]
pub struct Months {
    current: Option<Month>,
}

/// A lunar month and the days it covers.
#[derive(Debug, Clone, Copy)]
struct Month {
    /// Julian day number of its first day.
    start: i64,
    /// First day of the following month.
    next: i64,
    year: i32,
    number: u32,
    is_leap: bool,
}

impl Months {
    pub fn lunar(&mut self, day: NaiveDate) -> Lunar {
        let number = julian(day);
        let month = match self.current {
            Some(month) if (month.start..month.next).contains(&number) => month,
            _ => Month::of(day),
        };
        self.current = Some(month);
        Lunar {
            year: month.year,
            month: month.number,
            is_leap: month.is_leap,
            day: (number - month.start + 1) as u32,
        }
    }
}

impl Month {
    fn of(day: NaiveDate) -> Self {
        let number = julian(day);
        let mut moon = ((number as f64 - EPOCH) / MONTH).floor() as i64 + 1;
        // The mean month is off by at most half a day, so one or two steps find the true one.
        while new_moon(moon) > number {
            moon -= 1;
        }
        let mut solstice = SolsticeYear::first_moon(day.year());
        let mut year = day.year();
        if moon < solstice {
            year -= 1;
            solstice = SolsticeYear::first_moon(year);
        }
        let leap = SolsticeYear::leap(solstice, SolsticeYear::first_moon(year + 1));
        let offset = moon - solstice;
        let is_leap = leap == Some(offset);
        let counted = offset - i64::from(leap.is_some_and(|leap| offset >= leap));
        Self {
            start: new_moon(moon),
            next: new_moon(moon + 1),
            year: if counted < 2 { year } else { year + 1 },
            number: (counted + 10).rem_euclid(12) as u32 + 1,
            is_leap,
        }
    }
}

/// The lunar months from the eleventh of a lunar year to the tenth of the next.
struct SolsticeYear {
    /// Number of the new moon that begins the eleventh month.
    first_moon: i64,
    /// The leap month's distance from it, in months.
    leap: Option<i64>,
}

impl SolsticeYear {
    fn new(year: i32) -> Self {
        let first_moon = Self::first_moon(year);
        Self { first_moon, leap: Self::leap(first_moon, Self::first_moon(year + 1)) }
    }

    /// The new moon that begins the month of this solar year's winter solstice.
    fn first_moon(year: i32) -> i64 {
        // 31 December: the day before 1 January of the next year.
        let year = i64::from(year);
        let last_day = JULIAN + year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let mut moon = ((last_day as f64 - EPOCH) / MONTH).floor() as i64 + 1;
        while new_moon(moon) > last_day {
            moon -= 1;
        }
        // At 270° or more the solstice has passed: it was in the month before.
        if sun_term(new_moon(moon)) >= 9 { moon - 1 } else { moon }
    }

    fn leap(first: i64, next: i64) -> Option<i64> {
        if next - first < 13 {
            return None;
        }
        let term = |index: i64| sun_term(new_moon(first + index));
        // The sun is in the same twelfth at both ends of the month, so it entered no new one.
        (1..=12).find(|&index| term(index) == term(index + 1))
    }
}

fn julian(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) + JULIAN
}

fn date(julian: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(julian - JULIAN).ok()?)
}

/// Julian day number of the day in Vietnam on which the `k`th new moon since January 1900 falls.
fn new_moon(k: i64) -> i64 {
    let k = k as f64;
    let t = k / 1236.85;
    let t2 = t * t;
    let t3 = t2 * t;
    let sin = |degrees: f64| degrees.to_radians().sin();

    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * sin(166.56 + 132.87 * t - 0.009_173 * t2);
    // Mean anomalies of the sun and the moon, and the moon's argument of latitude, in degrees.
    let sun = 359.224_2 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3;
    let moon = 306.025_3 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3;
    let latitude = 21.296_4 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3;

    let correction = (0.173_4 - 0.000_393 * t) * sin(sun) + 0.002_1 * sin(2.0 * sun) - 0.406_8 * sin(moon)
        + 0.016_1 * sin(2.0 * moon)
        - 0.000_4 * sin(3.0 * moon)
        + 0.010_4 * sin(2.0 * latitude)
        - 0.005_1 * sin(sun + moon)
        - 0.007_4 * sin(sun - moon)
        + 0.000_4 * sin(2.0 * latitude + sun)
        - 0.000_4 * sin(2.0 * latitude - sun)
        - 0.000_6 * sin(2.0 * latitude + moon)
        + 0.001_0 * sin(2.0 * latitude - moon)
        + 0.000_5 * sin(2.0 * moon + sun);
    // Dynamical time minus universal time, in days.
    let delta = if t < -11.0 {
        0.001 + 0.000_839 * t + 0.000_226_1 * t2 - 0.000_008_45 * t3 - 0.000_000_081 * t * t3
    } else {
        -0.000_278 + 0.000_265 * t + 0.000_262 * t2
    };
    (mean + correction - delta + 0.5 + ZONE / 24.0).floor() as i64
}

/// Which twelfth of its yearly path the sun is in at the start of the day in Vietnam: 0 from the spring
/// equinox, 9 from the winter solstice.
fn sun_term(julian: i64) -> i64 {
    let t = (julian as f64 - 2_451_545.5 - ZONE / 24.0) / 36_525.0;
    let t2 = t * t;
    let anomaly = (357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2).to_radians();
    let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2;
    let centre = (1.914_600 - 0.004_817 * t - 0.000_014 * t2) * anomaly.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * anomaly).sin()
        + 0.000_290 * (3.0 * anomaly).sin();
    let longitude = (mean + centre).to_radians().rem_euclid(2.0 * PI);
    (longitude / PI * 6.0).floor() as i64
}
