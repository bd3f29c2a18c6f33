//! What is owed, in hand and done: by activity and month, by locality, by topic, by tone.

use std::collections::HashMap;

use chrono::Datelike;
use serde::Serialize;

use super::{Obligations, Plan, SlotState, SlotView};
use crate::piece::{Airing, Piece, Status, Tone};

/// How many slots stand in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub empty: u32,
    pub in_hand: u32,
    pub ready: u32,
    pub published: u32,
    pub overdue: u32,
}

impl Tally {
    /// All that the plan obliges.
    pub fn owed(self) -> u32 {
        self.empty + self.in_hand + self.ready + self.published + self.overdue
    }

    fn add(&mut self, state: SlotState) {
        *match state {
            SlotState::Empty => &mut self.empty,
            SlotState::InHand => &mut self.in_hand,
            SlotState::Ready => &mut self.ready,
            SlotState::Published => &mut self.published,
            SlotState::Overdue => &mut self.overdue,
        } += 1;
    }
}

/// Pieces that praise and criticise (IV.1.a, IV.2). A piece may do both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ToneTally {
    pub pieces: u32,
    pub praise: u32,
    pub critique: u32,
    /// A model official is named (IV.2).
    pub model_official: u32,
}

/// An activity's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActivityProgress {
    pub activity: String,
    /// January first. A slot counts in the month its duty falls due, wherever its airing was moved to;
    /// one that spans months counts in that of its date, when it has one in the plan's year.
    pub months: [Tally; 12],
    pub total: Tally,
    /// Pieces by the month of their first airing.
    pub tones: [ToneTally; 12],
}

/// A locality's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LocalityProgress {
    pub locality: String,
    /// In the order of [`Progress::activities`]; nothing owed where the activity is the city's.
    pub activities: Vec<Tally>,
    pub total: Tally,
}

/// A topic of section III and the pieces that tell it. Dropped pieces are not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicProgress {
    pub clause: String,
    pub pieces: u32,
    /// Of these, published.
    pub published: u32,
    /// By the month of their first airing; pieces without a day, or with one in another year, are in none.
    pub months: [u32; 12],
}

/// The progress of the plan on the day its obligations were drawn up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    pub activities: Vec<ActivityProgress>,
    /// The localities that owe something, in the plan's order.
    pub localities: Vec<LocalityProgress>,
    /// Every topic of the plan, in its order.
    pub topics: Vec<TopicProgress>,
    /// Of all activities together.
    pub tones: [ToneTally; 12],
    pub total: Tally,
}

impl Progress {
    /// With the tones that the pieces' headers name.
    pub fn new<'a>(plan: &Plan, obligations: &Obligations, pieces: impl Iterator<Item = &'a Piece>) -> Self {
        Self::with_tones(plan, obligations, pieces, |piece, tone| piece.header.tones.contains(&tone))
    }

    /// With tones found otherwise, for example in the rows of a script.
    pub fn with_tones<'a>(
        plan: &Plan,
        obligations: &Obligations,
        pieces: impl Iterator<Item = &'a Piece>,
        has_tone: impl Fn(&Piece, Tone) -> bool,
    ) -> Self {
        let mut progress = Self::empty(plan);
        progress.count_slots(plan, obligations);
        progress.count_pieces(plan, pieces, has_tone);
        progress
    }

    pub fn activity(&self, id: &str) -> Option<&ActivityProgress> {
        self.activities.iter().find(|row| row.activity == id)
    }

    pub fn locality(&self, id: &str) -> Option<&LocalityProgress> {
        self.localities.iter().find(|row| row.locality == id)
    }

    pub fn topic(&self, clause: &str) -> Option<&TopicProgress> {
        self.topics.iter().find(|row| row.clause == clause)
    }

    fn empty(plan: &Plan) -> Self {
        let activities = plan.activities.iter().map(|activity| ActivityProgress {
            activity: activity.id.clone(),
            months: Default::default(),
            total: Tally::default(),
            tones: Default::default(),
        });
        let localities = plan.localities.iter().map(|locality| LocalityProgress {
            locality: locality.id.clone(),
            activities: vec![Tally::default(); plan.activities.len()],
            total: Tally::default(),
        });
        let topics = plan.audiences.iter().flat_map(|audience| &audience.topics).map(|topic| TopicProgress {
            clause: topic.clause.clone(),
            pieces: 0,
            published: 0,
            months: [0; 12],
        });
        Self {
            activities: activities.collect(),
            localities: localities.collect(),
            topics: topics.collect(),
            tones: Default::default(),
            total: Tally::default(),
        }
    }

    fn count_slots(&mut self, plan: &Plan, obligations: &Obligations) {
        let activities = positions(plan.activities.iter().map(|activity| activity.id.as_str()));
        let localities = positions(plan.localities.iter().map(|locality| locality.id.as_str()));
        for view in &obligations.slots {
            self.total.add(view.state);
            let Some(&row) = activities.get(view.slot.id.activity()) else { continue };
            let activity = &mut self.activities[row];
            activity.total.add(view.state);
            activity.months[month_index(view, plan.year)].add(view.state);
            if let Some(&at) = view.slot.id.locality().and_then(|id| localities.get(id)) {
                self.localities[at].activities[row].add(view.state);
                self.localities[at].total.add(view.state);
            }
        }
        self.localities.retain(|locality| locality.total.owed() > 0);
    }

    fn count_pieces<'a>(
        &mut self,
        plan: &Plan,
        pieces: impl Iterator<Item = &'a Piece>,
        has_tone: impl Fn(&Piece, Tone) -> bool,
    ) {
        let activities = positions(plan.activities.iter().map(|activity| activity.id.as_str()));
        let clauses: Vec<String> = self.topics.iter().map(|topic| topic.clause.clone()).collect();
        let topics = positions(clauses.iter().map(String::as_str));
        for piece in pieces.filter(|piece| piece.header.status != Status::Dropped) {
            let header = &piece.header;
            let month = header
                .airings
                .iter()
                .filter_map(Airing::day)
                .min()
                .filter(|day| day.year() == plan.year)
                .map(|day| day.month0() as usize);
            let is_published = header.status == Status::Published
                || header.airings.iter().any(|airing| airing.outcome.is_some());
            for (nth, clause) in header.topics.iter().enumerate() {
                // A clause named twice is one piece all the same.
                let is_new = !header.topics[..nth].contains(clause);
                if let Some(&at) = topics.get(clause.as_str()).filter(|_| is_new) {
                    let topic = &mut self.topics[at];
                    topic.pieces += 1;
                    topic.published += u32::from(is_published);
                    if let Some(month) = month {
                        topic.months[month] += 1;
                    }
                }
            }
            if let Some(month) = month {
                let add = |tally: &mut ToneTally| {
                    tally.pieces += 1;
                    tally.praise += u32::from(has_tone(piece, Tone::Praise));
                    tally.critique += u32::from(has_tone(piece, Tone::Critique));
                    tally.model_official += u32::from(has_tone(piece, Tone::ModelOfficial));
                };
                add(&mut self.tones[month]);
                if let Some(&row) = activities.get(header.activity.as_str()) {
                    add(&mut self.activities[row].tones[month]);
                }
            }
        }
    }
}

fn month_index(view: &SlotView, year: i32) -> usize {
    let period = view.slot.period;
    let moved = view.date.filter(|date| !period.is_short() && date.year() == year);
    let month = moved.map_or(period.due_month(), |date| date.month());
    (month.clamp(1, 12) - 1) as usize
}

fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(index, id)| (id, index)).collect()
}
