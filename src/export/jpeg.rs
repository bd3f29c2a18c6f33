//! Writes pages as JPEG with their resolution.

use std::cell::RefCell;
use std::io::{self, Write};

use image::codecs::jpeg::{JpegEncoder, PixelDensity};
use image::{GenericImageView, ImageError, Rgb};

use super::raster::{Error, bands};
use crate::page::{Bands, Fonts, Page, PictureError, Raster};

/// High enough for no visible loss in print.
const QUALITY: u8 = 92;

/// Writes one page as RGB at `dpi` dots per inch.
pub fn write(page: &Page, dpi: f32, fonts: &mut Fonts, out: impl Write) -> Result<(), Error> {
    let bands = bands(page, dpi, fonts)?;
    let (width, height) = (bands.width, bands.height);
    let drawn = RefCell::new(Drawn { page, bands, band: Raster::default(), top: 0, failure: None });
    let view = View { width, height, drawn };
    let mut encoder = JpegEncoder::new_with_quality(out, QUALITY);
    encoder.set_pixel_density(PixelDensity::dpi(dpi.round() as u16));
    let written = encoder.encode_image(&view);
    if let Some(failure) = view.drawn.into_inner().failure {
        return Err(failure.into());
    }
    written.map_err(|error| {
        Error::Write(match error {
            ImageError::IoError(error) => error,
            other => io::Error::other(other),
        })
    })
}

/// The page as an image for the encoder, which reads it block by block from the top.
struct View<'a> {
    width: u32,
    height: u32,
    drawn: RefCell<Drawn<'a>>,
}

/// The last band rendered.
struct Drawn<'a> {
    page: &'a Page,
    bands: Bands<'a>,
    band: Raster,
    top: u32,
    failure: Option<PictureError>,
}

impl GenericImageView for View<'_> {
    type Pixel = Rgb<u8>;

    fn dimensions(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn get_pixel(&self, x: u32, y: u32) -> Rgb<u8> {
        self.drawn.borrow_mut().pixel(x, y)
    }
}

impl Drawn<'_> {
    fn pixel(&mut self, x: u32, y: u32) -> Rgb<u8> {
        if !(self.top..self.top + self.band.height).contains(&y) && self.failure.is_none() {
            let rows = self.bands.rows();
            self.top = y / rows * rows;
            match self.bands.draw(self.page, self.top, rows) {
                Ok(band) => self.band = band,
                Err(failure) => self.failure = Some(failure),
            }
        }
        let at = ((y.saturating_sub(self.top)) as usize * self.band.width as usize + x as usize) * 4;
        match self.band.rgba.get(at..at + 3) {
            Some(&[red, green, blue]) => Rgb([red, green, blue]),
            // After an error the file is discarded.
            _ => Rgb([255; 3]),
        }
    }
}
