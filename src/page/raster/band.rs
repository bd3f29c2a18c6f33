//! Renders a page in bands from the top: files of any size need the memory of one band only.

use tiny_skia::{Pixmap, Transform};

use super::image::{PictureError, Print};
use super::stream::Streams;
use super::{Canvas, Raster};
use crate::page::{Fonts, Page};

/// Size of a band's pixels, bytes.
const BAND: u32 = 32 << 20;

/// Renders pages of one size at `scale` pixels per point, band by band.
pub struct Bands<'a> {
    pub width: u32,
    pub height: u32,
    scale: f32,
    fonts: &'a mut Fonts,
    streams: Streams,
}

impl Drop for Bands<'_> {
    fn drop(&mut self) {
        self.fonts.ink.pictures.trim();
    }
}

impl<'a> Bands<'a> {
    /// At least one pixel to a side.
    pub fn new(page: &Page, scale: f32, fonts: &'a mut Fonts) -> Self {
        let pixels = |length: f32| (length * scale).round().max(1.0) as u32;
        let (width, height) = (pixels(page.size.width), pixels(page.size.height));
        Self { width, height, scale, fonts, streams: Streams::default() }
    }

    /// Rows per band; the last one may have fewer.
    pub fn rows(&self) -> u32 {
        // A multiple of the height of JPEG's blocks.
        (BAND / 4 / self.width / 8 * 8).clamp(8, self.height.max(8))
    }

    /// Renders the rows from `top` on. Several pages, such as a page's plates, may be rendered in turn; if
    /// bands are requested from the top down, large pictures are decoded only once.
    pub fn draw(&mut self, page: &Page, top: u32, rows: u32) -> Result<Raster, PictureError> {
        let rows = rows.min(self.height.saturating_sub(top));
        let Some(mut pixmap) = Pixmap::new(self.width, rows) else { return Ok(Raster::default()) };
        pixmap.fill(tiny_skia::Color::WHITE);
        let print = Print { streams: &mut self.streams, count: 0, failure: None };
        let mut canvas = Canvas { pixmap, ink: &mut self.fonts.ink, print: Some(print) };
        let transform = Transform::from_row(self.scale, 0.0, 0.0, self.scale, 0.0, -(top as f32));
        canvas.items(&page.items, transform, None);
        match canvas.print.and_then(|print| print.failure) {
            Some(failure) => Err(failure),
            None => Ok(Raster { width: self.width, height: rows, rgba: canvas.pixmap.take() }),
        }
    }
}
