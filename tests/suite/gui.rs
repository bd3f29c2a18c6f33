//! The window's behaviour, without a display.

mod draft;
mod main_job;
mod window;
