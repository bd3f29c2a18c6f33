//! Which bodies sent their part of a period's report, and which are late.

use chrono::NaiveDate;

use crate::plan::{Plan, Settings};
use crate::reporting::{Reports, reporting_bodies};

/// A body's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnState {
    /// Id of the agency or the locality.
    pub body: String,
    /// The day it came, as known at the end of the day asked.
    pub received: Option<NaiveDate>,
    /// The period is over and nothing came.
    pub is_late: bool,
}

/// The parts of a period, as of the end of a day.
pub fn returns(
    plan: &Plan,
    settings: &Settings,
    reports: &Reports,
    period: (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> Vec<ReturnState> {
    let bodies = reporting_bodies(plan, &settings.office, period.1);
    let state = |body: String| {
        let received = reports.of(period, &body).and_then(|one| one.received).filter(|day| *day <= today);
        ReturnState { is_late: received.is_none() && period.1 < today, body, received }
    };
    bodies.into_iter().map(state).collect()
}
