//! `toasoan survey`: papers of a survey, marks from scanned sheets, results.

mod mark;
mod paper;
mod results;

use super::arguments::Survey;
use super::{Failure, find};
use crate::piece::quiz::Quiz;
use crate::piece::{Format, Piece};
use crate::store::Opened;

pub fn run(command: Survey) -> Result<(), Failure> {
    match command {
        Survey::Paper {
            workspace,
            piece,
            versions,
            seed,
            is_per_version,
            copies,
            locality,
            is_for_list,
            out,
            today,
        } => {
            let request = paper::Request { versions, seed, is_per_version, copies, locality, is_for_list };
            paper::run(&workspace.path, &piece.name, &request, &out, today.date)
        }
        Survey::Mark { workspace, piece, scans, tables, is_kept, locality, json, today } => {
            let request = mark::Request {
                scans: &scans,
                tables: &tables,
                is_kept,
                locality: &locality,
                is_json: json.is_json,
                today: today.date,
            };
            mark::run(&workspace.path, &piece.name, &request)
        }
        Survey::Results { workspace, piece, json } => {
            results::run(&workspace.path, &piece.name, json.is_json)
        }
    }
}

/// The survey named by an argument, with its text. Fails while it has problems: without a whole key it can be neither
/// shuffled nor marked.
pub(super) fn survey(opened: &Opened, name: &str) -> Result<(Piece, Quiz), Failure> {
    /// Problems that are listed.
    const MOST: usize = 8;
    let stored = find::piece(opened, name)?;
    let piece = opened.workspace.whole(&stored.path, stored.piece.format)?;
    if piece.format != Format::Quiz {
        return Err(Failure::Usage(format!("\"{}\" không phải phiếu khảo sát (.quiz)", piece.header.title)));
    }
    let quiz = Quiz::parse(&piece.body);
    let problems = quiz.problems();
    if problems.is_empty() {
        return Ok((piece, quiz));
    }
    let first = problems.iter().take(MOST).map(|problem| format!("  dòng {}: {problem}", problem.line + 1));
    let mut lines: Vec<String> = first.collect();
    if problems.len() > MOST {
        lines.push(format!("  và {} điều nữa", problems.len() - MOST));
    }
    let title = &piece.header.title;
    Err(Failure::Work(format!(
        "\"{title}\" còn {} điều phải sửa trước:\n{}",
        problems.len(),
        lines.join("\n")
    )))
}
