//! How the text moves: it stands, counts down, or follows the reader. The clock is given, in seconds.

use super::Prompt;

/// The motion of a prompter. All times are seconds on one clock.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Motion {
    /// The place at `since`, or where it stands.
    from: f64,
    /// Since when it moves; in the future while it counts down. None while it stands.
    since: Option<f64>,
    /// Seconds it had moved before `since`.
    moved: f64,
    /// Syllables a minute more or less than each voice's own rate.
    faster: i32,
}

impl Motion {
    /// Most by which the speed differs from a voice's own.
    const MOST: i32 = 240;

    pub fn faster(&self) -> i32 {
        self.faster
    }

    /// Whether it moves or counts down.
    pub fn is_going(&self) -> bool {
        self.since.is_some()
    }

    /// Seconds until it starts to move; none when it does not count down.
    pub fn countdown(&self, now: f64) -> Option<f64> {
        self.since.map(|since| since - now).filter(|left| *left > 0.0)
    }

    /// Where the reader is.
    pub fn place(&self, prompt: &Prompt, now: f64) -> f64 {
        match self.since {
            Some(since) => prompt.place_after(self.from, now - since, self.faster),
            None => self.from.min(prompt.end()),
        }
    }

    /// Seconds it has moved since the script was begun.
    pub fn moved(&self, now: f64) -> f64 {
        self.moved + self.since.map_or(0.0, |since| (now - since).max(0.0))
    }

    /// Seconds of the whole at the present speed: what has passed, what is left to read, and the rows without
    /// words that are ahead. After the last word those at the end pass.
    pub fn whole(&self, prompt: &Prompt, now: f64) -> f64 {
        let place = self.place(prompt, now);
        let moving = self.since.map_or(0.0, |since| (now - since).max(0.0));
        let after_words = (moving - prompt.reading_left(self.from, self.faster)).max(0.0);
        let silent = (f64::from(prompt.silence_left(place)) - after_words).max(0.0);
        self.moved(now) + prompt.reading_left(place, self.faster) + silent
    }

    /// Starts after a countdown of `wait` seconds, or stops.
    pub fn toggle(&mut self, prompt: &Prompt, now: f64, wait: f64) {
        if self.is_going() {
            self.settle(prompt, now);
            self.since = None;
        } else {
            self.since = Some(now + wait);
        }
    }

    /// Changes the speed by this many syllables a minute, from here on.
    pub fn hurry(&mut self, prompt: &Prompt, now: f64, by: i32) {
        self.settle(prompt, now);
        self.faster = (self.faster + by).clamp(-Self::MOST, Self::MOST);
    }

    /// Moves to a place and goes on from there as before.
    pub fn go_to(&mut self, prompt: &Prompt, now: f64, place: f64) {
        self.settle(prompt, now);
        self.from = place.clamp(0.0, prompt.end());
    }

    /// Back to the beginning, standing; the speed stays.
    pub fn rewind(&mut self) {
        *self = Self { faster: self.faster, ..Self::default() };
    }

    /// Stays with the reader when the script is changed.
    pub fn follow(&mut self, older: &Prompt, newer: &Prompt, now: f64) {
        self.settle(older, now);
        self.from = newer.carried(older, self.from, self.faster);
    }

    /// Begins anew from the present place, unless it still counts down.
    fn settle(&mut self, prompt: &Prompt, now: f64) {
        let place = self.place(prompt, now);
        self.moved = self.moved(now);
        self.from = place;
        self.since = self.since.map(|since| since.max(now));
    }
}
