//! What is done with whole rows: select several, split, join, copy, insert, move.

use std::collections::BTreeSet;

use iced::Task;
use iced::keyboard::Modifiers;
use iced::widget::operation::focus;
use iced::widget::text_editor::Cursor;

use super::{Reply, Table, field_id, show};
use crate::export::rows;
use crate::piece::av::{Label, Row, Script};
use crate::ui::{patch, screen};

type Answer = (Reply, Task<screen::pieces::Message>);

/// Rows on the clipboard: what other programs get of them, and the records, which come back whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub text: String,
    records: String,
}

impl Copied {
    /// The records, if the clipboard still holds them. Programs change the line ends.
    pub fn rows(&self, text: &str) -> Option<Vec<Row>> {
        let is_same = self.text.trim_end() == text.replace("\r\n", "\n").trim_end();
        is_same.then(|| Script::parse(&self.records).rows)
    }
}

impl Table {
    /// The selected rows.
    pub fn selected(&self) -> BTreeSet<usize> {
        self.others.iter().copied().chain(self.chosen).collect()
    }

    /// Selects a row as the held keys say: Shift up to it, Ctrl in addition. None of them: it alone.
    pub(super) fn select(&mut self, row: usize) {
        let before = self.selected();
        self.editors = None;
        if self.held.shift() {
            self.extend_to(row);
            return;
        }
        self.anchor = None;
        self.others.clear();
        self.chosen = Some(row);
        if self.held.command() {
            self.others = before;
            if self.others.remove(&row) {
                self.chosen = self.others.last().copied();
            }
            if let Some(chosen) = self.chosen {
                let _ = self.others.remove(&chosen);
            }
        }
    }

    /// Selects the rows from the first selected one to this one.
    fn extend_to(&mut self, row: usize) {
        let anchor = *self.anchor.get_or_insert(self.chosen.unwrap_or(row));
        self.editors = None;
        self.others = (anchor.min(row)..=anchor.max(row)).filter(|other| *other != row).collect();
        self.chosen = Some(row);
    }

    /// Whether a press selects rows rather than opening one.
    pub fn is_selecting(&self) -> bool {
        self.held.shift() || self.held.command()
    }

    /// Selects these rows, the first of them with the cursor.
    fn select_all(&mut self, rows: BTreeSet<usize>) {
        self.editors = None;
        self.anchor = None;
        self.chosen = rows.first().copied();
        self.others = rows.into_iter().skip(1).collect();
    }

    pub(super) fn hold(&mut self, modifiers: Modifiers) -> Answer {
        self.held = modifiers;
        (Reply::Nothing, Task::none())
    }

    pub(super) fn select_every(&mut self) -> Answer {
        self.select_all((0..self.script.rows.len()).collect());
        (Reply::Moved, Task::none())
    }

    pub(super) fn extend(&mut self, is_up: bool) -> Answer {
        let last = self.script.rows.len().saturating_sub(1);
        if let Some(chosen) = self.chosen {
            self.extend_to(if is_up { chosen.saturating_sub(1) } else { (chosen + 1).min(last) });
        }
        (Reply::Moved, show())
    }

    /// Who speaks in the other rows, each once.
    pub fn voices(&self) -> Vec<&str> {
        let others = self.script.rows.iter().enumerate().filter(|(at, _)| Some(*at) != self.chosen);
        let voices = others.map(|(_, row)| row.voice.as_str()).filter(|voice| !voice.is_empty());
        voices.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The selected rows for the clipboard.
    pub fn copied(&self) -> Option<Copied> {
        let selected = self.selected();
        let rows: Vec<&Row> = selected.iter().filter_map(|row| self.script.rows.get(*row)).collect();
        let records = rows.iter().flat_map(|row| [row.source().trim_end(), "\n\n"]).collect();
        (!rows.is_empty()).then(|| Copied { text: rows::write(&rows), records })
    }

    pub(super) fn remove(&mut self) -> Answer {
        let selected = self.selected();
        let Some(first) = selected.first().copied() else { return (Reply::Nothing, Task::none()) };
        let _ = self.in_order(|script, _| script.take_rows(&selected));
        self.select_all(BTreeSet::new());
        self.chosen = self.script.rows.len().checked_sub(1).map(|last| first.min(last));
        (Reply::Done, show())
    }

    /// Puts rows behind the selected ones, or at the end, and selects them.
    pub(super) fn insert(&mut self, rows: Vec<Row>) -> Answer {
        if rows.is_empty() {
            return (Reply::Nothing, Task::none());
        }
        let at = self.selected().last().map_or(self.script.rows.len(), |last| last + 1);
        let inserted = self.in_order(|script, _| script.insert_rows(at, rows));
        self.select_all(inserted);
        (Reply::Done, show())
    }

    pub(super) fn duplicate(&mut self) -> Answer {
        let selected = self.selected();
        self.insert(selected.iter().filter_map(|row| self.script.rows.get(*row)).cloned().collect())
    }

    /// Moves the selected rows, together, by one row.
    pub(super) fn shift(&mut self, is_up: bool) -> Answer {
        let selected = self.selected();
        let (Some(first), Some(last)) = (selected.first(), selected.last()) else {
            return (Reply::Nothing, Task::none());
        };
        let at = if is_up {
            first.checked_sub(1)
        } else {
            Some(last + 2 - selected.len()).filter(|_| last + 1 < self.script.rows.len())
        };
        let Some(at) = at else { return (Reply::Nothing, Task::none()) };
        self.move_to(&selected, at);
        (Reply::Done, Task::batch([self.refocus(), show()]))
    }

    /// Moves rows before the row `at` of the others; what is selected stays so.
    fn move_to(&mut self, rows: &BTreeSet<usize>, at: usize) {
        let place = self.chosen.and_then(|chosen| rows.iter().position(|row| *row == chosen));
        let moved = self.in_order(|script, _| script.move_rows(rows, at));
        self.anchor = None;
        self.chosen = place.and_then(|place| moved.iter().nth(place)).copied();
        self.others = moved.into_iter().filter(|row| Some(*row) != self.chosen).collect();
    }

    pub(super) fn grab(&mut self, row: usize) -> Answer {
        if self.is_selecting() || !self.selected().contains(&row) {
            self.select(row);
        }
        self.dragged_over = (!self.is_selecting()).then_some(row);
        (Reply::Moved, focus(super::super::LIST))
    }

    /// While rows are dragged: the pointer is over this one.
    pub(super) fn drag_over(&mut self, row: usize) -> Answer {
        if self.dragged_over.is_some() {
            self.dragged_over = Some(row);
        }
        (Reply::Nothing, Task::none())
    }

    /// The row before or behind which the dragged rows would be put, and whether behind.
    pub fn drop_place(&self) -> Option<(usize, bool)> {
        let over = self.dragged_over?;
        let selected = self.selected();
        let is_behind = selected.first().is_some_and(|first| *first < over);
        (!selected.contains(&over)).then_some((over, is_behind))
    }

    pub(super) fn drop_rows(&mut self) -> Answer {
        let place = self.drop_place();
        self.dragged_over = None;
        let Some((over, is_behind)) = place else { return (Reply::Nothing, Task::none()) };
        let selected = self.selected();
        let others = (0..over).filter(|row| !selected.contains(row)).count();
        self.move_to(&selected, others + usize::from(is_behind));
        (Reply::Done, show())
    }

    /// Splits the row at the cursor; a new one is added where nothing is behind it.
    pub(super) fn split(&mut self, label: Label) -> Option<Answer> {
        let chosen = self.chosen?;
        let content = self.editors.as_ref()?.get(label)?;
        let text = content.text();
        let (before, behind) = text.split_at_checked(patch::offset(&text, content.cursor().position))?;
        let is_divided = !before.trim().is_empty() && !behind.trim().is_empty();
        if !is_divided || !divides_rows(label) {
            return None;
        }
        let new = self.in_order(|script, format| script.split(chosen, label, (before, behind), format));
        let opened = self.open(new, label);
        self.place_cursor(label, 0);
        Some((Reply::Done, opened))
    }

    /// Joins the row with the one above, the cursor between the words of both.
    pub(super) fn join_above(&mut self, label: Label) -> Option<Answer> {
        let upper = self.chosen?.checked_sub(1)?;
        let content = self.editors.as_ref()?.get(label)?;
        let Cursor { position, selection } = content.cursor();
        let is_at_start = selection.is_none() && (position.line, position.column) == (0, 0);
        (is_at_start && divides_rows(label)).then(|| self.join(upper, label))
    }

    /// Joins the row with the one below.
    pub(super) fn join_below(&mut self, label: Label) -> Option<Answer> {
        let chosen = self.chosen.filter(|chosen| chosen + 1 < self.script.rows.len())?;
        let content = self.editors.as_ref()?.get(label)?;
        let text = content.text();
        let Cursor { position, selection } = content.cursor();
        let is_at_end = selection.is_none() && text.get(patch::offset(&text, position)..)?.trim().is_empty();
        (is_at_end && divides_rows(label)).then(|| self.join(chosen, label))
    }

    fn join(&mut self, upper: usize, label: Label) -> Answer {
        let at = self.in_order(|script, _| script.join(upper, label)).unwrap_or_default();
        let opened = self.open(upper, label);
        self.place_cursor(label, at);
        (Reply::Done, opened)
    }

    fn place_cursor(&mut self, label: Label, offset: usize) {
        let fields = self.editors.iter_mut().flat_map(|editors| &mut editors.fields);
        for (_, content) in fields.filter(|(other, _)| *other == label) {
            patch::go_to(content, offset);
        }
    }

    pub(super) fn refocus(&self) -> Task<screen::pieces::Message> {
        self.editors.as_ref().map_or_else(Task::none, |editors| focus(field_id(editors.focus)))
    }
}

/// The fields in which rows are split and joined.
fn divides_rows(label: Label) -> bool {
    matches!(label, Label::Speech | Label::Picture)
}
