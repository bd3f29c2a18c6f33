//! Process inks.

use serde::{Deserialize, Serialize};

/// Process ink, percent 0–100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ink {
    pub c: f32,
    pub m: f32,
    pub y: f32,
    pub k: f32,
}

impl Ink {
    pub const WHITE: Self = Self::new(0.0, 0.0, 0.0, 0.0);
    pub const BLACK: Self = Self::new(0.0, 0.0, 0.0, 100.0);

    /// Percent.
    pub const fn new(c: f32, m: f32, y: f32, k: f32) -> Self {
        Self { c, m, y, k }
    }

    /// Total ink, percent; presses take up to about 300.
    pub fn total(self) -> f32 {
        self.c + self.m + self.y + self.k
    }
}
