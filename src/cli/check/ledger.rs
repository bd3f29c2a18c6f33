//! The ledger as JSON, so that other programs can verify the figures.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::Breach;
use crate::ledger::{BodyProgress, Clash, Clashes, Progress, Tally, ToneTally};
use crate::store::Problem;

#[derive(Debug, Serialize)]
pub struct Ledger<'a> {
    as_of: NaiveDate,
    /// All activities together.
    total: Tally,
    activities: Vec<Row<'a>>,
    /// The localities with obligations.
    localities: Vec<Row<'a>>,
    /// The agencies with obligations as one of several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    agencies: Vec<Row<'a>>,
    tones: Tones,
    topics: Vec<Topic<'a>>,
    /// The first [`Clashes::LISTED`] clashes.
    clashes: &'a [Clash],
    clash_count: u64,
    faults: Vec<Fault>,
    breaches: &'a [Breach],
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    #[serde(flatten)]
    tally: Tally,
}

/// Pieces of the plan's year by tone.
#[derive(Debug, Serialize)]
struct Tones {
    #[serde(flatten)]
    year: Tone,
    /// January first.
    by_month: Vec<Month>,
}

#[derive(Debug, Serialize)]
struct Month {
    month: usize,
    #[serde(flatten)]
    tones: Tone,
}

#[derive(Debug, Serialize)]
struct Tone {
    pieces: u32,
    praise: u32,
    critique: u32,
    model_official: u32,
}

impl From<ToneTally> for Tone {
    fn from(tally: ToneTally) -> Self {
        let ToneTally { pieces, praise, critique, model_official } = tally;
        Self { pieces, praise, critique, model_official }
    }
}

#[derive(Debug, Serialize)]
struct Topic<'a> {
    clause: &'a str,
    pieces: u32,
    published: u32,
    by_month: [u32; 12],
}

impl<'a> Ledger<'a> {
    pub fn new(
        as_of: NaiveDate,
        progress: &'a Progress,
        clashes: &'a Clashes,
        faults: Vec<Fault>,
        breaches: &'a [Breach],
    ) -> Self {
        let activities = progress.activities.iter().map(|row| Row { id: &row.activity, tally: row.total });
        let rows = |bodies: &'a [BodyProgress]| {
            bodies.iter().map(|row| Row { id: &row.id, tally: row.total }).collect()
        };
        let months = progress.tones.iter().enumerate();
        let topics = progress.topics.iter().map(|topic| Topic {
            clause: &topic.clause,
            pieces: topic.pieces,
            published: topic.published,
            by_month: topic.months,
        });
        Self {
            as_of,
            total: progress.total,
            activities: activities.collect(),
            localities: rows(&progress.localities),
            agencies: rows(&progress.agencies),
            tones: Tones {
                year: progress.year_tones().into(),
                by_month: months.map(|(at, tally)| Month { month: at + 1, tones: (*tally).into() }).collect(),
            },
            topics: topics.collect(),
            clashes: &clashes.listed,
            clash_count: clashes.count,
            faults,
            breaches,
        }
    }
}

/// A fault of a file.
#[derive(Debug, Serialize)]
pub struct Fault {
    /// Relative to the workspace.
    path: String,
    line: Option<u32>,
    reason: String,
    remedy: String,
}

impl Fault {
    /// Splits a message that states the fault first and the remedy second.
    pub fn of(path: &str, message: &str) -> Self {
        let at = message.find(" Hãy ").unwrap_or(message.len());
        let (reason, remedy) = message.split_at(at);
        Self {
            path: path.to_owned(),
            line: None,
            reason: reason.trim().to_owned(),
            remedy: remedy.trim().to_owned(),
        }
    }
}

impl From<&Problem> for Fault {
    fn from(problem: &Problem) -> Self {
        Self {
            path: problem.path.clone(),
            line: problem.line,
            reason: problem.reason.clone(),
            remedy: problem.remedy.clone(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = format!("{} {}", self.reason, self.remedy);
        f.write_str(message.trim_end())
    }
}
