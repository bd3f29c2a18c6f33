//! What a person decides about a sheet: a doubtful box, the candidate's number, the version. Each leaves a trace.

use super::answers::{Answers, Sheet, sheet_id};

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Whether a box is marked: "12B".
    Answer {
        name: String,
        is_marked: bool,
    },
    Candidate(String),
    Version(u16),
}

/// Carries out a decision about the sheet with this id. `first` is the number of the page's first question. Whether
/// anything changed: the sheet may be gone, or have no such box.
pub fn decide(answers: &mut Answers, id: &str, decision: &Decision, first: u16) -> bool {
    let Some(at) = answers.sheets.iter().position(|sheet| sheet.id == id) else { return false };
    match decision {
        Decision::Answer { name, is_marked } => answer(&mut answers.sheets[at], name, *is_marked, first),
        Decision::Version(version) => {
            let sheet = &mut answers.sheets[at];
            sheet.version = *version;
            sheet.doubtful.retain(|doubtful| !doubtful.starts_with("mã đề"));
            sheet.decided.push(format!("mã đề {version}"));
            true
        }
        Decision::Candidate(number) => {
            if number.len() != 6 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                return false;
            }
            let page = answers.sheets[at].page;
            let own = sheet_id(number, "", page);
            let is_free = |id: &str| {
                !answers.sheets.iter().enumerate().any(|(other, sheet)| other != at && sheet.id == id)
            };
            let mut id = own.clone();
            let mut copy = 1;
            while !is_free(&id) {
                copy += 1;
                id = format!("{own}#{copy}");
            }
            let sheet = &mut answers.sheets[at];
            sheet.candidate.clone_from(number);
            sheet.id = id;
            sheet.doubtful.retain(|doubtful| !doubtful.starts_with("báo danh"));
            sheet.decided.push(format!("báo danh {number}"));
            true
        }
    }
}

fn answer(sheet: &mut Sheet, name: &str, is_marked: bool, first: u16) -> bool {
    let Some((question, letter)) = split(name) else { return false };
    let mut rows: Vec<String> = sheet.answers.split(';').map(str::to_owned).collect();
    let row = question.checked_sub(first).and_then(|at| rows.get_mut(usize::from(at)));
    let Some(row) = row else { return false };
    let mut letters: Vec<char> = row.chars().filter(|other| *other != letter).collect();
    if is_marked {
        letters.push(letter);
        letters.sort_unstable();
    }
    *row = letters.into_iter().collect();
    sheet.answers = rows.join(";");
    sheet.doubtful.retain(|doubtful| doubtful != name);
    sheet.decided.retain(|decided| decided.split(' ').next() != Some(name));
    sheet.decided.push(format!("{name} {}", if is_marked { "có" } else { "không" }));
    true
}

/// "12B": the question and the letter.
pub fn split(name: &str) -> Option<(u16, char)> {
    let letter = name.chars().next_back().filter(char::is_ascii_uppercase)?;
    Some((name[..name.len() - 1].parse().ok()?, letter))
}
