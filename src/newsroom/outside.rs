//! What is taken in from the file system and from others: there is nothing of it to undo, and what the user did before is
//! undone without undoing theirs.

use super::command::Outside;
use super::{Change, Newsroom};
use crate::piece::{Piece, PieceId};
use crate::record::{AnyRecord, EntryId};

impl Newsroom {
    /// Replaces a piece by its current file (a save's new header text, an outside change). Not an action of
    /// the user, so it cannot be undone.
    pub fn refresh(&mut self, piece: Piece) {
        let before = self.shared(&piece.header.id);
        // A save may have composed letters (NFC), which moves the positions that undo refers to.
        if let Some(before) = before.as_ref().filter(|before| before.body != piece.body) {
            self.rebase(before, &Piece { header: before.header.clone(), ..piece.clone() });
        }
        self.put(piece);
    }

    /// Takes in a piece changed by someone else, or merged with their changes. This cannot be undone, and
    /// undoing the user's own earlier steps keeps the other's changes.
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

    /// Rebases undo and redo, so that they leave someone else's change of a piece alone.
    fn rebase(&mut self, before: &Piece, after: &Piece) {
        for steps in [&mut self.undo, &mut self.redo] {
            if steps.iter().any(|step| step.touches(&after.header.id)) {
                let mut outside = Outside::new(before, after);
                steps.iter_mut().rev().for_each(|step| step.rebase(&mut outside));
            }
        }
    }

    /// Like [`Self::absorb`], for a record.
    pub fn absorb_record(&mut self, after: &AnyRecord) -> Change {
        let (before, change) = match after.entry() {
            Some(id) => (self.set_entry(&id, Some(after.clone())), Change::entry(id)),
            None => (Some(self.set_record(after.clone())), Change::record(after.kind().path)),
        };
        for steps in [&mut self.undo, &mut self.redo] {
            if after.newer_schema().is_some() {
                steps.retain(|step| !step.touches_record(after));
            }
            for step in steps {
                if let Some(before) = &before {
                    step.rebase_record(before, after);
                }
            }
        }
        Change { is_outside: true, ..change }
    }

    /// Removes a record of a kind with many files whose file is gone.
    pub fn forget_entry(&mut self, id: &EntryId) {
        let _ = self.set_entry(id, None);
    }

    /// Removes a piece whose file is gone.
    pub fn forget(&mut self, id: &PieceId) {
        if let Some(old) = self.pieces.shift_remove(id) {
            self.turn(Some(&old.header), None);
        }
    }
}
