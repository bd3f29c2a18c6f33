//! A cadence to choose: its kind, and the numbers in it.

use std::fmt;

use iced::widget::text;
use iced::{Alignment, Length};

use crate::plan::Cadence;
use crate::ui::Element;
use crate::ui::theme::size;
use crate::ui::theme::style;
use crate::ui::widget::{button, column, picker, row};

/// A change of a cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Kind(Kind),
    Count(u32),
    /// The first and last month, and the one day.
    From(u32),
    To(u32),
    Month(u32),
    Day(u32),
    /// A month of several.
    MonthToggled(u32),
}

impl Change {
    pub fn make(self, cadence: &mut Cadence) {
        match self {
            Self::Kind(kind) if kind != Kind::of(cadence) => *cadence = kind.from(cadence),
            Self::Kind(_) => {}
            Self::Count(new) => {
                if let Some((count, most)) = count(cadence) {
                    *count = new.clamp(1, most);
                }
            }
            Self::From(month) => {
                if let Some((from, to)) = months(cadence) {
                    (*from, *to) = (month, month.max(*to));
                }
            }
            Self::To(month) => {
                if let Some((from, to)) = months(cadence) {
                    (*from, *to) = (month.min(*from), month);
                }
            }
            Self::Month(month) => set_day(cadence, Some(month), None),
            Self::Day(day) => set_day(cadence, None, Some(day)),
            Self::MonthToggled(month) => toggle(cadence, month),
        }
    }
}

/// The choice of a cadence; `number` is the field of the number in it, where it has one.
pub fn view<'a, Message: Clone + 'a>(
    cadence: &'a Cadence,
    number: Option<Element<'a, Message>>,
    changed: impl Fn(Change) -> Message + Copy + 'a,
) -> Element<'a, Message> {
    let kind = picker(Kind::ALL, Some(Kind::of(cadence)), move |kind| changed(Change::Kind(kind)));
    let mut parts = row![kind.width(250)].push(number).spacing(8).align_y(Alignment::Start);
    let month_picker = |chosen: u32, on_choose: fn(u32) -> Change| {
        let months: Vec<Month> = (1..=12).map(Month).collect();
        picker(months, Some(Month(chosen)), move |month: Month| changed(on_choose(month.0))).width(120)
    };
    if let Some((from, to)) = months(&mut cadence.clone()) {
        parts = parts.push(month_picker(*from, Change::From)).push(month_picker(*to, Change::To));
    }
    match cadence {
        Cadence::On { month, day } => {
            let days: Vec<Day> = (1..=last_day(*month)).map(Day).collect();
            let days = picker(days, Some(Day(*day)), move |day: Day| changed(Change::Day(day.0)));
            parts.push(days.width(110)).push(month_picker(*month, Change::Month)).into()
        }
        Cadence::Months(months) => {
            let months = (1..=12).map(|month| {
                let is_on = months.contains(&month);
                button(text(month.to_string()).size(size::DENSE))
                    .padding([5, 9])
                    .style(style::choice(is_on))
                    .on_press(changed(Change::MonthToggled(month)))
                    .into()
            });
            column![parts, row(months).spacing(2)].spacing(6).width(Length::Fill).into()
        }
        _ => parts.into(),
    }
}

#[derive(Clone, PartialEq)]
struct Month(u32);

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tháng {}", self.0)
    }
}

#[derive(Clone, PartialEq)]
struct Day(u32);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ngày {}", self.0)
    }
}

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
fn months(cadence: &mut Cadence) -> Option<(&mut u32, &mut u32)> {
    match cadence {
        Cadence::Window { from, to } | Cadence::Times { from, to, .. } => Some((from, to)),
        _ => None,
    }
}

/// Sets the month or the day of a cadence on one day of the year; a day that the month lacks becomes its last.
fn set_day(cadence: &mut Cadence, new_month: Option<u32>, new_day: Option<u32>) {
    if let Cadence::On { month, day } = cadence {
        *month = new_month.unwrap_or(*month);
        *day = new_day.unwrap_or(*day).min(last_day(*month));
    }
}

/// The last day of a month in a common year.
fn last_day(month: u32) -> u32 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Adds or removes one of several months; the last one stays.
fn toggle(cadence: &mut Cadence, month: u32) {
    let Cadence::Months(months) = cadence else { return };
    if !months.contains(&month) {
        months.push(month);
        months.sort_unstable();
    } else if months.len() > 1 {
        months.retain(|other| *other != month);
    }
}
