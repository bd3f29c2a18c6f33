//! Pages to JPEG that know their resolution.

use image::ExtendedColorType;
use image::codecs::jpeg::{JpegEncoder, PixelDensity};

use super::png::{Error, Pixels, pixels};
use crate::page::{Fonts, Page};

/// No loss that a print shows.
const QUALITY: u8 = 92;

/// One page as RGB at `dpi` dots an inch.
pub fn write(page: &Page, dpi: f32, fonts: &mut Fonts) -> Result<Vec<u8>, Error> {
    let Pixels { width, height, rgb } = pixels(page, dpi, fonts)?;
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, QUALITY);
    encoder.set_pixel_density(PixelDensity::dpi(dpi.round() as u16));
    encoder.encode(&rgb, width, height, ExtendedColorType::Rgb8)?;
    Ok(file)
}
