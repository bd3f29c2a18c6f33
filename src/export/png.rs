//! Writes pages as PNG with their resolution.

use std::io::{self, Write};

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, PixelDimensions, Unit};

use super::raster::{Error, bands, rgb};
use crate::page::{Fonts, Page};

/// Writes one page as opaque RGB at `dpi` dots per inch.
pub fn write(page: &Page, dpi: f32, fonts: &mut Fonts, out: impl Write) -> Result<(), Error> {
    let mut bands = bands(page, dpi, fonts)?;
    let mut encoder = Encoder::new(out, bands.width, bands.height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    let per_metre = (dpi / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    let mut writer = encoder.write_header().map_err(described)?;
    let mut stream = writer.stream_writer().map_err(described)?;
    rgb(page, &mut bands, |rows| Ok(stream.write_all(rows)?))?;
    stream.finish().map_err(described)?;
    writer.finish().map_err(described)
}

fn described(error: EncodingError) -> Error {
    Error::Write(match error {
        EncodingError::IoError(error) => error,
        other => io::Error::other(other),
    })
}
