//! The window's behaviour, without a display.

mod bundle;
mod calendar;
mod draft;
mod leave;
mod main_job;
mod poster;
mod welcome;
mod window;
