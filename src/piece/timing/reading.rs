//! Goes through a text as a reader does: words as they stand, figures and abbreviations in words.

use super::figure::{read_figures, read_number};
use super::{abbreviation, number};

/// What takes the reading.
pub(super) trait Voice {
    /// A word as written.
    fn plain(&mut self, word: &str);
    /// Words for something written otherwise.
    fn read(&mut self, words: &str);
    /// Punctuation about words.
    fn mark(&mut self, punctuation: &str);
    /// Blanks between tokens.
    fn space(&mut self, space: &str);
}

/// Runs of letters and figures: the syllables of a written word.
pub(super) fn runs(word: &str) -> u32 {
    let mut count = 0;
    let mut is_inside = false;
    for c in word.chars() {
        // Combining marks belong to the letter before them.
        let is_letter = is_alphanumeric(c) || ('\u{300}'..='\u{36f}').contains(&c);
        count += u32::from(is_letter && !is_inside);
        is_inside = is_letter;
    }
    count
}

/// What was said last, on which the next token's reading hangs.
#[derive(Clone, Copy, Default)]
pub(super) struct Before<'a> {
    word: &'a str,
    is_number: bool,
}

impl Before<'_> {
    pub(super) fn is(self, words: &[&str]) -> bool {
        // The words asked for are short: no need to fold long ones.
        self.word.len() <= 12 && words.contains(&self.word.to_lowercase().as_str())
    }
}

/// Reads the whole text out.
pub(super) fn walk(text: &str, voice: &mut impl Voice) {
    let mut before = Before::default();
    let mut rest = text;
    loop {
        let word_at = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        if word_at > 0 {
            voice.space(&rest[..word_at]);
            rest = &rest[word_at..];
        }
        if rest.is_empty() {
            return;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let token;
        (token, rest) = rest.split_at(end);
        let core_at = token.find(is_core).unwrap_or(token.len());
        let (open, core) = token.split_at(core_at);
        let core_end =
            core.rfind(is_core).map_or(0, |at| at + core[at..].chars().next().map_or(0, char::len_utf8));
        let (core, close) = core.split_at(core_end);
        if core.is_empty() {
            let is_range = before.is_number && is_dash(token) && starts_with_digit(rest.trim_start());
            if is_range {
                voice.read("đến");
            } else {
                voice.mark(token);
                before = Before::default();
            }
            continue;
        }
        if !open.is_empty() {
            voice.mark(open);
        }
        let is_number = if wants_reading(core, close, before) {
            read(core, before, voice)
        } else {
            voice.plain(core);
            false
        };
        // The dot of "TP. Cần Thơ" is no sentence's end.
        let is_abbreviation = close == "." && abbreviation::takes_dot(core) && !rest.is_empty();
        if !close.is_empty() && !is_abbreviation {
            voice.mark(close);
        }
        let is_closed = close.starts_with(['.', '!', '?', ';']);
        before = Before { word: if is_closed { "" } else { core }, is_number };
    }
}

pub(super) fn is_core(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '%' | '²' | '³' | '°' | '‰' | '₫' | '\u{300}'..='\u{36f}')
}

/// The letters of Vietnamese without a look into the tables of all scripts.
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ḁ'..='ỿ' => true,
        _ => c.is_alphanumeric(),
    }
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "÷" | "→")
}

pub(super) fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// A quick look that lets nearly all words pass unread.
fn wants_reading(core: &str, close: &str, before: Before<'_>) -> bool {
    if core.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'%' | b'@' | b'&' | b'.')) {
        return true;
    }
    if before.is_number && core.len() <= 5 && abbreviation::unit(core).is_some() {
        return true;
    }
    let mut letters = core.chars();
    let has_first_capital = letters.next().is_some_and(char::is_uppercase);
    has_first_capital
        && (letters.as_str().is_empty() || letters.any(char::is_uppercase) || close.starts_with('.'))
        || abbreviation::is_sure_unit(core)
}

/// Says one token; whether it was a number.
fn read(core: &str, before: Before<'_>, voice: &mut impl Voice) -> bool {
    if starts_with_digit(core) {
        return read_figures(core, before, voice);
    }
    if let Some(unit) =
        abbreviation::unit(core).filter(|_| before.is_number || abbreviation::is_sure_unit(core))
    {
        voice.read(unit);
    } else if let Some(value) = roman(core, before) {
        match value {
            1 if before.is(&["thứ"]) => voice.read("nhất"),
            4 if before.is(&["thứ"]) => voice.read("tư"),
            _ => number::read(value, &mut |word| voice.read(word)),
        }
        return true;
    } else if let Some(words) = abbreviation::expand(core).or_else(|| abbreviation::expand_joined(core)) {
        voice.read(words);
    } else if is_address(core) {
        read_address(core, voice);
    } else {
        read_parts(core, voice);
    }
    false
}

/// A Roman numeral: sure ones anywhere, single letters and likely syllables only after a word that counts.
fn roman(core: &str, before: Before<'_>) -> Option<u64> {
    const COUNTERS: [&str; 16] = [
        "quý", "khóa", "khoá", "kỷ", "hội", "thứ", "kỳ", "chương", "phần", "mục", "hạng", "loại", "cấp",
        "tập", "vùng", "khu",
    ];
    if !core.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L')) {
        return None;
    }
    let is_sure = core.len() > 1 && core.bytes().all(|byte| byte != b'L') && !matches!(core, "VI" | "XI");
    number::roman(core).filter(|_| is_sure || before.is(&COUNTERS))
}

/// Letters with other signs or figures among them: "HĐND-UBND", "A4", "TP.HCM", "rờ-mốt", "WTO".
pub(super) fn read_parts(core: &str, voice: &mut impl Voice) {
    let is_known =
        |part: &str| abbreviation::expand(part).is_some() || is_spelled(part) || starts_with_digit(part);
    if !parts(core).any(is_known) {
        voice.plain(core);
        return;
    }
    for part in parts(core) {
        if starts_with_digit(part) {
            read_number(part, voice);
        } else if let Some(words) = abbreviation::expand(part) {
            voice.read(words);
        } else if is_spelled(part) {
            part.chars().filter_map(abbreviation::letter).for_each(|name| voice.read(name));
        } else if part == "&" {
            voice.read("và");
        } else if part == "%" {
            voice.read("phần trăm");
        } else if part.starts_with(is_core) {
            voice.plain(part);
        }
    }
}

/// Runs of letters, runs of figures, and single signs.
pub(super) fn parts(core: &str) -> impl Iterator<Item = &str> {
    let mut rest = core;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let class = |c: char| (c.is_ascii_digit(), c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c));
        let end = if class(first) == (false, false) {
            first.len_utf8()
        } else {
            rest.find(|c| class(c) != class(first)).unwrap_or(rest.len())
        };
        let part;
        (part, rest) = rest.split_at(end);
        Some(part)
    })
}

/// Two to five capitals without a vowel are no syllable: they are spelled.
fn is_spelled(part: &str) -> bool {
    (2..=5).contains(&part.chars().count())
        && part
            .chars()
            .all(|c| c == 'Đ' || c.is_ascii_uppercase() && !matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y'))
}

fn is_address(core: &str) -> bool {
    core.contains('@')
        || core.contains("://")
        || [".vn", ".com", ".org", ".net"].iter().any(|end| core.contains(end))
}

fn read_address(core: &str, voice: &mut impl Voice) {
    for part in parts(core.trim_start_matches("https://").trim_start_matches("http://")) {
        match part {
            "." => voice.read("chấm"),
            "@" => voice.read("a còng"),
            "/" => voice.read("xuyệt"),
            "-" | "_" => voice.read("gạch"),
            "www" => voice.read("vê kép vê kép vê kép"),
            part if starts_with_digit(part) => number::spell(part, &mut |word| voice.read(word)),
            part if part.starts_with(is_core) => voice.plain(part),
            _ => {}
        }
    }
}
