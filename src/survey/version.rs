//! Versions of a survey (mã đề): the same questions in another order, with their key and marks.

use super::options::{follows, movable, options, sections};
use super::random::Random;
use super::sheet::FIRST_VERSION;
use crate::piece::quiz::{Question, Quiz};

/// The order of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Three digits, from 101 on.
    pub code: u16,
    /// In printed order.
    pub items: Vec<Asked>,
}

/// A question as one version prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Index in the survey.
    pub question: usize,
    /// Indices of its options, in printed order.
    pub options: Vec<usize>,
}

/// What a question earned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Index in the survey.
    pub question: usize,
    /// What was chosen, as indices of the survey's own options.
    pub chosen: Vec<usize>,
    pub is_right: bool,
    /// Hundredths of a point.
    pub points: u32,
}

/// The letter printed before the option at this place.
pub fn letter(place: usize) -> char {
    char::from(b'A' + place.min(25) as u8)
}

impl Version {
    /// Questions change places within their section; options as far as [`movable`] allows. Open questions have no
    /// place in it. The order depends on the seed, the code, and how many questions and options there are: a word
    /// mended after printing changes nothing.
    pub fn new(quiz: &Quiz, seed: u32, code: u16) -> Self {
        let mut random = Random::new(seed, code);
        let mut items = Vec::new();
        for section in sections(quiz) {
            // Questions that refer to the one before travel with it.
            let mut chains: Vec<Vec<usize>> = Vec::new();
            for index in section.questions {
                match chains.last_mut() {
                    Some(chain) if follows(&quiz.questions[index]) => chain.push(index),
                    _ => chains.push(vec![index]),
                }
            }
            random.shuffle(&mut chains);
            items.extend(chains.into_iter().flatten().map(|question| {
                let asked = &quiz.questions[question];
                let mut options: Vec<usize> = (0..options(asked).len()).collect();
                random.shuffle(&mut options[..movable(asked)]);
                Asked { question, options }
            }));
        }
        Self { code, items }
    }

    /// The first `count` versions.
    pub fn all(quiz: &Quiz, seed: u32, count: u16) -> Vec<Self> {
        (0..count.min(super::MOST_VERSIONS))
            .map(|index| Self::new(quiz, seed, FIRST_VERSION + index))
            .collect()
    }

    /// The printed letters that are right, for each printed question: what the key shows and what earns points.
    pub fn key(&self, quiz: &Quiz) -> Vec<Vec<char>> {
        let key_of = |item: &Asked| {
            let question = &quiz.questions[item.question];
            let options = options(question);
            let is_right =
                |index: &usize| options.get(*index).is_some_and(|(letter, _)| question.key.contains(letter));
            let places = item.options.iter().enumerate().filter(|(_, index)| is_right(index));
            places.map(|(place, _)| letter(place)).collect()
        };
        self.items.iter().map(key_of).collect()
    }

    /// Marks the letters chosen for each printed question. All right options and no other must be chosen; without a
    /// key nothing is right.
    pub fn mark(&self, quiz: &Quiz, chosen: &[Vec<char>]) -> Vec<Mark> {
        let empty = Vec::new();
        let given = chosen.iter().chain(std::iter::repeat(&empty));
        let rows = self.items.iter().zip(self.key(quiz)).zip(given);
        rows.map(|((item, key), given)| {
            let mut given = given.clone();
            given.sort_unstable();
            given.dedup();
            let is_right = !key.is_empty() && given == key;
            let places = item.options.iter().enumerate().filter(|(place, _)| given.contains(&letter(*place)));
            Mark {
                question: item.question,
                chosen: places.map(|(_, index)| *index).collect(),
                is_right,
                points: if is_right { points(&quiz.questions[item.question]) } else { 0 },
            }
        })
        .collect()
    }
}

/// What a question is worth, in hundredths of a point: "(0,5 điểm)" at the end of its text, else 1 point.
pub fn points(question: &Question) -> u32 {
    const ONE: u32 = 100;
    let read = || {
        let text =
            question.text.trim_end().trim_end_matches(['.', ':', '?']).trim_end().strip_suffix([')', ']'])?;
        let inside = &text[text.rfind(['(', '['])? + 1..];
        let number = inside.trim().strip_suffix("điểm")?.trim().replace(',', ".");
        let points: f32 = number.parse().ok().filter(|points| (0.0..=1000.0).contains(points))?;
        Some((points * 100.0).round() as u32)
    };
    read().unwrap_or(ONE)
}

#[cfg(test)]
mod tests;
