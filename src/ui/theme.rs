//! The themes: colours, sizes and widget styles.
//!
//! Every text colour has a contrast of at least 4.5:1 on the surfaces it is used on (WCAG 2.2, 1.4.3), in the
//! two for weak eyes 7:1 (1.4.6).

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
    /// Behind what is pressed.
    pub pressed: Color,
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
    /// The border of floating panes.
    pub outline: Color,
    hues: [(Color, Color); 13],
}

impl Tokens {
    /// The tokens of an iced theme: for any that is not of this program, the dark or the light set.
    pub fn of(theme: &Theme) -> &'static Self {
        let palette = theme.extended_palette();
        let ground = palette.background.base.color;
        match palette.is_dark {
            true if ground == HIGH_DARK.background => &HIGH_DARK,
            true => &DARK,
            false if ground == HIGH_LIGHT.background => &HIGH_LIGHT,
            false => &LIGHT,
        }
    }

    /// An activity's colour for text and icons.
    pub fn hue(&self, hue: Hue) -> Color {
        self.hues[hue as usize].0
    }

    /// An activity's background for chips.
    pub fn hue_weak(&self, hue: Hue) -> Color {
        self.hues[hue as usize].1
    }
}

const fn rgb(hex: u32) -> Color {
    Color::from_rgb8((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

pub static LIGHT: Tokens = Tokens {
    background: rgb(0x00F5_F6F8),
    surface: rgb(0x00FF_FFFF),
    sunken: rgb(0x00EE_F0F3),
    line: rgb(0x00E2_E5EA),
    pressed: rgb(0x00E2_E5EA),
    text: rgb(0x001A_1E26),
    text_secondary: rgb(0x004A_5260),
    text_tertiary: rgb(0x0065_6D7B),
    accent: rgb(0x000B_6E5F),
    accent_weak: rgb(0x00E0_F2EE),
    on_accent: rgb(0x00FF_FFFF),
    danger: rgb(0x00B8_322A),
    danger_weak: rgb(0x00FB_E7E5),
    warn: rgb(0x008F_5600),
    warn_weak: rgb(0x00FD_F1DC),
    ok: rgb(0x001C_7038),
    ok_weak: rgb(0x00E3_F4E8),
    outline: rgb(0x00C3_C9D3),
    hues: [
        (rgb(0x001D_5AB5), rgb(0x00E5_EEFB)),
        (rgb(0x0047_41B0), rgb(0x00EB_EAFB)),
        (rgb(0x0080_530A), rgb(0x00FA_F0DC)),
        (rgb(0x003B_566D), rgb(0x00E7_EDF3)),
        (rgb(0x000A_647C), rgb(0x00E0_F1F6)),
        (rgb(0x0056_6214), rgb(0x00F0_F3DE)),
        (rgb(0x001C_7038), rgb(0x00E3_F3E7)),
        (rgb(0x00A9_3127), rgb(0x00FA_E7E5)),
        (rgb(0x0096_256F), rgb(0x00F9_E6F2)),
        (rgb(0x0084_4545), rgb(0x00F5_E9E9)),
        (rgb(0x0065_35A5), rgb(0x00F0_E9FA)),
        (rgb(0x009C_420D), rgb(0x00FB_EADE)),
        (rgb(0x000B_6459), rgb(0x00DF_F2EE)),
    ],
};

pub static DARK: Tokens = Tokens {
    background: rgb(0x0013_161B),
    surface: rgb(0x001A_1E25),
    sunken: rgb(0x0021_262F),
    line: rgb(0x002D_333E),
    pressed: rgb(0x002D_333E),
    text: rgb(0x00E7_EAF0),
    text_secondary: rgb(0x00A7_B0BE),
    text_tertiary: rgb(0x008A_94A3),
    accent: rgb(0x004C_C2AB),
    accent_weak: rgb(0x0016_332D),
    on_accent: rgb(0x0007_231D),
    danger: rgb(0x00F0_8A80),
    danger_weak: rgb(0x003A_1F1D),
    warn: rgb(0x00E8_B25C),
    warn_weak: rgb(0x0038_290F),
    ok: rgb(0x0078_CF94),
    ok_weak: rgb(0x0017_301F),
    outline: rgb(0x0047_4F5D),
    hues: [
        (rgb(0x008D_B8F5), rgb(0x001B_2A42)),
        (rgb(0x00B0_ADF5), rgb(0x0026_244A)),
        (rgb(0x00E3_BB74), rgb(0x0035_290F)),
        (rgb(0x00A9_C1D6), rgb(0x0022_303C)),
        (rgb(0x0074_C7DE), rgb(0x0012_3039)),
        (rgb(0x00C3_D077), rgb(0x002B_300F)),
        (rgb(0x0078_CF94), rgb(0x0016_301F)),
        (rgb(0x00F2_9A91), rgb(0x003B_1F1C)),
        (rgb(0x00EB_97CC), rgb(0x0038_1A2E)),
        (rgb(0x00D9_A5A5), rgb(0x0034_2222)),
        (rgb(0x00C5_A4F0), rgb(0x002C_1F42)),
        (rgb(0x00F0_A877), rgb(0x0038_220F)),
        (rgb(0x0063_CDB9), rgb(0x0012_3029)),
    ],
};

/// Black on white, for weak eyes: all text has at least 7:1 (WCAG 2.2, 1.4.6).
pub static HIGH_LIGHT: Tokens = Tokens {
    background: Color::WHITE,
    surface: Color::WHITE,
    sunken: rgb(0x00F2_F2F2),
    line: rgb(0x0059_5959),
    pressed: rgb(0x00E2_E2E2),
    text: Color::BLACK,
    text_secondary: rgb(0x001A_1A1A),
    text_tertiary: rgb(0x0033_3333),
    accent: rgb(0x0000_4A3F),
    accent_weak: rgb(0x00DD_F3EE),
    on_accent: Color::WHITE,
    danger: rgb(0x008A_0F0A),
    danger_weak: rgb(0x00FF_EEEC),
    warn: rgb(0x0062_3A00),
    warn_weak: rgb(0x00FF_F4E0),
    ok: rgb(0x0007_4A1E),
    ok_weak: rgb(0x00E6_F8EB),
    outline: Color::BLACK,
    hues: stronger(&LIGHT.hues, (Color::BLACK, 0.4), (Color::WHITE, 0.4)),
};

/// White on black, as [`HIGH_LIGHT`].
pub static HIGH_DARK: Tokens = Tokens {
    background: Color::BLACK,
    surface: Color::BLACK,
    sunken: rgb(0x001A_1A1A),
    line: rgb(0x00A6_A6A6),
    pressed: rgb(0x002E_2E2E),
    text: Color::WHITE,
    text_secondary: rgb(0x00EB_EBEB),
    text_tertiary: rgb(0x00D6_D6D6),
    accent: rgb(0x0073_F0D8),
    accent_weak: rgb(0x0008_2B25),
    on_accent: Color::BLACK,
    danger: rgb(0x00FF_B8B0),
    danger_weak: rgb(0x0033_100D),
    warn: rgb(0x00FF_D480),
    warn_weak: rgb(0x002B_1E05),
    ok: rgb(0x0098_F0B4),
    ok_weak: rgb(0x0008_2612),
    outline: Color::WHITE,
    hues: stronger(&DARK.hues, (Color::WHITE, 0.4), (Color::BLACK, 0.4)),
};

/// The activities' colours with their ink moved towards one colour and their ground towards another.
const fn stronger(
    hues: &[(Color, Color); 13],
    (ink, ink_share): (Color, f32),
    (ground, ground_share): (Color, f32),
) -> [(Color, Color); 13] {
    let mut stronger = *hues;
    let mut at = 0;
    while at < hues.len() {
        stronger[at] = (mix(hues[at].0, ink, ink_share), mix(hues[at].1, ground, ground_share));
        at += 1;
    }
    stronger
}

/// The colour at `share` of the way from one to another, 0 to 1.
pub(crate) const fn mix(from: Color, to: Color, share: f32) -> Color {
    Color {
        r: from.r + (to.r - from.r) * share,
        g: from.g + (to.g - from.g) * share,
        b: from.b + (to.b - from.b) * share,
        a: from.a + (to.a - from.a) * share,
    }
}

/// The iced theme with the tokens for a light or a dark room, and for weak eyes.
pub fn theme(is_dark: bool, has_high_contrast: bool) -> Theme {
    let (name, tokens) = match (is_dark, has_high_contrast) {
        (false, false) => ("Tòa soạn, sáng", &LIGHT),
        (true, false) => ("Tòa soạn, tối", &DARK),
        (false, true) => ("Tòa soạn, sáng, tương phản cao", &HIGH_LIGHT),
        (true, true) => ("Tòa soạn, tối, tương phản cao", &HIGH_DARK),
    };
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
