//! What every screen may read.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;

use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::workspace::Key;
use crate::workspace::Problem;
use crate::workspace::journal::Unsaved;
use crate::workspace::lease::Lease;

use super::ThemeChoice;

/// The open workspace as screens see it.
#[derive(Debug)]
pub struct Desk {
    pub newsroom: Newsroom,
    /// Encoded pictures of the workspace by relative path, loaded by the app.
    pub pictures: Pictures,
    /// One shaper for the documents of the whole window; lock it only off the window's thread.
    pub fonts: Arc<Mutex<Fonts>>,
    pub save: SaveState,
    /// Files that did not open, or that deserve a look.
    pub problems: Vec<Problem>,
    /// What the last comparison of the files with their histories found.
    pub verified: Vec<Problem>,
    /// What earlier windows left unsaved.
    pub unsaved: Vec<Unsaved>,
    /// Who else is at what this window is at.
    pub colleagues: HashMap<Key, Vec<Lease>>,
    /// Pieces with places that two people changed, and how many: the user is to choose.
    pub undecided: BTreeMap<Key, usize>,
    /// The day of the last weekly backup, or why there is none of this week; none while it is looked for.
    pub backup: Option<Result<NaiveDate, String>>,
    pub theme: ThemeChoice,
    /// Where the workspace lies, for display.
    pub root: String,
}

pub type Pictures = Arc<HashMap<String, Arc<[u8]>>>;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SaveState {
    #[default]
    Saved,
    Saving,
    /// The reason, for the user.
    Failed(String),
}
