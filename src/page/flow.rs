//! Lays out blocks on pages.
//!
//! Blocks become line boxes, the smallest units that a page takes whole: a line, or a table row. Each line box has a
//! penalty for a page break before it; a full page ends at the last break with the lowest penalty.

use std::borrow::Cow;

use super::{Block, Bookmark, Document, Fonts, Item, Page, Point, Row, Sheet};
use furniture::PagePosition;
use line_box::{LineBoxes, Start};
use paginate::{FilledPage, Pages};

mod ahead;
mod break_class;
mod breaks;
mod fingerprint;
mod fragment;
mod furniture;
mod line_box;
mod margin;
mod paginate;
mod shift;
mod table;

pub use breaks::Breaks;

/// The result of [`flow`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flowed {
    pub pages: Vec<Page>,
    pub bookmarks: Vec<Bookmark>,
    /// Something is wider than its column or taller than a page.
    pub overflow: bool,
    /// Characters missing from all embedded faces.
    pub missing: Vec<char>,
}

impl Flowed {
    pub fn into_document(self, title: impl Into<String>, author: impl Into<String>) -> Document {
        Document {
            title: title.into(),
            author: author.into(),
            pages: self.pages,
            bookmarks: self.bookmarks,
            exchange: None,
        }
    }
}

/// Lays out blocks on as many sheets as needed, at least one.
pub fn flow(fonts: &mut Fonts, sheet: &Sheet, blocks: &[Block]) -> Flowed {
    let mut line_boxes = line_boxes(fonts, sheet);
    line_boxes.feed(blocks, Start::default(), usize::MAX);
    let mut pages = Pages::new(&mut line_boxes);
    let filled: Vec<FilledPage<'_>> = std::iter::from_fn(|| pages.next()).collect();
    let mut flowed =
        Flowed { overflow: line_boxes.overflow, missing: line_boxes.missing, ..Flowed::default() };
    let count = filled.len();
    for (index, filled_page) in filled.into_iter().enumerate() {
        let titles = filled_page.bookmarks();
        flowed.bookmarks.extend(titles.map(|title| Bookmark { title: title.to_owned(), page: index }));
        flowed.overflow |= filled_page.is_over;
        flowed.pages.push(paint(filled_page, sheet, index, count, line_boxes.fonts));
    }
    flowed
}

/// Like [`flow`], but block `table` takes its rows from an iterator, and each page is handed over when it is
/// full, with the titles of its bookmarks. The number of pages is not known in advance, so headers and
/// footers cannot show it.
pub fn stream_pages<'a>(
    fonts: &mut Fonts,
    sheet: &Sheet,
    blocks: &'a [Block],
    table: usize,
    rows: impl Iterator<Item = Row> + 'a,
    mut take: impl FnMut(Page, Vec<String>),
) {
    let mut line_boxes = line_boxes(fonts, sheet);
    line_boxes.feed(blocks, Start::default(), usize::MAX);
    line_boxes.stream_pages(table, Box::new(rows.map(Cow::Owned)));
    let mut pages = Pages::new(&mut line_boxes);
    let mut count = 0;
    while let Some(filled_page) = pages.next() {
        let bookmarks = filled_page.bookmarks().map(str::to_owned).collect();
        take(paint(filled_page, sheet, count, 0, pages.line_boxes.fonts), bookmarks);
        pages.line_boxes.forget();
        count += 1;
    }
}

fn line_boxes<'a, 'f>(fonts: &'f mut Fonts, sheet: &Sheet) -> LineBoxes<'a, 'f> {
    let [top, right, bottom, left] = sheet.margins;
    let width = (sheet.size.width - left - right).max(1.0);
    let height = (sheet.size.height - top - bottom).max(1.0);
    LineBoxes::new(fonts, width, height)
}

/// The finished page: header, body, footer.
fn paint(filled_page: FilledPage<'_>, sheet: &Sheet, index: usize, count: usize, fonts: &mut Fonts) -> Page {
    let [top, right, _, left] = sheet.margins;
    let x = if sheet.is_duplex && index % 2 == 1 { right } else { left };
    let width = (sheet.size.width - left - right).max(1.0);
    let mut page = Page { size: sheet.size, ..Page::default() };
    let place = PagePosition { sheet, x, width, page: index, count };
    place.header(fonts, &mut page.items);
    let mut margin = Vec::new();
    margin::paint(&filled_page, Point { x, y: top }, fonts, &mut margin);
    filled_page.paint(x, top, &mut page.items);
    page.items.append(&mut margin);
    place.footer(fonts, &mut page.items);
    page
}

/// Stacks blocks without page breaks.
fn stack(fonts: &mut Fonts, blocks: &[Block], width: f32) -> Stack {
    let mut line_boxes = LineBoxes::new(fonts, width, f32::INFINITY);
    line_boxes.blocks(blocks);
    let mut items = Vec::new();
    let mut height = 0.0;
    let mut bookmarks = Vec::new();
    let mut pages = Pages::new(&mut line_boxes);
    while let Some(filled_page) = pages.next() {
        bookmarks.extend(filled_page.bookmarks().map(str::to_owned));
        let bottom = filled_page.height();
        filled_page.paint(0.0, height, &mut items);
        height += bottom;
    }
    Stack { items, height, bookmarks, overflow: line_boxes.overflow, missing: line_boxes.missing }
}

struct Stack {
    items: Vec<Item>,
    height: f32,
    bookmarks: Vec<String>,
    overflow: bool,
    missing: Vec<char>,
}
