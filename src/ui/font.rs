//! The window's typefaces, embedded.

use iced::font::{Family, Font, Style, Weight};

const SANS: Family = Family::Name("Be Vietnam Pro");

pub const REGULAR: Font = Font { family: SANS, ..Font::DEFAULT };
pub const MEDIUM: Font = Font { family: SANS, weight: Weight::Medium, ..Font::DEFAULT };
pub const SEMIBOLD: Font = Font { family: SANS, weight: Weight::Semibold, ..Font::DEFAULT };
pub const BOLD: Font = Font { family: SANS, weight: Weight::Bold, ..Font::DEFAULT };
pub const ITALIC: Font = Font { family: SANS, style: Style::Italic, ..Font::DEFAULT };
/// For tabular figures, which Be Vietnam Pro does not have.
pub const FIGURES: Font = Font::with_name("Noto Sans");

/// Font files to load when the window starts.
pub const EMBEDDED: [&[u8]; 7] = [
    include_bytes!("../../assets/fonts/BeVietnamPro-Regular.ttf"),
    include_bytes!("../../assets/fonts/BeVietnamPro-Medium.ttf"),
    include_bytes!("../../assets/fonts/BeVietnamPro-SemiBold.ttf"),
    include_bytes!("../../assets/fonts/BeVietnamPro-Bold.ttf"),
    include_bytes!("../../assets/fonts/BeVietnamPro-Italic.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../assets/icons/lucide.ttf"),
];
