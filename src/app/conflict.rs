//! Conflicting changes by two people: both versions are kept until the user opens the conflict dialog. It
//! never opens by itself over what is being typed.

use std::collections::BTreeMap;

use iced::Task;

use super::dialog::Deciding;
use super::{App, Message, Phase, Session};
use crate::newsroom::Command;
use crate::piece::PieceId;
use crate::piece::merge::{self, Merged};
use crate::record::{self, AnyRecord};
use crate::store::Key;
use crate::ui::Notice;
use crate::ui::screen::conflict::{Dialog, Merge, Message as DialogMessage, Outcome, Resolved};

impl App {
    pub(super) fn conflict(&mut self, message: DialogMessage) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(at) = session.conflicts.iter().position(|conflict| session.is_deciding(conflict)) else {
            return Task::none();
        };
        if session.conflicts[at].update(message) == Outcome::Stay {
            return Task::none();
        }
        let dialog = session.conflicts.remove(at);
        let task = session.resolve(&dialog);
        session.update_conflicts();
        if !session.context.undecided.contains_key(dialog.key()) {
            self.toasts.end_choice(dialog.key());
        }
        task
    }
}

impl Session {
    /// The conflict dialog that the user opened.
    pub(super) fn decision(&self) -> Option<&Dialog> {
        self.conflicts.iter().find(|conflict| self.is_deciding(conflict))
    }

    fn is_deciding(&self, conflict: &Dialog) -> bool {
        self.dialogs.get::<Deciding>().is_some_and(|Deciding(key)| key == conflict.key())
    }

    /// Keeps the conflicts of a piece's merge and notifies the user.
    pub(super) fn ask_to_choose(&mut self, id: &PieceId, merged: Merged) -> Notice {
        let title =
            self.context.newsroom.piece(id).map_or_else(String::new, |piece| piece.header.title.clone());
        let count = merged.conflicts.len();
        let words =
            format!("Người khác cũng sửa {count} chỗ bạn vừa sửa trong “{title}”: cả hai bản còn, cần chọn.");
        self.wait_for_choice(Dialog::new(id.into(), title, Merge::Piece(Box::new(merged))), words)
    }

    /// Like [`Self::ask_to_choose`], for a record.
    pub(super) fn ask_to_choose_in(&mut self, merged: record::Merged<AnyRecord>) -> Notice {
        let kind = merged.record.kind();
        let words = format!("Người khác vừa đổi {}: đã gộp; chỗ cả hai cùng đổi giữ theo bạn.", kind.name);
        let title = format!("Hai người cùng sửa {}", kind.name);
        self.wait_for_choice(Dialog::new(Key::Record(kind.path), title, Merge::Record(merged)), words)
    }

    fn wait_for_choice(&mut self, dialog: Dialog, words: String) -> Notice {
        let key = dialog.key().clone();
        self.conflicts.push(dialog);
        self.update_conflicts();
        Notice::undecided(words, key)
    }

    /// Tells the screens which pieces and records have conflicts.
    pub(super) fn update_conflicts(&mut self) {
        let newsroom = &self.context.newsroom;
        self.conflicts.retain(|conflict| match conflict.key() {
            Key::Piece(id) => newsroom.piece(id).is_some(),
            Key::Record(_) => true,
        });
        let mut undecided: BTreeMap<Key, usize> = BTreeMap::new();
        for conflict in &self.conflicts {
            *undecided.entry(conflict.key().clone()).or_default() += conflict.places();
        }
        if self.dialogs.get::<Deciding>().is_some_and(|Deciding(key)| !undecided.contains_key(key)) {
            self.dialogs.close::<Deciding>();
        }
        self.context.undecided = undecided;
    }

    /// Applies the choices to the current content, as one step that can be undone.
    fn resolve(&mut self, dialog: &Dialog) -> Task<Message> {
        let command = match (dialog.key(), dialog.resolved()) {
            (Key::Piece(id), Resolved::Piece(before, after)) => {
                let Some(now) = self.context.newsroom.piece(id) else { return Task::none() };
                let after = merge::merge(&before, now, &after).keep_all();
                let body = after.body.into_string();
                Some(Command::All(vec![
                    Command::SetHeader(Box::new(after.header)),
                    Command::SetBody { id: id.clone(), body, is_typing: false },
                ]))
            }
            (Key::Record(path), Resolved::Record(before, after)) if before != after => {
                // The choices win, except over what has been changed here since.
                self.context.newsroom.record(path).map(|now| {
                    let record = now.merge(Some(&before), &after).record;
                    Command::SetRecord { record, is_typing: false }
                })
            }
            _ => None,
        };
        command.map_or_else(Task::none, |command| self.apply(command))
    }
}
