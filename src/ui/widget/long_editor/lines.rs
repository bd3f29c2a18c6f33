//! A text as lines.

use iced::advanced::text::editor::Position;

use super::replacement::order;

/// At least one line, without newlines.
#[derive(Debug)]
pub struct Lines(Vec<String>);

impl Lines {
    pub fn new(text: &str) -> Self {
        Self(text.split('\n').map(str::to_owned).collect())
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    pub fn get(&self, line: usize) -> Option<&str> {
        self.0.get(line).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.0.len() == 1 && self.0[0].is_empty()
    }

    pub fn end(&self) -> Position {
        let line = self.0.len() - 1;
        Position { line, column: self.0[line].len() }
    }

    /// The nearest valid position.
    pub fn clamp(&self, position: Position) -> Position {
        let Some(line) = self.get(position.line) else { return self.end() };
        Position { column: floor(line, position.column), ..position }
    }

    /// The text between two positions.
    pub fn between(&self, start: Position, end: Position) -> String {
        let (start, end) = (self.clamp(start), self.clamp(end));
        if order(end) <= order(start) {
            return String::new();
        }
        if start.line == end.line {
            return self.0[start.line][start.column..end.column].to_owned();
        }
        let mut text = self.0[start.line][start.column..].to_owned();
        for line in &self.0[start.line + 1..end.line] {
            text.push('\n');
            text.push_str(line);
        }
        text.push('\n');
        text.push_str(&self.0[end.line][..end.column]);
        text
    }

    /// Replaces the text between two valid positions; returns the position after the new text.
    pub fn replace(&mut self, start: Position, end: Position, text: &str) -> Position {
        let mut words = text.split('\n');
        let first = words.next().unwrap_or_default();
        if start.line == end.line && first.len() == text.len() {
            self.0[start.line].replace_range(start.column..end.column, text);
            return Position { line: start.line, column: start.column + text.len() };
        }
        let rest = self.0[end.line].split_off(end.column);
        let mut line = std::mem::take(&mut self.0[start.line]);
        line.truncate(start.column);
        line.push_str(first);
        let mut lines = vec![line];
        lines.extend(words.map(str::to_owned));
        let count = lines.len();
        let mut column = 0;
        if let Some(last) = lines.last_mut() {
            column = last.len();
            last.push_str(&rest);
        }
        drop(self.0.splice(start.line..=end.line, lines));
        Position { line: start.line + count - 1, column }
    }

    /// The word at a position, or the punctuation between two words.
    pub fn word(&self, position: Position) -> (Position, Position) {
        use unicode_segmentation::UnicodeSegmentation;
        let position = self.clamp(position);
        let line = &self.0[position.line];
        let words = line.split_word_bound_indices();
        let found = words.take_while(|(start, _)| *start <= position.column).last();
        let (start, word) = found.unwrap_or((position.column, ""));
        (Position { column: start, ..position }, Position { column: start + word.len(), ..position })
    }
}

/// The nearest character boundary at or before a byte offset.
pub fn floor(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position};

    fn text(lines: &Lines) -> String {
        lines.between(Position { line: 0, column: 0 }, lines.end())
    }

    #[test]
    fn a_replacement_joins_and_parts_lines() {
        for (old, start, end, new, expected, behind) in [
            ("một\nhai", (0, 0), (0, 0), "", "một\nhai", (0, 0)),
            ("một\nhai", (1, 1), (1, 2), "ế", "một\nhếi", (1, 4)),
            ("một\nhai", (0, 5), (1, 0), "", "mộthai", (0, 5)),
            ("một\nhai\nba", (0, 1), (2, 1), "x\ny\nz", "mx\ny\nza", (2, 1)),
            ("một", (0, 1), (0, 1), "\n", "m\nột", (1, 0)),
            ("", (0, 0), (0, 0), "a\n", "a\n", (1, 0)),
        ] {
            let mut lines = Lines::new(old);
            let position = |(line, column)| Position { line, column };
            let at = lines.replace(position(start), position(end), new);
            assert_eq!((text(&lines).as_str(), (at.line, at.column)), (expected, behind), "{old:?}");
        }
    }

    #[test]
    fn a_word_is_found_from_any_letter_of_it() {
        let lines = Lines::new("Cần Thơ, 2014");
        for (column, word) in
            [(0, "Cần"), (2, "Cần"), (5, " "), (6, "Thơ"), (10, ","), (13, "2014"), (99, "2014")]
        {
            let (start, end) = lines.word(Position { line: 0, column });
            assert_eq!(lines.between(start, end), word, "{column}");
        }
    }
}
