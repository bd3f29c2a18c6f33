//! Colour separation: a page as one plate.

use super::{Color, GlyphRun, Item, Page, PageImage, Path, Plate, Stroke};

impl Page {
    /// The page as a plate in gray: the more ink, the darker. Unprinted items are left out.
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
        // Black letters print over the other inks, as in the PDF.
        Item::Glyphs(run) if run.color == Color::BLACK && plate != Plate::Black => return None,
        Item::Glyphs(run) => Item::Glyphs(GlyphRun { color: gray(run.color, plate), ..run.clone() }),
        Item::Path(path) => {
            let stroke = path.stroke.as_ref().filter(|stroke| stroke.color != Color::CutContour);
            let stroke = stroke.map(|one| Stroke { color: gray(one.color, plate), ..one.clone() });
            let fill = path.fill.map(|color| gray(color, plate));
            Item::Path(Path { segments: path.segments.clone(), fill, stroke })
        }
        Item::Shade { segments, gradient } => {
            let mut gradient = gradient.clone();
            gradient.each_color(|color| gray(color, plate));
            Item::Shade { segments: segments.clone(), gradient }
        }
        Item::Faded { opacity, items: inner } => {
            Item::Faded { opacity: *opacity, items: items(inner, plate) }
        }
        Item::Image(picture) => Item::Image(PageImage { plate: Some(plate), ..picture.clone() }),
        Item::Group { transform, clip, items: inner } => {
            Item::Group { transform: *transform, clip: clip.clone(), items: items(inner, plate) }
        }
        Item::Unprinted { .. } | Item::Link(_) => return None,
    })
}

fn gray(color: Color, plate: Plate) -> Color {
    let light = 1.0 - plate.of_color(color);
    Color::Rgb { r: light, g: light, b: light }
}
