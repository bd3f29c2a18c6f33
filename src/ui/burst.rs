//! Groups typed edits into bursts that one undo reverts.

use std::time::{Duration, Instant};

/// A longer pause ends a burst of typing.
const PAUSE: Duration = Duration::from_secs(2);

/// Where the user is typing, and the time of the last edit.
#[derive(Debug)]
pub struct Burst<T> {
    last: Option<(T, Instant)>,
}

impl<T> Default for Burst<T> {
    fn default() -> Self {
        Self { last: None }
    }
}

impl<T: PartialEq> Burst<T> {
    /// Records an edit; returns whether it continues the current burst of typing. No place means that it was
    /// not typed.
    pub fn continues(&mut self, place: Option<T>, now: Instant) -> bool {
        let next = place.map(|place| (place, now));
        let last = std::mem::replace(&mut self.last, next);
        match (&self.last, last) {
            (Some((place, _)), Some((last, then))) => {
                *place == last && now.saturating_duration_since(then) < PAUSE
            }
            _ => false,
        }
    }

    /// Ends the burst: what is typed next is a new undo step.
    pub fn end(&mut self) {
        self.last = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_ends_by_a_pause_by_another_place_and_by_an_act() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let mut burst = Burst::default();
        assert!(!burst.continues(Some("tên"), start));
        assert!(burst.continues(Some("tên"), after(1)));
        assert!(burst.continues(Some("tên"), after(2)), "the pause counts from the last letter");
        assert!(!burst.continues(Some("nơi"), after(2)));
        assert!(!burst.continues(Some("nơi"), after(4)));
        assert!(!burst.continues(None, after(4)));
        assert!(!burst.continues(Some("nơi"), after(4)));
        burst.end();
        assert!(!burst.continues(Some("nơi"), after(4)));
    }
}
