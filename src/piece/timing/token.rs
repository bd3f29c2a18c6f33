//! Tokens of a text, the word before them, and the receiver of the reading.

/// Receives the reading.
pub(super) trait Voice {
    /// A word as written.
    fn plain(&mut self, word: &str);
    /// The spoken form of something written otherwise.
    fn read(&mut self, words: &str);
    /// Punctuation around words.
    fn mark(&mut self, punctuation: &str);
    /// Whitespace between tokens.
    fn space(&mut self, space: &str);
}

/// The last word read, on which the reading of the next token depends.
#[derive(Clone, Copy, Default)]
pub(super) struct Before<'a> {
    pub word: &'a str,
    pub is_number: bool,
    /// A part of a telephone number: the figures after it are read one by one too.
    pub is_telephone: bool,
}

impl Before<'_> {
    pub(super) fn is(self, words: &[&str]) -> bool {
        // The words compared are short, so long ones need no folding.
        self.word.len() <= 12 && words.contains(&self.word.to_lowercase().as_str())
    }
}

pub(super) fn is_core(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '%' | '²' | '³' | '°' | '‰' | '₫' | '\u{300}'..='\u{36f}')
}

/// Recognises Vietnamese letters without Unicode's tables.
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ḁ'..='ỿ' => true,
        _ => c.is_alphanumeric(),
    }
}

pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "÷" | "→")
}

pub(super) fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Sequences of letters and digits: the syllables of a written word.
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

/// Sequences of letters, sequences of digits, and single other characters.
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
