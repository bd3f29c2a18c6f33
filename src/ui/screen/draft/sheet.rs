//! The open piece: its editors, and how what is typed becomes commands.

use iced::widget::text_editor::{Action, Cursor, Edit as Act, Motion, Position};
use std::borrow::Cow;
use std::sync::Arc;

use super::digest::{self, Digest, Heading, Measure};
use super::table::{self, Table};
use crate::newsroom::{Change, Command, Newsroom};
use crate::piece::av::RowTime;
use crate::piece::edit::Edit;
use crate::piece::{Format, Header, Piece, PieceId};
use crate::ui::patch;
use crate::ui::widget::Preview;
use crate::ui::widget::long_editor::{Content, Replacement, replacement};

/// Bytes of a body that is measured while the window waits; a longer one is measured beside it.
const AT_ONCE: usize = 128 << 10;

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
    /// Bytes of the body that the editors show. The newsroom's is another only where it came from elsewhere.
    length: usize,
    /// What was typed just now, until the newsroom has it.
    asked: Vec<Edit>,
    pub mode: Mode,
    pub text: Content,
    /// Of a script, while it is shown as rows.
    pub table: Option<Table>,
    pub digest: Digest,
    pub preview: Preview,
    /// What of the outline is in view: from, height; logical pixels.
    pub outline_view: (f32, f32),
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
            length: 0,
            asked: Vec::new(),
            mode: Mode::Text,
            text: Content::new(),
            table: None,
            digest: Digest::default(),
            preview: Preview::default(),
            outline_view: (0.0, 600.0),
            edits: 0,
            is_burst: false,
        };
        sheet.set_mode(if sheet.has_table() { Mode::Table } else { Mode::Text }, &piece.body);
        let _ = sheet.measure(piece, newsroom);
        sheet
    }

    pub fn has_table(&self) -> bool {
        matches!(self.format, Format::Av | Format::Radio)
    }

    /// Shows the body as rows or as text; the caret stays at the same place.
    pub fn set_mode(&mut self, mode: Mode, body: &str) {
        self.end_burst();
        self.length = body.len();
        let line = self.line();
        match mode {
            Mode::Text => {
                self.text = Content::with_text(body);
                self.table = None;
                if let Some(line) = line {
                    patch::go_to_line(&mut self.text, line);
                }
            }
            Mode::Table => {
                let mut table = Table::new(body, self.format);
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

    /// Carries out an action of the text editor on the newsroom's body. Gives the command that makes it so there.
    pub fn write(&mut self, action: Action, body: &str) -> Option<Command> {
        match &action {
            // An input method commits its words as short pastes: they are typing.
            Action::Edit(Act::Paste(text)) if text.len() >= 64 || text.contains('\n') => self.end_burst(),
            Action::Edit(Act::Enter) => self.end_burst(),
            Action::Edit(_) | Action::Scroll { .. } => {}
            _ => self.end_burst(),
        }
        self.catch_up(body);
        let Action::Edit(act) = &action else {
            self.text.perform(action);
            return None;
        };
        let line = |at| -> Option<Cow<'_, str>> { Some(self.text.line(at)?.text) };
        let change = replacement(act, self.text.cursor(), line);
        self.text.perform(action);
        self.commit(&edit(change?, body), body)
    }

    /// Puts a snippet where the caret is.
    pub fn insert(&mut self, snippet: &Snippet, body: &str) -> Option<Command> {
        self.end_burst();
        self.catch_up(body);
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
                let scenes = digest::scenes(body);
                (format!("{lead}.CẢNH {} – ", scenes + 1), 0)
            }
            Snippet::Cue(name) => (format!("{lead}{name}\n"), 0),
            Snippet::Note => ("[[]]".to_owned(), 2),
        };
        let command = self.write(Action::Edit(Act::Paste(Arc::new(text))), body);
        if back > 0 {
            let Position { line, column } = self.text.cursor().position;
            self.text.move_to(Cursor {
                position: Position { line, column: column.saturating_sub(back) },
                selection: None,
            });
        }
        self.end_burst();
        command
    }

    /// What a message to the rows comes to.
    pub fn write_row(
        &mut self,
        message: table::Message,
        body: &str,
    ) -> (Option<Command>, iced::Task<super::Message>) {
        self.catch_up(body);
        let Some(table) = &mut self.table else { return (None, iced::Task::none()) };
        let (outcome, task) = table.update(message);
        let command = match outcome {
            table::Outcome::Nothing => None,
            table::Outcome::Moved => {
                self.end_burst();
                None
            }
            table::Outcome::Typed(edit) => edit.and_then(|edit| self.commit(&edit, body)),
            table::Outcome::Broken(edit) => {
                self.end_burst();
                edit.and_then(|edit| self.commit(&edit, body))
            }
            table::Outcome::Done => {
                let edit = Edit::between(body, &table.script.write());
                self.end_burst();
                let command = edit.and_then(|edit| self.commit(&edit, body));
                self.end_burst();
                command
            }
        };
        (command, task)
    }

    fn commit(&mut self, edit: &Edit, body: &str) -> Option<Command> {
        if body.get(edit.range.clone()) == Some(edit.text.as_str()) {
            return None;
        }
        self.edits += 1;
        self.length = self.length + edit.text.len() - edit.range.len();
        self.asked.push(edit.clone());
        let is_typing = std::mem::replace(&mut self.is_burst, true);
        Some(Command::EditBody { id: self.id.clone(), edits: vec![edit.clone()], is_typing })
    }

    /// Takes in a body that was changed without a word, as a save composes letters: what is typed next stands where
    /// the newsroom has it.
    fn catch_up(&mut self, body: &str) {
        if body.len() != self.length {
            let _ = self.take(body, true);
        }
    }

    /// Takes in the piece as the newsroom has it. Whether its body came from elsewhere: undone, or changed outside,
    /// when the caret stays with the words it stands in.
    pub fn changed(&mut self, piece: &Piece, change: &Change) -> bool {
        if piece.header.title != self.known_title {
            let is_typed = self.title != self.known_title;
            self.known_title.clone_from(&piece.header.title);
            if !is_typed {
                self.title.clone_from(&piece.header.title);
            }
        }
        let asked = std::mem::take(&mut self.asked);
        let edits: Vec<&Edit> =
            change.edits.iter().filter(|(id, _)| *id == self.id).map(|(_, edit)| edit).collect();
        let is_same = piece.body.len() == self.length;
        if is_same && !change.is_outside && edits.iter().copied().eq(&asked) {
            return false;
        }
        if asked.is_empty() && !change.is_outside && self.table.is_none() {
            for edit in edits {
                patch::apply(&mut self.text, edit);
                self.length = self.length + edit.text.len() - edit.range.len();
            }
            if piece.body.len() == self.length {
                self.end_burst();
                self.edits += 1;
                return true;
            }
        }
        self.take(&piece.body, change.is_outside)
    }

    /// Shows another body, whatever was shown; whether it is another.
    fn take(&mut self, body: &str, is_outside: bool) -> bool {
        let shown = match &self.table {
            Some(table) => table.script.write(),
            None => self.text.text(),
        };
        self.length = body.len();
        if shown == body {
            return false;
        }
        self.end_burst();
        self.edits += 1;
        match &mut self.table {
            Some(table) => table.changed(body, is_outside),
            None if is_outside => patch::patch_around(&mut self.text, &shown, body),
            None => patch::patch(&mut self.text, &shown, body),
        }
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

    /// Works out at once what else waits for a pause; whether it did: a long piece is measured beside the window.
    pub fn measure(&mut self, piece: &Piece, newsroom: &Newsroom) -> bool {
        let is_short = piece.body.len() <= AT_ONCE;
        if is_short {
            self.digest = Digest::new(piece, newsroom);
        }
        is_short
    }

    /// Measures the rows as they stand here, before the newsroom has them.
    pub fn measure_rows(&mut self, piece: &Piece, newsroom: &Newsroom) {
        if let Some(table) = self.table.as_ref().filter(|_| self.length <= AT_ONCE) {
            let piece = Piece { body: table.script.write().into(), ..piece.clone() };
            let _ = self.measure(&piece, newsroom);
        }
    }

    pub fn row_times(&self) -> &[RowTime] {
        match &self.digest.measure {
            Measure::Script(script) => &script.rows,
            _ => &[],
        }
    }
}

/// What a change of the text does to the body.
fn edit(change: Replacement, body: &str) -> Edit {
    let start = patch::offset(body, change.start);
    let end = if change.end == change.start { start } else { patch::offset(body, change.end) };
    Edit { range: start..end, text: change.text }
}
