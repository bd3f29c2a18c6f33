//! Photos with fewer pixels, where the print shop asks for no more.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, RgbaImage, imageops};

use crate::page::jpeg;
use crate::page::picture::{self, Scaled};

/// No loss that a print shows.
const QUALITY: u8 = 92;

/// The file at `width` × `height` pixels as stored, in the form it had; none where it stays as it is: one that cannot
/// be read, and a JPEG of process inks, which only the print shop's own tools convert rightly.
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

/// The pixels at this size, averaged to twice it while they are decoded, then by a sharper filter; and how many
/// channels the file has.
fn small(data: &Arc<[u8]>, width: u32, height: u32) -> Option<(RgbaImage, usize)> {
    let own = picture::check(data).ok()?;
    let twice = |own: u32, wanted: u32| own.min(wanted.saturating_mul(2));
    let mut rows = Scaled::open(data, twice(own.width, width), twice(own.height, height)).ok()?;
    let mut pixels = Vec::new();
    while let Some(row) = rows.next().ok()? {
        pixels.extend_from_slice(row);
    }
    let larger = RgbaImage::from_raw(rows.width, rows.height, pixels)?;
    let mut small = imageops::resize(&larger, width, height, FilterType::Lanczos3);
    for image::Rgba([colors @ .., alpha]) in small.pixels_mut() {
        // They were weighted with their opacity, or what is transparent would shine through at the edges.
        for color in colors.iter_mut().filter(|_| (1..u8::MAX).contains(alpha)) {
            *color = (u32::from(*color) * 255 / u32::from(*alpha)).min(255) as u8;
        }
    }
    Some((small, rows.channels()))
}
