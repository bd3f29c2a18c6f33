//! Printing plates: the amount of one ink at each point.

use super::Color;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plate {
    Cyan,
    Magenta,
    Yellow,
    Black,
}

impl Plate {
    /// In the order in which files store them.
    pub const ALL: [Self; 4] = [Self::Cyan, Self::Magenta, Self::Yellow, Self::Black];

    /// The amount of this plate's ink in a colour, 0 to 1.
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

    /// How light the plate is where there is a screen colour: 255 without ink. As [`Self::of_rgb`], many times faster.
    pub(super) fn light_of_rgb8(self, rgb: [u8; 3]) -> u8 {
        let light = u32::from(rgb.into_iter().max().unwrap_or(u8::MAX));
        match self {
            Self::Black => light as u8,
            _ if light == 0 => u8::MAX,
            _ => ((u32::from(rgb[self as usize]) * 255 + light / 2) / light) as u8,
        }
    }

    /// Like [`Self::of_color`], for a screen colour.
    pub(super) fn of_rgb(self, rgb: [f32; 3]) -> f32 {
        self.of(separated(rgb))
    }
}

/// Separates a screen colour into inks: the part common to all three becomes black (full GCR).
fn separated(rgb: [f32; 3]) -> [f32; 4] {
    let light = rgb.into_iter().fold(0.0, f32::max);
    if light <= 0.0 {
        return [0.0, 0.0, 0.0, 1.0];
    }
    let [c, m, y] = rgb.map(|channel| (light - channel) / light);
    [c, m, y, 1.0 - light]
}

#[cfg(test)]
mod tests {
    use super::Plate;

    #[test]
    fn both_ways_of_separating_a_screen_colour_agree() {
        for red in (0..=255_u8).step_by(17) {
            for green in (0..=255_u8).step_by(15) {
                for blue in (0..=255_u8).step_by(51) {
                    let rgb = [red, green, blue];
                    for plate in Plate::ALL {
                        let ink = plate.of_rgb(rgb.map(|channel| f32::from(channel) / 255.0));
                        let light = ((1.0 - ink) * 255.0).round();
                        assert!(
                            (light - f32::from(plate.light_of_rgb8(rgb))).abs() <= 1.0,
                            "{rgb:?} {plate:?}"
                        );
                    }
                }
            }
        }
    }
}
