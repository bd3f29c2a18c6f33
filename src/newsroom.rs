//! The open workspace in memory: the plan, the settings, the pieces, and what is owed today.
//!
//! Every change is a [`Command`] with its inverse, so undo and redo work everywhere.

mod command;

pub use command::{Change, Command, Refusal};

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::piece::{Piece, PieceId};
use crate::plan::{Obligations, Plan, Settings};
use command::Step;

/// Steps that can be undone; older ones are forgotten.
const HISTORY: usize = 500;

#[derive(Debug)]
pub struct Newsroom {
    pub plan: Arc<Plan>,
    settings: Arc<Settings>,
    today: NaiveDate,
    pieces: BTreeMap<PieceId, Arc<Piece>>,
    obligations: Arc<Obligations>,
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl Newsroom {
    pub fn new(
        plan: impl Into<Arc<Plan>>,
        settings: impl Into<Arc<Settings>>,
        pieces: impl IntoIterator<Item = Piece>,
        today: NaiveDate,
    ) -> Self {
        let pieces = pieces.into_iter().map(|piece| (piece.header.id.clone(), Arc::new(piece))).collect();
        let mut newsroom = Self {
            plan: plan.into(),
            settings: settings.into(),
            today,
            pieces,
            obligations: Arc::default(),
            undo: Vec::new(),
            redo: Vec::new(),
        };
        newsroom.owe();
        newsroom
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The working date: the settings' fixed one or the day the program was given.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    pub fn set_today(&mut self, today: NaiveDate) {
        if self.today != today {
            self.today = today;
            self.owe();
        }
    }

    pub fn obligations(&self) -> &Obligations {
        &self.obligations
    }

    pub fn piece(&self, id: &PieceId) -> Option<&Piece> {
        self.pieces.get(id).map(Arc::as_ref)
    }

    /// In order of id, which is the order of creation.
    pub fn pieces(&self) -> impl ExactSizeIterator<Item = &Piece> {
        self.pieces.values().map(Arc::as_ref)
    }

    /// As [`Self::pieces`], to keep beside the newsroom without copies.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &Arc<Piece>> {
        self.pieces.values()
    }

    /// Why a command is to be refused, if it is.
    pub fn refusal(&self, command: &Command) -> Option<Refusal> {
        let change = command.touched();
        let newer = |id| self.piece(id).filter(|piece| piece.header.is_newer());
        let name = if let Some(piece) = change.pieces.iter().find_map(newer) {
            format!("“{}”", piece.header.title)
        } else if change.is_settings && self.settings.schema > Settings::SCHEMA {
            "Thiết lập".to_owned()
        } else {
            return None;
        };
        Some(Refusal { name, change })
    }

    /// Carries out a command and remembers how to undo it. Returns what must be saved.
    pub fn apply(&mut self, command: Command) -> Change {
        let (inverse, change) = self.carry_out(command);
        self.redo.clear();
        let step = Step { inverse, change: change.clone() };
        if !self.undo.last_mut().is_some_and(|last| last.absorbs(&step)) {
            self.undo.push(step);
            if self.undo.len() > HISTORY {
                let _ = self.undo.remove(0);
            }
        }
        change
    }

    pub fn undo(&mut self) -> Option<Change> {
        let step = self.undo.pop()?;
        let (inverse, change) = self.carry_out(step.inverse);
        self.redo.push(Step { inverse, change: change.clone() });
        Some(change)
    }

    pub fn redo(&mut self) -> Option<Change> {
        let step = self.redo.pop()?;
        let (inverse, change) = self.carry_out(step.inverse);
        self.undo.push(Step { inverse, change: change.clone() });
        Some(change)
    }

    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Takes in a piece as the file system now has it (a save's new header text, an outside change).
    /// Not an act of the user: there is nothing to undo.
    pub fn refresh(&mut self, piece: Piece) {
        let header_changed = self.pieces.get(&piece.header.id).is_none_or(|old| old.header != piece.header);
        let _ = self.pieces.insert(piece.header.id.clone(), Arc::new(piece));
        if header_changed {
            self.owe();
        }
    }

    /// Takes in a piece that someone else changed, or that was merged with their words. There is nothing to undo,
    /// and what the user did before is undone without undoing theirs.
    pub fn absorb(&mut self, piece: Piece) {
        if let Some(before) = self.pieces.get(&piece.header.id).map(Arc::clone) {
            for step in self.undo.iter_mut().chain(&mut self.redo) {
                step.rebase(&before, &piece);
            }
        }
        if piece.header.is_newer() {
            for steps in [&mut self.undo, &mut self.redo] {
                steps.retain(|step| !step.change.pieces.contains(&piece.header.id));
            }
        }
        self.refresh(piece);
    }

    /// A piece to keep beside the newsroom without a copy.
    pub fn shared(&self, id: &PieceId) -> Option<Arc<Piece>> {
        self.pieces.get(id).map(Arc::clone)
    }

    /// As [`Self::refresh`], for the settings.
    pub fn refresh_settings(&mut self, settings: Settings) {
        self.settings = Arc::new(settings);
        self.owe();
    }

    /// Forgets a piece that is gone from the workspace.
    pub fn forget(&mut self, id: &PieceId) {
        if self.pieces.remove(id).is_some() {
            self.owe();
        }
    }

    /// The same newsroom for work off the window's thread, without its undo; shares all texts.
    #[must_use]
    pub fn snapshot(&self) -> Self {
        Self {
            plan: Arc::clone(&self.plan),
            settings: Arc::clone(&self.settings),
            today: self.today,
            pieces: self.pieces.clone(),
            obligations: Arc::clone(&self.obligations),
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    fn carry_out(&mut self, command: Command) -> (Command, Change) {
        match command {
            Command::Add(piece) => {
                let id = piece.header.id.clone();
                let _ = self.pieces.insert(id.clone(), Arc::from(piece));
                self.owe();
                (Command::Remove(id.clone()), Change::piece(id))
            }
            Command::Remove(id) => match self.pieces.remove(&id) {
                Some(piece) => {
                    self.owe();
                    (Command::Add(Box::new(Arc::unwrap_or_clone(piece))), Change::piece(id))
                }
                None => (Command::All(Vec::new()), Change::default()),
            },
            Command::SetHeader(header) => match self.pieces.get_mut(&header.id) {
                Some(piece) => {
                    let id = header.id.clone();
                    let old = std::mem::replace(&mut Arc::make_mut(piece).header, *header);
                    self.owe();
                    (Command::SetHeader(Box::new(old)), Change::piece(id))
                }
                None => (Command::All(Vec::new()), Change::default()),
            },
            Command::SetBody { id, body, is_typing } => match self.pieces.get_mut(&id) {
                Some(piece) => {
                    let old = std::mem::replace(&mut Arc::make_mut(piece).body, body);
                    (Command::SetBody { id: id.clone(), body: old, is_typing }, Change::piece(id))
                }
                None => (Command::All(Vec::new()), Change::default()),
            },
            Command::SetSettings { settings, is_typing } => {
                let old = std::mem::replace(&mut self.settings, Arc::from(settings));
                self.owe();
                let settings = Box::new(Arc::unwrap_or_clone(old));
                (Command::SetSettings { settings, is_typing }, Change::settings())
            }
            Command::All(commands) => {
                let mut change = Change::default();
                let mut inverses = Vec::with_capacity(commands.len());
                for command in commands {
                    let (inverse, one) = self.carry_out(command);
                    inverses.push(inverse);
                    change.join(one);
                }
                inverses.reverse();
                (Command::All(inverses), change)
            }
        }
    }

    fn owe(&mut self) {
        let pieces = self.pieces.values().map(Arc::as_ref);
        self.obligations = Arc::new(Obligations::new(&self.plan, &self.settings, pieces, self.today));
    }
}
