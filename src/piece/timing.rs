//! How long a text takes to speak.
//!
//! Vietnamese is timed by syllables (tiếng), one per written word; figures and abbreviations are expanded
//! first: "UBND" has four, "30/4" four.

mod abbreviation;
mod duration;
mod figure;
mod number;
mod part;
mod reading;
mod token;

pub use duration::{clock, parse_duration};

use token::Voice;

/// Reading speed, without pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(u32);

impl Rate {
    /// For the elderly and for crowds.
    pub const SLOW: Self = Self(200);
    /// Used when no presenter is named.
    pub const NORMAL: Self = Self(240);
    /// The mean of seven television hosts: 4.4 syllables a second.
    pub const LIVELY: Self = Self(264);

    /// Syllables a minute, limited to what is humanly possible (60 to 600).
    pub fn new(syllables_per_minute: u32) -> Self {
        Self(syllables_per_minute.clamp(60, 600))
    }

    /// The rate of someone who read this text in this many seconds; none when that is impossible.
    pub fn measured(text: &str, seconds: f32) -> Option<Self> {
        let tally = Tally::of(text);
        let speaking = seconds - tally.pauses;
        (tally.syllables > 0 && speaking > 0.5)
            .then(|| Self::new((tally.syllables as f32 * 60.0 / speaking).round() as u32))
    }

    pub fn syllables_per_minute(self) -> u32 {
        self.0
    }
}

impl Default for Rate {
    fn default() -> Self {
        Self::NORMAL
    }
}

impl From<u32> for Rate {
    fn from(syllables_per_minute: u32) -> Self {
        Self::new(syllables_per_minute)
    }
}

/// The text as read out: figures, dates, units and known abbreviations written out; the rest unchanged.
pub fn spoken(text: &str) -> String {
    let mut script = Script(String::with_capacity(text.len() + text.len() / 4));
    reading::walk(text, &mut script);
    script.0
}

/// The number of syllables of [`spoken`], without building it.
pub fn syllables(text: &str) -> u32 {
    Tally::of(text).syllables
}

/// Seconds to speak the text, including pauses at punctuation.
pub fn seconds(text: &str, rate: Rate) -> f32 {
    let tally = Tally::of(text);
    tally.syllables as f32 * 60.0 / rate.0 as f32 + tally.pauses
}

/// Collects the spoken text.
struct Script(String);

impl Voice for Script {
    fn plain(&mut self, word: &str) {
        if self.0.ends_with(char::is_alphanumeric) && word.starts_with(char::is_alphanumeric) {
            self.0.push(' ');
        }
        self.0.push_str(word);
    }

    fn read(&mut self, words: &str) {
        self.plain(words);
    }

    fn mark(&mut self, punctuation: &str) {
        self.0.push_str(punctuation);
    }

    fn space(&mut self, space: &str) {
        self.0.push_str(space);
    }
}

/// Seconds of silence at a comma, at the end of a sentence, between paragraphs. Short, because rates measured
/// over whole broadcasts already include most silences.
const COMMA: f32 = 0.15;
const SENTENCE: f32 = 0.3;
const PARAGRAPH: f32 = 0.5;

/// Counts syllables and silence. Of several marks between two words the longest pause counts.
#[derive(Default)]
struct Tally {
    syllables: u32,
    pauses: f32,
    pending: f32,
}

impl Tally {
    fn of(text: &str) -> Self {
        let mut tally = Self::default();
        reading::walk(text, &mut tally);
        // The last word is followed by a breath at most: what comes next is another row's.
        tally.pauses += tally.pending.min(SENTENCE);
        tally
    }

    fn pause(&mut self, seconds: f32) {
        if self.syllables > 0 {
            self.pending = self.pending.max(seconds);
        }
    }
}

impl Voice for Tally {
    fn plain(&mut self, word: &str) {
        self.pauses += std::mem::take(&mut self.pending);
        self.syllables += token::runs(word);
    }

    fn read(&mut self, words: &str) {
        self.plain(words);
    }

    fn mark(&mut self, punctuation: &str) {
        for c in punctuation.chars() {
            match c {
                '.' | '!' | '?' | '…' => self.pause(SENTENCE),
                ',' | ';' | ':' | '(' | ')' | '-' | '–' | '—' => self.pause(COMMA),
                _ => {}
            }
        }
    }

    fn space(&mut self, space: &str) {
        if space.len() > 1 && space.bytes().filter(|byte| *byte == b'\n').count() > 1 {
            self.pause(PARAGRAPH);
        }
    }
}

/// How far a programme may exceed its time, as a fraction, before it is reported.
const OVER: f32 = 0.05;

/// Whether a text of `seconds` is too long for a programme of `planned` seconds.
pub fn is_over(seconds: u32, planned: u32) -> bool {
    seconds as f32 > planned as f32 * (1.0 + OVER)
}

#[cfg(test)]
mod tests;
