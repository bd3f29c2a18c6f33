//! What was read from answer sheets, kept in the workspace: `results.ron`.

use serde::{Deserialize, Serialize};

use super::scan::{Reading, State};
use super::sheet::{Place, SheetCode};
use super::version::letter;
use crate::record::Record;

/// All sheets of all surveys; merged sheet by sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    pub schema: u32,
    pub sheets: Vec<Sheet>,
}

/// A page of an answer sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheet {
    /// The survey, the locality, the candidate and the page: a sheet read again replaces its earlier reading.
    pub id: String,
    /// The piece.
    pub survey: String,
    pub locality: String,
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
    /// What a person still has to decide: `12B` an answer's box, `báo danh 3` a digit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubtful: Vec<String>,
    /// The scan it was read from: file and page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
}

impl Record for Answers {
    const PATH: &'static str = "results.ron";
    const NAME: &'static str = "kết quả khảo sát";
    const SCHEMA: u32 = 1;
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("sheets", "Phiếu trả lời"),
        ("survey", "Phiếu khảo sát"),
        ("locality", "Địa bàn"),
        ("candidate", "Số báo danh"),
        ("seed", "Số đảo đề"),
        ("version", "Mã đề"),
        ("page", "Trang"),
        ("answers", "Trả lời"),
        ("doubtful", "Ô chờ xem lại"),
        ("source", "Bản quét"),
    ];

    fn schema(&self) -> u32 {
        self.schema
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

    pub fn sheet(self, code: &SheetCode, survey: &str, locality: &str, source: String) -> Sheet {
        // Without a readable number, the scan and its page name the candidate.
        let name = if self.candidate.contains('?') { &source } else { &self.candidate };
        Sheet {
            id: format!("{survey}@{locality}/{name}/{}", code.page),
            survey: survey.to_owned(),
            locality: locality.to_owned(),
            seed: code.seed,
            version: self.version.unwrap_or(0),
            page: code.page,
            answers: self.answers.join(";"),
            candidate: self.candidate,
            doubtful: self.doubtful,
            source,
        }
    }
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
