//! The editors follow what the newsroom has: undone, or changed elsewhere.

use iced::Task;

use super::super::{Message, contest, dialogue};
use super::OpenPiece;
use crate::case::Case;
use crate::newsroom::{Change, Command, Newsroom};
use crate::piece::edit::Edit;
use crate::piece::{Format, Header, Piece};
use crate::ui::patch;

impl OpenPiece {
    /// The dialogue follows the text, and the cases when they changed.
    pub fn follow_dialogue(&mut self, piece: &Piece, change: &Change, newsroom: &Newsroom) {
        if self.format != Format::Dialogue {
            return;
        }
        match self.dialogue.as_mut().map(|editor| editor.follow(&piece.body)) {
            Some(true) => {
                let is_due = change.is_of::<Case>() || change.is_of_records();
                if let Some(editor) = self.dialogue.as_mut().filter(|_| is_due) {
                    editor.refresh(piece, newsroom);
                }
            }
            _ => self.dialogue = dialogue::Editor::new(piece, newsroom),
        }
    }

    /// The contest follows the text.
    fn follow_contest(&mut self, body: &str) {
        if self.format != Format::Contest {
            return;
        }
        let is_read = self.contest.as_mut().is_some_and(|editor| editor.follow(body));
        if !is_read {
            self.contest = contest::Editor::new(body);
        }
    }

    /// Takes in a body changed by the program itself, for example when a save composes letters: positions
    /// must match the newsroom's text.
    pub(super) fn catch_up(&mut self, body: &str) {
        if body.len() != self.length {
            drop(self.take(body, true));
        }
    }

    /// Takes in the newsroom's piece. Returns whether its body came from elsewhere, with the way to the change:
    /// undone, or changed outside; in the latter case the cursor stays in the text it was in.
    pub fn changed(&mut self, piece: &Piece, change: &Change) -> (bool, Task<Message>) {
        if piece.header.title != self.known_title {
            let is_typed = self.title != self.known_title;
            self.known_title.clone_from(&piece.header.title);
            if !is_typed {
                self.title.clone_from(&piece.header.title);
            }
        }
        self.follow_contest(&piece.body);
        let asked = std::mem::take(&mut self.asked);
        let edits: Vec<&Edit> =
            change.edits.iter().filter(|(id, _)| *id == self.id).map(|(_, edit)| edit).collect();
        let is_same = piece.body.len() == self.length;
        if is_same && !change.is_outside && edits.iter().copied().eq(&asked) {
            return (false, Task::none());
        }
        if asked.is_empty() && !change.is_outside && self.table.is_none() {
            for edit in edits {
                patch::apply(&mut self.text, edit);
                self.length = self.length + edit.text.len() - edit.range.len();
            }
            if piece.body.len() == self.length {
                self.end_burst();
                self.edits += 1;
                return (true, Task::none());
            }
        }
        self.take(&piece.body, change.is_outside)
    }

    /// Shows another body; returns whether it differs, with the way to the change.
    fn take(&mut self, body: &str, is_outside: bool) -> (bool, Task<Message>) {
        let shown = match &self.table {
            Some(table) => table.script.write(),
            None => self.text.text(),
        };
        self.length = body.len();
        if shown == body {
            return (false, Task::none());
        }
        self.end_burst();
        self.edits += 1;
        if let Some(table) = &mut self.table {
            return (true, table.changed(body, is_outside));
        }
        if is_outside {
            patch::patch_around(&mut self.text, &shown, body);
        } else {
            patch::patch(&mut self.text, &shown, body);
        }
        (true, Task::none())
    }

    /// The command for a changed title.
    pub fn commit_title(&mut self, header: &Header) -> Option<Command> {
        let title = self.title.trim();
        if title.is_empty() || title == self.known_title {
            return None;
        }
        title.clone_into(&mut self.known_title);
        let header = Header { title: title.to_owned(), ..header.clone() };
        Some(Command::SetHeader(Box::new(header)))
    }
}
