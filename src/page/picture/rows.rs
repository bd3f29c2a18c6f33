//! Reads a picture's pixels row by row from the top, as stored.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageError, ImageFormat, ImageReader, Limits};

use super::{Error, Head, WHOLE, check, verify};
use crate::page::jpeg;

/// Decodes on demand.
pub(crate) struct Rows {
    pub width: u32,
    pub height: u32,
    source: Source,
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
    /// Decoded as a whole.
    Whole(DynamicImage),
}

impl Rows {
    pub fn open(data: &Arc<[u8]>) -> Result<Self, Error> {
        let head = check(data)?;
        verify(data)?;
        let source = if data.starts_with(&[0xFF, 0xD8]) {
            match jpeg::Rows::open(data) {
                Some(rows) => Source::Jpeg(Box::new(rows)),
                None => whole(data, ImageFormat::Jpeg, head)?,
            }
        } else {
            match png_rows(data)? {
                Some(source) => source,
                None => whole(data, ImageFormat::Png, head)?,
            }
        };
        let row = vec![255; head.width as usize * 4];
        Ok(Self { width: head.width, height: head.height, source, row, next: 0 })
    }

    /// The file's channels: gray, gray with alpha, colour, colour with alpha.
    pub fn channels(&self) -> usize {
        match &self.source {
            Source::Png { channels, .. } => *channels,
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
                spread(pixels, row, |&[red, green, blue]: &[u8; 3]| [red, green, blue, 255]);
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

fn whole(data: &Arc<[u8]>, format: ImageFormat, Head { width, height }: Head) -> Result<Source, Error> {
    let mut reader = ImageReader::with_format(Cursor::new(data), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(WHOLE);
    reader.limits(limits);
    match reader.decode() {
        Ok(picture) => Ok(Source::Whole(picture)),
        Err(ImageError::Limits(_)) => Err(Error::TooLarge {
            width,
            height,
            kind: "hiếm gặp",
            instead: "JPEG thường (baseline) hoặc PNG không xen kẽ",
        }),
        Err(_) => Err(Error::Damaged("dữ liệu ảnh hỏng".into())),
    }
}
