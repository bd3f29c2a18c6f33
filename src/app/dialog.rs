//! The dialogs over the screens, in one enum; the last one opened is on top.

use std::mem::discriminant;

use super::message::RecoveryMessage;
use super::{Message, Session};
use crate::store::Key;
use crate::ui::Element;
use crate::ui::screen::{
    export, export_all, find, history, identity, import, import_schedule, palette, quarantine, recovery,
    trash,
};

/// The conflict dialog that the user opened; its state is among the conflicts.
#[derive(Debug)]
pub(super) struct Deciding(pub Key);

/// The state of a dialog.
pub(super) trait State: Sized {
    fn of(dialog: &Dialog) -> Option<&Self>;
    fn of_mut(dialog: &mut Dialog) -> Option<&mut Self>;
    fn wrap(self) -> Dialog;
}

macro_rules! dialogs {
    ($($name:ident($state:ty),)*) => {
        #[derive(Debug)]
        pub(super) enum Dialog {
            $($name(Box<$state>),)*
        }

        $(impl State for $state {
            fn of(dialog: &Dialog) -> Option<&Self> {
                if let Dialog::$name(state) = dialog { Some(state) } else { None }
            }

            fn of_mut(dialog: &mut Dialog) -> Option<&mut Self> {
                if let Dialog::$name(state) = dialog { Some(state) } else { None }
            }

            fn wrap(self) -> Dialog {
                Dialog::$name(Box::new(self))
            }
        })*
    };
}

dialogs! {
    Palette(palette::Palette),
    Export(export::Dialog),
    Find(find::Dialog),
    ExportAll(export_all::Dialog),
    History(history::Dialog),
    Identity(identity::Dialog),
    Import(import::Dialog),
    ImportSchedule(import_schedule::Dialog),
    Trash(trash::Dialog),
    File(quarantine::Dialog),
    Unsaved(recovery::Dialog),
    Deciding(Deciding),
}

/// The open dialogs, topmost last; at most one of each kind.
#[derive(Debug, Default)]
pub(super) struct Dialogs(Vec<Dialog>);

impl Dialogs {
    /// Opens a dialog on top, replacing one of the same kind.
    pub fn open(&mut self, state: impl State) {
        let dialog = state.wrap();
        self.0.retain(|other| discriminant(other) != discriminant(&dialog));
        self.0.push(dialog);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn get<T: State>(&self) -> Option<&T> {
        self.0.iter().find_map(T::of)
    }

    pub fn get_mut<T: State>(&mut self) -> Option<&mut T> {
        self.0.iter_mut().find_map(T::of_mut)
    }

    pub fn close<T: State>(&mut self) {
        self.0.retain(|dialog| T::of(dialog).is_none());
    }

    /// Closes the topmost dialog; returns whether there was one.
    pub fn dismiss(&mut self) -> bool {
        let top = self.0.pop();
        if let Some(Dialog::ExportAll(export_all)) = &top {
            export_all.stop();
        }
        top.is_some()
    }

    /// Whether a dialog captures the keys: the palette leaves the window its shortcuts.
    pub fn take_keys(&self) -> bool {
        self.0.iter().any(|dialog| !matches!(dialog, Dialog::Palette(_)))
    }
}

impl Session {
    /// The topmost dialog.
    pub(super) fn dialog_view(&self) -> Option<Element<'_, Message>> {
        Some(match self.dialogs.0.last()? {
            Dialog::Palette(palette) => palette.view().map(Message::Palette),
            Dialog::Export(export) => export.view(&self.context).map(Message::Export),
            Dialog::Find(find) => find.view().map(Message::Find),
            Dialog::ExportAll(export_all) => export_all.view().map(Message::ExportAll),
            Dialog::History(history) => history.view().map(Message::History),
            Dialog::Import(import) => import.view().map(Message::Import),
            Dialog::ImportSchedule(import) => import.view().map(Message::ImportSchedule),
            Dialog::Identity(identity) => identity.view().map(Message::Identity),
            Dialog::Trash(trash) => trash.view().map(RecoveryMessage::Trash).map(Message::Recovery),
            Dialog::File(file) => file.view().map(RecoveryMessage::File).map(Message::Recovery),
            Dialog::Unsaved(unsaved) => unsaved.view().map(RecoveryMessage::Unsaved).map(Message::Recovery),
            Dialog::Deciding(_) => self.decision()?.view().map(Message::Conflict),
        })
    }
}
