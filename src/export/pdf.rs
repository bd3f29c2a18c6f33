//! Writes pages as PDF: selectable text, subset fonts, unconverted inks, reproducible output.
//!
//! printpdf makes the file's structure: page tree, fonts with their `ToUnicode` maps, links. The page
//! contents are generated separately, all pages in parallel ([`content`]): a year's schedule has some hundred
//! thousand glyphs. Everything printpdf gets wrong or does not support (page boxes, nested or ordered
//! bookmarks, CMYK shadings, unchanged pictures, identifiers, metadata) is corrected in one place, [`patch`],
//! before the file is written.

mod compress;
mod content;
mod font;
mod image;
mod operators;
mod patch;
mod press;

use chrono::NaiveDate;

use crate::page;

/// Why a document could not be written as PDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("Tài liệu chưa có trang nào để xuất PDF. Hãy thêm nội dung rồi xuất lại.")]
    NoPages,
    #[error(
        "Người làm phông “{name}” không cho nhúng vào tệp PDF. Hãy đổi phông trên bản vẽ, hoặc chọn “Chữ thành nét” khi \
         xuất."
    )]
    Embedding { name: &'static str },
    #[error("Không rút gọn được phông chữ {face:?}. Bản cài đặt có thể đã hỏng, hãy cài lại.")]
    Font { face: page::Face, reason: String },
    #[error(
        "Trang {page}: ảnh “{name}” không đọc được ({reason}). Hãy lưu lại ảnh dưới dạng JPEG hoặc PNG rồi chèn lại."
    )]
    Picture {
        /// 1-based.
        page: usize,
        /// Its name for the user.
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
    writer.exchange = document.exchange;
    writer.finish(&document.title, &document.author)
}

/// A PDF file being written: pages are converted to operators as they come, then dropped.
#[derive(Default)]
pub struct Writer {
    fonts: font::Fonts,
    images: image::Images,
    sheets: Vec<content::PageContent>,
    bookmarks: Vec<page::Bookmark>,
    /// The day of a file in PDF/X-4; none for an ordinary one.
    exchange: Option<NaiveDate>,
    /// Pages waiting for enough others to be converted in parallel.
    waiting: Vec<page::Page>,
    /// The first error of an earlier page.
    failed: Option<Error>,
}

impl Writer {
    /// The number of pages for which using all cores pays off.
    const PART: usize = 64;

    /// Adds the next page with the titles of its bookmarks. Errors are returned by [`Self::finish`].
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
    /// Without pages, and when a page could not be written.
    pub fn finish(mut self, title: &str, author: &str) -> Result<Vec<u8>, Error> {
        self.flush();
        if let Some(error) = self.failed {
            return Err(error);
        }
        let Self { mut fonts, images, sheets, bookmarks, exchange, .. } = self;
        if sheets.is_empty() {
            return Err(Error::NoPages);
        }
        fonts.finish()?;
        let head = patch::Head { title, author, bookmarks: &bookmarks, exchange };
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

/// The file without its page contents.
fn frame(title: &str, fonts: &font::Fonts, sheets: &[content::PageContent]) -> lopdf::Document {
    let mut pdf = printpdf::PdfDocument::new(title);
    for sheet in sheets {
        let links = sheet.links.iter().map(|link| printpdf::Op::LinkAnnotation { link: link.clone() });
        // The patch sets sizes and boxes.
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
