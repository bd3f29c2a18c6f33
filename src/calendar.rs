//! Weeks, lunar dates, holidays and the Vietnamese wording of dates.
//!
//! Everything is computed from the date given: nothing here knows today, a locale or a file.

mod day;
pub mod holiday;
pub mod lunar;
pub mod week;
pub mod wording;

pub use day::{Day, days, month_view};
pub use holiday::Holiday;
pub use lunar::Lunar;
