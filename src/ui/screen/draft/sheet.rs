//! The open piece: its editors, and how what is typed becomes commands.

use iced::widget::text_editor::{Action, Content, Cursor, Edit, Motion, Position};
use std::sync::Arc;

use super::digest::{self, Digest, Heading, Measure};
use super::patch;
use super::table::{self, Table};
use crate::newsroom::{Command, Newsroom};
use crate::piece::av::RowTime;
use crate::piece::{Format, Header, Piece, PieceId};
use crate::ui::widget::Preview;

/// How the body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Table,
    Text,
}

/// A part that a button puts into a skit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Snippet {
    Scene,
    Cue(String),
    Note,
}

#[derive(Debug)]
pub struct Sheet {
    pub id: PieceId,
    pub format: Format,
    /// As it stands in its field.
    pub title: String,
    /// As the newsroom last had it.
    known_title: String,
    /// The body that the newsroom has, which the editors show.
    body: String,
    pub mode: Mode,
    pub text: Content,
    /// Of a script, while it is shown as rows.
    pub table: Option<Table>,
    pub digest: Digest,
    /// Who speaks in a skit.
    pub cast: Vec<String>,
    pub preview: Preview,
    /// Counts edits: what was worked out of an older text is dropped.
    pub edits: u64,
    /// Whether the next edit goes on with the last one's step.
    is_burst: bool,
}

impl Sheet {
    pub fn new(piece: &Piece, newsroom: &Newsroom) -> Self {
        let mut sheet = Self {
            id: piece.header.id.clone(),
            format: piece.format,
            title: piece.header.title.clone(),
            known_title: piece.header.title.clone(),
            body: piece.body.clone(),
            mode: Mode::Text,
            text: Content::new(),
            table: None,
            digest: Digest::new(piece, newsroom),
            cast: Vec::new(),
            preview: Preview::default(),
            edits: 0,
            is_burst: false,
        };
        sheet.set_mode(if sheet.has_table() { Mode::Table } else { Mode::Text });
        sheet.learn_cast();
        sheet
    }

    pub fn has_table(&self) -> bool {
        matches!(self.format, Format::Av | Format::Radio)
    }

    /// Shows the body as rows or as text; the caret stays at the same place.
    pub fn set_mode(&mut self, mode: Mode) {
        self.end_burst();
        let line = self.line();
        match mode {
            Mode::Text => {
                self.text = Content::with_text(&self.body);
                self.table = None;
                if let Some(line) = line {
                    patch::go_to_line(&mut self.text, line);
                }
            }
            Mode::Table => {
                let mut table = Table::new(&self.body, self.format);
                table.chosen = line.and_then(|line| table.script.row_at(line));
                self.text = Content::new();
                self.table = Some(table);
            }
        }
        self.mode = mode;
    }

    /// The line of the body (from 0) where the user is; none where no row is chosen.
    pub fn line(&self) -> Option<usize> {
        match &self.table {
            Some(table) => table.chosen.and_then(|row| table.script.rows.get(row)).map(|row| row.lines.start),
            None => Some(self.text.cursor().position.line),
        }
    }

    /// The heading under which the user is.
    pub fn heading(&self) -> Option<usize> {
        digest::heading_at(&self.digest.outline, self.line()?)
    }

    pub fn headings(&self) -> &[Heading] {
        &self.digest.outline
    }

    /// Goes to a line of the body (from 0).
    pub fn go_to(&mut self, line: usize) -> iced::Task<super::Message> {
        self.end_burst();
        if let Some(table) = &mut self.table {
            return table.script.row_at(line).map_or_else(iced::Task::none, |row| table.choose(row));
        }
        patch::go_to_line(&mut self.text, line);
        iced::widget::operation::focus(super::TEXT)
    }

    /// What is typed from now on is a step of its own.
    pub fn end_burst(&mut self) {
        self.is_burst = false;
    }

    /// Carries out an action of the text editor. Gives the command that makes it so in the newsroom.
    pub fn write(&mut self, action: Action) -> Option<Command> {
        let is_edit = action.is_edit();
        match &action {
            // An input method commits its words as short pastes: they are typing.
            Action::Edit(Edit::Paste(text)) if text.len() >= 64 || text.contains('\n') => self.end_burst(),
            Action::Edit(Edit::Enter) => self.end_burst(),
            Action::Edit(_) | Action::Scroll { .. } => {}
            _ => self.end_burst(),
        }
        self.text.perform(action);
        if is_edit { self.commit(self.text.text()) } else { None }
    }

    /// Puts a snippet where the caret is.
    pub fn insert(&mut self, snippet: &Snippet) -> Option<Command> {
        self.end_burst();
        let caret = self.text.cursor().position;
        let line = self.text.line(caret.line).map_or_else(String::new, |line| line.text.into_owned());
        let is_blank = |line: Option<String>| line.is_none_or(|line| line.trim().is_empty());
        let before =
            caret.line.checked_sub(1).and_then(|at| self.text.line(at)).map(|line| line.text.into_owned());
        // Scenes and cues stand on lines of their own after a blank one.
        let lead = match (line.trim().is_empty(), is_blank(before)) {
            (true, true) => "",
            (true, false) => "\n",
            (false, _) => "\n\n",
        };
        if !matches!(snippet, Snippet::Note) {
            self.text.perform(Action::Move(Motion::End));
        }
        let (text, back) = match snippet {
            Snippet::Scene => {
                let scenes = digest::scenes(&self.body);
                (format!("{lead}.CẢNH {} – ", scenes + 1), 0)
            }
            Snippet::Cue(name) => (format!("{lead}{name}\n"), 0),
            Snippet::Note => ("[[]]".to_owned(), 2),
        };
        self.text.perform(Action::Edit(Edit::Paste(Arc::new(text))));
        if back > 0 {
            let Position { line, column } = self.text.cursor().position;
            self.text.move_to(Cursor {
                position: Position { line, column: column.saturating_sub(back) },
                selection: None,
            });
        }
        let command = self.commit(self.text.text());
        self.end_burst();
        command
    }

    /// What a message to the rows comes to.
    pub fn write_row(&mut self, message: table::Message) -> (Option<Command>, iced::Task<super::Message>) {
        let Some(table) = &mut self.table else { return (None, iced::Task::none()) };
        let (outcome, task) = table.update(message);
        let command = match outcome {
            table::Outcome::Nothing => None,
            table::Outcome::Moved => {
                self.end_burst();
                None
            }
            table::Outcome::Typed => {
                let body = table.script.write();
                self.commit(body)
            }
            table::Outcome::Broken => {
                let body = table.script.write();
                self.end_burst();
                self.commit(body)
            }
            table::Outcome::Done => {
                let body = table.script.write();
                self.end_burst();
                let command = self.commit(body);
                self.end_burst();
                command
            }
        };
        (command, task)
    }

    fn commit(&mut self, body: String) -> Option<Command> {
        if body == self.body {
            return None;
        }
        self.edits += 1;
        self.body.clone_from(&body);
        let is_typing = std::mem::replace(&mut self.is_burst, true);
        Some(Command::SetBody { id: self.id.clone(), body, is_typing })
    }

    /// Takes in the piece as the newsroom has it. Whether its body came from elsewhere: undone, or changed outside,
    /// when the caret stays with the words it stands in.
    pub fn changed(&mut self, piece: &Piece, is_outside: bool) -> bool {
        if piece.header.title != self.known_title {
            self.known_title.clone_from(&piece.header.title);
            self.title.clone_from(&piece.header.title);
        }
        if piece.body == self.body {
            return false;
        }
        self.end_burst();
        self.edits += 1;
        match &mut self.table {
            Some(table) => table.changed(&piece.body, is_outside),
            None if is_outside => patch::patch_around(&mut self.text, &self.body, &piece.body),
            None => patch::patch(&mut self.text, &self.body, &piece.body),
        }
        self.body.clone_from(&piece.body);
        true
    }

    /// The command for a title that was changed in its field.
    pub fn commit_title(&mut self, header: &Header) -> Option<Command> {
        let title = self.title.trim();
        if title.is_empty() || title == self.known_title {
            return None;
        }
        title.clone_into(&mut self.known_title);
        let header = Header { title: title.to_owned(), ..header.clone() };
        Some(Command::SetHeader(Box::new(header)))
    }

    /// Works out at once what else waits for a pause. `piece` may still have an older body.
    pub fn measure(&mut self, piece: &Piece, newsroom: &Newsroom) {
        if piece.body == self.body {
            self.digest = Digest::new(piece, newsroom);
        } else {
            let piece = Piece { body: self.body.clone(), ..piece.clone() };
            self.digest = Digest::new(&piece, newsroom);
        }
        self.learn_cast();
    }

    pub fn row_times(&self) -> &[RowTime] {
        match &self.digest.measure {
            Measure::Script(script) => &script.rows,
            _ => &[],
        }
    }

    pub fn learn_cast(&mut self) {
        if self.format == Format::Stage {
            self.cast = digest::cast(&self.body);
        }
    }
}
