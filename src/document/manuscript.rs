//! A document before layout: set all of its pages at once, or only those shown.

use std::ops::Range;

use crate::page::{self, Block, Breaks, Document, Fonts, Page, Row, Sheet, Size};
use crate::piece::Format;

use super::print::{Pages, PrintOptions};
use super::{link, sheet};

/// Blocks, and the sheet they will be set on.
#[derive(Debug, Clone, PartialEq)]
pub struct Manuscript {
    pub(super) sheet: Sheet,
    pub(super) blocks: Vec<Block>,
    pub(super) title: String,
    pub(super) author: String,
    /// The factor by which the layout is enlarged for printing.
    pub(super) scale: f32,
    pub(super) chosen: Pages,
    /// The link texts with their addresses.
    pub(super) addresses: Vec<(String, String)>,
    /// The kind of piece that it prints, and the blocks of the piece's own text.
    pub(super) text: Option<(Format, Range<usize>)>,
}

impl PrintOptions {
    /// Blocks to be set on sheets of [`Self::sheet`].
    pub(super) fn manuscript(
        &self,
        sheet: Sheet,
        blocks: Vec<Block>,
        title: impl Into<String>,
        author: String,
    ) -> Manuscript {
        let (title, scale) = (title.into(), self.scale());
        Manuscript {
            sheet,
            blocks,
            title,
            author,
            scale,
            chosen: self.pages.clone(),
            addresses: Vec::new(),
            text: None,
        }
    }
}

impl Manuscript {
    /// What it says, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The sheet before it is enlarged by [`Self::scale`].
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Width between the margins before it is enlarged, points.
    pub fn text_width(&self) -> f32 {
        sheet::text_width(&self.sheet)
    }

    /// The factor by which the layout is enlarged for printing.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn author(&self) -> &str {
        &self.author
    }

    /// What is printed of each address, with the address, in the order of the text.
    pub fn addresses(&self) -> &[(String, String)] {
        &self.addresses
    }

    /// Whether an address may be clickable.
    pub fn can_open(url: &str) -> bool {
        link::can_open(url)
    }

    /// These blocks say what is in the piece's body; those around them come from its header.
    #[must_use]
    pub(super) fn with_text(self, format: Format, blocks: Range<usize>) -> Self {
        Self { text: Some((format, blocks)), ..self }
    }

    /// The kind of piece that it prints, and the blocks of the piece's own text.
    pub fn text(&self) -> Option<(Format, Range<usize>)> {
        self.text.clone()
    }

    /// All pages, selected or not, at print size.
    pub fn set(&self, fonts: &mut Fonts) -> Document {
        let flowed = page::flow(fonts, &self.sheet, &self.blocks);
        let mut document = flowed.into_document(self.title.clone(), self.author.clone());
        document.pages = document.pages.into_iter().map(|page| self.scaled(page)).collect();
        link::open(&mut document, &self.addresses);
        document
    }

    /// Like [`Self::set`], but block `table` takes its rows from an iterator, because they may be too many
    /// for memory: each page is handed over when it is full, with the titles of its bookmarks. Links are not
    /// made clickable.
    pub(super) fn stream_pages<'a>(
        &'a self,
        fonts: &mut Fonts,
        table: usize,
        rows: impl Iterator<Item = Row> + 'a,
        take: &mut dyn FnMut(Page, Vec<String>),
    ) {
        page::stream_pages(fonts, &self.sheet, &self.blocks, table, rows, |page, bookmarks| {
            take(self.scaled(page), bookmarks);
        });
    }

    /// The page breaks. `before` are those of an earlier version: unchanged parts are not set again.
    pub fn breaks(&self, fonts: &mut Fonts, before: Option<&Breaks>) -> Breaks {
        match before {
            Some(breaks) => breaks.again(fonts, &self.sheet, &self.blocks),
            None => Breaks::of(fonts, &self.sheet, &self.blocks),
        }
    }

    /// The selected pages, counted from 0.
    pub fn chosen(&self, breaks: &Breaks) -> Vec<usize> {
        (0..breaks.count()).filter(|page| self.chosen.has(*page)).collect()
    }

    /// Some of the pages, for the preview: without clickable links.
    pub fn pages(&self, fonts: &mut Fonts, breaks: &Breaks, range: Range<usize>) -> Vec<Page> {
        let pages = breaks.pages(fonts, &self.blocks, range);
        pages.into_iter().map(|page| self.scaled(page)).collect()
    }

    /// The size of a printed page.
    pub fn size(&self) -> Size {
        let Size { width, height } = self.sheet.size;
        Size { width: width * self.scale, height: height * self.scale }
    }

    fn scaled(&self, page: Page) -> Page {
        if self.scale > 1.0 { page.enlarged(self.scale) } else { page }
    }
}
