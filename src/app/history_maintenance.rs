//! Background maintenance of the histories: compares files with their last revisions, adds what others wrote,
//! thins old revisions.

use chrono::Utc;
use iced::Task;

use super::{App, Message, Phase, Session};
use crate::store::{Key, Known, Problem, Stamp};
use crate::ui::background;

/// Compares files with their histories, one run at a time.
#[derive(Debug, Default)]
pub(super) struct HistoryMaintenance {
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
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        session.history_maintenance.is_running = false;
        session.context.verified = problems;
        // A file written meanwhile was compared in an outdated state.
        let saver = &session.saver;
        session.context.verified.retain(|problem| {
            let file = known.files.get(&problem.path).map(|(key, stamp)| (key.clone(), stamp));
            let record = || known.records.get_key_value(problem.path.as_str());
            let known = file.or_else(|| record().map(|(path, stamp)| (Key::Record(path), stamp)));
            known.is_none_or(|(key, stamp)| saver.has_still(&key, stamp))
        });
        if session.history_maintenance.is_due { session.verify(Vec::new()) } else { Task::none() }
    }
}

impl Session {
    /// Adds what others wrote to the histories, then compares all files with theirs, on a background thread.
    pub(super) fn verify(&mut self, adopted: Vec<Adopted>) -> Task<Message> {
        self.history_maintenance.adopted.extend(adopted);
        self.history_maintenance.is_due = self.history_maintenance.is_running;
        if self.history_maintenance.is_running {
            return Task::none();
        }
        self.history_maintenance.is_running = true;
        let adopted = std::mem::take(&mut self.history_maintenance.adopted);
        let workspace = self.workspace.clone();
        let known = self.saver.known();
        background(move || {
            let known = known();
            for (key, path, stamp) in &adopted {
                if let Err(error) = workspace.add_to_history(key, path, stamp) {
                    tracing::warn!(%error, "an outside change is not in the history");
                }
            }
            let problems = workspace.verify(&known);
            (known, problems)
        })
        .map(|(known, problems)| Message::Verified(Box::new(known), problems))
    }

    /// Whether the last comparison found a problem with this file.
    pub(super) fn has_problem(&self, key: &Key) -> bool {
        let file = self.saver.file(key);
        let is_its = |problem: &Problem| file.is_some_and(|(path, _)| *path == problem.path);
        self.context.verified.iter().any(is_its)
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
