//! Uncompressed samples as brightness.

use super::{Error, LARGEST};
use crate::survey::scan::Plane;

/// How the samples of an image are stored: rows begin at whole bytes.
pub(super) struct Samples<'a> {
    pub width: usize,
    pub height: usize,
    /// 1, 2, 4, 8 or 16.
    pub depth: usize,
    /// Samples of a pixel.
    pub channels: usize,
    /// Brightness of each index of a palette.
    pub palette: Option<&'a [u8]>,
}

impl Samples<'_> {
    pub fn plane(&self, bytes: &[u8]) -> Result<Plane, Error> {
        let Self { width, height, depth, channels, palette } = *self;
        if width == 0 || height == 0 || width.saturating_mul(height) > LARGEST {
            return Err(Error::TooLarge);
        }
        if !matches!(depth, 1 | 2 | 4 | 8 | 16) || !matches!(channels, 1 | 3 | 4) {
            return Err(Error::Coding("lạ"));
        }
        let stride = (width * channels * depth).div_ceil(8);
        let largest = (1_u32 << depth.min(8)) - 1;
        let mut pixels = Vec::with_capacity(width * height);
        for row in bytes.chunks_exact(stride).take(height) {
            let sample = |index: usize| -> u32 {
                match depth {
                    8 => u32::from(row[index]),
                    16 => u32::from(row[2 * index]),
                    _ => {
                        let bit = index * depth;
                        u32::from(row[bit / 8]) >> (8 - depth - bit % 8) & largest
                    }
                }
            };
            for column in 0..width {
                let value = |channel: usize| sample(column * channels + channel);
                pixels.push(match (channels, palette) {
                    (1, Some(palette)) => palette.get(value(0) as usize).copied().unwrap_or(255),
                    (1, None) => (value(0) * 255 / largest) as u8,
                    (3, _) => grey([value(0), value(1), value(2)].map(|one| one * 255 / largest)),
                    // Inks.
                    _ => {
                        let black = 255 - value(3);
                        grey([0, 1, 2].map(|channel| (255 - value(channel)) * black / 255))
                    }
                });
            }
        }
        Plane::new(width, height, pixels).ok_or(Error::Broken)
    }
}

/// Rec. 601 brightness.
pub(super) fn grey([red, green, blue]: [u32; 3]) -> u8 {
    ((red * 77 + green * 150 + blue * 29) / 256).min(255) as u8
}

/// A page is white: an image that is mostly black is stored the other way round.
pub(super) fn upright(mut plane: Plane) -> Plane {
    let sampled = plane.pixels.iter().step_by(37);
    let (sum, count) =
        sampled.fold((0_u64, 0_u64), |(sum, count), pixel| (sum + u64::from(*pixel), count + 1));
    if sum < count * 100 {
        for pixel in &mut plane.pixels {
            *pixel = 255 - *pixel;
        }
    }
    plane
}
