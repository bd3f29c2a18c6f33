//! Tokens of a text: their letters and figures, what was said before them, and who takes the reading.

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

/// What was said last, on which the next token's reading hangs.
#[derive(Clone, Copy, Default)]
pub(super) struct Before<'a> {
    pub word: &'a str,
    pub is_number: bool,
}

impl Before<'_> {
    pub(super) fn is(self, words: &[&str]) -> bool {
        // The words asked for are short: no need to fold long ones.
        self.word.len() <= 12 && words.contains(&self.word.to_lowercase().as_str())
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

pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "÷" | "→")
}

pub(super) fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
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
