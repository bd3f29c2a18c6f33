//! The code of a sheet: its modules are read at their known places, whatever lies around them.

use rqrr::{BitGrid, Grid};

use super::map::Local;
use super::{Map, Plane};
use crate::survey::sheet::{CODE, CODE_MODULES, MARKS, SheetCode};

/// The code, and the map of the place that shows it, with the sheet's upper end up.
pub fn find(plane: &Plane, places: &[[(f32, f32); 4]]) -> Option<(SheetCode, Map)> {
    places.iter().find_map(|corners| {
        let mut turned = *corners;
        turned.rotate_left(2);
        let mut tries: Vec<(f32, Map, Local)> = [*corners, turned]
            .into_iter()
            .filter_map(|corners| Map::new(MARKS, corners))
            .map(|map| {
                let (score, local) = located(plane, map.near(CODE.middle()));
                (score, map, local)
            })
            .collect();
        tries.sort_by(|a, b| b.0.total_cmp(&a.0));
        tries.into_iter().find_map(|(_, map, local)| Some((decoded(plane, &local)?, map)))
    })
}

const MODULE: f32 = CODE.width / CODE_MODULES as f32;

/// A module's distance from the middle of the code, mm.
fn place(row: usize, column: usize) -> (f32, f32) {
    let from_middle = |index: usize| (index as f32 + 0.5 - CODE_MODULES as f32 / 2.0) * MODULE;
    (from_middle(column), from_middle(row))
}

/// The modules that are the same in every code: finder patterns with their white frames, and the timing patterns
/// (ISO/IEC 18004, 6.3). Whether each is dark.
fn fixed() -> impl Iterator<Item = (usize, usize, bool)> {
    let far = CODE_MODULES - 8;
    let corner =
        move |index: usize| if index < 8 { Some(index) } else { index.checked_sub(far).map(|at| 7 - at) };
    (0..CODE_MODULES).flat_map(move |row| {
        (0..CODE_MODULES).filter_map(move |column| {
            let is_finder = !(row >= far && column >= far);
            match (corner(row), corner(column)) {
                (Some(y), Some(x)) if is_finder => {
                    let ring = x.max(y).max(6 - x.min(6)).max(6 - y.min(6));
                    let is_dark = x < 7 && y < 7 && ring != 5;
                    Some((row, column, is_dark))
                }
                _ if row == 6 || column == 6 => Some((row, column, (row + column) % 2 == 0)),
                _ => None,
            }
        })
    })
}

/// Moves the code to where its fixed modules fit best; how well, in brightness.
fn located(plane: &Plane, local: Local) -> (f32, Local) {
    let fixed: Vec<(f32, f32, bool)> = fixed()
        .map(|(row, column, is_dark)| {
            let (x, y) = place(row, column);
            (x, y, is_dark)
        })
        .collect();
    let dark = fixed.iter().filter(|(.., is_dark)| *is_dark).count().max(1) as f32;
    let light = fixed.len() as f32 - dark;
    // The middle of each module tells where the code is, its corners how exactly.
    let corners = [(-0.3, -0.3), (0.3, -0.3), (-0.3, 0.3), (0.3, 0.3)].map(|(x, y)| (x * MODULE, y * MODULE));
    let score = |local: &Local, parts: &[(f32, f32)]| {
        let modules = fixed.iter().map(|(x, y, is_dark)| {
            let sum: f32 = parts.iter().map(|(dx, dy)| plane.nearest(local.at(x + dx, y + dy))).sum();
            let brightness = sum / parts.len() as f32;
            if *is_dark { -brightness / dark } else { brightness / light }
        });
        modules.sum::<f32>()
    };
    let mut best = (0.0, local);
    for (reach, step, parts) in [(8, 0.3_f32, &[(0.0, 0.0)][..]), (4, 0.08, &corners)] {
        let around = best.1;
        best.0 = score(&around, parts);
        for row in -reach..=reach {
            for column in -reach..=reach {
                let moved = around.moved(column as f32 * step, row as f32 * step);
                let score = score(&moved, parts);
                if score > best.0 {
                    best = (score, moved);
                }
            }
        }
    }
    best
}

struct Modules(Vec<bool>);

impl BitGrid for Modules {
    fn size(&self) -> usize {
        CODE_MODULES
    }

    fn bit(&self, y: usize, x: usize) -> bool {
        self.0.get(y * CODE_MODULES + x).copied().unwrap_or(false)
    }
}

fn decoded(plane: &Plane, local: &Local) -> Option<SheetCode> {
    /// Dark and light differ by more than noise.
    const CONTRAST: f32 = 24.0;
    let brightness = |row: usize, column: usize| {
        let (x, y) = place(row, column);
        let part = MODULE * 0.2;
        let around = [(0.0, 0.0), (-part, -part), (part, -part), (-part, part), (part, part)];
        around.iter().map(|(dx, dy)| plane.at(local.at(x + dx, y + dy))).sum::<f32>() / around.len() as f32
    };
    let mut sums = [(0.0_f32, 0.0_f32); 2];
    for (row, column, is_dark) in fixed() {
        let sum = &mut sums[usize::from(is_dark)];
        *sum = (sum.0 + brightness(row, column), sum.1 + 1.0);
    }
    let [light, dark] = sums.map(|(sum, count)| sum / count.max(1.0));
    if light - dark < CONTRAST {
        return None;
    }
    let middle = f32::midpoint(light, dark);
    let modules =
        (0..CODE_MODULES * CODE_MODULES).map(|at| brightness(at / CODE_MODULES, at % CODE_MODULES) < middle);
    let (_, text) = Grid::new(Modules(modules.collect())).decode().ok()?;
    SheetCode::parse(&text)
}
