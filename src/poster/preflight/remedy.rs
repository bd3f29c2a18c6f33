//! The edits that fix the preflight's findings.

use super::{Edit, Element, ElementId, ElementKind, Fill, Frame, Ink, MOST_INK, MeasuredText, Poster};
use crate::poster::edit::BoardProperties;
use crate::poster::size::{LONGEST_SIDE, REDUCTION};
use crate::poster::{Fit, HorizontalAlign, Shape, ShapeForm, Text, VerticalAlign};

/// Applies an edit to an element even if it is locked.
pub(super) fn unlocked(element: &Element, edit: Edit) -> Edit {
    if !element.is_locked {
        return edit;
    }
    let lock = |is_locked| Edit::SetLocked { id: element.id, is_locked };
    if matches!(edit, Edit::Remove(_)) {
        return Edit::All(vec![lock(false), edit]);
    }
    Edit::All(vec![lock(false), edit, lock(true)])
}

/// The axis-aligned bounding box of a part of an element's unrotated frame.
pub(super) fn bounds(element: &Element, area: Frame) -> Frame {
    let (x, y) = area.center();
    let (x, y) = element.frame.place(x, y);
    let rotation = element.frame.rotation;
    Frame { x: x - area.width / 2.0, y: y - area.height / 2.0, rotation, ..area }.bounds()
}

/// Moves a text inside a margin, and makes it smaller if the board has no room for it.
pub(super) fn text_inside(
    poster: &Poster,
    element: &Element,
    text: &Text,
    set: &MeasuredText,
    area: Frame,
    margin: f32,
) -> Option<Edit> {
    let seen = bounds(element, area);
    let (width, height) = (poster.width - 2.0 * margin, poster.height - 2.0 * margin);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let factor = (width / seen.width).min(height / seen.height);
    if factor >= 1.0 {
        let (dx, dy) = into(poster, seen, margin);
        return Some(Edit::SetFrame { id: element.id, frame: element.frame.moved(dx, dy) });
    }
    Some(resized(poster, element, text, set, area, factor * 0.98, margin))
}

/// Like [`text_inside`], for elements without letters.
pub(super) fn frame_inside(poster: &Poster, element: &Element, margin: f32) -> Option<Edit> {
    let seen = element.frame.bounds();
    let (width, height) = (poster.width - 2.0 * margin, poster.height - 2.0 * margin);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let factor = (width / seen.width).min(height / seen.height).min(1.0);
    let frame = grown(element.frame, factor);
    let (dx, dy) = into(poster, frame.bounds(), margin);
    let frame = frame.moved(dx, dy);
    // A file may place an element beyond what numbers can hold.
    let is_finite = [frame.x, frame.y, frame.width, frame.height].into_iter().all(f32::is_finite);
    is_finite.then_some(Edit::SetFrame { id: element.id, frame })
}

/// Scales the letters by `factor` in a frame that keeps the line breaks, inside the margin if there is room.
pub(super) fn resized(
    poster: &Poster,
    element: &Element,
    text: &Text,
    set: &MeasuredText,
    area: Frame,
    factor: f32,
    margin: f32,
) -> Edit {
    let size = set.size * factor;
    let fit = match text.fit {
        Fit::Fixed => Fit::Fixed,
        Fit::Shrink { min } => Fit::Shrink { min: min.min(size) },
    };
    let frame = grown(element.frame, factor);
    let (x, y) = element.frame.center();
    let area = Frame {
        x: x + (area.x - x) * factor,
        y: y + (area.y - y) * factor,
        width: area.width * factor,
        height: area.height * factor,
        rotation: 0.0,
    };
    let element = Element { frame, ..element.clone() };
    let (dx, dy) = into(poster, bounds(&element, area), margin);
    let kind = Box::new(ElementKind::Text(Text { size, fit, ..text.clone() }));
    Edit::All(vec![
        Edit::SetFrame { id: element.id, frame: frame.moved(dx, dy) },
        Edit::SetKind { id: element.id, kind },
    ])
}

/// Scaled about its centre.
pub(super) fn grown(frame: Frame, factor: f32) -> Frame {
    let (width, height) = (frame.width * factor, frame.height * factor);
    let (x, y) = frame.center();
    Frame { x: x - width / 2.0, y: y - height / 2.0, width, height, rotation: frame.rotation }
}

/// The shortest move inside a margin; a frame that is too large stays.
fn into(poster: &Poster, seen: Frame, margin: f32) -> (f32, f32) {
    let way = |from: f32, length: f32, whole: f32| {
        let most = whole - margin - length;
        // A length beyond all numbers fits nowhere.
        if most >= margin { from.clamp(margin, most) - from } else { 0.0 }
    };
    (way(seen.x, seen.width, poster.width), way(seen.y, seen.height, poster.height))
}

/// A frame that holds all lines at the current size, growing away from the text's anchor.
pub(super) fn roomy(element: &Element, text: &Text, set: &MeasuredText, area: Frame) -> Frame {
    let frame = element.frame;
    let width = frame.width.max(area.width + set.size * 0.1);
    let height = frame.height.max(set.height * 1.01);
    let share = |before: f32, after: f32, share: f32| (before - after) * share;
    let across = match text.align {
        HorizontalAlign::Left | HorizontalAlign::Justify => 0.0,
        HorizontalAlign::Center => 0.5,
        HorizontalAlign::Right => 1.0,
    };
    let down = match text.vertical {
        VerticalAlign::Top => 0.0,
        VerticalAlign::Middle => 0.5,
        VerticalAlign::Bottom => 1.0,
    };
    let x = frame.x + share(frame.width, width, across);
    let y = frame.y + share(frame.height, height, down);
    Frame { x, y, width, height, ..frame }
}

/// Whether a frame is on the board with all its corners.
pub(super) fn is_inside(poster: &Poster, frame: Frame) -> bool {
    outside(frame.bounds(), poster.width, poster.height).into_iter().all(|reach| reach <= 0.0)
}

/// A plain plate behind a text's letters, black or white, whichever gives more contrast.
pub(super) fn plate(poster: &Poster, index: usize, set: &MeasuredText, area: Frame, ink: Ink) -> Edit {
    let element = &poster.elements[index];
    let edge = set.size * 0.4;
    let (x, y) = area.center();
    let (x, y) = element.frame.place(x, y);
    let (width, height) = (area.width + 2.0 * edge, area.height + 2.0 * edge);
    let rotation = element.frame.rotation;
    let frame = Frame { x: x - width / 2.0, y: y - height / 2.0, width, height, rotation };
    let shape = Shape::new(ShapeForm::Rectangle { radius: edge / 2.0 }, Some(Fill::Solid(ink)), None);
    let plate = Element {
        name: "Nền chữ".to_owned(),
        ..Element::new(poster.free_id(), frame, ElementKind::Shape(shape))
    };
    Edit::Add { index, element: Box::new(plate) }
}

/// Without the characters missing from the typeface.
pub(super) fn without(id: ElementId, text: &Text, missing: &[char]) -> Edit {
    // Leaves one space where a removed character was between two.
    let is_left = |one: &char| !missing.contains(one);
    let mut kept = String::with_capacity(text.text.len());
    for one in text.text.chars().filter(is_left) {
        if one != ' ' || !kept.ends_with(' ') {
            kept.push(one);
        }
    }
    Edit::SetText { id, text: kept }
}

/// Reduces cyan, magenta and yellow proportionally to what the press takes; black is kept, because it defines
/// the letters' edges.
pub(super) fn thinned(ink: Ink) -> Ink {
    let Ink { c, m, y, k } = ink;
    if ink.total() <= MOST_INK {
        return ink;
    }
    let factor = (MOST_INK - k) / (c + m + y);
    let less = |value: f32| (value * factor).floor();
    Ink::new(less(c), less(m), less(y), k)
}

/// An element with all its inks reduced.
pub(super) fn thinned_kind(kind: &ElementKind) -> ElementKind {
    let mut kind = kind.clone();
    let inks: Vec<&mut Ink> = match &mut kind {
        ElementKind::Text(text) => text.inks_mut().collect(),
        ElementKind::Icon(icon) => vec![&mut icon.ink],
        ElementKind::Qr(code) => std::iter::once(&mut code.ink).chain(&mut code.paper).collect(),
        ElementKind::Picture(_) => Vec::new(),
        ElementKind::Shape(shape) => {
            shape.fill = shape.fill.map(thinned_fill);
            shape.stroke.iter_mut().map(|(ink, _)| ink).collect()
        }
    };
    for ink in inks {
        *ink = thinned(*ink);
    }
    kind
}

pub(super) fn thinned_fill(fill: Fill) -> Fill {
    match fill {
        Fill::Solid(ink) => Fill::Solid(thinned(ink)),
        Fill::Linear { .. } => {
            let mut fill = fill;
            fill.inks_mut().into_iter().for_each(|ink| *ink = thinned(*ink));
            fill
        }
    }
}

/// A larger bleed; elements that reached the end of the old one are extended to the new one.
pub(super) fn with_bleed(poster: &Poster, bleed: f32) -> Edit {
    let Poster { width, height, bleed: old, .. } = *poster;
    let mut edits = vec![Edit::SetBoard(BoardProperties { bleed, ..poster.board() })];
    for element in &poster.elements {
        let frame = element.frame;
        let is_field =
            matches!(element.kind, ElementKind::Shape(_) | ElementKind::Picture(_)) && frame.rotation == 0.0;
        let reaches = outside(frame, width, height)
            .map(|reach| if is_field && reach >= old - 0.05 { (bleed - reach).max(0.0) } else { 0.0 });
        if reaches.iter().any(|by| *by > 0.0) {
            let frame = stretched(frame, reaches);
            edits.push(unlocked(element, Edit::SetFrame { id: element.id, frame }));
        }
    }
    Edit::All(edits)
}

/// How far each edge is outside the trim: left, top, right, bottom.
pub(super) fn outside(frame: Frame, width: f32, height: f32) -> [f32; 4] {
    [-frame.x, -frame.y, frame.x + frame.width - width, frame.y + frame.height - height]
}

/// Each edge moved outwards by its own amount.
pub(super) fn stretched(frame: Frame, [left, top, right, bottom]: [f32; 4]) -> Frame {
    Frame {
        x: frame.x - left,
        y: frame.y - top,
        width: frame.width + left + right,
        height: frame.height + top + bottom,
        ..frame
    }
}

/// The board scaled, with its design, to the largest size that fits a file at the smallest scale.
pub(super) fn largest(poster: &Poster, sheet: f32) -> Edit {
    let factor = LONGEST_SIDE * REDUCTION / sheet * 0.999;
    let board = poster.board();
    poster.resized(BoardProperties {
        width: board.width * factor,
        height: board.height * factor,
        bleed: board.bleed * factor,
        safe: board.safe * factor,
        ..board
    })
}
