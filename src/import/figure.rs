//! Figures as office programs set them: Roman, raised, lowered.

use std::borrow::Cow;

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

/// Figures above the line ("superscript") or below it; other text as it is.
pub(super) fn set_off<'a>(text: &'a str, place: Option<&str>) -> Cow<'a, str> {
    let figures = match place {
        Some("superscript") => &RAISED,
        Some("subscript") => &LOWERED,
        _ => return Cow::Borrowed(text),
    };
    let set = |letter: char| letter.to_digit(10).map_or(letter, |digit| figures[digit as usize]);
    Cow::Owned(text.chars().map(set).collect())
}

/// A count from 1 in Roman figures.
pub(super) fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = count.min(400);
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}
