//! JBIG2 (ITU-T T.88), by which many copiers compress black and white pages.

use hayro_jbig2::{DecodeSettings, Decoder, Globals, Page};

use super::Error;
use super::bits::upright;
use crate::survey::scan::Plane;

struct Rows {
    width: usize,
    most: usize,
    pixels: Vec<u8>,
}

impl Rows {
    fn push(&mut self, is_black: bool, count: usize) {
        let count = count.min(self.most.saturating_sub(self.pixels.len()));
        self.pixels.extend(std::iter::repeat_n(if is_black { 0 } else { 255 }, count));
    }
}

impl Decoder for Rows {
    fn push_pixel(&mut self, black: bool) {
        self.push(black, 1);
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        self.push(black, 8 * chunk_count as usize);
    }

    fn next_line(&mut self) {
        // A row ends where the page's width does, whatever the decoder pads it with.
        let excess = self.pixels.len() % self.width.max(1);
        self.pixels.truncate(self.pixels.len() - excess);
    }
}

/// A page as a PDF file embeds it.
pub(super) fn decode(
    data: &[u8],
    globals: Option<&[u8]>,
    width: usize,
    height: usize,
) -> Result<Plane, Error> {
    let settings = DecodeSettings { strict: true };
    let globals =
        globals.map(|globals| Globals::new(globals, &settings)).transpose().map_err(|_| Error::Broken)?;
    let page = Page::new_embedded(data, globals.as_ref(), &settings).map_err(|_| Error::Broken)?;
    if (page.width() as usize, page.height() as usize) != (width, height) {
        return Err(Error::Broken);
    }
    let mut rows = Rows { width, most: width * height, pixels: Vec::with_capacity(width * height) };
    page.decode(&mut rows).map_err(|_| Error::Broken)?;
    Ok(upright(Plane::new(width, height, rows.pixels).ok_or(Error::Broken)?))
}
