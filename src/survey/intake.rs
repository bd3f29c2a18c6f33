//! Takes read pages into the answers of a locality: each in its place, doubles told.

use std::collections::HashMap;

use super::answers::{Answers, Read, Sheet, told};
use super::options::shape;
use super::scan::{self, BoxReading, Plane, State, Unread};
use super::sheet::{Place, SheetCode};
use crate::piece::quiz::Quiz;

/// What the names of a number's digits in [`Read::doubtful`] begin with, and that of a version.
pub const NUMBER: &str = "báo danh";
pub const VERSION: &str = "mã đề";

/// Why a page of a scan is no sheet of this survey.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{0}")]
    Unread(#[from] Unread),
    #[error("phiếu của khảo sát khác")]
    Other,
    #[error("phiếu in cho {printed} câu, nay khảo sát có {now} câu; hãy trả lại số câu như khi in")]
    Changed { printed: u8, now: usize },
}

/// A page that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    pub read: Read,
    pub code: SheetCode,
    /// What a person is shown for each doubtful answer, for a number and a version that were not read.
    pub crops: Vec<Crop>,
}

/// A box and what stands beside it, cut out of the scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crop {
    /// As in [`Read::doubtful`]: "12B"; "báo danh" and "mã đề" for all digits of a number.
    pub name: String,
    pub plane: Plane,
}

/// Reads a page of a scan of this survey.
///
/// # Errors
/// It is no sheet of it.
pub fn page(plane: Plane, quiz: &Quiz, survey: u32) -> Result<Taken, Refusal> {
    taken(plane, quiz, survey, false)
}

/// As [`page`]; both numbers are shown whether they were read or not.
///
/// # Errors
/// It is no sheet of the survey.
pub fn page_with_numbers(plane: Plane, quiz: &Quiz, survey: u32) -> Result<Taken, Refusal> {
    taken(plane, quiz, survey, true)
}

fn taken(plane: Plane, quiz: &Quiz, survey: u32, with_numbers: bool) -> Result<Taken, Refusal> {
    let whole = plane.clone();
    let reading = scan::read(plane)?;
    let code = reading.code;
    if code.survey != survey {
        return Err(Refusal::Other);
    }
    let (questions, options) = shape(quiz);
    if (usize::from(code.questions), usize::from(code.options)) != (questions, options) {
        return Err(Refusal::Changed { printed: code.questions, now: questions });
    }
    let read = Read::new(&reading);
    let crops = crops(&whole, &reading.boxes, &read, with_numbers);
    Ok(Taken { read, code, crops })
}

/// The line of each doubtful answer: the boxes of its question; and the boxes of a number that was not read.
fn crops(plane: &Plane, boxes: &[BoxReading], read: &Read, with_numbers: bool) -> Vec<Crop> {
    let crop = |name: String, is_in: &dyn Fn(Place) -> bool| {
        let beside: Vec<&BoxReading> = boxes.iter().filter(|other| is_in(other.place)).collect();
        let least = |of: fn(&BoxReading) -> f32| beside.iter().map(|one| of(one)).fold(f32::MAX, f32::min);
        let most = |of: fn(&BoxReading) -> f32| beside.iter().map(|one| of(one)).fold(0.0, f32::max);
        let reach = most(|one| one.side) * 1.1;
        let (left, right) = (least(|one| one.at.0) - reach, most(|one| one.at.0) + reach);
        let (top, bottom) = (least(|one| one.at.1) - reach, most(|one| one.at.1) + reach);
        Some(Crop { name, plane: plane.cut(left, top, right, bottom)? })
    };
    let doubtful = boxes.iter().filter(|one| one.state == State::Doubtful);
    let answers = doubtful.filter_map(|one| {
        let Place::Answer { question, option } = one.place else { return None };
        let name = format!("{question}{}", super::version::letter(usize::from(option)));
        crop(name, &|place| matches!(place, Place::Answer { question: of, .. } if of == question))
    });
    let is_unread = |word: &str| with_numbers || read.doubtful.iter().any(|name| name.starts_with(word));
    let number = is_unread(NUMBER)
        .then(|| crop(NUMBER.to_owned(), &|place| matches!(place, Place::Candidate { .. })))
        .flatten();
    let version = is_unread(VERSION)
        .then(|| crop(VERSION.to_owned(), &|place| matches!(place, Place::Version { .. })))
        .flatten();
    answers.chain(number).chain(version).collect()
}

/// The answers of a locality while pages are taken in.
#[derive(Debug, Clone)]
pub struct Intake {
    answers: Answers,
    at: HashMap<String, usize>,
}

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// The sheet's id; empty when it was there already.
    pub id: String,
    /// When there was another: in Vietnamese, what to do.
    pub remark: Option<String>,
}

impl Intake {
    pub fn new(answers: Answers) -> Self {
        let at = answers.sheets.iter().enumerate().map(|(at, sheet)| (sheet.id.clone(), at)).collect();
        Self { answers, at }
    }

    /// Puts a sheet in its place. One read again from the same scan replaces its reading, unless a person has decided
    /// something about it; the same sheet from another scan is kept once; another with the same number is kept beside
    /// it, and its number is doubtful.
    pub fn put(&mut self, mut sheet: Sheet) -> Put {
        let id = sheet.id.clone();
        for copy in 2.. {
            let Some(at) = self.at.get(&sheet.id) else {
                let _ = self.at.insert(sheet.id.clone(), self.answers.sheets.len());
                self.answers.sheets.push(sheet.clone());
                break;
            };
            let there = &mut self.answers.sheets[*at];
            if there.source == sheet.source {
                if there.decided.is_empty() {
                    *there = sheet.clone();
                }
                break;
            }
            if there.answers == sheet.answers && there.version == sheet.version {
                let remark = format!("đã có phiếu này ở {}; chỉ giữ một", told(&there.source));
                return Put { id: String::new(), remark: Some(remark) };
            }
            sheet.id = format!("{id}#{copy}");
            if !sheet.doubtful.iter().any(|name| name.starts_with(NUMBER)) {
                sheet.doubtful.push(NUMBER.to_owned());
            }
        }
        let first = self.at.get(&id).map(|at| &self.answers.sheets[*at].source);
        let is_twin = self.at.contains_key(&format!("{id}#2"));
        let remark = first
            .filter(|_| is_twin)
            .map(|first| format!("số báo danh trùng với phiếu ở {}; hãy xem lại cả hai", told(first)));
        Put { id: sheet.id, remark }
    }

    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    pub fn into_answers(self) -> Answers {
        self.answers
    }
}

/// Candidates of whom a page is missing, with the pages: a sheet of several pages was not scanned whole.
pub fn incomplete(answers: &Answers, pages: u8) -> Vec<(String, Vec<u8>)> {
    let mut found: std::collections::BTreeMap<&str, Vec<u8>> = std::collections::BTreeMap::new();
    for sheet in answers.sheets.iter().filter(|sheet| !sheet.candidate.contains('?')) {
        found.entry(&sheet.candidate).or_default().push(sheet.page);
    }
    let missing = |there: &[u8]| (1..=pages).filter(|page| !there.contains(page)).collect::<Vec<u8>>();
    let all = found.into_iter().map(|(candidate, there)| (candidate.to_owned(), missing(&there)));
    all.filter(|(_, missing)| !missing.is_empty()).collect()
}
