//! The open piece: its editors, and how typing becomes commands.

use iced::Task;
use iced::widget::text_editor::{Action, Cursor, Edit as Act, Motion, Position};
use std::borrow::Cow;
use std::sync::Arc;

use super::contest::{self, Editor};
use super::convert::Conversion;
use super::dialogue;
use super::digest::{self, Digest, Heading, Measure};
use super::table::{self, Table};
use super::walk::{self, Walk};
use crate::case::Case;
use crate::newsroom::{Change, Command, Newsroom};
use crate::piece::av::RowTime;
use crate::piece::edit::Edit;
use crate::piece::{Format, Header, Piece, PieceId, block, marks, normalize};
use crate::spelling::Vocabulary;
use crate::store::legacy::{self, CodePage};
use crate::ui::Context;
use crate::ui::patch;
use crate::ui::widget::Preview;
use crate::ui::widget::long_editor::{Content, Replacement, replacement};

/// A body up to this size, in bytes, is measured on the window's thread; a longer one in the background.
const AT_ONCE: usize = 128 << 10;

/// How the body is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Table,
    Text,
}

/// A snippet that a button inserts into a skit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Snippet {
    Scene,
    Cue(String),
    Note,
}

#[derive(Debug)]
pub struct OpenPiece {
    pub id: PieceId,
    pub format: Format,
    /// The text in its field.
    pub title: String,
    /// The newsroom's last title.
    known_title: String,
    /// Length in bytes of the body in the editors. The newsroom's differs only after a change from elsewhere.
    length: usize,
    /// Edits sent to the newsroom but not yet applied.
    asked: Vec<Edit>,
    pub mode: Mode,
    pub text: Content,
    /// For a script, while it is shown as rows.
    pub table: Option<Table>,
    /// For a contest whose body can be read.
    pub contest: Option<Editor>,
    /// For a dialogue whose body can be read.
    pub dialogue: Option<dialogue::Editor>,
    pub digest: Digest,
    pub preview: Preview,
    /// The visible part of the outline: offset, height; logical pixels.
    pub outline_view: (f32, f32),
    /// What a skit typed as `Tên: lời` would become, while it is shown.
    pub conversion: Option<Conversion>,
    /// The offer to convert it was declined.
    pub is_offer_closed: bool,
    /// The number of edits: results computed from an older text are dropped.
    pub edits: u64,
    /// Whether the next edit continues the last undo step.
    is_burst: bool,
    /// What was pasted in an old code page, until it is converted or left.
    pub legacy: Option<Legacy>,
    /// The workspace's own words.
    pub vocabulary: Arc<Vocabulary>,
    /// The walk through the misspellings, while it is shown.
    pub(super) walk: Option<Walk>,
}

/// Pasted text in TCVN3 or VNI.
#[derive(Debug)]
pub struct Legacy {
    /// As it stands in the body.
    pasted: String,
    text: String,
    pub page: CodePage,
}

impl OpenPiece {
    pub fn new(piece: &Piece, newsroom: &Newsroom) -> Self {
        let mut open_piece = Self {
            id: piece.header.id.clone(),
            format: piece.format,
            title: piece.header.title.clone(),
            known_title: piece.header.title.clone(),
            length: 0,
            asked: Vec::new(),
            mode: Mode::Text,
            text: Content::new(),
            table: None,
            contest: None,
            dialogue: None,
            digest: Digest::default(),
            preview: Preview::default(),
            outline_view: (0.0, 600.0),
            conversion: None,
            is_offer_closed: false,
            edits: 0,
            is_burst: false,
            legacy: None,
            vocabulary: walk::vocabulary(newsroom),
            walk: None,
        };
        open_piece.set_mode(if open_piece.has_table() { Mode::Table } else { Mode::Text }, &piece.body);
        if piece.format == Format::Contest {
            open_piece.contest = Editor::new(&piece.body);
        }
        if piece.format == Format::Dialogue {
            open_piece.dialogue = dialogue::Editor::new(piece, newsroom);
        }
        let _ = open_piece.measure(piece, newsroom);
        open_piece
    }

    pub fn has_table(&self) -> bool {
        matches!(self.format, Format::Av | Format::Radio)
    }

    /// Whether the text should be converted, and nobody declined.
    pub fn is_conversion_offered(&self) -> bool {
        self.digest.is_run_in && !self.is_offer_closed && self.conversion.is_none()
    }

    /// Shows the body as rows or as text; the cursor keeps its place.
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
                let mut table = Table::new(body, self.format, Arc::clone(&self.vocabulary));
                table.chosen = line.and_then(|line| table.script.row_at(line));
                self.text = Content::new();
                self.table = Some(table);
            }
        }
        self.mode = mode;
    }

    /// The line of the body (from 0) with the cursor; none when no row is selected.
    pub fn line(&self) -> Option<usize> {
        match &self.table {
            Some(table) => table.chosen.and_then(|row| table.script.rows.get(row)).map(|row| row.lines.start),
            None => Some(self.text.cursor().position.line),
        }
    }

    /// The byte of the body at the cursor, or where the selected row begins.
    pub fn caret(&self, body: &str) -> usize {
        match &self.table {
            Some(table) => table.chosen.map_or(0, |row| table.script.offset(row)),
            None => patch::offset(body, self.text.cursor().position),
        }
    }

    /// Takes in the workspace's own words.
    pub fn learn(&mut self, newsroom: &Newsroom) {
        self.vocabulary = walk::vocabulary(newsroom);
        if let Some(table) = &mut self.table {
            table.learn(&self.vocabulary);
        }
    }

    /// The heading above the cursor.
    pub fn heading(&self) -> Option<usize> {
        digest::heading_at(&self.digest.outline, self.line()?)
    }

    pub fn headings(&self) -> &[Heading] {
        &self.digest.outline
    }

    /// Moves the cursor to a line of the body (from 0).
    pub fn go_to(&mut self, line: usize) -> Task<super::Message> {
        self.end_burst();
        if let Some(table) = &mut self.table {
            return table.script.row_at(line).map_or_else(Task::none, |row| table.choose(row));
        }
        patch::go_to_line(&mut self.text, line);
        iced::widget::operation::focus(super::TEXT)
    }

    /// Ends the burst: what is typed next is a new undo step.
    pub fn end_burst(&mut self) {
        self.is_burst = false;
    }

    /// Applies an action of the text editor. Returns the command for the newsroom.
    pub fn write(&mut self, action: Action, body: &str) -> Option<Command> {
        match &action {
            // An input method commits its text as short pastes, which count as typing.
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
        self.note_legacy(act);
        let line = |at| -> Option<Cow<'_, str>> { Some(self.text.line(at)?.text) };
        let change = replacement(act, self.text.cursor(), line);
        self.text.perform(action);
        self.commit(&edit(change?, body), body)
    }

    /// Moves the block of lines at the cursor past the one above or below, as a step of its own.
    pub fn act_on_block(&mut self, act: block::Act, body: &str) -> Option<Command> {
        self.catch_up(body);
        let cursor = self.text.cursor();
        let at = patch::offset(body, cursor.position);
        let other = cursor.selection.map_or(at, |selection| patch::offset(body, selection));
        let (edit, selected) = block::act(self.format, body, &(at.min(other)..at.max(other)), act)?;
        self.end_burst();
        if let Some(edit) = &edit {
            patch::apply(&mut self.text, edit);
        }
        patch::select(&mut self.text, selected);
        let edit = edit?;
        let command = self.commit(&edit, body);
        self.end_burst();
        command
    }

    /// Looks at what is pasted: text of old fonts is offered in Unicode.
    fn note_legacy(&mut self, act: &Act) {
        /// An input method commits single letters as pastes.
        const LEAST: usize = 8;
        let Act::Paste(text) = act else { return };
        if text.chars().nth(LEAST).is_none() {
            return;
        }
        if let Some((converted, page)) = legacy::from_text(text) {
            let pasted = text.replace("\r\n", "\n").replace('\r', "\n");
            self.legacy = Some(Legacy { pasted: normalize(&pasted).into_owned(), text: converted, page });
        }
    }

    /// Converts what was pasted, as a step of its own; nothing when it was changed meanwhile.
    pub fn convert(&mut self, body: &str) -> Option<Command> {
        let Legacy { pasted, text, .. } = self.legacy.take()?;
        let start = body.rfind(&pasted)?;
        self.end_burst();
        let edit =
            Edit { range: start..start + pasted.len(), text: text.replace("\r\n", "\n").replace('\r', "\n") };
        Some(Command::EditBody { id: self.id.clone(), edits: vec![edit], is_typing: false })
    }

    /// Sets or removes signs of the format at the selection or at the cursor, as a step of its own.
    pub fn format_text(&mut self, act: marks::Act, body: &str) -> Option<Command> {
        if self.table.is_some() || !act.is_of(self.format) {
            return None;
        }
        self.catch_up(body);
        let cursor = self.text.cursor();
        let (at, other) = (cursor.position, cursor.selection.unwrap_or(cursor.position));
        let is_back = (at.line, at.column) < (other.line, other.column);
        let (start, end) = if is_back { (at, other) } else { (other, at) };
        let line = |at| self.text.line(at).map(|line| line.text.into_owned());
        let mut lines: Vec<String> = (start.line..=end.line).filter_map(line).collect();
        let last = lines.len().checked_sub(1)?;
        let before = lines.clone();
        let mut parts: Vec<_> = lines.iter().map(|line| 0..line.len()).collect();
        parts[last].end = end.column;
        parts[0].start = start.column;
        act.toggle(self.format, &mut lines, &mut parts);
        if lines == before {
            return None;
        }
        let whole = Position { line: end.line, column: before[last].len() };
        self.end_burst();
        let select = |start, end| Cursor { position: end, selection: (start != end).then_some(start) };
        self.text.move_to(select(Position { line: start.line, column: 0 }, whole));
        let command = self.write(Action::Edit(Act::Paste(Arc::new(lines.join("\n")))), body);
        self.end_burst();
        let start = Position { line: start.line, column: parts[0].start };
        let end = Position { line: end.line, column: parts[last].end };
        // A word at the cursor is not selected.
        let is_word = cursor.selection.is_none();
        self.text.move_to(if is_word { select(end, end) } else { select(start, end) });
        command
    }

    /// Inserts a snippet at the cursor.
    pub fn insert(&mut self, snippet: &Snippet, body: &str) -> Option<Command> {
        self.end_burst();
        self.catch_up(body);
        let caret = self.text.cursor().position;
        let line = self.text.line(caret.line).map_or_else(String::new, |line| line.text.into_owned());
        let is_blank = |line: Option<String>| line.is_none_or(|line| line.trim().is_empty());
        let before =
            caret.line.checked_sub(1).and_then(|at| self.text.line(at)).map(|line| line.text.into_owned());
        // Scenes and cues are on their own lines, after a blank one.
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

    /// Applies a message to the rows.
    pub fn write_row(
        &mut self,
        message: table::Message,
        body: &str,
    ) -> (Option<Command>, Task<super::Message>) {
        self.catch_up(body);
        if let table::Message::Edited(_, Action::Edit(act)) = &message {
            self.note_legacy(act);
        }
        let Some(table) = &mut self.table else { return (None, Task::none()) };
        let (outcome, task) = table.update(message);
        let command = match outcome {
            table::Reply::Nothing => None,
            table::Reply::Moved => {
                self.end_burst();
                None
            }
            table::Reply::Typed(edit) => edit.and_then(|edit| self.commit(&edit, body)),
            table::Reply::Broken(edit) => {
                self.end_burst();
                edit.and_then(|edit| self.commit(&edit, body))
            }
            table::Reply::Done => {
                let edit = Edit::between(body, &table.script.write());
                self.end_burst();
                let command = edit.and_then(|edit| self.commit(&edit, body));
                self.end_burst();
                command
            }
        };
        (command, task)
    }

    /// Applies a message to the contest.
    pub fn write_contest(
        &mut self,
        message: contest::Message,
        body: &str,
        context: &Context,
    ) -> (Option<Command>, Task<super::Message>) {
        self.catch_up(body);
        let Some(editor) = &mut self.contest else { return (None, Task::none()) };
        if !message.is_typed() {
            self.is_burst = false;
        }
        let (changed, task) = editor.update(message, context);
        let changed = changed.map(|contest| contest.text_over(body));
        (changed.and_then(|changed| self.write_whole(&changed, body)), task)
    }

    /// Applies a message to the dialogue; with what it does to the cases.
    pub fn write_dialogue(
        &mut self,
        message: dialogue::Message,
        body: &str,
        context: &Context,
    ) -> (Option<Command>, Option<Command>) {
        self.catch_up(body);
        let Some(editor) = &mut self.dialogue else { return (None, None) };
        if !message.is_typed() {
            self.is_burst = false;
        }
        let dialogue::Outcome { dialogue, command } = editor.update(message, context);
        let changed = dialogue.map(|dialogue| dialogue.text_over(body));
        (changed.and_then(|changed| self.write_whole(&changed, body)), command)
    }

    /// Makes the body another one by a single edit.
    fn write_whole(&mut self, changed: &str, body: &str) -> Option<Command> {
        let edit = Edit::between(body, changed)?;
        patch::apply(&mut self.text, &edit);
        self.commit(&edit, body)
    }

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
            self.contest = Editor::new(body);
        }
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

    /// Takes in a body changed by the program itself, for example when a save composes letters: positions
    /// must match the newsroom's text.
    fn catch_up(&mut self, body: &str) {
        if body.len() != self.length {
            drop(self.take(body, true));
        }
    }

    /// Takes in the newsroom's piece. Returns whether its body came from elsewhere, with the way to the change:
    /// undone, or changed outside; in the latter case the cursor stays in the text it was in.
    pub fn changed(&mut self, piece: &Piece, change: &Change) -> (bool, Task<super::Message>) {
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
    fn take(&mut self, body: &str, is_outside: bool) -> (bool, Task<super::Message>) {
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

    /// Computes at once what usually waits for a pause; returns whether it did: a long piece is measured in
    /// the background.
    pub fn measure(&mut self, piece: &Piece, newsroom: &Newsroom) -> bool {
        let is_short = piece.body.len() <= AT_ONCE;
        if is_short {
            self.digest = Digest::new(piece, newsroom);
        }
        is_short
    }

    /// Finds the comments' places at once after a change of the header, in a short piece.
    pub fn place_comments(&mut self, piece: &Piece) {
        if piece.body.len() <= AT_ONCE {
            self.digest.comments = piece.placed_comments();
        }
    }

    /// Measures the rows in the editors, before the newsroom has them.
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

/// The edit of the body for a change of the text.
fn edit(change: Replacement, body: &str) -> Edit {
    let start = patch::offset(body, change.start);
    let end = if change.end == change.start { start } else { patch::offset(body, change.end) };
    Edit { range: start..end, text: change.text }
}
