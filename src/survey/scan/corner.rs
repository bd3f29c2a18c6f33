//! The corner marks: filled squares, which stay when all that is thinner is rubbed out.

use super::{Map, Plane};
use crate::survey::sheet::{MARK, MARKS};

/// Pixels along the longer side of the picture in which marks are looked for.
const REDUCED: usize = 900;
/// Marks that are considered.
const MOST: usize = 16;
/// Places that are tried.
const TRIED: usize = 12;

/// A dark spot as large and as square as a mark.
#[derive(Debug, Clone, Copy)]
struct Spot {
    x: f32,
    y: f32,
    side: f32,
    /// 0 for a perfect square.
    flaw: f32,
}

/// Where the four marks may be, clockwise on the scan from one of them with the shorter side first; the most likely
/// first. Which end of the sheet is up is not known yet.
pub fn places(plane: &Plane) -> Vec<[(f32, f32); 4]> {
    let factor = (plane.width.max(plane.height) as f32 / REDUCED as f32).round().max(1.0) as usize;
    let small = plane.reduced(factor);
    let mut spots = spots(&small);
    // The marks are the largest squares; filled boxes come after them.
    spots.sort_by(|a, b| b.side.total_cmp(&a.side));
    spots.truncate(MOST);
    let mut found: Vec<(f32, [(f32, f32); 4])> = Vec::new();
    for a in 0..spots.len() {
        for b in a + 1..spots.len() {
            for c in b + 1..spots.len() {
                found.extend(three([spots[a], spots[b], spots[c]]));
                for d in c + 1..spots.len() {
                    found.extend(four([spots[a], spots[b], spots[c], spots[d]]));
                }
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.truncate(TRIED);
    let whole = |(x, y): (f32, f32)| (x * factor as f32, y * factor as f32);
    found
        .into_iter()
        .map(|(_, corners)| corners.map(|corner| refined(plane, whole(corner), factor)))
        .collect()
}

/// The brightness of print, by the darkest mark.
pub fn black(plane: &Plane, map: &Map) -> f32 {
    let mean = |(x, y): (f32, f32)| {
        let samples = (0..25).map(|index| {
            let (dx, dy) = ((index % 5) as f32 - 2.0, (index / 5) as f32 - 2.0);
            plane.nearest(map.at((x + dx * MARK * 0.15, y + dy * MARK * 0.15)))
        });
        samples.sum::<f32>() / 25.0
    };
    let mut means = MARKS.map(mean);
    means.sort_by(f32::total_cmp);
    means[1]
}

fn spots(small: &Plane) -> Vec<Spot> {
    let (width, height) = (small.width, small.height);
    let dark = opened(&dark(small), width);
    let longer = width.max(height) as f32;
    let mut seen = vec![false; dark.len()];
    let mut stack = Vec::new();
    let mut spots = Vec::new();
    for start in 0..dark.len() {
        if !dark[start] || seen[start] {
            continue;
        }
        seen[start] = true;
        stack.push(start);
        // Count, sums, and sums of squares.
        let mut sums = [0.0_f64; 6];
        while let Some(at) = stack.pop() {
            let (x, y) = ((at % width) as f64, (at / width) as f64);
            for (sum, value) in sums.iter_mut().zip([1.0, x, y, x * x, y * y, x * y]) {
                *sum += value;
            }
            let (column, row) = (at % width, at / width);
            let mut visit = |next: usize| {
                if dark[next] && !seen[next] {
                    seen[next] = true;
                    stack.push(next);
                }
            };
            if column > 0 {
                visit(at - 1);
            }
            if column + 1 < width {
                visit(at + 1);
            }
            if row > 0 {
                visit(at - width);
            }
            if row + 1 < height {
                visit(at + width);
            }
        }
        spots.extend(square(sums, longer));
    }
    spots
}

/// The spot, if its moments are those of a square of the size of a mark.
fn square([count, x, y, xx, yy, xy]: [f64; 6], longer: f32) -> Option<Spot> {
    let side = count.sqrt() as f32;
    // A sheet fills the picture, or half of it.
    if !(0.009..0.045).contains(&(side / longer)) {
        return None;
    }
    let (x, y) = (x / count, y / count);
    // The variance within a pixel is a twelfth.
    let (xx, yy, xy) = (xx / count - x * x + 1.0 / 12.0, yy / count - y * y + 1.0 / 12.0, xy / count - x * y);
    let spread = ((xx - yy) * (xx - yy) / 4.0 + xy * xy).sqrt();
    let middle = f64::midpoint(xx, yy);
    let (long, short) = (middle + spread, middle - spread);
    if short <= 0.0 {
        return None;
    }
    let stretch = (long / short).sqrt() as f32;
    let fill = (count / (12.0 * (long * short).sqrt())) as f32;
    let flaw = (stretch - 1.0) + 2.0 * (fill - 1.0).abs();
    (stretch < 1.5 && (0.85..1.12).contains(&fill)).then_some(Spot {
        x: x as f32 + 0.5,
        y: y as f32 + 0.5,
        side,
        flaw,
    })
}

/// The pixels that are much darker than their surroundings, which a shadow is not.
fn dark(small: &Plane) -> Vec<bool> {
    let (width, height) = (small.width, small.height);
    // About 18 mm: more than twice a mark.
    let reach = (width.max(height) / 30).max(4);
    let stride = width + 1;
    let mut sums = vec![0_u32; stride * (height + 1)];
    for row in 0..height {
        let mut sum = 0;
        for column in 0..width {
            sum += u32::from(small.pixels[row * width + column]);
            sums[(row + 1) * stride + column + 1] = sums[row * stride + column + 1] + sum;
        }
    }
    let mut dark = Vec::with_capacity(width * height);
    for row in 0..height {
        let (top, bottom) = (row.saturating_sub(reach), (row + reach + 1).min(height));
        for column in 0..width {
            let (left, right) = (column.saturating_sub(reach), (column + reach + 1).min(width));
            let sum = sums[bottom * stride + right] + sums[top * stride + left]
                - sums[top * stride + right]
                - sums[bottom * stride + left];
            let area = ((bottom - top) * (right - left)) as u32;
            // Below 70 % of the mean around it.
            dark.push(u32::from(small.pixels[row * width + column]) * area * 10 < sum * 7);
        }
    }
    dark
}

/// Without what is thinner than five pixels, some 1.7 mm.
fn opened(dark: &[bool], width: usize) -> Vec<bool> {
    let whole = dark.len();
    let eroded =
        spread(&spread(dark, (width, 1), |one, other| one & other), (whole, width), |one, other| one & other);
    spread(&spread(&eroded, (width, 1), |one, other| one | other), (whole, width), |one, other| one | other)
}

/// Each cell joined with its two neighbours on either side in the same `line`; neighbours are `step` cells apart.
fn spread(from: &[bool], (line, step): (usize, usize), join: impl Fn(bool, bool) -> bool) -> Vec<bool> {
    const REACH: usize = 2;
    let mut to = from.to_vec();
    for (to, from) in to.chunks_exact_mut(line).zip(from.chunks_exact(line)) {
        for by in (1..=REACH).map(|by| (by * step).min(line)) {
            for (to, from) in to[by..].iter_mut().zip(from) {
                *to = join(*to, *from);
            }
            for (to, from) in to.iter_mut().zip(&from[by..]) {
                *to = join(*to, *from);
            }
        }
    }
    to
}

/// The sides of the rectangle that the marks form, mm.
const SHORT: f32 = MARKS[1].0 - MARKS[0].0;
const LONG: f32 = MARKS[2].1 - MARKS[1].1;

/// How far four corners, clockwise, are from the marks' rectangle; none when too far.
fn misfit(corners: &[(f32, f32); 4]) -> Option<f32> {
    let side = |a: usize, b: usize| {
        let (one, other) = (corners[a], corners[b]);
        (other.0 - one.0, other.1 - one.1)
    };
    let length = |(x, y): (f32, f32)| x.hypot(y).max(1e-3);
    let sides = [side(0, 1), side(1, 2), side(2, 3), side(3, 0)];
    let [top, right, bottom, left] = sides.map(length);
    let mut misfit = (top / bottom).ln().abs() + (left / right).ln().abs();
    misfit += ((top + bottom) / (left + right) * LONG / SHORT).ln().abs() * 2.0;
    for index in 0..4 {
        let (one, other) = (sides[index], sides[(index + 1) % 4]);
        let cross = one.0 * other.1 - one.1 * other.0;
        let dot = one.0 * other.0 + one.1 * other.1;
        // Clockwise on the scan, y down.
        if cross <= 0.0 {
            return None;
        }
        misfit += (dot / cross).abs() * 0.7;
    }
    (misfit < 0.8).then_some(misfit)
}

/// How far the sizes of the spots are from those of marks so far apart.
fn size_misfit(spots: &[Spot], corners: &[(f32, f32); 4]) -> Option<f32> {
    let height = (corners[2].0 - corners[1].0).hypot(corners[2].1 - corners[1].1);
    let expected = height * MARK / LONG;
    let misfit = spots.iter().map(|spot| (spot.side / expected).ln().abs()).fold(0.0, f32::max);
    (misfit < 0.45).then_some(misfit)
}

fn clockwise(spots: [Spot; 4]) -> [(f32, f32); 4] {
    let middle = (
        spots.iter().map(|spot| spot.x).sum::<f32>() / 4.0,
        spots.iter().map(|spot| spot.y).sum::<f32>() / 4.0,
    );
    let mut corners = spots.map(|spot| (spot.x, spot.y));
    corners.sort_by(|a, b| {
        let angle = |(x, y): &(f32, f32)| (y - middle.1).atan2(x - middle.0);
        angle(a).total_cmp(&angle(b))
    });
    // Begin with a short side.
    let length = |a: (f32, f32), b: (f32, f32)| (a.0 - b.0).hypot(a.1 - b.1);
    if length(corners[0], corners[1]) > length(corners[1], corners[2]) {
        corners.rotate_left(1);
    }
    corners
}

fn four(spots: [Spot; 4]) -> Option<(f32, [(f32, f32); 4])> {
    let corners = clockwise(spots);
    let misfit = misfit(&corners)? + size_misfit(&spots, &corners)?;
    let flaw: f32 = spots.iter().map(|spot| spot.flaw).sum();
    Some((misfit + 0.3 * flaw, corners))
}

/// Three marks and the place of the fourth, which is covered or cut off: only when no four fit.
fn three(spots: [Spot; 3]) -> Option<(f32, [(f32, f32); 4])> {
    const LAST: f32 = 10.0;
    (0..3).find_map(|corner| {
        let (at, one, other) = (spots[corner], spots[(corner + 1) % 3], spots[(corner + 2) % 3]);
        let fourth = Spot { x: one.x + other.x - at.x, y: one.y + other.y - at.y, ..at };
        let corners = clockwise([at, one, fourth, other]);
        // A right angle and sides as they should be leave no other reading.
        let misfit = misfit(&corners).filter(|misfit| *misfit < 0.25)? + size_misfit(&spots, &corners)?;
        Some((LAST + misfit, corners))
    })
}

/// The middle of a mark to a part of a pixel: of the rows and columns that are dark for half a mark.
fn refined(plane: &Plane, (x, y): (f32, f32), factor: usize) -> (f32, f32) {
    let side = plane.width.max(plane.height) as f32 / REDUCED as f32 * 20.0;
    let reach = (side * 0.85).ceil() as usize;
    let (left, top) = ((x as usize).saturating_sub(reach), (y as usize).saturating_sub(reach));
    let (right, bottom) = ((x as usize + reach).min(plane.width), (y as usize + reach).min(plane.height));
    if right <= left || bottom <= top {
        return (x, y);
    }
    let row = |y: usize| &plane.pixels[y * plane.width + left..y * plane.width + right];
    let (mut lightest, mut darkest) = (0, 255);
    for y in (top..bottom).step_by(factor) {
        for pixel in row(y).iter().step_by(factor) {
            lightest = lightest.max(*pixel);
            darkest = darkest.min(*pixel);
        }
    }
    let middle = lightest / 2 + darkest / 2;
    let mut columns = vec![0_usize; right - left];
    let mut rows = vec![0_usize; bottom - top];
    for (y, count) in (top..bottom).zip(&mut rows) {
        for (pixel, column) in row(y).iter().zip(&mut columns) {
            let dark = usize::from(*pixel < middle);
            *column += dark;
            *count += dark;
        }
    }
    let mean = |counts: &[usize]| {
        let most = counts.iter().copied().max().unwrap_or(0);
        let (sum, weight) = counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count * 2 > most)
            .fold((0.0, 0.0), |(sum, weight), (at, count)| {
                (sum + (at as f32 + 0.5) * *count as f32, weight + *count as f32)
            });
        (weight > 0.0).then(|| sum / weight)
    };
    match (mean(&columns), mean(&rows)) {
        (Some(column), Some(row)) => {
            let (column, row) = (left as f32 + column, top as f32 + row);
            // A fourth mark that is not there leaves the guess.
            if (column - x).hypot(row - y) < side * 0.6 { (column, row) } else { (x, y) }
        }
        _ => (x, y),
    }
}
