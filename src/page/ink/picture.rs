//! A cache of decoded pictures at the size they are drawn at.

use std::sync::Arc;

use image::imageops::{FilterType, resize, thumbnail};
use image::{ImageBuffer, Rgba, RgbaImage};
use tiny_skia::{IntSize, Pixmap};

use crate::page::Plate;
use crate::page::picture::{self, Error, Scaled};

/// An enlarged picture is cached at its drawn size up to this many pixels.
const ENLARGED: u32 = 4 << 20;

/// Bytes of pixels cached for the screen.
pub(in crate::page) const CAPACITY: usize = 48 << 20;

/// Limits for decoded pixels, bytes.
#[derive(Debug, Clone, Copy)]
pub(in crate::page) struct Budget {
    /// For one picture; one that needs more is decoded to fewer pixels.
    pub most: usize,
    /// For all together, or for the last one drawn if that is larger.
    pub kept: usize,
}

#[derive(Default)]
pub(in crate::page) struct Pictures {
    /// Least recently drawn first.
    kept: Vec<Kept>,
}

struct Kept {
    /// Keeping the bytes alive prevents their address from being reused by another picture.
    data: Arc<[u8]>,
    /// The one plate decoded of a CMYK picture.
    plate: Option<Plate>,
    /// Decoded and reduced to at most twice the requested size; or the error.
    base: Result<Pixmap, Error>,
    /// The base is as large as it can be within this many bytes.
    most: usize,
    scaled: Option<Pixmap>,
}

impl Pictures {
    /// The picture, or a plate of a CMYK picture, at about `width` × `height` pixels, decoded within a budget.
    pub fn get(
        &mut self,
        (data, plate): (&Arc<[u8]>, Option<Plate>),
        (width, height): (f32, f32),
        Budget { most, kept: capacity }: Budget,
    ) -> Result<&Pixmap, Error> {
        let wanted = (width.round().max(1.0) as u32, height.round().max(1.0) as u32);
        let known = self.kept.iter().position(|kept| kept.plate == plate && Arc::ptr_eq(&kept.data, data));
        let known = known.map(|index| self.kept.remove(index)).filter(|kept| kept.is_enough(wanted, most));
        let mut kept = known.unwrap_or_else(|| Kept::new(data, plate, wanted, most));
        kept.scale(wanted);
        self.kept.push(kept);
        while self.kept.len() > 1 && self.bytes() > capacity {
            let _ = self.kept.remove(0);
        }
        match self.kept.last() {
            Some(Kept { scaled: Some(scaled), .. }) => Ok(scaled),
            Some(Kept { base: Ok(base), .. }) => Ok(base),
            Some(Kept { base: Err(error), .. }) => Err(error.clone()),
            None => Err(Error::Damaged(String::new())),
        }
    }

    /// Frees what exceeds the screen's limit.
    pub fn trim(&mut self) {
        while self.bytes() > CAPACITY {
            let _ = self.kept.remove(0);
        }
    }

    fn bytes(&self) -> usize {
        self.kept.iter().map(Kept::bytes).sum()
    }
}

impl Kept {
    fn new(data: &Arc<[u8]>, plate: Option<Plate>, wanted: (u32, u32), most: usize) -> Self {
        let (base, is_best) = match decoded(data, plate, wanted, most) {
            Ok((base, is_best)) => (Ok(base), is_best),
            // A picture that failed to decode is not tried again.
            Err(error) => (Err(error), true),
        };
        Self { data: Arc::clone(data), plate, base, most: if is_best { most } else { 0 }, scaled: None }
    }

    fn is_enough(&self, wanted: (u32, u32), most: usize) -> bool {
        let Ok(base) = &self.base else { return true };
        self.most >= most || (base.width() >= wanted.0 && base.height() >= wanted.1)
    }

    fn bytes(&self) -> usize {
        let bytes = |pixmap: &Pixmap| pixmap.data().len();
        self.base.as_ref().map_or(0, bytes) + self.scaled.as_ref().map_or(0, bytes)
    }

    fn scale(&mut self, wanted: (u32, u32)) {
        let Ok(base) = &self.base else { return };
        let is_enlarged = wanted.0.saturating_mul(wanted.1) <= ENLARGED;
        let size =
            if is_enlarged { wanted } else { (wanted.0.min(base.width()), wanted.1.min(base.height())) };
        if size == (base.width(), base.height()) {
            self.scaled = None;
            return;
        }
        if self.scaled.as_ref().is_some_and(|scaled| (scaled.width(), scaled.height()) == size) {
            return;
        }
        let Some(view) = ImageBuffer::<Rgba<u8>, _>::from_raw(base.width(), base.height(), base.data())
        else {
            return;
        };
        // Halving by averaging first is faster, and no worse.
        let (width, height) = (size.0 * 2, size.1 * 2);
        let scaled = if base.width() > width && base.height() > height {
            resize(&thumbnail(&view, width, height), size.0, size.1, FilterType::CatmullRom)
        } else {
            resize(&view, size.0, size.1, FilterType::CatmullRom)
        };
        self.scaled = weighted(scaled);
    }
}

/// A picture at twice the wanted size or its own, whichever is smaller, within `most` bytes; and whether a
/// larger limit would change nothing.
fn decoded(
    data: &Arc<[u8]>,
    plate: Option<Plate>,
    wanted: (u32, u32),
    most: usize,
) -> Result<(Pixmap, bool), Error> {
    let head = picture::check(data)?;
    let twice = (wanted.0.saturating_mul(2), wanted.1.saturating_mul(2));
    let is_whole = head.width <= twice.0 || head.height <= twice.1;
    let size = if is_whole { (head.width, head.height) } else { twice };
    let bytes = size.0 as f32 * size.1 as f32 * 4.0;
    let factor = (most as f32 / bytes).sqrt().min(1.0);
    let less = |side: u32| (side as f32 * factor).floor().max(1.0) as u32;
    let size = if factor < 1.0 { (less(size.0), less(size.1)) } else { size };
    let mut rows = Scaled::open(data, size.0, size.1, plate)?;
    let (width, height) = (rows.width, rows.height);
    let mut pixels = Vec::with_capacity(width as usize * height as usize * 4);
    while let Some(row) = rows.next()? {
        pixels.extend_from_slice(row);
    }
    let size = IntSize::from_wh(width, height);
    let base = size.and_then(|size| Pixmap::from_vec(pixels, size));
    base.map(|base| (base, is_whole || factor < 1.0)).ok_or_else(|| Error::Damaged("ảnh rỗng".into()))
}

/// Limits a resampled picture's colours to its opacity, which resampling may overshoot.
fn weighted(image: RgbaImage) -> Option<Pixmap> {
    let size = IntSize::from_wh(image.width(), image.height())?;
    let mut data = image.into_raw();
    for [red, green, blue, alpha] in data.as_chunks_mut::<4>().0 {
        for channel in [red, green, blue] {
            *channel = (*channel).min(*alpha);
        }
    }
    Pixmap::from_vec(data, size)
}
