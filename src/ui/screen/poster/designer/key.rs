//! The designer's shortcuts, for keys that no field handled.

use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};

use crate::ui::{Action, Context, Effect, Export, Route};

use super::letters::Toggle;
use super::{Act, Designer, LetterMessage, Message, ShelfMessage, Tool, Zoom, join};

impl Designer {
    pub fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        let committed = self.commit_typing(context);
        let action = if modifiers.command() {
            self.command_key(key, modifiers)
        } else {
            self.plain_key(key, modifiers)
        };
        join(committed, action)
    }

    fn command_key(&mut self, key: &Key, modifiers: Modifiers) -> Action<Message> {
        match key.as_ref() {
            Key::Character("b") if self.text_of.is_some() => {
                self.letter_message(LetterMessage::Toggle(Toggle::Weight))
            }
            Key::Character("i") if self.text_of.is_some() => {
                self.letter_message(LetterMessage::Toggle(Toggle::Italic))
            }
            Key::Character("u") if self.text_of.is_some() => {
                self.letter_message(LetterMessage::Toggle(Toggle::Underline))
            }
            Key::Character("d") => self.act(Act::Duplicate),
            Key::Character("g" | "G") if modifiers.shift() => self.act(Act::Ungroup),
            Key::Character("g") => self.act(Act::Group),
            Key::Character("]") => self.act(Act::Front),
            Key::Character("[") => self.act(Act::Back),
            Key::Character("c") => self.act(Act::Copy),
            Key::Character("x") => self.act(Act::Cut),
            Key::Character("v") => Self::ask_clipboard(),
            Key::Character("m") => self.begin_comment(),
            Key::Character("a") => self.act(Act::ChooseAll),
            Key::Character("p" | "e") => Action::effect(Effect::Export(Export::Piece(self.id.clone()))),
            Key::Character("+" | "=") => self.zoom(Zoom::In).into(),
            Key::Character("-") => self.zoom(Zoom::Out).into(),
            Key::Character("'") => {
                self.show_grid(self.habits.grid.is_none());
                Action::none()
            }
            Key::Character("0") => self.zoom(Zoom::Fit).into(),
            _ => Action::none(),
        }
    }

    fn plain_key(&mut self, key: &Key, modifiers: Modifiers) -> Action<Message> {
        let step = if self.poster.width.max(self.poster.height) >= 2000.0 { 10.0 } else { 1.0 };
        let step = if modifiers.shift() { step * 10.0 } else { step };
        match key.as_ref() {
            Key::Named(Named::ArrowLeft) if modifiers.alt() => Action::open(Route::Posters),
            Key::Named(Named::ArrowLeft) => self.nudge(-step, 0.0),
            Key::Named(Named::ArrowRight) => self.nudge(step, 0.0),
            Key::Named(Named::ArrowUp) => self.nudge(0.0, -step),
            Key::Named(Named::ArrowDown) => self.nudge(0.0, step),
            Key::Named(Named::Delete | Named::Backspace) => self.act(Act::Delete),
            Key::Named(Named::Tab) => self.act(if modifiers.shift() { Act::Previous } else { Act::Next }),
            Key::Named(Named::Enter) => match self.text_of {
                Some(id) => self.edit_letters(id, None).into(),
                None => Action::none(),
            },
            Key::Named(Named::Escape) => self.escape(),
            Key::Named(Named::PageDown) => self.show_side((self.side + 1) % self.poster.side_count()),
            Key::Named(Named::PageUp) => {
                self.show_side((self.side + self.poster.side_count() - 1) % self.poster.side_count())
            }
            Key::Character("[") => self.act(Act::Lower),
            Key::Character("]") => self.act(Act::Raise),
            Key::Character("v" | "V") => self.take(Tool::Select),
            Key::Character("t" | "T") => self.take(Tool::Text),
            Key::Character("i" | "I") => {
                self.picking = self.main_ink();
                Action::none()
            }
            Key::Character("h" | "H") => self.shelf_message(ShelfMessage::Opened(None)),
            _ => Action::none(),
        }
    }

    fn take(&mut self, tool: Tool) -> Action<Message> {
        self.tool = tool;
        Action::none()
    }

    /// Leaves the innermost state; never the designer, where one more press would lose one's place.
    fn escape(&mut self) -> Action<Message> {
        if self.gesture.take().is_some() {
            self.frames.clear();
            self.guides.clear();
            return self.paint().into();
        }
        if self.leave_letters() {
            // The text stays chosen.
        } else if self.typefaces.is_shown {
            self.typefaces.is_shown = false;
        } else if self.shelf.is_shown {
            self.shelf.is_shown = false;
        } else if self.opened.checks {
            self.opened.checks = false;
        } else if self.picking.take().is_some()
            || self.palette.of.take().is_some()
            || self.cropping.take().is_some()
        {
            // Each is left with the press.
        } else if self.tool != Tool::Select {
            self.tool = Tool::Select;
        } else {
            self.choose(Vec::new());
        }
        Action::none()
    }
}
