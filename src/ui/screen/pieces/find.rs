//! Ctrl+F and Ctrl+H: finding words in the open text and replacing them, in a bar over the editor.

mod spot;
mod view;

use std::ops::Range;
use std::sync::Arc;

use iced::Task;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::operation;
use iced::widget::text_editor::{Cursor, Position};

use super::open_piece::OpenPiece;
use super::table::{Editors, Marked};
use super::{Message as Screen, Pieces, TEXT};
use crate::newsroom::Command;
use crate::piece::Piece;
use crate::piece::edit::Edit;
use crate::piece::find::{Pattern, Sought};
use crate::ui::{Action, Context, Effect, Element, Notice, patch};
use spot::Spot;

/// Ids of the two fields.
const WORDS: &str = "pieces-find";
const REPLACEMENT: &str = "pieces-replace";

/// A text up to this size, in bytes, is searched again at every key; a longer one at a pause.
const AT_ONCE: usize = 128 << 10;

type Marks = Arc<[(usize, Range<usize>)]>;

/// The words to mark, in order: bytes of each line; and which of them is shown.
pub type Found = (Marks, Option<usize>);

/// What is looked for in the open text. It stays when the bar is closed and when another piece is opened.
#[derive(Debug, Default)]
pub struct Find {
    pub is_open: bool,
    sought: Sought,
    replacement: String,
    /// The second row is shown.
    is_replacing: bool,
    spots: Vec<Spot>,
    /// The line (from 0) of each spot and its bytes of it.
    marks: Marks,
    /// The index of the spot that is shown.
    current: Option<usize>,
    /// Byte of the body from which the next spot is looked for.
    from: usize,
    /// The text has changed since it was searched.
    is_stale: bool,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// Opens the bar; with the row for another word.
    Asked {
        is_replacing: bool,
    },
    WordsChanged(String),
    ReplacementChanged(String),
    ExactChosen(bool),
    WholeChosen(bool),
    Stepped {
        is_back: bool,
    },
    Replaced,
    AllReplaced,
    /// Look in all pieces.
    Widened,
    /// The words found next, once the text has changed.
    Shown,
    Closed,
}

impl Find {
    pub fn view(&self) -> Option<Element<'_, Screen>> {
        self.is_open.then(|| view::view(self).map(Screen::Find))
    }

    /// What the editor marks, and which of them is shown.
    pub fn marks(&self) -> Found {
        if !self.is_open || self.is_stale {
            return Found::default();
        }
        (Arc::clone(&self.marks), self.current)
    }

    /// What was found is out of date.
    pub fn forget(&mut self) {
        self.is_stale = true;
    }

    /// Searches the text again; what is shown stays near.
    fn search(&mut self, open_piece: &mut OpenPiece, body: &str) {
        let pattern = Pattern::new(&self.sought);
        self.spots = pattern.as_ref().map_or_else(Vec::new, |pattern| {
            spot::all(pattern, open_piece.table.as_ref(), open_piece.format, body)
        });
        self.marks = self.spots.iter().map(|spot| (spot.line, spot.columns.clone())).collect();
        self.is_stale = false;
        let at = self.spots.partition_point(|spot| spot.range.start < self.from);
        self.current = if self.spots.is_empty() { None } else { Some(at % self.spots.len()) };
        self.mark_rows(open_piece, pattern);
    }

    /// Rows mark their own words.
    fn mark_rows(&self, open_piece: &mut OpenPiece, pattern: Option<Pattern>) {
        let Some(table) = &mut open_piece.table else { return };
        let current = self.current.and_then(|at| self.spots.get(at)).and_then(|spot| spot.cell);
        table.marked = pattern.filter(|_| self.is_open).map(|pattern| Marked { pattern, current });
    }

    /// Shows the current spot.
    fn show(&mut self, open_piece: &mut OpenPiece) -> Task<Screen> {
        let pattern = Pattern::new(&self.sought);
        self.mark_rows(open_piece, pattern);
        let Some(spot) = self.current.and_then(|at| self.spots.get(at)) else { return Task::none() };
        self.from = spot.range.start;
        open_piece.end_burst();
        if let (Some(table), Some(cell)) = (&mut open_piece.table, spot.cell) {
            table.editors = None;
            return table.choose(cell.row);
        }
        let [start, end] =
            [spot.columns.start, spot.columns.end].map(|column| Position { line: spot.line, column });
        open_piece.text.move_to(Cursor { position: end, selection: Some(start) });
        Task::none()
    }

    fn step(&mut self, is_back: bool, open_piece: &mut OpenPiece) -> Task<Screen> {
        let count = self.spots.len();
        if count == 0 {
            return Task::none();
        }
        self.current = Some(match self.current {
            None => 0,
            Some(at) if is_back => (at + count - 1) % count,
            Some(at) => (at + 1) % count,
        });
        self.show(open_piece)
    }
}

impl Pieces {
    pub(super) fn find(&mut self, message: Message, context: &Context) -> Action<Screen> {
        let Some(open_piece) = &mut self.open_piece else { return Action::none() };
        let Some(piece) = context.newsroom.piece(&open_piece.id) else { return Action::none() };
        self.is_searching = false;
        let find = &mut self.find;
        match message {
            Message::Asked { is_replacing } => {
                let was_open = find.is_open;
                find.is_replacing |= is_replacing;
                find.begin(open_piece, piece);
                let field = if is_replacing && was_open { REPLACEMENT } else { WORDS };
                let shown = find.show(open_piece);
                return Action::run(Task::batch([
                    shown,
                    operation::focus(field),
                    operation::select_all(field),
                ]));
            }
            Message::WordsChanged(words) => find.sought.words = words,
            Message::ExactChosen(is_exact) => find.sought.is_exact = is_exact,
            Message::WholeChosen(is_whole) => find.sought.is_whole = is_whole,
            Message::ReplacementChanged(words) => {
                find.replacement = words;
                return Action::none();
            }
            Message::Stepped { is_back } => {
                if find.is_stale {
                    find.search(open_piece, &piece.body);
                }
                return Action::run(find.step(is_back, open_piece));
            }
            Message::Replaced => return find.replace(open_piece, piece),
            Message::AllReplaced => return find.replace_all(open_piece, piece),
            Message::Shown => {
                if find.is_stale {
                    find.search(open_piece, &piece.body);
                }
                return Action::run(find.show(open_piece));
            }
            Message::Widened => {
                return Action::effect(Effect::FindEverywhere(Some(find.sought.clone())));
            }
            Message::Closed => return Action::run(find.close(open_piece)),
        }
        find.search(open_piece, &piece.body);
        Action::run(find.show(open_piece))
    }

    /// Shows words found in the open piece's body, from this byte on.
    pub fn show_found(&mut self, sought: Sought, from: usize, context: &Context) -> Task<Screen> {
        let Some(open_piece) = &mut self.open_piece else { return Task::none() };
        let Some(piece) = context.newsroom.piece(&open_piece.id) else { return Task::none() };
        let find = &mut self.find;
        (find.is_open, find.sought, find.from) = (true, sought, from);
        find.search(open_piece, &piece.body);
        Task::batch([find.show(open_piece), operation::focus(WORDS)])
    }

    /// Follows a change of the open text.
    pub(super) fn find_again(&mut self, piece: &Piece) {
        let Some(open_piece) = self.open_piece.as_mut().filter(|_| self.find.is_open) else { return };
        if piece.body.len() <= AT_ONCE {
            self.find.search(open_piece, &piece.body);
        } else {
            self.find.is_stale = true;
        }
    }

    /// Follows the changes of a long text, at a pause; and another text.
    pub(super) fn find_anew(&mut self, piece: &Piece) {
        if let Some(open_piece) = self.open_piece.as_mut().filter(|_| self.find.is_open && self.find.is_stale)
        {
            self.find.search(open_piece, &piece.body);
        }
    }

    /// The keys of the bar that its fields leave: Enter and F3.
    pub(super) fn find_key(
        &mut self,
        key: &Key,
        modifiers: Modifiers,
        context: &Context,
    ) -> Option<Action<Screen>> {
        let is_shown = self.find.is_open && self.open_piece.is_some();
        let is_back = modifiers.shift();
        let message = match key {
            Key::Named(Named::F3) if self.open_piece.is_some() && !self.find.is_open => {
                Message::Asked { is_replacing: false }
            }
            Key::Named(Named::F3) if is_shown => Message::Stepped { is_back },
            Key::Named(Named::Enter) if is_shown && !self.is_searching && !modifiers.command() => {
                Message::Stepped { is_back }
            }
            _ => return None,
        };
        Some(self.find(message, context))
    }
}

impl Find {
    /// Opens the bar at the cursor, with the selected words if they are on one line.
    fn begin(&mut self, open_piece: &mut OpenPiece, piece: &Piece) {
        if std::mem::replace(&mut self.is_open, true) {
            return;
        }
        let selected = match &open_piece.table {
            Some(table) => table.editors.as_ref().and_then(Editors::selection),
            None => open_piece.text.selection(),
        };
        if let Some(words) = selected.filter(|words| !words.is_empty() && !words.contains('\n')) {
            self.sought.words = words;
        }
        self.from = if let Some(table) = &mut open_piece.table {
            table.editors = None;
            table.chosen.map_or(0, |row| table.script.offset(row))
        } else {
            let Cursor { position, selection } = open_piece.text.cursor();
            let start = selection.map_or(position, |other| {
                if (other.line, other.column) < (position.line, position.column) { other } else { position }
            });
            patch::offset(&piece.body, start)
        };
        self.search(open_piece, &piece.body);
    }

    /// Closes the bar; the cursor is at the words shown.
    fn close(&mut self, open_piece: &mut OpenPiece) -> Task<Screen> {
        self.is_open = false;
        self.mark_rows(open_piece, None);
        let spot = self.current.and_then(|at| self.spots.get(at));
        match (&mut open_piece.table, spot.and_then(|spot| spot.cell)) {
            (Some(table), Some(cell)) => {
                let pattern = Pattern::new(&self.sought);
                let value = table.script.rows.get(cell.row).map_or("", |row| row.get(cell.field));
                let range = pattern.and_then(|pattern| pattern.find_in(value).into_iter().nth(cell.nth));
                table.open_at(cell.row, cell.field, range)
            }
            (Some(_), None) => Task::none(),
            (None, _) => operation::focus(TEXT),
        }
    }

    /// Replaces the words shown and goes to the next.
    fn replace(&mut self, open_piece: &mut OpenPiece, piece: &Piece) -> Action<Screen> {
        let Some(spot) = self.current.and_then(|at| self.spots.get(at)).filter(|_| !self.is_stale) else {
            return Action::none();
        };
        if !spot.is_replaceable {
            return Action::run(self.step(false, open_piece));
        }
        let edit = Edit { range: spot.range.clone(), text: self.replacement.clone() };
        // What follows it is next, even if the new words have the old ones in them.
        self.from = spot.range.start + edit.text.len();
        open_piece.end_burst();
        let command = Command::EditBody { id: piece.id().clone(), edits: vec![edit], is_typing: false };
        Action::command(command).and_task(Task::done(Screen::Find(Message::Shown)))
    }

    /// Replaces all, as one step.
    fn replace_all(&mut self, open_piece: &mut OpenPiece, piece: &Piece) -> Action<Screen> {
        if self.is_stale {
            self.search(open_piece, &piece.body);
        }
        let spots = self.spots.iter().filter(|spot| spot.is_replaceable).rev();
        let edit = |spot: &Spot| Edit { range: spot.range.clone(), text: self.replacement.clone() };
        let edits: Vec<Edit> = spots.map(edit).collect();
        if edits.is_empty() {
            return Action::none();
        }
        open_piece.end_burst();
        let said = format!("Đã thay {} chỗ.", edits.len());
        Action::command(Command::EditBody { id: piece.id().clone(), edits, is_typing: false })
            .and(Effect::Notify(Notice::undoable(said)))
    }
}
