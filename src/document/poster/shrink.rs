//! Reduces the resolution of photos to what the print shop asks for.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, RgbaImage, imageops};

use crate::page::jpeg;
use crate::page::picture::{self, Scaled};

/// High enough for no visible loss in print.
const QUALITY: u8 = 92;

/// The file at `width` × `height` stored pixels, in its own format; none when it must stay unchanged: one
/// that cannot be decoded, or a CMYK JPEG, which only the print shop's tools convert correctly.
pub(super) fn shrunk(data: &Arc<[u8]>, width: u32, height: u32) -> Option<Arc<[u8]>> {
    let head = data.starts_with(&[0xFF, 0xD8]).then(|| jpeg::Head::read(data).ok()).flatten();
    if head.is_some_and(|head| head.components > 3) {
        return None;
    }
    let (small, channels) = small(data, width, height)?;
    let small = DynamicImage::ImageRgba8(small);
    let small: DynamicImage = match channels {
        1 => small.into_luma8().into(),
        2 => small.into_luma_alpha8().into(),
        3 => small.into_rgb8().into(),
        _ => small,
    };
    let mut file = Vec::new();
    if head.is_some() {
        small.write_with_encoder(JpegEncoder::new_with_quality(&mut file, QUALITY)).ok()?;
    } else {
        small.write_to(&mut Cursor::new(&mut file), ImageFormat::Png).ok()?;
    }
    Some(file.into())
}

/// The pixels at this size, averaged to twice the size while decoding, then resampled with a sharper filter;
/// and the number of channels of the file.
fn small(data: &Arc<[u8]>, width: u32, height: u32) -> Option<(RgbaImage, usize)> {
    let own = picture::check(data).ok()?;
    let twice = |own: u32, wanted: u32| own.min(wanted.saturating_mul(2));
    let mut rows = Scaled::open(data, twice(own.width, width), twice(own.height, height), None).ok()?;
    let mut pixels = Vec::new();
    while let Some(row) = rows.next().ok()? {
        pixels.extend_from_slice(row);
    }
    let larger = RgbaImage::from_raw(rows.width, rows.height, pixels)?;
    let mut small = imageops::resize(&larger, width, height, FilterType::Lanczos3);
    for image::Rgba([colors @ .., alpha]) in small.pixels_mut() {
        // Undo the premultiplication.
        for color in colors.iter_mut().filter(|_| (1..u8::MAX).contains(alpha)) {
            *color = (u32::from(*color) * 255 / u32::from(*alpha)).min(255) as u8;
        }
    }
    Some((small, rows.channels()))
}
