//! Reads tokens that mix letters, digits and signs, part by part.

use super::token::{Voice, is_core, parts, starts_with_digit};
use super::{abbreviation, number};

/// Letters mixed with other characters: "HĐND-UBND", "A4", "TP.HCM", "rờ-mốt", "WTO".
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

/// Two to five capitals without a vowel cannot be a syllable: they are spelled out.
fn is_spelled(part: &str) -> bool {
    (2..=5).contains(&part.chars().count())
        && part
            .chars()
            .all(|c| c == 'Đ' || c.is_ascii_uppercase() && !matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y'))
}

/// Digits with dots for thousands and a decimal comma.
pub(super) fn read_number(core: &str, voice: &mut impl Voice) {
    let (whole, decimals) = core.split_once(',').unwrap_or((core, ""));
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let has_thousands = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let mut say_word = |word: &str| voice.read(word);
    if whole.contains('.') && !has_thousands {
        // "4.0"
        for (index, group) in whole.split('.').enumerate() {
            if index > 0 {
                say_word("chấm");
            }
            read_digits(group, &mut say_word);
        }
    } else if has_thousands && whole.contains('.') {
        let value = whole
            .bytes()
            .filter(u8::is_ascii_digit)
            .try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
        match value {
            Some(value) => number::read(value, &mut say_word),
            None => number::spell(whole, &mut say_word),
        }
    } else {
        read_digits(whole, &mut say_word);
    }
    if !decimals.is_empty() {
        say_word("phẩy");
        if decimals.len() > 2 {
            number::spell(decimals, &mut say_word);
        } else {
            read_digits(decimals, &mut say_word);
        }
    }
}

/// A sequence of digits: read as a number, or digit by digit when it begins with zero or is too long.
fn read_digits(digits: &str, say_word: &mut impl FnMut(&str)) {
    match digits.parse::<u64>() {
        Ok(value) if digits.len() <= 12 && (digits.len() == 1 || !digits.starts_with('0')) => {
            number::read(value, say_word);
        }
        _ => number::spell(digits, say_word),
    }
}
