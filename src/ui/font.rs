//! The window's typefaces, embedded.

use iced::font::{Family, Font, Style, Weight};

use crate::page::Face;

const SANS: Family = Family::Name("Be Vietnam Pro");

pub const REGULAR: Font = Font { family: SANS, ..Font::DEFAULT };
pub const MEDIUM: Font = Font { family: SANS, weight: Weight::Medium, ..Font::DEFAULT };
pub const SEMIBOLD: Font = Font { family: SANS, weight: Weight::Semibold, ..Font::DEFAULT };
pub const BOLD: Font = Font { family: SANS, weight: Weight::Bold, ..Font::DEFAULT };
pub const ITALIC: Font = Font { family: SANS, style: Style::Italic, ..Font::DEFAULT };
/// For tabular figures, which Be Vietnam Pro does not have.
pub const FIGURES: Font = Font::with_name("Noto Sans");

/// The faces of the window; the letters that the first ones lack are found in the last ones.
const FACES: [Face; 11] = [
    Face::Sans,
    Face::SansMedium,
    Face::SansSemiBold,
    Face::SansBold,
    Face::SansItalic,
    Face::Figures,
    Face::Icons,
    Face::Symbols,
    Face::MoreSymbols,
    Face::Khmer,
    Face::KhmerBold,
];

/// Font files to load when the window starts.
pub fn embedded() -> impl Iterator<Item = &'static [u8]> {
    FACES.into_iter().map(Face::bytes)
}
