//! Decodes pictures to pixels within a fixed memory budget, however many pixels they have.
//!
//! A PNG and a baseline JPEG are decoded row by row and resampled to the needed size on the way. Kinds that
//! can only be decoded as a whole (interlaced PNG, progressive or CMYK JPEG) are refused beyond [`WHOLE`].

mod resample;
mod rows;

pub(crate) use resample::Scaled;
pub(crate) use rows::Rows;

use super::jpeg;

/// Maximum memory for a picture decoded as a whole, bytes.
pub const WHOLE: u64 = 768 << 20;

/// Why a picture cannot be decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("tệp ảnh bị cụt hoặc hỏng ({0}); hãy chép lại ảnh gốc, hoặc mở và lưu lại ảnh")]
    Damaged(String),
    #[error(
        "ảnh {width} × {height} điểm ảnh lưu kiểu {kind} phải giải nén cả tấm, quá lớn cho bộ nhớ; \
         hãy lưu lại thành {instead}, hoặc thu nhỏ ảnh"
    )]
    TooLarge { width: u32, height: u32, kind: &'static str, instead: &'static str },
}

/// What a picture's header says, without decoding its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub width: u32,
    pub height: u32,
}

/// Reads a file's header and checks that the file is complete and can be decoded; fast enough for each change
/// of a poster.
pub(crate) fn check(data: &[u8]) -> Result<Head, Error> {
    let damaged = |reason: String| Error::Damaged(reason);
    let head = match data {
        [0xFF, 0xD8, ..] => {
            let jpeg::Head { width, height, components, is_progressive, scan, .. } =
                jpeg::Head::read(data).map_err(damaged)?;
            // The end marker cannot occur within a scan; other programs' data may follow it.
            if !data[scan..].windows(2).rev().any(|pair| pair == [0xFF, 0xD9]) {
                return Err(damaged("tệp JPEG bị cụt".into()));
            }
            let (kind, instead, bytes) = match (components, is_progressive) {
                // Two bytes for each coefficient, besides the pixels.
                (_, true) => {
                    ("JPEG lũy tiến (progressive)", "JPEG thường (baseline)", 2 * u64::from(components) + 3)
                }
                (4, false) => ("JPEG CMYK", "JPEG RGB", 3),
                _ => return Ok(Head { width, height }),
            };
            (width, height, kind, instead, bytes)
        }
        [0x89, b'P', b'N', b'G', ..] => {
            let mut chunks = PngChunks::of(data);
            let Some((b"IHDR", &[w0, w1, w2, w3, h0, h1, h2, h3, bits, color, _, _, interlace])) =
                chunks.next()
            else {
                return Err(damaged("tệp PNG hỏng phần đầu".into()));
            };
            if !chunks.any(|(kind, _)| kind == b"IEND") {
                return Err(damaged("tệp PNG bị cụt".into()));
            }
            let (width, height) =
                (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
            if width == 0 || height == 0 {
                return Err(damaged("tệp PNG không ghi kích thước".into()));
            }
            if interlace == 0 {
                return Ok(Head { width, height });
            }
            let channels = if color == 3 { 4 } else { u64::from(color & 2) + 1 + u64::from(color >> 2) };
            let bytes = channels * u64::from(bits.div_ceil(8));
            (width, height, "PNG xen kẽ (interlaced)", "PNG không xen kẽ", bytes)
        }
        _ => return Err(damaged("không phải JPEG hay PNG".into())),
    };
    let (width, height, kind, instead, bytes) = head;
    if u64::from(width) * u64::from(height) * bytes > WHOLE {
        return Err(Error::TooLarge { width, height, kind, instead });
    }
    Ok(Head { width, height })
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
