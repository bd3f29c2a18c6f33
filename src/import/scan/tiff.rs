//! TIFF files of many pages.

use std::io::BufReader;

use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};

use super::bits::{Samples, upright};
use super::source::{Reader, Source};
use super::{Error, LARGEST};
use crate::survey::scan::Plane;

pub struct Tiff {
    pages: usize,
}

impl Tiff {
    pub fn open(source: &Source) -> Result<Self, Error> {
        /// More than any scanner writes into one file.
        const MOST: usize = 100_000;
        let mut decoder = decoder(source)?;
        let mut pages = 1;
        while decoder.more_images() && pages < MOST {
            decoder.next_image().map_err(|_| Error::Broken)?;
            pages += 1;
        }
        Ok(Self { pages })
    }

    pub fn pages(&self) -> usize {
        self.pages
    }

    pub fn page(&self, source: &Source, index: usize) -> Result<Plane, Error> {
        if index >= self.pages {
            return Err(Error::NoImage);
        }
        let mut decoder = decoder(source)?;
        decoder.seek_to_image(index).map_err(|_| Error::Broken)?;
        let (width, height) = decoder.dimensions().map_err(|_| Error::Broken)?;
        let (width, height) = (width as usize, height as usize);
        if width.saturating_mul(height) > LARGEST {
            return Err(Error::TooLarge);
        }
        let color = decoder.colortype().map_err(|_| Error::Broken)?;
        let (depth, channels) = match color {
            ColorType::Gray(depth) => (depth, 1),
            ColorType::RGB(depth) => (depth, 3),
            ColorType::CMYK(depth) => (depth, 4),
            ColorType::YCbCr(_) => return Err(Error::Coding("YCbCr")),
            _ => return Err(Error::Coding("lạ")),
        };
        let depth = usize::from(depth);
        let samples = |depth| Samples { width, height, depth, channels, palette: None };
        let plane = match decoder.read_image().map_err(|_| Error::Broken)? {
            // One bit a pixel comes packed, or a byte a pixel.
            DecodingResult::U8(bytes) if depth < 8 && bytes.len() == width * height * channels => {
                let largest = (1_u8 << depth) - 1;
                let bytes: Vec<u8> =
                    bytes.into_iter().map(|sample| sample.min(largest) * (255 / largest)).collect();
                samples(8).plane(&bytes)?
            }
            DecodingResult::U8(bytes) => samples(depth).plane(&bytes)?,
            DecodingResult::U16(words) => {
                let bytes: Vec<u8> = words.into_iter().map(|word| (word >> 8) as u8).collect();
                samples(8).plane(&bytes)?
            }
            _ => return Err(Error::Coding("số thực")),
        };
        Ok(if depth == 1 { upright(plane) } else { plane })
    }
}

fn decoder(source: &Source) -> Result<Decoder<BufReader<Reader<'_>>>, Error> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = 4 * LARGEST;
    Ok(Decoder::new(BufReader::with_capacity(64 * 1024, source.reader()))
        .map_err(|_| Error::Broken)?
        .with_limits(limits))
}
