//! The lists of the plan: add, remove, move.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{Activity, Audience, Cadence, Duty, Format, Goal, Hue, Medium, Plan, Topic};

/// A list of the plan; topics by the place of their audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Goals,
    Requirements,
    Audiences,
    Topics(usize),
    Activities,
    Duties,
}

/// The new clauses of topics, for the pieces that name the old ones; none for a removed topic.
pub type Renumbered = BTreeMap<String, Option<String>>;

/// The letters of a plan's points, in Vietnamese order.
const LETTERS: [&str; 22] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
    "x",
];

impl List {
    /// Adds an entry at the end; `name` is an activity's.
    pub fn add(self, plan: &mut Plan, name: &str) {
        match self {
            Self::Goals => plan.goals.push(Goal { title: String::new(), text: String::new() }),
            Self::Requirements => plan.requirements.push(String::new()),
            Self::Audiences => plan.audiences.push(Audience {
                clause: free("III", &clauses(plan)),
                title: String::new(),
                short: "Đối tượng mới".to_owned(),
                topics: Vec::new(),
            }),
            Self::Topics(at) => {
                let known = clauses(plan);
                let Some(audience) = plan.audiences.get_mut(at) else { return };
                let letters = LETTERS.iter().map(|letter| format!("{}.{letter}", audience.clause));
                let clause = letters.into_iter().find(|clause| !known.contains(clause));
                let clause = clause.unwrap_or_else(|| free(&audience.clause, &known));
                let short = "Nội dung mới".to_owned();
                audience.topics.push(Topic { clause, short, text: String::new() });
            }
            Self::Activities => {
                let known = plan.activities.iter().map(|activity| activity.clause.clone()).collect();
                plan.activities.push(Activity {
                    id: plan.activity_id(name),
                    clause: free("IV", &known),
                    title: name.to_owned(),
                    short: name.to_owned(),
                    lead: Vec::new(),
                    partners: Vec::new(),
                    cadence: Cadence::Ongoing,
                    starts: None,
                    per_locality: false,
                    kinds: Vec::new(),
                    per_agency: Vec::new(),
                    medium: Medium::Event,
                    live: None,
                    unit: None,
                    hue: Hue::ALL[plan.activities.len() % Hue::ALL.len()],
                    format: Format::Article,
                    rules: Vec::new(),
                    text: Vec::new(),
                });
            }
            Self::Duties => {
                let known = plan.duties.iter().map(|duty| duty.clause.clone()).collect();
                let clause = free("V", &known);
                plan.duties.push(Duty {
                    clause,
                    title: String::new(),
                    text: String::new(),
                    agencies: Vec::new(),
                });
            }
        }
    }

    /// Removes an entry. The topics after it close up.
    pub fn remove(self, plan: &mut Plan, at: usize) -> Renumbered {
        self.change(plan, |list| list.remove(at))
    }

    /// Exchanges an entry with its neighbour. Topics and audiences keep their places' numbers.
    pub fn shift(self, plan: &mut Plan, at: usize, is_down: bool) -> Renumbered {
        let other = if is_down { at + 1 } else { at.wrapping_sub(1) };
        self.change(plan, |list| list.swap(at, other))
    }

    pub fn len(self, plan: &Plan) -> usize {
        match self {
            Self::Goals => plan.goals.len(),
            Self::Requirements => plan.requirements.len(),
            Self::Audiences => plan.audiences.len(),
            Self::Topics(at) => plan.audiences.get(at).map_or(0, |audience| audience.topics.len()),
            Self::Activities => plan.activities.len(),
            Self::Duties => plan.duties.len(),
        }
    }

    fn change(self, plan: &mut Plan, act: impl Fn(&mut dyn Entries)) -> Renumbered {
        let is_regular = numbers(plan) == clauses_in_order(plan);
        let before = clauses(plan);
        match self {
            Self::Goals => act(&mut plan.goals),
            Self::Requirements => act(&mut plan.requirements),
            Self::Audiences => act(&mut plan.audiences),
            Self::Topics(at) => {
                if let Some(audience) = plan.audiences.get_mut(at) {
                    act(&mut audience.topics);
                }
            }
            Self::Activities => act(&mut plan.activities),
            Self::Duties => act(&mut plan.duties),
        }
        let mut renumbered: Renumbered = before.into_iter().map(|clause| (clause, None)).collect();
        let numbers = numbers(plan);
        let places = plan.audiences.iter_mut().flat_map(|audience| {
            std::iter::once(&mut audience.clause)
                .chain(audience.topics.iter_mut().map(|topic| &mut topic.clause))
        });
        for (clause, number) in places.zip(numbers) {
            let now = if is_regular { number } else { clause.clone() };
            let old = std::mem::replace(clause, now.clone());
            let _ = renumbered.insert(old, Some(now));
        }
        renumbered.retain(|old, new| new.as_ref() != Some(old));
        renumbered
    }
}

/// A list whose entries move.
trait Entries {
    fn remove(&mut self, at: usize);
    fn swap(&mut self, at: usize, other: usize);
}

impl<T> Entries for Vec<T> {
    fn remove(&mut self, at: usize) {
        if at < self.len() {
            drop(Self::remove(self, at));
        }
    }

    fn swap(&mut self, at: usize, other: usize) {
        if at < self.len() && other < self.len() {
            self.as_mut_slice().swap(at, other);
        }
    }
}

/// The clauses of section III as they would be numbered in order: "III.1", "III.1.a" …
fn numbers(plan: &Plan) -> Vec<String> {
    let mut numbers = Vec::new();
    for (at, audience) in plan.audiences.iter().enumerate() {
        let clause = format!("III.{}", at + 1);
        numbers.push(clause.clone());
        let letter = |at: usize| LETTERS.get(at).map_or_else(|| (at + 1).to_string(), ToString::to_string);
        numbers.extend((0..audience.topics.len()).map(|topic| format!("{clause}.{}", letter(topic))));
    }
    numbers
}

fn clauses_in_order(plan: &Plan) -> Vec<String> {
    let of = |audience: &Audience| {
        let topics: Vec<String> = audience.topics.iter().map(|topic| topic.clause.clone()).collect();
        std::iter::once(audience.clause.clone()).chain(topics)
    };
    plan.audiences.iter().flat_map(of).collect()
}

fn clauses(plan: &Plan) -> BTreeSet<String> {
    clauses_in_order(plan).into_iter().collect()
}

/// The first number of a section after those in use: "IV.13".
fn free(section: &str, known: &BTreeSet<String>) -> String {
    let last = known.iter().filter_map(|clause| {
        let rest = clause.strip_prefix(section)?.strip_prefix('.')?;
        rest.split('.').next()?.parse::<u32>().ok()
    });
    format!("{section}.{}", last.max().unwrap_or(0).saturating_add(1))
}
