//! Results of a survey: marks by locality, field and question.

use std::collections::BTreeMap;

use super::Version;
use super::answers::{Answers, Sheet};
use super::options::{options, sections};
use super::version::{letter, points};
use crate::piece::quiz::Quiz;

/// One person's marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    pub locality: String,
    pub candidate: String,
    /// The survey's questions with options, each with what was chosen and earned, in the survey's own order.
    pub marks: Vec<super::version::Mark>,
    /// Boxes on the sheets that a person still has to look at: until then they count as empty.
    pub doubtful: usize,
}

impl Marked {
    /// Hundredths of a point.
    pub fn points(&self) -> u32 {
        self.marks.iter().map(|mark| mark.points).sum()
    }
}

/// What the sheets give.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Results {
    /// By locality and candidate.
    pub people: Vec<Marked>,
    /// Sheets without a version: they cannot be marked.
    pub unmarked: Vec<String>,
}

/// Marks one survey in several localities; pages of one candidate are put together.
pub fn results<'a>(quiz: &Quiz, all: impl IntoIterator<Item = &'a Answers>, per_page: usize) -> Results {
    let mut results = Results::default();
    let mut versions: BTreeMap<(u32, u16), Version> = BTreeMap::new();
    let mut all: Vec<&Answers> = all.into_iter().collect();
    all.sort_by_key(|answers| &answers.locality);
    for answers in all {
        let mut people: BTreeMap<String, Vec<&Sheet>> = BTreeMap::new();
        for sheet in &answers.sheets {
            if sheet.version == 0 {
                results.unmarked.push(format!("{}/{}", answers.locality, sheet.id));
                continue;
            }
            people.entry(person(sheet)).or_default().push(sheet);
        }
        for (candidate, pages) in people {
            let Some(first) = pages.first() else { continue };
            let version = versions
                .entry((first.seed, first.version))
                .or_insert_with(|| Version::new(quiz, first.seed, first.version));
            let mut chosen = vec![Vec::new(); version.items.len()];
            for page in &pages {
                let start = (usize::from(page.page).saturating_sub(1)) * per_page;
                for (slot, letters) in chosen.iter_mut().skip(start).zip(page.chosen()) {
                    *slot = letters;
                }
            }
            let mut marks = version.mark(quiz, &chosen);
            marks.sort_by_key(|mark| mark.question);
            results.people.push(Marked {
                locality: answers.locality.clone(),
                candidate,
                marks,
                doubtful: pages.iter().map(|page| page.doubtful.len()).sum(),
            });
        }
    }
    results
}

/// Whose sheet it is. One without its candidate is a person of its own, and so is another with the same number, whose
/// id ends in `#2`, until someone has looked at both.
fn person(sheet: &Sheet) -> String {
    if sheet.candidate.contains('?') {
        return sheet.source.clone();
    }
    match sheet.id.rsplit_once('#') {
        Some((_, copy)) => format!("{}#{copy}", sheet.candidate),
        None => sheet.candidate.clone(),
    }
}

/// Marks of several people.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    pub people: usize,
    /// Points: the mean, the least, the most.
    pub mean: f64,
    pub least: f64,
    pub most: f64,
    /// The part of all points that was earned.
    pub share: f64,
}

/// A question as people answered it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Index in the survey.
    pub question: usize,
    /// The part of the people who answered right: the higher, the easier.
    pub difficulty: f64,
    /// How much those who answer it right are also right elsewhere: the correlation with the rest of the marks, −1 to
    /// 1; none when all answered alike.
    pub discrimination: Option<f64>,
    /// How often each option was chosen, in the survey's own order, with its letter and whether it is right.
    pub options: Vec<(char, bool, usize)>,
    pub blank: usize,
}

/// The most points that a survey gives.
pub fn most_points(quiz: &Quiz) -> f64 {
    let asked = quiz.questions.iter().filter(|question| !question.is_open());
    f64::from(asked.map(points).sum::<u32>()) / 100.0
}

pub fn summary<'a>(people: impl IntoIterator<Item = &'a Marked>, full: f64) -> Summary {
    let points: Vec<f64> = people.into_iter().map(|person| f64::from(person.points()) / 100.0).collect();
    if points.is_empty() {
        return Summary::default();
    }
    let mean = points.iter().sum::<f64>() / points.len() as f64;
    Summary {
        people: points.len(),
        mean,
        least: points.iter().copied().fold(f64::INFINITY, f64::min),
        most: points.iter().copied().fold(0.0, f64::max),
        share: if full > 0.0 { mean / full } else { 0.0 },
    }
}

/// The part of right answers in each field: a section of the survey with its title.
pub fn fields(quiz: &Quiz, people: &[Marked]) -> Vec<(String, f64)> {
    sections(quiz)
        .into_iter()
        .map(|section| {
            let marks = people.iter().flat_map(|person| &person.marks);
            let asked = marks.filter(|mark| section.questions.contains(&mark.question));
            let (right, count) = asked.fold((0_usize, 0_usize), |(right, count), mark| {
                (right + usize::from(mark.is_right), count + 1)
            });
            (section.heading.to_owned(), if count == 0 { 0.0 } else { right as f64 / count as f64 })
        })
        .collect()
}

pub fn items(quiz: &Quiz, people: &[Marked]) -> Vec<Item> {
    let Some(first) = people.first() else { return Vec::new() };
    (0..first.marks.len())
        .map(|index| {
            let question = first.marks[index].question;
            let of = |person: &Marked| person.marks[index].clone();
            let right: Vec<f64> =
                people.iter().map(|person| f64::from(u8::from(of(person).is_right))).collect();
            let rest: Vec<f64> =
                people.iter().map(|person| f64::from(person.points() - of(person).points)).collect();
            let asked = &quiz.questions[question];
            let options = options(asked).into_iter().enumerate().map(|(option, (name, _))| {
                let count = people.iter().filter(|person| of(person).chosen.contains(&option)).count();
                let shown = if asked.answers.is_empty() { letter(option) } else { name };
                (shown, asked.key.contains(&name), count)
            });
            Item {
                question,
                difficulty: right.iter().sum::<f64>() / right.len() as f64,
                discrimination: correlation(&right, &rest),
                options: options.collect(),
                blank: people.iter().filter(|person| of(person).chosen.is_empty()).count(),
            }
        })
        .collect()
}

/// Pearson's; none when one of them does not vary.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let count = one.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count;
    let (one_mean, other_mean) = (mean(one), mean(other));
    let mut sums = (0.0, 0.0, 0.0);
    for (x, y) in one.iter().zip(other) {
        let (x, y) = (x - one_mean, y - other_mean);
        sums = (sums.0 + x * y, sums.1 + x * x, sums.2 + y * y);
    }
    let spread = (sums.1 * sums.2).sqrt();
    (spread > 0.0).then(|| sums.0 / spread)
}
