//! One design at every size: a poster laid out anew on another board.
//!
//! Nothing is scaled as a whole. The elements are read as the parts of a design by their roles, the parts stand in
//! zones of one colour, and rules with proportions place zones and parts by the shape of the board: stacked on
//! tall ones, side by side on wide ones, in one row on banners. What a board cannot carry, because its readers
//! pass too fast or its letters would be too small, is hidden, not shrunk.

mod guess;
mod headline;
mod lines;
mod parts;
mod place;
mod scheme;
mod steps;
mod zone;

pub use guess::roles;

use super::edit::BoardProperties;
use super::{Element, ElementId, Frame, Poster, Text};

/// How a text fills a width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Of all lines, mm.
    pub height: f32,
    /// The top and the foot of the ink below the first line's top, mm.
    pub ink_top: f32,
    pub ink_foot: f32,
    /// Of the longest line's ink, mm.
    pub width: f32,
    pub lines: usize,
    /// A word is longer than the width, or marks touch letters of the line above.
    pub is_faulty: bool,
}

/// Sets texts, for which fonts are needed.
pub trait Measure {
    /// The text at its own size in a frame of this width, mm.
    fn extent(&mut self, text: &Text, width: f32) -> Extent;
}

/// The design of `source` on another board: the same elements with other frames and sizes.
pub fn lay(source: &Poster, board: BoardProperties, measure: &mut dyn Measure) -> Poster {
    let mut laid = source.clone();
    // What no rule places keeps its proportions, and is shown only if the user wants so.
    let _ = source.resized(board).apply(&mut laid);
    laid.folds.clear();
    laid.guides.clear();
    let roles = guess::roles(source);
    for (element, original) in laid.elements.iter_mut().zip(&source.elements) {
        element.role = roles.get(&element.id).copied().or(original.role);
    }
    let rows = parts::read(source, &roles);
    let placed = scheme::place(source, &board, rows, measure);
    for element in &mut laid.elements {
        match placed.iter().find(|placed| placed.id == element.id) {
            Some(placed) => {
                element.frame = placed.frame;
                element.kind = placed.kind.clone();
            }
            None => element.is_hidden = true,
        }
    }
    for side in 1..laid.side_count() {
        let mut back = source.clone();
        back.turn(side);
        back.sides.clear();
        let back = lay(&back, board, measure);
        if let Some(side) = laid.sides.get_mut(side - 1) {
            (side.background, side.elements) = (back.background, back.elements);
        }
    }
    laid
}

/// The elements of a drawing or a sign, moved and scaled as one.
fn fitted(elements: &[Element], area: Frame, anchor: (f32, f32)) -> Vec<Element> {
    let bounds = Frame::around(elements.iter().map(|element| element.frame.bounds()));
    let factor = (area.width / bounds.width.max(0.1)).min(area.height / bounds.height.max(0.1));
    let x = area.x + (area.width - bounds.width * factor) * anchor.0;
    let y = area.y + (area.height - bounds.height * factor) * anchor.1;
    scaled(elements, bounds, (x, y), factor)
}

/// Scaled by a factor, with the top left corner of `bounds` at a point.
fn scaled(elements: &[Element], bounds: Frame, at: (f32, f32), factor: f32) -> Vec<Element> {
    let place = |frame: Frame| Frame {
        x: at.0 + (frame.x - bounds.x) * factor,
        y: at.1 + (frame.y - bounds.y) * factor,
        width: frame.width * factor,
        height: frame.height * factor,
        rotation: frame.rotation,
    };
    let moved = |element: &Element| Element {
        frame: place(element.frame),
        kind: element.kind.scaled(factor),
        ..element.clone()
    };
    elements.iter().map(moved).collect()
}

/// Whether an element is among others.
fn has(elements: &[Element], id: ElementId) -> bool {
    elements.iter().any(|element| element.id == id)
}
