//! Background maintenance of the histories: compares files with their last revisions, adds what others wrote,
//! thins old revisions.

use chrono::Utc;
use iced::Task;

use super::{App, Message, Office, Stage};
use crate::piece::PieceId;
use crate::ui::background;
use crate::workspace::{Key, Known, Problem, Stamp};

/// Compares files with their histories, one run at a time.
#[derive(Debug, Default)]
pub(super) struct Upkeep {
    is_running: bool,
    /// Another run was requested meanwhile.
    is_due: bool,
    /// What others wrote and the histories may not have yet.
    adopted: Vec<Adopted>,
}

/// What others wrote: key, path and stamp.
pub(super) type Adopted = (Key, String, Stamp);

impl App {
    pub(super) fn verified(&mut self, known: &Known, problems: Vec<Problem>) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        office.upkeep.is_running = false;
        office.desk.verified = problems;
        // A file written meanwhile was compared in an outdated state.
        let saver = &office.saver;
        office.desk.verified.retain(|problem| {
            known.pieces.get(&problem.path).is_none_or(|(id, stamp)| saver.has_still(id, stamp))
        });
        if office.upkeep.is_due { office.verify(Vec::new()) } else { Task::none() }
    }
}

impl Office {
    /// Adds what others wrote to the histories, then compares all files with theirs, on a background thread.
    pub(super) fn verify(&mut self, adopted: Vec<Adopted>) -> Task<Message> {
        self.upkeep.adopted.extend(adopted);
        self.upkeep.is_due = self.upkeep.is_running;
        if self.upkeep.is_running {
            return Task::none();
        }
        self.upkeep.is_running = true;
        let adopted = std::mem::take(&mut self.upkeep.adopted);
        let workspace = self.workspace.clone();
        let known = self.saver.known();
        background(move || {
            let known = known();
            for (key, path, stamp) in &adopted {
                if let Err(error) = workspace.take_in(key, path, stamp) {
                    tracing::warn!(%error, "an outside change is not in the history");
                }
            }
            let problems = workspace.verify(&known);
            (known, problems)
        })
        .map(|(known, problems)| Message::Verified(Box::new(known), problems))
    }

    /// Whether the last comparison found a problem with this piece's file.
    pub(super) fn is_told(&self, id: &PieceId) -> bool {
        let path = self.saver.path(id);
        self.desk.verified.iter().any(|problem| path == Some(problem.path.as_str()))
    }

    /// Thins old revisions on a background thread.
    pub(super) fn thin(&self) -> Task<Message> {
        let workspace = self.workspace.clone();
        background(move || {
            if let Err(error) = workspace.thin_history(Utc::now()) {
                tracing::warn!(%error, "history not thinned");
            }
        })
        .discard()
    }
}
