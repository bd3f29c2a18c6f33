//! The window's behaviour, without a display.

mod away;
mod backup;
mod beside;
mod bundle;
mod calendar;
mod contrast;
mod draft;
mod half;
mod history;
mod keyboard;
mod leave;
mod long;
mod loss;
mod main_job;
mod mend;
mod newer;
mod overview;
mod poster;
mod presence;
mod proof;
mod recovery;
mod sharing;
mod typing;
mod welcome;
mod widgets;
pub mod window;
