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

use crate::page;

/// Why a document could not become a PDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("Tài liệu chưa có trang nào để xuất PDF. Hãy thêm nội dung rồi xuất lại.")]
    NoPages,
    #[error("Không rút gọn được phông chữ {face:?}: {reason}. Bản cài đặt có thể đã hỏng, hãy cài lại.")]
    Font { face: page::Face, reason: String },
    #[error(
        "Trang {page}: hình không đọc được ({reason}). Hãy lưu lại hình dưới dạng JPEG hoặc PNG rồi chèn lại."
    )]
    Picture {
        /// 1-based.
        page: usize,
        reason: String,
    },
    #[error("Không ghi được nội dung PDF: {0}")]
    Write(String),
}

/// The whole document as a PDF file.
pub fn write(document: &page::Document) -> Result<Vec<u8>, Error> {
    if document.pages.is_empty() {
        return Err(Error::NoPages);
    }
    let fonts = font::Fonts::of(document)?;
    let images = image::Images::of(&document.pages)?;
    let sheets = content::sheets(&document.pages, &fonts, &images);
    patch::finish(frame(document, &fonts, &sheets), document, &fonts, images, sheets)
}

/// The file without what its pages draw.
fn frame(document: &page::Document, fonts: &font::Fonts, sheets: &[content::Sheet]) -> lopdf::Document {
    let mut pdf = printpdf::PdfDocument::new(&document.title);
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
