//! Moves each row of boxes to where its outlines are: paper is never quite flat.

use super::map::Local;
use super::{Map, Plane};
use crate::survey::sheet::{BOX, Layout};

/// How well a row's outlines must be seen, as a part of black on white.
const SEEN: f32 = 0.25;
/// The part of the rows that must be seen.
const ENOUGH: f32 = 0.6;

/// The place of each box, in the order of the layout; none when the boxes are not where the page should be.
pub fn align(plane: &Plane, map: &Map, layout: &Layout) -> Option<Vec<Local>> {
    let rows: Vec<(Vec<usize>, Vec<Local>)> = layout
        .rows()
        .into_iter()
        .map(|row| {
            let locals =
                row.iter().map(|index| map.near((layout.spots[*index].x, layout.spots[*index].y))).collect();
            (row, locals)
        })
        .collect();
    let found: Vec<Shift> = rows.iter().map(|(_, locals)| shift(plane, locals)).collect();
    let seen = found.iter().filter(|shift| shift.score >= SEEN).count();
    if (seen as f32) < found.len() as f32 * ENOUGH {
        return None;
    }
    let mut placed = vec![map.near((0.0, 0.0)); layout.spots.len()];
    for (at, (row, locals)) in rows.iter().enumerate() {
        // A row that is scribbled over lies where the next one that is seen does.
        let near = (0..found.len())
            .filter(|other| found[*other].score >= SEEN)
            .min_by_key(|other| other.abs_diff(at));
        let Shift { dx, dy, .. } = near.map_or(found[at], |near| found[near]);
        for (index, local) in row.iter().zip(locals) {
            placed[*index] = own(plane, local.moved(dx, dy));
        }
    }
    Some(placed)
}

#[derive(Debug, Clone, Copy)]
struct Shift {
    dx: f32,
    dy: f32,
    score: f32,
}

/// The shift of a row, mm, by which its outlines are seen best.
fn shift(plane: &Plane, locals: &[Local]) -> Shift {
    let mut best = Shift { dx: 0.0, dy: 0.0, score: f32::MIN };
    for (reach, step) in [(4, 0.4_f32), (2, 0.15), (1, 0.07)] {
        let (x, y) = (best.dx, best.dy);
        for row in -reach..=reach {
            for column in -reach..=reach {
                let (dx, dy) = (x + column as f32 * step, y + row as f32 * step);
                let sum: f32 = locals.iter().map(|local| outline(plane, &local.moved(dx, dy))).sum();
                let score = sum / locals.len() as f32;
                if score > best.score {
                    best = Shift { dx, dy, score };
                }
            }
        }
    }
    best
}

/// A box moved by at most 0.2 mm to its own outline.
fn own(plane: &Plane, local: Local) -> Local {
    let mut best = (outline(plane, &local) + 0.02, local);
    for row in -2..=2 {
        for column in -2..=2 {
            let moved = local.moved(column as f32 * 0.1, row as f32 * 0.1);
            let score = outline(plane, &moved);
            if score > best.0 {
                best = (score, moved);
            }
        }
    }
    best.1
}

/// How much darker the outline is than both sides of it, as a part of 255.
fn outline(plane: &Plane, local: &Local) -> f32 {
    /// Places along a side.
    const PLACES: i32 = 6;
    /// Inside and outside the line, mm.
    const BESIDE: f32 = 0.7;
    let half = BOX / 2.0;
    let mut sum = 0.0;
    for place in 0..PLACES {
        let along = (place as f32 + 0.5) / PLACES as f32 * BOX - half;
        for sign in [-1.0, 1.0] {
            let across = |distance: f32| {
                let distance = sign * distance;
                plane.nearest(local.at(distance, along)) + plane.nearest(local.at(along, distance))
            };
            sum += f32::midpoint(across(half - BESIDE), across(half + BESIDE)) - across(half);
        }
    }
    sum / (PLACES as f32 * 4.0 * 255.0)
}
