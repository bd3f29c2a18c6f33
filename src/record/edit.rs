//! Carries the differences of two compact texts over to the source they were written as.

use std::collections::HashMap;
use std::ops::Range;

use super::layout;
use super::scan::{Field, Kind, Node, block_comment, scan};

/// `source` with what changed from `old` to `new` (both compact); none when a text is not whole.
pub(super) fn rewrite(source: &str, old: &str, new: &str) -> Option<String> {
    let (at, from, to) = (scan(source)?, scan(old)?, scan(new)?);
    let mut edits = Edits { source, old, new, changes: Vec::new() };
    edits.value(&at, &from, &to);
    edits.changes.sort_by_key(|(span, _)| (span.start, span.end));
    let mut text = String::with_capacity(source.len() + 64);
    let mut done = 0;
    for (span, replacement) in &edits.changes {
        text.push_str(source.get(done..span.start)?);
        text.push_str(replacement);
        done = span.end;
    }
    text.push_str(&source[done..]);
    Some(text)
}

struct Edits<'a> {
    source: &'a str,
    old: &'a str,
    new: &'a str,
    /// Spans of the source and what takes their place; they never overlap.
    changes: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    fn is_same(&self, old: &Node, new: &Node) -> bool {
        self.old[old.span.clone()] == self.new[new.span.clone()]
    }

    fn value(&mut self, at: &Node, old: &Node, new: &Node) {
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
                self.list(at, at_items, old_items, new_items);
            }
            _ => self.replace(at, new),
        }
    }

    fn replace(&mut self, at: &Node, new: &Node) {
        let text = self.laid_out(new, self.column(at.span.start));
        self.changes.push((at.span.clone(), text));
    }

    fn laid_out(&self, new: &Node, column: usize) -> String {
        layout::layout(&self.new[new.span.clone()], column.max(1))
    }

    /// How far the line that holds `at` is indented.
    fn column(&self, at: usize) -> usize {
        let line = &self.source[self.source[..at].rfind('\n').map_or(0, |end| end + 1)..];
        line.chars().take_while(|c| *c == ' ').count()
    }

    fn record<'f>(&mut self, at: &Node, at_fields: &'f [Field], old: &'f [Field], new: &'f [Field]) {
        let named = |text: &'a str, fields: &'f [Field]| -> HashMap<&'a str, &'f Field> {
            // The first of a name counts.
            fields.iter().rev().map(|field| (&text[field.name.clone()], field)).collect()
        };
        let (of_source, of_old, of_new) =
            (named(self.source, at_fields), named(self.old, old), named(self.new, new));
        let mut added = Vec::new();
        for field in new {
            let name = &self.new[field.name.clone()];
            match (of_source.get(name), of_old.get(name)) {
                (Some(here), Some(before)) => self.value(&here.value, &before.value, &field.value),
                (Some(here), None) => self.replace(&here.value, &field.value),
                (None, Some(before)) if self.is_same(&before.value, &field.value) => {}
                (None, _) => added.push(field),
            }
        }
        let is_gone = |field: &Field| {
            let name = &self.source[field.name.clone()];
            of_old.contains_key(name) && !of_new.contains_key(name)
        };
        let kept: Vec<&Field> = at_fields.iter().filter(|field| !is_gone(field)).collect();
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

    /// Adds parts after those that lie `around`, on lines of their own when the first one has its own.
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
            // A comment that trails the last part stays with it.
            let line_end = self.find(place, close, |c| c == '\n').unwrap_or(close);
            let lines = format!("\n{indent}{},", texts.join(&format!(",\n{indent}")));
            self.changes.push((line_end..line_end, lines));
        } else {
            let lead = if comma.is_some() { " " } else { ", " };
            self.changes.push((place..place, format!("{lead}{}", texts.join(", "))));
        }
    }

    /// The comma between the end of a part and the next part or the closing bracket.
    fn comma_after(&self, from: usize, to: usize) -> Option<usize> {
        let found = self.find(from, to, |c| !c.is_whitespace())?;
        self.source[found..].starts_with(',').then_some(found)
    }

    /// The first such character outside of comments; the line end after a line comment is outside.
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

    /// Takes a part out with its comma, and with its line when nothing else stands there.
    fn remove(&mut self, mut span: Range<usize>, before: Option<usize>) {
        match self.comma_after(span.end, self.source.len()) {
            Some(comma) => span.end = comma + 1,
            // The last part: the comma before it may stay, RON allows it.
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

    fn list(&mut self, at: &Node, at_items: &[Node], old: &[Node], new: &[Node]) {
        let head = old.iter().zip(new).take_while(|(old, new)| self.is_same(old, new)).count();
        let tail = old[head..]
            .iter()
            .rev()
            .zip(new[head..].iter().rev())
            .take_while(|(old, new)| self.is_same(old, new))
            .count();
        let (old_mid, new_mid) = (head..old.len() - tail, head..new.len() - tail);
        if old_mid.len() == new_mid.len() {
            for (from, to) in old_mid.zip(new_mid) {
                self.value(&at_items[from], &old[from], &new[to]);
            }
        } else if new_mid.is_empty() && old_mid.len() == 1 {
            let gone = old_mid.start;
            self.remove(
                at_items[gone].span.clone(),
                gone.checked_sub(1).map(|index| at_items[index].span.end),
            );
        } else if old_mid.is_empty() && tail == 0 && new_mid.len() == 1 && !at_items.is_empty() {
            let column = self.column(at_items[0].span.start);
            let text = self.laid_out(&new[new_mid.start], column);
            let around = (at_items[0].span.start, at_items[at_items.len() - 1].span.end);
            self.insert(at, Some(around), &[text]);
        } else {
            self.replace_list(at, at_items, new, head, tail);
        }
    }

    /// Rewrites the list's layout but keeps the text of the items that stay at its head and tail.
    fn replace_list(&mut self, at: &Node, at_items: &[Node], new: &[Node], head: usize, tail: usize) {
        let column = self.column(at.span.start);
        let inner = column + 4;
        let parts: Vec<String> = new
            .iter()
            .enumerate()
            .map(|(index, item)| {
                let kept = if index < head {
                    Some(&at_items[index])
                } else if index >= new.len() - tail {
                    Some(&at_items[at_items.len() - (new.len() - index)])
                } else {
                    None
                };
                kept.map_or_else(
                    || self.laid_out(item, inner),
                    |item| self.source[item.span.clone()].to_owned(),
                )
            })
            .collect();
        let is_inline = !self.source[at.span.clone()].contains('\n')
            && parts.iter().map(|part| part.chars().count() + 2).sum::<usize>() + column < 100
            && !parts.iter().any(|part| part.contains('\n') || part.starts_with('('));
        let text = if parts.is_empty() {
            "[]".to_owned()
        } else if is_inline {
            format!("[{}]", parts.join(", "))
        } else {
            let indent = " ".repeat(inner);
            let mut text = String::from("[");
            for part in &parts {
                text.push('\n');
                text.push_str(&indent);
                text.push_str(part);
                text.push(',');
            }
            text.push('\n');
            text.push_str(&" ".repeat(column));
            text.push(']');
            text
        };
        self.changes.push((at.span.clone(), text));
    }
}
