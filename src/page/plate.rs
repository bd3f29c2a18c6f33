//! The press's plates: how much of one ink stands where.

use super::Color;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plate {
    Cyan,
    Magenta,
    Yellow,
    Black,
}

impl Plate {
    /// In the order in which files hold them.
    pub const ALL: [Self; 4] = [Self::Cyan, Self::Magenta, Self::Yellow, Self::Black];

    /// How much of its ink a colour takes, 0 to 1.
    pub(super) fn of_color(self, color: Color) -> f32 {
        match color {
            Color::Cmyk { c, m, y, k } => self.of([c, m, y, k]).clamp(0.0, 1.0),
            Color::Rgb { r, g, b } => self.of_rgb([r, g, b]).clamp(0.0, 1.0),
            Color::CutContour => 0.0,
        }
    }

    fn of(self, inks: [f32; 4]) -> f32 {
        inks[self as usize]
    }

    /// The same of a screen colour.
    pub(super) fn of_rgb(self, rgb: [f32; 3]) -> f32 {
        self.of(separated(rgb))
    }
}

/// Screen colours as inks: all that the three share is black's.
fn separated(rgb: [f32; 3]) -> [f32; 4] {
    let light = rgb.into_iter().fold(0.0, f32::max);
    if light <= 0.0 {
        return [0.0, 0.0, 0.0, 1.0];
    }
    let [c, m, y] = rgb.map(|channel| (light - channel) / light);
    [c, m, y, 1.0 - light]
}
