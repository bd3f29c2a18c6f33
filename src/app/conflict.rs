//! Conflicting changes by two people: both versions are kept until the user opens the conflict dialog. It
//! never opens by itself over what is being typed.

use std::collections::BTreeMap;
use std::sync::Arc;

use iced::Task;

use super::dialog::Deciding;
use super::{App, Message, Phase, Session};
use crate::newsroom::Command;
use crate::piece::Piece;
use crate::store::{Content, Key, Merged};
use crate::ui::Notice;
use crate::ui::screen::conflict::{Dialog, Message as DialogMessage, Reply};

impl App {
    pub(super) fn conflict(&mut self, message: DialogMessage) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(at) = session.conflicts.iter().position(|conflict| session.is_deciding(conflict)) else {
            return Task::none();
        };
        if session.conflicts[at].update(message) == Reply::Stay {
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

    /// Keeps the conflicts of a merge and notifies the user.
    pub(super) fn ask_to_choose(&mut self, key: &Key, merged: Merged) -> Notice {
        let count = merged.conflicts().len();
        let (title, words) = match merged.content() {
            Content::Piece(piece) => {
                let title = piece.header.title.clone();
                let words = format!(
                    "Người khác cũng sửa {count} chỗ bạn vừa sửa trong “{title}”: cả hai bản còn, cần chọn."
                );
                (title, words)
            }
            Content::Record(record) => {
                let name = record.name();
                let words = format!("Người khác vừa đổi {name}: đã gộp; chỗ cả hai cùng đổi giữ theo bạn.");
                (format!("Hai người cùng sửa {name}"), words)
            }
        };
        self.conflicts.push(Dialog::new(key.clone(), title, merged));
        self.update_conflicts();
        Notice::undecided(words, key.clone())
    }

    /// Tells the screens which pieces and records have conflicts.
    pub(super) fn update_conflicts(&mut self) {
        let newsroom = &self.context.newsroom;
        self.conflicts.retain(|conflict| match conflict.key() {
            Key::Piece(id) => newsroom.piece(id).is_some(),
            Key::Entry(id) => newsroom.any_entry(id).is_some(),
            Key::Record(_) => true,
        });
        let mut undecided: BTreeMap<Key, usize> = BTreeMap::new();
        for conflict in &self.conflicts {
            *undecided.entry(conflict.key().clone()).or_default() += conflict.count();
        }
        if self.dialogs.get::<Deciding>().is_some_and(|Deciding(key)| !undecided.contains_key(key)) {
            self.dialogs.close::<Deciding>();
        }
        self.context.undecided = undecided;
    }

    /// Applies the choices to the current content, as one step that can be undone.
    fn resolve(&mut self, dialog: &Dialog) -> Task<Message> {
        let (before, after) = dialog.resolved();
        let now = self.content(dialog.key());
        // The choices win, except over what has been changed here since.
        let chosen = now.filter(|_| before != after).and_then(|now| now.merge(Some(&before), &after));
        match chosen.map(|chosen| chosen.content()) {
            None => Task::none(),
            Some(Content::Record(record)) => self.apply(Command::SetRecord { record, is_typing: false }),
            Some(Content::Piece(piece)) => {
                let Piece { header, body, .. } = Arc::unwrap_or_clone(piece);
                let (id, body) = (header.id.clone(), body.into_string());
                self.apply(Command::All(vec![
                    Command::SetHeader(Box::new(header)),
                    Command::SetBody { id, body, is_typing: false },
                ]))
            }
        }
    }
}
