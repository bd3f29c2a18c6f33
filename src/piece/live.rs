//! A live programme as it runs: which item is on air, how far it is ahead or behind, and what really happened.
//!
//! The desk is a list of what was done and when; everything else is computed from it, so undo takes the last act
//! away. The clock is given.

mod record;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::as_run::AsRun;
use super::av::Script;
use crate::plan::Settings;

/// The rundown with what was done so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Desk {
    pub items: Vec<Item>,
    /// Seconds on air that are planned; the sum of the items when the programme has no length.
    pub frame: u32,
    /// When it should begin.
    pub planned_start: Option<NaiveTime>,
    acts: Vec<(NaiveDateTime, Act)>,
}

/// An item of the rundown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// "03", as written.
    pub number: String,
    pub name: String,
    /// Planned seconds.
    pub planned: u32,
}

/// What is done at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// This item goes on air; the one before ends.
    Start(usize),
    /// It will not be aired.
    Skip(usize),
    /// It is put aside and may come back.
    Float(usize),
    /// A skipped or floated item waits in its place again.
    Return(usize),
    /// The clock of the item on air stands: a break, lost sound.
    Hold,
    Resume,
    /// A question or a remark that came in.
    Note(String),
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Waiting,
    OnAir,
    Done,
    Skipped,
    Floated,
}

/// An item as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub state: State,
    /// When it went on air first.
    pub started: Option<NaiveDateTime>,
    pub ended: Option<NaiveDateTime>,
    /// Seconds on air, without what was held.
    pub actual: i64,
    /// The latest start with which the rest still ends on time; none for what is over or put aside.
    pub latest: Option<NaiveDateTime>,
}

/// The programme as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Now {
    pub rows: Vec<Row>,
    pub began: Option<NaiveDateTime>,
    pub ended: Option<NaiveDateTime>,
    pub on_air: Option<usize>,
    pub next: Option<usize>,
    pub is_held: bool,
    /// Seconds from its beginning to its end or to now.
    pub elapsed: i64,
    /// Seconds held.
    pub held: i64,
    /// When it would end if the rest takes what is planned.
    pub expected_end: Option<NaiveDateTime>,
    /// Seconds beyond the planned end; negative when there is time to spare.
    pub over: i64,
}

impl Desk {
    /// `minutes` on air that are planned.
    pub fn new(script: &Script, settings: &Settings, minutes: Option<u32>, start: Option<NaiveTime>) -> Self {
        let items: Vec<Item> = script
            .rows
            .iter()
            .map(|row| Item {
                number: row.heading().0.to_owned(),
                name: match row.heading().1 {
                    "" => row.title().to_owned(),
                    name => name.to_owned(),
                },
                planned: row.seconds(settings),
            })
            .collect();
        let sum = items.iter().fold(0_u32, |sum, item| sum.saturating_add(item.planned));
        let frame = minutes.map_or(sum, |minutes| minutes.saturating_mul(60));
        Self { items, frame, planned_start: start, acts: Vec::new() }
    }

    pub fn acts(&self) -> &[(NaiveDateTime, Act)] {
        &self.acts
    }

    /// Does something now, if it makes sense now; returns whether it did.
    pub fn act(&mut self, act: Act, now: NaiveDateTime) -> bool {
        let now = whole(now);
        // A clock that was put back does not undo what is done.
        let now = self.acts.last().map_or(now, |(last, _)| now.max(*last));
        let state = self.at(now);
        let is = |item: usize, states: &[State]| {
            state.rows.get(item).is_some_and(|row| states.contains(&row.state))
        };
        let is_running = state.began.is_some() && state.ended.is_none();
        let makes_sense = match &act {
            _ if state.ended.is_some() => false,
            Act::Start(item) => !is(*item, &[State::OnAir]) && *item < self.items.len(),
            Act::Skip(item) | Act::Float(item) => is(*item, &[State::Waiting]),
            Act::Return(item) => is(*item, &[State::Skipped, State::Floated]),
            Act::Hold => is_running && !state.is_held,
            Act::Resume => is_running && state.is_held,
            Act::Note(text) => !text.trim().is_empty(),
            Act::End => is_running,
        };
        if makes_sense {
            self.acts.push((now, act));
        }
        makes_sense
    }

    /// Takes the last act away; returns whether there was one.
    pub fn undo(&mut self) -> bool {
        self.acts.pop().is_some()
    }

    /// The programme at a time.
    pub fn at(&self, now: NaiveDateTime) -> Now {
        let now = whole(now);
        let waiting = Row { state: State::Waiting, started: None, ended: None, actual: 0, latest: None };
        let mut state = Now { rows: vec![waiting; self.items.len()], ..Now::default() };
        let mut since = None;
        for (at, act) in &self.acts {
            state.pass(&mut since, *at);
            match act {
                Act::Start(item) => state.start(*item, *at),
                Act::Skip(item) => state.rows[*item].state = State::Skipped,
                Act::Float(item) => state.rows[*item].state = State::Floated,
                Act::Return(item) => state.rows[*item].state = State::Waiting,
                Act::Hold => state.is_held = true,
                Act::Resume => state.is_held = false,
                Act::Note(_) => {}
                Act::End => {
                    state.finish(*at);
                    state.ended = Some(*at);
                    state.is_held = false;
                }
            }
        }
        state.pass(&mut since, now);
        let last = state.rows.iter().rposition(|row| matches!(row.state, State::OnAir | State::Done));
        let waits = |index: &usize| state.rows[*index].state == State::Waiting;
        let after = state.on_air.or(last).map_or(0, |item| item + 1);
        state.next = (after..self.items.len()).chain(0..after.min(self.items.len())).find(waits);
        self.foresee(&mut state, now);
        state
    }

    /// The expected end, and the latest starts, counted back from the planned end.
    fn foresee(&self, state: &mut Now, now: NaiveDateTime) {
        let begin = match (state.began, self.planned_start) {
            (Some(began), Some(time)) => near(began, time),
            (Some(began), None) => began,
            // Hours before it the desk is being prepared.
            (None, Some(time)) => near(now, time).max(now.date().and_time(time)),
            (None, None) => now,
        };
        let end = begin + TimeDelta::seconds(i64::from(self.frame));
        let mut left = 0;
        for (row, item) in state.rows.iter_mut().zip(&self.items).rev() {
            match row.state {
                State::Waiting => {
                    left += i64::from(item.planned);
                    row.latest = Some(end - TimeDelta::seconds(left));
                }
                State::OnAir => left += (i64::from(item.planned) - row.actual).max(0),
                State::Done | State::Skipped | State::Floated => {}
            }
        }
        let from = state.ended.unwrap_or(if state.began.is_some() { now } else { begin.max(now) });
        let left = if state.ended.is_some() { 0 } else { left };
        let expected = from + TimeDelta::seconds(left);
        state.expected_end = Some(expected);
        state.over = (expected - end).num_seconds();
    }

    /// What really happened, to be kept with the piece; none before it began.
    pub fn record(&self, now: NaiveDateTime) -> Option<AsRun> {
        record::write(self, &self.at(now))
    }
}

impl Now {
    /// Lets the time until `at` pass.
    fn pass(&mut self, since: &mut Option<NaiveDateTime>, at: NaiveDateTime) {
        let before = since.replace(at);
        let (Some(before), Some(_), None) = (before, self.began, self.ended) else { return };
        let seconds = (at - before).num_seconds().max(0);
        self.elapsed += seconds;
        match self.on_air {
            _ if self.is_held => self.held += seconds,
            Some(item) => self.rows[item].actual += seconds,
            None => {}
        }
    }

    fn start(&mut self, item: usize, at: NaiveDateTime) {
        self.finish(at);
        self.began = self.began.or(Some(at));
        let row = &mut self.rows[item];
        (row.state, row.ended) = (State::OnAir, None);
        row.started = row.started.or(Some(at));
        self.on_air = Some(item);
        self.is_held = false;
    }

    fn finish(&mut self, at: NaiveDateTime) {
        if let Some(item) = self.on_air.take() {
            (self.rows[item].state, self.rows[item].ended) = (State::Done, Some(at));
        }
    }
}

/// Whole seconds, as the clock shows them: the lengths add up to what the times say.
fn whole(at: NaiveDateTime) -> NaiveDateTime {
    at.with_nanosecond(0).unwrap_or(at)
}

/// How far the programme may begin from its planned time; farther away it is a rehearsal and counts from its own
/// beginning.
const NEAR: TimeDelta = TimeDelta::hours(1);

/// The planned time nearest to `at`; `at` itself when none is near.
fn near(at: NaiveDateTime, time: NaiveTime) -> NaiveDateTime {
    let days = [-1, 0, 1].map(|days| at.date().and_time(time) + TimeDelta::days(days));
    days.into_iter().find(|planned| (*planned - at).abs() <= NEAR).unwrap_or(at)
}

#[cfg(test)]
mod tests;
