//! Shapes filled with colours that change from pixel to pixel.
//!
//! tiny-skia's own gradients and patterns take tens of nanoseconds a pixel; these take one or two, so that a poster
//! follows the mouse.

use tiny_skia::{FillRule, Mask, Path, Pixmap, PremultipliedColorU8, Transform};

use crate::page::{Color, Point};

/// Fills a shape; `row` gives the colours of the pixels from `(x, y)` on.
pub(super) fn fill(
    pixmap: &mut Pixmap,
    shape: &Path,
    transform: Transform,
    clip: Option<&Mask>,
    mut row: impl FnMut(i32, i32, &mut [PremultipliedColorU8]),
) {
    let Some(bounds) = shape.bounds().transform(transform) else { return };
    let (width, height) = (pixmap.width(), pixmap.height());
    let left = bounds.left().floor().clamp(0.0, width as f32) as u32;
    let right = bounds.right().ceil().clamp(0.0, width as f32) as u32;
    let top = bounds.top().floor().clamp(0.0, height as f32) as u32;
    let bottom = bounds.bottom().ceil().clamp(0.0, height as f32) as u32;
    let Some(mut mask) = Mask::new(right.saturating_sub(left), bottom.saturating_sub(top)) else { return };
    let shifted = transform.post_translate(-(left as f32), -(top as f32));
    mask.fill_path(shape, FillRule::Winding, true, shifted);

    let length = (right - left) as usize;
    let mut colors = vec![PremultipliedColorU8::TRANSPARENT; length];
    for (line, coverage) in mask.data().chunks_exact(length).enumerate() {
        let y = top + line as u32;
        row(left as i32, y as i32, &mut colors);
        let start = (y * width + left) as usize;
        let pixels = &mut pixmap.pixels_mut()[start..start + length];
        let clip = clip.map(|clip| &clip.data()[start..start + length]);
        let is_whole = clip.is_none() && coverage.iter().all(|alpha| *alpha == 255);
        if is_whole && colors.iter().all(PremultipliedColorU8::is_opaque) {
            pixels.copy_from_slice(&colors);
            continue;
        }
        for (index, pixel) in pixels.iter_mut().enumerate() {
            let alpha = match clip {
                Some(clip) => u32::from(coverage[index]) * u32::from(clip[index]) / 255,
                None => u32::from(coverage[index]),
            };
            if alpha > 0 {
                *pixel = over(colors[index], alpha, *pixel);
            }
        }
    }
}

/// A colour with a coverage of 0 to 255 on opaque paper.
pub(super) fn over(
    color: PremultipliedColorU8,
    coverage: u32,
    paper: PremultipliedColorU8,
) -> PremultipliedColorU8 {
    if coverage == 255 && color.is_opaque() {
        return color;
    }
    let rest = 255 * 255 - u32::from(color.alpha()) * coverage;
    let mix = |ink: u8, paper: u8| {
        ((u32::from(ink) * coverage * 255 + u32::from(paper) * rest + 32_512) / 65_025).min(255) as u8
    };
    PremultipliedColorU8::from_rgba(
        mix(color.red(), paper.red()),
        mix(color.green(), paper.green()),
        mix(color.blue(), paper.blue()),
        255,
    )
    .unwrap_or(paper)
}

/// A colour for each pixel along a line.
pub(super) struct Gradient {
    colors: Vec<PremultipliedColorU8>,
    /// The place in `colors` is `x`·pixel x + `y`·pixel y + `at`.
    x: f32,
    y: f32,
    at: f32,
}

impl Gradient {
    pub fn new(from: Color, to: Color, start: Point, end: Point, transform: Transform) -> Self {
        const STEPS: u16 = 512;
        let colors: Vec<_> =
            (0..=STEPS).map(|step| opaque(between(from, to, f32::from(step) / f32::from(STEPS)))).collect();
        let across = (end.x - start.x, end.y - start.y);
        let square = across.0 * across.0 + across.1 * across.1;
        let Some(back) = transform.invert().filter(|_| square > 0.0) else {
            return Self { colors, x: 0.0, y: 0.0, at: f32::from(STEPS) };
        };
        let scale = f32::from(STEPS) / square;
        // Middle of a pixel → page → part of the way from start to end.
        let x = (back.sx * across.0 + back.ky * across.1) * scale;
        let y = (back.kx * across.0 + back.sy * across.1) * scale;
        let origin = ((back.tx - start.x) * across.0 + (back.ty - start.y) * across.1) * scale;
        Self { colors, x, y, at: origin + f32::midpoint(x, y) + 0.5 }
    }

    pub fn row(&self, x: i32, y: i32, row: &mut [PremultipliedColorU8]) {
        // In whole numbers, 2^16 to a step: many times faster than rounding each pixel's place.
        const ONE: f32 = 65_536.0;
        let last = self.colors.len() as i64 - 1;
        let mut at = ((self.at + self.x * x as f32 + self.y * y as f32) * ONE) as i64;
        let step = (self.x * ONE) as i64;
        for color in row {
            *color = self.colors[(at >> 16).clamp(0, last) as usize];
            at = at.saturating_add(step);
        }
    }
}

/// Pixels of a picture that lies upright with its corner on a whole pixel.
pub(super) fn picture_row(
    picture: &Pixmap,
    left: i32,
    top: i32,
    x: i32,
    y: i32,
    row: &mut [PremultipliedColorU8],
) {
    let (width, height) = (picture.width() as i32, picture.height() as i32);
    let line = (y - top).clamp(0, height - 1) * width;
    let source = &picture.pixels()[line as usize..(line + width) as usize];
    let from = x - left;
    if from >= 0 && from as usize + row.len() <= source.len() {
        row.copy_from_slice(&source[from as usize..from as usize + row.len()]);
        return;
    }
    // The frame's edges may reach part of a pixel beyond.
    for (index, color) in row.iter_mut().enumerate() {
        *color = source[(from + index as i32).clamp(0, width - 1) as usize];
    }
}

pub(super) fn opaque(color: Color) -> PremultipliedColorU8 {
    let [red, green, blue] = color.to_rgb8();
    PremultipliedColorU8::from_rgba(red, green, blue, 255).unwrap_or(PremultipliedColorU8::TRANSPARENT)
}

/// Inks mix as inks: between two CMYK colours the way in RGB is bent where an ink is full.
fn between(from: Color, to: Color, part: f32) -> Color {
    let between = |a: f32, b: f32| a + (b - a) * part;
    if let (Color::Cmyk { c, m, y, k }, Color::Cmyk { c: c2, m: m2, y: y2, k: k2 }) = (from, to) {
        return Color::Cmyk { c: between(c, c2), m: between(m, m2), y: between(y, y2), k: between(k, k2) };
    }
    let [a, b] = [from.to_rgb8(), to.to_rgb8()];
    let channel = |index: usize| between(f32::from(a[index]), f32::from(b[index])) / 255.0;
    Color::Rgb { r: channel(0), g: channel(1), b: channel(2) }
}
