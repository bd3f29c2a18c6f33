//! The window's behaviour, without a display.

mod away;
mod backup;
mod bundle;
mod calendar;
mod contrast;
mod draft;
mod history;
mod keyboard;
mod leave;
mod main_job;
mod mend;
mod newer;
mod poster;
mod presence;
mod proof;
mod recovery;
mod sharing;
mod welcome;
mod window;
