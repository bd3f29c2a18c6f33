//! Edits of a script: each changes the text of one record, or the order of records.

use super::{Label, Row, Script, field, is_heading};
use crate::piece::Format;

impl Script {
    /// Sets the value of a row's label. An empty value removes the label. Does nothing if the row does not
    /// exist.
    pub fn set(&mut self, at: usize, field: Label, value: &str) {
        let Some(row) = self.rows.get_mut(at) else { return };
        if row.get(field) == value.trim_end() {
            return;
        }
        let source = row.with(field, value);
        let lines = row.lines.clone();
        *row = Row::parse(&source);
        row.lines = lines.start..lines.start + line_count(&row.source);
        let (was, is) = (lines.end, row.lines.end);
        for row in &mut self.rows[at + 1..] {
            row.lines = row.lines.start - was + is..row.lines.end - was + is;
        }
    }

    /// Inserts an empty record before the row at `at` (or at the end), with the next free number, and returns
    /// its index.
    pub fn insert(&mut self, at: usize, format: Format) -> usize {
        let at = at.min(self.rows.len());
        let numbers = self.rows.iter().filter_map(|row| row.number.parse::<u32>().ok());
        let number = numbers.max().unwrap_or(0).saturating_add(1);
        let labels = if format == Format::Radio { "Lời: \nGiọng: \n" } else { "Hình: \nLời: \n" };
        self.close(at);
        let row = Row::parse(&format!("## {number:02}\n{labels}\n"));
        self.rows.insert(at, row);
        self.reline();
        at
    }

    /// Numbers the records 01, 02, … in order; text after a number in a heading stays.
    pub fn renumber(&mut self) {
        for (index, row) in self.rows.iter_mut().enumerate() {
            let heading_end = row.source.find('\n').unwrap_or(row.source.len());
            let rest = row.number.trim_start_matches(|c: char| c.is_ascii_digit());
            let heading = format!("## {:02}{rest}", index + 1);
            if row.source[..heading_end].trim_end() != heading {
                heading[3..].clone_into(&mut row.number);
                row.source.replace_range(..heading_end, &heading);
            }
        }
    }

    /// Ensures that the text after the rows before `at` starts on its own line, after a blank one.
    pub(super) fn close(&mut self, at: usize) {
        let text = match at.checked_sub(1).and_then(|index| self.rows.get_mut(index)) {
            Some(row) => &mut row.source,
            None => &mut self.preface,
        };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.push('\n');
        }
    }

    pub(super) fn reline(&mut self) {
        let mut line = memchr::memchr_iter(b'\n', self.preface.as_bytes()).count();
        for row in &mut self.rows {
            let next = line + line_count(&row.source);
            row.lines = line..next;
            line = next;
        }
    }
}

/// Lines of a record; counts a last line without a newline.
fn line_count(source: &str) -> usize {
    memchr::memchr_iter(b'\n', source.as_bytes()).count() + usize::from(!source.ends_with('\n'))
}

impl Row {
    /// The record's text with the label's value changed.
    fn with(&self, field: Label, value: &str) -> String {
        let value = value.trim_end();
        let mut text = String::with_capacity(self.source.len() + value.len() + 16);
        let mut is_written = value.is_empty();
        let mut current: Option<Label> = None;
        let mut typed = field.label();
        let mut blanks = 0;
        for (index, line) in self.source.split_inclusive('\n').enumerate() {
            if index > 0 && field::unknown(line).is_some() {
                current = None;
            }
            if index > 0
                && let Some((next, rest)) = Label::of_line(line)
            {
                // A new label is inserted in the standard order: before the first one that comes after it.
                if !is_written && next > field && !self.has(field) {
                    write_value(&mut text, typed, value);
                    is_written = true;
                }
                current = Some(next);
                if next == field && !is_written {
                    // The label keeps the name it was typed with.
                    typed = line[..line.len() - rest.len() - 1].trim_end();
                    write_value(&mut text, typed, value);
                    is_written = true;
                }
            }
            if current == Some(field) {
                // Blank lines at the end of the value separate the records.
                blanks = if line.trim().is_empty() { blanks + 1 } else { 0 };
                continue;
            }
            if blanks > 0 {
                text.extend(std::iter::repeat_n('\n', blanks));
                blanks = 0;
            }
            text.push_str(line);
        }
        if !is_written {
            // The label goes after the last non-blank line.
            let end = text.trim_end().len();
            let tail = text.split_off(end);
            text.push('\n');
            write_value(&mut text, typed, value);
            text.push_str(tail.strip_prefix('\n').unwrap_or(&tail));
        }
        text.extend(std::iter::repeat_n('\n', blanks));
        text
    }

    fn has(&self, field: Label) -> bool {
        self.source.lines().skip(1).any(|line| Label::of_line(line).is_some_and(|(label, _)| label == field))
    }
}

/// Writes `Label: value`; lines of the value that look like a label or a heading are indented by a space.
fn write_value(text: &mut String, label: &str, value: &str) {
    text.push_str(label);
    text.push(':');
    for (index, line) in value.split('\n').enumerate() {
        if index > 0 {
            text.push('\n');
            if Label::of_line(line).is_some() || field::unknown(line).is_some() || is_heading(line) {
                text.push(' ');
            }
        } else if !line.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }
    text.push('\n');
}
