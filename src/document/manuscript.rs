//! A paper before it is set: all of its pages at once, or those that are looked at.

use std::ops::Range;

use crate::page::{self, Block, Breaks, Document, Fonts, Page, Row, Sheet, Size};

use super::link;
use super::print::{Pages, PrintOptions};

/// Blocks and the sheets that they are to be set on.
#[derive(Debug, Clone, PartialEq)]
pub struct Manuscript {
    pub(super) sheet: Sheet,
    pub(super) blocks: Vec<Block>,
    pub(super) title: String,
    pub(super) author: String,
    /// How many times as large as it is set it is printed.
    pub(super) scale: f32,
    pub(super) chosen: Pages,
    /// What is printed of each link, and where it leads.
    pub(super) addresses: Vec<(String, String)>,
}

impl PrintOptions {
    /// Blocks to be set on the sheets of [`Self::sheet`].
    pub(super) fn manuscript(
        &self,
        sheet: Sheet,
        blocks: Vec<Block>,
        title: impl Into<String>,
        author: String,
    ) -> Manuscript {
        let (title, scale) = (title.into(), self.scale());
        Manuscript { sheet, blocks, title, author, scale, chosen: self.pages.clone(), addresses: Vec::new() }
    }
}

impl Manuscript {
    /// All pages, chosen or not, at the size they print.
    pub fn set(&self, fonts: &mut Fonts) -> Document {
        let flowed = page::flow(fonts, &self.sheet, &self.blocks);
        let mut document = flowed.into_document(self.title.clone(), self.author.clone());
        document.pages = document.pages.into_iter().map(|page| self.scaled(page)).collect();
        link::open(&mut document, &self.addresses);
        document
    }

    /// As [`Self::set`], with rows too many to be held for the table that is block `table`: each page is handed over when
    /// it is full, with the titles of its bookmarks. Links are not opened.
    pub(super) fn pour<'a>(
        &'a self,
        fonts: &mut Fonts,
        table: usize,
        rows: impl Iterator<Item = Row> + 'a,
        take: &mut dyn FnMut(Page, Vec<String>),
    ) {
        page::pour(fonts, &self.sheet, &self.blocks, table, rows, |page, bookmarks| {
            take(self.scaled(page), bookmarks);
        });
    }

    /// Where its pages begin. `before` is an earlier state of the paper: what is still the same is not set again.
    pub fn breaks(&self, fonts: &mut Fonts, before: Option<(&Self, &Breaks)>) -> Breaks {
        match before {
            Some((old, breaks)) if old.sheet == self.sheet => {
                breaks.again(fonts, &self.sheet, &old.blocks, &self.blocks)
            }
            _ => Breaks::of(fonts, &self.sheet, &self.blocks),
        }
    }

    /// The pages that are printed, counted from 0.
    pub fn chosen(&self, breaks: &Breaks) -> Vec<usize> {
        (0..breaks.count()).filter(|page| self.chosen.has(*page)).collect()
    }

    /// Some of the pages, for the eye: their links are not to be clicked.
    pub fn pages(&self, fonts: &mut Fonts, breaks: &Breaks, range: Range<usize>) -> Vec<Page> {
        let pages = breaks.pages(fonts, &self.sheet, &self.blocks, range);
        pages.into_iter().map(|page| self.scaled(page)).collect()
    }

    /// Of a printed page.
    pub fn size(&self) -> Size {
        let Size { width, height } = self.sheet.size;
        Size { width: width * self.scale, height: height * self.scale }
    }

    fn scaled(&self, page: Page) -> Page {
        if self.scale > 1.0 { page.enlarged(self.scale) } else { page }
    }
}
