//! From what is asked and an extension to a file's bytes, for the window and the commands alike.

use std::sync::Arc;

use super::{csv, fountain, ics, pdf, png, xlsx};
use crate::document::{self, schedule};
use crate::newsroom::Newsroom;
use crate::page::{self, Fonts};
use crate::piece::{Format, Piece};
use crate::poster::Poster;

/// What each kind of export can be written as.
pub const SCHEDULE: &[&str] = &["pdf", "xlsx", "csv", "ics"];
pub const PIECE: &[&str] = &["pdf", "txt"];
pub const SKIT: &[&str] = &["pdf", "txt", "fountain"];
pub const POSTER: &[&str] = &["pdf", "png"];
pub const REPORT: &[&str] = &["pdf"];

/// Pixels along the longer side of a poster's picture: enough for a screen and a proof.
const LONGEST: f32 = 4000.0;
/// Dots an inch beyond which a small poster's picture gains nothing.
const FINEST: f32 = 200.0;

/// The bytes of a picture by its path in the workspace.
pub type Pictures<'a> = &'a (dyn Fn(&str) -> Option<Arc<[u8]>> + Sync);

/// Why an export came to nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error(transparent)]
    Pdf(#[from] pdf::Error),
    #[error(transparent)]
    Png(#[from] png::Error),
    #[error("không ghi được bảng Excel: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    #[error("không ghi được CSV: {0}")]
    Csv(#[from] ::csv::Error),
    #[error("\"{0}\" là tiểu phẩm, bài viết hoặc kịch bản, không phải pano, áp phích")]
    NotAPoster(String),
    #[error("bản vẽ của \"{title}\" không đọc được: {reason}")]
    Poster { title: String, reason: String },
    #[error("không xuất được dạng .{given}; dùng một trong: {allowed}")]
    Extension { given: String, allowed: String },
}

fn unknown(given: &str, allowed: &[&str]) -> Error {
    let allowed = allowed.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ");
    Error::Extension { given: given.into(), allowed }
}

/// The broadcast schedule of a period.
pub fn schedule(
    newsroom: &Newsroom,
    request: &schedule::Request,
    extension: &str,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    match extension {
        "pdf" => Ok(pdf::write(&schedule::document(newsroom, request, fonts))?),
        "xlsx" => Ok(xlsx::write(newsroom, request, &schedule::rows(newsroom, request))?),
        "csv" => Ok(csv::write(&schedule::rows(newsroom, request))?),
        "ics" => Ok(ics::write(newsroom, &schedule::rows(newsroom, request))),
        other => Err(unknown(other, SCHEDULE)),
    }
}

/// The progress report.
pub fn report(newsroom: &Newsroom, fonts: &mut Fonts) -> Result<Vec<u8>, Error> {
    Ok(pdf::write(&document::report::document(newsroom, fonts))?)
}

/// What a piece can be written as.
pub fn extensions(piece: &Piece) -> &'static [&'static str] {
    match piece.format {
        Format::Stage => SKIT,
        Format::Poster => POSTER,
        _ => PIECE,
    }
}

/// A piece on paper or as text.
pub fn piece(
    newsroom: &Newsroom,
    piece: &Piece,
    extension: &str,
    pictures: Pictures<'_>,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    match (extension, piece.format) {
        (_, Format::Poster) => poster(piece, extension, pictures, fonts),
        ("pdf", _) => Ok(pdf::write(&document::of_piece(newsroom, piece, pictures, fonts))?),
        ("txt", _) => Ok(document::plain_text(newsroom, piece).into_bytes()),
        ("fountain", _) => fountain::write(piece)
            .map(String::into_bytes)
            .ok_or_else(|| unknown(extension, extensions(piece))),
        (other, _) => Err(unknown(other, extensions(piece))),
    }
}

/// A poster for the print shop (PDF with its bleed) or the screen (PNG of the finished size).
pub fn poster(
    piece: &Piece,
    extension: &str,
    pictures: Pictures<'_>,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    let title = &piece.header.title;
    if piece.format != Format::Poster {
        return Err(Error::NotAPoster(title.clone()));
    }
    let poster = Poster::parse(&piece.body)
        .map_err(|error| Error::Poster { title: title.clone(), reason: error.to_string() })?;
    match extension {
        "pdf" => {
            let options = document::poster::PrintOptions::default();
            Ok(pdf::write(&document::poster::poster(&poster, title, pictures, &options, fonts))?)
        }
        "png" => {
            let page = document::poster::layout(&poster, pictures, fonts).page;
            let longest = page.size.width.max(page.size.height) / page::MM / 25.4;
            Ok(png::write(&page, (LONGEST / longest).min(FINEST).floor().max(1.0), fonts)?)
        }
        other => Err(unknown(other, POSTER)),
    }
}
