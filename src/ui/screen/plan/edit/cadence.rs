//! The kinds of cadences to choose from, and the numbers in them.

use std::fmt;

use crate::plan::Cadence;

/// A cadence without its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    PerMonth,
    Weekly,
    EveryWeeks,
    Quarterly,
    EveryMonths,
    Months,
    Window,
    Times,
    On,
    AtLeastMonthly,
    AtLeast,
    Ongoing,
}

impl Kind {
    pub const ALL: [Self; 12] = [
        Self::PerMonth,
        Self::Weekly,
        Self::EveryWeeks,
        Self::Quarterly,
        Self::EveryMonths,
        Self::Months,
        Self::Window,
        Self::Times,
        Self::On,
        Self::AtLeastMonthly,
        Self::AtLeast,
        Self::Ongoing,
    ];

    pub fn of(cadence: &Cadence) -> Self {
        match cadence {
            Cadence::PerMonth(_) => Self::PerMonth,
            Cadence::Weekly => Self::Weekly,
            Cadence::EveryWeeks(_) => Self::EveryWeeks,
            Cadence::Quarterly => Self::Quarterly,
            Cadence::EveryMonths(_) => Self::EveryMonths,
            Cadence::Months(_) => Self::Months,
            Cadence::Window { .. } => Self::Window,
            Cadence::Times { .. } => Self::Times,
            Cadence::On { .. } => Self::On,
            Cadence::AtLeastMonthly(_) => Self::AtLeastMonthly,
            Cadence::AtLeast(_) => Self::AtLeast,
            Cadence::Ongoing => Self::Ongoing,
        }
    }

    /// The cadence of this kind with the numbers of another, where they fit.
    pub fn from(self, cadence: &Cadence) -> Cadence {
        let mut old = cadence.clone();
        let (from, to) = months(&mut old).map_or((1, 12), |(from, to)| (*from, *to));
        let number = count(&mut old).map_or(2, |(count, _)| *count);
        match self {
            Self::PerMonth => Cadence::PerMonth(number.min(28)),
            Self::Weekly => Cadence::Weekly,
            Self::EveryWeeks => Cadence::EveryWeeks(number.clamp(2, 52)),
            Self::Quarterly => Cadence::Quarterly,
            // Half-yearly is the most usual.
            Self::EveryMonths => Cadence::EveryMonths(6),
            Self::Months => Cadence::Months(vec![from]),
            Self::Window => Cadence::Window { from, to },
            Self::Times => Cadence::Times { count: number, from, to },
            Self::On => Cadence::On { month: from, day: 1 },
            Self::AtLeastMonthly => Cadence::AtLeastMonthly(number.min(28)),
            Self::AtLeast => Cadence::AtLeast(number),
            Self::Ongoing => Cadence::Ongoing,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PerMonth => "Mỗi tháng … kỳ",
            Self::Weekly => "Hằng tuần",
            Self::EveryWeeks => "… tuần một lần",
            Self::Quarterly => "Mỗi quý một lần",
            Self::EveryMonths => "… tháng một lần",
            Self::Months => "Vào các tháng …",
            Self::Window => "Một lần, từ tháng … đến tháng …",
            Self::Times => "… lần, từ tháng … đến tháng …",
            Self::On => "Vào ngày … tháng …",
            Self::AtLeastMonthly => "Mỗi tháng ít nhất … kỳ",
            Self::AtLeast => "Ít nhất … kỳ trong năm",
            Self::Ongoing => "Thường xuyên",
        })
    }
}

/// The number in a cadence, and the most it may be.
pub fn count(cadence: &mut Cadence) -> Option<(&mut u32, u32)> {
    match cadence {
        Cadence::PerMonth(count) | Cadence::AtLeastMonthly(count) => Some((count, 28)),
        Cadence::EveryWeeks(weeks) => Some((weeks, 52)),
        Cadence::EveryMonths(months) => Some((months, 12)),
        Cadence::Times { count, .. } | Cadence::AtLeast(count) => Some((count, 1000)),
        _ => None,
    }
}

/// The first and the last month of a cadence within a part of the year.
pub fn months(cadence: &mut Cadence) -> Option<(&mut u32, &mut u32)> {
    match cadence {
        Cadence::Window { from, to } | Cadence::Times { from, to, .. } => Some((from, to)),
        _ => None,
    }
}

/// Sets the month or the day of a cadence on one day of the year; a day that the month lacks becomes its last.
pub fn set_day(cadence: &mut Cadence, new_month: Option<u32>, new_day: Option<u32>) {
    if let Cadence::On { month, day } = cadence {
        *month = new_month.unwrap_or(*month);
        *day = new_day.unwrap_or(*day).min(last_day(*month));
    }
}

/// The last day of a month in a common year.
pub fn last_day(month: u32) -> u32 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Adds or removes one of several months; the last one stays.
pub fn toggle(cadence: &mut Cadence, month: u32) {
    let Cadence::Months(months) = cadence else { return };
    if !months.contains(&month) {
        months.push(month);
        months.sort_unstable();
    } else if months.len() > 1 {
        months.retain(|other| *other != month);
    }
}
