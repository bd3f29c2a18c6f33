//! A page as one of the press's plates: how much of one ink stands where.

use std::sync::Arc;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use super::{Color, GlyphRun, Item, Page, PageImage, Path, Stroke};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plate {
    Cyan,
    Magenta,
    Yellow,
    Black,
}

impl Plate {
    /// In the order in which files hold them.
    pub const ALL: [Self; 4] = [Self::Cyan, Self::Magenta, Self::Yellow, Self::Black];

    fn of(self, inks: [f32; 4]) -> f32 {
        inks[self as usize]
    }
}

impl Page {
    /// The same page in grays, the darker the more of the ink. What no press prints is left out.
    #[must_use]
    pub fn plate(&self, plate: Plate) -> Self {
        Self { items: items(&self.items, plate), ..self.clone() }
    }
}

fn items(of: &[Item], plate: Plate) -> Vec<Item> {
    of.iter().filter_map(|one| item(one, plate)).collect()
}

fn item(item: &Item, plate: Plate) -> Option<Item> {
    Some(match item {
        Item::Glyphs(run) => Item::Glyphs(GlyphRun { color: gray(run.color, plate), ..run.clone() }),
        Item::Path(path) => {
            let stroke = path.stroke.as_ref().filter(|stroke| stroke.color != Color::CutContour);
            let stroke = stroke.map(|one| Stroke { color: gray(one.color, plate), ..one.clone() });
            let fill = path.fill.map(|color| gray(color, plate));
            Item::Path(Path { segments: path.segments.clone(), fill, stroke })
        }
        Item::Shade { segments, from, to, start, end } => Item::Shade {
            segments: segments.clone(),
            from: gray(*from, plate),
            to: gray(*to, plate),
            start: *start,
            end: *end,
        },
        Item::Image(picture) => {
            Item::Image(PageImage { data: picture_plate(&picture.data, plate)?, ..picture.clone() })
        }
        Item::Group { transform, clip, items: inner } => {
            Item::Group { transform: *transform, clip: clip.clone(), items: items(inner, plate) }
        }
        Item::Unprinted { .. } | Item::Link(_) => return None,
    })
}

fn gray(color: Color, plate: Plate) -> Color {
    let ink = match color {
        Color::Cmyk { c, m, y, k } => plate.of([c, m, y, k]),
        Color::Rgb { r, g, b } => plate.of(separated([r, g, b])),
        Color::CutContour => 0.0,
    };
    let light = 1.0 - ink.clamp(0.0, 1.0);
    Color::Rgb { r: light, g: light, b: light }
}

/// Screen colours as inks: all that the three share is black's.
fn separated(rgb: [f32; 3]) -> [f32; 4] {
    let light = rgb.into_iter().fold(0.0, f32::max);
    if light <= 0.0 {
        return [0.0, 0.0, 0.0, 1.0];
    }
    let [c, m, y] = rgb.map(|channel| (light - channel) / light);
    [c, m, y, 1.0 - light]
}

/// A picture's plate as a PNG; none if the picture cannot be read.
fn picture_plate(data: &[u8], plate: Plate) -> Option<Arc<[u8]>> {
    let picture = image::load_from_memory(data).ok()?.into_rgba8();
    let (width, height) = picture.dimensions();
    let pixels: Vec<u8> = picture
        .as_raw()
        .as_chunks::<4>()
        .0
        .iter()
        .flat_map(|[r, g, b, alpha]| {
            let ink = plate.of(separated([r, g, b].map(|channel| f32::from(*channel) / 255.0)));
            [((1.0 - ink) * 255.0).round() as u8, *alpha]
        })
        .collect();
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::NoFilter);
    encoder.write_image(&pixels, width, height, ExtendedColorType::La8).ok()?;
    Some(file.into())
}
