//! Fills shapes with gradients and pictures.
//!
//! tiny-skia's own gradients and patterns take tens of nanoseconds per pixel; these take one or two, so that
//! a poster can follow the mouse.

use tiny_skia::{FillRule, Mask, Path, Pixmap, PremultipliedColorU8, Transform};

use crate::page::{Color, Gradient, Spread};

/// Fills a shape; `row` returns the colours of the pixels from `(x, y)` on.
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

/// A colour with a coverage of 0 to 255 over opaque paper.
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

/// A table of colours along a gradient.
pub(super) struct Shading {
    colors: Vec<PremultipliedColorU8>,
    way: Way,
}

/// From a pixel to the index of its colour.
enum Way {
    /// `x`·pixel x + `y`·pixel y + `at`.
    Linear { x: f32, y: f32, at: f32 },
    /// The distance from the origin after this transform, which has one for each step.
    Radial(Transform),
}

impl Shading {
    pub fn new(gradient: &Gradient, transform: Transform) -> Self {
        const STEPS: u16 = 512;
        let color = |step: u16| opaque(gradient.at(f32::from(step) / f32::from(STEPS)));
        let colors: Vec<_> = (0..=STEPS).map(color).collect();
        let steps = f32::from(STEPS);
        let last = Self { colors: colors.clone(), way: Way::Linear { x: 0.0, y: 0.0, at: steps } };
        let Some(back) = transform.invert() else { return last };
        let way = match gradient.spread {
            Spread::Linear { start, end } => {
                let across = (end.x - start.x, end.y - start.y);
                let square = across.0 * across.0 + across.1 * across.1;
                if square <= 0.0 {
                    return last;
                }
                let scale = steps / square;
                // Centre of a pixel → page → fraction of the way from start to end.
                let x = (back.sx * across.0 + back.ky * across.1) * scale;
                let y = (back.kx * across.0 + back.sy * across.1) * scale;
                let origin = ((back.tx - start.x) * across.0 + (back.ty - start.y) * across.1) * scale;
                Way::Linear { x, y, at: origin + f32::midpoint(x, y) + 0.5 }
            }
            Spread::Radial { radius, .. } if radius <= 0.0 => return last,
            Spread::Radial { center, radius } => {
                let scale = steps / radius;
                let centred = back.post_translate(-center.x, -center.y).post_scale(scale, scale);
                Way::Radial(centred.pre_translate(0.5, 0.5))
            }
        };
        Self { colors, way }
    }

    pub fn row(&self, x: i32, y: i32, row: &mut [PremultipliedColorU8]) {
        let last = self.colors.len() as i64 - 1;
        match self.way {
            Way::Linear { x: along, y: down, at } => {
                // Fixed point, 2^16 per step: many times faster than rounding each pixel's index.
                const ONE: f32 = 65_536.0;
                let mut at = ((at + along * x as f32 + down * y as f32) * ONE) as i64;
                let step = (along * ONE) as i64;
                for color in row {
                    *color = self.colors[(at >> 16).clamp(0, last) as usize];
                    at = at.saturating_add(step);
                }
            }
            Way::Radial(place) => {
                let (mut across, mut along) = (
                    place.sx * x as f32 + place.kx * y as f32 + place.tx,
                    place.ky * x as f32 + place.sy * y as f32 + place.ty,
                );
                for color in row {
                    let distance = (across * across + along * along).sqrt() + 0.5;
                    *color = self.colors[(distance as i64).clamp(0, last) as usize];
                    across += place.sx;
                    along += place.ky;
                }
            }
        }
    }
}

/// A picture under any transform, with bilinear interpolation.
pub(super) struct Sampler<'a> {
    picture: &'a Pixmap,
    /// From the page's pixels to the picture's.
    back: Transform,
}

impl<'a> Sampler<'a> {
    /// `place` maps the picture's pixels to the page's; none if it collapses them to a line.
    pub fn new(picture: &'a Pixmap, place: Transform) -> Option<Self> {
        Some(Self { picture, back: place.invert()? })
    }

    pub fn row(&self, x: i32, y: i32, row: &mut [PremultipliedColorU8]) {
        let Transform { sx, kx, ky, sy, tx, ty } = self.back;
        let (right, bottom) = (self.picture.width() as i32 - 1, self.picture.height() as i32 - 1);
        let pixels = self.picture.pixels();
        let y = y as f32 + 0.5;
        for (step, color) in row.iter_mut().enumerate() {
            let x = (x + step as i32) as f32 + 0.5;
            // In 256ths of a pixel, from the centre of the first.
            let across = ((sx * x + kx * y + tx - 0.5) * 256.0) as i32;
            let down = ((ky * x + sy * y + ty - 0.5) * 256.0) as i32;
            let at = |x: i32, y: i32| pixels[(y.clamp(0, bottom) * (right + 1) + x.clamp(0, right)) as usize];
            let (left, top) = (across >> 8, down >> 8);
            let (part_x, part_y) = ((across & 255) as u32, (down & 255) as u32);
            let corners = [at(left, top), at(left + 1, top), at(left, top + 1), at(left + 1, top + 1)];
            let weights = [
                (256 - part_x) * (256 - part_y),
                part_x * (256 - part_y),
                (256 - part_x) * part_y,
                part_x * part_y,
            ];
            let blend = |channel: fn(PremultipliedColorU8) -> u8| {
                let sum: u32 = corners
                    .iter()
                    .zip(weights)
                    .map(|(corner, weight)| u32::from(channel(*corner)) * weight)
                    .sum();
                ((sum + 32_768) >> 16) as u8
            };
            let alpha = blend(PremultipliedColorU8::alpha);
            let channels =
                [PremultipliedColorU8::red, PremultipliedColorU8::green, PremultipliedColorU8::blue];
            let [red, green, blue] = channels.map(|channel| blend(channel).min(alpha));
            *color = PremultipliedColorU8::from_rgba(red, green, blue, alpha)
                .unwrap_or(PremultipliedColorU8::TRANSPARENT);
        }
    }
}

/// Pixels from `from` on of a line that may end before the row does, or begin after it: the frame's edges may
/// extend a fraction of a pixel beyond the picture.
pub(super) fn copy_row(source: &[PremultipliedColorU8], from: i32, row: &mut [PremultipliedColorU8]) {
    if from >= 0 && from as usize + row.len() <= source.len() {
        row.copy_from_slice(&source[from as usize..from as usize + row.len()]);
        return;
    }
    let last = source.len() as i32 - 1;
    for (index, color) in row.iter_mut().enumerate().filter(|_| last >= 0) {
        *color = source[(from + index as i32).clamp(0, last) as usize];
    }
}

pub(super) fn opaque(color: Color) -> PremultipliedColorU8 {
    let [red, green, blue] = color.to_rgb8();
    PremultipliedColorU8::from_rgba(red, green, blue, 255).unwrap_or(PremultipliedColorU8::TRANSPARENT)
}
