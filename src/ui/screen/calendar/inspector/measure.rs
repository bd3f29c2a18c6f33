//! How long a script runs, and how much of it praises and criticises.

use crate::piece::av::Script;
use crate::piece::timing::{self, Rate};
use crate::piece::{Format, Piece, Tone};
use crate::plan::Settings;

/// Seconds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Measure {
    pub total: f32,
    pub praise: f32,
    pub critique: f32,
}

impl Measure {
    /// None for what is not spoken, and for an empty script.
    pub fn new(piece: &Piece, settings: &Settings) -> Option<Self> {
        if !matches!(piece.format, Format::Av | Format::Radio) {
            return None;
        }
        let mut measure = Self::default();
        for row in &Script::parse(&piece.body).rows {
            let rate = Rate::from(settings.rate_of(&row.voice));
            let seconds =
                row.duration.map_or_else(|| timing::seconds(&row.speech, rate), |seconds| seconds as f32);
            measure.total += seconds;
            // A row may do both.
            let share = if row.tones.contains(&Tone::Praise) && row.tones.contains(&Tone::Critique) {
                0.5
            } else {
                1.0
            };
            if row.tones.contains(&Tone::Praise) {
                measure.praise += seconds * share;
            }
            if row.tones.contains(&Tone::Critique) {
                measure.critique += seconds * share;
            }
        }
        (measure.total > 0.0).then_some(measure)
    }

    /// Praise's part of praise and critique together, 0.0–1.0; none when no row is marked.
    pub fn praise_share(&self) -> Option<f32> {
        let both = self.praise + self.critique;
        (both > 0.0).then(|| self.praise / both)
    }
}
