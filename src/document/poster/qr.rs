//! QR codes as outlines.

use qrcode::bits::Bits;
use qrcode::types::QrError;
use qrcode::{EcLevel, QrCode, Version};

use super::Setter;
use super::shape::rectangle;
use crate::document::link;
use crate::page::{Item, Link, Rect};
use crate::poster::{Fill, Frame, Qr};

/// The quiet zone of a QR code, modules (ISO/IEC 18004, 5.3.8).
const QUIET: f32 = 4.0;

/// The designator of UTF-8 (AIM ECI Part 3).
const UTF_8: u32 = 26;

impl Setter<'_> {
    /// The code as large as its frame allows, centred, with the quiet zone within the frame.
    pub(super) fn qr(&mut self, code: &Qr, frame: Frame, items: &mut Vec<Item>) {
        let side = frame.width.min(frame.height);
        let (cx, cy) = frame.center();
        let square = Frame::new(cx - side / 2.0, cy - side / 2.0, side, side);
        if let Some(paper) = code.paper {
            let outline = rectangle(self.rect(square), 0.0);
            self.fill(outline, Fill::Solid(paper), square, items);
        }
        let Ok(matrix) = encoded(&code.content) else {
            return;
        };
        let count = matrix.width();
        let module = square.width * self.unit / (count as f32 + 2.0 * QUIET);
        let left = square.x * self.unit + QUIET * module;
        let top = square.y * self.unit + QUIET * module;
        let modules = matrix.into_colors();
        // One path for all modules: separate squares would show hairlines between them.
        let mut segments = Vec::new();
        for (row, line) in modules.chunks(count).enumerate() {
            let mut column = 0;
            while column < count {
                let dark = line[column..].iter().take_while(|one| **one == qrcode::Color::Dark).count();
                if dark > 0 {
                    let rect = Rect::new(
                        left + column as f32 * module,
                        top + row as f32 * module,
                        dark as f32 * module,
                        module,
                    );
                    segments.extend(rectangle(rect, 0.0));
                }
                column += dark.max(1);
            }
        }
        self.fill(segments, Fill::Solid(code.ink), square, items);
        if link::can_open(&code.content) {
            items.push(Item::Link(Link { rect: self.rect(square), url: code.content.clone() }));
        }
    }
}

/// Plain letters in the densest modes. Others as bytes that are said to be UTF-8: else some bytes of Vietnamese
/// pass for Japanese, and readers show Chinese characters.
fn encoded(content: &str) -> Result<QrCode, QrError> {
    if content.is_ascii() {
        return QrCode::with_error_correction_level(content, EcLevel::M);
    }
    (1..=40)
        .find_map(|version| {
            let mut bits = Bits::new(Version::Normal(version));
            bits.push_eci_designator(UTF_8).ok()?;
            bits.push_byte_data(content.as_bytes()).ok()?;
            bits.push_terminator(EcLevel::M).ok()?;
            Some(QrCode::with_bits(bits, EcLevel::M))
        })
        .unwrap_or(Err(QrError::DataTooLong))
}
