//! Who does what, week by week: the steps of the work and the roles on air.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::task::{TaskState, tasks};
use super::{AsOf, Mine, workdays};
use crate::calendar::week;
use crate::piece::{Header, Status};
use crate::plan::{Plan, Settings, TaskStep};

/// Something that a person does on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment<'a> {
    /// The day of the airing, or the deadline of the step.
    pub day: NaiveDate,
    pub piece: &'a Header,
    pub duty: Duty<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty<'a> {
    /// A step of the work.
    Task(&'a TaskStep, TaskState),
    /// A role in an airing: "MC".
    Role(&'a str),
}

impl<'a> Duty<'a> {
    /// "Đề cương", "MC"
    pub fn name(self) -> &'a str {
        match self {
            Self::Task(step, _) => &step.name,
            Self::Role(name) => name,
        }
    }

    pub fn is_done(self) -> bool {
        matches!(self, Self::Task(_, TaskState::Done(_)))
    }
}

/// A person's assignments in a week.
#[derive(Debug, Clone, PartialEq)]
pub struct Week<'a> {
    pub monday: NaiveDate,
    /// By day, then by title.
    pub assignments: Vec<Assignment<'a>>,
}

/// A person's weeks with assignments, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Workload<'a> {
    pub person: &'a str,
    pub weeks: Vec<Week<'a>>,
}

impl Week<'_> {
    /// Assignments that are still to be done.
    pub fn open(&self) -> usize {
        self.assignments.iter().filter(|assignment| !assignment.duty.is_done()).count()
    }

    /// Steps whose deadline is past.
    pub fn late(&self) -> usize {
        let is_late = |duty| matches!(duty, Duty::Task(_, TaskState::Late));
        self.assignments.iter().filter(|assignment| is_late(assignment.duty)).count()
    }
}

impl Workload<'_> {
    /// Whether the person has more in a week than the settings allow. Work that nobody has taken overloads nobody.
    pub fn is_overloaded(&self, week: &Week<'_>, settings: &Settings) -> bool {
        !self.person.is_empty() && week.open() > settings.weekly_load as usize
    }

    /// What is someone's own ([`Mine::has_work`]), whose name is `me`; none when nothing is.
    #[must_use]
    pub fn of_mine(mut self, settings: &Settings, mine: &Mine, me: &str) -> Option<Self> {
        for week in &mut self.weeks {
            week.assignments.retain(|one| mine.has_work(settings, me, self.person, one.piece));
        }
        self.weeks.retain(|week| !week.assignments.is_empty());
        (!self.weeks.is_empty()).then_some(self)
    }
}

/// Who does what from `from` to `to`: for each person, by name, the weeks with deadlines or first runs. What is
/// late counts in the week of `today`, until it is done. Work for which nobody is named comes under "". Dropped
/// pieces give no work.
pub fn workload<'a>(
    plan: &Plan,
    settings: &'a Settings,
    headers: impl Iterator<Item = &'a Header>,
    (from, to): (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> Vec<Workload<'a>> {
    let open = workdays(plan.year, settings);
    let mut found: BTreeMap<&str, BTreeMap<NaiveDate, Vec<Assignment<'_>>>> = BTreeMap::new();
    let mut add = |person, day, piece, duty| {
        let counted = if matches!(duty, Duty::Task(_, TaskState::Late)) { today } else { day };
        if (from..=to).contains(&counted) {
            let weeks = found.entry(person).or_default();
            weeks.entry(week::monday_of(counted)).or_default().push(Assignment { day, piece, duty });
        }
    };
    for header in headers {
        let known = AsOf::new(header, today);
        if known.status() == Status::Dropped {
            continue;
        }
        for task in tasks(settings, &open, header, today) {
            if let Some(due) = task.due {
                add(task.by, due, header, Duty::Task(task.step, task.state));
            }
        }
        // Nine districts on one day are one appearance.
        let first_runs = header.airings.iter().filter(|airing| !airing.is_rerun);
        let mut days: Vec<NaiveDate> = first_runs.filter_map(|airing| known.date(airing)).collect();
        days.sort_unstable();
        days.dedup();
        for (day, role) in days.iter().flat_map(|day| header.people.iter().map(move |role| (*day, role))) {
            add(&role.name, day, header, Duty::Role(&role.role));
        }
    }
    let of_week = |(monday, mut assignments): (NaiveDate, Vec<Assignment<'a>>)| {
        assignments.sort_by(|one, other| {
            (one.day, &one.piece.title, one.duty).cmp(&(other.day, &other.piece.title, other.duty))
        });
        Week { monday, assignments }
    };
    let of_person = |(person, weeks): (&'a str, BTreeMap<_, _>)| Workload {
        person,
        weeks: weeks.into_iter().map(of_week).collect(),
    };
    found.into_iter().map(of_person).collect()
}
