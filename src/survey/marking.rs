//! The keys that a survey was marked with. When a key is corrected later, all sheets are marked again, and the
//! difference is shown.

use super::answers::{Answers, Marking};
use super::results::{Marked, results};
use crate::piece::quiz::Quiz;

/// The letters of each question with options, in the survey's own order: `C;B;AC`.
pub fn key(quiz: &Quiz) -> String {
    let asked = quiz.questions.iter().filter(|question| !question.is_open());
    let keys: Vec<String> = asked
        .map(|question| {
            let mut key = question.key.clone();
            key.sort_unstable();
            key.iter().collect()
        })
        .collect();
    keys.join(";")
}

/// The survey with the key of an earlier marking.
pub fn with_key(quiz: &Quiz, key: &str) -> Quiz {
    let mut earlier = quiz.clone();
    let asked = earlier.questions.iter_mut().filter(|question| !question.is_open());
    for (question, key) in asked.zip(key.split(';')) {
        question.key = key.chars().collect();
    }
    earlier
}

/// Adds a marking when the key is another than the last one's. Whether it was.
pub fn note(answers: &mut Answers, quiz: &Quiz, marking: impl FnOnce(String) -> Marking) -> bool {
    let key = key(quiz);
    let is_new = answers.markings.last().is_none_or(|last| last.key != key);
    if is_new {
        answers.markings.push(marking(key));
    }
    is_new
}

/// A question whose key was mended since a marking, and whose marks that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Index in the survey.
    pub question: usize,
    pub before: String,
    pub now: String,
    /// Candidates who gain or lose points by it.
    pub gained: usize,
    pub lost: usize,
}

/// What another key than that of `marking` changes.
pub fn mended(quiz: &Quiz, all: &[&Answers], marking: &Marking, per_page: usize) -> Vec<Mended> {
    let earlier = with_key(quiz, &marking.key);
    let differs: Vec<usize> = (0..quiz.questions.len())
        .filter(|at| sorted(&quiz.questions[*at].key) != sorted(&earlier.questions[*at].key))
        .collect();
    if differs.is_empty() {
        return Vec::new();
    }
    let [now, before] = [quiz, &earlier].map(|quiz| results(quiz, all.iter().copied(), per_page).people);
    let points = |people: &[Marked], at: usize, question: usize| {
        people[at].marks.iter().find(|mark| mark.question == question).map_or(0, |mark| mark.points)
    };
    let changed = |question: usize, is: fn(u32, u32) -> bool| {
        (0..now.len().min(before.len()))
            .filter(|at| is(points(&before, *at, question), points(&now, *at, question)))
            .count()
    };
    differs
        .into_iter()
        .map(|question| Mended {
            question,
            before: sorted(&earlier.questions[question].key),
            now: sorted(&quiz.questions[question].key),
            gained: changed(question, |before, now| now > before),
            lost: changed(question, |before, now| now < before),
        })
        .collect()
}

fn sorted(key: &[char]) -> String {
    let mut key = key.to_vec();
    key.sort_unstable();
    key.into_iter().collect()
}
