//! Marks within a line: bold, italic, links. A mark without its partner is text.

use std::ops::Range;
use std::sync::Arc;

use super::Span;
use crate::piece::sign::Marks;

/// The spans of one line.
pub(super) fn spans(line: &str) -> Vec<Span> {
    let mut reader = Reader { line, spans: Vec::new(), is_bold: false, is_italic: false };
    let tokens = tokens(line);
    reader.read(&tokens);
    reader.spans
}

/// The pairs of signs in a line, for the editor.
pub(super) fn marks(line: &str) -> Vec<Marks> {
    let mut marks = Vec::new();
    let mut open: [Option<Range<usize>>; 2] = [None, None];
    for token in tokens(line) {
        let is_bold = match token.kind {
            Kind::Bold => true,
            Kind::Italic => false,
            _ => continue,
        };
        let signs = token.start..token.end;
        match open[usize::from(is_bold)].take() {
            Some(open) => marks.push(Marks { open, close: signs, is_bold, is_italic: !is_bold }),
            None => open[usize::from(is_bold)] = Some(signs),
        }
    }
    marks.sort_by_key(|one| (one.open.start, usize::MAX - one.close.end));
    marks
}

#[derive(Clone, Copy)]
struct Token<'a> {
    kind: Kind<'a>,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy)]
enum Kind<'a> {
    Text,
    /// A backslash before a mark: the mark is text.
    Escape,
    Link {
        text: &'a str,
        address: &'a str,
    },
    /// Asterisks or underscores that turn this style on or off.
    Bold,
    Italic,
}

/// Cuts a line at its marks; unpaired ones become text.
fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    // Marks that may open, by kind and sign, waiting for their partner.
    let mut open: [Vec<usize>; 4] = Default::default();
    let bytes = line.as_bytes();
    let (mut at, mut text_from) = (0, 0);
    while at < bytes.len() {
        let (kind, end) = match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(|next| b"*_[]#>|\\-+.~<`".contains(next)) => {
                (Some(Kind::Escape), at + 2)
            }
            b'[' => match link(&line[at..]) {
                Some((text, address, length)) => (Some(Kind::Link { text, address }), at + length),
                None => (None, at + 1),
            },
            b'<' => match address(&line[at + 1..]) {
                Some(address) => (Some(Kind::Link { text: address, address }), at + address.len() + 2),
                None => (None, at + 1),
            },
            b'*' | b'_' => {
                let sign = bytes[at];
                let run = bytes[at..].iter().take_while(|byte| **byte == sign).count();
                // "***" ends the style that began last first.
                let stack = usize::from(sign == b'_');
                let ends_italic = run > 2 && open[stack].last() > open[stack + 2].last();
                let taken = if run >= 2 && !ends_italic { 2 } else { 1 };
                (Some(if taken == 2 { Kind::Bold } else { Kind::Italic }), at + taken)
            }
            _ => (None, at + 1),
        };
        let Some(kind) = kind else {
            at = end;
            continue;
        };
        if text_from < at {
            tokens.push(Token { kind: Kind::Text, start: text_from, end: at });
        }
        let mut token = Token { kind, start: at, end };
        if let Kind::Bold | Kind::Italic = kind {
            let stack = usize::from(matches!(kind, Kind::Bold)) * 2 + usize::from(bytes[at] == b'_');
            let (opens, closes) = sides(line, at, end, bytes[at] == b'_' || matches!(kind, Kind::Italic));
            if closes && let Some(partner) = open[stack].pop() {
                tokens[partner].kind = kind;
                // Marks opened within stay text.
                for stack in &mut open {
                    stack.truncate(stack.partition_point(|index| *index < partner));
                }
            } else {
                token.kind = Kind::Text;
                if opens {
                    open[stack].push(tokens.len());
                }
            }
        }
        tokens.push(token);
        (at, text_from) = (end, end);
    }
    if text_from < bytes.len() {
        tokens.push(Token { kind: Kind::Text, start: text_from, end: bytes.len() });
    }
    tokens
}

/// Whether a mark may begin, and end, a style. Within a word (`5*3*2`, `so_lieu_cu`) a single mark does
/// neither.
fn sides(line: &str, start: usize, end: usize, is_strict: bool) -> (bool, bool) {
    let before = line[..start].chars().next_back();
    let after = line[end..].chars().next();
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let opens = !(is_blank(after) || is_strict && is_word(before));
    let closes = !(is_blank(before) || is_strict && is_word(after));
    (opens, closes)
}

/// `[text](address)`: both, and the length of the whole.
fn link(text: &str) -> Option<(&str, &str, usize)> {
    let close = text[1..].find(['[', ']'])? + 1;
    let inner = text[1..close].trim();
    let rest = text[close..].strip_prefix("](")?;
    // With a title or a blank it is shown as typed.
    let end = rest.find([')', '(', ' ', '\t', '['])?;
    let is_link = rest[end..].starts_with(')') && end > 0 && !inner.is_empty();
    is_link.then_some((&text[1..close], &rest[..end], close + end + 3))
}

/// `http://…>` or `mailto:…>` after "<".
fn address(text: &str) -> Option<&str> {
    let end = text.find(['>', ' ', '<'])?;
    let is_address = ["http://", "https://", "mailto:"].iter().any(|start| text[..end].starts_with(start));
    (text[end..].starts_with('>') && is_address).then(|| &text[..end])
}

struct Reader<'a> {
    line: &'a str,
    spans: Vec<Span>,
    is_bold: bool,
    is_italic: bool,
}

impl Reader<'_> {
    fn read(&mut self, tokens: &[Token<'_>]) {
        for token in tokens {
            match token.kind {
                Kind::Text => self.push(&self.line[token.start..token.end], None),
                Kind::Escape => self.push(&self.line[token.start + 1..token.end], None),
                Kind::Bold => self.is_bold = !self.is_bold,
                Kind::Italic => self.is_italic = !self.is_italic,
                Kind::Link { text, address } => {
                    // The text of a picture, and an address in brackets, which has no marks.
                    if self.line[..token.start].ends_with('!') {
                        self.push(&self.line[token.start..token.end], None);
                    } else if text == address {
                        self.push(text, Some(Arc::from(address)));
                    } else {
                        self.link(text, address);
                    }
                }
            }
        }
    }

    fn link(&mut self, text: &str, address: &str) {
        let address: Arc<str> = Arc::from(address);
        for span in spans(text) {
            self.spans.push(Span {
                is_bold: span.is_bold || self.is_bold,
                is_italic: span.is_italic != self.is_italic,
                link: Some(Arc::clone(&address)),
                ..span
            });
        }
    }

    fn push(&mut self, text: &str, link: Option<Arc<str>>) {
        let span = Span { text: text.to_owned(), is_bold: self.is_bold, is_italic: self.is_italic, link };
        match self.spans.last_mut() {
            Some(last) if last.is_like(&span) => last.text.push_str(text),
            _ => self.spans.push(span),
        }
    }
}

impl Span {
    /// Whether text of the other span may join this one's.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (self.is_bold, self.is_italic) == (other.is_bold, other.is_italic)
            && self.link.is_none()
            && other.link.is_none()
    }
}
