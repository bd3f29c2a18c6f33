//! The outline of a plan's text: sections in Roman numbers, numbered items, lettered points, dashes.

use crate::fold::fold;

/// A paragraph of the text, without its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paragraph<'a> {
    /// From 1.
    pub line: usize,
    pub mark: Mark<'a>,
    /// Without the number or dash.
    pub text: &'a str,
    /// As it stands in the text.
    pub whole: &'a str,
}

/// What a paragraph begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// "IV." at the top level, in order.
    Section(u32),
    /// "3."
    Item(u32),
    /// "đ)"
    Point(&'a str),
    Dash,
    None,
}

/// The paragraphs of a text. A Roman number begins a section only in its turn, so that an "I." within a list is none.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let mut sections = 0;
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let whole = line.trim();
        if whole.is_empty() {
            continue;
        }
        let (mark, text) = mark(whole, sections + 1);
        if let Mark::Section(number) = mark {
            sections = number;
        }
        found.push(Paragraph { line: at + 1, mark, text, whole });
    }
    found
}

fn mark(line: &str, next_section: u32) -> (Mark<'_>, &str) {
    if let Some(rest) = line.strip_prefix(['-', '–', '•', '+']) {
        return (Mark::Dash, rest.trim_start());
    }
    let Some((number, rest)) = line.split_once(['.', ')', '/']) else { return (Mark::None, line) };
    if !rest.starts_with(char::is_whitespace) {
        return (Mark::None, line);
    }
    let rest = rest.trim_start();
    if roman(number).is_some_and(|number| number == next_section) {
        return (Mark::Section(next_section), rest);
    }
    if let Ok(number) = number.parse()
        && number < 1000
    {
        return (Mark::Item(number), rest);
    }
    let mut letters = number.chars();
    match (letters.next(), letters.next()) {
        (Some('a'..='z' | 'đ'), None) => (Mark::Point(number), rest),
        _ => (Mark::None, line),
    }
}

/// The value of a Roman number up to XX.
fn roman(text: &str) -> Option<u32> {
    const TENS: [&str; 2] = ["", "X"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    (1..20).find(|number: &u32| {
        let (tens, ones) = (number / 10, number % 10);
        text.strip_prefix(TENS[tens as usize]).is_some_and(|rest| rest == ONES[ones as usize])
    })
}

/// The label before a colon, folded, and what follows: "thoi gian thuc hien", "Hằng tuần trong năm 2014.".
pub(super) fn field<'a>(paragraph: &Paragraph<'a>) -> Option<(String, &'a str)> {
    /// A longer beginning is a sentence, not a label.
    const LONGEST: usize = 60;
    let (label, value) = paragraph.text.split_once(':')?;
    (label.chars().count() <= LONGEST).then(|| (fold(label.trim()), value.trim()))
}

/// The paragraphs parted before each that matches; what comes before the first is dropped.
pub(super) fn parts<'p, 'a>(
    paragraphs: &'p [Paragraph<'a>],
    is_head: impl Fn(&Paragraph<'a>) -> bool,
) -> Vec<&'p [Paragraph<'a>]> {
    let heads: Vec<usize> =
        paragraphs.iter().enumerate().filter(|(_, one)| is_head(one)).map(|(at, _)| at).collect();
    let ends = heads.iter().skip(1).copied().chain([paragraphs.len()]);
    heads.iter().zip(ends).map(|(&from, to)| &paragraphs[from..to]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_told_apart_by_what_they_begin_with() {
        let text = "I. MỤC TIÊU\n\n 1. Một\na) Hai\nđ) Ba\n- Bốn\nII. YÊU CẦU\nI. không phải mục\nSố: 127/KH\n2014. năm";
        let marks: Vec<Mark<'_>> = paragraphs(text).iter().map(|one| one.mark).collect();
        let expected = [
            Mark::Section(1),
            Mark::Item(1),
            Mark::Point("a"),
            Mark::Point("đ"),
            Mark::Dash,
            Mark::Section(2),
            Mark::None,
            Mark::None,
            Mark::None,
        ];
        assert_eq!(marks, expected);
        assert_eq!(roman("XIV"), Some(14));
    }
}
