//! The seam and the eyelets as the workshop finds them: on the screen's layer, never on a plate.

use super::marks::circle;
use crate::page::{Color, Item, Path, Point, Rect, Segment, Stroke};
use crate::poster::Poster;

/// What readers list the layer as.
const NAME: &str = "Viền may và khuyết";

/// Magenta on a white halo stands out on any ground that a banner has.
const INK: Color = Color::Cmyk { c: 0.0, m: 1.0, y: 0.0, k: 0.0 };

/// The marks of a poster whose trim lies there, `unit` points to a millimetre of the finished size.
pub(super) fn layer(poster: &Poster, trim: Rect, unit: f32) -> Option<Item> {
    let finishing = poster.finishing?;
    // Seen when the whole sheet is.
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
