//! Surveys on paper (IV.10 of the plan): versions of a questionnaire, its answer sheets, the reading of scanned sheets,
//! and marks.
//!
//! A sheet carries its survey, seed and layout in a code, so that it is read without the piece. The key of a version
//! is answered by [`Version::key`] alone: for the printed key and for the marks.

pub mod answers;
pub mod decide;
pub mod draw;
pub mod entry;
pub mod held;
pub mod intake;
pub mod marking;
pub mod options;
pub mod outcome;
pub mod people;
pub mod results;
pub mod scan;
pub mod sheet;
pub mod sorting;
pub mod version;

mod random;

pub use version::{Asked, Version};

/// The most versions of one survey: their codes have three digits.
pub const MOST_VERSIONS: u16 = 99;
