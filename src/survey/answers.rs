//! What one survey gave in one locality, kept in the workspace: who took part, a row for each page of a sheet, and
//! the keys by which it was marked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::scan::{Reading, State};
use super::sheet::{Place, SheetCode};
use super::version::letter;
use crate::calendar::field;
use crate::piece::PieceId;
use crate::record::{EntryId, Record};

/// One survey in one locality; merged participant by participant and sheet by sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    pub schema: u32,
    /// See [`Answers::id_of`]: two offices that mark the same survey in the same locality write the same record.
    pub id: String,
    /// The piece.
    pub survey: String,
    /// Id of the locality.
    pub locality: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
    pub sheets: Vec<Sheet>,
    /// By day: the first when sheets were first marked, then one for each time that the key was mended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub markings: Vec<Marking>,
}

/// One who is to take part. Never on a paper that is given to the public.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Participant {
    pub id: String,
    /// The candidate's number: six digits.
    pub number: String,
    /// Empty where the survey is anonymous.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// "Chủ tịch UBND phường"
    #[serde(skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// "cấp huyện", "cấp xã", as the list gives it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub level: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub room: String,
}

/// The key by which the sheets were marked on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marking {
    pub id: String,
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
    /// Who mended or first used it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The letters of each question in the survey's own order: `C;B;AC`.
    pub key: String,
}

/// A page of an answer sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheet {
    /// The candidate, or where it was read, and the page: a sheet read again replaces its earlier reading.
    pub id: String,
    /// The candidate's number; digits that were not read are `?`.
    pub candidate: String,
    /// The seed of the printed versions.
    pub seed: u32,
    /// 0 when it was not read.
    pub version: u16,
    /// From 1.
    pub page: u8,
    /// The letters chosen for each question of the page, from the first: `A;;B;AC`.
    pub answers: String,
    /// What a person still has to decide: `12B` an answer's box, `báo danh 3` a digit, `mã đề 1?1` the version.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubtful: Vec<String>,
    /// What a person has decided: `12B có`, `13A không`, `báo danh 000123`, `mã đề 102`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<String>,
    /// The scan it was read from: file and page; "nhập tay" for one typed in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
}

impl Record for Answers {
    const PATH: &'static str = "results";
    const NAME: &'static str = "kết quả khảo sát";
    const SCHEMA: u32 = 1;
    const EXTENSION: Option<&'static str> = Some("answers");
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("survey", "Phiếu khảo sát"),
        ("locality", "Địa bàn"),
        ("participants", "Người dự"),
        ("number", "Số báo danh"),
        ("name", "Họ và tên"),
        ("unit", "Đơn vị"),
        ("office", "Chức vụ"),
        ("level", "Cấp"),
        ("room", "Phòng"),
        ("sheets", "Phiếu trả lời"),
        ("candidate", "Số báo danh"),
        ("seed", "Số đảo đề"),
        ("version", "Mã đề"),
        ("page", "Trang"),
        ("answers", "Trả lời"),
        ("doubtful", "Ô chờ xem lại"),
        ("decided", "Ô đã xem lại"),
        ("source", "Bản quét"),
        ("markings", "Đáp án đã chấm"),
        ("date", "Ngày"),
        ("by", "Người chấm"),
        ("key", "Đáp án"),
        ("id", "Mã"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }

    fn title(&self) -> String {
        format!("kết quả khảo sát {}", self.locality)
    }

    fn file_name(&self) -> String {
        self.locality.clone()
    }
}

impl Answers {
    pub fn new(survey: &PieceId, locality: &str) -> Self {
        Self {
            schema: Self::SCHEMA,
            id: Self::id_of(survey, locality),
            survey: survey.to_string(),
            locality: locality.to_owned(),
            ..Self::default()
        }
    }

    /// "018JMYP1TESXH76A0GMGK76ETB-o-mon"
    pub fn id_of(survey: &PieceId, locality: &str) -> String {
        format!("{survey}-{locality}")
    }

    pub fn entry_of(survey: &PieceId, locality: &str) -> EntryId {
        EntryId::of::<Self>(&Self::id_of(survey, locality))
    }

    pub fn participant(&self, number: &str) -> Option<&Participant> {
        self.participants.iter().find(|participant| participant.number == number)
    }

    pub fn sheet(&self, id: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }

    /// Boxes and digits that a person still has to decide.
    pub fn count_doubtful(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.doubtful.len()).sum()
    }
}

/// A reading as letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// Digits that were not read are `?`.
    pub candidate: String,
    /// Printed or marked; none when it was not read, or was not printed.
    pub version: Option<u16>,
    /// The letters chosen for each question of the page.
    pub answers: Vec<String>,
    /// As [`Sheet::doubtful`].
    pub doubtful: Vec<String>,
    /// Boxes taken back: `12B`.
    pub cancelled: Vec<String>,
}

impl Read {
    pub fn new(reading: &Reading) -> Self {
        let mut read = Self::default();
        let mut first = None;
        for one in &reading.boxes {
            let Place::Answer { question, option } = one.place else { continue };
            let at = usize::from(question - *first.get_or_insert(question));
            if read.answers.len() <= at {
                read.answers.resize(at + 1, String::new());
            }
            let letter = letter(usize::from(option));
            match one.state {
                State::Empty => {}
                State::Marked => read.answers[at].push(letter),
                State::Cancelled => read.cancelled.push(format!("{question}{letter}")),
                State::Doubtful => read.doubtful.push(format!("{question}{letter}")),
            }
        }
        let candidate = digits(reading, |place| match place {
            Place::Candidate { column, digit } => Some((column, digit)),
            _ => None,
        });
        read.doubtful.extend(unread(&candidate).map(|column| format!("báo danh {column}")));
        read.candidate = candidate;
        read.version = reading.code.version.or_else(|| {
            let version = digits(reading, |place| match place {
                Place::Version { column, digit } => Some((column, digit)),
                _ => None,
            });
            let number = version.parse().ok().filter(|version| reading.code.has_version(*version));
            if number.is_none() {
                read.doubtful.push(format!("mã đề {version}"));
            }
            number
        });
        read
    }

    pub fn sheet(self, code: &SheetCode, source: String) -> Sheet {
        Sheet {
            id: sheet_id(&self.candidate, &source, code.page),
            seed: code.seed,
            version: self.version.unwrap_or(0),
            page: code.page,
            answers: self.answers.join(";"),
            candidate: self.candidate,
            doubtful: self.doubtful,
            decided: Vec::new(),
            source,
        }
    }
}

/// Where a sheet was scanned: a page of a file. As [`Sheet::source`] it is written `quet.pdf~1a2b3c4d#12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The beginning of the file's hash.
    pub digest: &'a str,
    /// From 1.
    pub page: usize,
}

impl<'a> Origin<'a> {
    /// None for a sheet that was typed in.
    pub fn of(source: &'a str) -> Option<Self> {
        let (file, rest) = source.rsplit_once('~')?;
        let (digest, page) = rest.split_once('#')?;
        Some(Self { file, digest, page: page.parse().ok().filter(|page| *page > 0)? })
    }
}

impl std::fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}#{}", self.file, self.digest, self.page)
    }
}

/// Where a sheet came from, in words: "quet.pdf, trang 12", "nhập tay".
pub fn told(source: &str) -> String {
    Origin::of(source).map_or_else(|| source.to_owned(), |of| format!("{}, trang {}", of.file, of.page))
}

/// Without a readable number, the scan and its page name the candidate.
pub fn sheet_id(candidate: &str, source: &str, page: u8) -> String {
    let name = if candidate.contains('?') { source } else { candidate };
    format!("{name}/{page}")
}

impl Sheet {
    /// The letters chosen for each question of the page.
    pub fn chosen(&self) -> impl Iterator<Item = Vec<char>> {
        self.answers.split(';').map(|letters| letters.chars().collect())
    }
}

/// A number marked digit by digit: exactly one box in each column.
fn digits(reading: &Reading, of: impl Fn(Place) -> Option<(u8, u8)>) -> String {
    let mut columns: Vec<Vec<(u8, State)>> = Vec::new();
    for one in &reading.boxes {
        if let Some((column, digit)) = of(one.place) {
            let column = usize::from(column);
            if columns.len() <= column {
                columns.resize(column + 1, Vec::new());
            }
            columns[column].push((digit, one.state));
        }
    }
    let digit = |column: &Vec<(u8, State)>| {
        let mut marked = column.iter().filter(|(_, state)| *state == State::Marked);
        let is_doubtful = column.iter().any(|(_, state)| *state == State::Doubtful);
        match (marked.next(), marked.next()) {
            (Some((digit, _)), None) if !is_doubtful => char::from(b'0' + digit),
            _ => '?',
        }
    };
    columns.iter().map(digit).collect()
}

/// The columns that were not read, from 1.
fn unread(digits: &str) -> impl Iterator<Item = usize> {
    digits.chars().enumerate().filter(|(_, digit)| *digit == '?').map(|(at, _)| at + 1)
}
