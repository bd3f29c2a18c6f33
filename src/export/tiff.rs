//! Pages to TIFF that know their resolution: what print shops take where they take no PDF.

use std::io::Cursor;

use image::codecs::tiff::TiffEncoder;
use image::{ExtendedColorType, ImageEncoder};

use super::png::{Error, Pixels, pixels};
use crate::page::{Fonts, Page};

/// One page as uncompressed RGB at `dpi` dots an inch.
pub fn write(page: &Page, dpi: f32, fonts: &mut Fonts) -> Result<Vec<u8>, Error> {
    let Pixels { width, height, rgb } = pixels(page, dpi, fonts)?;
    let mut file = Cursor::new(Vec::new());
    TiffEncoder::new(&mut file).write_image(&rgb, width, height, ExtendedColorType::Rgb8)?;
    let mut file = file.into_inner();
    // The encoder knows no resolution and writes 1/1 without a unit.
    let _ = set_resolution(&mut file, dpi.round() as u32);
    Ok(file)
}

/// Overwrites X and Y resolution and their unit in the first directory (TIFF 6.0, section 8); none when the file has
/// no such fields.
fn set_resolution(file: &mut [u8], dpi: u32) -> Option<()> {
    const X: u16 = 282;
    const Y: u16 = 283;
    const UNIT: u16 = 296;
    const INCH: u16 = 2;
    const ENTRY: usize = 12;
    let is_little = file.starts_with(b"II");
    let short = |bytes: &[u8]| {
        let pair = [*bytes.first()?, *bytes.get(1)?];
        Some(if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let long = |bytes: &[u8]| {
        let four: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
        Some(if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    };
    let directory = long(file.get(4..)?)? as usize;
    let count = usize::from(short(file.get(directory..)?)?);
    for entry in (0..count).map(|index| directory + 2 + index * ENTRY) {
        match short(file.get(entry..)?)? {
            X | Y => {
                let at = long(file.get(entry + 8..)?)? as usize;
                let both =
                    [dpi, 1].map(|part| if is_little { part.to_le_bytes() } else { part.to_be_bytes() });
                file.get_mut(at..at + 8)?.copy_from_slice(&both.concat());
            }
            UNIT => {
                let unit = if is_little { INCH.to_le_bytes() } else { INCH.to_be_bytes() };
                file.get_mut(entry + 8..entry + 10)?.copy_from_slice(&unit);
            }
            _ => {}
        }
    }
    Some(())
}
