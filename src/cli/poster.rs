//! `toasoan export poster`: a poster as it is, laid out at another size, or filled for each locality.

use std::path::Path;

use chrono::NaiveDate;

use super::source::pictures;
use super::target::{beside, ready, warn, warn_of_missing, whole};
use super::{Failure, print, today};
use crate::document::PrintOptions;
use crate::document::poster::local;
use crate::document::poster::{Purpose, laid};
use crate::export::{file, job, local as local_files};
use crate::fold;
use crate::page::Fonts;
use crate::piece::Format;
use crate::place::Places;
use crate::poster::Poster;
use crate::poster::edit::BoardProperties;
use crate::poster::size::{self, STANDARDS};

/// What is asked for besides the print shop's options.
pub(super) struct Request {
    /// As typed: "800x2000", "A3", "Pano 8 × 4 m".
    pub size: Option<String>,
    pub is_per_locality: bool,
    pub day: Option<NaiveDate>,
}

pub(super) fn run(
    workspace: &Path,
    name: &str,
    shop: &PrintOptions,
    request: &Request,
    out: &Path,
) -> Result<(), Failure> {
    let is_folder = request.is_per_locality && out.extension().is_none();
    let extension = if is_folder { "pdf" } else { ready(out, job::POSTER)? };
    let opened = beside(workspace, out)?;
    let piece = whole(&opened, name)?;
    if piece.format != Format::Poster {
        return Err(Failure::Usage(format!(
            "\"{}\" không phải pano, áp phích; dùng: toasoan export piece",
            piece.header.title
        )));
    }
    let title = piece.header.title.as_str();
    let pictures = pictures(&opened.workspace);
    let fonts = &mut Fonts::new();
    let mut poster = Poster::parse(&piece.body)
        .map_err(|error| job::Error::Poster { title: title.to_owned(), reason: error.to_string() })?;
    if let Some(size) = &request.size {
        poster = laid(&poster, board(size, &poster)?, fonts);
    }
    if request.is_per_locality {
        let places = opened.records.iter().find_map(|stored| stored.record.get::<Places>());
        let places = places.cloned().unwrap_or_default();
        let locals = local::locals(&opened.plan, &places, today(request.day, &opened.settings));
        let target = match (is_folder, extension) {
            (true, _) => local_files::Target::Folder(out),
            (false, "pdf") => local_files::Target::File(out),
            (false, _) => {
                let why = "nhiều địa bàn trong một tệp thì phải là .pdf; hoặc chọn một thư mục";
                return Err(Failure::Usage(why.into()));
            }
        };
        warn(&local_files::write(&poster, title, &locals, target, &pictures, shop, fonts)?);
        return print(&format!("Đã xuất {} bản theo địa bàn vào {}\n", locals.len(), out.display()));
    }
    let findings = file::write_with(out, |out| {
        job::board(&poster, title, extension, &pictures, shop, fonts, out).map_err(Failure::from)
    })?;
    warn(&findings);
    if shop.poster.purpose == Purpose::Final {
        warn_of_missing(&piece, &opened.plan, &opened.settings);
    }
    Ok(())
}

/// The board of a size as typed: millimetres, or the name of a standard size.
fn board(typed: &str, poster: &Poster) -> Result<BoardProperties, Failure> {
    let folded = fold::fold(typed);
    let is_named =
        |size: &&size::Standard| fold::fold(size.name) == folded || fold::fold(size.name).contains(&folded);
    if let Some(size) = STANDARDS.iter().find(|size| fold::fold(size.name) == folded) {
        return Ok(size.board());
    }
    let measures = folded.split(['x', '×']).map(|side| side.trim().replace(',', ".").parse::<f32>());
    if let Ok(sides) = measures.collect::<Result<Vec<f32>, _>>()
        && let [width, height] = sides.as_slice()
    {
        let (width, height) = (*width, *height);
        if !(10.0..=100_000.0).contains(&width) || !(10.0..=100_000.0).contains(&height) {
            return Err(Failure::Usage(format!(
                "khổ {typed} không in được; rộng và cao từ 10 đến 100000 mm"
            )));
        }
        return Ok(size::board_of(width, height, poster));
    }
    STANDARDS.iter().find(is_named).map(size::Standard::board).ok_or_else(|| {
        let names: Vec<&str> = STANDARDS.iter().map(|size| size.name).collect();
        Failure::Usage(format!(
            "không hiểu khổ \"{typed}\"; ghi rộng x cao theo mm, ví dụ 800x2000, hoặc một trong: {}",
            names.join("; ")
        ))
    })
}
