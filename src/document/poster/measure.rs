//! Texts measured for a new layout of a poster.

use super::Setter;
use crate::page::{Fonts, MM};
use crate::poster::flow::{Extent, Measure};
use crate::poster::{Fit, Frame, Text, VerticalAlign};

/// Measures with the program's own faces.
pub struct Measurer<'a>(pub &'a mut Fonts);

impl Measure for Measurer<'_> {
    fn extent(&mut self, text: &Text, width: f32) -> Extent {
        let text = Text { vertical: VerticalAlign::Top, fit: Fit::Fixed, ..text.clone() };
        let mut items = Vec::new();
        let frame = Frame::new(0.0, 0.0, width, 1.0e6);
        let set = Setter::new(MM, None, &|_| None, self.0).text(&text, frame, &mut items);
        let area = set.area.unwrap_or(Frame::new(0.0, 0.0, 0.0, set.height));
        Extent {
            height: set.height,
            ink_top: area.y,
            ink_foot: area.y + area.height,
            width: area.width,
            lines: set.lines.len(),
            is_faulty: set.is_overflowing || set.is_colliding,
        }
    }
}
