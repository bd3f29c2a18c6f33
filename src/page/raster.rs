//! Renders pages to pixels: for the preview, for thumbnails and, in bands, for files of any size.

use tiny_skia::{
    FillRule, Mask, Paint, Pixmap, PremultipliedColorU8, Rect as PixelRect, Shader, StrokeDash, Transform,
};

use super::ink::{Ink, STEPS, Stamp, outline};
use super::{Color, Fonts, GlyphRun, Item, Page, Path, Point, Segment, Stroke};
pub use band::Bands;
use extent::{Extent, extent};
use fill::{Shading, fill, opaque, over};
pub use image::PictureError;
use image::Print;

mod band;
mod extent;
mod fill;
mod image;
mod stream;

/// Opaque pixels, row by row from the top, four bytes each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Raster {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// Maximum pixels per side; an A0 poster at 600 dpi has 28,087.
const LARGEST: f32 = 32_000.0;

/// Glyphs up to this many pixels per em are drawn from cached bitmaps, larger ones as outlines.
const STAMPED: f32 = 200.0;

/// Renders a page on white paper at `scale` pixels per point (96 dpi is 1.333…).
///
/// The fonts cache glyph outlines and decoded pictures, so that the next page or frame is faster. A size
/// beyond 32,000 pixels per side is cut off; without enough memory the raster is empty.
pub fn render(page: &Page, scale: f32, fonts: &mut Fonts) -> Raster {
    let pixels = |length: f32| (length * scale).round().clamp(1.0, LARGEST) as u32;
    let (width, height) = (pixels(page.size.width), pixels(page.size.height));
    let Some(mut pixmap) = Pixmap::new(width, height) else { return Raster::default() };
    pixmap.fill(tiny_skia::Color::WHITE);
    let mut canvas = Canvas { pixmap, ink: &mut fonts.ink, print: None };
    canvas.items(&page.items, Transform::from_scale(scale, scale), None);
    Raster { width, height, rgba: canvas.pixmap.take() }
}

struct Canvas<'a> {
    pixmap: Pixmap,
    ink: &'a mut Ink,
    /// None for the screen, where pictures that cannot be drawn are crossed out.
    print: Option<Print<'a>>,
}

impl Canvas<'_> {
    fn items(&mut self, items: &[Item], transform: Transform, clip: Option<&Mask>) {
        for item in items {
            match item {
                Item::Glyphs(run) => self.glyphs(run, transform, clip),
                Item::Path(path) => self.path(path, transform, clip),
                Item::Shade { segments, gradient } => {
                    let Some(path) = outline(segments) else { continue };
                    let gradient = Shading::new(gradient, transform);
                    fill(&mut self.pixmap, &path, transform, clip, |x, y, row| gradient.row(x, y, row));
                }
                Item::Image(image) => {
                    let Some(path) = outline(&Path::rect(image.rect, None, None).segments) else { continue };
                    self.image(image, &path, transform, clip);
                }
                Item::Group { transform: [a, b, c, d, e, f], clip: shape, items } => {
                    let transform = transform.pre_concat(Transform::from_row(*a, *b, *c, *d, *e, *f));
                    self.group(shape.as_deref(), items, transform, clip);
                }
                Item::Faded { opacity, items } => self.faded(*opacity, items, transform, clip),
                Item::Unprinted { items, .. } => self.items(items, transform, clip),
                Item::Link(_) => {}
            }
        }
    }

    fn group(
        &mut self,
        shape: Option<&[Segment]>,
        items: &[Item],
        transform: Transform,
        clip: Option<&Mask>,
    ) {
        let Some(shape) = shape else { return self.items(items, transform, clip) };
        let Some(path) = outline(shape) else { return };
        // A picture cropped by its frame is drawn by filling the frame, which needs no mask.
        if let [Item::Image(image)] = items {
            let (bounds, rect) = (path.bounds(), image.rect);
            let is_covered = bounds.left() >= rect.x - 0.01
                && bounds.top() >= rect.y - 0.01
                && bounds.right() <= rect.x + rect.width + 0.01
                && bounds.bottom() <= rect.y + rect.height + 0.01;
            if is_covered {
                return self.image(image, &path, transform, clip);
            }
        }
        let mask = if let Some(outer) = clip {
            let mut mask = outer.clone();
            mask.intersect_path(&path, FillRule::Winding, true, transform);
            mask
        } else {
            let Some(mut mask) = Mask::new(self.pixmap.width(), self.pixmap.height()) else { return };
            mask.fill_path(&path, FillRule::Winding, true, transform);
            mask
        };
        self.items(items, transform, Some(&mask));
    }

    /// Paints the items, then takes back what shows through them: below is opaque paper. Only the rows and columns
    /// that they may reach are kept aside.
    fn faded(&mut self, opacity: f32, items: &[Item], transform: Transform, clip: Option<&Mask>) {
        let (width, height) = (self.pixmap.width() as usize, self.pixmap.height() as usize);
        let Some(Extent { left, top, right, bottom }) = extent(items, transform) else { return };
        let pixel = |at: f32, most: usize| (at.max(0.0) as usize).min(most);
        let (columns, rows) = (
            pixel(left - 1.0, width)..pixel(right + 2.0, width),
            pixel(top - 1.0, height)..pixel(bottom + 2.0, height),
        );
        if columns.is_empty() || rows.is_empty() {
            return;
        }
        let line = |row: usize| (row * width + columns.start) * 4..(row * width + columns.end) * 4;
        let below: Vec<u8> =
            rows.clone().flat_map(|row| self.pixmap.data()[line(row)].iter().copied()).collect();
        self.items(items, transform, clip);
        let share = (opacity.clamp(0.0, 1.0) * 256.0).round() as i32;
        for (row, below) in rows.zip(below.chunks_exact(columns.len() * 4)) {
            for (now, below) in self.pixmap.data_mut()[line(row)].iter_mut().zip(below) {
                if now != below {
                    let (from, to) = (i32::from(*below), i32::from(*now));
                    *now = (from + (((to - from) * share + 128) >> 8)) as u8;
                }
            }
        }
    }

    fn glyphs(&mut self, run: &GlyphRun, transform: Transform, clip: Option<&Mask>) {
        let size = run.size * transform.sx;
        let is_upright =
            transform.kx == 0.0 && transform.ky == 0.0 && is_same(transform.sx, transform.sy) && size > 0.0;
        let color = opaque(run.color);
        let paint = solid(run.color);
        for glyph in &*run.glyphs {
            let at = Point { x: run.origin.x + glyph.x, y: run.origin.y + glyph.y };
            if is_upright && size <= STAMPED {
                let x = at.x * transform.sx + transform.tx;
                let y = at.y * transform.sy + transform.ty;
                // Quarter pixels horizontally; whole pixels vertically, so that all lines of a text look
                // alike.
                let left = (x * STEPS).floor() / STEPS;
                let step = ((left - left.floor()) * STEPS) as u8;
                if let Some(stamp) = self.ink.stamp(run.face, glyph.id, size, step) {
                    stamp_on(&mut self.pixmap, stamp, left.floor() as i32, whole(y) as i32, color, clip);
                }
            } else if let Some(path) = self.ink.outline(run.face, glyph.id) {
                let place = transform.pre_translate(at.x, at.y).pre_scale(run.size, run.size);
                self.pixmap.fill_path(path, &paint, FillRule::Winding, place, clip);
            }
        }
    }

    fn path(&mut self, path: &Path, transform: Transform, clip: Option<&Mask>) {
        if self.crisp(path, transform, clip) {
            return;
        }
        let Some(shape) = outline(&path.segments) else { return };
        if let Some(fill) = path.fill {
            self.pixmap.fill_path(&shape, &solid(fill), FillRule::Winding, transform, clip);
        }
        if let Some(Stroke { color, width, dash }) = &path.stroke {
            let dash = match dash.as_slice() {
                [] => None,
                lengths if lengths.len() % 2 == 0 => StrokeDash::new(lengths.to_vec(), 0.0),
                lengths => StrokeDash::new([lengths, lengths].concat(), 0.0),
            };
            let stroke = tiny_skia::Stroke { width: *width, dash, ..tiny_skia::Stroke::default() };
            self.pixmap.stroke_path(&shape, &solid(*color), &stroke, transform, clip);
        }
    }

    /// Draws upright rectangles and straight rules on whole pixels, as PDF readers do, for even widths
    /// without seams.
    fn crisp(&mut self, path: &Path, transform: Transform, clip: Option<&Mask>) -> bool {
        if transform.kx != 0.0 || transform.ky != 0.0 || transform.sx <= 0.0 || transform.sy <= 0.0 {
            return false;
        }
        let at = |point: Point| Point {
            x: point.x * transform.sx + transform.tx,
            y: point.y * transform.sy + transform.ty,
        };
        match (path.segments.as_slice(), path.fill, &path.stroke) {
            ([Segment::Move(from), Segment::Line(to)], None, Some(stroke)) if stroke.dash.is_empty() => {
                let (from, to) = (at(*from), at(*to));
                let thickness = stroke.width * transform.sx;
                let pixels = thickness.round().max(1.0);
                let rect = if is_same(from.y, to.y) {
                    let top = whole(from.y - pixels / 2.0);
                    on_canvas(whole(from.x.min(to.x)), top, whole(from.x.max(to.x)), top + pixels)
                } else if is_same(from.x, to.x) {
                    let left = whole(from.x - pixels / 2.0);
                    on_canvas(left, whole(from.y.min(to.y)), left + pixels, whole(from.y.max(to.y)))
                } else {
                    return false;
                };
                let Some(rect) = rect else { return true };
                let mut paint = solid(stroke.color);
                paint.anti_alias = false;
                // On thumbnails a hairline is fainter than a pixel.
                if thickness < 0.5
                    && let Shader::SolidColor(color) = &mut paint.shader
                {
                    color.apply_opacity((thickness * 2.0).max(0.15));
                }
                self.pixmap.fill_rect(rect, &paint, Transform::identity(), clip);
                true
            }
            (
                [Segment::Move(a), Segment::Line(b), Segment::Line(c), Segment::Line(d), Segment::Close],
                Some(fill),
                None,
            ) if is_same(a.y, b.y) && is_same(b.x, c.x) && is_same(c.y, d.y) && is_same(d.x, a.x) => {
                let (from, to) = (at(*a), at(*c));
                let (left, right) = (from.x.min(to.x), from.x.max(to.x));
                let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
                if right - left < 2.0 || bottom - top < 2.0 {
                    return false;
                }
                let rect = on_canvas(whole(left), whole(top), whole(right), whole(bottom));
                let Some(rect) = rect else { return true };
                let mut paint = solid(fill);
                paint.anti_alias = false;
                self.pixmap.fill_rect(rect, &paint, Transform::identity(), clip);
                true
            }
            _ => false,
        }
    }
}

/// Blends a glyph's coverage onto opaque pixels.
fn stamp_on(
    pixmap: &mut Pixmap,
    stamp: &Stamp,
    x: i32,
    y: i32,
    color: PremultipliedColorU8,
    clip: Option<&Mask>,
) {
    let (width, height) = (pixmap.width() as i32, pixmap.height() as i32);
    let (left, top) = (x + stamp.left, y + stamp.top);
    let columns = left.max(0)..(left + stamp.width as i32).min(width);
    let rows = top.max(0)..(top + stamp.height as i32).min(height);
    if columns.is_empty() {
        return;
    }
    let length = columns.len();
    let pixels = pixmap.pixels_mut();
    for row in rows {
        let from = ((row - top) * stamp.width as i32 + columns.start - left) as usize;
        let to = (row * width + columns.start) as usize;
        let mask = clip.map(|clip| &clip.data()[to..to + length]);
        let coverage = &stamp.coverage[from..from + length];
        for (index, (pixel, alpha)) in pixels[to..to + length].iter_mut().zip(coverage).enumerate() {
            let alpha = match mask {
                Some(mask) => u32::from(*alpha) * u32::from(mask[index]) / 255,
                None => u32::from(*alpha),
            };
            if alpha > 0 {
                *pixel = over(color, alpha, *pixel);
            }
        }
    }
}

fn solid(color: Color) -> Paint<'static> {
    let [red, green, blue] = color.to_rgb8();
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

/// A rectangle on whole pixels, without the part left of or above the canvas, which tiny-skia would round to
/// a neighbouring pixel.
fn on_canvas(left: f32, top: f32, right: f32, bottom: f32) -> Option<PixelRect> {
    PixelRect::from_ltrb(left.max(0.0), top.max(0.0), right, bottom)
}

/// The nearest pixel, halves upwards: the same in every band.
fn whole(place: f32) -> f32 {
    (place + 0.5).floor()
}

fn is_same(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.001
}
