//! Writes pages as CMYK TIFF, for print shops that do not accept PDF.

use std::io::{self, Seek, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rayon::prelude::*;
use tiff::TiffError;
use tiff::encoder::{Rational, TiffEncoder};
use tiff::tags::{CompressionMethod, PhotometricInterpretation, Predictor, ResolutionUnit, Tag};

use super::raster::{Error, bands};
use crate::page::{Fonts, Page, Plate};

/// Bytes per pixel: one for each ink.
const INKS: usize = Plate::ALL.len();

/// Rows per strip: every band has a multiple of them.
const ROWS: u32 = 8;

/// Writes one page as CMYK at `dpi` dots per inch; CMYK colours are not converted.
///
/// The strips are compressed here, on all cores, because the encoder of the `tiff` crate compresses only an image
/// given as a whole.
pub fn write(page: &Page, dpi: f32, fonts: &mut Fonts, out: impl Write + Seek) -> Result<(), Error> {
    let mut bands = bands(page, dpi, fonts)?;
    let plates = Plate::ALL.map(|plate| page.plate(plate));
    let rows = bands.rows();
    let mut encoder = TiffEncoder::new(out).map_err(described)?;
    let mut directory = encoder.image_directory().map_err(described)?;
    let (mut offsets, mut lengths) = (Vec::new(), Vec::new());
    for top in (0..bands.height).step_by(rows as usize) {
        let mut strip = Vec::new();
        for (index, plate) in plates.iter().enumerate() {
            let raster = bands.draw(plate, top, rows)?;
            strip.resize(raster.rgba.len(), 0);
            let inks = strip.iter_mut().skip(index).step_by(INKS);
            for (ink, light) in inks.zip(raster.rgba.iter().step_by(4)) {
                *ink = u8::MAX - light;
            }
        }
        let row = bands.width as usize * INKS;
        let strips = strip.par_chunks_mut(row * ROWS as usize).map(|strip| compressed(strip, row));
        for strip in strips.collect::<io::Result<Vec<_>>>()? {
            let offset = directory.write_data(strip.as_slice()).map_err(described)?;
            offsets.push(u32::try_from(offset).map_err(io::Error::other)?);
            lengths.push(strip.len() as u32);
        }
    }
    let resolution = Rational { n: dpi.round() as u32, d: 1 };
    let mut tag = |tag, value: u16| directory.write_tag(tag, value).map_err(described);
    tag(Tag::Compression, CompressionMethod::Deflate.to_u16())?;
    tag(Tag::Predictor, Predictor::Horizontal.to_u16())?;
    tag(Tag::PhotometricInterpretation, PhotometricInterpretation::CMYK.to_u16())?;
    tag(Tag::SamplesPerPixel, INKS as u16)?;
    tag(Tag::ResolutionUnit, ResolutionUnit::Inch.to_u16())?;
    // The inks are cyan, magenta, yellow and black.
    tag(Tag::Unknown(332), 1)?;
    directory.write_tag(Tag::BitsPerSample, [8_u16; INKS].as_slice()).map_err(described)?;
    directory.write_tag(Tag::ImageWidth, bands.width).map_err(described)?;
    directory.write_tag(Tag::ImageLength, bands.height).map_err(described)?;
    directory.write_tag(Tag::RowsPerStrip, ROWS).map_err(described)?;
    directory.write_tag(Tag::XResolution, resolution.clone()).map_err(described)?;
    directory.write_tag(Tag::YResolution, resolution).map_err(described)?;
    directory.write_tag(Tag::StripOffsets, offsets.as_slice()).map_err(described)?;
    directory.write_tag(Tag::StripByteCounts, lengths.as_slice()).map_err(described)?;
    directory.finish().map_err(described)
}

/// Compresses a strip with rows of this many bytes, each pixel stored as its difference from the one before
/// (TIFF 6.0, section 14).
fn compressed(strip: &mut [u8], row: usize) -> io::Result<Vec<u8>> {
    for row in strip.chunks_exact_mut(row) {
        for index in (INKS..row.len()).rev() {
            row[index] = row[index].wrapping_sub(row[index - INKS]);
        }
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(strip)?;
    encoder.finish()
}

fn described(error: TiffError) -> Error {
    Error::Write(match error {
        TiffError::IoError(error) => error,
        other => io::Error::other(other),
    })
}
