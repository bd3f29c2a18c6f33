//! Guide lines: elements are set along them; they are never printed.

use serde::{Deserialize, Serialize};

use super::{Error, Poster};

/// More only hide the design.
const MOST: usize = 100;

/// The direction of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    Vertical,
    Horizontal,
}

/// Of all sides of a poster alike.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum GuideLine {
    /// From top to bottom, this many mm from the left edge.
    Vertical(f32),
    /// From left to right, this many mm from the upper edge.
    Horizontal(f32),
}

impl GuideLine {
    /// `at` in mm from the left or the upper edge.
    pub fn new(axis: Axis, at: f32) -> Self {
        match axis {
            Axis::Vertical => Self::Vertical(at),
            Axis::Horizontal => Self::Horizontal(at),
        }
    }

    pub fn axis(self) -> Axis {
        match self {
            Self::Vertical(_) => Axis::Vertical,
            Self::Horizontal(_) => Axis::Horizontal,
        }
    }

    /// Millimetres from the left or the upper edge.
    pub fn at(self) -> f32 {
        match self {
            Self::Vertical(at) | Self::Horizontal(at) => at,
        }
    }
}

impl Poster {
    /// # Errors
    /// More guide lines than can be told apart, or one that lies nowhere.
    pub(super) fn check_guides(&self) -> Result<(), Error> {
        if self.guides.len() > MOST {
            return Err(Error::Guides { count: self.guides.len(), most: MOST });
        }
        let most = 100_000.0;
        match self.guides.iter().map(|guide| guide.at()).find(|at| !(-most..=most).contains(at)) {
            Some(value) => {
                Err(Error::Value { field: "Đường gióng (guides)", value, least: -most, most })
            }
            None => Ok(()),
        }
    }
}
