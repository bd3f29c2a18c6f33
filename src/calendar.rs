//! Weeks, lunar dates, holidays and the Vietnamese wording of dates.
//!
//! Everything is computed from the date given: nothing here knows today, a locale or a file. Dates from outside are
//! held to [`range::YEARS`].

mod day;
pub mod field;
pub mod holiday;
pub mod lunar;
pub mod range;
pub mod week;
pub mod wording;

pub use day::{Day, days, is_day_off, month_view};
pub use holiday::Holiday;
pub use lunar::Lunar;
