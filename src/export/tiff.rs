//! Pages to TIFF in the press's inks: what print shops take where they take no PDF.

use std::io::{self, Seek, Write};

use tiff::TiffError;
use tiff::encoder::colortype::CMYK8;
use tiff::encoder::{Compression, DeflateLevel, Predictor, Rational, TiffEncoder};
use tiff::tags::{ResolutionUnit, Tag};

use super::raster::{Error, bands};
use crate::page::{Fonts, Page, Plate};

/// Writes one page as CMYK at `dpi` dots an inch: colours named as inks are those very inks.
pub fn write(page: &Page, dpi: f32, fonts: &mut Fonts, out: impl Write + Seek) -> Result<(), Error> {
    let mut bands = bands(page, dpi, fonts)?;
    let plates = Plate::ALL.map(|plate| page.plate(plate));
    let rows = bands.rows();
    // A poster's fields of one ink shrink to nothing. The encoder's LZW writes codes that no reader knows.
    let mut encoder = TiffEncoder::new(out).map_err(told)?;
    encoder = encoder.with_compression(Compression::Deflate(DeflateLevel::Fast));
    encoder = encoder.with_predictor(Predictor::Horizontal);
    let mut image = encoder.new_image::<CMYK8>(bands.width, bands.height).map_err(told)?;
    image.rows_per_strip(rows).map_err(told)?;
    // The inks are cyan, magenta, yellow and black.
    image.encoder().write_tag(Tag::Unknown(332), 1_u16).map_err(told)?;
    image.resolution(ResolutionUnit::Inch, Rational { n: dpi.round() as u32, d: 1 });
    let mut strip = Vec::new();
    for top in (0..bands.height).step_by(rows as usize) {
        for (index, plate) in plates.iter().enumerate() {
            let raster = bands.draw(plate, top, rows)?;
            strip.resize(raster.rgba.len(), 0);
            let inks = strip.iter_mut().skip(index).step_by(Plate::ALL.len());
            for (ink, light) in inks.zip(raster.rgba.iter().step_by(4)) {
                *ink = u8::MAX - light;
            }
        }
        image.write_strip(&strip).map_err(told)?;
    }
    image.finish().map_err(told)
}

fn told(error: TiffError) -> Error {
    Error::Write(match error {
        TiffError::IoError(error) => error,
        other => io::Error::other(other),
    })
}
