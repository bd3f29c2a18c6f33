//! Keys that no widget handled.

use iced::Task;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::operation::{self, AbsoluteOffset};

use super::{FindMessage, LIST, Message, Pieces, RowMessage, SEARCH, SpellingMessage, TITLE};
use crate::piece::block;
use crate::piece::marks::Act;
use crate::ui::screen::Screen as _;
use crate::ui::{Action, Context, many};

impl Pieces {
    pub(super) fn press_key(
        &mut self,
        key: &Key,
        modifiers: Modifiers,
        context: &Context,
    ) -> Action<Message> {
        if self.many.is_open() {
            return match key {
                Key::Named(Named::Enter) => self.update_many(many::Message::Submitted, context),
                _ => Action::none(),
            };
        }
        if self.menu.is_some() && *key == Key::Named(Named::Escape) {
            self.menu = None;
            return Action::none();
        }
        if let Some(action) = self.find_key(key, modifiers, context) {
            return action;
        }
        match key {
            Key::Character(letter) if modifiers.command() => match letter.as_str() {
                "a" if self.open_piece.is_none() || self.is_searching => {
                    self.group.take_all(&self.list);
                    Action::none()
                }
                "f" if self.open_piece.is_some() && !self.is_searching => {
                    self.update(Message::Find(FindMessage::Asked { is_replacing: false }), context)
                }
                "h" if self.open_piece.is_some() && !modifiers.shift() => {
                    self.update(Message::Find(FindMessage::Asked { is_replacing: true }), context)
                }
                "f" => {
                    // Keep the text of a search in progress.
                    let select = if self.is_searching { Task::none() } else { operation::select_all(SEARCH) };
                    self.is_searching = true;
                    Action::run(Task::batch([operation::focus(SEARCH), select]))
                }
                "m" if self.open_piece.is_some() => self.update(Message::CommentBegun, context),
                "y" if modifiers.shift() && self.open_piece.is_some() => {
                    self.update(Message::OpinionMarked, context)
                }
                "b" => self.update(Message::Formatted(Act::Bold), context),
                "i" => self.update(Message::Formatted(Act::Italic), context),
                "h" if modifiers.shift() => self.update(Message::Formatted(Act::Heading), context),
                "l" if modifiers.shift() => self.update(Message::Formatted(Act::List), context),
                "p" if self.open_piece.is_some() => self.update(Message::PrintAsked, context),
                "d" if self.has_text() => self.update(Message::Block(block::Act::Double), context),
                "j" if self.has_text() => self.update(Message::Block(block::Act::Join), context),
                letter if self.has_rows() => match row_key(letter) {
                    Some(message) => self.update(Message::Row(message), context),
                    None => Action::none(),
                },
                _ => Action::none(),
            },
            Key::Named(Named::F5) => self.update(Message::PrompterAsked, context),
            Key::Named(Named::F2) if self.open_piece.is_some() => {
                Action::run(Task::batch([operation::focus(TITLE), operation::move_cursor_to_end(TITLE)]))
            }
            Key::Named(named) => self.named_key(*named, modifiers, context),
            _ => Action::none(),
        }
    }

    /// Whether the keys go to a text of speeches or paragraphs.
    fn has_text(&self) -> bool {
        let is_shown = |open: &super::OpenPiece| open.table.is_none() && open.conversion.is_none();
        self.open_piece.as_ref().is_some_and(is_shown) && !self.is_searching
    }

    /// Whether the keys go to rows.
    fn has_rows(&self) -> bool {
        let is_shown = |open: &super::OpenPiece| open.table.is_some() && open.conversion.is_none();
        self.open_piece.as_ref().is_some_and(is_shown) && !self.is_searching
    }

    fn named_key(&mut self, key: Named, modifiers: Modifiers, context: &Context) -> Action<Message> {
        if let Some(message) = self.spelling_key(key, modifiers) {
            return self.update(Message::Spelling(message), context);
        }
        if self.open_piece.as_ref().is_some_and(|open_piece| open_piece.conversion.is_some()) {
            return match key {
                Named::Escape => self.update(Message::ConversionClosed, context),
                Named::Enter => self.update(Message::Converted, context),
                _ => Action::none(),
            };
        }
        let table = self.open_piece.as_mut().and_then(|open_piece| open_piece.table.as_mut());
        let Some(table) = table.filter(|table| table.chosen.is_some() && !self.is_searching) else {
            return match key {
                Named::ArrowDown => self.mark(1, modifiers),
                Named::ArrowUp => self.mark(-1, modifiers),
                Named::Delete => self.ask(many::Kind::Trash, context),
                Named::Escape if !self.group.is_empty() => {
                    self.group.clear();
                    Action::none()
                }
                Named::Enter if modifiers.command() => self.update(Message::Row(RowMessage::Added), context),
                Named::Escape if !self.list.query.is_empty() => {
                    self.update(Message::Searched(String::new()), context)
                }
                Named::Enter => self.update(Message::MarkedOpened, context),
                _ => Action::none(),
            };
        };
        let chosen = table.chosen.unwrap_or_default();
        let message = match key {
            Named::Enter if modifiers.command() => RowMessage::Added,
            Named::Enter => return Action::run(table.enter()),
            Named::ArrowUp if modifiers.alt() => RowMessage::Shifted { is_up: true },
            Named::ArrowDown if modifiers.alt() => RowMessage::Shifted { is_up: false },
            Named::ArrowUp | Named::ArrowDown if modifiers.shift() => {
                RowMessage::Extended { is_up: key == Named::ArrowUp }
            }
            Named::ArrowUp => return Action::run(table.choose(chosen.saturating_sub(1))),
            Named::ArrowDown => return Action::run(table.choose(chosen + 1)),
            // Not while a field is being edited that has lost the focus.
            Named::Delete if table.editors.is_none() || modifiers.command() && modifiers.shift() => {
                RowMessage::Removed
            }
            Named::Escape => {
                table.editors = None;
                table.chosen = None;
                return Action::none();
            }
            _ => return Action::none(),
        };
        self.update(Message::Row(message), context)
    }

    /// F7, and the keys of the walk through the misspellings.
    fn spelling_key(&self, key: Named, modifiers: Modifiers) -> Option<SpellingMessage> {
        let open_piece = self.open_piece.as_ref().filter(|open_piece| open_piece.conversion.is_none())?;
        if key == Named::F7 {
            return Some(SpellingMessage::Next);
        }
        let _ = open_piece.walk.as_ref().filter(|_| !self.is_searching)?;
        match key {
            Named::Enter if modifiers.command() => Some(SpellingMessage::ReplacedEverywhere),
            Named::Enter => Some(SpellingMessage::Replaced),
            Named::ArrowRight | Named::ArrowDown => Some(SpellingMessage::OfferMoved { is_back: false }),
            Named::ArrowLeft | Named::ArrowUp => Some(SpellingMessage::OfferMoved { is_back: true }),
            Named::Insert => Some(SpellingMessage::Learnt),
            Named::Escape => Some(SpellingMessage::Closed),
            _ => None,
        }
    }

    /// Moves the list's selection; with Shift the pieces up to it are chosen.
    fn mark(&mut self, by: i32, modifiers: Modifiers) -> Action<Message> {
        let was = self.marked.clone();
        let found: Vec<_> = self.list.found().map(|entry| &entry.id).collect();
        let at = self.marked.as_ref().and_then(|id| found.iter().position(|other| *other == id));
        let next = match at {
            None => 0,
            Some(at) if by < 0 => at.saturating_sub(1),
            Some(at) => (at + 1).min(found.len().saturating_sub(1)),
        };
        self.marked = found.get(next).map(|id| (*id).clone());
        if let Some(id) = self.marked.clone() {
            let held = modifiers.intersection(Modifiers::SHIFT);
            let _ = self.group.press(&id, held, was.as_ref(), &self.list);
        }
        let offset = self.marked.as_ref().and_then(|id| self.list.offset_of(id));
        offset.map_or_else(Action::none, |y| {
            Action::run(operation::scroll_to(LIST, AbsoluteOffset { x: 0.0, y }))
        })
    }
}

/// What a letter with Ctrl does with the selected rows.
fn row_key(letter: &str) -> Option<RowMessage> {
    Some(match letter {
        "a" => RowMessage::AllChosen,
        "c" => RowMessage::Copied { is_cut: false },
        "x" => RowMessage::Copied { is_cut: true },
        "v" => RowMessage::PasteAsked,
        "d" => RowMessage::Duplicated,
        _ => return None,
    })
}
