//! What is typed, chosen and moved in the editors, as commands for the newsroom.

use std::borrow::Cow;
use std::sync::Arc;

use iced::Task;
use iced::widget::text_editor::{Action, Cursor, Edit as Act, Motion, Position};

use super::super::{Message, contest, dialogue, digest, table};
use super::{OpenPiece, Snippet};
use crate::newsroom::Command;
use crate::piece::edit::Edit;
use crate::piece::{block, marks};
use crate::ui::Context;
use crate::ui::patch;
use crate::ui::widget::long_editor::{Replacement, replacement};

impl OpenPiece {
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
    pub fn write_row(&mut self, message: table::Message, body: &str) -> (Option<Command>, Task<Message>) {
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
    ) -> (Option<Command>, Task<Message>) {
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
}

/// The edit of the body for a change of the text.
fn edit(change: Replacement, body: &str) -> Edit {
    let start = patch::offset(body, change.start);
    let end = if change.end == change.start { start } else { patch::offset(body, change.end) };
    Edit { range: start..end, text: change.text }
}
