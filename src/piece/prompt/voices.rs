//! How the words of a script are shared among its voices.

use super::Prompt;

/// What one voice has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceShare {
    /// As written; empty for words without a voice.
    pub name: String,
    /// The rows it speaks in.
    pub turns: usize,
    pub syllables: u32,
    /// Seconds at the voice's own rate.
    pub seconds: u32,
    /// Of the seconds of all voices.
    pub percent: u32,
}

impl Prompt {
    /// The voices in the order in which they first speak; none when no row names a voice.
    pub fn voices(&self) -> Vec<VoiceShare> {
        let mut shares: Vec<(VoiceShare, f64)> = Vec::new();
        for turn in &self.turns {
            let known = shares.iter().position(|(share, _)| share.name == turn.voice);
            let at = known.unwrap_or_else(|| {
                let name = turn.voice.clone();
                shares.push((VoiceShare { name, turns: 0, syllables: 0, seconds: 0, percent: 0 }, 0.0));
                shares.len() - 1
            });
            let (share, seconds) = &mut shares[at];
            share.turns += 1;
            share.syllables += turn.syllables;
            *seconds += turn.seconds(0);
        }
        if shares.iter().all(|(share, _)| share.name.is_empty()) {
            return Vec::new();
        }
        let all: f64 = shares.iter().map(|(_, seconds)| seconds).sum();
        let shares = shares.into_iter().map(|(share, seconds)| VoiceShare {
            seconds: seconds.round() as u32,
            percent: (seconds * 100.0 / all.max(0.1)).round() as u32,
            ..share
        });
        shares.collect()
    }
}
