//! Lays out a compact RON text for people: what fits stays on one line, the rest has one item per line.

use super::scan::{Kind, Node, scan};

/// Line width, columns.
pub(super) const WIDTH: usize = 110;
pub(super) const INDENT: usize = 4;

/// Lays out `compact` (RON without comments, as the serialiser writes it) with this indentation in columns,
/// except on the first line. The outermost record always has one line per field.
pub fn layout(compact: &str, indent: usize) -> String {
    let Some(node) = scan(compact) else { return compact.to_owned() };
    let mut out = String::with_capacity(compact.len() * 5 / 4);
    if indent == 0 {
        broken(compact, &node, 0, &mut out);
    } else {
        value(compact, &node, indent, indent, &mut out);
    }
    out
}

/// Writes one value within a record: on the current line when it fits from `column`, else broken.
fn value(text: &str, node: &Node, indent: usize, column: usize, out: &mut String) {
    let before = out.len();
    inline(text, node, out);
    if !matches!(node.kind, Kind::Leaf) && column + out[before..].chars().count() + 1 > WIDTH {
        out.truncate(before);
        broken(text, node, indent, out);
    }
}

pub(super) fn inline(text: &str, node: &Node, out: &mut String) {
    let items = |open: &str, close: char, items: &[Node], out: &mut String| {
        out.push_str(open);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            inline(text, item, out);
        }
        out.push(close);
    };
    match &node.kind {
        Kind::Leaf => out.push_str(&text[node.span.clone()]),
        Kind::List(list) => items("[", ']', list, out),
        Kind::Tuple { name, items: list } => {
            out.push_str(&text[name.clone()]);
            items("(", ')', list, out);
        }
        Kind::Record { name, fields } => {
            out.push_str(&text[name.clone()]);
            out.push('(');
            for (index, field) in fields.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                out.push_str(&text[field.name.clone()]);
                out.push_str(": ");
                inline(text, &field.value, out);
            }
            out.push(')');
        }
    }
}

fn broken(text: &str, node: &Node, indent: usize, out: &mut String) {
    let inner = indent + INDENT;
    let start = |out: &mut String, indent: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', indent));
    };
    let (open, close, items): (&str, char, &[Node]) = match &node.kind {
        Kind::Leaf => return out.push_str(&text[node.span.clone()]),
        Kind::Record { name, fields } => {
            out.push_str(&text[name.clone()]);
            out.push('(');
            for field in fields {
                start(out, inner);
                let name = &text[field.name.clone()];
                out.push_str(name);
                out.push_str(": ");
                value(text, &field.value, inner, inner + name.len() + 2, out);
                out.push(',');
            }
            start(out, indent);
            return out.push(')');
        }
        Kind::List(items) => ("[", ']', items),
        Kind::Tuple { name, items } => {
            out.push_str(&text[name.clone()]);
            ("(", ')', items)
        }
    };
    out.push_str(open);
    for item in items {
        start(out, inner);
        value(text, item, inner, inner, out);
        out.push(',');
    }
    start(out, indent);
    out.push(close);
}
