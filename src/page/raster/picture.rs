//! Decoded pictures, kept at the size they are drawn at.

use std::sync::Arc;

use image::RgbaImage;
use image::imageops::{FilterType, resize, thumbnail};
use tiny_skia::{IntSize, Pixmap};

/// A picture drawn larger than it is becomes one of that size up to so many pixels.
const ENLARGED: u32 = 4 << 20;

/// Bytes of pixels kept.
const CAPACITY: usize = 48 << 20;

#[derive(Default)]
pub(super) struct Pictures {
    /// The one drawn last stands last.
    kept: Vec<Kept>,
}

struct Kept {
    /// Holding the bytes keeps their address from being another picture's.
    data: Arc<[u8]>,
    /// Decoded and shrunk to at most twice what was asked for; none when it cannot be read.
    base: Option<RgbaImage>,
    is_full: bool,
    scaled: Option<Pixmap>,
}

impl Pictures {
    /// The picture at about `width` × `height` pixels; none if it cannot be read.
    pub fn get(&mut self, data: &Arc<[u8]>, width: f32, height: f32) -> Option<&Pixmap> {
        let wanted = (width.round().max(1.0) as u32, height.round().max(1.0) as u32);
        let mut kept = match self.kept.iter().position(|kept| Arc::ptr_eq(&kept.data, data)) {
            Some(index) => self.kept.remove(index),
            None => Kept { data: Arc::clone(data), base: None, is_full: false, scaled: None },
        };
        kept.prepare(wanted);
        self.kept.push(kept);
        while self.kept.len() > 1 && self.kept.iter().map(Kept::bytes).sum::<usize>() > CAPACITY {
            let _ = self.kept.remove(0);
        }
        self.kept.last()?.scaled.as_ref()
    }
}

impl Kept {
    fn bytes(&self) -> usize {
        self.base.as_ref().map_or(0, |base| base.as_raw().len())
            + self.scaled.as_ref().map_or(0, |scaled| scaled.data().len())
    }

    fn prepare(&mut self, wanted: (u32, u32)) {
        let is_enough = self.is_full
            || self.base.as_ref().is_some_and(|base| base.width() >= wanted.0 && base.height() >= wanted.1);
        if !is_enough {
            self.decode(wanted);
        }
        let Some(base) = &self.base else { return };
        let is_enlarged = wanted.0.saturating_mul(wanted.1) <= ENLARGED;
        let size =
            if is_enlarged { wanted } else { (wanted.0.min(base.width()), wanted.1.min(base.height())) };
        if self.scaled.as_ref().is_some_and(|scaled| (scaled.width(), scaled.height()) == size) {
            return;
        }
        let scaled = if size == base.dimensions() {
            base.clone()
        } else {
            // Halving by averages first is faster and no worse.
            let (width, height) = (size.0 * 2, size.1 * 2);
            if base.width() > width && base.height() > height {
                resize(&thumbnail(base, width, height), size.0, size.1, FilterType::CatmullRom)
            } else {
                resize(base, size.0, size.1, FilterType::CatmullRom)
            }
        };
        self.scaled = premultiplied(scaled);
    }

    fn decode(&mut self, wanted: (u32, u32)) {
        self.scaled = None;
        // A picture that cannot be read is tried once.
        self.is_full = true;
        self.base = image::load_from_memory(&self.data).ok().map(image::DynamicImage::into_rgba8);
        let Some(base) = &self.base else { return };
        let (width, height) = (wanted.0.saturating_mul(2), wanted.1.saturating_mul(2));
        if base.width() > width && base.height() > height {
            self.base = Some(thumbnail(base, width, height));
            self.is_full = false;
        }
    }
}

fn premultiplied(image: RgbaImage) -> Option<Pixmap> {
    let size = IntSize::from_wh(image.width(), image.height())?;
    let mut data = image.into_raw();
    for pixel in data.as_chunks_mut::<4>().0 {
        let alpha = u32::from(pixel[3]);
        if alpha < 255 {
            for channel in &mut pixel[..3] {
                *channel = ((u32::from(*channel) * alpha + 127) / 255) as u8;
            }
        }
    }
    Pixmap::from_vec(data, size)
}
