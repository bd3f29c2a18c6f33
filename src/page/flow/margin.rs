//! What stands in the margin beside the lines: figures counted afresh on each page, bars.

use super::paginate::Plan;
use crate::page::{Align, Fonts, Item, Path, Point, Rect, Span};

/// From the body to a bar's middle, to a figure's right end, and a bar's width; points.
const BAR: f32 = 5.0;
const FIGURE: f32 = 9.0;
const THICKNESS: f32 = 2.0;

/// `at` is the body's top left corner.
pub(super) fn paint(plan: &Plan<'_>, at: Point, fonts: &mut Fonts, items: &mut Vec<Item>) {
    for (top, bottom, color) in plan.bars() {
        let rect = Rect::new(at.x - BAR - THICKNESS / 2.0, at.y + top, THICKNESS, bottom - top);
        items.push(Item::Path(Path::rect(rect, Some(color), None)));
    }
    for (index, (baseline, style)) in plan.numbers().enumerate() {
        let figure = Span { text: (index + 1).to_string(), style };
        let end = Point { x: at.x - FIGURE, y: at.y + baseline };
        items.extend(fonts.line(&[figure], end, Align::Right).into_iter().map(Item::Glyphs));
    }
}
