//! Finds the parts of a RON text. Values are delimited, not interpreted.

use std::ops::Range;

use super::DEEPEST;

/// A value and its parts, if any. All spans are bytes of the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub span: Range<usize>,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// `Name(field: value, …)`; the name may be empty.
    Record { name: Range<usize>, fields: Vec<FieldSpan> },
    /// `[value, …]`
    List(Vec<Node>),
    /// `Name(value, …)`, a tuple or an enum's payload.
    Tuple { name: Range<usize>, items: Vec<Node> },
    /// Anything else, maps included.
    Leaf,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldSpan {
    pub name: Range<usize>,
    pub value: Node,
}

/// The end (bytes) of the record at the start of `text`; none when there is no complete one.
pub fn end(text: &str) -> Option<usize> {
    scan(text)
        .filter(|node| matches!(node.kind, Kind::Record { .. } | Kind::Tuple { .. }))
        .map(|node| node.span.end)
}

/// Names and values of the fields of the record at the start of `text`.
pub(super) fn fields(text: &str) -> Option<Vec<(&str, &str)>> {
    let Kind::Record { fields, .. } = scan(text)?.kind else { return None };
    Some(fields.into_iter().map(|field| (&text[field.name], &text[field.value.span])).collect())
}

/// The first value of `text`.
pub(super) fn scan(text: &str) -> Option<Node> {
    let mut scanner = Scanner { text, at: 0, depth: 0 };
    scanner.attributes()?;
    scanner.value()
}

/// The path of field names to the value around byte `at`: `airings.date`; none outside of any field, or when
/// the text is not a complete value.
pub(super) fn path(text: &str, at: usize) -> Option<String> {
    let mut node = scan(text)?;
    let mut names: Vec<&str> = Vec::new();
    loop {
        let is_here = |node: &Node| (node.span.start..=node.span.end).contains(&at);
        node = match node.kind {
            Kind::Record { fields, .. } => {
                let Some(field) = fields.into_iter().find(|field| is_here(&field.value)) else { break };
                names.push(&text[field.name]);
                field.value
            }
            Kind::List(items) | Kind::Tuple { items, .. } => {
                let Some(item) = items.into_iter().find(is_here) else { break };
                item
            }
            Kind::Leaf => break,
        };
    }
    (!names.is_empty()).then(|| names.join("."))
}

/// The length of the block comment at the start of `text`, including nested ones; none when it never ends.
pub(super) fn block_comment(text: &str) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_u32);
    loop {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth = depth.checked_sub(1)?;
            at += 2;
        } else {
            at += rest.chars().next()?.len_utf8();
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Nesting of values.
    depth: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips spaces and comments; none when a comment never ends.
    fn space(&mut self) -> Option<()> {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            self.at += blank;
            if self.rest().starts_with("//") {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
            } else if self.rest().starts_with("/*") {
                self.at += block_comment(self.rest())?;
            } else {
                return Some(());
            }
        }
    }

    /// Skips `#![enable(…)]` lines at the start.
    fn attributes(&mut self) -> Option<()> {
        self.space()?;
        while self.rest().starts_with("#!") {
            self.at += self.rest().find(']')? + 1;
            self.space()?;
        }
        Some(())
    }

    fn value(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let start = self.at;
        let kind = match self.peek()? {
            b'[' => Kind::List(self.items(b']')?),
            b'(' => self.parenthesis(start..start)?,
            b'{' => {
                self.map()?;
                Kind::Leaf
            }
            b'"' => {
                self.string()?;
                Kind::Leaf
            }
            b'\'' => {
                self.character()?;
                Kind::Leaf
            }
            _ if self.raw_string()? => Kind::Leaf,
            _ => {
                self.word()?;
                let name = start..self.at;
                let after_name = self.at;
                self.space()?;
                if self.peek() == Some(b'(') {
                    self.parenthesis(name)?
                } else {
                    self.at = after_name;
                    Kind::Leaf
                }
            }
        };
        self.depth -= 1;
        Some(Node { span: start..self.at, kind })
    }

    /// A number, a name, `true`, a byte string's prefix: everything up to a delimiter.
    fn word(&mut self) -> Option<()> {
        if self.rest().starts_with("b\"") || self.rest().starts_with("b'") {
            self.at += 1;
            return if self.peek() == Some(b'"') { self.string() } else { self.character() };
        }
        let rest = self.rest();
        let length = rest
            .find(|c: char| {
                c.is_whitespace() || matches!(c, ',' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '/')
            })
            .unwrap_or(rest.len());
        self.at += length;
        (length > 0).then_some(())
    }

    fn string(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        self.at += 1;
        loop {
            match bytes.get(self.at)? {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(())
    }

    fn character(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        self.at += 1;
        loop {
            match bytes.get(self.at)? {
                b'\\' => self.at += 2,
                b'\'' => break,
                b'\n' => return None,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(())
    }

    /// Whether a raw string `r#"…"#` (or `br#"…"#`) was here; it is skipped.
    fn raw_string(&mut self) -> Option<bool> {
        let rest = self.rest();
        let Some(body) = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r')) else {
            return Some(false);
        };
        let hashes = body.len() - body.trim_start_matches('#').len();
        if !body[hashes..].starts_with('"') {
            return Some(false);
        }
        let mut close = String::from('"');
        close.extend(std::iter::repeat_n('#', hashes));
        let open = rest.len() - body.len() + hashes + 1;
        let length = rest[open..].find(&close)?;
        self.at += open + length + close.len();
        Some(true)
    }

    fn items(&mut self, close: u8) -> Option<Vec<Node>> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space()?;
            if self.peek()? == close {
                self.at += 1;
                return Some(items);
            }
            items.push(self.value()?);
            self.separator(close)?;
        }
    }

    fn map(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            self.space()?;
            if self.peek()? == b'}' {
                self.at += 1;
                return Some(());
            }
            let _ = self.value()?;
            self.colon()?;
            let _ = self.value()?;
            self.separator(b'}')?;
        }
    }

    fn colon(&mut self) -> Option<()> {
        self.space()?;
        if self.peek()? != b':' {
            return None;
        }
        self.at += 1;
        self.space()
    }

    /// A comma, or nothing before the closing bracket.
    fn separator(&mut self, close: u8) -> Option<()> {
        self.space()?;
        match self.peek()? {
            b',' => self.at += 1,
            byte if byte == close => {}
            _ => return None,
        }
        Some(())
    }

    /// A record when its first part is followed by a colon, else a tuple.
    fn parenthesis(&mut self, name: Range<usize>) -> Option<Kind> {
        let open = self.at;
        self.at += 1;
        self.space()?;
        let is_record = {
            let before = self.at;
            let is_record = self.peek()? != b')' && self.word().is_some() && self.colon().is_some();
            self.at = before;
            is_record
        };
        if !is_record {
            self.at = open;
            return Some(Kind::Tuple { name, items: self.items(b')')? });
        }
        let mut fields = Vec::new();
        loop {
            self.space()?;
            if self.peek()? == b')' {
                self.at += 1;
                return Some(Kind::Record { name, fields });
            }
            let start = self.at;
            self.word()?;
            let field = start..self.at;
            self.colon()?;
            fields.push(FieldSpan { name: field, value: self.value()? });
            self.separator(b')')?;
        }
    }
}
