//! Photos with fewer pixels, where the print shop asks for no more.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, Rgba32FImage};

use crate::page::jpeg;

/// No loss that a print shows.
const QUALITY: u8 = 92;

/// The file at `width` × `height` pixels as stored, in the form and the colours it had; none where it stays as it
/// is: one that cannot be read, and a JPEG of process inks, which only the print shop's own tools convert rightly.
pub(super) fn shrunk(data: &[u8], width: u32, height: u32) -> Option<Arc<[u8]>> {
    let format = image::guess_format(data).ok()?;
    let is_jpeg = format == ImageFormat::Jpeg;
    if is_jpeg && jpeg::Head::read(data).ok()?.components > 3 {
        return None;
    }
    let picture = image::load_from_memory_with_format(data, format).ok()?;
    let small = if picture.color().has_alpha() {
        with_alpha(&picture, width, height)
    } else {
        picture.resize_exact(width, height, FilterType::Lanczos3)
    };
    let mut file = Vec::new();
    if is_jpeg {
        small.write_with_encoder(JpegEncoder::new_with_quality(&mut file, QUALITY)).ok()?;
    } else {
        small.write_to(&mut Cursor::new(&mut file), ImageFormat::Png).ok()?;
    }
    Some(file.into())
}

/// Colours weigh as much as they are seen, or what is transparent would shine through at the edges.
fn with_alpha(picture: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    let mut pixels: Rgba32FImage = picture.to_rgba32f();
    for pixel in pixels.pixels_mut() {
        let alpha = pixel.0[3];
        pixel.0[..3].iter_mut().for_each(|channel| *channel *= alpha);
    }
    let mut small = imageops::resize(&pixels, width, height, FilterType::Lanczos3);
    for pixel in small.pixels_mut() {
        let alpha = pixel.0[3];
        if alpha > 0.0 {
            pixel.0[..3].iter_mut().for_each(|channel| *channel /= alpha);
        }
    }
    DynamicImage::ImageRgba8(DynamicImage::ImageRgba32F(small).into_rgba8())
}
