//! Reads a JPEG's header (ITU-T T.81, B.2.2) and its pixels row by row.

mod bits;
mod marker;
mod rows;
mod transform;

pub(crate) use rows::{Rows, to_inks};

use marker::{CUT, MarkerSegment, next_segment};

/// The header's segments up to the first scan, by marker.
pub(crate) fn segments(data: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut at = 2;
    std::iter::from_fn(move || {
        let MarkerSegment { marker, body, end } = next_segment(data, at).ok()?;
        at = end;
        (marker != 0xDA).then_some((marker, body))
    })
}

/// The stored size and colour components.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub width: u32,
    pub height: u32,
    /// Bits per component.
    pub bits: u8,
    /// 1 is gray, 3 is colour, 4 is CMYK.
    pub components: u8,
    /// Written by Adobe software: CMYK values are inverted.
    pub is_adobe: bool,
    /// Four components are YCC and black, as Adobe's marker says.
    pub is_ycck: bool,
    /// Progressive: the pixels come in several passes.
    pub is_progressive: bool,
    /// The offset of the first scan.
    pub scan: usize,
}

impl Head {
    /// Reads the header.
    ///
    /// # Errors
    ///
    /// In Vietnamese: an incomplete or damaged file, or a rare kind of compression.
    pub fn read(data: &[u8]) -> Result<Self, String> {
        let mut at = 2;
        let (mut is_adobe, mut is_ycck) = (false, false);
        let mut is_progressive = false;
        let mut frame = None;
        loop {
            let MarkerSegment { marker, body, end } = next_segment(data, at)?;
            match marker {
                0xC0..=0xC3 => {
                    let &[bits, high, low, wide, narrow, components, ..] = body else {
                        return Err(CUT.into());
                    };
                    frame = Some((bits, [high, low], [wide, narrow], components));
                    is_progressive = marker == 0xC2;
                }
                // The scan follows: the header is complete.
                0xDA => {
                    let Some((bits, height, width, components)) = frame else { return Err(CUT.into()) };
                    let width = u32::from(u16::from_be_bytes(width));
                    let height = u32::from(u16::from_be_bytes(height));
                    if width == 0 || height == 0 {
                        return Err("tệp JPEG không ghi kích thước".into());
                    }
                    return Ok(Self {
                        width,
                        height,
                        bits,
                        components,
                        is_adobe,
                        is_ycck: is_ycck && components == 4,
                        is_progressive,
                        scan: end,
                    });
                }
                0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err("kiểu nén JPEG hiếm gặp".into()),
                0xEE if body.starts_with(b"Adobe") => {
                    is_adobe = true;
                    is_ycck = body.get(11) == Some(&2);
                }
                _ => {}
            }
            at = end;
        }
    }
}
