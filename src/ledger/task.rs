//! The steps of the work on a piece, with their deadlines before its first airing.

use chrono::NaiveDate;

use super::{AiringState, AsOf};
use crate::calendar::{Workdays, week};
use crate::piece::{Header, Status};
use crate::plan::{Settings, TaskStep};

/// The longest lead of a step, days: deadlines reach this far before the year's first airing.
pub const LONGEST_LEAD: u32 = 366;

/// A step of a piece as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskView<'a> {
    pub step: &'a TaskStep,
    /// The person named for it, else the one with its role; empty when nobody is.
    pub by: &'a str,
    /// None while no airing has a day.
    pub due: Option<NaiveDate>,
    pub state: TaskState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskState {
    Done(NaiveDate),
    /// Its deadline is past.
    Late,
    /// Its deadline is today or later.
    Open,
    /// No airing has a day yet.
    Undated,
}

/// A step of a piece whose deadline is past.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LateTask<'a> {
    pub piece: &'a Header,
    pub task: TaskView<'a>,
    pub due: NaiveDate,
}

/// The late steps of all pieces, the longest late first.
pub fn late_tasks<'a>(
    settings: &'a Settings,
    workdays: &Workdays,
    headers: impl Iterator<Item = &'a Header>,
    today: NaiveDate,
) -> Vec<LateTask<'a>> {
    let late = |piece: &'a Header| {
        let late = tasks(settings, workdays, piece, today).into_iter();
        let late = late.filter(|task| task.state == TaskState::Late);
        late.filter_map(move |task| Some(LateTask { piece, due: task.due?, task }))
    };
    let mut found: Vec<LateTask<'_>> = headers.flat_map(late).collect();
    found.sort_by_key(|late| late.due);
    found
}

/// The working days from which deadlines in this year are counted.
pub fn workdays(year: i32, settings: &Settings) -> Workdays {
    let bounds = (NaiveDate::from_ymd_opt(year - 1, 1, 1), NaiveDate::from_ymd_opt(year + 1, 1, 31));
    match bounds {
        (Some(from), Some(to)) => Workdays::new(from, to, &settings.holidays),
        _ => Workdays::default(),
    }
}

/// The steps of a piece in the order of the template; none for a piece that went out, is dropped, or whose
/// activity has no template. They move with the first airing still to come.
pub fn tasks<'a>(
    settings: &'a Settings,
    workdays: &Workdays,
    header: &'a Header,
    today: NaiveDate,
) -> Vec<TaskView<'a>> {
    let known = AsOf::new(header, today);
    let Some(template) = settings.task_template(&header.activity) else { return Vec::new() };
    if known.is_aired() || known.status() == Status::Dropped {
        return Vec::new();
    }
    let planned = header.airings.iter().filter(|airing| known.state(airing) != AiringState::Aired);
    let airing = planned.filter_map(|airing| airing.date).min();
    let view = |step: &'a TaskStep| {
        let own = header.tasks.iter().find(|task| task.step == step.id);
        let named = own.map(|task| task.by.as_str()).filter(|by| !by.is_empty());
        let by = named.or_else(|| header.person(&step.role)).unwrap_or_default();
        let due = airing.map(|day| deadline(step, day, workdays));
        let done = own.and_then(|task| task.done).filter(|done| *done <= today);
        let state = match (done, due) {
            (Some(done), _) => TaskState::Done(done),
            (None, None) => TaskState::Undated,
            (None, Some(due)) if due < today => TaskState::Late,
            (None, Some(_)) => TaskState::Open,
        };
        TaskView { step, by, due, state }
    };
    template.steps.iter().map(view).collect()
}

fn deadline(step: &TaskStep, airing: NaiveDate, workdays: &Workdays) -> NaiveDate {
    let days = step.days_before.min(LONGEST_LEAD);
    if step.is_workdays {
        return workdays.before(airing, days);
    }
    week::add_days(airing, -i64::from(days))
}
