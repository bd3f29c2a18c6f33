//! Scanned pages as grey images: PDF files of scanners and copiers, TIFF, JPEG, PNG.
//!
//! A page is read from its file and decoded when it is asked for, so that a thousand pages need the memory of the few
//! at work.

mod bits;
mod jbig2;
mod pdf;
mod skeleton;
mod source;
mod tiff;

use std::io::Cursor;

use image::ImageReader;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::survey::scan::Plane;
use source::{Bytes, Source};

/// Why a scan, or a page of it, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("không phải bản quét (.pdf .tif .jpg .png)")]
    Unknown,
    #[error("tệp PDF hỏng hoặc có mật khẩu; hãy quét lại, hoặc bỏ mật khẩu")]
    BrokenPdf,
    #[error("trang không có ảnh quét; hãy dùng bản do máy quét xuất ra")]
    NoImage,
    #[error("ảnh nén kiểu {0}, chưa đọc được; hãy quét lại thành JPEG hoặc TIFF")]
    Coding(&'static str),
    #[error("ảnh hỏng; hãy quét lại trang này")]
    Broken,
    #[error("ảnh quá lớn; hãy quét ở 200–300 dpi")]
    TooLarge,
    #[error("không đọc được tệp; hãy xem ổ đĩa, thẻ nhớ hay đường mạng còn nối không")]
    Unreadable,
}

/// The most pixels of a page: A3 at 600 dpi.
const LARGEST: usize = 80_000_000;

/// An opened scan.
pub struct Scan {
    source: Source,
    kind: Kind,
}

enum Kind {
    Pdf(Box<pdf::Pdf>),
    Tiff(tiff::Tiff),
    Jpeg,
    Png,
}

impl Scan {
    /// # Errors
    /// It is no scan, or a broken one.
    pub fn open(bytes: impl Bytes + 'static) -> Result<Self, Error> {
        let source = Source::new(bytes).map_err(|_| Error::Unreadable)?;
        let start = source.read(0, 1024).map_err(|_| Error::Unreadable)?;
        let kind = match start.as_slice() {
            [0xff, 0xd8, 0xff, ..] => Kind::Jpeg,
            [0x89, b'P', b'N', b'G', ..] => Kind::Png,
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => {
                Kind::Tiff(tiff::Tiff::open(&source)?)
            }
            _ if start.windows(5).any(|start| start == b"%PDF-") => {
                Kind::Pdf(Box::new(pdf::Pdf::open(&source)?))
            }
            _ => return Err(Error::Unknown),
        };
        Ok(Self { source, kind })
    }

    pub fn pages(&self) -> usize {
        match &self.kind {
            Kind::Pdf(pdf) => pdf.pages(),
            Kind::Tiff(tiff) => tiff.pages(),
            Kind::Jpeg | Kind::Png => 1,
        }
    }

    /// A page, from 0.
    ///
    /// # Errors
    /// The page cannot be decoded; others may.
    pub fn page(&self, index: usize) -> Result<Plane, Error> {
        match &self.kind {
            Kind::Pdf(pdf) => pdf.page(&self.source, index),
            Kind::Tiff(tiff) => tiff.page(&self.source, index),
            Kind::Jpeg => jpeg(&self.picture()?),
            Kind::Png => decoded(&self.picture()?),
        }
    }

    /// The first hexadecimal digits of the BLAKE3 hash of the whole file: scanners begin their names anew, and the same
    /// name may be another scan.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn digest(&self) -> Result<String, Error> {
        const CHUNK: usize = 1024 * 1024;
        let mut hasher = blake3::Hasher::new();
        let mut at = 0;
        while at < self.source.length() {
            let bytes = self.source.read(at, CHUNK).map_err(|_| Error::Unreadable)?;
            at += bytes.len() as u64;
            let _ = hasher.update(&bytes);
        }
        Ok(hasher.finalize().to_hex()[..8].to_owned())
    }

    /// A file that is one picture.
    fn picture(&self) -> Result<Vec<u8>, Error> {
        if self.source.length() > 4 * LARGEST as u64 {
            return Err(Error::TooLarge);
        }
        self.source.whole().map_err(|_| Error::Unreadable)
    }
}

/// Only the brightness of a JPEG is decoded.
fn jpeg(bytes: &[u8]) -> Result<Plane, Error> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::Luma)
        .set_max_width(20_000)
        .set_max_height(20_000);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let read = decoder.decode_headers().ok().and_then(|()| decoder.dimensions());
    if let Some((width, height)) = read
        && matches!(decoder.input_colorspace(), Some(ColorSpace::Luma | ColorSpace::YCbCr))
    {
        if width.saturating_mul(height) > LARGEST {
            return Err(Error::TooLarge);
        }
        let pixels = decoder.decode().map_err(|_| Error::Broken)?;
        return Plane::new(width, height, pixels).ok_or(Error::Broken);
    }
    decoded(bytes)
}

/// Any other picture.
fn decoded(bytes: &[u8]) -> Result<Plane, Error> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Error::Broken)?;
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(4 * LARGEST as u64);
    reader.limits(limits);
    let image = reader.decode().map_err(|_| Error::Broken)?;
    let grey = match image {
        image::DynamicImage::ImageLuma8(grey) => grey,
        // What is transparent is paper.
        image if image.color().has_alpha() => {
            let rgba = image.to_rgba8();
            image::GrayImage::from_fn(rgba.width(), rgba.height(), |x, y| {
                let [red, green, blue, alpha] = rgba.get_pixel(x, y).0.map(u32::from);
                let bright = (red * 77 + green * 150 + blue * 29) / 256;
                image::Luma([((bright * alpha + 255 * (255 - alpha)) / 255) as u8])
            })
        }
        image => image.to_luma8(),
    };
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    Plane::new(width, height, grey.into_raw()).ok_or(Error::Broken)
}
