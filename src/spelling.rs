//! Spelling by the shape of the Vietnamese syllable, and the common mistakes of offices.
//!
//! No dictionary is needed: the syllables that the orthography allows are a closed set of onsets, rimes and tones.
//! What is well-formed but another word (`sử lý`) is found in a list.

mod known;
mod letter;
mod mistake;
mod offer;
mod syllable;
mod vocabulary;
mod word;

pub use mistake::MISTAKES;
pub use offer::{in_capitals_of, offers};
pub use syllable::{is_syllable, syllables};
pub use vocabulary::{LearntWord, Vocabulary};

use std::ops::Range;

use word::{Word, words};

/// A misspelled word, or two or three that are a common mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misspelling {
    /// Bytes of the text: start and end.
    pub start: usize,
    pub end: usize,
    /// The right form of a common mistake, in small letters.
    pub right: Option<&'static str>,
}

impl Misspelling {
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// The misspellings of a line, in order. `learnt` are the workspace's own words.
pub fn check(line: &str, learnt: &Vocabulary) -> Vec<Misspelling> {
    let words: Vec<Word<'_>> = words(line).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        if let Some((count, right)) = mistake::at(line, &words, at) {
            let last = &words[at + count - 1];
            let is_learnt = learnt.has(&line[word.start..last.end()]);
            if !is_learnt {
                found.push(Misspelling { start: word.start, end: last.end(), right: Some(right) });
                at += count;
                continue;
            }
        }
        if !is_well_formed(word) && !learnt.has(word.text) {
            found.push(Misspelling { start: word.start, end: word.end(), right: None });
        }
        at += 1;
    }
    found
}

/// Whether a word is a syllable, or something whose spelling cannot be judged: an abbreviation, a foreign name, a
/// known foreign word, a drawn-out shout.
fn is_well_formed(word: &Word<'_>) -> bool {
    let lower = letter::lower(word.text);
    if is_syllable(&lower) || known::is_known(&lower) {
        return true;
    }
    let letters = word.text.chars().filter(|c| c.is_alphabetic());
    let has_tone = lower.chars().any(|c| letter::parts(c).1.is_some());
    let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
    let count = letters.count();
    // Words of other languages: Khmer, Chinese, ký hiệu.
    if lower.chars().any(|c| !letter::is_vietnamese(c)) {
        return true;
    }
    if count <= 1 || is_drawn_out(&lower) {
        return true;
    }
    if has_tone {
        return false;
    }
    // UBND, HĐND, ThS, YouTube.
    let is_abbreviation = capitals >= 2 && count <= 10;
    // "tr.", "đ/c", "ths."
    let has_vowel = lower.chars().any(letter::is_vowel);
    let is_short = !has_vowel && count <= 4;
    // Samsung, Obama.
    let is_foreign_name = capitals == 1 && word.text.is_ascii();
    is_abbreviation || is_short || is_foreign_name
}

/// "Trờiiii", "ồồ", "hừmmm": a letter three times, or nothing but one.
fn is_drawn_out(lower: &str) -> bool {
    let bases: Vec<char> = lower.chars().map(|c| letter::parts(c).0).collect();
    bases.windows(3).any(|three| three[0] == three[1] && three[1] == three[2])
        || bases.windows(2).all(|two| two[0] == two[1])
}

#[cfg(test)]
mod tests;
