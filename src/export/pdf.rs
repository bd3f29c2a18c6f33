//! Pages to PDF: text selectable, fonts subset, inks as they were named, the same bytes for the same pages.
//!
//! printpdf makes the file's frame: page tree, fonts with their `ToUnicode` maps, links. What the pages draw
//! is written beside it, page by page at once ([`content`]): a year's schedule has some hundred thousand glyphs.
//! What the frame gets wrong or cannot say (page boxes, nested or ordered bookmarks, CMYK shadings, untouched
//! pictures, identifiers, metadata) is put right in one place, [`patch`], before the file is written.

mod content;
mod font;
mod image;
mod operators;
mod patch;
mod squeeze;

use crate::page;

/// Why a document could not become a PDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("Tài liệu chưa có trang nào để xuất PDF. Hãy thêm nội dung rồi xuất lại.")]
    NoPages,
    #[error("Không rút gọn được phông chữ {face:?}. Bản cài đặt có thể đã hỏng, hãy cài lại.")]
    Font { face: page::Face, reason: String },
    #[error(
        "Trang {page}: ảnh “{name}” không đọc được ({reason}). Hãy lưu lại ảnh dưới dạng JPEG hoặc PNG rồi chèn lại."
    )]
    Picture {
        /// 1-based.
        page: usize,
        /// As the user knows it.
        name: std::sync::Arc<str>,
        reason: String,
    },
    #[error("Không ghi được nội dung PDF vì một lỗi của chương trình. Hãy báo cho người bảo trì.")]
    Write(String),
}

/// The whole document as a PDF file.
pub fn write(document: &page::Document) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::default();
    writer.write(&document.pages)?;
    writer.bookmarks.clone_from(&document.bookmarks);
    writer.finish(&document.title, &document.author)
}

/// A PDF file in the making: pages are turned to operators as they come, and let go.
#[derive(Default)]
pub struct Writer {
    fonts: font::Fonts,
    images: image::Images,
    sheets: Vec<content::Sheet>,
    bookmarks: Vec<page::Bookmark>,
    /// Pages that wait for enough others to be written with.
    waiting: Vec<page::Page>,
    /// Why a page before could not be written.
    failed: Option<Error>,
}

impl Writer {
    /// Pages that are worth all cores.
    const PART: usize = 64;

    /// Takes the next page with the titles of its bookmarks. Errors are returned at the end.
    pub fn add(&mut self, page: page::Page, bookmarks: Vec<String>) {
        let number = self.sheets.len() + self.waiting.len();
        self.bookmarks.extend(bookmarks.into_iter().map(|title| page::Bookmark { title, page: number }));
        self.waiting.push(page);
        if self.waiting.len() == Self::PART {
            self.flush();
        }
    }

    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty() && self.waiting.is_empty()
    }

    /// The file.
    ///
    /// # Errors
    /// Without pages, and where a page could not be written.
    pub fn finish(mut self, title: &str, author: &str) -> Result<Vec<u8>, Error> {
        self.flush();
        if let Some(error) = self.failed {
            return Err(error);
        }
        let Self { mut fonts, images, sheets, bookmarks, .. } = self;
        if sheets.is_empty() {
            return Err(Error::NoPages);
        }
        fonts.finish()?;
        let head = patch::Head { title, author, bookmarks: &bookmarks };
        patch::finish(frame(title, &fonts, &sheets), &head, &fonts, images, sheets)
    }

    fn flush(&mut self) {
        let pages = std::mem::take(&mut self.waiting);
        if self.failed.is_none() {
            self.failed = self.write(&pages).err();
        }
    }

    fn write(&mut self, pages: &[page::Page]) -> Result<(), Error> {
        self.fonts.take(pages)?;
        self.images.take(pages, self.sheets.len())?;
        self.sheets.extend(content::sheets(pages, self.sheets.len(), &self.fonts, &self.images));
        Ok(())
    }
}

/// The file without what its pages draw.
fn frame(title: &str, fonts: &font::Fonts, sheets: &[content::Sheet]) -> lopdf::Document {
    let mut pdf = printpdf::PdfDocument::new(title);
    for sheet in sheets {
        let links = sheet.links.iter().map(|link| printpdf::Op::LinkAnnotation { link: link.clone() });
        // Sizes and boxes are the patch's.
        pdf.pages.push(printpdf::PdfPage::new(printpdf::Mm(0.0), printpdf::Mm(0.0), links.collect()));
    }
    fonts.add_to(&mut pdf);
    let options = printpdf::PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    printpdf::serialize::to_lopdf_doc(&pdf, &options, &mut Vec::new())
}
