//! F7: the keys and buttons of the walk through the open piece's misspellings.

use iced::Task;
use iced::widget::operation;
use iced::widget::text_editor::{Cursor, Position};

use super::open_piece::OpenPiece;
use super::walk::{SpellingMessage, Walk, everywhere};
use super::{LIST, Message, Pieces, TEXT};
use crate::newsroom::Command;
use crate::piece::edit::Edit;
use crate::ui::{Action, Context, Effect};

impl Pieces {
    pub(super) fn spell(&mut self, message: &SpellingMessage, context: &Context) -> Action<Message> {
        let Some(open_piece) = &mut self.open_piece else { return Action::none() };
        let Some(piece) = context.newsroom.piece(&open_piece.id) else { return Action::none() };
        let body = &*piece.body;
        self.is_searching = false;
        let Some(walk) = &mut open_piece.walk else {
            open_piece.end_burst();
            open_piece.walk = Some(Walk::new(open_piece.caret(body)));
            return Action::run(open_piece.show_misspelling(body));
        };
        match message {
            SpellingMessage::Next => {
                if let Some(found) = &walk.found {
                    walk.from = found.range.end;
                }
                Action::run(open_piece.show_misspelling(body))
            }
            SpellingMessage::OfferMoved { is_back } => {
                if let Some(found) = &mut walk.found {
                    let count = found.offers.len().max(1);
                    found.chosen = (found.chosen + if *is_back { count - 1 } else { 1 }) % count;
                }
                Action::none()
            }
            SpellingMessage::OfferChosen(at) => {
                if let Some(found) = &mut walk.found {
                    found.chosen = *at;
                }
                self.spell(&SpellingMessage::Replaced, context)
            }
            SpellingMessage::Replaced | SpellingMessage::ReplacedEverywhere => {
                let Some(found) = walk.found.as_ref() else { return Action::none() };
                let Some(offer) = found.offers.get(found.chosen) else { return Action::none() };
                let edits = if matches!(message, SpellingMessage::Replaced) {
                    walk.from = found.range.start + offer.len();
                    vec![Edit { range: found.range.clone(), text: offer.clone() }]
                } else {
                    everywhere(body, found, offer, &open_piece.vocabulary)
                };
                open_piece.end_burst();
                let command = Command::EditBody { id: open_piece.id.clone(), edits, is_typing: false };
                self.committed(Some(command), Task::none())
            }
            SpellingMessage::Learnt => {
                let Some(found) = &walk.found else { return Action::none() };
                let record = open_piece.vocabulary.with(&found.word).into();
                Action::effect(Effect::Apply(Command::SetRecord { record, is_typing: false }))
            }
            SpellingMessage::Closed => {
                open_piece.walk = None;
                let is_text = open_piece.table.is_none();
                Action::run(if is_text { operation::focus(TEXT) } else { Task::none() })
            }
        }
    }
}

impl OpenPiece {
    /// Shows the next misspelling of the walk; the keys go to the walk.
    pub(super) fn show_misspelling(&mut self, body: &str) -> Task<Message> {
        let Some(walk) = &mut self.walk else { return Task::none() };
        walk.seek(body, &self.vocabulary);
        let Some(range) = walk.found.as_ref().map(|found| found.range.clone()) else { return Task::none() };
        // No widget has this id: it removes the focus from any other.
        let unfocus = operation::focus(LIST);
        let line = memchr::memchr_iter(b'\n', &body.as_bytes()[..range.start]).count();
        if let Some(table) = &mut self.table {
            table.editors = None;
            let row = table.script.row_at(line);
            return row.map_or(unfocus, |row| table.choose(row));
        }
        let column = range.start - body[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let (start, end) = (Position { line, column }, Position { line, column: column + range.len() });
        self.text.move_to(Cursor { position: end, selection: Some(start) });
        unfocus
    }
}
