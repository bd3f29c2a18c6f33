//! Blocks to pages.
//!
//! Blocks become strips, the least that a page takes whole: a line, a table's row. Each strip says how firmly it
//! holds to the one above; a full page ends at its last loosest place.

use super::{Block, Bookmark, Document, Fonts, Item, Page, Point, Sheet};
use furniture::Place;
use strip::Strips;

mod ahead;
mod furniture;
mod margin;
mod paginate;
mod strip;
mod table;

/// What [`flow`] gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flowed {
    pub pages: Vec<Page>,
    pub bookmarks: Vec<Bookmark>,
    /// Something is wider than its column or taller than a page.
    pub overflow: bool,
    /// Characters no embedded face can draw.
    pub missing: Vec<char>,
}

impl Flowed {
    pub fn into_document(self, title: impl Into<String>, author: impl Into<String>) -> Document {
        Document { title: title.into(), author: author.into(), pages: self.pages, bookmarks: self.bookmarks }
    }
}

/// Sets blocks on as many sheets as they need, at least one.
pub fn flow(fonts: &mut Fonts, sheet: &Sheet, blocks: &[Block]) -> Flowed {
    let [top, right, bottom, left] = sheet.margins;
    let width = (sheet.size.width - left - right).max(1.0);
    let height = (sheet.size.height - top - bottom).max(1.0);

    let mut strips = Strips::new(fonts, width, height);
    strips.blocks(blocks);
    let plans = paginate::paginate(&mut strips);
    let Strips { mut overflow, missing, .. } = strips;

    let mut flowed = Flowed { missing, ..Flowed::default() };
    let count = plans.len();
    for (index, plan) in plans.into_iter().enumerate() {
        let x = if sheet.is_duplex && index % 2 == 1 { right } else { left };
        let mut page = Page { size: sheet.size, ..Page::default() };
        let place = Place { sheet, x, width, page: index, count };
        place.header(fonts, &mut page.items);
        flowed
            .bookmarks
            .extend(plan.bookmarks().map(|title| Bookmark { title: title.to_owned(), page: index }));
        overflow |= plan.is_over;
        let mut margin = Vec::new();
        margin::paint(&plan, Point { x, y: top }, fonts, &mut margin);
        plan.paint(x, top, &mut page.items);
        page.items.append(&mut margin);
        place.footer(fonts, &mut page.items);
        flowed.pages.push(page);
    }
    flowed.overflow = overflow;
    flowed
}

/// Sets blocks below each other without a page's end.
fn stack(fonts: &mut Fonts, blocks: &[Block], width: f32) -> Stack {
    let mut strips = Strips::new(fonts, width, f32::INFINITY);
    strips.blocks(blocks);
    let mut items = Vec::new();
    let mut height = 0.0;
    let mut bookmarks = Vec::new();
    for plan in paginate::paginate(&mut strips) {
        bookmarks.extend(plan.bookmarks().map(str::to_owned));
        let bottom = plan.height();
        plan.paint(0.0, height, &mut items);
        height += bottom;
    }
    Stack { items, height, bookmarks, overflow: strips.overflow, missing: strips.missing }
}

struct Stack {
    items: Vec<Item>,
    height: f32,
    bookmarks: Vec<String>,
    overflow: bool,
    missing: Vec<char>,
}
