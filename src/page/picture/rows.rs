//! Reads a picture's pixels row by row from the top, as stored: not turned upright.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageError, ImageFormat, ImageReader, Limits};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::color::Converter;
use super::{Colors, Error, Head, WHOLE, check, other_format, verify};
use crate::page::{Plate, jpeg};

/// Decodes on demand.
pub(crate) struct Rows {
    pub width: u32,
    pub height: u32,
    source: Source,
    colors: Colors,
    tone: Tone,
    /// The current row: RGBA.
    row: Vec<u8>,
    /// Index of the next row.
    next: u32,
}

enum Source {
    Png {
        reader: Box<png::Reader<Cursor<Arc<[u8]>>>>,
        buffer: Vec<u8>,
        channels: usize,
    },
    Jpeg(Box<jpeg::Rows>),
    /// A PNG, WebP or TIFF decoded as a whole.
    Whole(DynamicImage),
    /// A JPEG decoded as a whole: gray, RGB or inks.
    Samples {
        samples: Vec<u8>,
        channels: usize,
    },
}

/// What is made of the stored colours.
enum Tone {
    /// The screen's RGB.
    Screen(Converter),
    /// One of the inks that the file stores, as gray.
    Plate(Plate),
}

impl Rows {
    /// For the screen.
    pub fn open(data: &Arc<[u8]>) -> Result<Self, Error> {
        Self::of_plate(data, None)
    }

    /// Of a CMYK picture one plate, as gray: its own inks are printed unchanged. Without one, or for other
    /// pictures, the screen's colours.
    pub fn of_plate(data: &Arc<[u8]>, plate: Option<Plate>) -> Result<Self, Error> {
        let head = check(data)?;
        verify(data)?;
        let source = if data.starts_with(&[0xFF, 0xD8]) {
            match jpeg::Rows::open(data) {
                Some(rows) => Source::Jpeg(Box::new(rows)),
                None => whole_jpeg(data, head)?,
            }
        } else if let Some(format) = other_format(data) {
            whole(data, format, head)?
        } else {
            match png_rows(data)? {
                Some(source) => source,
                None => whole(data, ImageFormat::Png, head)?,
            }
        };
        let tone = match plate.filter(|_| head.colors == Colors::Cmyk) {
            Some(plate) => Tone::Plate(plate),
            None => Tone::Screen(Converter::new(data, head.colors, head.width)),
        };
        let row = vec![255; head.width as usize * 4];
        let (width, height, colors) = (head.width, head.height, head.colors);
        Ok(Self { width, height, source, colors, tone, row, next: 0 })
    }

    /// The file's channels: gray, gray with alpha, colour, colour with alpha.
    pub fn channels(&self) -> usize {
        match &self.source {
            Source::Png { channels, .. } | Source::Samples { channels, .. } => *channels,
            Source::Jpeg(rows) => rows.channels(),
            Source::Whole(picture) => usize::from(picture.color().channel_count()),
        }
    }

    /// The next row, four bytes a pixel; none after the last.
    pub fn next(&mut self) -> Result<Option<&[u8]>, Error> {
        if self.next >= self.height {
            return Ok(None);
        }
        let pixels = self.row.as_chunks_mut::<4>().0;
        match &mut self.source {
            Source::Png { reader, buffer, channels } => {
                if !reader.read_row(buffer).is_ok_and(|row| row.is_some()) {
                    return Err(Error::Damaged("dữ liệu PNG hỏng".into()));
                }
                match *channels {
                    1 => pixels.iter_mut().zip(&*buffer).for_each(|(pixel, &gray)| pixel[..3].fill(gray)),
                    2 => spread(pixels, buffer, |&[gray, alpha]: &[u8; 2]| [gray, gray, gray, alpha]),
                    3 => spread(pixels, buffer, |&[red, green, blue]: &[u8; 3]| [red, green, blue, 255]),
                    _ => self.row.copy_from_slice(buffer),
                }
            }
            Source::Jpeg(rows) => {
                let row = rows.next().unwrap_or(Err("tệp JPEG bị cụt"));
                let row = row.map_err(|reason| Error::Damaged(reason.into()))?;
                if self.colors == Colors::Cmyk {
                    pixels.as_flattened_mut().copy_from_slice(row);
                } else {
                    spread(pixels, row, |&[red, green, blue]: &[u8; 3]| [red, green, blue, 255]);
                }
            }
            Source::Samples { samples, channels } => {
                let length = self.width as usize * *channels;
                let row = &samples[self.next as usize * length..][..length];
                match *channels {
                    1 => spread(pixels, row, |&[gray]: &[u8; 1]| [gray, gray, gray, 255]),
                    3 => spread(pixels, row, |&[red, green, blue]: &[u8; 3]| [red, green, blue, 255]),
                    _ => pixels.as_flattened_mut().copy_from_slice(row),
                }
            }
            Source::Whole(picture) => {
                let from = self.next as usize * self.width as usize;
                match picture {
                    DynamicImage::ImageRgb8(picture) => {
                        let row = &picture.as_raw()[from * 3..(from + pixels.len()) * 3];
                        spread(pixels, row, |&[red, green, blue]: &[u8; 3]| [red, green, blue, 255]);
                    }
                    picture => {
                        for (x, pixel) in (0..).zip(pixels) {
                            *pixel = image::GenericImageView::get_pixel(picture, x, self.next).0;
                        }
                    }
                }
            }
        }
        self.next += 1;
        match &mut self.tone {
            Tone::Screen(converter) => converter.convert(&mut self.row),
            Tone::Plate(plate) => {
                for pixel in self.row.as_chunks_mut::<4>().0 {
                    let light = u8::MAX - pixel[*plate as usize];
                    *pixel = [light, light, light, u8::MAX];
                }
            }
        }
        Ok(Some(&self.row))
    }
}

/// Converts each `N` bytes of a row to a pixel.
fn spread<const N: usize>(pixels: &mut [[u8; 4]], row: &[u8], to: impl Fn(&[u8; N]) -> [u8; 4]) {
    pixels.iter_mut().zip(row.as_chunks::<N>().0).for_each(|(pixel, from)| *pixel = to(from));
}

/// None for an interlaced PNG: its last pixels are in its first pass.
fn png_rows(data: &Arc<[u8]>) -> Result<Option<Source>, Error> {
    let mut decoder = png::Decoder::new(Cursor::new(Arc::clone(data)));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let reader = decoder.read_info().map_err(|_| Error::Damaged("tệp PNG hỏng phần đầu".into()))?;
    if reader.info().interlaced {
        return Ok(None);
    }
    let channels = reader.output_color_type().0.samples();
    let Some(length) = reader.output_line_size(reader.info().width) else { return Ok(None) };
    Ok(Some(Source::Png { reader: Box::new(reader), buffer: vec![0; length], channels }))
}

fn whole(data: &Arc<[u8]>, format: ImageFormat, head: Head) -> Result<Source, Error> {
    let mut reader = ImageReader::with_format(Cursor::new(data), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(WHOLE);
    reader.limits(limits);
    match reader.decode() {
        Ok(picture) => Ok(Source::Whole(picture)),
        Err(ImageError::Limits(_)) => Err(too_large(head)),
        Err(_) => Err(Error::Damaged("dữ liệu ảnh hỏng".into())),
    }
}

fn too_large(Head { width, height, .. }: Head) -> Error {
    let instead = "JPEG thường (baseline) hoặc PNG không xen kẽ";
    Error::TooLarge { width, height, kind: "hiếm gặp", instead }
}

/// Strictly: what is cut short or does not decode is an error, not a gray area.
fn whole_jpeg(data: &Arc<[u8]>, head: Head) -> Result<Source, Error> {
    let jpeg = jpeg::Head::read(data).map_err(Error::Damaged)?;
    let channels = u64::from(jpeg.components);
    if u64::from(head.width) * u64::from(head.height) * 3 * channels > WHOLE {
        return Err(too_large(head));
    }
    let space = match head.colors {
        Colors::Gray => ColorSpace::Luma,
        Colors::Rgb => ColorSpace::RGB,
        Colors::Cmyk if jpeg.is_ycck => ColorSpace::YCCK,
        Colors::Cmyk => ColorSpace::CMYK,
    };
    let limit = 65_535;
    let options = DecoderOptions::new_fast()
        .set_strict_mode(true)
        .set_max_width(limit)
        .set_max_height(limit)
        .jpeg_set_out_colorspace(space);
    let decoded = JpegDecoder::new_with_options(Cursor::new(data), options).decode();
    let mut samples = decoded.map_err(|_| Error::Damaged("dữ liệu ảnh hỏng".into()))?;
    let channels = usize::from(jpeg.components);
    if samples.len() != head.width as usize * head.height as usize * channels {
        return Err(Error::Damaged("thiếu dòng ảnh".into()));
    }
    if channels == 4 {
        jpeg::to_inks(&mut samples, jpeg.is_ycck, jpeg.is_adobe);
    }
    Ok(Source::Samples { samples, channels })
}
