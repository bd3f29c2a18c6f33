//! What a prompter shows: the spoken words of a script, and which of them are read when.

mod motion;
mod voices;

pub use motion::Motion;
pub use voices::VoiceShare;

use super::av::{Row, Script};
use super::timing::{self, Rate};
use crate::plan::Settings;

/// The words that are spoken, turn by turn, with the time they take.
///
/// A place is a number of turns: 3.5 is the middle of the fourth. It depends neither on the size of the letters nor
/// on the width of the screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prompt {
    pub turns: Vec<Turn>,
    /// Seconds of the rows after the last words.
    silent_end: u32,
}

/// The speech of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Index of the row in the script.
    pub row: usize,
    /// The row's number, as written.
    pub number: String,
    pub voice: String,
    /// The words, with their paragraphs.
    pub text: String,
    pub syllables: u32,
    /// Seconds of silence between its words.
    pauses: f32,
    /// The voice's own rate, syllables a minute.
    rate: u32,
    /// Seconds of the rows without words since the last turn: reports, music.
    silent_before: u32,
}

impl Turn {
    fn new(index: usize, row: &Row, silent_before: u32, settings: &Settings) -> Self {
        let text = row.speech.lines().map(str::trim).filter(|line| !line.is_empty());
        let text = text.collect::<Vec<_>>().join("\n");
        let rate = settings.rate_of(&row.voice);
        let syllables = timing::syllables(&text);
        let spoken = syllables as f32 * 60.0 / Rate::new(rate).syllables_per_minute() as f32;
        let pauses = (timing::seconds(&text, Rate::new(rate)) - spoken).max(0.0);
        Self {
            row: index,
            number: row.number.clone(),
            voice: row.voice.clone(),
            text,
            syllables,
            pauses,
            rate,
            silent_before,
        }
    }

    /// Syllables a minute when the voice is asked to be faster or slower by `faster`.
    pub fn speed(&self, faster: i32) -> u32 {
        Rate::new(self.rate.saturating_add_signed(faster)).syllables_per_minute()
    }

    /// Seconds to read it.
    pub fn seconds(&self, faster: i32) -> f64 {
        let spoken = f64::from(self.syllables) * 60.0 / f64::from(self.speed(faster));
        (spoken + f64::from(self.pauses)).max(0.1)
    }
}

impl Prompt {
    pub fn new(script: &Script, settings: &Settings) -> Self {
        let mut prompt = Self::default();
        let mut silent = 0_u32;
        for (index, row) in script.rows.iter().enumerate() {
            if row.speech.trim().is_empty() {
                silent = silent.saturating_add(row.seconds(settings));
            } else {
                prompt.turns.push(Turn::new(index, row, std::mem::take(&mut silent), settings));
            }
        }
        prompt.silent_end = silent;
        prompt
    }

    /// The place after the last word.
    pub fn end(&self) -> f64 {
        self.turns.len() as f64
    }

    /// The turn at a place; none only without any turn.
    pub fn turn_at(&self, place: f64) -> Option<usize> {
        let last = self.turns.len().checked_sub(1)?;
        Some((place.max(0.0) as usize).min(last))
    }

    /// The place `seconds` of reading after `from`: the position as a function of time.
    pub fn place_after(&self, from: f64, seconds: f64, faster: i32) -> f64 {
        let mut place = from.clamp(0.0, self.end());
        let mut left = seconds.max(0.0);
        while let Some(turn) = self.turns.get(place as usize) {
            let length = turn.seconds(faster);
            let to_end = (1.0 - place.fract()) * length;
            if left < to_end {
                // Never past the turn's end by rounding.
                return (place + left / length).min(place.floor() + 1.0);
            }
            left -= to_end;
            place = place.floor() + 1.0;
        }
        self.end()
    }

    /// Seconds of reading from a place to the end.
    pub fn reading_left(&self, place: f64, faster: i32) -> f64 {
        let place = place.clamp(0.0, self.end());
        let turns = self.turns.iter().skip(place as usize).map(|turn| turn.seconds(faster));
        let begun = self.turns.get(place as usize).map_or(0.0, |turn| turn.seconds(faster) * place.fract());
        turns.sum::<f64>() - begun
    }

    /// Seconds of the rows without words from a place to the end.
    pub fn silence_left(&self, place: f64) -> u32 {
        let ahead = self.turns.iter().skip(place.max(0.0).ceil() as usize).map(|turn| turn.silent_before);
        ahead.fold(self.silent_end, u32::saturating_add)
    }

    /// The place in this version of a script where the reader of an `older` one was at `place`.
    ///
    /// The turns that both versions begin and end with stay where they are. Within a changed turn the reader keeps
    /// what is read when the change is ahead, what is left to read when it is behind.
    pub fn carried(&self, older: &Self, place: f64, faster: i32) -> f64 {
        let is_same = |(a, b): &(&Turn, &Turn)| (&a.voice, &a.text) == (&b.voice, &b.text);
        let head = older.turns.iter().zip(&self.turns).take_while(is_same).count();
        let rest = older.turns.len().min(self.turns.len()) - head;
        let back = older.turns.iter().rev().zip(self.turns.iter().rev());
        let tail = back.take(rest).take_while(is_same).count();
        let at = place.max(0.0) as usize;
        if at < head || head == older.turns.len() || self.turns.is_empty() {
            return place.min(self.end());
        }
        if at + tail >= older.turns.len() {
            return (place + self.end() - older.end()).max(0.0);
        }
        // What was being read is gone.
        if head + tail == self.turns.len() {
            return head as f64;
        }
        let to = at.min(self.turns.len() - tail - 1);
        let (was, is) = (&older.turns[at], &self.turns[to]);
        let same = was.text.bytes().zip(is.text.bytes()).take_while(|(a, b)| a == b).count();
        let (before, after) = (was.seconds(faster), is.seconds(faster));
        let read = place.fract() * before;
        let is_ahead = same as f64 / was.text.len().max(1) as f64 >= place.fract();
        let read = if is_ahead { read } else { read + after - before };
        to as f64 + (read / after).clamp(0.0, 0.999)
    }
}

#[cfg(test)]
mod tests;
