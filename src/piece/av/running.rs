//! The running time of each row and when it starts: always derived from the rows, never stored.

use super::{Row, Script};
use crate::piece::Tone;
use crate::piece::timing::{self, Rate};
use crate::plan::Settings;

/// The running times of a script.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Running {
    /// One for each row, in order.
    pub rows: Vec<RowTime>,
}

/// A row's start and length, in seconds from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowTime {
    pub from: u32,
    pub seconds: u32,
    /// Whether the length is written in the row, instead of computed from the speech.
    pub is_explicit: bool,
    pub tones: Vec<Tone>,
}

impl RowTime {
    pub fn to(&self) -> u32 {
        self.from.saturating_add(self.seconds)
    }
}

impl Running {
    /// Total running time, seconds.
    pub fn total(&self) -> u32 {
        self.rows.last().map_or(0, RowTime::to)
    }

    /// Seconds of the rows with this tone.
    pub fn of(&self, tone: Tone) -> u32 {
        let with = self.rows.iter().filter(|row| row.tones.contains(&tone));
        with.fold(0, |sum, row| sum.saturating_add(row.seconds))
    }
}

impl Row {
    /// Running time: as written, else that of the speech at its voice's rate. Captions and notes take no
    /// time.
    pub fn seconds(&self, settings: &Settings) -> u32 {
        self.duration.unwrap_or_else(|| {
            let rate = Rate::new(settings.rate_of(&self.voice));
            timing::seconds(&self.speech, rate).round() as u32
        })
    }
}

impl Script {
    pub fn running(&self, settings: &Settings) -> Running {
        let mut from = 0_u32;
        let rows = self.rows.iter().map(|row| {
            let time = RowTime {
                from,
                seconds: row.seconds(settings),
                is_explicit: row.duration.is_some(),
                tones: row.tones.clone(),
            };
            from = from.saturating_add(time.seconds);
            time
        });
        Running { rows: rows.collect() }
    }
}
