//! Edits of whole records: split, join, insert, take out, move.

use std::collections::BTreeSet;

use super::{Label, Row, Script};
use crate::piece::Format;
use crate::piece::timing::clock;

impl Script {
    /// Splits a row where a value is divided: the words before stay, those behind become a new row below with the same
    /// voice and tones. A written length is divided like its speech. Returns the new row's index.
    pub fn split(&mut self, at: usize, label: Label, parts: (&str, &str), format: Format) -> usize {
        let Some(row) = self.rows.get(at) else { return self.insert(at, format) };
        let (voice, tones, length) = (row.voice.clone(), row.tones_text.clone(), row.duration);
        let new = self.insert(at + 1, format);
        let (before, behind) = (parts.0.trim_end(), parts.1.trim_start());
        self.set(at, label, before);
        self.set(new, label, behind);
        self.set(new, Label::Tones, &tones);
        if label == Label::Speech {
            self.set(new, Label::Voice, &voice);
        }
        if label == Label::Speech
            && let Some(length) = length
        {
            let [first, second] = [before, behind].map(|text| text.chars().count() as u64);
            let first = (u64::from(length) * first / (first + second).max(1)) as u32;
            self.set(at, Label::Duration, &clock(first));
            self.set(new, Label::Duration, &clock(length - first));
        }
        new
    }

    /// Joins a row with the one below it; every word of both stays. Lengths are added where both are written. Returns
    /// where the words of the lower row begin in the value of `label`, in bytes.
    pub fn join(&mut self, at: usize, label: Label) -> Option<usize> {
        let upper = self.rows.get(at)?.clone();
        let lower = self.take_rows(&BTreeSet::from([at + 1])).pop()?;
        let has_other_voice =
            !upper.voice.is_empty() && !lower.voice.is_empty() && upper.voice != lower.voice;
        let begins = |label: Label| match upper.get(label) {
            "" => 0,
            value => value.len() + 1,
        };
        for label in Label::ALL {
            let (first, second) = (upper.get(label), lower.get(label));
            let value = match label {
                Label::Duration => upper.duration.zip(lower.duration).map_or_else(
                    || joined(first, "", second),
                    |(one, other)| clock(one.saturating_add(other)),
                ),
                Label::Voice | Label::Tones
                    if first == second || !first.is_empty() && label == Label::Voice =>
                {
                    joined(first, "", "")
                }
                Label::Tones => joined(first, ", ", second),
                Label::Name => joined(first, " – ", &joined(lower.heading().1, " – ", second)),
                Label::Speech if has_other_voice => joined(first, "\n", &joined(&lower.voice, ": ", second)),
                Label::Speech => joined(first, " ", second),
                Label::Picture | Label::Sound | Label::Caption | Label::Note => joined(first, "\n", second),
                Label::Voice => joined(first, "", second),
            };
            self.set(at, label, &value);
        }
        self.add_other(at, &lower.other);
        Some(begins(label))
    }

    /// Adds lines that stand under no known label, below the heading.
    fn add_other(&mut self, at: usize, lines: &str) {
        let Some(row) = self.rows.get_mut(at).filter(|_| !lines.trim().is_empty()) else { return };
        let heading = row.source.find('\n').unwrap_or(row.source.len());
        let source = format!("{}\n{}{}", &row.source[..heading], lines.trim_end(), &row.source[heading..]);
        *row = Row::parse(&source);
        self.reline();
    }

    /// Inserts records before the row at `at`, or at the end. Returns their indices.
    pub fn insert_rows(&mut self, at: usize, rows: Vec<Row>) -> BTreeSet<usize> {
        let at = at.min(self.rows.len());
        let end = at + rows.len();
        self.close(at);
        let _ = self.rows.splice(at..at, rows);
        for at in at..end {
            self.close(at + 1);
        }
        self.reline();
        (at..end).collect()
    }

    /// Takes rows out.
    pub fn take_rows(&mut self, taken: &BTreeSet<usize>) -> Vec<Row> {
        let all = std::mem::take(&mut self.rows).into_iter().enumerate();
        let (out, kept): (Vec<_>, Vec<_>) = all.partition(|(at, _)| taken.contains(at));
        self.rows = kept.into_iter().map(|(_, row)| row).collect();
        self.reline();
        out.into_iter().map(|(_, row)| row).collect()
    }

    /// Moves rows, together, before what is the row `at` of those that stay. Returns their indices.
    pub fn move_rows(&mut self, moved: &BTreeSet<usize>, at: usize) -> BTreeSet<usize> {
        self.close(self.rows.len());
        let rows = self.take_rows(moved);
        self.insert_rows(at, rows)
    }
}

/// Two values as one.
fn joined(first: &str, gap: &str, second: &str) -> String {
    let gap = if first.is_empty() || second.is_empty() { "" } else { gap };
    format!("{first}{gap}{second}")
}
