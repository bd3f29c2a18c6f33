//! The part of a long list that is drawn.

use std::ops::Range;

/// Drawn beyond the visible part, so that scrolling shows no gaps; logical pixels.
const MARGIN: f32 = 400.0;
/// Before the first layout, as much as a large window shows; what is beyond follows in the next frame.
const LARGE: f32 = 1200.0;

/// Of `count` rows of equal height those to draw, and the space above and below them; `view` is the scroll offset and
/// the visible height, zero until it is known.
pub fn window_of_rows(view: (f32, f32), row: f32, count: usize) -> (Range<usize>, f32, f32) {
    let (from, height) = view;
    let (height, margin) = if height > 0.0 { (height, MARGIN) } else { (LARGE, 0.0) };
    let last = count.min(((from + height + margin) / row) as usize + 1);
    let first = last.min(((from - margin) / row).max(0.0) as usize);
    (first..last, first as f32 * row, (count - last) as f32 * row)
}
