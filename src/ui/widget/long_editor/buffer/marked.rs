//! Marks computed for whole lines, for the parts of them that iced's editor lays out.

use std::ops::Range;

use iced::advanced::text::highlighter::Highlighter;

use crate::ui::widget::long_editor::part::Part;

/// The marks of consecutive parts.
pub(super) struct Marked<T> {
    /// The number of the first part.
    first: usize,
    /// The next part that is asked for.
    at: usize,
    parts: Vec<Vec<(Range<usize>, T)>>,
}

impl<T> Marked<T> {
    pub fn from_part(first: usize) -> Self {
        Self { first, at: first, parts: Vec::new() }
    }

    /// Adds the marks of a line; `parts` are its parts, numbered from the first one. A mark belongs to the part
    /// where it begins.
    pub fn add<'a>(
        &mut self,
        marks: impl Iterator<Item = (Range<usize>, T)>,
        parts: impl Iterator<Item = (usize, &'a Part)>,
    ) {
        let parts: Vec<(usize, &Part)> = parts.collect();
        for (range, mark) in marks {
            let holds = |part: &Part| part.start <= range.start && range.start < part.end;
            let Some((number, part)) = parts.iter().find(|(_, part)| holds(part)) else { continue };
            if self.parts.len() <= *number {
                self.parts.resize_with(number + 1, Vec::new);
            }
            let within = range.start - part.start..range.end.min(part.end) - part.start;
            self.parts[*number].push((within, mark));
        }
    }
}

impl<T: 'static> Highlighter for Marked<T> {
    type Settings = ();
    type Highlight = T;
    type Iterator<'a> = std::vec::IntoIter<(Range<usize>, T)>;

    fn new((): &()) -> Self {
        Self::from_part(0)
    }

    fn update(&mut self, (): &()) {}

    fn change_line(&mut self, line: usize) {
        self.at = line;
    }

    fn highlight_line(&mut self, _line: &str) -> Self::Iterator<'_> {
        let part = self.at.checked_sub(self.first).and_then(|at| self.parts.get_mut(at));
        self.at += 1;
        part.map(std::mem::take).unwrap_or_default().into_iter()
    }

    fn current_line(&self) -> usize {
        self.at
    }
}
