//! Several pieces of the list chosen together, with Ctrl or Shift and by keys.

use std::collections::BTreeSet;

use iced::keyboard::Modifiers;

use super::list::List;
use super::{Message, Pieces};
use crate::newsroom::{Newsroom, Pick};
use crate::piece::PieceId;
use crate::ui::many::{self, Chosen, Kind};
use crate::ui::{Action, Context};

/// Empty while pieces are opened in the ordinary way.
#[derive(Debug, Default)]
pub(super) struct Group {
    pieces: BTreeSet<PieceId>,
    /// Where a range begins.
    anchor: Option<PieceId>,
}

impl Group {
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    pub fn contains(&self, id: &PieceId) -> bool {
        self.pieces.contains(id)
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// With Ctrl a piece joins the others or leaves them, with Shift all up to it do; false when the press is an ordinary
    /// one. `marked` is where a first range begins.
    pub fn press(
        &mut self,
        id: &PieceId,
        modifiers: Modifiers,
        marked: Option<&PieceId>,
        list: &List,
    ) -> bool {
        if modifiers.shift() {
            let from = self.anchor.as_ref().or(marked).unwrap_or(id).clone();
            self.pieces.extend(between(list, &from, id));
            self.anchor = Some(from);
        } else if modifiers.command() {
            if !self.pieces.remove(id) {
                let _ = self.pieces.insert(id.clone());
            }
            self.anchor = Some(id.clone());
        } else {
            return false;
        }
        true
    }

    /// Chooses one piece.
    pub fn only(&mut self, id: PieceId) {
        self.clear();
        let _ = self.pieces.insert(id);
    }

    pub fn take_all(&mut self, list: &List) {
        self.pieces.extend(list.found().map(|entry| entry.id.clone()));
    }

    /// Lets go of what is no longer there.
    pub fn follow(&mut self, newsroom: &Newsroom) {
        self.pieces.retain(|id| newsroom.piece(id).is_some());
    }
}

impl Pieces {
    /// Opens the sheet of a change for the chosen pieces.
    pub(super) fn ask(&mut self, kind: Kind, context: &Context) -> Action<Message> {
        if self.group.is_empty() {
            return Action::none();
        }
        let picks = self.group.pieces.iter().cloned().map(Pick::whole).collect();
        let chosen = Chosen { picks, gaps: Vec::new() };
        let person = self.list.person.clone();
        Action::run(self.many.open(kind, chosen, person.as_deref(), context).map(Message::Many))
    }

    pub(super) fn update_many(&mut self, message: many::Message, context: &Context) -> Action<Message> {
        match message {
            many::Message::Asked(kind) => self.ask(kind, context),
            many::Message::Cleared => {
                self.group.clear();
                Action::none()
            }
            message => self.many.update(message, context).map(Message::Many),
        }
    }
}

/// The pieces listed from one to another, both included.
fn between(list: &List, from: &PieceId, to: &PieceId) -> Vec<PieceId> {
    let found: Vec<&PieceId> = list.found().map(|entry| &entry.id).collect();
    let at = |id: &PieceId| found.iter().position(|other| *other == id);
    match (at(from), at(to)) {
        (Some(a), Some(b)) => found[a.min(b)..=a.max(b)].iter().map(|id| (*id).clone()).collect(),
        _ => vec![to.clone()],
    }
}
