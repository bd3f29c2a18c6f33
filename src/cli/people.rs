//! `toasoan people`: who does what, week by week.

use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use super::table::Table;
use super::{Failure, open, ordered, print, print_json, today};
use crate::calendar::{week, wording};
use crate::ledger::{Assignment, Duty, TaskState, Workload, workload};
use crate::piece::PieceId;
use crate::plan::Settings;

/// How many days are shown from today on, unless asked otherwise.
const AHEAD: i64 = 27;

#[derive(Debug, Serialize)]
struct Listing<'a> {
    as_of: NaiveDate,
    from: NaiveDate,
    to: NaiveDate,
    people: Vec<PersonRow<'a>>,
}

/// A person; the name is empty for work that nobody has taken.
#[derive(Debug, Serialize)]
struct PersonRow<'a> {
    name: &'a str,
    /// Id of the agency, empty when unknown.
    agency: &'a str,
    role: &'a str,
    phone: &'a str,
    weeks: Vec<WeekRow<'a>>,
}

#[derive(Debug, Serialize)]
struct WeekRow<'a> {
    /// ISO 8601: "2014-W12".
    week: String,
    from: NaiveDate,
    /// Assignments still to be done.
    open: usize,
    overloaded: bool,
    assignments: Vec<AssignmentRow<'a>>,
}

#[derive(Debug, Serialize)]
struct AssignmentRow<'a> {
    day: NaiveDate,
    /// `task` or `role`.
    kind: &'static str,
    /// The step's or the role's name.
    name: &'a str,
    /// `done`, `late` or `open`; `open` for a role.
    state: &'static str,
    piece: &'a PieceId,
    title: &'a str,
}

impl<'a> AssignmentRow<'a> {
    fn new(assignment: &Assignment<'a>) -> Self {
        let (kind, state) = match assignment.duty {
            Duty::Task(_, TaskState::Done(_)) => ("task", "done"),
            Duty::Task(_, TaskState::Late) => ("task", "late"),
            Duty::Task(_, TaskState::Open | TaskState::Undated) => ("task", "open"),
            Duty::Role(_) => ("role", "open"),
        };
        Self {
            day: assignment.day,
            kind,
            name: assignment.duty.name(),
            state,
            piece: &assignment.piece.id,
            title: &assignment.piece.title,
        }
    }
}

impl<'a> PersonRow<'a> {
    fn new(of: &Workload<'a>, settings: &'a Settings) -> Self {
        let known = settings.person(of.person);
        let weeks = of.weeks.iter().map(|of_week| {
            let (year, number) = week::iso_week(of_week.monday);
            WeekRow {
                week: format!("{year}-W{number:02}"),
                from: of_week.monday,
                open: of_week.open(),
                overloaded: of.is_overloaded(of_week, settings),
                assignments: of_week.assignments.iter().map(AssignmentRow::new).collect(),
            }
        });
        Self {
            name: of.person,
            agency: known.map_or("", |known| &known.agency),
            role: known.map_or("", |known| &known.role),
            phone: known.map_or("", |known| &known.phone),
            weeks: weeks.collect(),
        }
    }
}

pub fn run(
    path: &Path,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    asked: Option<NaiveDate>,
    is_json: bool,
) -> Result<(), Failure> {
    ordered(from, to)?;
    let opened = open(path)?;
    let (plan, settings) = (&opened.plan, &opened.settings);
    let today = today(asked, settings);
    let from = from.unwrap_or_else(|| week::monday_of(today));
    let to = to.unwrap_or_else(|| week::add_days(from, AHEAD));
    let headers = opened.pieces.iter().map(|stored| &stored.piece.header);
    let found = workload(plan, settings, headers, (from, to), today);
    if is_json {
        let people = found.iter().map(|of| PersonRow::new(of, settings)).collect();
        return print_json(&Listing { as_of: today, from, to, people });
    }
    let mut table = Table::new(["Người", "Ngày", "Việc", "Bài", "Tình trạng"]);
    for (of, assignment) in found
        .iter()
        .flat_map(|of| of.weeks.iter().flat_map(|of_week| &of_week.assignments).map(move |a| (of, a)))
    {
        table.row([
            if of.person.is_empty() { "(chưa giao)".into() } else { of.person.to_owned() },
            wording::date(assignment.day),
            assignment.duty.name().to_owned(),
            assignment.piece.title.clone(),
            match assignment.duty {
                Duty::Task(_, TaskState::Done(day)) => format!("xong {}", wording::day_month(day)),
                Duty::Task(_, TaskState::Late) => "trễ".to_owned(),
                _ => String::new(),
            },
        ]);
    }
    let mut text = if table.is_empty() { String::new() } else { table.render() };
    for of in &found {
        for of_week in of.weeks.iter().filter(|of_week| of.is_overloaded(of_week, settings)) {
            let _ = writeln!(
                text,
                "{} quá tải tuần {}: {}.",
                of.person,
                week::iso_week(of_week.monday).1,
                wording::counted(of_week.open(), "việc")
            );
        }
    }
    let named = found.iter().filter(|of| !of.person.is_empty()).count();
    let _ = writeln!(
        text,
        "{}, từ {} đến {}.",
        wording::counted(named, "người"),
        wording::date(from),
        wording::date(to)
    );
    print(&text)
}
