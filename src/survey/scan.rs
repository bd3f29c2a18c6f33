//! Reads a scanned answer sheet: finds its corner marks, its code and its boxes, and measures each box.
//!
//! Nothing is guessed: a page that cannot be placed says why, and a box that could be read either way is doubtful.

mod align;
mod code;
mod corner;
mod crease;
mod ink;
mod map;
mod pale;
mod plane;
mod streak;

pub use ink::State;
pub use plane::Plane;

use super::sheet::{Layout, Place, SheetCode};
use map::Map;

/// What a sheet says.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub code: SheetCode,
    pub boxes: Vec<BoxReading>,
}

impl Reading {
    /// Whether the sheet lies on the scan with its lower end up.
    pub fn is_upside_down(&self) -> bool {
        match (self.boxes.first(), self.boxes.last()) {
            (Some(first), Some(last)) => first.at.1 > last.at.1,
            _ => false,
        }
    }
}

/// What was found in a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoxReading {
    pub place: Place,
    pub state: State,
    /// The part of the box that is inked, 0 to 1.
    pub ink: f32,
    /// The middle of the box on the scan, pixels.
    pub at: (f32, f32),
    /// Its side on the scan, pixels.
    pub side: f32,
}

/// Why a page was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    #[error("ảnh quá nhỏ; hãy quét ở 150 dpi trở lên")]
    TooSmall,
    #[error("trang trắng")]
    Blank,
    #[error("không thấy đủ các ô đen ở góc; trang không phải phiếu trả lời, hoặc bị che, bị cắt mất góc")]
    NoMarks,
    #[error("không đọc được mã vuông; hãy quét lại, hoặc nhập tay phiếu này")]
    NoCode,
    #[error("các ô không nằm đúng chỗ trên ảnh (giấy nhăn, gấp); hãy quét lại, hoặc nhập tay phiếu này")]
    Displaced,
    #[error(
        "phiếu trống, hoặc nét quá nhạt cho bản quét đen trắng; hãy quét xám hay màu, hoặc nhập tay phiếu này"
    )]
    Pale,
}

/// Reads one page of a scan.
///
/// # Errors
/// It is no answer sheet, or too much of it is missing.
pub fn read(mut plane: Plane) -> Result<Reading, Unread> {
    const SMALLEST: usize = 600;
    if plane.width.min(plane.height) < SMALLEST {
        return Err(Unread::TooSmall);
    }
    let is_bilevel = pale::is_bilevel(&plane);
    streak::remove(&mut plane);
    let places = corner::places(&plane);
    if places.is_empty() {
        return Err(if plane.is_blank() { Unread::Blank } else { Unread::NoMarks });
    }
    let (code, map) = code::find(&plane, &places).ok_or(Unread::NoCode)?;
    let layout = Layout::new(&code);
    crease::remove(&mut plane, &map);
    let placed = align::align(&plane, &map, &layout).ok_or(Unread::Displaced)?;
    let black = corner::black(&plane, &map);
    let boxes = layout.spots.iter().zip(placed).map(|(spot, local)| {
        let (state, ink) = ink::measure(&plane, &local, black, spot.place.clearance());
        BoxReading { place: spot.place, state, ink, at: local.origin, side: local.side() }
    });
    let mut boxes: Vec<BoxReading> = boxes.collect();
    if is_bilevel && pale::doubt(&mut boxes) {
        return Err(Unread::Pale);
    }
    Ok(Reading { code, boxes })
}
