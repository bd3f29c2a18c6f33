//! What stands outside the trim for the print shop.

use crate::page::{Align, Color, Face, Fonts, Item, MM, Path, Point, Rect, Span, Stroke, Style};

/// Room for the marks on each side, mm of the sheet.
pub(super) const MARGIN: f32 = 10.0;
/// Room for the slug line below, mm of the sheet.
pub(super) const SLUG: f32 = 8.0;

/// How long a mark is, and how far from the ink it begins, mm.
const LENGTH: f32 = 6.0;
const GAP: f32 = 2.0;

/// On every plate.
const REGISTRATION: Color = Color::Cmyk { c: 1.0, m: 1.0, y: 1.0, k: 1.0 };

/// Two hairlines at each corner, beyond the bleed.
pub(super) fn crop(trim: Rect, bleed: f32) -> Vec<Item> {
    let (near, far) = (bleed + GAP * MM, bleed + (GAP + LENGTH) * MM);
    let mut marks = Vec::with_capacity(8);
    let mut line = |x0, y0, x1, y1| {
        let stroke = Stroke::solid(REGISTRATION, 0.25);
        marks.push(Item::Path(Path::line(Point { x: x0, y: y0 }, Point { x: x1, y: y1 }, stroke)));
    };
    let (right, bottom) = (trim.x + trim.width, trim.y + trim.height);
    for x in [trim.x, right] {
        line(x, trim.y - far, x, trim.y - near);
        line(x, bottom + near, x, bottom + far);
    }
    for y in [trim.y, bottom] {
        line(trim.x - far, y, trim.x - near, y);
        line(right + near, y, right + far, y);
    }
    marks
}

/// The line that says how to enlarge, under the ink.
pub(super) fn slug(line: &str, note: &str, ink: Rect, fonts: &mut Fonts) -> Vec<Item> {
    let span = |text: &str, face| Span {
        text: text.to_owned(),
        style: Style { face, size: 9.0, color: Color::BLACK },
    };
    let at = Point { x: ink.x + 4.0 * MM, y: ink.y + ink.height + 5.3 * MM };
    let spans = [span(line, Face::SansBold), span(note, Face::Sans)];
    fonts.line(&spans, at, Align::Left).into_iter().map(Item::Glyphs).collect()
}
