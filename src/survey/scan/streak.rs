//! Dark lines that dust on a scanner's glass draws along the whole page.

use super::Plane;

/// Every how many pixels a line is looked at.
const STEP: usize = 3;
/// The part of a line that must be darker than both sides: the boxes of a page below each other reach 0.4.
const SHARE: f32 = 0.5;
/// How much darker, of 255.
const CONTRAST: i16 = 20;

/// Fills streaks from their lighter side: beside the outline of a box only the other is paper. Only lines along the scan's own edges are streaks: a scanner draws no others.
pub fn remove(plane: &mut Plane) {
    // A sheet is some 210 mm wide.
    let millimetre = (plane.width.min(plane.height) as f32 / 210.0).max(1.0);
    let reaches = [0.5, 1.4].map(|reach| (reach * millimetre).ceil() as usize);
    let columns = columns(plane, reaches);
    for (start, end) in runs(&columns, plane.width) {
        for row in plane.pixels.chunks_exact_mut(plane.width) {
            fill(row, start, end);
        }
    }
    let rows = rows(plane, reaches);
    for (start, end) in runs(&rows, plane.height) {
        for column in 0..plane.width {
            let pixel = |row: usize| plane.pixels[row * plane.width + column];
            let lighter = pixel(start - 1).max(pixel(end));
            for row in start..end {
                plane.pixels[row * plane.width + column] = lighter;
            }
        }
    }
}

fn is_darker(middle: u8, one: u8, other: u8) -> bool {
    i16::from(middle) + CONTRAST < i16::from(one.min(other))
}

/// The columns that are darker than what stands beside them, near or farther.
fn columns(plane: &Plane, reaches: [usize; 2]) -> Vec<bool> {
    let mut counts = [vec![0_u32; plane.width], vec![0_u32; plane.width]];
    let mut looked = 0;
    for row in plane.pixels.chunks_exact(plane.width).step_by(STEP) {
        looked += 1;
        for (count, reach) in counts.iter_mut().zip(reaches) {
            if row.len() <= 2 * reach {
                continue;
            }
            let sides = row.iter().zip(&row[2 * reach..]);
            let middles = row[reach..].iter().zip(&mut count[reach..]);
            for ((middle, count), (left, right)) in middles.zip(sides) {
                *count += u32::from(is_darker(*middle, *left, *right));
            }
        }
    }
    let least = (looked as f32 * SHARE) as u32;
    (0..plane.width).map(|column| counts.iter().any(|count| count[column] > least)).collect()
}

fn rows(plane: &Plane, reaches: [usize; 2]) -> Vec<bool> {
    let width = plane.width;
    let least = ((width / STEP) as f32 * SHARE) as usize;
    let line = |row: usize| plane.pixels[row * width..(row + 1) * width].iter().step_by(STEP);
    let is_streak = |row: usize| {
        reaches.iter().any(|reach| {
            if row < *reach || row + reach >= plane.height {
                return false;
            }
            let sides = line(row - reach).zip(line(row + reach));
            let darker =
                line(row).zip(sides).filter(|(middle, (above, below))| is_darker(**middle, **above, **below));
            darker.count() > least
        })
    };
    (0..plane.height).map(is_streak).collect()
}

/// Streaks with a pixel on each side, which is grey, without those at the image's edge.
fn runs(is_streak: &[bool], length: usize) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for index in 0..=length {
        match (start, is_streak.get(index).copied().unwrap_or(false)) {
            (None, true) => start = Some(index),
            (Some(first), false) => {
                start = None;
                let (first, end) = (first.saturating_sub(1), index + 1);
                if first > 0 && end < length {
                    runs.push((first, end));
                }
            }
            _ => {}
        }
    }
    runs
}

fn fill(row: &mut [u8], start: usize, end: usize) {
    let lighter = row[start - 1].max(row[end]);
    row[start..end].fill(lighter);
}
