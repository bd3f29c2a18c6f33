//! Exports by kind and extension, shared by the window and the command line.

use std::io;
use std::sync::Arc;

use chrono::NaiveDate;

use super::file::Out;
use super::ics::Changes;
use super::{
    case_table, contest_table, csv, docx, fdx, fountain, grid, html, ics, jpeg, outcome_table, pdf, png,
    raster, return_form, tiff, xlsx, xmltv,
};
use crate::contest::Contest;
use crate::document::poster::Purpose;
use crate::document::print::{Comments, Content, Pages, PagesError, SurveyPart};
use crate::document::survey::outcome;
use crate::document::{self, Manuscript, PrintOptions, Proof, assignment, cases, desk, places, schedule};
use crate::fold;
use crate::newsroom::Newsroom;
use crate::page::{self, Fonts};
use crate::piece::av::Script;
use crate::piece::quiz::Quiz;
use crate::piece::{Format, Piece, stage};
use crate::plan::{Plan, Settings};
use crate::poster::Poster;
use crate::poster::preflight::{Finding, Measured, Rule, Severity};

/// The formats of each kind of export.
pub const SCHEDULE: &[&str] = &["pdf", "xlsx", "csv", "ics", "xml"];
pub const PIECE: &[&str] = &["pdf", "docx", "txt"];
pub const ARTICLE: &[&str] = &["pdf", "docx", "txt", "html"];
pub const SKIT: &[&str] = &["pdf", "docx", "txt", "fountain", "fdx"];
pub const POSTER: &[&str] = &["pdf", "png", "jpg", "tif"];
pub const REPORT: &[&str] = &["pdf", "docx", "xlsx"];
pub const ASSIGNMENTS: &[&str] = &["pdf"];
pub const CONTEST: &[&str] = &["pdf", "docx", "xlsx", "txt"];
pub const RETURN: &[&str] = &["xlsx"];
pub const LETTERS: &[&str] = &["pdf", "docx"];
pub const DIALOGUE: &[&str] = &["pdf", "docx"];
pub const BUDGET: &[&str] = &["pdf", "docx", "xlsx"];
pub const PLACES: &[&str] = &["pdf", "docx", "xlsx"];
pub const CASES: &[&str] = &["pdf", "docx", "xlsx"];
pub const OUTCOME: &[&str] = &["pdf", "docx", "xlsx"];

/// Pixels along the longer side of a poster's picture: enough for a screen and a proof.
const LONGEST: f32 = 4000.0;
/// Maximum dots per inch for a small poster's picture.
const FINEST: f32 = 200.0;

/// Returns the bytes of a picture by its path in the workspace.
pub type Pictures<'a> = &'a (dyn Fn(&str) -> Option<Arc<[u8]>> + Sync);

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error(transparent)]
    Pdf(#[from] pdf::Error),
    #[error(transparent)]
    Docx(#[from] docx::Error),
    #[error(transparent)]
    Raster(#[from] raster::Error),
    #[error("không ghi được tệp: {}", crate::fault::explain(.0))]
    Write(#[from] io::Error),
    #[error("bản in còn lỗi:\n  {}", .0.join("\n  "))]
    Preflight(Vec<String>),
    #[error(transparent)]
    Xlsx(#[from] xlsx::Error),
    #[error("không ghi được bảng Excel vì một lỗi của chương trình; hãy báo cho người bảo trì")]
    Table(#[from] rust_xlsxwriter::XlsxError),
    #[error("không ghi được CSV vì một lỗi của chương trình; hãy báo cho người bảo trì")]
    Csv(#[from] ::csv::Error),
    #[error(transparent)]
    Pages(#[from] PagesError),
    #[error("tiểu phẩm không có vai \"{role}\". Các vai: {known}")]
    Role { role: String, known: String },
    #[error("bài không có giọng \"{voice}\". {known}")]
    Voice { voice: String, known: String },
    #[error("bài chưa có nhật ký phát sóng; mở Bàn trực tiếp khi chương trình lên sóng")]
    NotAired,
    #[error("phiếu khảo sát này không còn trong không gian làm việc")]
    NoSurvey,
    #[error("bản nhắc lời chỉ dành cho kịch bản truyền hình, phát thanh")]
    NotAScript,
    #[error("ghép tờ cần {sheets} tờ, quá nhiều; hãy chọn khổ giấy lớn hơn, hoặc gửi nhà in")]
    Sheets { sheets: usize },
    #[error("\"{0}\" là tiểu phẩm, bài viết hoặc kịch bản, không phải pano, áp phích")]
    NotAPoster(String),
    #[error("\"{0}\" không phải tiểu phẩm, không có vai để in")]
    NotASkit(String),
    #[error(
        "dòng {line} của phiếu trông như đáp án: “{text}”. Phiếu phát ra không được có đáp án; hãy ghi đáp án ở dòng riêng “Đáp án: \
         A” rồi xuất lại"
    )]
    Key { line: usize, text: String },
    #[error(transparent)]
    File(#[from] super::file::Error),
    #[error(
        "\"{0}\" không có chỗ nào để điền theo địa bàn; hãy viết {{địa phương}}, {{điện thoại}} hoặc {{địa chỉ}} vào \
         chữ của bản vẽ"
    )]
    NoFields(String),
    #[error("bản vẽ của \"{title}\" không đọc được: {reason}")]
    Poster { title: String, reason: String },
    #[error("hội thi \"{title}\" không đọc được: {reason}")]
    Contest { title: String, reason: String },
    #[error("không xuất được dạng .{given}; dùng một trong: {allowed}")]
    Extension { given: String, allowed: String },
}

fn unknown(given: &str, allowed: &[&str]) -> Error {
    let allowed = allowed.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ");
    Error::Extension { given: given.into(), allowed }
}

/// The broadcast schedule of a period. `changes` gives the times of changes for calendar files.
pub fn schedule(
    newsroom: &Newsroom,
    request: &schedule::Request,
    extension: &str,
    print: &PrintOptions,
    changes: &Changes<'_>,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    match extension {
        "pdf" => schedule_pdf(newsroom, request, print, fonts),
        "xlsx" => Ok(xlsx::write(newsroom, request, &schedule::rows(newsroom, request))?),
        "csv" => Ok(csv::write(&schedule::rows(newsroom, request))?),
        "xml" => Ok(xmltv::write(newsroom, &schedule::rows(newsroom, request))),
        "ics" => Ok(ics::write(newsroom, request, &schedule::rows(newsroom, request), changes)),
        other => Err(unknown(other, SCHEDULE)),
    }
}

/// What the file leaves out of the schedule, for a message.
pub fn schedule_notice(newsroom: &Newsroom, request: &schedule::Request, extension: &str) -> Option<String> {
    (extension == "xlsx").then(|| xlsx::notice(&schedule::rows(newsroom, request))).flatten()
}

/// Page by page: a year with 100,000 pieces has several thousand pages.
fn schedule_pdf(
    newsroom: &Newsroom,
    request: &schedule::Request,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    let mut writer = pdf::Writer::default();
    let mut count = 0;
    let title = schedule::stream_pages(newsroom, request, print, fonts, &mut |page, bookmarks| {
        if print.pages.has(count) {
            writer.add(page, bookmarks);
        }
        count += 1;
    });
    if writer.is_empty() {
        return Err(PagesError::Beyond { count }.into());
    }
    Ok(writer.finish(&title, &document::author(newsroom))?)
}

/// The progress report as of the newsroom's day, for the period that begins on `from`, if given.
pub fn report(
    newsroom: &Newsroom,
    from: Option<NaiveDate>,
    extension: &str,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    use document::report;
    match extension {
        "pdf" | "docx" => paper(&report::manuscript(newsroom, from, print, fonts), extension, print, fonts),
        "xlsx" => Ok(grid::write_all(&report::appendix(newsroom, from, &print.issuer))?),
        other => Err(unknown(other, REPORT)),
    }
}

/// The formats of a reminder or a return form.
pub fn desk_extensions(request: &desk::Request) -> &'static [&'static str] {
    if matches!(request, desk::Request::Form { .. }) { RETURN } else { LETTERS }
}

/// A reminder, or a body's return form for a period.
pub fn desk(
    newsroom: &Newsroom,
    request: &desk::Request,
    extension: &str,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    match (request, extension) {
        (desk::Request::Form { from, to, body }, "xlsx") => {
            Ok(return_form::write(newsroom, (*from, *to), body)?)
        }
        (desk::Request::Form { .. }, other) => Err(unknown(other, RETURN)),
        (_, "pdf") => {
            let document = desk::manuscript(newsroom, request, print, fonts).set(fonts);
            Ok(pdf::write(&print.pages.of(document)?)?)
        }
        (_, "docx") if print.pages != Pages::default() => Err(PagesError::Unset.into()),
        (_, "docx") => Ok(docx::write(&desk::manuscript(newsroom, request, print, fonts), fonts)?),
        (_, other) => Err(unknown(other, LETTERS)),
    }
}

/// The paper on a piece's steps, or on what people do.
pub fn assignments(
    newsroom: &Newsroom,
    request: &assignment::Request,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    Ok(pdf::write(&print.pages.of(assignment::document(newsroom, request, print, fonts))?)?)
}

/// A paper as PDF, or for Word.
fn paper(
    manuscript: &Manuscript,
    extension: &str,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    match extension {
        "docx" if print.pages != Pages::default() => Err(PagesError::Unset.into()),
        "docx" => Ok(docx::write(manuscript, fonts)?),
        _ => Ok(pdf::write(&print.pages.of(manuscript.set(fonts))?)?),
    }
}

/// A paper on cases; as a workbook always the register's columns.
pub fn cases(
    newsroom: &Newsroom,
    request: &cases::Request,
    extension: &str,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    match extension {
        "pdf" | "docx" => paper(&cases::manuscript(newsroom, request, print, fonts), extension, print, fonts),
        "xlsx" => Ok(case_table::write(newsroom, &request.views(newsroom))?),
        other => Err(unknown(other, CASES)),
    }
}

/// A paper on a survey's results.
pub fn outcome(
    newsroom: &Newsroom,
    request: &outcome::Request,
    extension: &str,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    match extension {
        "pdf" | "docx" => {
            paper(&outcome::manuscript(newsroom, request, print, fonts), extension, print, fonts)
        }
        "xlsx" => match request.found(newsroom) {
            Some(found) => Ok(outcome_table::write(newsroom, &found, request.paper)?),
            None => Err(Error::NoSurvey),
        },
        other => Err(unknown(other, OUTCOME)),
    }
}

/// What is planned, or what was spent of it.
pub fn budget(
    newsroom: &Newsroom,
    request: &document::budget::Request,
    extension: &str,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    match extension {
        "pdf" | "docx" => {
            paper(&document::budget::manuscript(newsroom, request, print, fonts), extension, print, fonts)
        }
        "xlsx" => Ok(xlsx::budget::write(newsroom, request)?),
        other => Err(unknown(other, BUDGET)),
    }
}

/// A paper on places: the register, where a piece hangs, its tour.
pub fn places(
    newsroom: &Newsroom,
    request: &places::Request,
    extension: &str,
    pictures: Pictures<'_>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, Error> {
    match extension {
        "pdf" | "docx" => {
            paper(&places::manuscript(newsroom, request, &pictures, print, fonts), extension, print, fonts)
        }
        "xlsx" => Ok(grid::write(&places::grid(newsroom, request), &request.title(newsroom))?),
        other => Err(unknown(other, PLACES)),
    }
}

/// The formats of a piece.
pub fn extensions(piece: &Piece) -> &'static [&'static str] {
    match piece.format {
        Format::Stage => SKIT,
        Format::Article => ARTICLE,
        Format::Poster => POSTER,
        Format::Contest => CONTEST,
        _ => PIECE,
    }
}

/// Writes a piece as a document or as text.
pub fn piece(
    newsroom: &Newsroom,
    piece: &Piece,
    extension: &str,
    pictures: Pictures<'_>,
    print: &PrintOptions,
    fonts: &mut Fonts,
    out: &mut dyn Out,
) -> Result<(), Error> {
    if piece.format == Format::Quiz && print.part != SurveyPart::Key && print.content == Content::Piece {
        sealed(piece)?;
    }
    known_role(piece, print)?;
    let bytes = match (extension, piece.format) {
        ("pdf", _) if print.content != Content::Piece => {
            let document = document::of_piece(newsroom, piece, pictures, print, fonts);
            pdf::write(&print.pages.of(document)?)?
        }
        (_, Format::Poster) => {
            let _ = poster(piece, extension, pictures, print, fonts, out)?;
            return Ok(());
        }
        ("xlsx", Format::Contest) => {
            let contest = Contest::parse(&piece.body).map_err(|error| Error::Contest {
                title: piece.header.title.clone(),
                reason: error.to_string(),
            })?;
            contest_table::write(newsroom, &contest)?
        }
        ("docx", _) if print.pages != Pages::default() => return Err(PagesError::Unset.into()),
        ("docx", _) => match document::proof_of_piece(newsroom, piece, pictures, print, fonts) {
            Proof::Manuscript(manuscript) => docx::write(&manuscript, fonts)?,
            Proof::Document(_) => return Err(unknown(extension, extensions(piece))),
        },
        ("pdf", _) => {
            let document = document::of_piece(newsroom, piece, pictures, print, fonts);
            pdf::write(&print.pages.of(document)?)?
        }
        ("txt", _) if is_script(piece) && print.role.is_some() => {
            document::spoken::plain_text(newsroom, piece, print).into_bytes()
        }
        ("txt", _) => {
            let mut text = document::plain_text(newsroom, piece, print.part);
            if print.comments == Comments::Printed {
                text.push_str(&document::comments::plain(piece));
            }
            text.into_bytes()
        }
        ("fountain" | "fdx" | "html", _) => {
            let written = match extension {
                "fountain" => fountain::write(piece),
                "fdx" => fdx::write(piece),
                _ => html::write(piece),
            };
            written.map(String::into_bytes).ok_or_else(|| unknown(extension, extensions(piece)))?
        }
        (other, _) => return Err(unknown(other, extensions(piece))),
    };
    Ok(out.write_all(&bytes)?)
}

/// Refuses a questionnaire on which a key still stands.
fn sealed(piece: &Piece) -> Result<(), Error> {
    let Some(line) = Quiz::parse(&piece.body).leaks.first().copied() else { return Ok(()) };
    let text: String = piece.body.lines().nth(line).unwrap_or_default().trim().chars().take(80).collect();
    Err(Error::Key { line: line + 1, text })
}

/// The characters of a skit with lines to speak, in the order of the cast.
pub fn roles(piece: &Piece) -> Vec<String> {
    let characters = stage::parse(&piece.body).characters();
    characters.into_iter().filter(|one| one.speeches > 0).map(|one| one.name).collect()
}

/// The voices of a script, in the order in which they first speak.
pub fn voices(piece: &Piece) -> Vec<String> {
    let mut voices: Vec<String> = Vec::new();
    let rows = Script::parse(&piece.body).rows;
    for row in rows.into_iter().filter(|row| !row.speech.is_empty() && !row.voice.is_empty()) {
        if !voices.contains(&row.voice) {
            voices.push(row.voice);
        }
    }
    voices
}

fn is_script(piece: &Piece) -> bool {
    matches!(piece.format, Format::Av | Format::Radio)
}

/// Fails when a skit is wanted for a character that it does not have, or a script for a voice.
fn known_role(piece: &Piece, print: &PrintOptions) -> Result<(), Error> {
    if print.content == Content::Prompter && !is_script(piece) {
        return Err(Error::NotAScript);
    }
    if print.content == Content::AsRun && piece.header.as_run.is_empty() {
        return Err(Error::NotAired);
    }
    let Some(role) = print.role.as_ref() else { return Ok(()) };
    if is_script(piece) {
        let voices = voices(piece);
        if voices.iter().any(|known| stage::is_same_name(known, role)) {
            return Ok(());
        }
        let known = match voices.as_slice() {
            [] => "Chưa mục nào ghi giọng".to_owned(),
            voices => format!("Các giọng: {}", voices.join(", ")),
        };
        return Err(Error::Voice { voice: role.clone(), known });
    }
    if piece.format != Format::Stage {
        return Ok(());
    }
    let roles = roles(piece);
    if roles.iter().any(|known| stage::is_same_name(known, role)) {
        return Ok(());
    }
    Err(Error::Role { role: role.to_owned(), known: roles.join(", ") })
}

/// The role pack: a file name (`BÀ NGHIỆP.pdf`) and its bytes for each character of a skit.
pub fn role_pack(
    newsroom: &Newsroom,
    piece: &Piece,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    if piece.format != Format::Stage {
        return Err(Error::NotASkit(piece.header.title.clone()));
    }
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for role in roles(piece) {
        let print = PrintOptions { role: Some(role.clone()), ..print.clone() };
        let document = document::stage::manuscript(newsroom, piece, &print, fonts).set(fonts);
        let name = fold::file_name(&role);
        // Two characters whose names give the same file name must get separate files.
        let same = files.iter().filter(|(known, _)| known.starts_with(&name)).count();
        let name = if same == 0 { format!("{name}.pdf") } else { format!("{name} {}.pdf", same + 1) };
        files.push((name, pdf::write(&print.pages.of(document)?)?));
    }
    Ok(files)
}

/// The preflight's findings for a poster, worst first; none for other pieces.
pub fn preflight(
    piece: &Piece,
    pictures: &dyn Fn(&str) -> Option<Arc<[u8]>>,
    fonts: &mut Fonts,
) -> Vec<Finding> {
    let poster = (piece.format == Format::Poster).then(|| Poster::parse(&piece.body));
    // If the poster cannot be parsed, the export itself reports it.
    poster.and_then(Result::ok).map_or_else(Vec::new, |one| document::poster::check(&one, pictures, fonts))
}

/// The finding that not everyone has agreed to a poster as it is.
pub fn not_agreed(piece: &Piece, plan: &Plan, settings: &Settings) -> Option<Finding> {
    let missing = piece.missing_agreements(plan, settings)?;
    let message = format!("Chưa đủ ý kiến thống nhất: {missing}. Hãy xin ý kiến trước khi in bản cuối.");
    Some(Finding { severity: Severity::Warning, rule: Rule::Agreement, element: None, message, fix: None })
}

/// Writes a poster for the print shop (PDF with bleed), or as pixels of the finished size; returns the
/// preflight's findings. Unless the options force it, a final poster with errors is not written.
pub fn poster(
    piece: &Piece,
    extension: &str,
    pictures: Pictures<'_>,
    print: &PrintOptions,
    fonts: &mut Fonts,
    out: &mut dyn Out,
) -> Result<Vec<Finding>, Error> {
    let title = &piece.header.title;
    if piece.format != Format::Poster {
        return Err(Error::NotAPoster(title.clone()));
    }
    let poster = Poster::parse(&piece.body)
        .map_err(|error| Error::Poster { title: title.clone(), reason: error.to_string() })?;
    board(&poster, title, extension, pictures, print, fonts, out)
}

/// A poster's pages for the print shop, with the preflight's findings, as [`board`] writes them.
pub fn printed_board(
    poster: &Poster,
    title: &str,
    pictures: Pictures<'_>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<(page::Document, Vec<Finding>), Error> {
    let (document, measured) = document::poster::printed(poster, title, pictures, &print.poster, fonts);
    let findings = faultless(poster, &measured, &print.poster)?;
    Ok((document, findings))
}

/// Like [`poster`], of a board that need not be any piece's.
pub fn board(
    poster: &Poster,
    title: &str,
    extension: &str,
    pictures: Pictures<'_>,
    print: &PrintOptions,
    fonts: &mut Fonts,
    out: &mut dyn Out,
) -> Result<Vec<Finding>, Error> {
    match extension {
        "pdf" => {
            if let Some(plan) = print.poster.tiling.map(|tiling| tiling.plan(poster))
                && plan.is_too_many()
            {
                return Err(Error::Sheets { sheets: plan.sheets() });
            }
            let (document, findings) = printed_board(poster, title, pictures, print, fonts)?;
            out.write_all(&pdf::write(&print.pages.of(document)?)?)?;
            Ok(findings)
        }
        "png" | "jpg" | "tif" => {
            let (page, measured) = document::poster::picture_sheet(poster, pictures, &print.poster, fonts);
            let findings = faultless(poster, &measured, &print.poster)?;
            let longest = page.size.width.max(page.size.height) / page::MM / 25.4;
            let own = poster.pixel.map(|pixel| 25.4 / pixel);
            let dpi =
                print.poster.dpi.or(own).unwrap_or_else(|| (LONGEST / longest).min(FINEST).floor().max(1.0));
            match extension {
                "jpg" => jpeg::write(&page, dpi, fonts, out),
                "tif" => tiff::write(&page, dpi, fonts, out),
                _ => png::write(&page, dpi, fonts, out),
            }?;
            Ok(findings)
        }
        other => Err(unknown(other, POSTER)),
    }
}

/// The findings, if none of them keeps the poster from the print shop. What only asks for agreement may have
/// errors.
fn faultless(
    poster: &Poster,
    measured: &Measured,
    options: &document::poster::PrintOptions,
) -> Result<Vec<Finding>, Error> {
    let findings = document::poster::findings_of_all(poster, measured);
    let errors: Vec<String> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.message.clone())
        .collect();
    if errors.is_empty() || options.is_forced || options.purpose == Purpose::Proof {
        return Ok(findings);
    }
    Err(Error::Preflight(errors))
}
