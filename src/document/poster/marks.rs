//! Printer's marks outside the trim, and the words across a proof.

use crate::page::{Align, Color, Face, Fonts, Item, MM, Path, Point, Rect, Segment, Span, Stroke, Style};
use crate::poster::size::MARKS as MARGIN;

/// Space for the slug line below, mm of the sheet.
pub(super) const SLUG: f32 = 8.0;

/// Length of a mark, and its distance from the ink, mm.
const LENGTH: f32 = 6.0;
const GAP: f32 = 2.0;

/// On every plate.
const REGISTRATION: Color = Color::Cmyk { c: 1.0, m: 1.0, y: 1.0, k: 1.0 };

/// Two hairlines at each corner, outside the bleed.
pub(super) fn crop(trim: Rect, bleed: f32) -> Vec<Item> {
    corners(trim, (bleed + GAP * MM, bleed + (GAP + LENGTH) * MM), &Stroke::solid(REGISTRATION, 0.25))
}

/// Two lines at each corner of an area, from `near` to `far` points away from it.
pub(super) fn corners(area: Rect, (near, far): (f32, f32), stroke: &Stroke) -> Vec<Item> {
    let mut marks = Vec::with_capacity(8);
    let mut line = |x0, y0, x1, y1| {
        let (from, to) = (Point { x: x0, y: y0 }, Point { x: x1, y: y1 });
        marks.push(Item::Path(Path::line(from, to, stroke.clone())));
    };
    let (right, bottom) = (area.x + area.width, area.y + area.height);
    for x in [area.x, right] {
        line(x, area.y - far, x, area.y - near);
        line(x, bottom + near, x, bottom + far);
    }
    for y in [area.y, bottom] {
        line(area.x - far, y, area.x - near, y);
        line(right + near, y, right + far, y);
    }
    marks
}

/// A circle with a cross outside the middle of each side.
pub(super) fn registration(ink: Rect) -> Vec<Item> {
    const REACH: f32 = 3.0 * MM;
    const RADIUS: f32 = 1.8 * MM;
    let away = MARGIN / 2.0 * MM;
    let (right, bottom) = (ink.x + ink.width, ink.y + ink.height);
    let (x, y) = (ink.x + ink.width / 2.0, ink.y + ink.height / 2.0);
    let stroke = || Stroke::solid(REGISTRATION, 0.25);
    let middles = [(x, ink.y - away), (x, bottom + away), (ink.x - away, y), (right + away, y)];
    middles
        .into_iter()
        .flat_map(|(x, y)| {
            let at = |dx: f32, dy: f32| Point { x: x + dx, y: y + dy };
            [
                Path { segments: circle(at(0.0, 0.0), RADIUS), fill: None, stroke: Some(stroke()) },
                Path::line(at(-REACH, 0.0), at(REACH, 0.0), stroke()),
                Path::line(at(0.0, -REACH), at(0.0, REACH), stroke()),
            ]
        })
        .map(Item::Path)
        .collect()
}

/// Four arcs as curves (the usual 0.5523 of the radius).
pub(super) fn circle(middle: Point, radius: f32) -> Vec<Segment> {
    let (r, k) = (radius, radius * 0.552_285);
    let at = |x: f32, y: f32| Point { x: middle.x + x, y: middle.y + y };
    vec![
        Segment::Move(at(r, 0.0)),
        Segment::Curve(at(r, k), at(k, r), at(0.0, r)),
        Segment::Curve(at(-k, r), at(-r, k), at(-r, 0.0)),
        Segment::Curve(at(-r, -k), at(-k, -r), at(0.0, -r)),
        Segment::Curve(at(k, -r), at(r, -k), at(r, 0.0)),
        Segment::Close,
    ]
}

/// Full inks, half tints, overprints of two and three, above the left half of the trim.
pub(super) fn color_bar(trim: Rect, ink: Rect) -> Vec<Item> {
    const PATCHES: [[f32; 4]; 13] = [
        [1.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 0.0],
        [0.0, 0.0, 0.0, 1.0],
        [0.5, 0.0, 0.0, 0.0],
        [0.0, 0.5, 0.0, 0.0],
        [0.0, 0.0, 0.5, 0.0],
        [0.0, 0.0, 0.0, 0.5],
        [1.0, 1.0, 0.0, 0.0],
        [1.0, 0.0, 1.0, 0.0],
        [0.0, 1.0, 1.0, 0.0],
        [1.0, 1.0, 1.0, 0.0],
        [0.5, 0.4, 0.4, 0.0],
    ];
    // Between the corner's crop mark and the registration mark in the middle.
    let room = trim.width / 2.0 - 8.0 * MM;
    let side = (room / PATCHES.len() as f32).clamp(1.0 * MM, 5.0 * MM);
    let y = ink.y - MARGIN / 2.0 * MM - side / 2.0;
    PATCHES
        .into_iter()
        .enumerate()
        .map(|(index, [c, m, y_ink, k])| {
            let rect = Rect::new(trim.x + 2.0 * MM + index as f32 * side, y, side, side);
            Item::Path(Path::rect(rect, Some(Color::Cmyk { c, m, y: y_ink, k }), None))
        })
        .collect()
}

/// The line below the ink that states the scale.
pub(super) fn slug(line: &str, note: &str, ink: Rect, fonts: &mut Fonts) -> Vec<Item> {
    let span = |text: &str, face| Span {
        text: text.to_owned(),
        style: Style { face, size: 9.0, color: Color::BLACK, is_underlined: false },
    };
    let at = Point { x: ink.x + 4.0 * MM, y: ink.y + ink.height + 5.3 * MM };
    let spans = [span(line, Face::SansBold), span(note, Face::Sans)];
    fonts.line(&spans, at, Align::Left).into_iter().map(Item::Glyphs).collect()
}

/// "BẢN XIN Ý KIẾN" from corner to corner of the board: nobody takes a proof for the final poster. White beneath
/// grey is seen on light and dark ground.
pub(super) fn proof(board: Rect, fonts: &mut Fonts) -> Vec<Item> {
    const WORDS: &str = "BẢN XIN Ý KIẾN";
    /// Width of the words in ems, about.
    const EMS: f32 = 9.0;
    let diagonal = board.width.hypot(board.height);
    let size = 0.8 * diagonal / EMS;
    let mut line = |ink: f32, shift: f32| {
        let style = Style {
            face: Face::SansBold,
            size,
            color: Color::Cmyk { c: 0.0, m: 0.0, y: 0.0, k: ink },
            is_underlined: false,
        };
        let at = Point { x: shift, y: size * 0.35 + shift };
        fonts.line(&[Span { text: WORDS.to_owned(), style }], at, Align::Center)
    };
    let words = line(0.0, size * 0.02).into_iter().chain(line(0.5, 0.0));
    let (cos, sin) = (board.width / diagonal, -board.height / diagonal);
    let middle = Point { x: board.x + board.width / 2.0, y: board.y + board.height / 2.0 };
    let transform = [cos, sin, -sin, cos, middle.x, middle.y];
    vec![Item::Group { transform, clip: None, items: words.map(Item::Glyphs).collect() }]
}

/// Short dashed lines in the bleed where paper is folded; `folds` in mm from the left edge, `unit` points each.
pub(super) fn folds(folds: &[f32], trim: Rect, bleed: f32, unit: f32) -> Vec<Item> {
    let stroke = || Stroke { dash: vec![1.5, 1.0], ..Stroke::solid(REGISTRATION, 0.4) };
    let mut marks = Vec::with_capacity(folds.len() * 2);
    for fold in folds {
        let x = trim.x + fold * unit;
        let bottom = trim.y + trim.height;
        for (from, to) in [(trim.y - bleed, trim.y), (bottom, bottom + bleed)] {
            marks.push(Item::Path(Path::line(Point { x, y: from }, Point { x, y: to }, stroke())));
        }
    }
    marks
}
