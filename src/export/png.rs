//! Pages to pixels, and to PNG that know their resolution.

use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};

use crate::page::{self, Fonts, Page};

/// Why a page could not become a picture.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("Độ phân giải {0} dpi không dùng được. Hãy chọn từ 1 đến 2400 dpi.")]
    Resolution(f32),
    #[error("Ảnh {width} × {height} điểm ảnh là quá lớn. Hãy chọn dpi thấp hơn (nhiều nhất {limit:.0} dpi).")]
    TooLarge { width: u64, height: u64, limit: f32 },
    #[error("Không ghi được ảnh: {0}")]
    Write(#[from] image::ImageError),
}

/// Pixels beyond which a picture no longer fits in memory with ease: 400 MB.
const MOST_PIXELS: f32 = 100_000_000.0;

/// Opaque RGB, 8 bits a channel, row by row.
pub(super) struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
}

/// One page at `dpi` dots an inch.
pub(super) fn pixels(page: &Page, dpi: f32, fonts: &mut Fonts) -> Result<Pixels, Error> {
    if !(1.0..=2400.0).contains(&dpi) {
        return Err(Error::Resolution(dpi));
    }
    let scale = dpi / 72.0;
    let (width, height) = (page.size.width * scale, page.size.height * scale);
    if width * height > MOST_PIXELS {
        let limit = dpi * (MOST_PIXELS / (width * height)).sqrt();
        return Err(Error::TooLarge { width: width as u64, height: height as u64, limit: limit.floor() });
    }
    let raster = page::render(page, scale, fonts);
    let mut rgb = Vec::with_capacity(raster.rgba.len() / 4 * 3);
    for pixel in raster.rgba.chunks_exact(4) {
        rgb.extend_from_slice(&pixel[..3]);
    }
    Ok(Pixels { width: raster.width, height: raster.height, rgb })
}

/// One page as opaque RGB at `dpi` dots an inch.
pub fn write(page: &Page, dpi: f32, fonts: &mut Fonts) -> Result<Vec<u8>, Error> {
    let Pixels { width, height, rgb } = pixels(page, dpi, fonts)?;
    let mut file = Vec::new();
    PngEncoder::new(&mut file).write_image(&rgb, width, height, ExtendedColorType::Rgb8)?;
    Ok(with_resolution(&file, dpi))
}

/// Adds a `pHYs` chunk behind the head, which is always 33 bytes (PNG, 11.2.1).
fn with_resolution(file: &[u8], dpi: f32) -> Vec<u8> {
    const HEAD: usize = 33;
    let per_metre = ((dpi / 0.0254).round() as u32).to_be_bytes();
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.iter().chain(&per_metre).chain(&[1]));
    let checksum = crc32(&chunk);

    let mut out = Vec::with_capacity(file.len() + 21);
    out.extend_from_slice(&file[..HEAD.min(file.len())]);
    out.extend(9_u32.to_be_bytes());
    out.extend(chunk);
    out.extend(checksum.to_be_bytes());
    out.extend_from_slice(file.get(HEAD..).unwrap_or_default());
    out
}

/// The checksum of PNG chunks (PNG, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}
