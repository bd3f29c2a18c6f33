//! `toasoan export poster`: a poster as it is, laid out at another size, or filled for each locality.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::source::pictures;
use super::target::{beside, ready, warn, warn_of_missing, whole};
use super::{Failure, print, today};
use crate::document::PrintOptions;
use crate::document::poster::local::{self, Local};
use crate::document::poster::{Purpose, laid};
use crate::export::{file, job, pdf};
use crate::fold;
use crate::page::{Document, Fonts};
use crate::piece::Format;
use crate::place::Places;
use crate::poster::edit::BoardProperties;
use crate::poster::size::{self, STANDARDS};
use crate::poster::{Poster, preflight};

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
        let out = Out { path: out, is_folder, extension };
        return per_locality(&poster, title, &locals, shop, &pictures, fonts, &out);
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

struct Out<'a> {
    path: &'a Path,
    is_folder: bool,
    extension: &'static str,
}

/// A file for each locality in a folder, or all in one PDF. The preflight looks at each; its findings are said once.
fn per_locality(
    poster: &Poster,
    title: &str,
    locals: &[Local],
    shop: &PrintOptions,
    pictures: job::Pictures<'_>,
    fonts: &mut Fonts,
    out: &Out<'_>,
) -> Result<(), Failure> {
    if !local::has_fields(poster) {
        return Err(Failure::Work(format!(
            "\"{title}\" không có chỗ nào để điền theo địa bàn; hãy viết {{địa phương}}, {{điện thoại}} hoặc {{địa chỉ}} \
             vào chữ của bản vẽ"
        )));
    }
    let mut findings: Vec<preflight::Finding> = Vec::new();
    let mut pages = Vec::new();
    if out.is_folder {
        file::create_folder(out.path)?;
    }
    // The longest first: what does not fit is known before anything is written.
    let mut order: Vec<&Local> = locals.iter().collect();
    let longest = local::longest(locals).map(|one| one.id.clone());
    order.sort_by_key(|one| Some(&one.id) != longest.as_ref());
    let mut written = Vec::new();
    for one in order {
        let filled = local::filled(poster, one);
        let name = format!("{title} – {}", one.name);
        if out.is_folder {
            let path: PathBuf = out.path.join(format!("{}.pdf", fold::file_name(&name)));
            let found = file::write_with(&path, |file| {
                job::board(&filled, &name, out.extension, pictures, shop, fonts, file).map_err(Failure::from)
            })?;
            add(&mut findings, found);
        } else {
            let (document, found) = job::printed_board(&filled, &name, pictures, shop, fonts)?;
            add(&mut findings, found);
            written.push((one.id.clone(), document.pages));
        }
    }
    if !out.is_folder {
        if out.extension != "pdf" {
            return Err(Failure::Usage(
                "nhiều địa bàn trong một tệp thì phải là .pdf; hoặc chọn một thư mục".into(),
            ));
        }
        // In the order of the plan.
        let place = |id: &str| locals.iter().position(|one| one.id == id);
        written.sort_by_key(|(id, _)| place(id));
        pages.extend(written.into_iter().flat_map(|(_, pages)| pages));
        let document = Document { title: title.to_owned(), pages, ..Document::default() };
        file::write(out.path, &pdf::write(&document).map_err(job::Error::from)?)?;
    }
    warn(&findings);
    print(&format!("Đã xuất {} bản theo địa bàn vào {}\n", locals.len(), out.path.display()))
}

/// Adds findings that are not known yet.
fn add(known: &mut Vec<preflight::Finding>, found: Vec<preflight::Finding>) {
    for one in found {
        if !known.iter().any(|other| (other.rule, other.element) == (one.rule, one.element)) {
            known.push(one);
        }
    }
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
