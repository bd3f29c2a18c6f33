//! The seam and the eyelets as the workshop finds them: on the screen's layer, never on a plate.

use super::marks::circle;
use crate::page::{Color, Item, Path, Point, Rect, Stroke};
use crate::poster::Poster;

/// What readers list the layer as.
const NAME: &str = "Viền may và khuyết";

/// Stands out on any ground that a banner has.
const INK: Color = Color::Cmyk { c: 0.0, m: 1.0, y: 0.0, k: 0.0 };

/// The marks of a poster whose trim lies there, `unit` points to a millimetre of the finished size.
pub(super) fn layer(poster: &Poster, trim: Rect, unit: f32) -> Option<Item> {
    let finishing = poster.finishing?;
    let width = (trim.width.min(trim.height) / 600.0).clamp(0.35, 2.0);
    let line = || Stroke::solid(INK, width);
    let mut items = Vec::new();
    if finishing.hem > 0.0 {
        let hem = finishing.hem * unit;
        let seam = Rect::new(trim.x + hem, trim.y + hem, trim.width - 2.0 * hem, trim.height - 2.0 * hem);
        let stitches = Stroke { dash: vec![width * 8.0, width * 5.0], ..line() };
        items.push(Item::Path(Path::rect(seam, None, Some(stitches))));
    }
    let radius = finishing.eyelets.map_or(0.0, |eyelets| eyelets.diameter / 2.0) * unit;
    for (x, y) in finishing.rings(poster.width, poster.height) {
        let middle = Point { x: trim.x + x * unit, y: trim.y + y * unit };
        let at = |dx: f32, dy: f32| Point { x: middle.x + dx * radius, y: middle.y + dy * radius };
        let ring = Path { segments: circle(middle, radius), fill: None, stroke: Some(line()) };
        let cross = [
            Path::line(at(-0.5, 0.0), at(0.5, 0.0), line()),
            Path::line(at(0.0, -0.5), at(0.0, 0.5), line()),
        ];
        items.push(Item::Path(ring));
        items.extend(cross.map(Item::Path));
    }
    (!items.is_empty()).then_some(Item::Unprinted { name: NAME, items })
}
