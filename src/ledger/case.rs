//! Cases as of a day: who owes an answer by when, how many were answered in time, what people are most upset about.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};

use super::Mine;
use crate::calendar::Workdays;
use crate::case::{Case, State};
use crate::plan::Settings;

/// Days before the deadline from which an open case counts as due soon, working days.
const SOON: u32 = 3;

/// A case as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseView<'a> {
    pub case: &'a Case,
    pub state: State,
    /// The body that must answer; empty when nobody has been asked.
    pub agency: &'a str,
    /// None for praise, which needs no answer.
    pub due: Option<NaiveDate>,
    pub answered: Option<NaiveDate>,
    pub timing: CaseTiming,
}

/// Whether an answer came or comes in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseTiming {
    /// Praise, and what is answered with another case.
    NotOwed,
    InTime,
    AnsweredLate,
    Open,
    /// Open, and due within a few working days.
    Soon,
    /// Open, and the day is past.
    Overdue,
}

impl CaseTiming {
    /// Whether an answer is still owed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Soon | Self::Overdue)
    }
}

/// From which deadlines are counted.
#[derive(Debug, Clone, Copy)]
pub struct CaseClock<'a> {
    pub settings: &'a Settings,
    pub workdays: &'a Workdays,
    pub today: NaiveDate,
}

impl CaseClock<'_> {
    /// The day by which a case must be answered: its own, else the source's number of working days after it came.
    pub fn due(&self, case: &Case) -> Option<NaiveDate> {
        let usual = || self.workdays.after(case.received, self.settings.cases.days(case.source));
        (!case.is_praise).then(|| case.due.unwrap_or_else(usual))
    }

    /// None for a case received later.
    pub fn view<'c>(&self, case: &'c Case) -> Option<CaseView<'c>> {
        if case.received > self.today {
            return None;
        }
        let (state, answered) = (case.state(self.today), case.answered(self.today));
        let due = self.due(case);
        let timing = match (due, answered) {
            _ if case.duplicate_of.is_some() => CaseTiming::NotOwed,
            (None, _) => CaseTiming::NotOwed,
            (Some(due), Some(answered)) if answered <= due => CaseTiming::InTime,
            (Some(_), Some(_)) => CaseTiming::AnsweredLate,
            (Some(due), None) if due < self.today => CaseTiming::Overdue,
            (Some(due), None) if self.workdays.before(due, SOON) <= self.today => CaseTiming::Soon,
            (Some(_), None) => CaseTiming::Open,
        };
        Some(CaseView { case, state, agency: case.asked(self.today), due, answered, timing })
    }
}

impl CaseView<'_> {
    /// Whether someone's agency or locality owes the answer.
    pub fn is_owed_by(&self, mine: &Mine) -> bool {
        !self.agency.is_empty() && mine.is_body(self.agency)
    }
}

/// How many cases, by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseTally {
    /// All but duplicates.
    pub received: usize,
    pub in_time: usize,
    pub late: usize,
    /// Open, with those overdue.
    pub open: usize,
    pub overdue: usize,
    pub praise: usize,
    pub duplicates: usize,
}

impl CaseTally {
    pub fn add(&mut self, view: &CaseView<'_>) {
        if view.case.duplicate_of.is_some() {
            self.duplicates += 1;
            return;
        }
        self.received += 1;
        self.praise += usize::from(view.case.is_praise);
        self.in_time += usize::from(view.timing == CaseTiming::InTime);
        self.late += usize::from(view.timing == CaseTiming::AnsweredLate);
        self.open += usize::from(view.timing.is_open());
        self.overdue += usize::from(view.timing == CaseTiming::Overdue);
    }

    /// Counts those of another tally, too.
    pub fn join(&mut self, other: Self) {
        self.received += other.received;
        self.in_time += other.in_time;
        self.late += other.late;
        self.open += other.open;
        self.overdue += other.overdue;
        self.praise += other.praise;
        self.duplicates += other.duplicates;
    }

    pub fn of<'a>(views: impl IntoIterator<Item = &'a CaseView<'a>>) -> Self {
        let mut tally = Self::default();
        views.into_iter().for_each(|view| tally.add(view));
        tally
    }
}

/// By agency and month of receipt, `(year, month)`; the agency is empty where nobody has been asked.
pub fn case_tallies<'a>(
    views: impl IntoIterator<Item = &'a CaseView<'a>>,
) -> BTreeMap<(&'a str, (i32, u32)), CaseTally> {
    let mut tallies: BTreeMap<_, CaseTally> = BTreeMap::new();
    for view in views {
        let month = (view.case.received.year(), view.case.received.month());
        tallies.entry((view.agency, month)).or_default().add(view);
    }
    tallies
}

/// What many people are upset about: a procedure, or a field where none is named, in a locality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grievance<'a> {
    pub field: &'a str,
    /// Empty where none is named.
    pub procedure: &'a str,
    /// How many raised it, duplicates included: each is a person.
    pub count: usize,
    pub open: usize,
    pub overdue: usize,
    /// How many in each locality, most first.
    pub localities: Vec<(&'a str, usize)>,
}

/// How many of each locality.
type Counts<'a> = HashMap<&'a str, usize>;

/// What people are most upset about, most first: proposes the topics of live dialogues (IV.1.b). Praise does not
/// count.
pub fn grievances<'a>(views: impl IntoIterator<Item = &'a CaseView<'a>>) -> Vec<Grievance<'a>> {
    let mut all: HashMap<(&str, &str), (Grievance<'a>, Counts<'a>)> = HashMap::new();
    for view in views {
        let case = view.case;
        if case.is_praise {
            continue;
        }
        let (field, procedure) = (case.field.as_str(), case.procedure.as_str());
        let (grievance, localities) = all.entry((field, procedure)).or_insert_with(|| {
            let none = Grievance { field, procedure, count: 0, open: 0, overdue: 0, localities: Vec::new() };
            (none, HashMap::new())
        });
        grievance.count += 1;
        grievance.open += usize::from(view.timing.is_open());
        grievance.overdue += usize::from(view.timing == CaseTiming::Overdue);
        if !case.locality.is_empty() {
            *localities.entry(&case.locality).or_default() += 1;
        }
    }
    let mut all: Vec<Grievance<'_>> = all
        .into_values()
        .map(|(mut grievance, localities)| {
            grievance.localities = localities.into_iter().collect();
            grievance.localities.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
            grievance
        })
        .collect();
    all.sort_by(|one, other| {
        let weight = |grievance: &Grievance<'_>| (grievance.count, grievance.overdue, grievance.open);
        weight(other)
            .cmp(&weight(one))
            .then_with(|| (one.field, one.procedure).cmp(&(other.field, other.procedure)))
    });
    all
}
