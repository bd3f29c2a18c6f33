//! Derives all slots of the plan's year from the cadences.

use chrono::{Datelike, NaiveDate};

use super::{Activity, Cadence, Locality, Period, Plan, Refinement, Settings, Slot, SlotId};
use crate::calendar::week;

/// More slots in a month could not each have a day.
pub(super) const MOST_PER_MONTH: u32 = 28;
/// Maximum number of slots of a plan: 100 communes with 30 weekly duties owe 156,000.
pub(super) const MOST: usize = 250_000;
/// More slots "at least" in a year are a typing mistake.
pub(super) const MOST_PER_YEAR: u32 = 1000;

impl Plan {
    /// All slots of the plan's year, activity by activity in the plan's order, each in order of time.
    ///
    /// An activity per locality owes a slot for each locality directly under the city that exists on the
    /// slot's last day, when the duty falls due: a unit abolished during the year owes the slots due before,
    /// its successors the rest. Units under another unit are covered by it.
    ///
    /// An activity that starts during the year owes the slots that end on that day or later.
    ///
    /// Weeks are those of the ISO year, so the first may begin in December of the year before. The slots of a
    /// month divide it evenly: of two, the first has the days 1–15. At most [`MOST`] are derived;
    /// [`Plan::check`] reports the rest.
    pub fn slots(&self, settings: &Settings) -> Vec<Slot> {
        let mut slots = Vec::new();
        for activity in &self.activities {
            let is_owed = |to: NaiveDate| activity.starts.is_none_or(|starts| starts <= to);
            for (period, from, to) in
                self.periods(activity, settings).into_iter().filter(|one| is_owed(one.2))
            {
                if activity.per_locality {
                    let localities = self.localities_on(to).take(MOST.saturating_sub(slots.len()));
                    slots.extend(localities.map(|locality| Slot {
                        id: SlotId::new(&activity.id, period, Some(&locality.id)),
                        period,
                        from,
                        to,
                    }));
                } else if slots.len() < MOST {
                    slots.push(Slot { id: SlotId::new(&activity.id, period, None), period, from, to });
                }
            }
        }
        slots
    }

    /// The units directly under the city that exist on a day.
    pub fn localities_on(&self, day: NaiveDate) -> impl Iterator<Item = &Locality> {
        self.localities.iter().filter(move |locality| locality.parent.is_none() && locality.exists_on(day))
    }

    pub(super) fn periods(
        &self,
        activity: &Activity,
        settings: &Settings,
    ) -> Vec<(Period, NaiveDate, NaiveDate)> {
        let year = self.year;
        let refinement = settings.programme(&activity.id).and_then(|programme| programme.refinement);
        let periods: Vec<Period> = match &activity.cadence {
            Cadence::PerMonth(count) => {
                let count = (*count).min(MOST_PER_MONTH);
                return (1..=12).flat_map(|month| parts(year, month, count)).collect();
            }
            Cadence::Weekly => {
                (1..=week::iso_weeks_in(year)).map(|week| Period::Week { year, week }).collect()
            }
            Cadence::Quarterly => (1..=4).map(|quarter| Period::Quarter { year, quarter }).collect(),
            Cadence::Months(months) => {
                let mut months = months.clone();
                months.sort_unstable();
                months.dedup();
                months.into_iter().map(|month| Period::Month { year, month }).collect()
            }
            Cadence::Window { from, to } => match refinement {
                Some(Refinement::Monthly) => {
                    (*from.max(&1)..=*to.min(&12)).map(|month| Period::Month { year, month }).collect()
                }
                None => vec![months(year, *from, *to)],
            },
            Cadence::EveryWeeks(every) => {
                let last = week::iso_weeks_in(year);
                runs(*every, last).map(|(from, to)| weeks(year, from, to)).collect()
            }
            Cadence::EveryMonths(every) => {
                runs(*every, 12).map(|(from, to)| months(year, from, to)).collect()
            }
            Cadence::Times { count, from, to } => (1..=(*count).min(MOST_PER_YEAR))
                .map(|nth| Period::NthOfMonths { year, from: *from, to: *to, nth })
                .collect(),
            Cadence::On { month, day } => {
                let date = NaiveDate::from_ymd_opt(year, *month, *day);
                date.map(|date| Period::Day { date }).into_iter().collect()
            }
            Cadence::AtLeastMonthly(count) => {
                let count = (*count).min(MOST_PER_MONTH);
                let of = |month| (1..=count).map(move |nth| Period::MonthPart { year, month, nth });
                (1..=12).flat_map(of).collect()
            }
            Cadence::AtLeast(count) => {
                (1..=(*count).min(MOST_PER_YEAR)).map(|nth| Period::Nth { year, nth }).collect()
            }
            Cadence::Ongoing => vec![Period::Year { year }],
        };
        // Months outside 1–12 have no days; `Plan::check` reports them.
        periods
            .into_iter()
            .filter_map(|period| {
                let (from, to) = period.bounds()?;
                (from <= to).then_some((period, from, to))
            })
            .collect()
    }
}

/// The numbers from 1 to `last` in runs of `every`; the last may be shorter.
fn runs(every: u32, last: u32) -> impl Iterator<Item = (u32, u32)> {
    let every = every.clamp(1, last);
    (1..=last).step_by(every as usize).map(move |from| (from, (from + every - 1).min(last)))
}

fn weeks(year: i32, from: u32, to: u32) -> Period {
    if from == to { Period::Week { year, week: from } } else { Period::Weeks { year, from, to } }
}

fn months(year: i32, from: u32, to: u32) -> Period {
    if from == to { Period::Month { year, month: from } } else { Period::Months { year, from, to } }
}

/// The parts of a month with their days. The division assumes 30 days, so that parts begin on the same days
/// all year; the last part ends with the month.
fn parts(year: i32, month: u32, count: u32) -> impl Iterator<Item = (Period, NaiveDate, NaiveDate)> {
    let bounds = week::month_bounds(year, month);
    // With parts shorter than a week, only 28 days leave the last part a day in February.
    let days = if count > 4 { 28 } else { 30 };
    (1..=count).filter_map(move |nth| {
        let (first, last) = bounds?;
        let from = first.with_day((nth - 1) * days / count + 1)?;
        let to = if nth == count { last } else { first.with_day(nth * days / count)? };
        Some((Period::MonthPart { year, month, nth }, from, to))
    })
}
