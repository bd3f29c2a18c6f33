//! Questions for the bank: from Word, text in every usual form, Moodle's GIFT and Aiken.

mod aiken;
mod gift;

use std::collections::HashSet;

use super::draft::Finding;
use super::{Decoders, draft};
use crate::bank::{Bank, Question, twins};
use crate::piece::Format;
use crate::piece::quiz::Quiz;
use crate::survey::draw;

/// The extensions of files with questions.
pub const EXTENSIONS: &[&str] = &["docx", "odt", "txt", "gift", "quiz"];

/// What a file has.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// Without ids.
    pub questions: Vec<Question>,
    /// What was left out or is not clear.
    pub findings: Vec<Finding>,
}

/// What taking a reading into a bank would make.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake {
    pub bank: Bank,
    /// Ids of the new questions.
    pub added: Vec<String>,
    /// How many were there already, word for word.
    pub same: usize,
    /// New ones that are much like another: their texts.
    pub alike: Vec<(String, String)>,
}

/// Reads the questions of a file. `bank` names the fields.
///
/// # Errors
/// As [`super::open`]; or no questions in it. In Vietnamese, with the remedy.
pub fn read(name: &str, bytes: &[u8], decoders: Decoders<'_>, bank: &Bank) -> Result<Reading, String> {
    let extension = name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_lowercase());
    let is_packed = matches!(bytes, [b'P', b'K', ..] | [0xD0, 0xCF, ..] | [b'%', b'P', b'D', b'F', ..]);
    let text = if is_packed { None } else { Some((decoders.text)(bytes)?) };
    let reading = match text.as_deref() {
        Some(text) if extension == "gift" || gift::is_like(text) => gift::read(text, bank),
        Some(text) if aiken::is_like(text) => aiken::read(text),
        Some(text) => {
            let quiz = Quiz::parse(text);
            let lines: Vec<&str> = text.lines().collect();
            let words = |line: usize| lines.get(line).copied().unwrap_or_default().to_owned();
            let findings =
                quiz.problems().into_iter().map(|found| Finding::new(words(found.line), found.message));
            Reading { questions: draw::questions(bank, &quiz), findings: findings.collect() }
        }
        None => {
            let source = super::open(name, bytes, decoders)?;
            let draft = draft::draft(&source, Format::Quiz, &|_| 0);
            let quiz = Quiz::parse(&draft.body);
            Reading { questions: draw::questions(bank, &quiz), findings: draft.findings }
        }
    };
    if reading.questions.is_empty() {
        return Err(
            "Tệp không có câu hỏi nào có phương án. Mỗi câu bắt đầu bằng “1.” hay “Câu 1:”, các phương án \
                    bằng “A.”, “B.”, đáp án ở dòng “Đáp án: A”."
                .to_owned(),
        );
    }
    Ok(reading)
}

impl Reading {
    /// Adds what the bank does not have.
    #[must_use]
    pub fn taken(&self, bank: &Bank, new_id: &mut dyn FnMut() -> String) -> Intake {
        let mut known: HashSet<String> = bank.questions.iter().map(Question::fingerprint).collect();
        let mut intake = Intake { bank: bank.clone(), added: Vec::new(), same: 0, alike: Vec::new() };
        for question in &self.questions {
            if !known.insert(question.fingerprint()) {
                intake.same += 1;
                continue;
            }
            let id = new_id();
            intake.added.push(id.clone());
            intake.bank.questions.push(Question { id, ..question.clone() });
        }
        let old = bank.questions.len();
        let found = twins(&intake.bank);
        let text = |at: usize| intake.bank.questions[at].text.clone();
        intake.alike = found
            .iter()
            .filter(|twin| twin.second >= old)
            .map(|twin| (text(twin.first), text(twin.second)))
            .collect();
        intake
    }
}
