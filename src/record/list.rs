//! Edits lists entry by entry: each keeps its own text, with comments and unknown fields, whatever happens to
//! the others.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use super::edit::Edits;
use super::key_of_list;
use super::layout::{INDENT, WIDTH};
use super::scan::{Kind, Node, block_comment};

/// What identifies an entry in its list.
struct Face<'a> {
    text: &'a str,
    /// The values of the key's fields; none if it has none of them.
    key: Option<Vec<Option<&'a str>>>,
}

impl<'a> Face<'a> {
    fn new(text: &'a str, node: &Node, fields: &[&str]) -> Self {
        let key = match &node.kind {
            Kind::Record { fields: own, .. } => {
                let value = |name: &&str| {
                    let field = own.iter().find(|field| text[field.name.clone()] == **name)?;
                    Some(&text[field.value.span.clone()])
                };
                Some(fields.iter().map(value).collect::<Vec<_>>())
                    .filter(|key| key.iter().any(Option::is_some))
            }
            _ => None,
        };
        Self { text: &text[node.span.clone()], key }
    }
}

/// For each new entry the corresponding old one: the same text, else the same key, else, where keys may
/// change (`is_renamable`), the one between the same neighbours.
fn pair(old: &[Face<'_>], new: &[Face<'_>], is_renamable: bool) -> Vec<Option<usize>> {
    let mut from: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_free = vec![true; old.len()];
    take(old, new, &mut from, &mut is_free, |face| Some(face.text));
    take(old, new, &mut from, &mut is_free, |face| face.key.as_ref());
    let mut at = 0;
    while is_renamable && at < new.len() {
        let run = from[at..].iter().take_while(|from| from.is_none()).count();
        let start = at.checked_sub(1).and_then(|before| from[before]).map_or(0, |before| before + 1);
        if is_free[start..].iter().take_while(|is_free| **is_free).count() == run {
            for step in 0..run {
                from[at + step] = Some(start + step);
                is_free[start + step] = false;
            }
        }
        at += run + 1;
    }
    from
}

fn take<'f, 'a, Q: Eq + std::hash::Hash>(
    old: &'f [Face<'a>],
    new: &'f [Face<'a>],
    from: &mut [Option<usize>],
    is_free: &mut [bool],
    by: impl Fn(&'f Face<'a>) -> Option<Q>,
) {
    let mut places: HashMap<Q, VecDeque<usize>> = HashMap::new();
    for (at, face) in old.iter().enumerate().filter(|(at, _)| is_free[*at]) {
        if let Some(face) = by(face) {
            places.entry(face).or_default().push_back(at);
        }
    }
    for (from, face) in from.iter_mut().zip(new).filter(|(from, _)| from.is_none()) {
        *from = by(face).and_then(|face| places.get_mut(&face)?.pop_front());
        if let Some(at) = *from {
            is_free[at] = false;
        }
    }
}

/// The text around the entries of a list.
struct Surroundings {
    entries: Vec<Around>,
    /// After the last one.
    foot: Range<usize>,
}

/// The text around an entry that moves with it.
struct Around {
    /// Whitespace and comments before it.
    lead: Range<usize>,
    /// After it: its comma and the rest of its line.
    tail: Range<usize>,
    comma: Option<usize>,
}

impl Edits<'_> {
    /// Edits the list in the field `name`; false if there is no text to keep.
    pub(super) fn list(&mut self, name: &str, at: &Node, items: &[Node], old: &[Node], new: &[Node]) -> bool {
        let inside = &self.source[at.span.start + 1..at.span.end - 1];
        if items.is_empty() && inside.trim().is_empty() {
            return false;
        }
        let fields = key_of_list(self.keys, name);
        let faces = |text, nodes: &[Node]| nodes.iter().map(|node| Face::new(text, node, fields)).collect();
        let (before, after): (Vec<_>, Vec<_>) = (faces(self.old, old), faces(self.new, new));
        // Ids never change: a different id is a different entry.
        let has_ids = fields == ["id"] && before.iter().chain(&after).any(|face| face.key.is_some());
        let from = pair(&before, &after, !has_ids);
        if old.len() == new.len() && from.iter().enumerate().all(|(at, from)| *from == Some(at)) {
            for ((item, old), new) in items.iter().zip(old).zip(new) {
                self.value("", item, old, new);
            }
            return true;
        }
        let around = self.around(at, items);
        let is_broken = around.is_broken(self.source);
        let column = match items.first() {
            Some(first) if is_broken => self.column(first.span.start),
            _ => self.column(at.span.start) + INDENT,
        };
        let entry = |(from, new): (&Option<usize>, &Node)| match from {
            Some(from) => self.edited(&items[*from], &old[*from], new),
            None => self.laid_out(new, column),
        };
        let entries: Vec<String> = from.iter().zip(new).map(entry).collect();
        let mut text = self.put_together(at, &around, is_broken.then_some(column), &from, &entries);
        let begins = self.source[..at.span.start].rfind('\n').map_or(0, |end| end + 1);
        let is_long = self.source[begins..at.span.start].chars().count() + text.chars().count() > WIDTH;
        if is_long && !is_broken {
            text = self.put_together(at, &around, Some(column), &from, &entries);
        }
        self.changes.push((at.span.clone(), text));
        true
    }

    /// One entry with its changes applied.
    fn edited(&self, at: &Node, old: &Node, new: &Node) -> String {
        let mut edits = Edits { changes: Vec::new(), ..*self };
        edits.value("", at, old, new);
        edits.applied(at.span.clone()).unwrap_or_else(|| self.laid_out(new, self.column(at.span.start)))
    }

    /// Assembles the list, one entry per line with this indentation, or all on one line, each with the text
    /// that was around it in the source. A comment above a removed entry stays, because it may concern the
    /// next ones too.
    fn put_together(
        &self,
        at: &Node,
        around: &Surroundings,
        column: Option<usize>,
        from: &[Option<usize>],
        entries: &[String],
    ) -> String {
        let line = |column: usize| format!("\n{}", " ".repeat(column));
        let of_entry = column.map_or_else(|| " ".to_owned(), line);
        let mut left = String::new();
        let mut leads: Vec<String> = Vec::with_capacity(around.entries.len());
        for (index, Around { lead, .. }) in around.entries.iter().enumerate() {
            let lead = &self.source[lead.clone()];
            if from.contains(&Some(index)) {
                leads.push(joined(std::mem::take(&mut left), lead, &of_entry));
            } else {
                if !lead.trim().is_empty() {
                    left = joined(left, lead.trim_end(), &of_entry);
                }
                leads.push(String::new());
            }
        }
        let has_last_comma = around.entries.last().is_some_and(|last| last.comma.is_some());
        let mut text = String::from("[");
        for (index, (from, entry)) in from.iter().zip(entries).enumerate() {
            let lead = from.map_or("", |from| leads[from].as_str());
            if !lead.trim().is_empty() || lead.contains('\n') {
                text.push_str(lead);
            } else if index > 0 || column.is_some() {
                text.push_str(&of_entry);
            }
            text.push_str(entry);
            if column.is_some() || index + 1 < entries.len() || has_last_comma {
                text.push(',');
            }
            if let Some(Around { tail, comma, .. }) = from.map(|from| &around.entries[from]) {
                let comma = comma.map_or(tail.start..tail.start, |comma| comma..comma + 1);
                text.push_str(&self.source[tail.start..comma.start]);
                text.push_str(&self.source[comma.end..tail.end]);
            }
        }
        let foot = joined(left, &self.source[around.foot.clone()], &of_entry);
        if !foot.trim().is_empty() || foot.contains('\n') && !entries.is_empty() {
            text.push_str(&foot);
        }
        if column.is_some() && !entries.is_empty() && !foot.contains('\n') {
            text.push_str(&line(self.column(at.span.start)));
        }
        text.push(']');
        text
    }

    fn around(&self, at: &Node, items: &[Node]) -> Surroundings {
        let close = at.span.end - 1;
        let mut start = at.span.start + 1;
        let mut entries = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let limit = items.get(index + 1).map_or(close, |next| next.span.start);
            let comma = self.comma_after(item.span.end, limit);
            let end = self.rest_of_line(comma.map_or(item.span.end, |comma| comma + 1), limit);
            entries.push(Around { lead: start..item.span.start, tail: item.span.end..end, comma });
            start = end;
        }
        Surroundings { entries, foot: start..close }
    }

    /// The end of the line, if only comments follow before the limit; else the current position.
    fn rest_of_line(&self, from: usize, limit: usize) -> usize {
        let mut at = from;
        while let rest = &self.source[at..limit]
            && let Some(c) = rest.chars().next()
        {
            if c == '\n' {
                return at;
            }
            if rest.starts_with("//") {
                return at + rest.find('\n').unwrap_or(rest.len());
            }
            at +=
                if rest.starts_with("/*") { block_comment(rest).unwrap_or(rest.len()) } else { c.len_utf8() };
        }
        from
    }
}

impl Surroundings {
    /// Whether entries are on separate lines.
    fn is_broken(&self, source: &str) -> bool {
        let parts = self.entries.iter().flat_map(|entry| [&entry.lead, &entry.tail]).chain([&self.foot]);
        parts.into_iter().any(|part| source[part.clone()].contains('\n'))
    }
}

/// Joins two texts between entries; the first may end with a line comment.
fn joined(first: String, second: &str, line: &str) -> String {
    if first.is_empty() || second.trim_start_matches(' ').starts_with('\n') {
        return first + second;
    }
    format!("{first}{line}{}", second.trim_start())
}
