//! Dark lines on the paper itself, along its edges: folds, and streaks of the photocopier that printed the sheet. On a
//! scan they lie as askew as the sheet does.

use super::{Map, Plane};
use crate::survey::sheet::PAGE;

/// What is looked at lies within the page: from the upper marks down, mm.
const LEFT: f32 = 12.0;
const TOP: f32 = 57.0;
const BOTTOM: f32 = 288.0;
/// From a line to the next, and from a place on a line to the next, mm.
const ACROSS: f32 = 0.125;
const ALONG: f32 = 2.0;
/// A line may end this far beside its beginning, mm: paper goes askew through a copier.
const ASKEW: f32 = 3.0;
/// Both sides of a line, mm: a thin one, and a soft one.
const BESIDE: [f32; 2] = [0.6, 1.5];
/// How much darker than both sides it is, of 255.
const CONTRAST: f32 = 20.0;
/// The part of a line that must be so: the boxes of a number and of the answers below each other reach 0.67.
const SHARE: f32 = 0.75;
/// A line is as wide as the places beside its darkest one that have at least this share of its dark pixels, up to
/// `WIDEST` steps away.
const SIDE: f32 = 0.75;
const WIDEST: usize = 10;
/// What a line shades beyond where it is found, mm.
const EDGE: f32 = 0.2;
/// Lines bend so far aside, in steps across.
const BENT: usize = 2;
/// More are no lines but a bad scan.
const MOST: usize = 6;

/// Which edge of the page the lines follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Upright,
    Level,
}

impl Axis {
    /// The page's place of a place across and along the lines.
    fn place(self, across: f32, along: f32) -> (f32, f32) {
        match self {
            Self::Upright => (across, along),
            Self::Level => (along, across),
        }
    }

    /// From where to where lines are looked for, and how far they reach, mm.
    fn bounds(self) -> ((f32, f32), (f32, f32)) {
        let (wide, high) = ((LEFT, PAGE.0 - LEFT), (TOP, BOTTOM));
        match self {
            Self::Upright => (wide, high),
            Self::Level => (high, wide),
        }
    }
}

/// Fills lines from both sides.
pub fn remove(plane: &mut Plane, map: &Map) {
    for axis in [Axis::Upright, Axis::Level] {
        let lines = lines(plane, map, axis);
        for line in lines {
            line.fill(plane, map);
        }
    }
}

struct Line {
    axis: Axis,
    /// Its two sides where it begins, mm.
    sides: (f32, f32),
    /// How far aside it ends, mm.
    askew: f32,
}

fn lines(plane: &Plane, map: &Map, axis: Axis) -> Vec<Line> {
    let ((first, last), (from, to)) = axis.bounds();
    let columns = ((last - first) / ACROSS) as usize;
    let rows = ((to - from) / ALONG) as usize;
    let mut dark = vec![0_u8; columns * rows];
    for row in 0..rows {
        let along = from + (row as f32 + 0.5) * ALONG;
        let start = axis.place(first + 0.5 * ACROSS, along);
        let line = map.along(start, axis.place(ACROSS, 0.0)).take(columns);
        let line: Vec<f32> = line.map(|at| plane.nearest(at)).collect();
        let dark = &mut dark[row * columns..(row + 1) * columns];
        for reach in BESIDE.map(|beside| (beside / ACROSS) as usize) {
            let sides = line.iter().zip(&line[2 * reach..]);
            let middles = dark[reach..].iter_mut().zip(&line[reach..]);
            for ((dark, middle), (one, other)) in middles.zip(sides) {
                *dark |= u8::from(middle + CONTRAST < one.min(*other));
            }
        }
    }
    let mut near = widened(&dark, columns);
    let mut found = Vec::new();
    let steps = (ASKEW / ACROSS) as isize;
    let least = rows as f32 * SHARE;
    while found.len() < MOST {
        // The most places near a line, and then on it, by how far aside it ends and where it begins.
        let mut best = ((0_u8, 0_u8), 0_isize, 0_usize);
        for askew in (-steps..=steps).step_by(2) {
            let near = counts(&near, columns, rows, askew);
            if near.iter().all(|count| f32::from(*count) < least) {
                continue;
            }
            let on = counts(&dark, columns, rows, askew);
            for (column, found) in near.into_iter().zip(on).enumerate() {
                if found > best.0 {
                    best = (found, askew, column);
                }
            }
        }
        let ((count, _), askew, column) = best;
        if f32::from(count) < least {
            break;
        }
        let counts = counts(&near, columns, rows, askew);
        let is_line =
            |at: &usize| f32::from(counts[*at]) >= f32::from(count) * SIDE && at.abs_diff(column) <= WIDEST;
        let start = (0..=column).rev().take_while(is_line).last().unwrap_or(column);
        let end = (column..columns).take_while(is_line).last().unwrap_or(column) + 1;
        let edge = |at: usize| first + at as f32 * ACROSS;
        found.push(Line {
            axis,
            sides: (edge(start) - EDGE, edge(end) + EDGE),
            askew: askew as f32 * ACROSS,
        });
        for row in 0..rows {
            for column in start..end {
                if let Some(at) = shifted(column, askew, row, rows).filter(|at| *at < columns) {
                    dark[row * columns + at] = 0;
                    near[row * columns + at] = 0;
                }
            }
        }
    }
    found
}

/// With what is beside dark places: paper is never quite flat.
fn widened(dark: &[u8], columns: usize) -> Vec<u8> {
    let mut near = dark.to_vec();
    for (near, dark) in near.chunks_exact_mut(columns).zip(dark.chunks_exact(columns)) {
        for by in 1..=BENT {
            for (near, dark) in near[by..].iter_mut().zip(dark) {
                *near |= dark;
            }
            for (near, dark) in near.iter_mut().zip(&dark[by..]) {
                *near |= dark;
            }
        }
    }
    near
}

/// Where a line that begins in a column is in a row.
fn shifted(column: usize, askew: isize, row: usize, rows: usize) -> Option<usize> {
    column.checked_add_signed(askew * row as isize / rows as isize)
}

/// How many places of each line are dark, of at most 255 on a page.
fn counts(dark: &[u8], columns: usize, rows: usize, askew: isize) -> Vec<u8> {
    let mut counts = vec![0_u8; columns];
    for (row, dark) in dark.chunks_exact(columns).enumerate() {
        let by = askew * row as isize / rows as isize;
        let (skipped, ahead) = (by.max(0) as usize, (-by).max(0) as usize);
        for (count, dark) in counts.iter_mut().skip(ahead).zip(dark.iter().skip(skipped)) {
            *count = count.saturating_add(*dark);
        }
    }
    counts
}

impl Line {
    fn fill(&self, plane: &mut Plane, map: &Map) {
        let (_, (from, to)) = self.axis.bounds();
        // A little longer than what was looked at.
        let (from, to) = (from - 3.0, to + 3.0);
        let step = 0.4 / map.near((PAGE.0 / 2.0, PAGE.1 / 2.0)).scale().max(1.0);
        let (left, right) = self.sides;
        let count = ((right - left) / step).ceil().max(1.0) as usize;
        let mut along = from;
        while along < to {
            let aside = self.askew * (along - from) / (to - from);
            let at = |across: f32| map.at(self.axis.place(across + aside, along));
            // What stands beside the line, a little away from its soft edges. Beside the outline of a box only the
            // other side is paper.
            let [one, other] = [left - 0.15, right + 0.15].map(|across| plane.nearest(at(across)));
            for part in 0..=count {
                plane.set(at(left + (right - left) * part as f32 / count as f32), one.max(other) as u8);
            }
            along += step;
        }
    }
}
