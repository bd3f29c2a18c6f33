//! Decodes pictures to pixels within a fixed memory budget, however many pixels they have.
//!
//! A PNG and a baseline JPEG are decoded row by row and resampled to the needed size on the way. Kinds that
//! can only be decoded as a whole (interlaced PNG, progressive JPEG) are refused beyond [`WHOLE`]. Every
//! consumer reads pictures here, so that the screen and all files agree on orientation, colours and damage.

mod color;
mod format;
mod resample;
mod rows;
mod sound;
mod tags;

pub(crate) use color::Profile;
pub(crate) use resample::Scaled;
pub(crate) use rows::Rows;
pub(crate) use sound::Sound;

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader};

use super::jpeg;

/// Maximum memory for a picture decoded as a whole, bytes.
pub const WHOLE: u64 = 768 << 20;

/// A picture with more pixels than this must have a file of some size: 128 million are a pano of 8 × 4 m at
/// 50 dpi.
const MANY: u64 = 1 << 27;
/// Bytes of pixels to each byte of such a file. Photos have 2 to 50; a file made to fill the memory has
/// hundreds.
const MOST_PACKED: u64 = 200;

/// Why a picture cannot be decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("tệp ảnh bị cụt hoặc hỏng ({0}); hãy chép lại ảnh gốc, hoặc mở và lưu lại ảnh")]
    Damaged(String),
    #[error("tệp là {0}; dùng JPEG, PNG, WebP, TIFF, SVG")]
    Format(&'static str),
    #[error("bản vẽ SVG quá nhiều nét; hãy gộp, giản lược nét, hoặc xuất thành PNG")]
    Complex,
    #[error(
        "ảnh {width} × {height} điểm ảnh lưu kiểu {kind} phải giải nén cả tấm, quá lớn cho bộ nhớ; \
         hãy lưu lại thành {instead}, hoặc thu nhỏ ảnh"
    )]
    TooLarge { width: u32, height: u32, kind: &'static str, instead: &'static str },
    #[error(
        "tệp chỉ {kilobytes} KB mà bung ra {width} × {height} điểm ảnh, không phải ảnh để in; \
         hãy thu nhỏ ảnh rồi lưu lại"
    )]
    Bomb { width: u32, height: u32, kilobytes: usize },
}

/// What the samples of a file mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colors {
    Gray,
    Rgb,
    Cmyk,
}

/// What a picture's header says, without decoding its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// As stored, before it is turned upright.
    pub width: u32,
    pub height: u32,
    pub colors: Colors,
    pub orientation: Orientation,
}

/// Reads a file's header and checks that the file seems complete and can be decoded; fast enough for each
/// change of a poster. [`Sound`] looks at the pixels too.
pub(crate) fn check(data: &[u8]) -> Result<Head, Error> {
    let (head, whole) = match data {
        [0xFF, 0xD8, ..] => check_jpeg(data)?,
        [0x89, b'P', b'N', b'G', ..] => check_png(data)?,
        [] => return Err(Error::Damaged("tệp rỗng".into())),
        _ if let Some(format) = other_format(data) => check_other(data, format)?,
        _ => return Err(Error::Format(format::name(data))),
    };
    let Head { width, height, .. } = head;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MANY && pixels * 4 / MOST_PACKED > data.len() as u64 {
        return Err(Error::Bomb { width, height, kilobytes: data.len().div_ceil(1024) });
    }
    match whole {
        Some(Whole { kind, instead, bytes }) if pixels * bytes > WHOLE => {
            Err(Error::TooLarge { width, height, kind, instead })
        }
        _ => Ok(head),
    }
}

/// Whether a file holds a picture of any format, printable or not, or nothing at all.
pub(crate) fn is_picture(data: &[u8]) -> bool {
    let is_printable =
        data.starts_with(&[0xFF, 0xD8]) || data.starts_with(b"\x89PNG") || other_format(data).is_some();
    data.is_empty() || is_printable || format::name(data) != format::UNKNOWN
}

/// The format of a picture that the `image` library decodes as a whole.
pub(crate) fn other_format(data: &[u8]) -> Option<ImageFormat> {
    match data {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(ImageFormat::WebP),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some(ImageFormat::Tiff),
        _ => None,
    }
}

fn check_other(data: &[u8], format: ImageFormat) -> Result<(Head, Option<Whole>), Error> {
    let damaged = |_| Error::Damaged("không đọc được phần đầu".into());
    let mut decoder = ImageReader::with_format(Cursor::new(data), format).into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(Error::Damaged("tệp không ghi kích thước".into()));
    }
    let colors = if decoder.color_type().has_color() { Colors::Rgb } else { Colors::Gray };
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let bytes = u64::from(decoder.color_type().bytes_per_pixel());
    let kind = if format == ImageFormat::WebP { "WebP" } else { "TIFF" };
    let whole = Whole { kind, instead: "JPEG thường (baseline)", bytes };
    Ok((Head { width, height, colors, orientation }, Some(whole)))
}

/// A kind that can only be decoded as a whole.
struct Whole {
    kind: &'static str,
    instead: &'static str,
    /// Memory for each pixel.
    bytes: u64,
}

fn check_jpeg(data: &[u8]) -> Result<(Head, Option<Whole>), Error> {
    let jpeg = jpeg::Head::read(data).map_err(Error::Damaged)?;
    // The end marker cannot occur within a scan; other programs' data may follow it.
    if !data[jpeg.scan..].windows(2).rev().any(|pair| pair == [0xFF, 0xD9]) {
        return Err(Error::Damaged("tệp JPEG bị cụt".into()));
    }
    let colors = match jpeg.components {
        1 => Colors::Gray,
        3 => Colors::Rgb,
        4 => Colors::Cmyk,
        other => return Err(Error::Damaged(format!("JPEG có {other} kênh màu"))),
    };
    let orientation = tags::orientation(data);
    let head = Head { width: jpeg.width, height: jpeg.height, colors, orientation };
    // Two bytes for each coefficient, besides the pixels.
    let whole = jpeg.is_progressive.then(|| Whole {
        kind: "JPEG lũy tiến (progressive)",
        instead: "JPEG thường (baseline)",
        bytes: 2 * u64::from(jpeg.components) + 3,
    });
    Ok((head, whole))
}

fn check_png(data: &[u8]) -> Result<(Head, Option<Whole>), Error> {
    let damaged = |reason: &str| Err(Error::Damaged(reason.into()));
    let mut chunks = PngChunks::of(data);
    let Some((b"IHDR", &[w0, w1, w2, w3, h0, h1, h2, h3, bits, color, _, _, interlace])) = chunks.next()
    else {
        return damaged("tệp PNG hỏng phần đầu");
    };
    if !chunks.any(|(kind, _)| kind == b"IEND") {
        return damaged("tệp PNG bị cụt");
    }
    let (width, height) = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
    if width == 0 || height == 0 {
        return damaged("tệp PNG không ghi kích thước");
    }
    let colors = if color & 2 == 0 { Colors::Gray } else { Colors::Rgb };
    let head = Head { width, height, colors, orientation: tags::orientation(data) };
    let channels = if color == 3 { 4 } else { u64::from(color & 2) + 1 + u64::from(color >> 2) };
    let whole = (interlace != 0).then(|| Whole {
        kind: "PNG xen kẽ (interlaced)",
        instead: "PNG không xen kẽ",
        bytes: channels * u64::from(bits.div_ceil(8)),
    });
    Ok((head, whole))
}

/// Verifies a file's checksums, as far as its format has any.
pub(crate) fn verify(data: &[u8]) -> Result<(), Error> {
    let mut chunks = PngChunks::of(data);
    while data.starts_with(b"\x89PNG") {
        let before = chunks.rest;
        let Some((_, body)) = chunks.next() else { break };
        let (kind_and_body, rest) = before[4..].split_at(4 + body.len());
        let mut sum = flate2::Crc::new();
        sum.update(kind_and_body);
        if rest.first_chunk() != Some(&sum.sum().to_be_bytes()) {
            return Err(Error::Damaged("dữ liệu PNG hỏng".into()));
        }
    }
    Ok(())
}

/// The chunks of a PNG file, up to the first incomplete one.
pub(crate) struct PngChunks<'a> {
    rest: &'a [u8],
}

impl<'a> PngChunks<'a> {
    pub fn of(data: &'a [u8]) -> Self {
        Self { rest: data.get(8..).unwrap_or_default() }
    }
}

impl<'a> Iterator for PngChunks<'a> {
    type Item = (&'a [u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (length, rest) = self.rest.split_first_chunk::<4>()?;
        let (kind, rest) = rest.split_first_chunk::<4>()?;
        let body = rest.get(..u32::from_be_bytes(*length) as usize)?;
        // Skips the checksum.
        self.rest = rest.get(body.len() + 4..).unwrap_or_default();
        Some((kind, body))
    }
}
