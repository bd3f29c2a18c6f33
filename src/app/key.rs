//! The window's shortcuts, in one table; what is not here goes to the screen.

use iced::Task;
use iced::event::Status;
use iced::keyboard::{Event, Key, Modifiers, key};

use super::{App, Message, Stage, Tab};
use crate::ui::Effect;
use crate::ui::screen::export;

impl App {
    pub(super) fn key(&mut self, event: &Event, status: Status) -> Task<Message> {
        let Event::KeyPressed { key, modified_key, physical_key, modifiers, .. } = event else {
            return Task::none();
        };
        let latin = key.to_latin(*physical_key);
        // A window that is being left takes no other wish.
        if self.exit.as_ref().is_some_and(|leaving| leaving.dialog.is_some()) {
            if matches!(key, Key::Named(key::Named::Escape)) {
                let _ = self.dismiss();
            }
            return Task::none();
        }
        if let Some(effect) = self.shortcut(latin, key, *modifiers) {
            return self.carry_out(effect);
        }
        if matches!(key, Key::Named(key::Named::Escape)) && self.dismiss() {
            return Task::none();
        }
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        if let Some(palette) = &mut office.palette {
            palette.key(key);
            return Task::none();
        }
        let has_dialog = office.export.is_some()
            || office.bundle.is_some()
            || office.history.is_some()
            || !office.conflicts.is_empty();
        if has_dialog || status == Status::Captured {
            return Task::none();
        }
        // Screens match letters by place on the keyboard, so a Vietnamese layout changes nothing.
        let key = match latin {
            Some(letter) if modifiers.command() || modifiers.alt() => {
                Key::Character(letter.to_string().into())
            }
            _ => modified_key.clone(),
        };
        let desk = &office.desk;
        match office.place {
            Tab::Home => {
                let action = office.home.key(&key, *modifiers, desk);
                self.answer(action, Message::Home)
            }
            Tab::Calendar => {
                let action = office.calendar.key(&key, *modifiers, desk);
                self.answer(action, Message::Calendar)
            }
            Tab::Draft => {
                let action = office.draft.key(&key, *modifiers, desk);
                self.answer(action, Message::Draft)
            }
            Tab::Poster => {
                let action = office.poster.key(&key, *modifiers, desk);
                self.answer(action, Message::Poster)
            }
            Tab::Progress => {
                let action = office.progress.key(&key, *modifiers, desk);
                self.answer(action, Message::Progress)
            }
            Tab::Plan => {
                let action = office.plan.key(&key, *modifiers, desk);
                self.answer(action, Message::Plan)
            }
            Tab::Settings => {
                let action = office.settings.key(&key, *modifiers, desk);
                self.answer(action, Message::Settings)
            }
        }
    }

    /// Shortcuts that work everywhere, while typing too.
    fn shortcut(&self, latin: Option<char>, key: &Key, modifiers: Modifiers) -> Option<Effect> {
        if !modifiers.command() || modifiers.alt() {
            return None;
        }
        if let Key::Character(character) = key
            && let Some(tab) =
                character.parse::<usize>().ok().and_then(|number| Tab::ALL.get(number.checked_sub(1)?))
        {
            return Some(Effect::Open(tab.place()));
        }
        let Stage::Open(office) = &self.stage else {
            return (latin == Some('o')).then_some(Effect::OpenWorkspace);
        };
        match (latin?, modifiers.shift()) {
            ('k' | 'n', false) => Some(Effect::Palette),
            ('z', false) => Some(Effect::Undo),
            ('z', true) | ('y', false) => Some(Effect::Redo),
            ('o', false) => Some(Effect::OpenWorkspace),
            (',', false) => Some(Effect::Open(Tab::Settings.place())),
            ('p', false) if !matches!(office.place, Tab::Draft | Tab::Poster) => {
                Some(Effect::Export(export::this_month(&office.desk)))
            }
            _ => None,
        }
    }
}
