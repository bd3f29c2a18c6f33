//! The one way to change the newsroom, each with its inverse.

use std::collections::BTreeSet;

use crate::piece::{Header, Piece, PieceId};
use crate::plan::Settings;

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Add(Box<Piece>),
    Remove(PieceId),
    /// Replaces the header of the piece with the same id.
    SetHeader(Box<Header>),
    /// `is_typing` joins it to the previous change of the same body, so that one undo takes back a burst.
    SetBody {
        id: PieceId,
        body: String,
        is_typing: bool,
    },
    SetSettings {
        settings: Box<Settings>,
        is_typing: bool,
    },
    /// One step for the user.
    All(Vec<Command>),
}

/// What a command touched: what the window must redraw and the workspace must save.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Added, changed or removed: a piece that the newsroom no longer has was removed.
    pub pieces: BTreeSet<PieceId>,
    pub is_settings: bool,
}

impl Change {
    pub(super) fn piece(id: PieceId) -> Self {
        Self { pieces: BTreeSet::from([id]), is_settings: false }
    }

    pub(super) fn settings() -> Self {
        Self { pieces: BTreeSet::new(), is_settings: true }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.is_settings |= other.is_settings;
    }
}

/// A remembered act.
#[derive(Debug)]
pub(super) struct Step {
    pub inverse: Command,
    pub change: Change,
}

impl Step {
    /// Whether the next act is more of the same burst of typing, already undone by this step's inverse. A burst
    /// may begin with an edit that is no typing, which parts it from the burst before.
    pub fn absorbs(&self, next: &Self) -> bool {
        let is_more = matches!(
            (&self.inverse, &next.inverse),
            (Command::SetBody { .. }, Command::SetBody { is_typing: true, .. })
                | (Command::SetSettings { .. }, Command::SetSettings { is_typing: true, .. })
        );
        self.change == next.change && is_more
    }
}
