//! The window's shortcuts in one table; other keys go to the screen.

use iced::Task;
use iced::event::Status;
use iced::keyboard::{Event, Key, Modifiers, key};

use super::{App, Message, Stage, Tab};
use crate::ui::screen::export;
use crate::ui::screen::palette::Palette;
use crate::ui::widget::tour;
use crate::ui::{Effect, Export};

impl App {
    pub(super) fn key(&mut self, event: &Event, status: Status) -> Task<Message> {
        let Event::KeyPressed { key, modified_key, physical_key, modifiers, .. } = event else {
            return Task::none();
        };
        let latin = key.to_latin(*physical_key);
        // While the leave dialog is open, the keys only move between its choices.
        if self.exit.as_ref().is_some_and(|leaving| leaving.question.is_some()) {
            let way = tour(key, *modifiers).filter(|_| status == Status::Ignored);
            return way.map_or_else(Task::none, tour::step);
        }
        if let Some(effect) = self.shortcut(latin, key, *modifiers) {
            return self.carry_out(effect);
        }
        if status == Status::Ignored
            && let Some(is_back) = tour(key, *modifiers)
        {
            return self.tour(key, is_back);
        }
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        if let Some(palette) = office.dialogs.get_mut::<Palette>() {
            palette.key(key);
            return Task::none();
        }
        if office.dialogs.take_keys() || status == Status::Captured {
            return Task::none();
        }
        // Screens match letters by their position on the keyboard, so a Vietnamese layout makes no
        // difference.
        let key = match latin {
            Some(letter) if modifiers.command() || modifiers.alt() => {
                Key::Character(letter.to_string().into())
            }
            _ => modified_key.clone(),
        };
        let action = office.screens.key(office.place, &key, *modifiers, &office.desk);
        self.answer(action)
    }

    /// Tab moves the focus; where a screen uses Tab itself, F6 does.
    fn tour(&mut self, key: &Key, is_back: bool) -> Task<Message> {
        let owns_tab = match &self.stage {
            Stage::Open(office) => !office.dialogs.take_keys() && office.screens.owns_tab(office.place),
            _ => false,
        };
        if owns_tab && *key == Key::Named(key::Named::Tab) {
            tour::has_focus().map(move |is_touring| Message::Tab { is_touring, is_back })
        } else {
            tour::step(is_back)
        }
    }

    /// Tab on a screen that uses it itself, unless the focus is being moved.
    pub(super) fn tab(&mut self, is_touring: bool, is_back: bool) -> Task<Message> {
        if is_touring {
            return tour::step(is_back);
        }
        let Stage::Open(office) = &mut self.stage else { return Task::none() };
        let key = Key::Named(key::Named::Tab);
        let modifiers = if is_back { Modifiers::SHIFT } else { Modifiers::empty() };
        let action = office.screens.key(office.place, &key, modifiers, &office.desk);
        self.answer(action)
    }

    /// Shortcuts that work everywhere except in dialogs, also while typing.
    fn shortcut(&self, latin: Option<char>, key: &Key, modifiers: Modifiers) -> Option<Effect> {
        let has_dialog = matches!(&self.stage, Stage::Open(office) if office.dialogs.take_keys());
        if !modifiers.command() || modifiers.alt() || has_dialog {
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
            ('k', false) => Some(Effect::Palette),
            ('n', false) => Some(Effect::NewPiece),
            ('z', false) => Some(Effect::Undo),
            ('z', true) | ('y', false) => Some(Effect::Redo),
            ('o', false) => Some(Effect::OpenWorkspace),
            (',', false) => Some(Effect::Open(Tab::Settings.place())),
            ('p', false) if !matches!(office.place, Tab::Draft | Tab::Poster) => {
                let what = match office.place {
                    Tab::Progress => Export::REPORT,
                    Tab::Calendar => office.screens.calendar.printed(&office.desk),
                    _ => export::this_month(&office.desk),
                };
                Some(Effect::Export(what))
            }
            _ => None,
        }
    }
}

/// Whether the key moves the focus, and if so whether backwards.
fn tour(key: &Key, modifiers: Modifiers) -> Option<bool> {
    let is_plain = modifiers.difference(Modifiers::SHIFT).is_empty();
    let leads = matches!(key, Key::Named(key::Named::Tab | key::Named::F6));
    (is_plain && leads).then_some(modifiers.shift())
}
