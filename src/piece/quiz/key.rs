//! The letters of a key, and whatever looks like one.

use super::Question;
use super::line::{keyed, letter, lettered, numbered, trim, weakly_keyed};
use crate::fold::{fold, strip_prefix};

/// The letters, when the text says nothing else: "A", "A, C", "AC", "cả A và B", "câu b".
pub(super) fn letters(text: &str) -> Option<Vec<char>> {
    const FILLERS: [&str; 14] =
        ["va", "ca", "hoac", "cau", "y", "phuong", "an", "dap", "la", "chon", "dung", "and", "or", "so"];
    let mut found = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) => push(&mut found, letter(one).or_else(|| capital(one))?),
            _ if word.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                for one in word.chars() {
                    push(&mut found, one);
                    if found.len() > 8 {
                        return None;
                    }
                }
            }
            _ if FILLERS.contains(&fold(word).as_str()) => {}
            _ => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}

fn capital(one: char) -> Option<char> {
    one.is_ascii_alphabetic().then(|| one.to_ascii_uppercase())
}

fn push(letters: &mut Vec<char>, letter: char) {
    if !letters.contains(&letter) {
        letters.push(letter);
    }
}

impl Question {
    /// Whether one of the answers reads so, in folded words.
    pub(super) fn has_answer(&self, words: &str) -> bool {
        self.answers.iter().any(|answer| fold(&squeezed(&answer.text)) == words)
    }

    /// Whether the key as typed says more than its letters and the words of their answers.
    pub fn says_more(&self) -> bool {
        let mut words = fold(&squeezed(&self.key_text));
        for answer in self.answers.iter().filter(|answer| self.is_key(answer.letter)) {
            words = words.replacen(&fold(&squeezed(&answer.text)), "", 1);
        }
        !self.key_text.is_empty()
            && letters(&self.key_text).is_none()
            && letters(&words).is_none()
            && !words.trim().is_empty()
    }

    /// The letters that a written key means: letters, an answer's words, or "A. Sở Nội vụ".
    pub(super) fn resolve(&self, written: &str) -> Vec<char> {
        let words = fold(&squeezed(written));
        if let Some(answer) = self.answers.iter().find(|answer| fold(&squeezed(&answer.text)) == words) {
            return vec![answer.letter];
        }
        if let Some(letters) = letters(written) {
            return letters;
        }
        let mut found = Vec::new();
        for piece in written.split([';', '\n']).map(trim).filter(|piece| !piece.is_empty()) {
            match lettered(piece) {
                Some(answer) => push(&mut found, answer.letter),
                // "A (Sở Nội vụ)", "B vì …"
                None => match piece.split_whitespace().next().and_then(letters) {
                    Some(first) if first.len() == 1 => push(&mut found, first[0]),
                    _ => {}
                },
            }
        }
        match (found.is_empty(), self.answers.is_empty()) {
            (true, true) if words == "dung" => vec!['Đ'],
            (true, true) if words == "sai" => vec!['S'],
            _ => found,
        }
    }
}

/// Words only, a space between them.
fn squeezed(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36f}'))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The pairs of a table of keys, when the line holds nothing else: "1. A  2. B", "1A, 2C", "Câu 3: D".
pub(super) fn pairs(line: &str) -> Option<Vec<(u32, Vec<char>)>> {
    let is_gap = |c: char| {
        c.is_whitespace()
            || matches!(c, ',' | ';' | '|' | '.' | ':' | ')' | '(' | '-' | '–' | '/' | '=' | '>')
    };
    let mut pairs = Vec::new();
    let mut rest = line.trim_start_matches(is_gap);
    while !rest.is_empty() {
        if let Some(after) = strip_prefix(rest, "cau ") {
            rest = after;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start_matches(is_gap);
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        pairs.push((number, letters(&rest[..end])?));
        rest = rest[end..].trim_start_matches(is_gap);
    }
    (!pairs.is_empty()).then_some(pairs)
}

/// A row of numbers or of letters in a table of keys, after its name: "Câu 1 2 3", "Đáp án A B C".
pub(super) fn cells(line: &str) -> Vec<&str> {
    line.split(|c: char| c.is_whitespace() || matches!(c, '|' | ',' | ';'))
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// The numbers of a row "Câu 1 2 3" with at least two of them.
pub(super) fn numbers(line: &str) -> Option<Vec<u32>> {
    let rest = strip_prefix(line, "cau so")
        .or_else(|| strip_prefix(line, "cau hoi"))
        .or_else(|| strip_prefix(line, "cau"))?;
    let numbers: Vec<u32> = cells(rest).into_iter().map(|cell| cell.parse().ok()).collect::<Option<_>>()?;
    (numbers.len() > 1).then_some(numbers)
}

/// Why a line of the sheet gives its question's answer away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Suspicion {
    /// It certainly looks so.
    Sure,
    /// These words after "đáp án:" do if they are one of the answers.
    IfAnswer(String),
}

/// Whether a line printed on the sheet looks like a key.
pub(super) fn suspicion(line: &str) -> Option<Suspicion> {
    if is_marked(line) || is_hinted(line) || pairs_within(line) >= 3 {
        return Some(Suspicion::Sure);
    }
    let starts = line.char_indices().zip(std::iter::once(' ').chain(line.chars()));
    for ((at, c), before) in starts {
        if !c.is_alphabetic() || before.is_alphanumeric() {
            continue;
        }
        let Some(keyed) = keyed(&line[at..]) else { continue };
        let value = keyed.rest.trim_end_matches([')', ']', '.', '*', ' ']);
        let first: String = value.chars().take_while(|c| c.is_alphanumeric()).collect();
        let is_letter =
            letters(&first).is_some_and(|letters| letters.len() == 1 && first.chars().count() == 1);
        if is_letter && (keyed.has_sign || value == first) {
            return Some(Suspicion::Sure);
        }
        if keyed.has_sign && !value.is_empty() {
            return Some(Suspicion::IfAnswer(fold(&squeezed(value))));
        }
    }
    None
}

/// "(chọn B)", "[A]", "Mấy ngày? (B)", "Gợi ý: C": a letter with a hint.
fn is_hinted(line: &str) -> bool {
    let is_led = weakly_keyed(line).is_some_and(|letter| {
        let label = line.trim_end_matches(|c: char| !c.is_alphanumeric()).trim_end_matches(letter);
        label.contains(char::is_alphabetic) || label.trim_end().ends_with(['>', '→'])
    });
    let within = [('(', ')'), ('[', ']')].into_iter().any(|(open, close)| {
        line.match_indices(open).any(|(at, _)| {
            let rest = &line[at + 1..];
            let Some(end) = rest.find(close) else { return false };
            let inside = trim(&rest[..end]);
            let is_asked = line[..at].trim_end().ends_with(['?', ':']);
            let is_bare = inside.chars().count() == 1;
            let is_last = !rest[end..].contains(char::is_alphanumeric);
            let is_answer = line[..at].trim().is_empty();
            weakly_keyed(inside).is_some() && !is_answer && (!is_bare || is_last && (open == '[' || is_asked))
        })
    });
    is_led || within
}

/// Marks that teachers put beside the right answer.
fn is_marked(line: &str) -> bool {
    const TICKS: [char; 5] = ['✓', '✔', '☑', '✅', '☒'];
    /// What stands behind a bracket, a dash or an arrow at the end.
    const WORDS: [&str; 17] = [
        "đúng",
        "đúng nhất",
        "chính xác",
        "đáp án",
        "đáp án đúng",
        "đa",
        "true",
        "correct",
        "answer",
        "key",
        "sai",
        "đ",
        "s",
        "x",
        "v",
        "*",
        "",
    ];
    if line.contains(TICKS) {
        return true;
    }
    let text = numbered(line).map_or(line, |numbered| numbered.rest);
    let answer = lettered(text);
    let text = answer.as_ref().map_or(text, |answer| answer.rest).to_lowercase();
    let text = text.trim_end_matches(['.', ' ']);
    let is_starred = answer.is_some() && text.ends_with('*') && !text.ends_with("* *");
    let is_bold = line.strip_prefix("**").is_some_and(|rest| lettered(rest).is_some());
    let mark = text.rfind(['(', '[', '{', '–', '-', '←', '<', '=', '>']).filter(|at| {
        // "f(x)" and "(b)" within words are none.
        *at > 0 && text[..*at].ends_with(|c: char| c.is_whitespace() || matches!(c, '<' | '=' | '-'))
    });
    let is_noted = mark.is_some_and(|at| {
        let arrow = text[at..].starts_with(['←', '<', '=', '>']) || text[..at].ends_with(['<', '=', '-']);
        let word = text[at..].trim_matches(|c: char| !c.is_alphanumeric() && c != '*');
        WORDS.contains(&word) && (!word.is_empty() || arrow)
    });
    is_starred || is_bold || text.starts_with("[x]") || is_noted || says_so(line)
}

/// "A là đáp án đúng", "Theo luật thì đáp án này là B".
fn says_so(line: &str) -> bool {
    if line.ends_with('?') || lettered(line).is_some() || numbered(line).is_some() {
        return false;
    }
    let is_option = |word: &str| {
        word.chars().count() == 1 && word.chars().all(|c| c.is_uppercase() && letter(c).is_some())
    };
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let folded = fold(&words.join(" "));
    let names_key = ["dap an", "phuong an dung", "tra loi dung", "answer", "correct"]
        .iter()
        .any(|name| folded.contains(name));
    let says_right = names_key || ["dung", "chinh xac"].iter().any(|end| folded.ends_with(end));
    let is_led = words.iter().take(3).any(|word| is_option(word)) && words.len() <= 8 && says_right;
    is_led || (names_key && words.last().is_some_and(|word| is_option(word)))
}

/// How many pairs such as "3-B", "4. C" with numbers that follow each other a line holds.
fn pairs_within(line: &str) -> usize {
    let (mut count, mut last, mut number) = (0, None, None);
    let words =
        line.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':' | '-' | '–' | ')' | '/'));
    for word in words.filter(|word| !word.is_empty()) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &word[digits..];
        if digits > 0 {
            number = word[..digits].parse::<u32>().ok();
        }
        if rest.is_empty() {
            continue;
        }
        let is_letter =
            rest.chars().count() == 1 && rest.chars().all(|c| c.is_uppercase() && letter(c).is_some());
        let number = number.take().filter(|_| is_letter);
        if let Some(number) = number {
            count =
                if last.is_some_and(|last: u32| last.checked_add(1) == Some(number)) { count + 1 } else { 1 };
            last = Some(number);
            if count >= 3 {
                break;
            }
        }
    }
    count
}
