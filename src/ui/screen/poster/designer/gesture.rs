//! The effect of a drag on the selected elements: frames before and after, nothing else.

use iced::{Point, Vector};

use crate::poster::snap::{Axis, Edges, Side, snap_edges};
use crate::poster::{ElementId, Frame, Guide, Poster, Snapping, snap};

use super::Tool;

/// The handles of a selected element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handle {
    Edges(Edges),
    Turn,
}

const fn edges(across: Option<Side>, down: Option<Side>) -> Edges {
    Edges { across, down }
}

const NEAR: Option<Side> = Some(Side::Near);
const FAR: Option<Side> = Some(Side::Far);

/// Corners first: they take precedence where handles of small frames overlap.
pub const HANDLES: [Edges; 8] = [
    edges(NEAR, NEAR),
    edges(FAR, NEAR),
    edges(FAR, FAR),
    edges(NEAR, FAR),
    edges(None, NEAR),
    edges(FAR, None),
    edges(None, FAR),
    edges(NEAR, None),
];

/// A handle's position on the board.
pub fn handle_position(frame: Frame, edges: Edges) -> (f32, f32) {
    let share = |side: Option<Side>| match side {
        Some(Side::Near) => 0.0,
        Some(Side::Far) => 1.0,
        None => 0.5,
    };
    frame.place(frame.x + frame.width * share(edges.across), frame.y + frame.height * share(edges.down))
}

/// A drag in progress; points are millimetres of the board unless stated otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Gesture {
    Move {
        from: (f32, f32),
        before: Vec<(ElementId, Frame)>,
    },
    Resize {
        id: ElementId,
        edges: Edges,
        from: (f32, f32),
        before: Frame,
    },
    Turn {
        id: ElementId,
        before: Frame,
    },
    /// Rubber-band selection, with the earlier selection.
    Band {
        from: (f32, f32),
        to: (f32, f32),
        kept: Vec<ElementId>,
    },
    /// Moving a picture within its frame, with its place before.
    Crop {
        id: ElementId,
        from: (f32, f32),
        before: (f32, f32),
    },
    /// Selecting letters of the text that is edited.
    Letters,
    /// Drawing a new element's frame.
    Place {
        tool: Tool,
        from: (f32, f32),
        to: (f32, f32),
    },
    /// Moving a guide line, by its place among the poster's, or a new one from a ruler.
    Guide {
        index: Option<usize>,
        axis: Axis,
        at: f32,
    },
    /// Panning, logical pixels.
    Pan {
        from: Point,
        origin: Vector,
    },
}

/// Modifier keys during a drag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DragModifiers {
    /// Keep proportions, stay on one axis, rotate by 15°.
    pub is_strict: bool,
    /// Do not snap.
    pub is_free: bool,
}

/// The frames of a gesture at a point, and the guides they snapped to.
pub fn frames(
    gesture: &Gesture,
    (x, y): (f32, f32),
    drag_modifiers: DragModifiers,
    poster: &Poster,
    snapping: Snapping<'_>,
) -> (Vec<(ElementId, Frame)>, Vec<Guide>) {
    match gesture {
        Gesture::Move { from, before } => {
            let (mut dx, mut dy) = (x - from.0, y - from.1);
            if drag_modifiers.is_strict {
                if dx.abs() >= dy.abs() {
                    dy = 0.0;
                } else {
                    dx = 0.0;
                }
            }
            let ids: Vec<ElementId> = before.iter().map(|(id, _)| *id).collect();
            let whole = Frame::around(before.iter().map(|(_, frame)| frame.bounds()));
            let mut guides = Vec::new();
            if !drag_modifiers.is_free {
                let (snapped, lines) = snap(whole.moved(dx, dy), poster, &ids, snapping);
                if !drag_modifiers.is_strict || dx != 0.0 {
                    dx = snapped.x - whole.x;
                }
                if !drag_modifiers.is_strict || dy != 0.0 {
                    dy = snapped.y - whole.y;
                }
                guides = lines;
            }
            (before.iter().map(|(id, frame)| (*id, tidy(frame.moved(dx, dy)))).collect(), guides)
        }
        Gesture::Resize { id, edges, from, before } => {
            let frame = resized(*before, *edges, (x - from.0, y - from.1), drag_modifiers.is_strict);
            let (frame, guides) = if drag_modifiers.is_free || drag_modifiers.is_strict {
                (frame, Vec::new())
            } else {
                snap_edges(frame, *edges, poster, &[*id], snapping)
            };
            (vec![(*id, tidy(frame))], guides)
        }
        Gesture::Turn { id, before } => {
            let (cx, cy) = before.center();
            // The rotation handle is above the centre.
            let angle = (x - cx).atan2(cy - y).to_degrees();
            let step = if drag_modifiers.is_strict { 15.0 } else { 1.0 };
            let mut rotation = (angle / step).round() * step;
            let upright = (rotation / 90.0).round() * 90.0;
            if !drag_modifiers.is_free && (rotation - upright).abs() <= 3.0 {
                rotation = upright;
            }
            let rotation = if rotation <= -180.0 { 180.0 } else { rotation + 0.0 };
            (vec![(*id, Frame { rotation, ..*before })], Vec::new())
        }
        Gesture::Letters
        | Gesture::Crop { .. }
        | Gesture::Band { .. }
        | Gesture::Place { .. }
        | Gesture::Guide { .. }
        | Gesture::Pan { .. } => (Vec::new(), Vec::new()),
    }
}

/// Resizes a frame whose edges follow the pointer; the other edges keep their place on the board, even when
/// rotated.
pub fn resized(before: Frame, edges: Edges, (dx, dy): (f32, f32), is_proportional: bool) -> Frame {
    let (sin, cos) = (-before.rotation).to_radians().sin_cos();
    let (dx, dy) = (dx * cos - dy * sin, dx * sin + dy * cos);
    let grow = |side: Option<Side>, by: f32| match side {
        Some(Side::Near) => -by,
        Some(Side::Far) => by,
        None => 0.0,
    };
    let mut width = (before.width + grow(edges.across, dx)).max(0.0);
    let mut height = (before.height + grow(edges.down, dy)).max(0.0);
    if is_proportional && before.width > 0.0 && before.height > 0.0 {
        let (across, down) = (width / before.width, height / before.height);
        let factor = match (edges.across, edges.down) {
            (Some(_), Some(_)) => across.max(down),
            (Some(_), None) => across,
            _ => down,
        };
        (width, height) = (before.width * factor, before.height * factor);
    }
    let place = |side: Option<Side>, from: f32, old: f32, new: f32| match side {
        Some(Side::Near) => from + old - new,
        Some(Side::Far) => from,
        None => from + (old - new) / 2.0,
    };
    let x = place(edges.across, before.x, before.width, width);
    let y = place(edges.down, before.y, before.height, height);
    if before.rotation == 0.0 {
        return Frame { x, y, width, height, rotation: 0.0 };
    }
    let (cx, cy) = before.place(x + width / 2.0, y + height / 2.0);
    Frame { x: cx - width / 2.0, y: cy - height / 2.0, width, height, rotation: before.rotation }
}

/// Rounded to hundredths of a millimetre, finer than any press or cutter.
pub fn tidy(frame: Frame) -> Frame {
    let round = |value: f32| (value * 100.0).round() / 100.0;
    Frame {
        x: round(frame.x),
        y: round(frame.y),
        width: round(frame.width),
        height: round(frame.height),
        rotation: frame.rotation,
    }
}

/// The rectangle between two points.
pub fn spanned(a: (f32, f32), b: (f32, f32)) -> Frame {
    Frame::new(a.0.min(b.0), a.1.min(b.1), (a.0 - b.0).abs(), (a.1 - b.1).abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_far_corner_stays_when_a_turned_frame_grows() {
        let before = Frame { rotation: 30.0, ..Frame::new(100.0, 100.0, 200.0, 80.0) };
        for handle in HANDLES {
            let other = |side: Option<Side>| match side {
                Some(Side::Near) => FAR,
                Some(Side::Far) => NEAR,
                None => None,
            };
            let opposite = edges(other(handle.across), other(handle.down));
            let anchor = handle_position(before, opposite);
            let after = resized(before, handle, (37.0, -12.0), false);
            let kept = handle_position(after, opposite);
            let off = (anchor.0 - kept.0).hypot(anchor.1 - kept.1);
            assert!(off < 0.01, "{handle:?}: {off}");
        }
    }

    #[test]
    fn a_strict_corner_keeps_the_proportions() {
        let before = Frame::new(0.0, 0.0, 200.0, 100.0);
        let after = resized(before, HANDLES[2], (100.0, 10.0), true);
        assert_eq!(after, Frame::new(0.0, 0.0, 300.0, 150.0));
    }
}
