//! The window's shortcuts in one table; other keys go to the screen.

use iced::Task;
use iced::event::Status;
use iced::keyboard::{Event, Key, Modifiers, key};

use super::{App, Message, Phase, Tab};
use crate::ui::screen::export;
use crate::ui::screen::palette::Palette;
use crate::ui::widget::focus_traversal;
use crate::ui::{Effect, Export};

impl App {
    pub(super) fn key(&mut self, event: &Event, status: Status) -> Task<Message> {
        if let (Event::ModifiersChanged(modifiers), Phase::Open(session)) = (event, &mut self.phase) {
            session.context.modifiers = *modifiers;
        }
        let Event::KeyPressed { key, modified_key, physical_key, modifiers, .. } = event else {
            return Task::none();
        };
        let latin = key.to_latin(*physical_key);
        if *key == Key::Named(key::Named::F1) {
            return self.open_help(None);
        }
        // While the leave dialog is open, the keys only move between its choices.
        if self.exit.as_ref().is_some_and(|leaving| leaving.question.is_some()) {
            let way = traverse_focus(key, *modifiers).filter(|_| status == Status::Ignored);
            return way.map_or_else(Task::none, focus_traversal::step);
        }
        if let Some(effect) = self.shortcut(latin, key, *modifiers) {
            return self.carry_out(effect);
        }
        if status == Status::Ignored
            && let Some(is_back) = traverse_focus(key, *modifiers)
        {
            return self.traverse_focus(key, is_back);
        }
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        if let Some(palette) = session.dialogs.get_mut::<Palette>() {
            palette.key(key);
            return Task::none();
        }
        if self.new_year.is_some()
            || self.help.is_some()
            || session.dialogs.take_keys()
            || status == Status::Captured
        {
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
        let action = session.screens.key(session.tab, &key, *modifiers, &session.context);
        self.answer(action)
    }

    /// Whether a dialog captures the keys.
    fn takes_keys(&self) -> bool {
        let is_under = matches!(&self.phase, Phase::Open(session) if session.dialogs.take_keys());
        self.new_year.is_some() || self.help.is_some() || is_under
    }

    /// Tab moves the focus; where a screen uses Tab itself, F6 does.
    fn traverse_focus(&mut self, key: &Key, is_back: bool) -> Task<Message> {
        let owns_tab = match &self.phase {
            Phase::Open(session) => !self.takes_keys() && session.screens.owns_tab(session.tab),
            _ => false,
        };
        if owns_tab && *key == Key::Named(key::Named::Tab) {
            focus_traversal::has_focus().map(move |is_traversing| Message::Tab { is_traversing, is_back })
        } else {
            focus_traversal::step(is_back)
        }
    }

    /// Tab on a screen that uses it itself, unless the focus is being moved.
    pub(super) fn tab(&mut self, is_traversing: bool, is_back: bool) -> Task<Message> {
        if is_traversing {
            return focus_traversal::step(is_back);
        }
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let key = Key::Named(key::Named::Tab);
        let modifiers = if is_back { Modifiers::SHIFT } else { Modifiers::empty() };
        let action = session.screens.key(session.tab, &key, modifiers, &session.context);
        self.answer(action)
    }

    /// Shortcuts that work everywhere except in dialogs, also while typing.
    fn shortcut(&self, latin: Option<char>, key: &Key, modifiers: Modifiers) -> Option<Effect> {
        let has_dialog = self.takes_keys();
        if !modifiers.command() || modifiers.alt() || has_dialog {
            return None;
        }
        if let Key::Character(character) = key
            && let Some(tab) =
                character.parse::<usize>().ok().and_then(|number| Tab::ALL.get(number.checked_sub(1)?))
        {
            return Some(Effect::Open(tab.route()));
        }
        let Phase::Open(session) = &self.phase else {
            return (latin == Some('o')).then_some(Effect::OpenWorkspace);
        };
        match (latin?, modifiers.shift()) {
            ('k', false) => Some(Effect::Palette),
            ('f', true) => Some(Effect::FindEverywhere(None)),
            ('n', false) => Some(Effect::NewPiece),
            ('z', false) => Some(Effect::Undo),
            ('z', true) | ('y', false) => Some(Effect::Redo),
            ('o', false) => Some(Effect::OpenWorkspace),
            (',', false) => Some(Effect::Open(Tab::Settings.route())),
            ('p', false) if !matches!(session.tab, Tab::Pieces | Tab::Poster) => {
                let what = match session.tab {
                    Tab::Progress => Export::REPORT,
                    Tab::People => session.screens.people.printed(),
                    Tab::Budget => session.screens.budget.printed(),
                    Tab::Places => session.screens.places.printed(),
                    Tab::Cases => session.screens.cases.printed(),
                    Tab::Calendar => session.screens.calendar.printed(&session.context),
                    _ => export::this_month(&session.context),
                };
                Some(Effect::Export(what))
            }
            _ => None,
        }
    }
}

/// Whether the key moves the focus, and if so whether backwards.
fn traverse_focus(key: &Key, modifiers: Modifiers) -> Option<bool> {
    let is_plain = modifiers.difference(Modifiers::SHIFT).is_empty();
    let leads = matches!(key, Key::Named(key::Named::Tab | key::Named::F6));
    (is_plain && leads).then_some(modifiers.shift())
}
