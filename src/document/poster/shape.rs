//! Shapes and icons as outlines.

use super::{Setter, color, icon};
use crate::page::{Color, Gradient, Item, Path, Point, Rect, Segment, Spread, Stop, Stroke};
use crate::poster::{Fill, Frame, Icon, Ink, MotifStep, Shape, ShapeForm};

/// The control points' distance for a quarter circle, as a fraction of the radius.
const ROUND: f32 = 0.552_284_8;

/// Width of the cutting line, points.
const CUT: f32 = 0.25;

impl Setter<'_> {
    pub(super) fn shape(&mut self, shape: &Shape, frame: Frame, items: &mut Vec<Item>) {
        let outline = self.outline(shape.form, frame);
        if shape.is_cut {
            let stroke = Some(Stroke::solid(Color::CutContour, CUT));
            items.push(Item::Path(Path { segments: outline, fill: None, stroke }));
            return;
        }
        let is_line = shape.form == ShapeForm::Line;
        let stroke = shape.stroke.map(|(ink, width)| {
            let width = width * self.unit;
            let dash = shape.dash.lengths().iter().map(|length| length * width).collect();
            Stroke { color: color(ink), width, dash }
        });
        match (shape.fill.filter(|_| !is_line), stroke) {
            (Some(Fill::Solid(ink)), stroke) => {
                items.push(Item::Path(Path { segments: outline, fill: Some(color(ink)), stroke }));
            }
            (Some(fill), Some(stroke)) => {
                self.fill(outline.clone(), fill, frame, items);
                items.push(Item::Path(Path { segments: outline, fill: None, stroke: Some(stroke) }));
            }
            (Some(fill), None) => self.fill(outline, fill, frame, items),
            (None, Some(stroke)) => {
                items.push(Item::Path(Path { segments: outline, fill: None, stroke: Some(stroke) }));
            }
            (None, None) => {}
        }
    }

    /// The outline of a form that fills a frame.
    pub(super) fn outline(&self, form: ShapeForm, frame: Frame) -> Vec<Segment> {
        outline(form, self.rect(frame), self.unit)
    }

    /// A filled outline; a gradient spans `frame`.
    pub(super) fn fill(&self, segments: Vec<Segment>, fill: Fill, frame: Frame, items: &mut Vec<Item>) {
        match fill {
            Fill::Solid(ink) => {
                items.push(Item::Path(Path { segments, fill: Some(color(ink)), stroke: None }));
            }
            Fill::Linear { .. } => {
                let (start, end) = fill.axis(frame);
                let point = |(x, y): (f32, f32)| Point { x: x * self.unit, y: y * self.unit };
                let stops = fill.stops().map(|stop| Stop { at: stop.at, color: color(stop.ink) }).collect();
                let spread = Spread::Linear { start: point(start), end: point(end) };
                let gradient = Gradient { stops, spread };
                items.push(Item::Shade { segments, gradient });
            }
        }
    }

    /// An icon as an outline, so that no private-use character is copied with the text. Unknown names draw
    /// nothing.
    pub(super) fn icon(&self, element: &Icon, frame: Frame, items: &mut Vec<Item>) {
        let side = frame.width.min(frame.height);
        let (cx, cy) = frame.center();
        let square = Frame::new(cx - side / 2.0, cy - side / 2.0, side, side);
        let segments = icon::outline(&element.name, self.rect(square));
        if !segments.is_empty() {
            self.fill(segments, Fill::Solid(element.ink), square, items);
        }
    }

    pub(super) fn placeholder(&self, frame: Frame, items: &mut Vec<Item>) {
        let rect = self.rect(frame);
        let line = Stroke {
            color: color(Ink::new(20.0, 12.0, 10.0, 20.0)),
            width: (rect.width.min(rect.height) * 0.006).max(0.25),
            dash: Vec::new(),
        };
        let paper = color(Ink::new(6.0, 3.0, 4.0, 4.0));
        items.push(Item::Path(Path {
            segments: rectangle(rect, 0.0),
            fill: Some(paper),
            stroke: Some(line),
        }));
        let side = frame.width.min(frame.height) * 0.22;
        let (cx, cy) = frame.center();
        let sign = Icon { name: "image".into(), ink: Ink::new(26.0, 16.0, 14.0, 30.0) };
        self.icon(&sign, Frame::new(cx - side / 2.0, cy - side / 2.0, side, side), items);
    }
}

/// The outline of a form in a box, with `unit` points for each millimetre.
pub fn outline(form: ShapeForm, rect: Rect, unit: f32) -> Vec<Segment> {
    match form {
        ShapeForm::Rectangle { radius } => rectangle(rect, radius * unit),
        ShapeForm::Ellipse => rectangle_with_radii(rect, rect.width / 2.0, rect.height / 2.0),
        ShapeForm::Line => vec![
            Segment::Move(Point { x: rect.x, y: rect.y }),
            Segment::Line(Point { x: rect.x + rect.width, y: rect.y + rect.height }),
        ],
        ShapeForm::Chevron | ShapeForm::Polygon { .. } | ShapeForm::Star { .. } => {
            let frame = Frame::new(rect.x, rect.y, rect.width, rect.height);
            closed(form.corners(frame).unwrap_or_default())
        }
        ShapeForm::Motif(motif) => {
            let (wide, high) = motif.size();
            let at = |x: f32, y: f32| Point {
                x: rect.x + x / wide * rect.width,
                y: rect.y + y / high * rect.height,
            };
            let step = |step| match step {
                MotifStep::Move([x, y]) => Segment::Move(at(x, y)),
                MotifStep::Line([x, y]) => Segment::Line(at(x, y)),
                MotifStep::Curve([a, b, c, d, x, y]) => Segment::Curve(at(a, b), at(c, d), at(x, y)),
                MotifStep::Close => Segment::Close,
            };
            motif.outline().map(step).collect()
        }
    }
}

/// A closed line through these corners.
fn closed(corners: Vec<(f32, f32)>) -> Vec<Segment> {
    let points = corners.into_iter().map(|(x, y)| Point { x, y });
    let each =
        points.enumerate().map(|(index, at)| if index == 0 { Segment::Move(at) } else { Segment::Line(at) });
    each.chain([Segment::Close]).collect()
}

pub(super) fn rectangle(rect: Rect, radius: f32) -> Vec<Segment> {
    let radius = radius.min(rect.width / 2.0).min(rect.height / 2.0);
    if radius <= 0.0 {
        return Path::rect(rect, None, None).segments;
    }
    rectangle_with_radii(rect, radius, radius)
}

/// A rectangle with rounded corners; radii of half the sides make an ellipse.
fn rectangle_with_radii(rect: Rect, rx: f32, ry: f32) -> Vec<Segment> {
    let Rect { x, y, width, height } = rect;
    let (right, bottom) = (x + width, y + height);
    let (kx, ky) = (rx * (1.0 - ROUND), ry * (1.0 - ROUND));
    let p = |x, y| Point { x, y };
    vec![
        Segment::Move(p(x + rx, y)),
        Segment::Line(p(right - rx, y)),
        Segment::Curve(p(right - kx, y), p(right, y + ky), p(right, y + ry)),
        Segment::Line(p(right, bottom - ry)),
        Segment::Curve(p(right, bottom - ky), p(right - kx, bottom), p(right - rx, bottom)),
        Segment::Line(p(x + rx, bottom)),
        Segment::Curve(p(x + kx, bottom), p(x, bottom - ky), p(x, bottom - ry)),
        Segment::Line(p(x, y + ry)),
        Segment::Curve(p(x, y + ky), p(x + kx, y), p(x + rx, y)),
        Segment::Close,
    ]
}
