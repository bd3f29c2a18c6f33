//! Moves each row of boxes to where its outlines are: paper is never quite flat.

use super::map::Local;
use super::{Map, Plane};
use crate::survey::sheet::{BOX, Layout};

/// How well a row's outlines must be seen, as a part of black on white.
const SEEN: f32 = 0.25;
/// A row is seen as well as the one before, or it lies elsewhere: its level lines alone give half.
const ALIKE: f32 = 0.85;
/// The part of the rows that must be seen.
const ENOUGH: f32 = 0.6;

/// The place of each box, in the order of the layout; none when the boxes are not where the page should be.
pub fn align(plane: &Plane, map: &Map, layout: &Layout) -> Option<Vec<Local>> {
    let rows: Vec<(Vec<usize>, Vec<Outline>)> = layout
        .rows()
        .into_iter()
        .map(|row| {
            let spots = row.iter().map(|index| &layout.spots[*index]);
            let outlines = spots.map(|spot| Outline::new(map.near((spot.x, spot.y)))).collect();
            (row, outlines)
        })
        .collect();
    let mut found: Vec<Shift> = Vec::with_capacity(rows.len());
    for (_, outlines) in &rows {
        found.push(shift(plane, outlines, found.last()));
    }
    let seen = found.iter().filter(|shift| shift.score >= SEEN).count();
    if (seen as f32) < found.len() as f32 * ENOUGH {
        return None;
    }
    let mut placed = vec![map.near((0.0, 0.0)); layout.spots.len()];
    for (at, (row, outlines)) in rows.iter().enumerate() {
        // A row that is scribbled over lies where the next one that is seen does.
        let near = (0..found.len())
            .filter(|other| found[*other].score >= SEEN)
            .min_by_key(|other| other.abs_diff(at));
        let Shift { dx, dy, .. } = near.map_or(found[at], |near| found[near]);
        for (index, outline) in row.iter().zip(outlines) {
            placed[*index] = outline.own(plane, dx, dy);
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

/// The shift of a row, mm, by which its outlines are seen best: near that of the row before, where they are seen there.
fn shift(plane: &Plane, outlines: &[Outline], before: Option<&Shift>) -> Shift {
    let search = |mut best: Shift, steps: [(i32, f32); 3]| {
        for (reach, step) in steps {
            let (x, y) = (best.dx, best.dy);
            for row in -reach..=reach {
                for column in -reach..=reach {
                    let (dx, dy) = (x + column as f32 * step, y + row as f32 * step);
                    let sum: f32 = outlines.iter().map(|outline| outline.seen(plane, dx, dy)).sum();
                    let score = sum / outlines.len() as f32;
                    if score > best.score {
                        best = Shift { dx, dy, score };
                    }
                }
            }
        }
        best
    };
    let (coarse, fine, finest) = (0.4, (2, 0.15), (1, 0.07));
    before
        .filter(|before| before.score >= SEEN)
        .and_then(|before| {
            let near = search(Shift { score: f32::MIN, ..*before }, [(1, coarse), fine, finest]);
            (near.score >= before.score * ALIKE).then_some(near)
        })
        .unwrap_or_else(|| search(Shift { dx: 0.0, dy: 0.0, score: f32::MIN }, [(4, coarse), fine, finest]))
}

/// Places along a side of an outline.
const PLACES: usize = 6;
/// Places on the outline.
const AROUND: usize = PLACES * 4;

/// The outline of a box as it lies on the scan, in pixels from the middle of the box.
struct Outline {
    local: Local,
    line: [(f32, f32); AROUND],
    /// Inside and outside the line.
    beside: [(f32, f32); 2 * AROUND],
}

impl Outline {
    fn new(local: Local) -> Self {
        /// Inside and outside the line, mm.
        const BESIDE: f32 = 0.7;
        let half = BOX / 2.0;
        let from_middle = Local { origin: (0.0, 0.0), ..local };
        // Two upright and two level sides.
        let place = |at: usize, distance: f32| {
            let along = ((at / 4) as f32 + 0.5) / PLACES as f32 * BOX - half;
            let distance = if at & 1 == 0 { distance } else { -distance };
            if at & 2 == 0 { from_middle.at(distance, along) } else { from_middle.at(along, distance) }
        };
        Self {
            local,
            line: std::array::from_fn(|at| place(at, half)),
            beside: std::array::from_fn(|at| {
                place(at / 2, if at & 1 == 0 { half - BESIDE } else { half + BESIDE })
            }),
        }
    }

    /// How much darker the outline is than the paper on both sides, moved by `dx` and `dy` mm; 0 to 1.
    fn seen(&self, plane: &Plane, dx: f32, dy: f32) -> f32 {
        let (x, y) = self.local.at(dx, dy);
        let sum = |places: &[(f32, f32)]| -> f32 {
            places.iter().map(|(right, down)| plane.nearest((x + right, y + down))).sum()
        };
        (sum(&self.beside) / 2.0 - sum(&self.line)) / (AROUND as f32 * 255.0)
    }

    /// The box moved by `dx` and `dy` mm, then by up to 0.2 mm more onto its own outline.
    fn own(&self, plane: &Plane, dx: f32, dy: f32) -> Local {
        let mut best = (self.seen(plane, dx, dy) + 0.02, (dx, dy));
        for row in -2..=2 {
            for column in -2..=2 {
                let (dx, dy) = (dx + column as f32 * 0.1, dy + row as f32 * 0.1);
                let score = self.seen(plane, dx, dy);
                if score > best.0 {
                    best = (score, (dx, dy));
                }
            }
        }
        let (dx, dy) = best.1;
        self.local.moved(dx, dy)
    }
}
