//! The screens. Each is a state with `new`, `update`, `view`, and answers
//!
//! - `changed` after the newsroom changed by whatever hand (its own command, another screen's, undo, a colleague's
//!   file): refresh what was derived;
//! - `key` for keys that no widget took: shortcuts of the screen.
//!
//! `update` never changes the newsroom: it answers with an [`Action`](super::Action).

pub mod bundle;
pub mod calendar;
mod compare;
pub mod conflict;
pub mod draft;
pub mod export;
pub mod history;
pub mod home;
pub mod leave;
mod listing;
pub mod palette;
pub mod plan;
pub mod poster;
pub mod progress;
pub mod quarantine;
pub mod recovery;
pub mod settings;
pub mod trash;
pub mod unfinished;
pub mod welcome;
