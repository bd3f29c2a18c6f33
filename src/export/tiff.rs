//! Pages to TIFF in the press's inks: what print shops take where they take no PDF.

use super::png::{Error, Pixels, pixels};
use crate::page::{Fonts, Page, Plate};

/// One page as uncompressed CMYK at `dpi` dots an inch: colours named as inks are those very inks.
pub fn write(page: &Page, dpi: f32, fonts: &mut Fonts) -> Result<Vec<u8>, Error> {
    let mut file = Vec::new();
    for (index, plate) in Plate::ALL.into_iter().enumerate() {
        let Pixels { width, height, rgb } = pixels(&page.plate(plate), dpi, fonts)?;
        if file.is_empty() {
            file = head(width, height, dpi.round() as u32);
            file.resize(file.len() + rgb.len() / 3 * Plate::ALL.len(), 0);
        }
        let inks = file[HEAD..].iter_mut().skip(index).step_by(Plate::ALL.len());
        for (ink, light) in inks.zip(rgb.iter().step_by(3)) {
            *ink = u8::MAX - light;
        }
    }
    Ok(file)
}

/// Bytes before the pixels: the file's head, its only directory, and the values that find no room in an entry.
const HEAD: usize = VALUES + 8 + 8 + 8;
const VALUES: usize = 8 + 2 + ENTRIES * 12 + 4;
const ENTRIES: usize = 13;

/// TIFF 6.0, sections 2 and 16: one strip, four samples a pixel, little-endian.
fn head(width: u32, height: u32, dpi: u32) -> Vec<u8> {
    const SHORT: u16 = 3;
    const LONG: u16 = 4;
    const RATIONAL: u16 = 5;
    const BITS: u32 = VALUES as u32;
    const X: u32 = BITS + 8;
    const Y: u32 = X + 8;
    let samples = Plate::ALL.len() as u32;
    let entries: [(u16, u16, u32, u32); ENTRIES] = [
        (256, LONG, 1, width),
        (257, LONG, 1, height),
        // Bits a sample.
        (258, SHORT, samples, BITS),
        // No compression.
        (259, SHORT, 1, 1),
        // Separated into inks.
        (262, SHORT, 1, 5),
        // Where the strip begins, samples a pixel, rows a strip, bytes of the strip.
        (273, LONG, 1, HEAD as u32),
        (277, SHORT, 1, samples),
        (278, LONG, 1, height),
        (279, LONG, 1, width * height * samples),
        (282, RATIONAL, 1, X),
        (283, RATIONAL, 1, Y),
        // Dots an inch.
        (296, SHORT, 1, 2),
        // The inks are cyan, magenta, yellow and black.
        (332, SHORT, 1, 1),
    ];
    let mut file = Vec::with_capacity(HEAD);
    file.extend(b"II\x2a\0");
    file.extend(8_u32.to_le_bytes());
    file.extend((ENTRIES as u16).to_le_bytes());
    for (tag, kind, count, value) in entries {
        file.extend(tag.to_le_bytes().into_iter().chain(kind.to_le_bytes()));
        file.extend(count.to_le_bytes().into_iter().chain(value.to_le_bytes()));
    }
    // No further directory.
    file.extend(0_u32.to_le_bytes());
    file.extend([8_u16; 4].into_iter().flat_map(u16::to_le_bytes));
    file.extend([dpi, 1, dpi, 1].into_iter().flat_map(u32::to_le_bytes));
    file
}
