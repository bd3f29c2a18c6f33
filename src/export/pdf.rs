//! Pages to PDF: text selectable, fonts subset, inks as they were named, the same bytes for the same pages.
//!
//! printpdf writes the file's frame: page tree, content streams, fonts with their `ToUnicode` maps, links.
//! What it gets wrong or cannot say (page boxes, nested or ordered bookmarks, CMYK shadings, untouched
//! pictures, identifiers, metadata) is put right in one place, [`patch`], before the file is written.

mod content;
mod font;
mod image;
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
    let mut extras = content::Extras::default();
    let mut pdf = printpdf::PdfDocument::new(&document.title);
    for (index, page) in document.pages.iter().enumerate() {
        let ops = content::ops(page, &fonts, &mut extras)
            .map_err(|reason| Error::Picture { page: index + 1, reason })?;
        let mut sheet = printpdf::PdfPage::new(printpdf::Mm(0.0), printpdf::Mm(0.0), ops);
        sheet.media_box.width = printpdf::Pt(page.size.width);
        sheet.media_box.height = printpdf::Pt(page.size.height);
        pdf.pages.push(sheet);
    }
    fonts.add_to(&mut pdf.resources);
    let options = printpdf::PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut warnings = Vec::new();
    let raw = printpdf::serialize::to_lopdf_doc(&pdf, &options, &mut warnings);
    patch::finish(raw, document, &fonts, extras)
}
