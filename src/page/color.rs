//! Colours as printers name them. CMYK stays CMYK to the last byte.

/// Channels are 0.0–1.0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Color {
    Rgb { r: f32, g: f32, b: f32 },
    Cmyk { c: f32, m: f32, y: f32, k: f32 },
}

impl Color {
    /// Pure black ink.
    pub const BLACK: Self = Self::Cmyk { c: 0.0, m: 0.0, y: 0.0, k: 1.0 };
    pub const WHITE: Self = Self::Cmyk { c: 0.0, m: 0.0, y: 0.0, k: 0.0 };

    /// A tint of black, 0.0 (paper) to 1.0 (black).
    pub const fn gray(k: f32) -> Self {
        Self::Cmyk { c: 0.0, m: 0.0, y: 0.0, k }
    }

    /// 8-bit RGB for the screen, by the plain device conversion that PDF readers use (ISO 32000-1, 10.3.5).
    pub fn to_rgb8(self) -> [u8; 3] {
        let (r, g, b) = match self {
            Self::Rgb { r, g, b } => (r, g, b),
            Self::Cmyk { c, m, y, k } => {
                (1.0 - (c + k).min(1.0), 1.0 - (m + k).min(1.0), 1.0 - (y + k).min(1.0))
            }
        };
        [r, g, b].map(|channel| (channel.clamp(0.0, 1.0) * 255.0).round() as u8)
    }
}
