//! Letters of fonts that have signs in their places.

/// The signs of Wingdings that offices use, by their place in the font.
const WINGDINGS: [(u32, char); 9] = [
    (0x6f, '☐'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xd8, '➢'),
    (0xe0, '→'),
    (0xe8, '➔'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// Those of Symbol (Adobe, `symbol.txt`) that no Vietnamese keyboard has.
const SYMBOL: [(u32, char); 16] = [
    (0x2d, '−'),
    (0xa3, '≤'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb2, '″'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xd6, '√'),
];

/// Whether a font has signs in the places of letters.
pub(super) fn is_font(font: &str) -> bool {
    font.starts_with("Wingdings") || font == "Webdings" || font == "Symbol"
}

/// The letter at a place of a font of signs; none where there is none in Unicode.
pub(super) fn letter(font: &str, code: u32) -> Option<char> {
    let signs: &[(u32, char)] = match font {
        "Wingdings" => &WINGDINGS,
        "Symbol" => &SYMBOL,
        _ => &[],
    };
    let known = signs.iter().find(|(sign, _)| code & 0xff == *sign).map(|(_, letter)| *letter);
    let own = || char::from_u32(code).filter(|letter| !('\u{e000}'..='\u{f8ff}').contains(letter));
    // Symbol has the Latin figures and marks in their places.
    let plain = || char::from_u32(code & 0xff).filter(|letter| font == "Symbol" && letter.is_ascii_digit());
    known.or_else(own).or_else(plain)
}

/// A text in a font of signs, with a box where Unicode has none, and the number of these.
pub(super) fn text(font: &str, text: &str) -> (String, usize) {
    let mut unknown = 0;
    let sign = |one: char| {
        if one.is_whitespace() || one.is_control() || one == '□' {
            return one;
        }
        letter(font, one.into()).unwrap_or_else(|| {
            unknown += 1;
            '□'
        })
    };
    let signs = text.chars().map(sign).collect();
    (signs, unknown)
}
