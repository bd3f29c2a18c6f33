//! Derives all slots of the plan's year from the cadences.

use chrono::{Datelike, NaiveDate};

use super::{Activity, Body, Cadence, Locality, Period, Plan, Refinement, Settings, Slot, SlotId};
use crate::calendar::{week, wording};

/// More slots in a month could not each have a day.
pub(super) const MOST_PER_MONTH: u32 = 28;
/// Maximum number of slots of a plan: 100 communes with 30 weekly duties owe 156,000.
pub(super) const MOST: usize = 250_000;
/// More slots "at least" in a year are a typing mistake.
pub(super) const MOST_PER_YEAR: u32 = 1000;

/// The number of slots that an activity owes in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    pub slots: usize,
    /// The periods of the year in which it is owed.
    pub periods: usize,
    /// The bodies of an activity that each of them owes, where they are the same in all periods.
    pub bodies: Option<usize>,
}

impl Owed {
    /// "24 kỳ"; for an activity per body "468 kỳ (52 × 9)".
    pub fn words(self) -> String {
        let slots = wording::counted(self.slots, "kỳ");
        match self.bodies {
            Some(bodies) => format!("{slots} ({} × {bodies})", self.periods),
            None => slots,
        }
    }
}

impl Activity {
    /// Its cadence with the number of slots of the year: "mỗi tháng hai kỳ → 24 kỳ", "hằng tuần, 9 địa bàn → 468 kỳ
    /// (52 × 9)".
    pub fn owed_words(&self, plan: &Plan, settings: &Settings) -> String {
        let owed = plan.owed(self, settings);
        let noun = self.bodies_counted();
        let places = match owed.bodies {
            Some(bodies) => format!(", {}", wording::counted(bodies, &noun)),
            None if self.is_per_body() => format!(", từng {noun}"),
            None => String::new(),
        };
        let starts = self.starts.map(|day| format!(", bắt đầu từ ngày {}", wording::date(day)));
        format!("{}{places}{} → {}", self.cadence.words(), starts.unwrap_or_default(), owed.words())
    }

    /// Whether another activity owes the same slots in the same plan.
    fn owes_like(&self, other: &Self) -> bool {
        let owed = |one: &'_ Self| (one.starts, one.per_locality);
        (&self.id, &self.cadence, &self.kinds, &self.per_agency, owed(self))
            == (&other.id, &other.cadence, &other.kinds, &other.per_agency, owed(other))
    }
}

impl Plan {
    /// All slots of the plan's year, activity by activity in the plan's order, each in order of time.
    ///
    /// An activity per locality owes a slot for each locality directly under the city that exists on the
    /// slot's last day, when the duty falls due: a unit abolished during the year owes the slots due before,
    /// its successors the rest. Units under another unit are covered by it. An activity per agency owes one for
    /// each of its agencies.
    ///
    /// An activity that starts during the year owes the slots that end on that day or later.
    ///
    /// Weeks are those of the ISO year, so the first may begin in December of the year before. The slots of a
    /// month divide it evenly: of two, the first has the days 1–15. At most [`MOST`] are derived;
    /// [`Plan::check`] reports the rest.
    pub fn slots(&self, settings: &Settings) -> Vec<Slot> {
        let mut slots = Vec::new();
        for activity in &self.activities {
            let left = MOST.saturating_sub(slots.len());
            slots.extend(self.slots_of(activity, settings).take(left));
        }
        slots
    }

    /// The slots of one activity, like [`Self::slots`].
    pub fn slots_of<'a>(
        &'a self,
        activity: &'a Activity,
        settings: &'a Settings,
    ) -> impl Iterator<Item = Slot> {
        self.owed_periods(activity, settings).flat_map(move |(period, from, to)| {
            let slot = move |body: Option<Body<'_>>| {
                let id = SlotId::new(&activity.id, period, body);
                Slot { id, period, from, to }
            };
            let city = (!activity.is_per_body()).then(|| slot(None));
            city.into_iter().chain(self.bodies_on(activity, to).map(move |one| slot(Some(one))))
        })
    }

    /// The bodies that each owe an activity on a day: localities in the plan's order, then agencies.
    pub(super) fn bodies_on<'a>(
        &'a self,
        activity: &'a Activity,
        day: NaiveDate,
    ) -> impl Iterator<Item = Body<'a>> {
        let agencies = activity.per_agency.iter().map(|id| Body::Agency(id));
        self.localities_of(activity, day).map(|one| Body::Locality(&one.id)).chain(agencies)
    }

    /// The localities that each owe an activity on a day.
    pub(super) fn localities_of<'a>(
        &'a self,
        activity: &'a Activity,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a Locality> {
        let localities = activity.per_locality.then(|| self.localities_on(day)).into_iter().flatten();
        localities.filter(|one| activity.concerns(one))
    }

    /// How many slots an activity owes in the year, without deriving them.
    pub fn owed(&self, activity: &Activity, settings: &Settings) -> Owed {
        let mut owed = Owed { slots: 0, periods: 0, bodies: None };
        let mut is_alike = true;
        for (_, _, to) in self.owed_periods(activity, settings) {
            let count = if activity.is_per_body() { self.bodies_on(activity, to).count() } else { 1 };
            is_alike &= owed.periods == 0 || owed.slots == owed.periods * count;
            owed.slots += count;
            owed.periods += 1;
        }
        if activity.is_per_body() && is_alike && owed.periods > 0 {
            owed.bodies = Some(owed.slots / owed.periods);
        }
        owed
    }

    /// Whether another plan owes the same slots, with whatever names and texts.
    pub fn owes_like(&self, other: &Self) -> bool {
        fn locality(one: &Locality) -> impl PartialEq + '_ {
            (&one.id, one.kind, one.parent.is_none(), one.valid_from, one.valid_to)
        }
        self.year == other.year
            && self.activities.len() == other.activities.len()
            && self.activities.iter().zip(&other.activities).all(|(one, two)| one.owes_like(two))
            && self.localities.iter().map(locality).eq(other.localities.iter().map(locality))
    }

    /// Whether another plan owes the same and calls everything the same in tables and lists: only the document's own
    /// words differ.
    pub fn reads_like(&self, other: &Self) -> bool {
        let bare = |one: &Activity| Activity { title: String::new(), text: Vec::new(), ..one.clone() };
        self.owes_like(other)
            && self.activities.iter().map(bare).eq(other.activities.iter().map(bare))
            && self.localities == other.localities
            && self.agencies == other.agencies
            && self.audiences == other.audiences
    }

    /// The periods of an activity that end on its first day or later.
    fn owed_periods(
        &self,
        activity: &Activity,
        settings: &Settings,
    ) -> impl Iterator<Item = (Period, NaiveDate, NaiveDate)> + use<> {
        let starts = activity.starts;
        self.periods(activity, settings)
            .into_iter()
            .filter(move |(_, _, to)| starts.is_none_or(|starts| starts <= *to))
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
