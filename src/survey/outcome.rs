//! What a survey gave, put together for a screen or a paper: by locality, unit, field and question.

use std::collections::BTreeMap;

use super::answers::Answers;
use super::marking::{Mended, mended};
use super::options::shape;
use super::results::{Item, Marked, Summary, fields, items, most_points, results, summary};
use super::sheet;
use crate::piece::quiz::Quiz;

/// The bars of the histogram: tenths of all points.
pub const BARS: usize = 10;
/// Below this part of the points, one is to be trained.
pub const WEAK: f64 = 0.5;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// The most points.
    pub full: f64,
    pub all: Summary,
    /// By id of the locality.
    pub localities: Vec<Group>,
    /// By locality and unit; those without one are not listed.
    pub units: Vec<Group>,
    /// The part of right answers in each field.
    pub fields: Vec<(String, f64)>,
    pub items: Vec<Item>,
    /// People by tenths of all points; the best tenth includes all points.
    pub histogram: [usize; BARS],
    pub people: Vec<Marked>,
    /// Sheets whose version is not known.
    pub unmarked: Vec<String>,
    /// Boxes that a person still has to decide; until then they count as empty.
    pub doubtful: usize,
    /// Against the first key that any locality was marked by.
    pub mended: Vec<Mended>,
}

/// The people of a locality, or of a unit in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Id of the locality.
    pub locality: String,
    /// Empty for the whole locality.
    pub unit: String,
    pub summary: Summary,
    /// How many are to be trained.
    pub weak: usize,
    /// The field with the fewest right answers, and their part.
    pub weakest: Option<(String, f64)>,
}

impl Outcome {
    pub fn new(quiz: &Quiz, all: &[&Answers]) -> Self {
        let per_page = per_page(quiz);
        let found = results(quiz, all.iter().copied(), per_page);
        let full = most_points(quiz);
        let mut histogram = [0; BARS];
        for person in &found.people {
            histogram[tenth(person, full)] += 1;
        }
        let mut localities: BTreeMap<&str, Vec<&Marked>> = BTreeMap::new();
        let mut units: BTreeMap<(&str, &str), Vec<&Marked>> = BTreeMap::new();
        let of = |locality: &str| all.iter().find(|answers| answers.locality == locality);
        let names: BTreeMap<(&str, &str), &str> = all
            .iter()
            .flat_map(|answers| {
                let numbered = answers.participants.iter().filter(|one| !one.unit.is_empty());
                numbered.map(|one| ((&*answers.locality, &*one.number), &*one.unit))
            })
            .collect();
        for person in &found.people {
            localities.entry(&person.locality).or_default().push(person);
            if let Some(unit) = names.get(&(&*person.locality, &*person.candidate)) {
                units.entry((&person.locality, unit)).or_default().push(person);
            }
        }
        let group = |locality: &str, unit: &str, people: &[&Marked]| Group {
            locality: locality.to_owned(),
            unit: unit.to_owned(),
            summary: summary(people.iter().copied(), full),
            weak: people.iter().filter(|person| is_weak(person, full)).count(),
            weakest: weakest(quiz, people),
        };
        let first = all.iter().filter_map(|answers| answers.markings.first()).min_by_key(|one| &one.id);
        Self {
            full,
            all: summary(&found.people, full),
            localities: localities.iter().map(|(locality, people)| group(locality, "", people)).collect(),
            units: units.iter().map(|((locality, unit), people)| group(locality, unit, people)).collect(),
            fields: fields(quiz, &found.people),
            items: items(quiz, &found.people),
            histogram,
            doubtful: localities.keys().filter_map(|id| of(id)).map(|answers| answers.count_doubtful()).sum(),
            mended: first.map_or_else(Vec::new, |first| mended(quiz, all, first, per_page)),
            unmarked: found.unmarked,
            people: found.people,
        }
    }
}

/// Questions on a page of the survey's answer sheet.
pub fn per_page(quiz: &Quiz) -> usize {
    let (_, options) = shape(quiz);
    usize::from(sheet::per_page(options as u8))
}

/// Pages of the survey's answer sheet.
pub fn pages(quiz: &Quiz) -> u8 {
    let (questions, _) = shape(quiz);
    questions.div_ceil(per_page(quiz)).max(1) as u8
}

/// Whether one is to be trained.
pub fn is_weak(person: &Marked, full: f64) -> bool {
    f64::from(person.points()) / 100.0 < full * WEAK
}

fn tenth(person: &Marked, full: f64) -> usize {
    let share = if full > 0.0 { f64::from(person.points()) / 100.0 / full } else { 0.0 };
    ((share * BARS as f64) as usize).min(BARS - 1)
}

fn weakest(quiz: &Quiz, people: &[&Marked]) -> Option<(String, f64)> {
    let people: Vec<Marked> = people.iter().map(|person| (*person).clone()).collect();
    let named = fields(quiz, &people).into_iter().filter(|(name, _)| !name.is_empty());
    named.min_by(|one, other| one.1.total_cmp(&other.1))
}
