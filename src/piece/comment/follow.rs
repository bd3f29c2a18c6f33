//! How anchors follow an edit of the body: the words before them move, or they are changed themselves.

use std::ops::Range;

use super::anchor::{Anchor, Part, quote, quoted_words};
use crate::piece::edit::Edit;

/// The lines of a body that an edit replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// From 0, in the body before the edit; both included.
    first: usize,
    last: usize,
    /// How far the lines after it move.
    by: isize,
    /// Words of the first line stay before the edit.
    has_head: bool,
    /// Nothing is removed.
    is_insertion: bool,
}

impl Lines {
    /// `body` is the text before the edit; none when the edit does not fit it.
    pub fn of(edit: &Edit, body: &str) -> Option<Self> {
        let above = body.get(..edit.range.start)?;
        let first = newlines(above);
        let head = above.rsplit('\n').next().unwrap_or_default();
        let removed = newlines(body.get(edit.range.clone())?);
        let by = isize::try_from(newlines(&edit.text)).ok()? - isize::try_from(removed).ok()?;
        let (has_head, is_insertion) = (!head.trim().is_empty(), edit.range.is_empty());
        Some(Self { first, last: first + removed, by, has_head, is_insertion })
    }

    /// Where a line that begins at `line` is after the edit; none when it was replaced.
    fn moved(self, line: usize) -> Option<usize> {
        match line {
            _ if line < self.first || (line == self.first && self.has_head) => Some(line),
            _ if line > self.last || (line == self.first && self.is_insertion) => {
                line.checked_add_signed(self.by)
            }
            _ => None,
        }
    }

    /// The lines after the edit that it wrote or touched.
    fn written(self) -> Range<usize> {
        self.first..self.last.saturating_add_signed(self.by) + 1
    }
}

impl Anchor {
    /// Follows an edit of the body from the parts before it to those after it. Words that are no longer there stay
    /// quoted, so that the comment says so, and finds them when they come back. A part elsewhere that happens to have
    /// the same words is another part.
    pub fn follow(&mut self, before: &[Part<'_>], after: &[Part<'_>], lines: Lines) {
        // The anchor has followed the edits before this one, so its place is right as long as its words are there.
        let has = |parts: &[Part<'_>], at: usize| parts.get(at).is_some_and(|part| part.has(&self.quote));
        let is_there =
            (!self.quote.is_empty() && self.others == 0 && has(before, self.at)).then_some(self.at);
        let Some(was) = is_there.or_else(|| self.find(before)) else {
            return self.come_back(after, lines);
        };
        let (start, end) = (before[was].lines.start, before[was].lines.end);
        let is_inside = before.len() == after.len() && start <= lines.first && lines.last < end;
        let meant = lines.moved(start).and_then(|line| Part::at_line(after, line));
        let is_at = if is_inside {
            Some(was)
        } else {
            let near = Self { at: meant.unwrap_or(was), others: 0, ..self.clone() };
            let is_there = meant.filter(|at| !self.quote.is_empty() && has(after, *at));
            // A line broken in the middle of its quoted words: with what stays.
            let head = meant.filter(|at| lines.is_insertion && !quote(&after[*at].text).is_empty());
            is_there.or_else(|| near.find_in(after, &lines.written())).or(head)
        };
        let Some((at, part)) = is_at.and_then(|at| Some((at, after.get(at)?))) else {
            self.others = self.alike(after).len();
            return;
        };
        (self.at, self.place, self.others) = (at, part.place.clone(), 0);
        let is_whole = self.quote == quote(&before[was].text);
        if is_whole && is_inside {
            let now = quote(&part.text);
            if now.is_empty() {
                self.others = self.alike(after).len();
            } else {
                self.quote = now;
            }
        } else if !part.has(&self.quote) {
            match self.changed(&before[was].text, &part.text) {
                Some(now) => self.quote = now,
                None => self.others = self.alike(after).len(),
            }
        }
    }

    /// Words that were deleted and are put in again, here or elsewhere.
    fn come_back(&mut self, after: &[Part<'_>], lines: Lines) {
        if let Some(at) = self.find_in(after, &lines.written()).filter(|_| self.find(after).is_some()) {
            (self.at, self.place, self.others) = (at, after[at].place.clone(), 0);
        }
    }

    /// The quoted words of a text as they are after its change; none when none of them is left.
    fn changed(&self, before: &str, after: &str) -> Option<String> {
        let (was, now): (Vec<&str>, Vec<&str>) =
            (quoted_words(before).collect(), quoted_words(after).collect());
        let quoted: Vec<&str> = self.quote.split(' ').collect();
        let from = was.windows(quoted.len()).position(|words| words == quoted)?;
        let to = from + quoted.len();
        let most = was.len().min(now.len());
        let head = was.iter().zip(&now).take_while(|(was, now)| was == now).count();
        let tail = was.iter().rev().zip(now.iter().rev()).take_while(|(was, now)| was == now).count();
        let tail = tail.min(most - head);
        // Words put in at either end are not quoted.
        let from = match from {
            _ if from >= was.len() - tail => from + now.len() - was.len(),
            _ => from.min(head),
        };
        let to = match to {
            _ if to <= head => to,
            _ if to >= was.len() - tail => to + now.len() - was.len(),
            _ => now.len() - tail,
        };
        (from < to).then(|| quote(&now[from..to].join(" ")))
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
