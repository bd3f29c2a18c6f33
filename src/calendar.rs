//! Weeks, lunar dates, holidays and the Vietnamese wording of dates.
//!
//! Pure: everything is computed from the given date, without a clock, locale or file. Dates from outside are
//! limited to [`range::YEARS`].

mod day;
pub mod field;
pub mod holiday;
pub mod lunar;
pub mod public_holiday;
pub mod range;
pub mod week;
pub mod wording;
mod workday;

pub use day::{Day, days, is_day_off, month_view};
pub use holiday::Holiday;
pub use lunar::Lunar;
pub use workday::Workdays;
