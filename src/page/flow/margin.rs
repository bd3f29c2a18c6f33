//! Draws the margin beside the lines: numbers that restart on each page, and bars.

use super::paginate::FilledPage;
use crate::page::{Align, Fonts, Item, Path, Point, Rect, Span};

/// Distance from the body to a bar's middle and to the right end of a number, and a bar's width; points.
const BAR: f32 = 5.0;
const FIGURE: f32 = 9.0;
const THICKNESS: f32 = 2.0;

/// `at` is the top left corner of the body.
pub(super) fn paint(filled_page: &FilledPage<'_>, at: Point, fonts: &mut Fonts, items: &mut Vec<Item>) {
    for (top, bottom, color) in filled_page.bars() {
        let rect = Rect::new(at.x - BAR - THICKNESS / 2.0, at.y + top, THICKNESS, bottom - top);
        items.push(Item::Path(Path::rect(rect, Some(color), None)));
    }
    for (index, (baseline, style)) in filled_page.numbers().enumerate() {
        let figure = Span { text: (index + 1).to_string(), style };
        let end = Point { x: at.x - FIGURE, y: at.y + baseline };
        items.extend(fonts.line(&[figure], end, Align::Right).into_iter().map(Item::Glyphs));
    }
}
