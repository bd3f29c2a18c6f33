//! The window's behaviour, without a display.

mod calendar;
mod draft;
mod main_job;
mod poster;
mod sharing;
mod window;
