//! Comments on the open piece: where they are written, and the way to their places.

use iced::Task;
use iced::widget::text_editor::Position;

use super::open_piece::OpenPiece;
use super::table::Editors;
use super::{Message, Pieces};
use crate::piece::comment::Anchor;
use crate::piece::{Piece, Placed};
use crate::ui::comment::{self, Comments};
use crate::ui::{Action, Context};

/// The comments of the screen: hidden until they are asked for.
#[derive(Debug, Default)]
pub(super) struct Pane {
    pub comments: Comments,
    pub is_shown: bool,
}

impl Pieces {
    /// Shows or hides the comments, in the place of the preview.
    pub(super) fn toggle_comments(&mut self, context: &Context) -> Action<Message> {
        self.comments.is_shown = !self.comments.is_shown;
        Action::run(self.refresh_preview(context))
    }

    /// Begins a comment at the cursor.
    pub(super) fn begin_comment(&mut self, context: &Context) -> Action<Message> {
        let Some((open_piece, piece)) = self.open_with_piece(context) else { return Action::none() };
        let anchor = open_piece.anchor(piece);
        let id = open_piece.id.clone();
        self.comments.is_shown = true;
        self.is_searching = false;
        Action::run(self.comments.comments.begin(&id, anchor))
    }

    pub(super) fn comment(&mut self, message: comment::Message, context: &Context) -> Action<Message> {
        match message {
            comment::Message::Asked => return self.begin_comment(context),
            comment::Message::Closed => return self.toggle_comments(context),
            _ => {}
        }
        let Some((_, piece)) = self.open_with_piece(context) else { return Action::none() };
        let jump = match &message {
            comment::Message::Chosen(id) => self.go_to_comment(id),
            _ => Task::none(),
        };
        self.comments.comments.update(message, piece, context).map(Message::Comment).and_task(jump)
    }

    /// Shows the first comment at a line of the body (from 0).
    pub(super) fn show_comment_at(&mut self, line: usize, context: &Context) -> Action<Message> {
        let Some((open_piece, piece)) = self.open_with_piece(context) else { return Action::none() };
        let at_line = open_piece.digest.open_comments().find(|mark| mark.line == Some(line));
        let Some(id) = at_line.map(|mark| mark.id.clone()) else { return Action::none() };
        self.comments.is_shown = true;
        Action::run(self.comments.comments.choose(&piece.header, &id))
    }

    fn go_to_comment(&mut self, id: &str) -> Task<Message> {
        let Some(open_piece) = &mut self.open_piece else { return Task::none() };
        let line =
            open_piece.digest.comments.iter().find(|placed| placed.id == id).and_then(|placed| placed.line);
        line.map_or_else(Task::none, |line| open_piece.go_to(line))
    }

    fn open_with_piece<'a>(&self, context: &'a Context) -> Option<(&OpenPiece, &'a Piece)> {
        let open_piece = self.open_piece.as_ref()?;
        Some((open_piece, context.newsroom.piece(&open_piece.id)?))
    }
}

impl OpenPiece {
    /// The place of the cursor, and the words selected there; none when nothing is selected.
    fn anchor(&self, piece: &Piece) -> Option<Anchor> {
        let (line, selection) = if let Some(table) = &self.table {
            let row = table.script.rows.get(table.chosen?)?;
            (row.lines.start, table.editors.as_ref().and_then(Editors::selection))
        } else {
            let cursor = self.text.cursor();
            let end = cursor.selection.map_or(usize::MAX, |Position { line, .. }| line);
            (cursor.position.line.min(end), self.text.selection())
        };
        piece.anchor(line, &selection.unwrap_or_default())
    }
}

/// The number of open comments at each line of the body (from 0), in order.
pub(super) fn marks(placed: &[Placed]) -> Vec<(usize, usize)> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for line in placed.iter().filter(|placed| placed.is_open).filter_map(|placed| placed.line) {
        match marks.last_mut() {
            Some((last, count)) if *last == line => *count += 1,
            _ => marks.push((line, 1)),
        }
    }
    marks
}
