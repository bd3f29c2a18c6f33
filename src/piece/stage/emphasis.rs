//! `*italic*`, `**bold**`, `***both***`, `_underlined_`, and `\*` for the sign itself (fountain.io, syntax).

use std::ops::Range;

use crate::piece::sign::Marks;

/// How a part of a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Emphasis {
    pub is_bold: bool,
    pub is_italic: bool,
    pub is_underlined: bool,
}

/// Consecutive signs that may open or close emphasis.
#[derive(Clone, Copy)]
struct Signs {
    at: usize,
    sign: u8,
    length: usize,
    can_open: bool,
    can_close: bool,
}

/// How many unclosed signs a closing one is compared with.
const NEAR: usize = 8;

/// A text without its signs, and what they emphasised: ranges of the returned text, which may contain one
/// another. Only whole words are emphasised, so that `5*3*2` stays what it is.
pub(super) fn read(text: &str) -> (String, Vec<(Range<usize>, Emphasis)>) {
    if !text.contains(['*', '_']) {
        return (text.to_owned(), Vec::new());
    }
    let (found, mut removed) = pairs(text);
    let mut pairs = Vec::with_capacity(found.len());
    for (open, close, how) in found {
        pairs.push((open.end..close.start, how));
        removed.extend([open, close]);
    }
    removed.sort_unstable_by_key(|range| range.start);
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    for range in &removed {
        plain.push_str(&text[at..range.start]);
        at = range.end;
    }
    plain.push_str(&text[at..]);
    // How far a position of the text moves when the signs before it go.
    let mut lost = Vec::with_capacity(removed.len());
    let mut sum = 0;
    for range in &removed {
        sum += range.len();
        lost.push((range.end, sum));
    }
    let moved = |position: usize| {
        let before = lost.partition_point(|(end, _)| *end <= position);
        position - before.checked_sub(1).map_or(0, |at| lost[at].1)
    };
    let mut marked: Vec<_> =
        pairs.into_iter().map(|(range, how)| (moved(range.start)..moved(range.end), how)).collect();
    marked.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
    (plain, marked)
}

/// The pairs of signs in a line, for the editor.
pub(super) fn marks(line: &str) -> Vec<Marks> {
    let mut pairs = pairs(line).0;
    pairs.sort_by_key(|(open, close, _)| (open.start, usize::MAX - close.end));
    let marks = pairs.into_iter();
    marks
        .map(|(open, close, how)| Marks { open, close, is_bold: how.is_bold, is_italic: how.is_italic })
        .collect()
}

/// Signs that open and close, with what they do.
type Pair = (Range<usize>, Range<usize>, Emphasis);

/// The pairs of signs, and the backslashes that make a sign a letter.
fn pairs(text: &str) -> (Vec<Pair>, Vec<Range<usize>>) {
    let (signs, escapes) = signs(text);
    let mut pairs = Vec::new();
    let mut open: Vec<Signs> = Vec::new();
    for mut one in signs {
        while one.can_close && one.length > 0 {
            let is_pair = |other: &Signs| other.sign == one.sign && other.length <= one.length;
            let near = open.len().saturating_sub(NEAR);
            let exact = open[near..].iter().rposition(|other| is_pair(other) && other.length == one.length);
            let Some(at) = exact.or_else(|| open[near..].iter().rposition(is_pair)) else { break };
            let begin = open[near + at];
            open.truncate(near + at);
            let signs = |at| at..at + begin.length;
            pairs.push((signs(begin.at), signs(one.at), emphasis(begin)));
            one.at += begin.length;
            one.length -= begin.length;
            one.can_open = false;
        }
        if one.can_open {
            open.push(one);
        }
    }
    (pairs, escapes)
}

/// A text cut where its emphasis changes; `marked` as [`read`] returns it.
pub(super) fn runs<'a>(text: &'a str, marked: &[(Range<usize>, Emphasis)]) -> Vec<(&'a str, Emphasis)> {
    let mut changes: Vec<(usize, i32, Emphasis)> = Vec::with_capacity(marked.len() * 2);
    for (range, how) in marked {
        changes.push((range.start, 1, *how));
        changes.push((range.end, -1, *how));
    }
    changes.sort_by_key(|(at, ..)| *at);
    let mut runs = Vec::new();
    let (mut bold, mut italic, mut underlined, mut from) = (0, 0, 0, 0);
    for (at, step, how) in changes.into_iter().chain([(text.len(), 0, Emphasis::default())]) {
        if let Some(part) = text.get(from..at).filter(|part| !part.is_empty()) {
            let how = Emphasis { is_bold: bold > 0, is_italic: italic > 0, is_underlined: underlined > 0 };
            runs.push((part, how));
            from = at;
        }
        bold += step * i32::from(how.is_bold);
        italic += step * i32::from(how.is_italic);
        underlined += step * i32::from(how.is_underlined);
    }
    runs
}

fn emphasis(signs: Signs) -> Emphasis {
    match (signs.sign, signs.length) {
        (b'_', _) => Emphasis { is_underlined: true, ..Emphasis::default() },
        (_, length) => Emphasis { is_bold: length >= 2, is_italic: length != 2, ..Emphasis::default() },
    }
}

/// The runs of signs, and the backslashes that make a sign a letter.
fn signs(text: &str) -> (Vec<Signs>, Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let (mut signs, mut escapes) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < bytes.len() {
        let sign = bytes[at];
        if sign == b'\\' && matches!(bytes.get(at + 1), Some(b'*' | b'_')) {
            escapes.push(at..at + 1);
            at += 2;
            continue;
        }
        if !matches!(sign, b'*' | b'_') {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|byte| **byte == sign).count();
        let before = text[..at].chars().next_back();
        let after = text[at + length..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        if length <= if sign == b'_' { 1 } else { 3 } {
            let can_open = !is_word(before) && !is_space(after);
            let can_close = !is_word(after) && !is_space(before);
            signs.push(Signs { at, sign, length, can_open, can_close });
        }
        at += length;
    }
    (signs, escapes)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn signs_around_words_are_emphasis_and_all_others_are_text() {
        // The text, as printed, and what is bold (b), italic (i), underlined (u).
        type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);
        let cases: &[Case] = &[
            ("Bà *Tư* về", "Bà Tư về", &[("Tư", "i")]),
            ("**đậm** và ***cả hai***", "đậm và cả hai", &[("đậm", "b"), ("cả hai", "bi")]),
            ("_gạch chân_.", "gạch chân.", &[("gạch chân", "u")]),
            ("**đậm *nghiêng* đậm**", "đậm nghiêng đậm", &[("đậm nghiêng đậm", "b"), ("nghiêng", "i")]),
            ("**đậm *nghiêng***", "đậm nghiêng", &[("đậm nghiêng", "b"), ("nghiêng", "i")]),
            ("_gạch *nghiêng*_", "gạch nghiêng", &[("gạch nghiêng", "u"), ("nghiêng", "i")]),
            (r"\*không nghiêng\*", "*không nghiêng*", &[]),
            (r"*dấu \* ở giữa*", "dấu * ở giữa", &[("dấu * ở giữa", "i")]),
            ("Gọi *69 rồi *23", "Gọi *69 rồi *23", &[]),
            ("5*3*2 = 30", "5*3*2 = 30", &[]),
            ("a * b * c", "a * b * c", &[]),
            ("ho_ten_me", "ho_ten_me", &[]),
            ("****", "****", &[]),
            ("*", "*", &[]),
            ("Điền ______ vào", "Điền ______ vào", &[]),
            ("“*Ừ*”, (**dạ**)", "“Ừ”, (dạ)", &[("Ừ", "i"), ("dạ", "b")]),
        ];
        for (text, plain, marked) in cases {
            let (is, marks) = read(text);
            assert_eq!(is, *plain, "{text}");
            let seen: Vec<(&str, String)> = marks
                .iter()
                .map(|(range, how)| {
                    let letters = [(how.is_bold, 'b'), (how.is_italic, 'i'), (how.is_underlined, 'u')];
                    (&is[range.clone()], letters.iter().filter(|(is, _)| *is).map(|(_, c)| *c).collect())
                })
                .collect();
            let wanted: Vec<(&str, String)> =
                marked.iter().map(|(text, how)| (*text, (*how).to_owned())).collect();
            assert_eq!(seen, wanted, "{text}");
        }
    }
}
