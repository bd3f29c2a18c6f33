//! A picture's colours as the screen shows them: through its ICC profile, or as inks without one.

use std::sync::Arc;

use moxcms::{
    ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions,
};

use super::{Colors, tags};
use crate::page::Color;

/// The ICC profile of a picture, if its kind is that of the samples and it can be used.
pub(crate) struct Profile {
    pub bytes: Vec<u8>,
    parsed: ColorProfile,
}

impl Profile {
    /// None for a profile that changes nothing, such as sRGB for colour.
    pub fn of(data: &[u8], colors: Colors) -> Option<Self> {
        let bytes = tags::profile(data)?;
        let parsed = ColorProfile::new_from_slice(&bytes).ok()?;
        let is_of_samples = matches!(
            (parsed.color_space, colors),
            (DataColorSpace::Gray, Colors::Gray)
                | (DataColorSpace::Rgb, Colors::Rgb)
                | (DataColorSpace::Cmyk, Colors::Cmyk)
        );
        let profile = Self { bytes, parsed };
        let transform = profile.transform(colors).filter(|_| is_of_samples)?;
        (colors == Colors::Cmyk || !is_plain(&transform, colors)).then_some(profile)
    }

    fn transform(&self, colors: Colors) -> Option<Arc<Transform8BitExecutor>> {
        // A fourth channel is black, or the opacity.
        let (from, to) = match colors {
            Colors::Gray => (Layout::Gray, Layout::Rgb),
            Colors::Rgb => (Layout::Rgba, Layout::Rgba),
            Colors::Cmyk => (Layout::Rgba, Layout::Rgb),
        };
        let screen = ColorProfile::new_srgb();
        let intents = [RenderingIntent::RelativeColorimetric, RenderingIntent::Perceptual];
        intents.into_iter().find_map(|rendering_intent| {
            let options = TransformOptions { rendering_intent, ..TransformOptions::default() };
            self.parsed.create_transform_8bit(from, &screen, to, options).ok()
        })
    }
}

/// Whether no colour changes by more than rounding.
fn is_plain(transform: &Arc<Transform8BitExecutor>, colors: Colors) -> bool {
    let steps = (0..=u8::MAX).step_by(51);
    let near = |from: &[u8], to: &[u8]| from.iter().zip(to).all(|(from, to)| from.abs_diff(*to) <= 2);
    if colors == Colors::Gray {
        let from: Vec<u8> = steps.collect();
        let mut to = vec![0; from.len() * 3];
        let same: Vec<u8> = from.iter().flat_map(|gray| [*gray; 3]).collect();
        return transform.transform(&from, &mut to).is_ok() && near(&same, &to);
    }
    let mut from = Vec::new();
    for red in steps.clone() {
        for green in steps.clone() {
            from.extend(steps.clone().flat_map(|blue| [red, green, blue, u8::MAX]));
        }
    }
    let mut to = vec![0; from.len()];
    transform.transform(&from, &mut to).is_ok() && near(&from, &to)
}

/// Converts decoded rows to the screen's colours.
pub(super) enum Converter {
    /// Stored as the screen's own colours.
    None,
    /// By gray.
    Gray(Box<[[u8; 3]; 256]>),
    Rgb {
        transform: Arc<Transform8BitExecutor>,
        row: Vec<u8>,
    },
    Cmyk {
        transform: Option<Arc<Transform8BitExecutor>>,
        row: Vec<u8>,
    },
}

impl Converter {
    pub fn new(data: &[u8], colors: Colors, width: u32) -> Self {
        let transform = Profile::of(data, colors).and_then(|profile| profile.transform(colors));
        let length = width as usize;
        match (colors, transform) {
            (Colors::Cmyk, transform) => Self::Cmyk { transform, row: vec![0; length * 3] },
            (_, None) => Self::None,
            (Colors::Rgb, Some(transform)) => Self::Rgb { transform, row: vec![0; length * 4] },
            (Colors::Gray, Some(transform)) => {
                let grays: Vec<u8> = (0..=u8::MAX).collect();
                let mut table = Box::new([[0; 3]; 256]);
                match transform.transform(&grays, table.as_flattened_mut()) {
                    Ok(()) => Self::Gray(table),
                    Err(_) => Self::None,
                }
            }
        }
    }

    /// Converts a row of RGBA, or of inks, to the screen's RGBA in place.
    pub fn convert(&mut self, pixels: &mut [u8]) {
        match self {
            Self::None => {}
            Self::Gray(table) => {
                for [red, green, blue, _] in pixels.as_chunks_mut::<4>().0 {
                    [*red, *green, *blue] = table[usize::from(*red)];
                }
            }
            Self::Rgb { transform, row } => {
                if transform.transform(pixels, row).is_ok() {
                    for (pixel, [red, green, blue, _]) in
                        pixels.as_chunks_mut::<4>().0.iter_mut().zip(row.as_chunks::<4>().0)
                    {
                        pixel[..3].copy_from_slice(&[*red, *green, *blue]);
                    }
                }
            }
            Self::Cmyk { transform, row } => {
                let is_done =
                    transform.as_ref().is_some_and(|transform| transform.transform(pixels, row).is_ok());
                if !is_done {
                    printed(pixels, row);
                }
                let colors = row.as_chunks::<3>().0;
                for (pixel, [red, green, blue]) in pixels.as_chunks_mut::<4>().0.iter_mut().zip(colors) {
                    *pixel = [*red, *green, *blue, u8::MAX];
                }
            }
        }
    }
}

/// Inks without a profile, as everything else on the page is shown.
fn printed(inks: &[u8], row: &mut [u8]) {
    let (mut last, mut color) = ([0; 4], Color::WHITE.to_rgb8());
    for (inks, pixel) in inks.as_chunks::<4>().0.iter().zip(row.as_chunks_mut::<3>().0) {
        if *inks != last {
            last = *inks;
            let [c, m, y, k] = inks.map(|ink| f32::from(ink) / 255.0);
            color = Color::Cmyk { c, m, y, k }.to_rgb8();
        }
        *pixel = color;
    }
}
