//! Who does what in which week, as the screen shows it; derived from the ledger after a change.

use chrono::NaiveDate;

use crate::calendar::week;
use crate::fold::{self, Query, Sorter};
use crate::ledger::{Duty, TaskState, Week, Workload};
use crate::newsroom::Newsroom;
use crate::piece::PieceId;
use crate::plan::{Person, Settings};
use crate::ui::Context;

#[derive(Debug, Default)]
pub(super) struct Board {
    /// The weeks' Mondays.
    pub mondays: Vec<NaiveDate>,
    /// The person at this machine, work that nobody has taken, then all others by name.
    pub people: Vec<PersonLine>,
    /// Whether only what is mine is shown.
    pub is_limited: bool,
}

/// A person and what they do in each week.
#[derive(Debug)]
pub(super) struct PersonLine {
    /// Empty for work that nobody has taken.
    pub name: String,
    /// "Biên tập, Đài PT-TH"
    pub detail: String,
    pub phone: String,
    pub weeks: Vec<WeekCell>,
    is_me: bool,
    /// Folded text that a search looks at.
    folded: String,
}

#[derive(Debug, Default)]
pub(super) struct WeekCell {
    pub open: usize,
    pub late: usize,
    pub is_overloaded: bool,
    pub works: Vec<Work>,
}

/// One thing to do in a piece.
#[derive(Debug)]
pub(super) struct Work {
    pub day: NaiveDate,
    pub piece: PieceId,
    /// "Quay", "MC"
    pub name: String,
    /// The step's id and state; none for a role on air.
    pub step: Option<(String, TaskState)>,
}

/// Which people are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    #[default]
    All,
    Overloaded,
    Late,
}

impl Board {
    /// `count` weeks from the one that begins on `monday`.
    pub fn new(context: &Context, monday: NaiveDate, count: usize) -> Self {
        let newsroom = &context.newsroom;
        let (settings, mine) = (newsroom.settings(), context.only_mine());
        let me = context.identity.name.as_str();
        let mondays: Vec<NaiveDate> = (0..count as i64).map(|at| week::add_days(monday, 7 * at)).collect();
        let last = mondays.last().map_or(monday, |monday| week::add_days(*monday, 6));
        let found = newsroom.workload((monday, last)).into_iter();
        let found = found.filter_map(|of| match &mine {
            Some(mine) => of.of_mine(settings, mine, me),
            None => Some(of),
        });
        let mut people: Vec<PersonLine> = found
            .map(|of| PersonLine::new(of.person, cells(&of, &mondays, settings), newsroom, me))
            .collect();
        let is_theirs = |person: &&Person| match &mine {
            Some(mine) => person.name == me || mine.agency() == Some(person.agency.as_str()),
            None => true,
        };
        // Whoever is free is listed too.
        for person in settings.people.iter().filter(is_theirs) {
            if !person.name.is_empty() && !people.iter().any(|line| line.name == person.name) {
                let idle = mondays.iter().map(|_| WeekCell::default()).collect();
                people.push(PersonLine::new(&person.name, idle, newsroom, me));
            }
        }
        Sorter::new().sort_by(&mut people, |line| &line.name);
        people.sort_by_key(|line| (!line.is_me, !line.name.is_empty()));
        Self { mondays, people, is_limited: mine.is_some() }
    }

    /// The indexes of the people that a search finds.
    pub fn found(&self, query: &str, shown: Shown) -> Vec<usize> {
        let query = Query::new(query);
        let is_shown = |line: &PersonLine| match shown {
            Shown::All => true,
            Shown::Overloaded => line.is_overloaded(),
            Shown::Late => line.late() > 0,
        };
        let found = self.people.iter().enumerate();
        let found = found.filter(|(_, line)| is_shown(line) && query.matches_folded(&line.folded));
        found.map(|(at, _)| at).collect()
    }

    pub fn line(&self, name: &str) -> Option<&PersonLine> {
        self.people.iter().find(|line| line.name == name)
    }
}

impl PersonLine {
    fn new(name: &str, weeks: Vec<WeekCell>, newsroom: &Newsroom, me: &str) -> Self {
        let known = newsroom.settings().person(name);
        let agency = known.and_then(|known| newsroom.plan().agency(&known.agency));
        let role = known.map(|known| known.role.as_str());
        let parts = [role, agency.map(|agency| agency.short.as_str())].into_iter().flatten();
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let detail = parts.join(", ");
        let phone = known.map_or_else(String::new, |known| known.phone.clone());
        let long = agency.map_or("", |agency| agency.name.as_str());
        Self {
            folded: fold::fold(&format!("{} {detail} {long} {phone}", shown_name(name))),
            name: name.to_owned(),
            detail,
            phone,
            weeks,
            is_me: !me.is_empty() && name == me,
        }
    }

    pub fn is_overloaded(&self) -> bool {
        self.weeks.iter().any(|week| week.is_overloaded)
    }

    pub fn late(&self) -> usize {
        self.weeks.iter().map(|week| week.late).sum()
    }

    /// "Chị Lan (bạn)", "Chưa giao ai"
    pub fn title(&self) -> String {
        let you = if self.is_me { " (bạn)" } else { "" };
        format!("{}{you}", shown_name(&self.name))
    }
}

fn shown_name(name: &str) -> &str {
    if name.is_empty() { "Chưa giao ai" } else { name }
}

fn cells(of: &Workload<'_>, mondays: &[NaiveDate], settings: &Settings) -> Vec<WeekCell> {
    let cell = |monday: &NaiveDate| {
        let week = of.weeks.iter().find(|week| week.monday == *monday);
        week.map_or_else(WeekCell::default, |week| WeekCell {
            open: week.open(),
            late: week.late(),
            is_overloaded: of.is_overloaded(week, settings),
            works: works(week),
        })
    };
    mondays.iter().map(cell).collect()
}

fn works(week: &Week<'_>) -> Vec<Work> {
    let work = week.assignments.iter().map(|assignment| Work {
        day: assignment.day,
        piece: assignment.piece.id.clone(),
        name: assignment.duty.name().to_owned(),
        step: match assignment.duty {
            Duty::Task(step, state) => Some((step.id.clone(), state)),
            Duty::Role(_) => None,
        },
    });
    work.collect()
}
