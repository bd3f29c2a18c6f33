//! The files of a survey on paper: a question paper of each version, answer sheets, keys, and where each box is.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;

use super::{file, pdf};
use crate::document::poster::Pictures;
use crate::document::survey::sheet::Sheets;
use crate::document::survey::{cover, keys, paper};
use crate::newsroom::Newsroom;
use crate::page::{self, Fonts};
use crate::piece::Header;
use crate::piece::quiz::Quiz;
use crate::survey::Version;
use crate::survey::answers::{Answers, Participant};
use crate::survey::options::shape;
use crate::survey::sheet::{Area, CODE, Layout, MARK, MARKS, PAGE, Place, SheetCode, survey_number};
use crate::survey::version::letter;

/// What is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub versions: u16,
    pub seed: u32,
    /// The version is printed on the sheet.
    pub is_per_version: bool,
    /// Numbered sheets; none for one to be copied.
    pub copies: Option<u32>,
    /// The locality whose name stands on papers and sheets; none for all.
    pub locality: Option<String>,
    /// A sheet for each of its people, with what the list says of him on the strip, room by room; then `copies` is
    /// not looked at.
    pub is_for_list: bool,
}

/// What was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    pub versions: usize,
    pub questions: u8,
}

#[derive(Serialize)]
struct LayoutFile<'a> {
    unit: &'static str,
    survey: &'a str,
    seed: u32,
    versions: Vec<u16>,
    pages: Vec<PageRow>,
}

/// A page of an answer sheet.
#[derive(Serialize)]
struct PageRow {
    file: String,
    /// None on a sheet for all versions.
    version: Option<u16>,
    page: u8,
    code: String,
    width: f32,
    height: f32,
    marks: Vec<AreaRow>,
    qr: AreaRow,
    boxes: Vec<BoxRow>,
}

#[derive(Serialize)]
struct AreaRow {
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum BoxRow {
    Answer {
        question: u8,
        letter: char,
        #[serde(flatten)]
        area: AreaRow,
    },
    Candidate {
        column: u8,
        digit: u8,
        #[serde(flatten)]
        area: AreaRow,
    },
    Version {
        column: u8,
        digit: u8,
        #[serde(flatten)]
        area: AreaRow,
    },
}

impl From<Area> for AreaRow {
    fn from(Area { x, y, width, height }: Area) -> Self {
        let [x, y, width, height] = [x, y, width, height].map(|length| (length * 100.0).round() / 100.0);
        Self { x, y, width, height }
    }
}

/// Takes a file by its name.
type Write<'a> = &'a (dyn Fn(&str, &[u8]) -> Result<(), String> + Sync);

/// Makes all files and gives each, with its name, to `write`. Papers and sheets are made without the key.
///
/// # Errors
/// What `write` says; no question with options, or too many of them; in Vietnamese.
fn papers(
    newsroom: &Newsroom,
    header: &Header,
    quiz: &Quiz,
    request: &Request,
    pictures: &Pictures<'_>,
    write: Write<'_>,
) -> Result<Printed, String> {
    let figures = paper::figures(quiz, pictures, &mut Fonts::new());
    let versions = Version::all(quiz, request.seed, request.versions);
    let code = SheetCode {
        survey: survey_number(&header.id),
        seed: request.seed,
        versions: request.versions as u8,
        ..code(quiz)?
    };
    let people = if request.is_for_list { people(newsroom, header, request)? } else { Vec::new() };
    let codes: Vec<SheetCode> = if request.is_per_version {
        versions.iter().map(|version| SheetCode { version: Some(version.code), ..code }).collect()
    } else {
        vec![code]
    };
    let put = |name: &str, document: &page::Document| {
        write(name, &pdf::write(document).map_err(|error| error.to_string())?)
    };
    versions.par_iter().try_for_each(|version| {
        let document = paper::document(
            newsroom,
            header,
            request.locality.as_deref(),
            quiz,
            version,
            &figures,
            &mut Fonts::new(),
        );
        put(&format!("de-{}.pdf", version.code), &document)
    })?;
    for code in &codes {
        let sheets = Sheets { newsroom, header, locality: request.locality.as_deref(), code: *code };
        let numbers: Vec<Option<u32>> = match request.copies {
            Some(count) => (1..=count).map(Some).collect(),
            None => vec![None],
        };
        let pages: Vec<_> = if request.is_for_list {
            let numbered = people.par_iter().enumerate();
            numbered
                .map_init(Fonts::new, |fonts, (at, person)| sheets.pages_for(person, at as u32 + 1, fonts))
                .collect()
        } else {
            numbers.par_iter().map_init(Fonts::new, |fonts, number| sheets.pages(*number, fonts)).collect()
        };
        let document = page::Document {
            title: format!("Phiếu trả lời: {}", header.title),
            pages: pages.into_iter().flatten().collect(),
            ..page::Document::default()
        };
        put(&sheet_file(code), &document)?;
    }
    if request.is_for_list {
        let locality = request.locality.as_deref();
        put("bia-tui-phieu.pdf", &cover::document(newsroom, header, locality, &people, &mut Fonts::new()))?;
    }
    put("dap-an.pdf", &keys::document(newsroom, header, quiz, &versions, &mut Fonts::new()))?;
    let printed: BTreeMap<String, Vec<String>> = versions
        .iter()
        .map(|version| {
            (version.code.to_string(), version.key(quiz).iter().map(|key| key.iter().collect()).collect())
        })
        .collect();
    write("dap-an.json", json(&printed)?.as_bytes())?;
    let layout = LayoutFile {
        unit: "mm",
        survey: header.id.as_str(),
        seed: request.seed,
        versions: versions.iter().map(|version| version.code).collect(),
        pages: codes.iter().flat_map(pages).collect(),
    };
    write("layout.json", json(&layout)?.as_bytes())?;
    Ok(Printed { versions: versions.len(), questions: code.questions })
}

/// The people on the list of the request's locality, room by room.
fn people(newsroom: &Newsroom, header: &Header, request: &Request) -> Result<Vec<Participant>, String> {
    let id = request.locality.as_ref().map(|locality| Answers::id_of(&header.id, locality));
    let answers = id.and_then(|id| newsroom.entry::<Answers>(&id));
    let mut people = answers.map(|answers| answers.participants.clone()).unwrap_or_default();
    if people.is_empty() {
        return Err(
            "địa bàn này chưa có danh sách người dự; hãy dán danh sách trước, hoặc in phiếu chung".into()
        );
    }
    // "Phòng 2" before "Phòng 10".
    let room = |one: &Participant| (one.room.len(), one.room.clone(), one.number.clone());
    people.sort_by_cached_key(room);
    Ok(people)
}

/// Writes all files of [`papers`] into a folder.
///
/// # Errors
/// As there; or a file cannot be written.
pub fn write_into(
    folder: &Path,
    newsroom: &Newsroom,
    header: &Header,
    quiz: &Quiz,
    request: &Request,
    pictures: &Pictures<'_>,
) -> Result<Printed, String> {
    file::create_folder(folder).map_err(|error| error.to_string())?;
    let write =
        |name: &str, bytes: &[u8]| file::write(&folder.join(name), bytes).map_err(|error| error.to_string());
    papers(newsroom, header, quiz, request, pictures, &write)
}

/// What all sheets of the survey say.
fn code(quiz: &Quiz) -> Result<SheetCode, String> {
    const MOST_QUESTIONS: usize = 240;
    const MOST_OPTIONS: usize = 8;
    let (questions, most) = shape(quiz);
    if questions == 0 {
        return Err("phiếu không có câu nào để chọn phương án, nên không có phiếu trả lời".into());
    }
    if questions > MOST_QUESTIONS || most > MOST_OPTIONS {
        return Err(format!(
            "phiếu có {questions} câu, câu nhiều nhất {most} phương án; phiếu trả lời chứa được {MOST_QUESTIONS} câu, \
             {MOST_OPTIONS} phương án. Hãy bớt câu, hoặc chia thành hai phiếu"
        ));
    }
    Ok(SheetCode {
        survey: 0,
        seed: 0,
        versions: 1,
        version: None,
        page: 1,
        questions: questions as u8,
        options: most as u8,
    })
}

fn sheet_file(code: &SheetCode) -> String {
    match code.version {
        Some(version) => format!("phieu-tra-loi-{version}.pdf"),
        None => "phieu-tra-loi.pdf".to_owned(),
    }
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}

fn pages(code: &SheetCode) -> Vec<PageRow> {
    let page = |page| {
        let code = SheetCode { page, ..*code };
        let mark = |(x, y)| Area { x: x - MARK / 2.0, y: y - MARK / 2.0, width: MARK, height: MARK };
        let boxes = Layout::new(&code).spots.into_iter().map(|spot| {
            let area = spot.area().into();
            match spot.place {
                Place::Answer { question, option } => {
                    BoxRow::Answer { question, letter: letter(usize::from(option)), area }
                }
                Place::Candidate { column, digit } => BoxRow::Candidate { column: column + 1, digit, area },
                Place::Version { column, digit } => BoxRow::Version { column: column + 1, digit, area },
            }
        });
        PageRow {
            file: sheet_file(&code),
            version: code.version,
            page,
            code: code.text(),
            width: PAGE.0,
            height: PAGE.1,
            marks: MARKS.map(|middle| mark(middle).into()).into(),
            qr: CODE.into(),
            boxes: boxes.collect(),
        }
    };
    (1..=code.pages()).map(page).collect()
}
