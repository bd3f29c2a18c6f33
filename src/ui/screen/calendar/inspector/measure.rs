//! A script's running time, and the share of praise and critique.

use crate::piece::av::Script;
use crate::piece::{Format, Piece, Tone};
use crate::plan::Settings;

/// Seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Measure {
    pub total: u32,
    praise: u32,
    critique: u32,
}

impl Measure {
    /// None for unspoken formats, and for an empty script.
    pub fn new(piece: &Piece, settings: &Settings) -> Option<Self> {
        if !matches!(piece.format, Format::Av | Format::Radio) {
            return None;
        }
        let running = Script::parse(&piece.body).running(settings);
        let measure = Self {
            total: running.total(),
            praise: running.of(Tone::Praise),
            critique: running.of(Tone::Critique),
        };
        (measure.total > 0).then_some(measure)
    }

    /// Praise as a fraction of praise and critique together; none when no row is marked.
    pub fn praise_share(&self) -> Option<f32> {
        let both = self.praise + self.critique;
        (both > 0).then(|| self.praise as f32 / both as f32)
    }
}
