//! A document as a Word file (ECMA-376, `WordprocessingML`): the blocks of a [`Manuscript`] before they are set, so
//! that its words are those of the printed pages.
//!
//! What depends on a page break stays away: "(còn tiếp)", and the numbers of speeches, which start anew on each page.

mod body;
mod figure;
mod part;
mod style;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::document::Manuscript;
use crate::page::Fonts;
use body::Body;

/// Why a Word file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("không ghi được tệp Word vì một lỗi của chương trình; hãy báo cho người bảo trì")]
pub enum Error {
    Zip(#[from] zip::result::ZipError),
    Figure(#[from] super::raster::Error),
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Zip(error.into())
    }
}

/// The same manuscript gives the same bytes.
pub fn write(manuscript: &Manuscript, fonts: &mut Fonts) -> Result<Vec<u8>, Error> {
    let body = Body::new(manuscript).write(manuscript);
    let mut parts = vec![
        ("[Content_Types].xml", part::content_types(manuscript)),
        ("_rels/.rels", part::package()),
        ("docProps/core.xml", part::core(manuscript)),
        ("word/document.xml", part::document(manuscript, &body.xml)),
        ("word/_rels/document.xml.rels", part::relations(manuscript, &body.links, body.figures.len())),
        ("word/styles.xml", body.styles.write()),
        ("word/settings.xml", part::settings(manuscript)),
        ("word/fontTable.xml", part::fonts()),
    ];
    parts.extend(part::furniture(manuscript));

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        // Else it differs with the system, and with it the file.
        .system(zip::System::Unix);
    for (name, content) in parts {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    for (number, figure) in (1..).zip(&body.figures) {
        zip.start_file(format!("word/{}", figure::target(number)), options)?;
        zip.write_all(&figure::picture(figure, fonts)?)?;
    }
    Ok(zip.finish()?.into_inner())
}
