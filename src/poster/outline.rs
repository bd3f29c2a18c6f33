//! Outlines of forms: their corners, and how far a point lies from them.

use super::{Element, ElementKind, Frame, MotifStep, ShapeForm};

/// How deep a star is cut, as a share of its radius: the points of the flag's star lie on straight lines.
const INSET: f32 = 0.381_966;

/// Straight pieces in place of each curve; a twelfth of a half circle is off by less than a percent of its radius.
const PIECES: u8 = 12;

impl ShapeForm {
    /// The corners of a chevron, a polygon or a star that fills an upright frame of any unit; none of other forms.
    pub fn corners(self, frame: Frame) -> Option<Vec<(f32, f32)>> {
        match self {
            Self::Chevron => Some(chevron(frame)),
            Self::Polygon { corners } => Some(regular(frame, corners, None)),
            Self::Star { points } => Some(regular(frame, points, Some(INSET))),
            Self::Rectangle { .. } | Self::Ellipse | Self::Line | Self::Motif(_) => None,
        }
    }

    /// How far a point is from the form's edge, in the frame's unit; negative within the form. The frame is upright.
    fn distance(self, frame: Frame, x: f32, y: f32) -> f32 {
        let (cx, cy) = frame.center();
        let (wide, high) = (frame.width / 2.0, frame.height / 2.0);
        match self {
            Self::Rectangle { radius } => {
                let radius = radius.clamp(0.0, wide.min(high));
                let (dx, dy) = ((x - cx).abs() - wide + radius, (y - cy).abs() - high + radius);
                dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - radius
            }
            Self::Ellipse => {
                // Along the ray from the centre.
                let reach = ((x - cx) / wide.max(f32::EPSILON)).hypot((y - cy) / high.max(f32::EPSILON));
                let from_center = (x - cx).hypot(y - cy);
                if reach <= f32::EPSILON { -wide.min(high) } else { from_center - from_center / reach }
            }
            Self::Line => {
                to_segment((frame.x, frame.y), (frame.x + frame.width, frame.y + frame.height), (x, y))
            }
            Self::Chevron | Self::Polygon { .. } | Self::Star { .. } => {
                to_loops(&[self.corners(frame).unwrap_or_default()], (x, y))
            }
            Self::Motif(motif) => {
                let (width, height) = motif.size();
                let at = |[px, py]: [f32; 2]| {
                    (frame.x + px / width * frame.width, frame.y + py / height * frame.height)
                };
                to_loops(&loops(motif.outline(), at), (x, y))
            }
        }
    }
}

impl Element {
    /// Whether a point of the board is on the element, with a tolerance of `margin` mm.
    pub fn contains(&self, x: f32, y: f32, margin: f32) -> bool {
        self.reach(x, y, margin).is_some_and(|distance| distance <= margin)
    }

    /// Whether a press there means this element: of a shape without a fill only its line.
    pub(super) fn takes(&self, x: f32, y: f32, margin: f32) -> bool {
        let is_hollow = matches!(&self.kind, ElementKind::Shape(shape) if shape.fill.is_none());
        self.reach(x, y, margin)
            .is_some_and(|distance| if is_hollow { distance.abs() <= margin } else { distance <= margin })
    }

    /// How far a point of the board is from the element's edge, half its line included, mm; negative within it. None
    /// for one that is far from its frame.
    fn reach(&self, x: f32, y: f32, margin: f32) -> Option<f32> {
        let half = match &self.kind {
            ElementKind::Shape(shape) => shape.stroke.map_or(0.0, |(_, width)| width / 2.0),
            _ => 0.0,
        };
        if !self.frame.contains(x, y, margin + half) {
            return None;
        }
        let form = match &self.kind {
            ElementKind::Shape(shape) => shape.form,
            ElementKind::Picture(picture) => picture
                .mask
                .filter(|mask| *mask != ShapeForm::Line)
                .unwrap_or(ShapeForm::Rectangle { radius: 0.0 }),
            _ => ShapeForm::Rectangle { radius: 0.0 },
        };
        let (x, y) = self.frame.local(x, y);
        let distance = form.distance(Frame { rotation: 0.0, ..self.frame }, x, y);
        // On either side of the edge lies half the line.
        Some(if distance.abs() <= half { 0.0 } else { distance - half.copysign(distance) })
    }
}

/// Pointing right, notched on the left.
fn chevron(Frame { x, y, width, height, .. }: Frame) -> Vec<(f32, f32)> {
    let notch = (height * 0.35).min(width / 2.0);
    let (right, middle, bottom) = (x + width, y + height / 2.0, y + height);
    vec![
        (x, y),
        (right - notch, y),
        (right, middle),
        (right - notch, bottom),
        (x, bottom),
        (x + notch, middle),
    ]
}

/// The corners of a polygon that touches its box; of a star, with those between at this share of the radius.
fn regular(frame: Frame, count: u8, inset: Option<f32>) -> Vec<(f32, f32)> {
    let between = inset.map_or(1, |_| 2);
    let all = u16::from(count.max(3)) * between;
    let unit = (0..all).map(|index| {
        let angle = f32::from(index) / f32::from(all) * std::f32::consts::TAU;
        let radius = if index % 2 == 1 { inset.unwrap_or(1.0) } else { 1.0 };
        (radius * angle.sin(), -radius * angle.cos())
    });
    let corners: Vec<(f32, f32)> = unit.collect();
    // A pentagon is narrower than it is high: stretched to its box.
    let reach = |of: fn(&(f32, f32)) -> f32| {
        let ends = corners.iter().map(of).fold((f32::MAX, f32::MIN), |(a, b), x| (a.min(x), b.max(x)));
        (ends.0, (ends.1 - ends.0).max(f32::EPSILON))
    };
    let ((left, wide), (top, high)) = (reach(|one| one.0), reach(|one| one.1));
    let at = |(x, y): &(f32, f32)| {
        (frame.x + (x - left) / wide * frame.width, frame.y + (y - top) / high * frame.height)
    };
    corners.iter().map(at).collect()
}

/// The closed lines of a motif, its curves in straight pieces.
fn loops(
    steps: impl Iterator<Item = MotifStep>,
    at: impl Fn([f32; 2]) -> (f32, f32),
) -> Vec<Vec<(f32, f32)>> {
    let mut loops: Vec<Vec<(f32, f32)>> = Vec::new();
    for step in steps {
        match step {
            MotifStep::Move(to) => loops.push(vec![at(to)]),
            MotifStep::Line(to) => loops.iter_mut().rev().take(1).for_each(|line| line.push(at(to))),
            MotifStep::Curve([ax, ay, bx, by, x, y]) => {
                let Some(line) = loops.last_mut() else { continue };
                let Some(from) = line.last().copied() else { continue };
                let (a, b, to) = (at([ax, ay]), at([bx, by]), at([x, y]));
                line.extend((1..=PIECES).map(|piece| {
                    let t = f32::from(piece) / f32::from(PIECES);
                    let rest = 1.0 - t;
                    let mix = |p0: f32, p1: f32, p2: f32, p3: f32| {
                        rest.powi(3) * p0
                            + 3.0 * rest * rest * t * p1
                            + 3.0 * rest * t * t * p2
                            + t.powi(3) * p3
                    };
                    (mix(from.0, a.0, b.0, to.0), mix(from.1, a.1, b.1, to.1))
                }));
            }
            MotifStep::Close => {}
        }
    }
    loops
}

/// The distance to closed lines, negative within them (by the non-zero winding rule, as they are filled).
fn to_loops(loops: &[Vec<(f32, f32)>], point: (f32, f32)) -> f32 {
    let mut least = f32::INFINITY;
    let mut winding = 0;
    for line in loops {
        let ends = line.iter().zip(line.iter().cycle().skip(1));
        for (from, to) in ends {
            least = least.min(to_segment(*from, *to, point));
            let side = (to.0 - from.0) * (point.1 - from.1) - (point.0 - from.0) * (to.1 - from.1);
            if from.1 <= point.1 && to.1 > point.1 && side > 0.0 {
                winding += 1;
            } else if from.1 > point.1 && to.1 <= point.1 && side < 0.0 {
                winding -= 1;
            }
        }
    }
    if winding == 0 { least } else { -least }
}

fn to_segment(from: (f32, f32), to: (f32, f32), (x, y): (f32, f32)) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let square = (dx * dx + dy * dy).max(f32::EPSILON);
    let along = (((x - from.0) * dx + (y - from.1) * dy) / square).clamp(0.0, 1.0);
    (x - from.0 - along * dx).hypot(y - from.1 - along * dy)
}
