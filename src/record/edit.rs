//! Applies the differences of two compact texts to the source that they were written as.

use std::collections::HashMap;
use std::ops::Range;

use super::scan::{FieldSpan, Kind, Node, block_comment, scan};
use super::{Keys, layout};

/// `source` with the changes from `old` to `new` (both compact); none when a text does not parse. `keys`
/// identifies the entries of lists.
pub(super) fn rewrite(source: &str, old: &str, new: &str, keys: Keys) -> Option<String> {
    let (at, from, to) = (scan(source)?, scan(old)?, scan(new)?);
    let mut edits = Edits { source, old, new, keys, changes: Vec::new() };
    edits.value("", &at, &from, &to);
    edits.applied(0..source.len())
}

pub(super) struct Edits<'a> {
    pub(super) source: &'a str,
    pub(super) old: &'a str,
    pub(super) new: &'a str,
    pub(super) keys: Keys,
    /// Spans of the source and their replacements; they never overlap.
    pub(super) changes: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    /// This part of the source with all changes applied; none if they overlap.
    pub(super) fn applied(mut self, part: Range<usize>) -> Option<String> {
        self.changes.sort_by_key(|(span, _)| (span.start, span.end));
        let mut text = String::with_capacity(part.len() + 64);
        let mut done = part.start;
        for (span, replacement) in &self.changes {
            text.push_str(self.source.get(done..span.start)?);
            text.push_str(replacement);
            done = span.end;
        }
        text.push_str(self.source.get(done..part.end)?);
        Some(text)
    }

    pub(super) fn is_same(&self, old: &Node, new: &Node) -> bool {
        self.old[old.span.clone()] == self.new[new.span.clone()]
    }

    /// `name` is the field that contains the value.
    pub(super) fn value(&mut self, name: &str, at: &Node, old: &Node, new: &Node) {
        if self.is_same(old, new) {
            return;
        }
        match (&at.kind, &old.kind, &new.kind) {
            (
                Kind::Record { fields: at_fields, name: at_name },
                Kind::Record { fields: old_fields, name: old_name },
                Kind::Record { fields: new_fields, name: new_name },
            ) if self.old[old_name.clone()] == self.new[new_name.clone()]
                && (at_name.is_empty()
                    || old_name.is_empty()
                    || self.source[at_name.clone()] == self.old[old_name.clone()]) =>
            {
                self.record(at, at_fields, old_fields, new_fields);
            }
            (Kind::List(at_items), Kind::List(old_items), Kind::List(new_items))
                if at_items.len() == old_items.len() =>
            {
                if !self.list(name, at, at_items, old_items, new_items) {
                    self.replace(at, new);
                }
            }
            _ => self.replace(at, new),
        }
    }

    fn replace(&mut self, at: &Node, new: &Node) {
        let text = self.laid_out(new, self.column(at.span.start));
        self.changes.push((at.span.clone(), text));
    }

    pub(super) fn laid_out(&self, new: &Node, column: usize) -> String {
        layout::layout(&self.new[new.span.clone()], column.max(1))
    }

    /// The indentation of the line that contains `at`.
    pub(super) fn column(&self, at: usize) -> usize {
        let line = &self.source[self.source[..at].rfind('\n').map_or(0, |end| end + 1)..];
        line.chars().take_while(|c| *c == ' ').count()
    }

    fn record<'f>(
        &mut self,
        at: &Node,
        at_fields: &'f [FieldSpan],
        old: &'f [FieldSpan],
        new: &'f [FieldSpan],
    ) {
        let named = |text: &'a str, fields: &'f [FieldSpan]| -> HashMap<&'a str, &'f FieldSpan> {
            // For a repeated field name, the first one counts.
            fields.iter().rev().map(|field| (&text[field.name.clone()], field)).collect()
        };
        let (of_source, of_old, of_new) =
            (named(self.source, at_fields), named(self.old, old), named(self.new, new));
        let mut added = Vec::new();
        for field in new {
            let name = &self.new[field.name.clone()];
            match (of_source.get(name), of_old.get(name)) {
                (Some(here), Some(before)) => self.value(name, &here.value, &before.value, &field.value),
                (Some(here), None) => self.replace(&here.value, &field.value),
                (None, Some(before)) if self.is_same(&before.value, &field.value) => {}
                (None, _) => added.push(field),
            }
        }
        let is_gone = |field: &FieldSpan| {
            let name = &self.source[field.name.clone()];
            of_old.contains_key(name) && !of_new.contains_key(name)
        };
        let kept: Vec<&FieldSpan> = at_fields.iter().filter(|field| !is_gone(field)).collect();
        let gone: Vec<usize> = (0..at_fields.len()).filter(|&index| is_gone(&at_fields[index])).collect();
        for index in gone {
            let span = at_fields[index].name.start..at_fields[index].value.span.end;
            let before = index.checked_sub(1).map(|index| at_fields[index].value.span.end);
            self.remove(span, before.filter(|_| added.is_empty()));
        }
        if !added.is_empty() {
            let column = kept.first().map_or(0, |first| self.column(first.name.start));
            let texts: Vec<String> = added
                .into_iter()
                .map(|field| {
                    let value = self.laid_out(&field.value, column);
                    format!("{}: {value}", &self.new[field.name.clone()])
                })
                .collect();
            let around =
                kept.first().zip(kept.last()).map(|(first, last)| (first.name.start, last.value.span.end));
            self.insert(at, around, &texts);
        }
    }

    /// Adds parts after those at `around`, on separate lines if the first part is on one.
    fn insert(&mut self, at: &Node, around: Option<(usize, usize)>, texts: &[String]) {
        let close = at.span.end - 1;
        let Some((first, last)) = around else {
            return self.changes.push((close..close, texts.join(", ")));
        };
        let line_start = self.source[..first].rfind('\n').map(|end| end + 1);
        let is_alone = line_start.is_some_and(|start| self.source[start..first].trim().is_empty());
        let comma = self.comma_after(last, close);
        let place = comma.map_or(last, |comma| comma + 1);
        if is_alone {
            let indent = " ".repeat(self.column(first));
            if comma.is_none() {
                self.changes.push((last..last, ",".into()));
            }
            // A comment after the last part stays with it.
            let line_end = self.find(place, close, |c| c == '\n').unwrap_or(close);
            let lines = format!("\n{indent}{},", texts.join(&format!(",\n{indent}")));
            self.changes.push((line_end..line_end, lines));
        } else {
            let lead = if comma.is_some() { " " } else { ", " };
            self.changes.push((place..place, format!("{lead}{}", texts.join(", "))));
        }
    }

    /// The comma between a part and the next part or the closing bracket.
    pub(super) fn comma_after(&self, from: usize, to: usize) -> Option<usize> {
        let found = self.find(from, to, |c| !c.is_whitespace())?;
        self.source[found..].starts_with(',').then_some(found)
    }

    /// The first matching character outside of comments; the newline after a line comment counts as outside.
    fn find(&self, from: usize, to: usize, is_wanted: impl Fn(char) -> bool) -> Option<usize> {
        let mut at = from;
        while at < to {
            let rest = &self.source[at..to];
            if rest.starts_with("//") {
                at += rest.find('\n')?;
            } else if rest.starts_with("/*") {
                at += block_comment(rest)?;
            } else {
                let c = rest.chars().next()?;
                if is_wanted(c) {
                    return Some(at);
                }
                at += c.len_utf8();
            }
        }
        None
    }

    /// Removes a part with its comma, and with its line when nothing else is on it.
    fn remove(&mut self, mut span: Range<usize>, before: Option<usize>) {
        match self.comma_after(span.end, self.source.len()) {
            Some(comma) => span.end = comma + 1,
            // The last part: the comma before it may stay, because RON allows it.
            None => {
                if let Some(before) = before.and_then(|end| self.comma_after(end, span.start))
                    && self.source[before + 1..span.start].trim().is_empty()
                    && !self.source[before + 1..span.start].contains('\n')
                {
                    span.start = before;
                }
            }
        }
        let start = self.source[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let end = span.end + self.source[span.end..].find('\n').unwrap_or(0);
        if self.source[start..span.start].trim().is_empty() && self.source[span.end..end].trim().is_empty() {
            span = start.saturating_sub(1)..end;
        } else {
            let rest = &self.source[span.end..];
            span.end += rest.len() - rest.trim_start_matches(' ').len();
        }
        self.changes.push((span, String::new()));
    }
}
