//! The state of a piece and of each of its airings, as of a day.

use chrono::{NaiveDate, NaiveTime};

use crate::piece::{Airing, Header, Outcome, Status};
use crate::plan::Programme;

/// The state of an airing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AiringState {
    /// It is still to come, or has no day yet.
    Planned,
    /// Its day is past, and nothing records that it went out.
    Unconfirmed,
    Aired,
}

/// The planned or actual start and length of an airing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Timing {
    pub date: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    pub seconds: Option<u32>,
}

impl Timing {
    /// Whole minutes, at least one.
    pub fn minutes(self) -> Option<u32> {
        self.seconds.map(|seconds| (seconds.saturating_add(30) / 60).max(1))
    }
}

/// A piece as known at the end of a day.
#[derive(Debug, Clone, Copy)]
pub struct AsOf<'a> {
    header: &'a Header,
    day: NaiveDate,
    status: Status,
    /// Some airing has an outcome: then each airing needs its own to count as aired.
    has_outcome: bool,
}

impl<'a> AsOf<'a> {
    pub fn new(header: &'a Header, day: NaiveDate) -> Self {
        // Includes outcomes of later days: what went out later had not gone out before.
        let has_outcome = header.airings.iter().any(|airing| airing.outcome.is_some());
        Self { header, day, status: status(header, day), has_outcome }
    }

    /// The status as of the day. A later status does not count yet; then the approvals given so far determine
    /// it.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Whether an airing went out: it has an outcome, or the piece has no outcomes at all and its status
    /// "published" counts for all airings up to the day.
    pub fn state(&self, airing: &Airing) -> AiringState {
        if outcome(airing, self.day).is_some() {
            return AiringState::Aired;
        }
        let counts_whole = self.status == Status::Published && !self.has_outcome;
        match airing.date {
            None if counts_whole => AiringState::Aired,
            Some(date) if date <= self.day && counts_whole => AiringState::Aired,
            Some(date) if date < self.day => AiringState::Unconfirmed,
            _ => AiringState::Planned,
        }
    }

    /// The day it actually went out, else the planned one.
    pub fn date(&self, airing: &Airing) -> Option<NaiveDate> {
        outcome(airing, self.day).map(|outcome| outcome.date).or(airing.date)
    }

    /// Day, time and length, taken together from the outcome, else from the planning. The programme fills
    /// gaps of the planning, but gives no time to an airing moved to another day.
    pub fn timing(&self, airing: &Airing, programme: Option<&Programme>) -> Timing {
        let planned = || airing.time.or_else(|| programme?.time);
        let minutes = airing.minutes.or_else(|| programme?.minutes);
        let seconds = minutes.map(|minutes| minutes.saturating_mul(60));
        match outcome(airing, self.day) {
            None => Timing { date: airing.date, time: planned(), seconds },
            Some(outcome) => {
                let is_moved = airing.date.is_some_and(|date| date != outcome.date);
                let time = outcome.time.or_else(|| if is_moved { None } else { planned() });
                Timing { date: Some(outcome.date), time, seconds: outcome.seconds.or(seconds) }
            }
        }
    }

    /// The first day it actually went out, else the first planned one. The piece belongs to this day's month.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let airings = &self.header.airings;
        let aired = airings.iter().filter(|airing| self.state(airing) == AiringState::Aired);
        let first = aired.filter_map(|airing| self.date(airing)).min();
        first.or_else(|| airings.iter().filter_map(|airing| airing.date).min())
    }

    /// Whether any of its airings went out.
    pub fn is_aired(&self) -> bool {
        let airings = &self.header.airings;
        airings.iter().any(|airing| self.state(airing) == AiringState::Aired)
            || airings.is_empty() && self.status == Status::Published
    }
}

/// The outcome, if known by the day.
fn outcome(airing: &Airing, day: NaiveDate) -> Option<&Outcome> {
    airing.outcome.as_ref().filter(|outcome| outcome.date <= day)
}

fn status(header: &Header, day: NaiveDate) -> Status {
    let is_known = header.status_since.is_none_or(|since| since <= day);
    if is_known {
        return header.status;
    }
    match header.status {
        Status::Idea => Status::Idea,
        Status::Drafting | Status::InReview | Status::Dropped => Status::Drafting,
        Status::Approved | Status::Published => {
            let agreed = || header.approvals.iter().filter(|approval| approval.is_agreed());
            let given = agreed().filter(|approval| approval.date <= day).count();
            // A published piece has passed all its steps; the last approval makes it approved.
            let is_approved = header.status == Status::Published && given == agreed().count();
            match given {
                0 => Status::Drafting,
                _ if is_approved => Status::Approved,
                _ => Status::InReview,
            }
        }
    }
}
