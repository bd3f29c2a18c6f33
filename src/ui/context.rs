//! The shared state that every screen may read.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;

use crate::ledger::Mine;
use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::store::Key;
use crate::store::Problem;
use crate::store::journal::Unsaved;
use crate::store::lease::Lease;
use crate::store::profile::{Eyesight, Identity, Publisher};

use super::ThemeChoice;

/// The open workspace, as screens see it.
#[derive(Debug)]
pub struct Context {
    pub newsroom: Newsroom,
    /// Encoded pictures by relative path, loaded by the app.
    pub pictures: Pictures,
    /// Reads the photos of places and evidence, which are not kept in memory; only on a background thread.
    pub photos: Photos,
    /// The fonts for all documents of the window; lock only on a background thread.
    pub fonts: Arc<Mutex<Fonts>>,
    pub save: SaveState,
    /// Files that could not be opened, or that need attention.
    pub problems: Vec<Problem>,
    /// Problems found by the last comparison of the files with their histories.
    pub verified: Vec<Problem>,
    /// Unsaved text of earlier windows.
    pub unsaved: Vec<Unsaved>,
    /// Who else has this window's pieces and records open.
    pub colleagues: HashMap<Key, Vec<Lease>>,
    /// Of the files that prove the approvals of the piece on screen, those that are not in the workspace; paths.
    pub missing_evidence: BTreeSet<String>,
    /// Pieces and records with conflicts, and the number of conflicts.
    pub undecided: BTreeMap<Key, usize>,
    /// The day of the last weekly backup, or why this week's is missing; none until it is known.
    pub backup: Option<Result<NaiveDate, String>>,
    pub theme: ThemeChoice,
    pub eyesight: Eyesight,
    pub publisher: Publisher,
    /// Who sits at this machine; empty until they have said so.
    pub identity: Identity,
    /// The keys held now, for presses of the mouse.
    pub modifiers: iced::keyboard::Modifiers,
    /// The workspace's folder, for display.
    pub root: String,
}

impl Context {
    /// What concerns the person at this machine.
    pub fn mine(&self) -> Mine {
        let Identity { agency, locality, .. } = &self.identity;
        Mine::new(self.newsroom.plan(), agency.as_deref(), locality.as_deref())
    }

    /// What the screens are limited to; none while they show everything.
    pub fn only_mine(&self) -> Option<Mine> {
        self.identity.is_mine_only.then(|| self.mine())
    }
}

pub type Pictures = Arc<HashMap<String, Arc<[u8]>>>;

/// A picture's bytes by its path in the workspace.
pub type ReadPicture = dyn Fn(&str) -> Option<Arc<[u8]>> + Send + Sync;

/// Reads pictures of the workspace.
#[derive(Clone)]
pub struct Photos(pub Arc<ReadPicture>);

impl std::fmt::Debug for Photos {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Photos")
    }
}

impl Default for Photos {
    /// Of no workspace.
    fn default() -> Self {
        Self(Arc::new(|_| None))
    }
}

impl Photos {
    /// A picture in memory, else one from its file.
    pub fn or_held(&self, held: &Pictures, path: &str) -> Option<Arc<[u8]>> {
        held.get(path).cloned().or_else(|| (self.0)(path))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SaveState {
    #[default]
    Saved,
    Saving,
    /// The reason, in Vietnamese.
    Failed(String),
}
