//! What is behind a text, and its contrast.

use super::{Element, ElementKind, Fill, Frame, Ink, Poster};

/// What is visible at a point of the board below an element.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ground {
    Ink(Ink),
    /// A photo, whose colours are not known here.
    Picture,
}

/// What is visible at a point below the first `below` elements.
pub(super) fn ground(poster: &Poster, below: usize, x: f32, y: f32) -> Ground {
    let board = Frame::new(0.0, 0.0, poster.width, poster.height);
    let visible = poster.elements[..below].iter().rev().filter(|element| !element.is_hidden);
    for element in visible.filter(|element| element.contains(x, y, 0.0)) {
        match &element.kind {
            ElementKind::Shape(shape) if shape.is_cut => {}
            ElementKind::Shape(shape) => {
                if let Some(fill) = shape.fill {
                    let (x, y) = element.frame.local(x, y);
                    return Ground::Ink(fill.at(element.frame, x, y));
                }
            }
            ElementKind::Picture(_) => return Ground::Picture,
            ElementKind::Qr(code) => {
                if let Some(paper) = code.paper {
                    return Ground::Ink(paper);
                }
            }
            ElementKind::Text(_) | ElementKind::Icon(_) => {}
        }
    }
    Ground::Ink(poster.background.at(board, x, y))
}

/// The grounds at a grid of points over `area`, which is rotated with the element.
pub(super) fn grounds(poster: &Poster, below: usize, element: &Element, area: Frame) -> Vec<Ground> {
    let shares = [0.02, 0.25, 0.5, 0.75, 0.98];
    let mut grounds = Vec::new();
    for across in shares {
        for down in shares {
            let (x, y) = element.frame.place(area.x + area.width * across, area.y + area.height * down);
            let ground = ground(poster, below, x, y);
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
        }
    }
    grounds
}

/// The contrast of two screen colours, 1–21 (WCAG 2.2, relative luminance).
pub fn ratio(a: [u8; 3], b: [u8; 3]) -> f32 {
    let luminance = |rgb: [u8; 3]| {
        let [r, g, b] = rgb.map(|channel| {
            let channel = f32::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

impl Fill {
    /// The ink of the fill at a point.
    pub fn at(self, frame: Frame, x: f32, y: f32) -> Ink {
        match self {
            Self::Solid(ink) => ink,
            Self::Linear { from, to, .. } => {
                let ((x0, y0), (x1, y1)) = self.axis(frame);
                let (dx, dy) = (x1 - x0, y1 - y0);
                let length = (dx * dx + dy * dy).max(f32::EPSILON);
                let share = (((x - x0) * dx + (y - y0) * dy) / length).clamp(0.0, 1.0);
                let mix = |a: f32, b: f32| a + (b - a) * share;
                Ink::new(mix(from.c, to.c), mix(from.m, to.m), mix(from.y, to.y), mix(from.k, to.k))
            }
        }
    }

    /// The ends of a gradient: along its angle through the centre, as long as the frame's extent in that
    /// direction.
    pub fn axis(self, frame: Frame) -> ((f32, f32), (f32, f32)) {
        let angle = match self {
            Self::Solid(_) => 0.0,
            Self::Linear { angle, .. } => angle,
        };
        let (sin, cos) = angle.to_radians().sin_cos();
        let (cx, cy) = frame.center();
        let half = f32::midpoint(frame.width * cos.abs(), frame.height * sin.abs());
        ((cx - half * cos, cy - half * sin), (cx + half * cos, cy + half * sin))
    }

    /// Its inks: one or two.
    pub fn inks(self) -> impl Iterator<Item = Ink> {
        match self {
            Self::Solid(ink) => [Some(ink), None],
            Self::Linear { from, to, .. } => [Some(from), Some(to)],
        }
        .into_iter()
        .flatten()
    }
}
