//! The window's behaviour, without a display.

mod main_job;
mod window;
