//! The window's behaviour, without a display.

mod bundle;
mod calendar;
mod draft;
mod history;
mod leave;
mod main_job;
mod poster;
mod presence;
mod sharing;
mod welcome;
mod window;
