//! Keys that no widget handled.

use iced::Task;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::operation::{self, AbsoluteOffset};

use super::{LIST, Message, Pieces, RowMessage, SEARCH, TITLE};
use crate::ui::screen::Screen as _;
use crate::ui::{Action, Context};

impl Pieces {
    pub(super) fn press_key(
        &mut self,
        key: &Key,
        modifiers: Modifiers,
        context: &Context,
    ) -> Action<Message> {
        match key {
            Key::Character(letter) if modifiers.command() => match letter.as_str() {
                "f" => {
                    // Keep the text of a search in progress.
                    let select = if self.is_searching { Task::none() } else { operation::select_all(SEARCH) };
                    self.is_searching = true;
                    Action::run(Task::batch([operation::focus(SEARCH), select]))
                }
                "m" if self.open_piece.is_some() => self.update(Message::CommentBegun, context),
                "p" if self.open_piece.is_some() => self.update(Message::PrintAsked, context),
                letter if self.has_rows() => match row_key(letter) {
                    Some(message) => self.update(Message::Row(message), context),
                    None => Action::none(),
                },
                _ => Action::none(),
            },
            Key::Named(Named::F2) if self.open_piece.is_some() => {
                Action::run(Task::batch([operation::focus(TITLE), operation::move_cursor_to_end(TITLE)]))
            }
            Key::Named(named) => self.named_key(*named, modifiers, context),
            _ => Action::none(),
        }
    }

    /// Whether the keys go to rows.
    fn has_rows(&self) -> bool {
        let is_shown = |open: &super::OpenPiece| open.table.is_some() && open.conversion.is_none();
        self.open_piece.as_ref().is_some_and(is_shown) && !self.is_searching
    }

    fn named_key(&mut self, key: Named, modifiers: Modifiers, context: &Context) -> Action<Message> {
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
                Named::ArrowDown => self.mark(1),
                Named::ArrowUp => self.mark(-1),
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

    /// Moves the list's selection.
    fn mark(&mut self, by: i32) -> Action<Message> {
        let found: Vec<_> = self.list.found().map(|entry| &entry.id).collect();
        let at = self.marked.as_ref().and_then(|id| found.iter().position(|other| *other == id));
        let next = match at {
            None => 0,
            Some(at) if by < 0 => at.saturating_sub(1),
            Some(at) => (at + 1).min(found.len().saturating_sub(1)),
        };
        self.marked = found.get(next).map(|id| (*id).clone());
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
