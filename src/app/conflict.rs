//! Places that two people changed: both versions stand in the piece, and wait until the user asks to choose. No dialog
//! comes over what is being typed.

use std::collections::BTreeMap;

use iced::Task;

use super::{App, Message, Office, Stage};
use crate::newsroom::Command;
use crate::piece::PieceId;
use crate::piece::merge::{self, Merged};
use crate::ui::Notice;
use crate::ui::screen::conflict::{Dialog, Message as Said, Outcome};

impl App {
    pub(super) fn conflict(&mut self, message: Said) -> Task<Message> {
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        let Some(at) = office.conflicts.iter().position(|conflict| office.is_deciding(conflict)) else {
            return Task::none();
        };
        if office.conflicts[at].update(message) == Outcome::Stay {
            return Task::none();
        }
        let dialog = office.conflicts.remove(at);
        let task = office.resolve(&dialog);
        office.tell_undecided();
        if !office.desk.undecided.contains_key(dialog.piece()) {
            self.toasts.end_choice(dialog.piece());
        }
        task
    }
}

impl Office {
    /// The choice that the user asked for.
    pub(super) fn decision(&self) -> Option<&Dialog> {
        self.conflicts.iter().find(|conflict| self.is_deciding(conflict))
    }

    fn is_deciding(&self, conflict: &Dialog) -> bool {
        self.deciding.as_ref() == Some(conflict.piece())
    }

    /// Keeps what a merge left to choose, and tells of it.
    pub(super) fn ask_to_choose(&mut self, id: &PieceId, merged: Merged) -> Notice {
        let title = self.desk.newsroom.piece(id).map_or_else(String::new, |piece| piece.header.title.clone());
        let count = merged.conflicts.len();
        let words =
            format!("Người khác cũng sửa {count} chỗ bạn vừa sửa trong “{title}”: cả hai bản còn, cần chọn.");
        self.conflicts.push(Dialog::new(id.clone(), title, merged));
        self.tell_undecided();
        Notice::undecided(words, id.clone())
    }

    /// Tells the screens which pieces have something to choose.
    pub(super) fn tell_undecided(&mut self) {
        let newsroom = &self.desk.newsroom;
        self.conflicts.retain(|conflict| newsroom.piece(conflict.piece()).is_some());
        let mut undecided: BTreeMap<PieceId, usize> = BTreeMap::new();
        for conflict in &self.conflicts {
            *undecided.entry(conflict.piece().clone()).or_default() += conflict.places();
        }
        let _ = self.deciding.take_if(|id| !undecided.contains_key(id));
        self.desk.undecided = undecided;
    }

    /// Carries the choices over to the piece as it is by now. One step, which can be undone.
    fn resolve(&mut self, dialog: &Dialog) -> Task<Message> {
        let Some(now) = self.desk.newsroom.piece(dialog.piece()) else { return Task::none() };
        let (before, after) = dialog.resolved();
        let after = merge::merge(&before, now, &after).keep_all();
        let id = dialog.piece().clone();
        let commands = vec![
            Command::SetHeader(Box::new(after.header)),
            Command::SetBody { id, body: after.body.into_string(), is_typing: false },
        ];
        self.apply(Command::All(commands))
    }
}
