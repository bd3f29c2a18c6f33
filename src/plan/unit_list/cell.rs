//! What a single cell of a copied list says of a unit.

use unicode_normalization::UnicodeNormalization;

use crate::pasted::is_number;
use crate::plan::LocalityKind;

/// "Phường Ninh Kiều" as kind and name; a number or dash before them is passed over, and a name in capitals gets
/// small letters.
pub(super) fn kind_and_name(text: &str) -> (Option<LocalityKind>, String) {
    let text = text.trim_start_matches(|letter: char| "-–•+*".contains(letter)).trim_start();
    let text = match text.split_once(['.', ')']) {
        Some((number, rest)) if is_number(number) => rest.trim_start(),
        _ => text,
    };
    // "P.Ninh Kiều" and "P. Ninh Kiều"; "thị trấn" has two words.
    let spaced = text.replacen('.', ". ", 1);
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let found = [2, 1].into_iter().find_map(|count| {
        let (kind, name) = words.split_at_checked(count).filter(|(_, name)| !name.is_empty())?;
        Some((LocalityKind::from_word(&kind.join(" "))?, name.join(" ")))
    });
    match found {
        Some((kind, name)) => (Some(kind), named(&name)),
        None => (None, named(text)),
    }
}

/// "NINH KIỀU" becomes "Ninh Kiều"; other names stay as they are.
fn named(name: &str) -> String {
    let is_capital = name.chars().count() > 3
        && name.chars().any(char::is_uppercase)
        && !name.chars().any(char::is_lowercase);
    if !is_capital {
        return name.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| format!("{first}{}", letters.as_str().to_lowercase()))
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A name for comparison: in small letters, its tone marks at the end of each word, because "Thủy" is also written
/// "Thuỷ".
pub(super) fn key(name: &str) -> String {
    let words = name.split_whitespace().map(|word| {
        let is_tone = |letter: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*letter);
        let (tones, mut letters): (String, String) = word.to_lowercase().nfd().partition(is_tone);
        letters.push_str(&tones);
        letters
    });
    words.collect::<Vec<_>>().join(" ")
}
