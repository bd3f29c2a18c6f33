//! The two themes: colours, sizes and the styles that widgets wear.
//!
//! Every text colour stands at least 4.5:1 against the surfaces it is used on (WCAG 2.2, 1.4.3).

pub mod style;

use iced::{Color, Theme};

use crate::plan::Hue;

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tokens {
    pub background: Color,
    pub surface: Color,
    pub sunken: Color,
    pub line: Color,
    pub text: Color,
    pub text_secondary: Color,
    pub text_tertiary: Color,
    pub accent: Color,
    pub accent_weak: Color,
    pub on_accent: Color,
    pub danger: Color,
    pub danger_weak: Color,
    pub warn: Color,
    pub warn_weak: Color,
    pub ok: Color,
    pub ok_weak: Color,
    pub shadow: Color,
    hues: [(Color, Color); 13],
}

impl Tokens {
    /// The tokens behind an iced theme: the dark set for any dark theme.
    pub fn of(theme: &Theme) -> &'static Self {
        if theme.extended_palette().is_dark { &DARK } else { &LIGHT }
    }

    /// An activity's colour for text and marks.
    pub fn hue(&self, hue: Hue) -> Color {
        self.hues[hue as usize].0
    }

    /// An activity's ground for chips.
    pub fn hue_weak(&self, hue: Hue) -> Color {
        self.hues[hue as usize].1
    }
}

const fn rgb(hex: u32) -> Color {
    Color::from_rgb8((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

pub static LIGHT: Tokens = Tokens {
    background: rgb(0xF5F6F8),
    surface: rgb(0xFFFFFF),
    sunken: rgb(0xEEF0F3),
    line: rgb(0xE2E5EA),
    text: rgb(0x1A1E26),
    text_secondary: rgb(0x4A5260),
    text_tertiary: rgb(0x656D7B),
    accent: rgb(0x0B6E5F),
    accent_weak: rgb(0xE0F2EE),
    on_accent: rgb(0xFFFFFF),
    danger: rgb(0xB8322A),
    danger_weak: rgb(0xFBE7E5),
    warn: rgb(0x8F5600),
    warn_weak: rgb(0xFDF1DC),
    ok: rgb(0x1C7038),
    ok_weak: rgb(0xE3F4E8),
    shadow: Color { r: 0.078, g: 0.102, b: 0.141, a: 0.16 },
    hues: [
        (rgb(0x1D5AB5), rgb(0xE5EEFB)),
        (rgb(0x4741B0), rgb(0xEBEAFB)),
        (rgb(0x80530A), rgb(0xFAF0DC)),
        (rgb(0x3B566D), rgb(0xE7EDF3)),
        (rgb(0x0A647C), rgb(0xE0F1F6)),
        (rgb(0x566214), rgb(0xF0F3DE)),
        (rgb(0x1C7038), rgb(0xE3F3E7)),
        (rgb(0xA93127), rgb(0xFAE7E5)),
        (rgb(0x96256F), rgb(0xF9E6F2)),
        (rgb(0x844545), rgb(0xF5E9E9)),
        (rgb(0x6535A5), rgb(0xF0E9FA)),
        (rgb(0x9C420D), rgb(0xFBEADE)),
        (rgb(0x0B6459), rgb(0xDFF2EE)),
    ],
};

pub static DARK: Tokens = Tokens {
    background: rgb(0x13161B),
    surface: rgb(0x1A1E25),
    sunken: rgb(0x21262F),
    line: rgb(0x2D333E),
    text: rgb(0xE7EAF0),
    text_secondary: rgb(0xA7B0BE),
    text_tertiary: rgb(0x8A94A3),
    accent: rgb(0x4CC2AB),
    accent_weak: rgb(0x16332D),
    on_accent: rgb(0x07231D),
    danger: rgb(0xF08A80),
    danger_weak: rgb(0x3A1F1D),
    warn: rgb(0xE8B25C),
    warn_weak: rgb(0x38290F),
    ok: rgb(0x78CF94),
    ok_weak: rgb(0x17301F),
    shadow: Color { r: 0.0, g: 0.0, b: 0.0, a: 0.5 },
    hues: [
        (rgb(0x8DB8F5), rgb(0x1B2A42)),
        (rgb(0xB0ADF5), rgb(0x26244A)),
        (rgb(0xE3BB74), rgb(0x35290F)),
        (rgb(0xA9C1D6), rgb(0x22303C)),
        (rgb(0x74C7DE), rgb(0x123039)),
        (rgb(0xC3D077), rgb(0x2B300F)),
        (rgb(0x78CF94), rgb(0x16301F)),
        (rgb(0xF29A91), rgb(0x3B1F1C)),
        (rgb(0xEB97CC), rgb(0x381A2E)),
        (rgb(0xD9A5A5), rgb(0x342222)),
        (rgb(0xC5A4F0), rgb(0x2C1F42)),
        (rgb(0xF0A877), rgb(0x38220F)),
        (rgb(0x63CDB9), rgb(0x123029)),
    ],
};

/// The iced theme that carries a set of tokens.
pub fn theme(is_dark: bool) -> Theme {
    let tokens = if is_dark { &DARK } else { &LIGHT };
    let name = if is_dark { "Tòa soạn, tối" } else { "Tòa soạn, sáng" };
    Theme::custom(
        name,
        iced::theme::Palette {
            background: tokens.background,
            text: tokens.text,
            primary: tokens.accent,
            success: tokens.ok,
            warning: tokens.warn,
            danger: tokens.danger,
        },
    )
}

/// Type sizes in logical pixels; line height is 1.5 throughout.
pub mod size {
    pub const CAPTION: f32 = 12.0;
    pub const DENSE: f32 = 13.0;
    pub const BODY: f32 = 14.0;
    pub const SECTION: f32 = 16.0;
    pub const TITLE: f32 = 20.0;
    pub const FIGURE: f32 = 28.0;
}

/// Widths and heights of the frame, logical pixels.
pub mod metric {
    pub const RAIL: f32 = 72.0;
    pub const TOP_BAR: f32 = 52.0;
    pub const INSPECTOR: f32 = 320.0;
    pub const CONTROL: f32 = 32.0;
    pub const RADIUS: f32 = 6.0;
    pub const CARD_RADIUS: f32 = 10.0;
}
