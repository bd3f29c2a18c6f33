//! Blocks to pages.

use super::{Block, Bookmark, Document, Fonts, Page, Sheet};

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
pub fn flow(_fonts: &mut Fonts, sheet: &Sheet, _blocks: &[Block]) -> Flowed {
    Flowed { pages: vec![Page { size: sheet.size, ..Page::default() }], ..Flowed::default() }
}
