//! What is taken in from the file system and from others: there is nothing of it to undo, and what the user did before is
//! undone without undoing theirs.

use std::sync::Arc;

use super::command::Outside;
use super::{Change, Newsroom};
use crate::piece::{Piece, PieceId};
use crate::plan::{Plan, Settings};

impl Newsroom {
    /// Takes in a piece as the file system now has it (a save's new header text, an outside change).
    /// Not an act of the user: there is nothing to undo.
    pub fn refresh(&mut self, piece: Piece) {
        let before = self.shared(&piece.header.id);
        // A save may have composed letters: what is undone stands elsewhere then.
        if let Some(before) = before.as_ref().filter(|before| before.body != piece.body) {
            self.rebase(before, &Piece { header: before.header.clone(), ..piece.clone() });
        }
        self.put(piece);
    }

    /// Takes in a piece that someone else changed, or that was merged with their words. There is nothing to undo,
    /// and what the user did before is undone without undoing theirs.
    pub fn absorb(&mut self, piece: Piece) {
        let id = &piece.header.id;
        if let Some(before) = self.shared(id) {
            self.rebase(&before, &piece);
        }
        if piece.header.is_newer() {
            for steps in [&mut self.undo, &mut self.redo] {
                steps.retain(|step| !step.touches(id));
            }
        }
        self.put(piece);
    }

    /// Makes what was done and what was undone leave another's change of a piece alone.
    fn rebase(&mut self, before: &Piece, after: &Piece) {
        for steps in [&mut self.undo, &mut self.redo] {
            if steps.iter().any(|step| step.touches(&after.header.id)) {
                let mut outside = Outside::new(before, after);
                steps.iter_mut().rev().for_each(|step| step.rebase(&mut outside));
            }
        }
    }

    /// As [`Self::absorb`], for the settings.
    pub fn absorb_settings(&mut self, settings: Settings) -> Change {
        let after = Arc::new(settings);
        let before = self.set_settings(Arc::clone(&after));
        for step in self.undo.iter_mut().chain(&mut self.redo) {
            step.rebase_settings(&before, &after);
        }
        Change { is_outside: true, ..Change::settings() }
    }

    /// As [`Self::absorb`], for the plan.
    pub fn absorb_plan(&mut self, plan: Plan) -> Change {
        let after = Arc::new(plan);
        let before = self.set_plan(Arc::clone(&after));
        for step in self.undo.iter_mut().chain(&mut self.redo) {
            step.rebase_plan(&before, &after);
        }
        Change { is_outside: true, ..Change::plan() }
    }

    /// Forgets a piece that is gone from the workspace.
    pub fn forget(&mut self, id: &PieceId) {
        if let Some(old) = self.pieces.remove(id) {
            self.turn(Some(&old.header), None);
        }
    }
}
