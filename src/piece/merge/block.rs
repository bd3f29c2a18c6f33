//! How a body is divided into blocks that people edit independently.

use super::diff3::{Block, Level};
use crate::piece::Format;
use crate::piece::av::{Label, Script};
use crate::piece::quiz::Quiz;

/// From the largest blocks to the smallest that still make one meaningful conflict.
pub(super) fn levels(format: Format) -> (&'static Level, &'static [Level]) {
    const LINES: Level = Level { split: lines, separator: "\n", breaks: 1 };
    const PARAGRAPHS: Level = Level { split: paragraphs, separator: "\n\n", breaks: 2 };
    const ROWS: Level = Level { split: rows, separator: "\n\n", breaks: 1 };
    const FIELDS: Level = Level { split: fields, separator: "\n", breaks: 1 };
    const QUESTIONS: Level = Level { split: questions, separator: "\n\n", breaks: 1 };
    match format {
        Format::Av | Format::Radio => (&ROWS, &[FIELDS, LINES]),
        Format::Article | Format::Stage => (&PARAGRAPHS, &[]),
        Format::Quiz => (&QUESTIONS, &[LINES]),
        // A record that does not parse.
        Format::Poster | Format::Contest | Format::Dialogue => (&LINES, &[]),
    }
}

fn lines(text: &str) -> Vec<Block<'_>> {
    text.split_inclusive('\n').map(|line| Block::new(line, line.trim_end_matches('\n').len())).collect()
}

/// Sequences of non-blank lines.
fn paragraphs(text: &str) -> Vec<Block<'_>> {
    let mut was_blank = false;
    let starts = text.split_inclusive('\n').enumerate().filter_map(|(at, line)| {
        let is_blank = line.trim().is_empty();
        let is_start = at == 0 || (was_blank && !is_blank);
        was_blank = is_blank;
        is_start.then_some(at)
    });
    let starts: Vec<usize> = starts.collect();
    cut(text, &starts)
}

fn rows(text: &str) -> Vec<Block<'_>> {
    let starts: Vec<usize> = Script::parse(text).rows.iter().map(|row| row.lines.start).collect();
    cut(text, &starts)
}

fn fields(text: &str) -> Vec<Block<'_>> {
    let is_start = |(at, line): (usize, &str)| (at > 0 && Label::of_line(line).is_some()).then_some(at);
    let starts: Vec<usize> = text.split_inclusive('\n').enumerate().filter_map(is_start).collect();
    cut(text, &starts)
}

fn questions(text: &str) -> Vec<Block<'_>> {
    let starts: Vec<usize> = Quiz::parse(text).questions.iter().map(|question| question.line).collect();
    cut(text, &starts)
}

/// Splits a text before these lines (from 0); blank lines at the end of a block are its gap.
fn cut<'a>(text: &'a str, starts: &[usize]) -> Vec<Block<'a>> {
    let mut blocks = Vec::with_capacity(starts.len() + 1);
    let (mut from, mut at) = (0, 0);
    for (line, words) in text.split_inclusive('\n').enumerate() {
        if at > from && starts.binary_search(&line).is_ok() {
            blocks.push(Block::of(&text[from..at]));
            from = at;
        }
        at += words.len();
    }
    if at > from {
        blocks.push(Block::of(&text[from..]));
    }
    blocks
}

/// Whether the rows are numbered 01, 02, … in order.
pub(super) fn is_numbered(body: &str) -> bool {
    numbered(body) == body
}

/// The body with its rows numbered in order.
pub(super) fn numbered(body: &str) -> String {
    let mut script = Script::parse(body);
    script.renumber();
    script.write()
}

/// Gives each row the same number, so that a moved row is recognised.
pub(super) fn unnumbered(body: &str) -> String {
    let script = Script::parse(body);
    let mut text = script.preface.clone();
    for row in &script.rows {
        let source = row.source();
        let rest = source.trim_start_matches(['#', ' ']).trim_start_matches(|c: char| c.is_ascii_digit());
        text.push_str(NO_NUMBER);
        text.push_str(rest);
    }
    text
}

const NO_NUMBER: &str = "## 00";

/// A row's text for display, without a heading that is only a number.
pub(super) fn without_heading(text: &str) -> &str {
    text.strip_prefix(NO_NUMBER).and_then(|rest| rest.strip_prefix('\n')).unwrap_or(text)
}
