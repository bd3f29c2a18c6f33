//! Progress: owed, in hand and done, by activity and month, locality, topic and tone.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{AsOf, Mine, Obligations, SlotState, SlotView};
use crate::piece::{Header, Status, Tone};
use crate::plan::{Body, Plan};

/// Numbers of slots by state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All slots that the plan obliges: the sum of the states.
    pub owed: u32,
    /// Slots whose last day has come.
    pub due: u32,
    pub in_time: u32,
    pub late: u32,
    pub unconfirmed: u32,
    pub ready: u32,
    pub in_hand: u32,
    pub empty: u32,
    pub missing: u32,
}

impl Tally {
    /// Counts the slots as of the end of `today`.
    pub fn of<'a>(views: impl Iterator<Item = &'a SlotView>, today: NaiveDate) -> Self {
        let mut tally = Self::default();
        views.for_each(|view| tally.add(view, today));
        tally
    }

    /// Aired, in time or late.
    pub fn done(self) -> u32 {
        self.in_time + self.late
    }

    /// Slots that need attention: past their day and not known to have gone out.
    pub fn open(self) -> u32 {
        self.unconfirmed + self.missing
    }

    pub fn count(self, state: SlotState) -> u32 {
        match state {
            SlotState::Empty => self.empty,
            SlotState::InHand => self.in_hand,
            SlotState::Ready => self.ready,
            SlotState::InTime => self.in_time,
            SlotState::Late => self.late,
            SlotState::Unconfirmed => self.unconfirmed,
            SlotState::Missing => self.missing,
        }
    }

    /// Counts one more slot as of the end of `today`.
    pub fn add(&mut self, view: &SlotView, today: NaiveDate) {
        self.owed += 1;
        self.due += u32::from(view.slot.to <= today);
        *match view.state {
            SlotState::Empty => &mut self.empty,
            SlotState::InHand => &mut self.in_hand,
            SlotState::Ready => &mut self.ready,
            SlotState::InTime => &mut self.in_time,
            SlotState::Late => &mut self.late,
            SlotState::Unconfirmed => &mut self.unconfirmed,
            SlotState::Missing => &mut self.missing,
        } += 1;
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, one| Self {
            owed: sum.owed + one.owed,
            due: sum.due + one.due,
            in_time: sum.in_time + one.in_time,
            late: sum.late + one.late,
            unconfirmed: sum.unconfirmed + one.unconfirmed,
            ready: sum.ready + one.ready,
            in_hand: sum.in_hand + one.in_hand,
            empty: sum.empty + one.empty,
            missing: sum.missing + one.missing,
        })
    }
}

/// Numbers of pieces that praise and criticise (IV.1.a, IV.2). A piece may do both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ToneTally {
    pub pieces: u32,
    pub praise: u32,
    pub critique: u32,
    /// Pieces that name a model official (IV.2).
    pub model_official: u32,
}

/// An activity's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActivityProgress {
    pub activity: String,
    /// January first ([`SlotView::month`]).
    pub months: [Tally; 12],
    /// In each month, the long slots that are open in it ([`SlotView::is_long_open_in`]).
    pub open: [u32; 12],
    pub total: Tally,
    /// By the month a piece belongs to ([`AsOf::first_day`]).
    pub tones: [ToneTally; 12],
}

/// A locality's or an agency's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BodyProgress {
    pub id: String,
    /// In the order of [`Progress::activities`]; all zero where the activity is not owed by each body.
    pub activities: Vec<Tally>,
    pub total: Tally,
}

/// A topic of section III and its pieces, without dropped ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicProgress {
    pub clause: String,
    pub pieces: u32,
    /// Of these, to have gone out by the day: their first day has come.
    pub due: u32,
    /// Those that went out.
    pub published: u32,
    /// By the month a piece belongs to; pieces without a day, or with one in another year, are in none.
    pub months: [u32; 12],
}

/// The progress of the plan on the day of its obligations.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    pub activities: Vec<ActivityProgress>,
    /// The localities with obligations, in the plan's order.
    pub localities: Vec<BodyProgress>,
    /// The agencies with obligations as one of several, in the plan's order.
    pub agencies: Vec<BodyProgress>,
    /// Every topic of the plan, in its order.
    pub topics: Vec<TopicProgress>,
    /// Of all activities together.
    pub tones: [ToneTally; 12],
    pub total: Tally,
}

impl Progress {
    /// Counts the pieces and their tones ([`crate::piece::tones`]) too.
    pub fn new<'a>(
        plan: &Plan,
        obligations: &Obligations,
        pieces: impl Iterator<Item = (&'a Header, &'a [Tone])>,
    ) -> Self {
        let mut progress = Self::empty(plan);
        progress.count_slots(plan, obligations.today(), obligations.slots.iter());
        progress.count_pieces(plan, obligations.today(), pieces);
        progress
    }

    /// Like [`Self::new`], of what is someone's own, without the rows of others.
    pub fn of_mine<'a>(
        plan: &Plan,
        obligations: &Obligations,
        pieces: impl Iterator<Item = (&'a Header, &'a [Tone])>,
        mine: &Mine,
    ) -> Self {
        let mut progress = Self::empty(plan);
        let slots = obligations.slots.iter().filter(|view| mine.has_slot(&view.slot.id));
        progress.count_slots(plan, obligations.today(), slots);
        progress.count_pieces(
            plan,
            obligations.today(),
            pieces.filter(|(header, _)| mine.has_header(header)),
        );
        progress
    }

    /// Praise, critique and model officials of the whole year.
    pub fn year_tones(&self) -> ToneTally {
        let sum = |count: fn(&ToneTally) -> u32| self.tones.iter().map(count).sum();
        ToneTally {
            pieces: sum(|tally| tally.pieces),
            praise: sum(|tally| tally.praise),
            critique: sum(|tally| tally.critique),
            model_official: sum(|tally| tally.model_official),
        }
    }

    pub fn activity(&self, id: &str) -> Option<&ActivityProgress> {
        self.activities.iter().find(|row| row.activity == id)
    }

    pub fn locality(&self, id: &str) -> Option<&BodyProgress> {
        self.localities.iter().find(|row| row.id == id)
    }

    pub fn topic(&self, clause: &str) -> Option<&TopicProgress> {
        self.topics.iter().find(|row| row.clause == clause)
    }

    fn empty(plan: &Plan) -> Self {
        let activities = plan.activities.iter().map(|activity| ActivityProgress {
            activity: activity.id.clone(),
            months: Default::default(),
            open: [0; 12],
            total: Tally::default(),
            tones: Default::default(),
        });
        let body = |id: &String| BodyProgress {
            id: id.clone(),
            activities: vec![Tally::default(); plan.activities.len()],
            total: Tally::default(),
        };
        let topics = plan.audiences.iter().flat_map(|audience| &audience.topics).map(|topic| TopicProgress {
            clause: topic.clause.clone(),
            pieces: 0,
            due: 0,
            published: 0,
            months: [0; 12],
        });
        Self {
            activities: activities.collect(),
            localities: plan.localities.iter().map(|locality| body(&locality.id)).collect(),
            agencies: plan.agencies.iter().map(|agency| body(&agency.id)).collect(),
            topics: topics.collect(),
            tones: Default::default(),
            total: Tally::default(),
        }
    }

    fn count_slots<'a>(&mut self, plan: &Plan, today: NaiveDate, slots: impl Iterator<Item = &'a SlotView>) {
        let activities = positions(plan.activities.iter().map(|activity| activity.id.as_str()));
        let localities = positions(plan.localities.iter().map(|locality| locality.id.as_str()));
        let agencies = positions(plan.agencies.iter().map(|agency| agency.id.as_str()));
        for view in slots {
            self.total.add(view, today);
            let Some(&row) = activities.get(view.slot.id.activity()) else { continue };
            let activity = &mut self.activities[row];
            activity.total.add(view, today);
            activity.months[view.month(plan.year) as usize - 1].add(view, today);
            for (month, open) in (1..).zip(&mut activity.open) {
                *open += u32::from(view.is_long_open_in(month, today));
            }
            let body = view.slot.id.body().and_then(|body| match body {
                Body::Locality(id) => self.localities.get_mut(*localities.get(id)?),
                Body::Agency(id) => self.agencies.get_mut(*agencies.get(id)?),
            });
            if let Some(body) = body {
                body.activities[row].add(view, today);
                body.total.add(view, today);
            }
        }
        self.localities.retain(|body| body.total.owed > 0);
        self.agencies.retain(|body| body.total.owed > 0);
    }

    fn count_pieces<'a>(
        &mut self,
        plan: &Plan,
        today: NaiveDate,
        pieces: impl Iterator<Item = (&'a Header, &'a [Tone])>,
    ) {
        let activities = positions(plan.activities.iter().map(|activity| activity.id.as_str()));
        let clauses: Vec<String> = self.topics.iter().map(|topic| topic.clause.clone()).collect();
        let topics = positions(clauses.iter().map(String::as_str));
        for (header, tones) in pieces {
            let known = AsOf::new(header, today);
            if known.status() == Status::Dropped {
                continue;
            }
            let first = known.first_day();
            let day = first.filter(|day| day.year() == plan.year);
            let month = day.map(|day| day.month0() as usize);
            let is_published = known.is_aired();
            for (nth, clause) in header.topics.iter().enumerate() {
                // A piece that names a clause twice counts once.
                let is_new = !header.topics[..nth].contains(clause);
                if let Some(&at) = topics.get(clause.as_str()).filter(|_| is_new) {
                    let topic = &mut self.topics[at];
                    topic.pieces += 1;
                    topic.due += u32::from(is_published || first.is_some_and(|day| day <= today));
                    topic.published += u32::from(is_published);
                    if let Some(month) = month {
                        topic.months[month] += 1;
                    }
                }
            }
            if let Some(month) = month {
                let add = |tally: &mut ToneTally| {
                    tally.pieces += 1;
                    tally.praise += u32::from(tones.contains(&Tone::Praise));
                    tally.critique += u32::from(tones.contains(&Tone::Critique));
                    tally.model_official += u32::from(tones.contains(&Tone::ModelOfficial));
                };
                add(&mut self.tones[month]);
                if let Some(&row) = activities.get(header.activity.as_str()) {
                    add(&mut self.activities[row].tones[month]);
                }
            }
        }
    }
}

fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(index, id)| (id, index)).collect()
}
