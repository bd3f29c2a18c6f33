//! Blocks to pages.
//!
//! Blocks become strips, the least that a page takes whole: a line, a table's row. Each strip says how firmly it
//! holds to the one above; a full page ends at its last loosest place.

use super::{Block, Bookmark, Document, Fonts, Item, Page, Point, Row, Sheet, Table};
use furniture::Place;
use paginate::Plan;
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
    let (width, height) = body(sheet);
    let mut strips = Strips::new(fonts, width, height);
    strips.blocks(blocks);
    let mut plans = Vec::new();
    paginate::paginate(&mut strips, &mut |_| false, &mut |_, plan| plans.push(plan));
    let Strips { overflow, missing, .. } = strips;

    let mut flowed = Flowed { missing, overflow, ..Flowed::default() };
    let count = plans.len();
    for (index, plan) in plans.into_iter().enumerate() {
        flowed.overflow |= plan.is_over;
        let bookmarks = plan.bookmarks().map(|title| Bookmark { title: title.to_owned(), page: index });
        flowed.bookmarks.extend(bookmarks);
        flowed.pages.push(page(fonts, sheet, plan, index, count));
    }
    flowed
}

/// A table too long to be held whole, with what stands before and behind it.
#[derive(Debug)]
pub struct Pour<'a> {
    pub before: &'a [Block],
    /// Its rows are not looked at.
    pub table: &'a Table,
    pub after: &'a [Block],
}

/// Sets a table row by row as [`flow`] sets it whole, and hands over each page when it is full, with the titles of its
/// bookmarks. How many pages there are is not known before the last: furniture may not say it.
pub fn pour<'a>(
    fonts: &mut Fonts,
    sheet: &Sheet,
    poured: &Pour<'a>,
    rows: &mut dyn Iterator<Item = Row>,
    take: &mut dyn FnMut(Page, Vec<String>),
) {
    let (width, height) = body(sheet);
    let mut strips = Strips::new(fonts, width, height);
    strips.blocks(poured.before);
    let mut setting = strips.begin(poured.table);
    let mut after = Some(poured.after);
    let mut more = |strips: &mut Strips<'a, '_>| {
        if let Some(row) = rows.next() {
            strips.add(&mut setting, poured.table, &row);
            return true;
        }
        match after.take() {
            Some(blocks) => {
                strips.blocks(blocks);
                true
            }
            None => false,
        }
    };
    let mut count = 0;
    paginate::paginate(&mut strips, &mut more, &mut |fonts, plan| {
        let bookmarks = plan.bookmarks().map(str::to_owned).collect();
        take(page(fonts, sheet, plan, count, 0), bookmarks);
        count += 1;
    });
}

/// Width and height of what lies between a sheet's margins, points.
fn body(sheet: &Sheet) -> (f32, f32) {
    let [top, right, bottom, left] = sheet.margins;
    ((sheet.size.width - left - right).max(1.0), (sheet.size.height - top - bottom).max(1.0))
}

/// A page's strips, painted with what stands around them.
fn page(fonts: &mut Fonts, sheet: &Sheet, plan: Plan<'_>, index: usize, count: usize) -> Page {
    let [top, right, _, left] = sheet.margins;
    let x = if sheet.is_duplex && index % 2 == 1 { right } else { left };
    let mut page = Page { size: sheet.size, ..Page::default() };
    let place = Place { sheet, x, width: body(sheet).0, page: index, count };
    place.header(fonts, &mut page.items);
    let mut margin = Vec::new();
    margin::paint(&plan, Point { x, y: top }, fonts, &mut margin);
    plan.paint(x, top, &mut page.items);
    page.items.append(&mut margin);
    place.footer(fonts, &mut page.items);
    page
}

/// Sets blocks below each other without a page's end.
fn stack(fonts: &mut Fonts, blocks: &[Block], width: f32) -> Stack {
    let mut strips = Strips::new(fonts, width, f32::INFINITY);
    strips.blocks(blocks);
    let mut items = Vec::new();
    let mut height = 0.0;
    let mut bookmarks = Vec::new();
    paginate::paginate(&mut strips, &mut |_| false, &mut |_, plan| {
        bookmarks.extend(plan.bookmarks().map(str::to_owned));
        let bottom = plan.height();
        plan.paint(0.0, height, &mut items);
        height += bottom;
    });
    Stack { items, height, bookmarks, overflow: strips.overflow, missing: strips.missing }
}

struct Stack {
    items: Vec<Item>,
    height: f32,
    bookmarks: Vec<String>,
    overflow: bool,
    missing: Vec<char>,
}
