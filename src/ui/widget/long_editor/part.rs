//! The laid-out parts of a text: whole lines, and pieces of very long ones.

use iced::advanced::text::editor::Position;

use super::lines::{Lines, floor};
use super::replacement::order;

/// A line, or a piece of one, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub line: usize,
    pub start: usize,
    pub end: usize,
}

/// Longer lines are laid out in pieces of about this length, bytes.
pub const LONGEST: usize = 4096;

/// How much to lay out: before and after the middle, in parts and bytes, whichever is less.
const BEFORE: (usize, usize) = (200, 48 << 10);
const AFTER: (usize, usize) = (300, 72 << 10);

impl Part {
    pub fn length(&self) -> usize {
        self.end - self.start
    }

    fn of_line(line: usize, text: &str) -> impl DoubleEndedIterator<Item = Self> {
        let mut parts = Vec::with_capacity(1);
        let mut start = 0;
        while text.len() - start > LONGEST {
            let most = floor(text, start + LONGEST);
            // Between two words, if possible.
            let end = text[start..most].rfind(' ').map_or(most, |space| start + space + 1);
            parts.push(Self { line, start, end });
            start = end;
        }
        parts.push(Self { line, start, end: text.len() });
        parts.into_iter()
    }
}

/// The parts around a position.
pub fn around(lines: &Lines, position: Position) -> Vec<Part> {
    let of_line = |line: usize| Part::of_line(line, lines.get(line).unwrap_or_default());
    let holds = |part: &Part| (part.line, part.start) <= order(position);
    let before = (0..=position.line).rev().flat_map(|line| of_line(line).rev()).filter(holds);
    let after = (position.line..lines.count()).flat_map(of_line).filter(|part| !holds(part));
    // The middle is the first of those before.
    let mut parts = some(before, (BEFORE.0 + 1, BEFORE.1));
    parts.reverse();
    parts.append(&mut some(after, AFTER));
    parts
}

fn some(parts: impl Iterator<Item = Part>, (count, bytes): (usize, usize)) -> Vec<Part> {
    let mut taken = 0;
    let is_near = |part: &Part| {
        let is_near = taken < bytes;
        taken += part.length();
        is_near
    };
    parts.take(count).take_while(is_near).collect()
}

/// The part that contains a position.
pub fn index(parts: &[Part], position: Position) -> Option<usize> {
    let at = parts.partition_point(|part| (part.line, part.start) <= order(position)).checked_sub(1)?;
    (parts[at].line == position.line && position.column <= parts[at].end).then_some(at)
}

/// Applies a replacement to the parts: the ones from `first` to `last` are replaced by lines of these
/// lengths, and the text after them has moved from `end` to `behind`.
pub fn replace(
    parts: &mut Vec<Part>,
    (first, last): (usize, usize),
    (start, end, behind): (Position, Position, Position),
    lengths: &[usize],
) {
    let (from, rest) = (parts[first], parts[last].end - end.column);
    for part in &mut parts[last + 1..] {
        if part.line == end.line {
            part.start = part.start + behind.column - end.column;
            part.end = part.end + behind.column - end.column;
        }
        part.line = part.line + behind.line - end.line;
    }
    let count = lengths.len();
    let lines = lengths.iter().enumerate().map(|(at, length)| {
        let start_of = if at == 0 { from.start } else { 0 };
        let before = if at == 0 { start.column } else { 0 };
        let after = if at + 1 == count { rest } else { 0 };
        Part { line: start.line + at, start: start_of, end: before + length + after }
    });
    drop(parts.splice(first..=last, lines.collect::<Vec<_>>()));
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Lines, Part, Position, around, index};

    #[test]
    fn a_view_of_a_long_text_takes_a_part_of_it() {
        let lines = Lines::new(&"một dòng\n".repeat(5000));
        for line in [0, 1, 2500, 4999, 5000] {
            let parts = around(&lines, Position { line, column: 0 });
            assert!(parts.len() <= 501 && parts.windows(2).all(|two| two[0].line + 1 == two[1].line));
            assert!(index(&parts, Position { line, column: 0 }).is_some());
        }
    }

    #[test]
    fn a_line_without_an_end_is_taken_in_stretches() {
        let line = "tiếng Việt ".repeat(100_000);
        let lines = Lines::new(&line);
        for column in [0, line.len() / 2, line.len()] {
            let parts = around(&lines, Position { line: 0, column });
            assert!(parts.iter().map(Part::length).sum::<usize>() < 40 * LONGEST);
            assert!(parts.windows(2).all(|two| two[0].end == two[1].start));
            assert!(parts.iter().all(|part| line.is_char_boundary(part.start) && part.length() <= LONGEST));
            assert!(index(&parts, Position { line: 0, column }).is_some());
        }
    }
}
