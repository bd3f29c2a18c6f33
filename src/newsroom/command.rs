//! The one way to change the newsroom, each with its inverse.

use std::collections::BTreeSet;

use crate::piece::merge::{self, Choice};
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

impl Command {
    /// Whose content it would change; an added piece is its own.
    pub(super) fn touched(&self) -> Change {
        match self {
            Self::Add(_) => Change::default(),
            Self::Remove(id) | Self::SetBody { id, .. } => Change::piece(id.clone()),
            Self::SetHeader(header) => Change::piece(header.id.clone()),
            Self::SetSettings { .. } => Change::settings(),
            Self::All(commands) => commands.iter().fold(Change::default(), |mut all, command| {
                all.join(command.touched());
                all
            }),
        }
    }

    /// Where this command and the outside change touch the same part, the outside change stays.
    fn rebase(&mut self, before: &Piece, after: &Piece) {
        let id = &before.header.id;
        match self {
            Self::SetBody { id: other, body, .. } if other == id => {
                let own = Piece { body: std::mem::take(body), ..before.clone() };
                *body = rebased(before, &own, after).body;
            }
            Self::SetHeader(header) if header.id == *id => {
                let own = Piece { header: (**header).clone(), ..before.clone() };
                **header = rebased(before, &own, after).header;
            }
            Self::All(commands) => commands.iter_mut().for_each(|command| command.rebase(before, after)),
            _ => {}
        }
    }
}

fn rebased(before: &Piece, own: &Piece, after: &Piece) -> Piece {
    let merged = merge::merge(before, own, after);
    merged.resolve(&vec![Choice::Theirs; merged.conflicts.len()])
}

/// What a command touched: what the window must redraw and the workspace must save.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Added, changed or removed: a piece that the newsroom no longer has was removed.
    pub pieces: BTreeSet<PieceId>,
    pub is_settings: bool,
    /// Someone else's words came in: what is shown follows without leaving the place where the user is.
    pub is_outside: bool,
}

impl Change {
    pub(super) fn piece(id: PieceId) -> Self {
        Self { pieces: BTreeSet::from([id]), ..Self::default() }
    }

    pub(super) fn settings() -> Self {
        Self { is_settings: true, ..Self::default() }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.is_settings |= other.is_settings;
        self.is_outside |= other.is_outside;
    }
}

/// Why a command is not carried out: a newer version of the program wrote what it would change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{name} do phiên bản mới hơn của Tòa soạn ghi, ở đây chỉ đọc được. Hãy cập nhật chương trình để sửa."
)]
pub struct Refusal {
    /// "“Một cửa”", "Thiết lập".
    pub name: String,
    /// What the command would have touched: what shows it goes back.
    pub change: Change,
}

/// A remembered act.
#[derive(Debug)]
pub(super) struct Step {
    pub inverse: Command,
    pub change: Change,
}

impl Step {
    /// Makes the step undo only its own act after a piece became another by someone else's hand.
    pub fn rebase(&mut self, before: &Piece, after: &Piece) {
        if self.change.pieces.contains(&before.header.id) {
            self.inverse.rebase(before, after);
        }
    }

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
