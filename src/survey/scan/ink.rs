//! Measures the ink in and around a box.

use super::Plane;
use super::map::Local;
use crate::survey::sheet::BOX;

/// What a box says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    Empty,
    Marked,
    /// Marked, and circled: taken back.
    Cancelled,
    /// Either way; a person decides.
    Doubtful,
}

/// Samples along the side of what is looked at.
const GRID: usize = 26;
/// Half the side of the area within the outline, mm.
const INSIDE: f32 = BOX / 2.0 - 0.48;
/// From a sample to the next, mm.
const STEP: f32 = 2.0 * INSIDE / GRID as f32;

/// Ink is this part of black: pale pens and thin lines that a scanner blurs.
const INK: f32 = 0.30;
/// Ink so dark is no remnant of a rubbed-out mark.
const DARK: f32 = 0.38;
/// A pen's line rises so steeply; the edge of a stain or a fold is softer. A box filled evenly has no edge within it:
/// it is recognised by the part that is inked, and how darkly.
const SHARP: f32 = 0.2;
const FILLED: f32 = 0.4;
const FILLED_DARKLY: f32 = 0.5;
/// A stroke of this length is a mark, a shorter one than the second nothing, mm.
const STROKE: f32 = 1.7;
const SPECK: f32 = 0.75;
/// A mark's part of the box, and what dust may have.
const MARK_AREA: f32 = 0.045;
const DUST_AREA: f32 = 0.02;
/// What a scanner in black and white leaves of a pale stroke: grains of this part of the box, so far apart, mm.
const GRAINS_AREA: f32 = 0.007;
const GRAINS_SPREAD: f32 = 1.5;

/// The state, and the inked part of the box. `black` is the brightness of print, `clearance` the white above and below
/// the box, mm.
pub fn measure(plane: &Plane, local: &Local, black: f32, clearance: f32) -> (State, f32) {
    let white = white(plane, local);
    let range = white - black;
    // A box in deep shadow cannot be told from a filled one.
    if range < 40.0 {
        return (State::Doubtful, 0.0);
    }
    let inside = Inside::new(plane, local, white, range);
    let stroke = inside.largest();
    let (circle, dotted) = circle(plane, local, white, range, clearance);
    let state = match stroke.mark() {
        Some(true) if circle >= 0.72 => State::Cancelled,
        Some(true) if circle >= 0.5 || dotted >= 0.6 => State::Doubtful,
        Some(true) if is_streak(plane, local, white, range, &stroke) => State::Doubtful,
        Some(true) => State::Marked,
        None => State::Doubtful,
        // A circle around an empty box: someone's way to choose, or to take back a mark too pale to see.
        Some(false) if circle >= 0.72 => State::Doubtful,
        Some(false) => State::Empty,
    };
    (state, stroke.area)
}

/// The brightness of the paper around a box: a quarter of the surroundings is as bright.
fn white(plane: &Plane, local: &Local) -> f32 {
    const SIDE: i32 = 14;
    let mut histogram = [0_u32; 256];
    for row in 0..SIDE {
        for column in 0..SIDE {
            let place = |at: i32| (at as f32 + 0.5 - SIDE as f32 / 2.0) * 0.58;
            histogram[plane.nearest(local.at(place(column), place(row))) as usize] += 1;
        }
    }
    let mut left = (SIDE * SIDE / 4) as u32;
    for (brightness, count) in histogram.iter().enumerate().rev() {
        if *count >= left {
            return brightness as f32;
        }
        left -= count;
    }
    255.0
}

/// The area within the outline, as parts of black, smoothed.
struct Inside {
    ink: [f32; GRID * GRID],
}

/// The largest connected ink.
struct Stroke {
    /// Its places in the grid.
    cells: Vec<usize>,
    /// Part of the box.
    area: f32,
    /// The diagonal of what it spans, mm.
    length: f32,
    /// The diagonal of what all ink in the box spans, mm.
    spread: f32,
    /// Mean of its darker half.
    darkness: f32,
    /// The steepest rise of its ink, in the thickness of a pen's line.
    sharpness: f32,
    /// It reaches from the outline into the box no farther than a badly found outline would.
    is_rim: bool,
}

impl Stroke {
    /// Whether it is a mark; none when it may be.
    fn mark(&self) -> Option<bool> {
        if self.length < SPECK || self.area < DUST_AREA {
            let is_broken = self.area >= GRAINS_AREA && self.spread >= GRAINS_SPREAD;
            return (!is_broken).then_some(false);
        }
        let is_filled = self.area >= FILLED && self.darkness >= FILLED_DARKLY;
        let is_clear = self.length >= STROKE
            && self.area >= MARK_AREA
            && self.darkness >= DARK
            && !self.is_rim
            && (self.sharpness >= SHARP || is_filled);
        is_clear.then_some(true)
    }
}

/// The bounds of no cells: left, top, right, bottom.
const NOTHING: [usize; 4] = [GRID, GRID, 0, 0];

fn widened([left, top, right, bottom]: [usize; 4], cell: usize) -> [usize; 4] {
    let (column, row) = (cell % GRID, cell / GRID);
    [left.min(column), top.min(row), right.max(column), bottom.max(row)]
}

/// From corner to corner, mm; 0 for no cells.
fn diagonal([left, top, right, bottom]: [usize; 4]) -> f32 {
    let side = |least: usize, most: usize| (most + 1).saturating_sub(least) as f32 * STEP;
    if left > right { 0.0 } else { side(left, right).hypot(side(top, bottom)) }
}

fn place(index: usize) -> f32 {
    (index as f32 + 0.5) * STEP - INSIDE
}

impl Inside {
    fn new(plane: &Plane, local: &Local, white: f32, range: f32) -> Self {
        // Most boxes are empty: where no pixel is inked, no place between pixels is.
        if plane.darkest(&local.around(INSIDE)).is_some_and(|darkest| white - darkest < INK * range) {
            return Self { ink: [0.0; GRID * GRID] };
        }
        // A scan finer than the grid is averaged, or single grains would count.
        let is_fine = local.scale() * STEP > 1.3;
        let quarter = STEP / 4.0;
        let mut raw = [0.0_f32; GRID * GRID];
        for (at, cell) in raw.iter_mut().enumerate() {
            let (x, y) = (place(at % GRID), place(at / GRID));
            let brightness = if is_fine {
                let around =
                    [(-quarter, -quarter), (quarter, -quarter), (-quarter, quarter), (quarter, quarter)];
                around.iter().map(|(dx, dy)| plane.at(local.at(x + dx, y + dy))).sum::<f32>() / 4.0
            } else {
                plane.at(local.at(x, y))
            };
            *cell = ((white - brightness) / range).clamp(0.0, 1.0);
        }
        let mut ink = [0.0_f32; GRID * GRID];
        for (at, cell) in ink.iter_mut().enumerate() {
            let (column, row) = (at % GRID, at / GRID);
            let mut sum = 0.0;
            let mut count = 0.0;
            for y in row.saturating_sub(1)..(row + 2).min(GRID) {
                for x in column.saturating_sub(1)..(column + 2).min(GRID) {
                    sum += raw[y * GRID + x];
                    count += 1.0;
                }
            }
            *cell = sum / count;
        }
        Self { ink }
    }

    /// The connected ink with the largest span.
    fn largest(&self) -> Stroke {
        let mut seen = [false; GRID * GRID];
        let mut best = Stroke {
            cells: Vec::new(),
            area: 0.0,
            length: 0.0,
            spread: 0.0,
            darkness: 0.0,
            sharpness: 0.0,
            is_rim: false,
        };
        let mut inked = 0;
        let mut bounds = NOTHING;
        for start in 0..GRID * GRID {
            if seen[start] || self.ink[start] < INK {
                continue;
            }
            seen[start] = true;
            let mut cells = vec![start];
            let mut next = 0;
            while let Some(at) = cells.get(next).copied() {
                next += 1;
                let (column, row) = (at % GRID, at / GRID);
                for y in row.saturating_sub(1)..(row + 2).min(GRID) {
                    for x in column.saturating_sub(1)..(column + 2).min(GRID) {
                        let other = y * GRID + x;
                        if !seen[other] && self.ink[other] >= INK {
                            seen[other] = true;
                            cells.push(other);
                        }
                    }
                }
            }
            inked += cells.len();
            bounds = cells.iter().copied().fold(bounds, widened);
            let stroke = self.stroke(cells);
            if stroke.length > best.length {
                best = stroke;
            }
        }
        best.area = inked as f32 / (GRID * GRID) as f32;
        best.spread = diagonal(bounds);
        best
    }

    fn stroke(&self, cells: Vec<usize>) -> Stroke {
        /// A badly found outline shows as a line along an edge, mm.
        const RIM: f32 = 0.45;
        let bounds = cells.iter().copied().fold(NOTHING, widened);
        let [left, top, right, bottom] = bounds;
        let rim = (RIM / STEP) as usize;
        let is_rim = right <= rim || bottom <= rim || left + rim + 1 >= GRID || top + rim + 1 >= GRID;
        let mut darkness: Vec<f32> = cells.iter().map(|at| self.ink[*at]).collect();
        darkness.sort_by(|a, b| b.total_cmp(a));
        darkness.truncate(darkness.len().div_ceil(2));
        let darkness = darkness.iter().sum::<f32>() / darkness.len().max(1) as f32;
        let rise = |at: usize| {
            let (column, row) = (at % GRID, at / GRID);
            let of = |column: usize, row: usize| self.ink[row * GRID + column];
            let level = (column + 2 < GRID).then(|| (of(column + 2, row) - of(column, row)).abs());
            let upright = (row + 2 < GRID).then(|| (of(column, row + 2) - of(column, row)).abs());
            level.unwrap_or(0.0).max(upright.unwrap_or(0.0))
        };
        let sharpness = cells.iter().map(|at| rise(*at)).fold(0.0, f32::max);
        Stroke { cells, area: 0.0, length: diagonal(bounds), spread: 0.0, darkness, sharpness, is_rim }
    }
}

/// How much of a circle goes around a box: the less covered of the arcs above and below, where nothing is printed; of a
/// pen's line, and of what a scan in black and white may have left of one.
fn circle(plane: &Plane, local: &Local, white: f32, range: f32, clearance: f32) -> (f32, f32) {
    /// Directions in an arc, and its half-width in degrees.
    const DIRECTIONS: u32 = 15;
    const HALF: f32 = 56.0;
    /// Where it begins beyond the outline, and how far it is looked for from the middle, mm.
    const GAP: f32 = 0.45;
    const FAR: f32 = 4.9;
    let half = BOX / 2.0;
    let arc = |up: f32| {
        let (mut lines, mut dots) = (0, 0);
        for direction in 0..DIRECTIONS {
            let degrees = (direction as f32 / (DIRECTIONS - 1) as f32 * 2.0 - 1.0) * HALF;
            let (sin, cos) = degrees.to_radians().sin_cos();
            let start = (half + GAP) / cos.max(sin.abs());
            let end = FAR.min((half + clearance - 0.5) / cos);
            let mut distance = start;
            let (mut run, mut longest) = (0, 0);
            while distance < end && longest < 2 {
                let dark = (white - plane.at(local.at(sin * distance, up * cos * distance))) / range;
                run = if dark > INK { run + 1 } else { 0 };
                longest = longest.max(run);
                distance += 0.12;
            }
            dots += u32::from(longest >= 1);
            lines += u32::from(longest >= 2);
        }
        let share = |count: u32| count as f32 / DIRECTIONS as f32;
        (share(lines), share(dots))
    };
    let above = arc(-1.0);
    // Most boxes have nothing above.
    if above.1 == 0.0 {
        return above;
    }
    let below = arc(1.0);
    (above.0.min(below.0), above.1.min(below.1))
}

/// Whether the stroke is mostly a line that goes on beyond the box on both sides, along an edge of the scan or of the
/// paper: a streak of a scanner, of the copier that printed the sheet, or a fold.
fn is_streak(plane: &Plane, local: &Local, white: f32, range: f32, stroke: &Stroke) -> bool {
    /// How far beyond the outline it is looked for, mm: above and below on white paper, where a copier may have broken it
    /// into dots; beside the box, where letters stand, in two places.
    const ALONG: [f32; 8] = [0.5, 0.62, 0.74, 0.86, 0.98, 1.1, 1.22, 1.34];
    const BESIDE: [f32; 2] = [0.75, 1.15];
    /// The part of it that is inked.
    const PART: f32 = 0.22;
    let scale = local.scale();
    let beyond = |at: usize, (dx, dy): (f32, f32), is_upright: bool| {
        let (x, y) = local.at(place(at % GRID), place(at / GRID));
        // Along the edge until outside the box.
        let inner = |(x, y): (f32, f32)| {
            let (x, y) = (x - local.origin.0, y - local.origin.1);
            let right = (x * local.right.0 + y * local.right.1) / (scale * scale);
            let down = (x * local.down.0 + y * local.down.1) / (scale * scale);
            right.abs().max(down.abs())
        };
        let mut distance = 0.0;
        while inner((x + dx * distance, y + dy * distance)) < BOX / 2.0 && distance < BOX * 2.0 * scale {
            distance += scale * 0.2;
        }
        let inked = |beyond: &f32| {
            let distance = distance + beyond * scale;
            ((white - plane.at((x + dx * distance, y + dy * distance))) / range).clamp(0.0, 1.0)
        };
        if is_upright {
            ALONG.iter().map(inked).sum::<f32>() > PART * ALONG.len() as f32
        } else {
            BESIDE.iter().all(|beyond| inked(beyond) > INK)
        }
    };
    let unit = |(x, y): (f32, f32)| (x / x.hypot(y), y / x.hypot(y));
    let edges = [((0.0, 1.0), (1.0, 0.0)), (unit(local.down), unit(local.right))];
    edges.into_iter().any(|(down, right)| {
        let both = |at: usize, (dx, dy): (f32, f32), is_upright: bool| {
            beyond(at, (dx, dy), is_upright) && beyond(at, (-dx, -dy), is_upright)
        };
        // Every third place tells as much as all.
        let looked = || stroke.cells.iter().step_by(3);
        let goes_on = looked().filter(|at| both(**at, down, true) || both(**at, right, false));
        goes_on.count() * 2 > looked().count()
    })
}
