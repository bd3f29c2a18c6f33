//! Converts text to outlines, for print shops that do not accept fonts.

use super::{Document, GlyphRun, Item, Path, Point};

impl Document {
    /// The same pages with every letter as an outline. The text can no longer be copied or searched.
    #[must_use]
    pub fn outlined(mut self) -> Self {
        for page in &mut self.pages {
            outline(&mut page.items);
        }
        self
    }
}

fn outline(items: &mut [Item]) {
    for item in items {
        match item {
            Item::Glyphs(run) => *item = Item::Path(shape(run)),
            Item::Group { items, .. } | Item::Faded { items, .. } | Item::Unprinted { items, .. } => {
                outline(items);
            }
            _ => {}
        }
    }
}

fn shape(run: &GlyphRun) -> Path {
    let mut segments = Vec::new();
    for glyph in &*run.glyphs {
        let at = |point: Point| Point {
            x: run.origin.x + glyph.x + point.x * run.size,
            y: run.origin.y + glyph.y + point.y * run.size,
        };
        segments.extend(run.face.outline(glyph.id).into_iter().map(|segment| segment.map(at)));
    }
    Path { segments, fill: Some(run.color), stroke: None }
}
