//! Draws the seam and the eyelets on a screen-only layer, never on a plate.

use super::marks::circle;
use crate::page::{Color, Item, Path, Point, Rect, Segment, Stroke};
use crate::poster::Poster;

/// The layer's name in PDF readers.
const NAME: &str = "Viền may và khuyết";

/// Magenta with a white halo is visible on any background.
const INK: Color = Color::Cmyk { c: 0.0, m: 1.0, y: 0.0, k: 0.0 };

/// The marks of a poster with this trim, at `unit` points per millimetre of the finished size.
pub(super) fn layer(poster: &Poster, trim: Rect, unit: f32) -> Option<Item> {
    let finishing = poster.finishing?;
    // Wide enough to be visible when the whole sheet is shown.
    let width = (trim.width.min(trim.height) / 600.0).clamp(0.35, 7.0);
    let mut items = Vec::new();
    let mut mark = |segments: Vec<Segment>, dash: Vec<f32>| {
        for (color, width, dash) in [(Color::WHITE, width * 2.2, Vec::new()), (INK, width, dash)] {
            let stroke = Some(Stroke { color, width, dash });
            items.push(Item::Path(Path { segments: segments.clone(), fill: None, stroke }));
        }
    };
    if finishing.hem > 0.0 {
        let hem = finishing.hem * unit;
        let seam = Rect::new(trim.x + hem, trim.y + hem, trim.width - 2.0 * hem, trim.height - 2.0 * hem);
        mark(Path::rect(seam, None, None).segments, vec![width * 8.0, width * 5.0]);
    }
    let radius = finishing.eyelets.map_or(0.0, |eyelets| eyelets.diameter / 2.0) * unit;
    for (x, y) in finishing.rings(poster.width, poster.height) {
        mark(circle(Point { x: trim.x + x * unit, y: trim.y + y * unit }, radius), Vec::new());
    }
    (!items.is_empty()).then_some(Item::Unprinted { name: NAME, items })
}
