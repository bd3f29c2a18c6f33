//! TV scripts, live rundowns (`.av`) and radio scripts (`.radio`): labelled records.
//!
//! A script keeps its source text. Unedited parts are written back byte for byte; an edit rewrites the lines
//! of one label of one record.

mod edit;
mod field;
mod rows;
mod running;

pub use field::Label;
pub use running::{RowTime, Running};

use std::ops::Range;

use super::Tone;
use super::timing::parse_duration;

/// A script. Without edits, [`Script::write`] returns the text it was parsed from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Script {
    /// The text before the first record.
    pub preface: String,
    pub rows: Vec<Row>,
}

/// One record: a shot, an item of a rundown, a paragraph of a bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The number after `## `: "03".
    pub number: String,
    /// Mục
    pub name: String,
    /// Thời lượng, in seconds; none when absent or unreadable (see `duration_text`).
    pub duration: Option<u32>,
    /// Thời lượng as written.
    pub duration_text: String,
    /// Hình
    pub picture: String,
    /// Lời: what is spoken.
    pub speech: String,
    /// Giọng: the voice, that is, the speaker.
    pub voice: String,
    /// Tiếng động
    pub sound: String,
    /// Chữ: the caption on the screen.
    pub caption: String,
    /// Tính chất, as far as its tones are known.
    pub tones: Vec<Tone>,
    /// Tính chất as written.
    pub tones_text: String,
    /// Ghi chú
    pub note: String,
    /// What stands under no known label, as typed: lines before the first one, and lines of unknown labels.
    pub other: String,
    /// Lines of the body, from 0, including the blank lines after it.
    pub lines: Range<usize>,
    /// The record's source text, including its heading and newlines.
    source: String,
}

impl Script {
    /// Parses a body. Any text is a script; what is not understood is kept.
    pub fn parse(body: &str) -> Self {
        let mut script = Self::default();
        let (mut start, mut at, mut line, mut first_line) = (0, 0, 0, 0);
        let mut is_preface = true;
        for text in body.split_inclusive('\n') {
            if is_heading(text) {
                script.take(&body[start..at], first_line, line, is_preface);
                (start, first_line, is_preface) = (at, line, false);
            }
            at += text.len();
            line += 1;
        }
        script.take(&body[start..], first_line, line, is_preface);
        script
    }

    fn take(&mut self, text: &str, first_line: usize, line: usize, is_preface: bool) {
        if is_preface {
            text.clone_into(&mut self.preface);
        } else {
            let mut row = Row::parse(text);
            row.lines = first_line..line;
            self.rows.push(row);
        }
    }

    /// The body's text.
    pub fn write(&self) -> String {
        let length = self.rows.iter().map(|row| row.source.len()).sum::<usize>();
        let mut text = String::with_capacity(self.preface.len() + length);
        text.push_str(&self.preface);
        for row in &self.rows {
            text.push_str(&row.source);
        }
        text
    }

    /// The row's offset in the text, bytes.
    pub fn offset(&self, row: usize) -> usize {
        self.preface.len() + self.rows.iter().take(row).map(|row| row.source.len()).sum::<usize>()
    }

    /// The row at this line of the body (from 0).
    pub fn row_at(&self, line: usize) -> Option<usize> {
        self.rows.iter().position(|row| row.lines.contains(&line))
    }
}

impl Row {
    /// Parses one record with its heading.
    fn parse(source: &str) -> Self {
        let mut row = Self { source: source.to_owned(), ..Self::default() };
        let mut lines = source.split_inclusive('\n');
        if let Some(heading) = lines.next() {
            // A heading without a blank is typed often: "##02".
            heading.trim_start_matches('#').trim().clone_into(&mut row.number);
        }
        let mut field = None;
        let mut value = String::new();
        for line in lines {
            if let Some((next, rest)) = Label::of_line(line) {
                row.read(field, &value);
                field = Some(next);
                value.clear();
                value.push_str(rest.trim_start());
            } else if field::unknown(line).is_some() {
                row.read(field, &value);
                field = None;
                value.clear();
                value.push_str(line);
            } else {
                value.push_str(line);
            }
        }
        row.read(field, &value);
        row.duration = parse_duration(&row.duration_text);
        row.tones = field::tones(&row.tones_text);
        row
    }

    fn read(&mut self, field: Option<Label>, value: &str) {
        let value = value.trim_end();
        let target = match field {
            None => &mut self.other,
            Some(Label::Name) => &mut self.name,
            Some(Label::Duration) => &mut self.duration_text,
            Some(Label::Picture) => &mut self.picture,
            Some(Label::Speech) => &mut self.speech,
            Some(Label::Voice) => &mut self.voice,
            Some(Label::Sound) => &mut self.sound,
            Some(Label::Caption) => &mut self.caption,
            Some(Label::Tones) => &mut self.tones_text,
            Some(Label::Note) => &mut self.note,
        };
        // A label that occurs twice continues its value.
        if !target.is_empty() && !value.is_empty() {
            target.push('\n');
        }
        target.push_str(value);
    }

    /// The value of a label, as written.
    pub fn get(&self, field: Label) -> &str {
        match field {
            Label::Name => &self.name,
            Label::Duration => &self.duration_text,
            Label::Picture => &self.picture,
            Label::Speech => &self.speech,
            Label::Voice => &self.voice,
            Label::Sound => &self.sound,
            Label::Caption => &self.caption,
            Label::Tones => &self.tones_text,
            Label::Note => &self.note,
        }
    }

    /// The figure of the heading, and what else it says: "03" and "Mở đầu".
    pub fn heading(&self) -> (&str, &str) {
        let digits = self.number.bytes().take_while(u8::is_ascii_digit).count();
        let (figure, rest) = self.number.split_at(digits);
        (figure, rest.trim_start_matches(['.', ':', ')', '-', '–', ' ', '\t']))
    }

    /// Whether the line has a label that scripts elsewhere have.
    pub fn is_unknown_label(line: &str) -> bool {
        field::unknown(line).is_some()
    }

    /// The labels in [`Self::other`].
    pub fn unknown_labels(&self) -> Vec<&str> {
        let mut labels: Vec<&str> = self.other.lines().filter_map(field::unknown).collect();
        labels.dedup();
        labels
    }

    /// The record's source text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its title in an outline: its name, else the beginning of its speech, picture or note.
    pub fn title(&self) -> &str {
        /// Maximum length of an outline entry, characters.
        const WIDTH: usize = 48;
        [&self.name, &self.speech, &self.picture, &self.caption, &self.note]
            .into_iter()
            .find_map(|text| text.lines().map(str::trim).find(|line| !line.is_empty()))
            .map_or("", |line| match line.char_indices().nth(WIDTH) {
                None => line,
                Some((end, _)) => line[..end].rfind(' ').map_or(&line[..end], |space| &line[..space]),
            })
    }

    /// Whether it is an interview; then a caption must name the speaker.
    pub fn is_interview(&self) -> bool {
        ["Phỏng vấn", "PHỎNG VẤN", "PV "].iter().any(|start| self.picture.starts_with(start))
    }
}

/// How people type the label of the tones.
const TONES: [&str; 4] = ["Tính chất", "TÍNH CHẤT", "tính chất", "Tính Chất"];

/// The texts of rows that may name a tone, with their headings: a fast pre-scan that gives the same tones as
/// [`Script::parse`].
pub fn toned_rows(body: &str) -> impl Iterator<Item = &str> {
    let is_toned =
        TONES.iter().any(|label| memchr::memmem::find(body.as_bytes(), label.as_bytes()).is_some());
    let body = if is_toned { body } else { "" };
    let (mut at, mut start) = (0, None);
    let mut lines = body.split_inclusive('\n');
    let rows = std::iter::from_fn(move || {
        loop {
            let line = lines.next();
            let begins = line.is_none_or(is_heading);
            let row = if begins { start.map(|start| &body[start..at]) } else { None };
            if begins {
                start = line.map(|_| at);
            }
            at += line.map_or(0, str::len);
            match (row, line) {
                (Some(row), _) => return Some(row),
                (None, None) => return None,
                (None, Some(_)) => {}
            }
        }
    });
    rows.filter(|row| row.lines().skip(1).any(|line| matches!(Label::of_line(line), Some((Label::Tones, _)))))
}

/// The tones named in a row's text, with repetitions.
pub fn tones(row: &str) -> Vec<Tone> {
    Row::parse(row).tones
}

/// `## ` begins a record; `##02` and a line `##` do too.
fn is_heading(line: &str) -> bool {
    line.strip_prefix("##").is_some_and(|rest| {
        rest.trim_end().is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests;
