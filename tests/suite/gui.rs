//! The window's behaviour, without a display.

mod calendar;
mod main_job;
mod poster;
mod window;
