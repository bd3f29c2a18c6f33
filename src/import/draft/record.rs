//! Records of scripts (`.av`, `.radio`) as text.

use std::fmt::Write;

use crate::piece::av::Label;

/// A record's values.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    values: [String; Label::ALL.len()],
}

impl Record {
    pub fn get(&self, label: Label) -> &str {
        &self.values[label as usize]
    }

    /// Adds a line to a value.
    pub fn add(&mut self, label: Label, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let value = &mut self.values[label as usize];
        if !value.is_empty() {
            value.push('\n');
        }
        value.push_str(text);
    }

    pub fn set(&mut self, label: Label, text: &str) {
        text.trim().clone_into(&mut self.values[label as usize]);
    }

    pub fn is_empty(&self) -> bool {
        self.values.iter().all(String::is_empty)
    }

    /// Adds the record with its number.
    pub fn write(&self, out: &mut String, number: &str) {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "## {number}");
        for label in Label::ALL {
            let value = self.get(label);
            if value.is_empty() {
                continue;
            }
            let _ = write!(out, "{}: ", label.label());
            for (at, line) in value.lines().enumerate() {
                // A line that looks like a label or a record stays text when it is indented.
                let is_sign = line.starts_with("##") || Label::of_line(line).is_some();
                out.push_str(if at > 0 && is_sign { " " } else { "" });
                out.push_str(line);
                out.push('\n');
            }
        }
    }
}

/// Seconds as they are typed: "45s", "1:30".
pub(super) fn duration(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, rest) => format!("{rest}s"),
        (minutes, rest) => format!("{minutes}:{rest:02}"),
    }
}
