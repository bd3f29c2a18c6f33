//! A page's characters, in reading order.

use super::{Item, Page};

impl Page {
    /// The characters on the page in painting order, one line of text per line.
    pub fn text(&self) -> String {
        let mut reading = Reading::default();
        reading.items(&self.items);
        reading.text
    }
}

#[derive(Default)]
struct Reading {
    text: String,
    /// The end of the last run: baseline, right edge, size.
    last: Option<(f32, f32, f32)>,
}

impl Reading {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Glyphs(run) => {
                    let (x, y) = (run.origin.x, run.origin.y);
                    if let Some((baseline, end, size)) = self.last {
                        let is_same_line = (y - baseline).abs() < 0.3 * size && x > end - size;
                        if !is_same_line {
                            self.text.push('\n');
                        } else if x - end > 0.12 * size && !self.text.ends_with(char::is_whitespace) {
                            self.text.push(' ');
                        }
                    }
                    self.text.push_str(&run.text);
                    let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
                    self.last = Some((y, x + width, run.size));
                }
                Item::Group { items, .. } | Item::Faded { items, .. } | Item::Unprinted { items, .. } => {
                    self.items(items);
                }
                Item::Path(_) | Item::Shade { .. } | Item::Image(_) | Item::Link(_) => {}
            }
        }
    }
}
