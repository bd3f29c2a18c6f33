//! Questions that ask the same in nearly the same words.

use std::collections::{HashMap, HashSet};

use super::{Bank, words};

/// Two questions that are alike, by index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Twin {
    pub first: usize,
    pub second: usize,
    /// The part of their words that both have, 0 to 1; 1 for the same question.
    pub likeness: f32,
}

/// Two questions that share at least this part of their words are named as alike.
const ALIKE: f32 = 0.8;

/// The pairs that are alike, the most alike first. A question is compared with those that share one of its three
/// rarest words, so that thousands take a moment.
pub fn twins(bank: &Bank) -> Vec<Twin> {
    let texts: Vec<HashSet<String>> = bank
        .questions
        .iter()
        .map(|question| {
            let own = std::iter::once(&question.text).chain(&question.options);
            own.flat_map(|text| words(text).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
        })
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in texts.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let mut rarest: Vec<&str> = text.iter().map(String::as_str).collect();
        rarest.sort_by_key(|word| (counts[word], *word));
        // The fifth of the words that may differ could all be the rarest ones.
        let looked = rarest.len() - (rarest.len() as f32 * ALIKE) as usize + 1;
        rarest.truncate(looked.max(3));
        let others: HashSet<usize> =
            rarest.iter().filter_map(|word| holders.get(word)).flatten().copied().collect();
        found.extend(others.into_iter().filter_map(|other| {
            let likeness = likeness(text, &texts[other]);
            (likeness >= ALIKE).then_some(Twin { first: other, second: at, likeness })
        }));
        for word in rarest {
            holders.entry(word).or_default().push(at);
        }
    }
    found.sort_by(|one, other| {
        other
            .likeness
            .total_cmp(&one.likeness)
            .then((one.first, one.second).cmp(&(other.first, other.second)))
    });
    found
}

fn likeness(one: &HashSet<String>, other: &HashSet<String>) -> f32 {
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    if all == 0 { 0.0 } else { common as f32 / all as f32 }
}
