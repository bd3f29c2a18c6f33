//! Vietnamese letters: their vowels, and the tone that one carries.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Huyen,
    Hoi,
    Nga,
    Sac,
    Nang,
}

impl Tone {
    pub const ALL: [Self; 5] = [Self::Huyen, Self::Hoi, Self::Nga, Self::Sac, Self::Nang];
}

/// The vowels, each without a tone and with the five of [`Tone::ALL`].
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// Small letters, composed.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    let is_small =
        text.chars().all(|c| if c.is_ascii() { !c.is_ascii_uppercase() } else { !c.is_uppercase() });
    if is_small && is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().flat_map(char::to_lowercase).collect())
}

/// A small letter without its tone, and the tone.
pub(super) fn parts(letter: char) -> (char, Option<Tone>) {
    if letter.is_ascii() {
        return (letter, None);
    }
    let of = |vowel: &[char; 6]| vowel.iter().position(|c| *c == letter).map(|at| (vowel[0], at));
    VOWELS
        .iter()
        .find_map(of)
        .map_or((letter, None), |(base, at)| (base, at.checked_sub(1).map(|tone| Tone::ALL[tone])))
}

/// A vowel without a tone, with this one.
pub(super) fn with_tone(vowel: char, tone: Tone) -> char {
    let row = VOWELS.iter().find(|row| row[0] == vowel);
    row.map_or(vowel, |row| row[1 + tone as usize])
}

/// Whether a small letter without its tone is a vowel.
pub(super) fn is_vowel(letter: char) -> bool {
    let base = parts(letter).0;
    VOWELS.iter().any(|row| row[0] == base)
}

/// Whether a small letter can occur in a Vietnamese text that is only misspelled: those of the alphabet, f, j, w, z,
/// which a typing method leaves behind, and a mark that its letter cannot take.
pub(super) fn is_vietnamese(letter: char) -> bool {
    letter.is_ascii_lowercase()
        || letter == 'đ'
        || is_vowel(letter)
        || ('\u{300}'..='\u{36f}').contains(&letter)
}

/// A letter of a vowel's plain form: ă, â → a; đ → d.
pub(super) fn plain(letter: char) -> char {
    match parts(letter).0 {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        other => other,
    }
}
