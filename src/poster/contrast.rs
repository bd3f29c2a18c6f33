//! What is behind a text, and its contrast.

use super::{Element, ElementKind, Frame, Ink, Poster};

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
