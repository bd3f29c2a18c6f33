//! The part of the year that a slot covers, its notation and its Vietnamese label.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::{range, week, wording};

/// The part of the year that a slot covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// The `nth` (from 1) slot of a month.
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
    /// ISO weeks `from..=to`.
    Weeks {
        year: i32,
        from: u32,
        to: u32,
    },
    Day {
        date: NaiveDate,
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
    /// The `nth` (from 1) slot of months `from..=to`.
    NthOfMonths {
        year: i32,
        from: u32,
        to: u32,
        nth: u32,
    },
    /// The `nth` (from 1) slot of the year.
    Nth {
        year: i32,
        nth: u32,
    },
    Year {
        year: i32,
    },
}

impl Period {
    /// Parses what [`Period`] displays: `2014-03/2`, `2014-W10`, `2014-W10..2014-W11`, `2014-05-19`, `2014-Q1`,
    /// `2014-04`, `2014-06..2014-07`, `2014-04..2014-10/3`, `2014/3`, `2014`. None for anything else, including a month 13 or a week that the year does not have.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, nth) = match text.split_once('/') {
            Some((whole, nth)) => (whole, Some(counted(nth)?)),
            None => (text, None),
        };
        if let Some((from, to)) = whole.split_once("..") {
            return Self::range(from, to, nth);
        }
        let Some((year, rest)) = whole.split_once('-') else {
            let year = four_digits(whole)?;
            return Some(nth.map_or(Self::Year { year }, |nth| Self::Nth { year, nth }));
        };
        let year = four_digits(year)?;
        if let Some(nth) = nth {
            return Some(Self::MonthPart { year, month: month(rest)?, nth });
        }
        if let Some(number) = rest.strip_prefix('W') {
            return week_of(year, number).map(|week| Self::Week { year, week });
        }
        if let Some(number) = rest.strip_prefix('Q') {
            let quarter = counted(number)?;
            return (quarter <= 4).then_some(Self::Quarter { year, quarter });
        }
        if let Some((month, day)) = rest.split_once('-') {
            let date = NaiveDate::from_ymd_opt(year, two_digits(month)?, two_digits(day)?)?;
            return Some(Self::Day { date });
        }
        Some(Self::Month { year, month: month(rest)? })
    }

    /// Weeks or months up to the last, or the nth slot of such months.
    fn range(from: &str, to: &str, nth: Option<u32>) -> Option<Self> {
        if let (Some((year, from)), Some((last_year, to))) = (year_week(from), year_week(to)) {
            let is_range = nth.is_none() && year == last_year && from < to;
            return is_range.then_some(Self::Weeks { year, from, to });
        }
        let ((year, from), (last_year, to)) = (year_month(from)?, year_month(to)?);
        if year != last_year {
            return None;
        }
        match nth {
            Some(nth) => (from <= to).then_some(Self::NthOfMonths { year, from, to, nth }),
            None => (from < to).then_some(Self::Months { year, from, to }),
        }
    }

    pub fn year(self) -> i32 {
        match self {
            Self::Day { date } => date.year(),
            Self::MonthPart { year, .. }
            | Self::Week { year, .. }
            | Self::Weeks { year, .. }
            | Self::Quarter { year, .. }
            | Self::Month { year, .. }
            | Self::Months { year, .. }
            | Self::NthOfMonths { year, .. }
            | Self::Nth { year, .. }
            | Self::Year { year } => year,
        }
    }

    /// First and last day. For a part of a month, those of the whole month: only the plan knows how many
    /// parts there are ([`super::Plan::slots`]). None outside the calendar's range.
    pub fn bounds(self) -> Option<(NaiveDate, NaiveDate)> {
        let months =
            |year, from, to| Some((week::month_bounds(year, from)?.0, week::month_bounds(year, to)?.1));
        match self {
            Self::Week { year, week } => week::bounds(year, week),
            Self::Weeks { year, from, to } => Some((week::bounds(year, from)?.0, week::bounds(year, to)?.1)),
            Self::Day { date } => range::is_known(date).then_some((date, date)),
            Self::MonthPart { year, month, .. } | Self::Month { year, month } => months(year, month, month),
            Self::Quarter { year, quarter } => {
                months(year, quarter.checked_mul(3)?.checked_sub(2)?, quarter * 3)
            }
            Self::Months { year, from, to } | Self::NthOfMonths { year, from, to, .. } => {
                months(year, from, to)
            }
            Self::Nth { year, .. } | Self::Year { year } => months(year, 1, 12),
        }
    }

    /// The month (1–12) in which a table by months counts the period: that of its last day, when the duty
    /// falls due; for a week that of its Thursday, as in ISO 8601.
    pub fn due_month(self) -> u32 {
        match self {
            Self::MonthPart { month, .. } | Self::Month { month, .. } => month,
            Self::Week { year, week } | Self::Weeks { year, to: week, .. } => {
                NaiveDate::from_isoywd_opt(year, week, Weekday::Thu).map_or(1, |day| day.month())
            }
            Self::Day { date } => date.month(),
            Self::Quarter { quarter, .. } => quarter * 3,
            Self::Months { to, .. } | Self::NthOfMonths { to, .. } => to,
            Self::Nth { .. } | Self::Year { .. } => 12,
        }
    }

    /// At most a month long, so that a weekday identifies a day.
    pub fn is_short(self) -> bool {
        match self {
            Self::MonthPart { .. } | Self::Week { .. } | Self::Month { .. } | Self::Day { .. } => true,
            Self::Weeks { from, to, .. } => to - from < 4,
            _ => false,
        }
    }

    /// "kỳ 2 tháng 3", "tuần 12", "quý I", "tháng 4", "tháng 6 – tháng 7", "thứ 3", "năm 2014"
    pub fn label(self) -> String {
        match self {
            Self::MonthPart { month, nth, .. } => format!("kỳ {nth} tháng {month}"),
            Self::Week { week, .. } => format!("tuần {week}"),
            Self::Weeks { from, to, .. } => format!("tuần {from} – tuần {to}"),
            Self::Day { date } => format!("ngày {}/{}", date.day(), date.month()),
            Self::Quarter { quarter, .. } => format!("quý {}", wording::roman_quarter(quarter)),
            Self::Month { month, .. } => format!("tháng {month}"),
            Self::Months { from, to, .. } => format!("tháng {from} – tháng {to}"),
            Self::NthOfMonths { from, to, nth, .. } if from == to => format!("lần {nth} tháng {from}"),
            Self::NthOfMonths { from, to, nth, .. } => format!("lần {nth}, tháng {from} – tháng {to}"),
            // "Thứ 1" would be odd; from the second on the figure is right.
            Self::Nth { nth: 1, .. } => "thứ nhất".into(),
            Self::Nth { nth, .. } => format!("thứ {nth}"),
            Self::Year { year } => format!("năm {year}"),
        }
    }
}

/// The notation used in slot ids.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::MonthPart { year, month, nth } => write!(f, "{year:04}-{month:02}/{nth}"),
            Self::Week { year, week } => write!(f, "{year:04}-W{week:02}"),
            Self::Quarter { year, quarter } => write!(f, "{year:04}-Q{quarter}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::Months { year, from, to } => write!(f, "{year:04}-{from:02}..{year:04}-{to:02}"),
            Self::Weeks { year, from, to } => write!(f, "{year:04}-W{from:02}..{year:04}-W{to:02}"),
            Self::Day { date } => write!(f, "{date}"),
            Self::NthOfMonths { year, from, to, nth } => {
                write!(f, "{year:04}-{from:02}..{year:04}-{to:02}/{nth}")
            }
            Self::Nth { year, nth } => write!(f, "{year:04}/{nth}"),
            Self::Year { year } => write!(f, "{year:04}"),
        }
    }
}

fn year_month(text: &str) -> Option<(i32, u32)> {
    let (year, rest) = text.split_once('-')?;
    Some((four_digits(year)?, month(rest)?))
}

fn year_week(text: &str) -> Option<(i32, u32)> {
    let (year, rest) = text.split_once("-W")?;
    let year = four_digits(year)?;
    Some((year, week_of(year, rest)?))
}

/// A week that the year has.
fn week_of(year: i32, number: &str) -> Option<u32> {
    two_digits(number).filter(|week| (1..=week::iso_weeks_in(year)).contains(week))
}

fn month(text: &str) -> Option<u32> {
    two_digits(text).filter(|month| (1..=12).contains(month))
}

fn four_digits(text: &str) -> Option<i32> {
    digits(text, 4)?.parse().ok()
}

fn two_digits(text: &str) -> Option<u32> {
    digits(text, 2)?.parse().ok()
}

/// A number from 1 without a leading 0, so that each slot has exactly one id.
fn counted(text: &str) -> Option<u32> {
    let number = digits(text, text.len())?.parse().ok()?;
    (number > 0 && !text.starts_with('0')).then_some(number)
}

/// `parse` alone would also accept "+3".
fn digits(text: &str, length: usize) -> Option<&str> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}
