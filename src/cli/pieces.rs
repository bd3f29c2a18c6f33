//! `toasoan pieces`: lists the pieces.

use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use super::table::Table;
use super::{Failure, open, print, print_json};
use crate::calendar::wording;
use crate::piece::{Approval, PieceId};
use crate::plan::SlotId;
use crate::store::{Opened, Stored};

/// One piece for other programs.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a PieceId,
    title: &'a str,
    activity: &'a str,
    /// The file's extension.
    format: &'static str,
    status: &'static str,
    slots: Vec<&'a SlotId>,
    /// Ids of the steps of its chain, in order.
    chain: Vec<&'a str>,
    approvals: Vec<Answer<'a>>,
    /// Comments that nobody has settled.
    open_comments: usize,
    /// Relative to the workspace, with `/`.
    path: &'a str,
}

/// An answer to a step of the approval chain.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    step: &'a str,
    is_agreed: bool,
    /// Why it was returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    date: NaiveDate,
    by: &'a str,
    agency: &'a str,
    number: &'a str,
    note: &'a str,
    evidence: &'a str,
    /// Whether the words were changed since.
    is_stale: bool,
}

impl<'a> Answer<'a> {
    fn new(approval: &'a Approval, words: &str) -> Self {
        Self {
            step: &approval.step,
            is_agreed: approval.is_agreed(),
            reason: approval.returned.as_deref(),
            date: approval.date,
            by: &approval.by,
            agency: &approval.agency,
            number: &approval.number,
            note: &approval.note,
            evidence: &approval.evidence,
            is_stale: approval.is_stale(words),
        }
    }
}

impl<'a> Row<'a> {
    fn new(stored: &'a Stored, opened: &'a Opened) -> Self {
        let header = &stored.piece.header;
        // A rerun fills the same slot again.
        let mut slots: Vec<&SlotId> = Vec::with_capacity(header.airings.len());
        for airing in &header.airings {
            if !slots.contains(&&airing.slot) {
                slots.push(&airing.slot);
            }
        }
        let words = if header.has_bound_approval() { stored.piece.words() } else { String::new() };
        Self {
            id: &header.id,
            title: &header.title,
            activity: &header.activity,
            format: stored.piece.format.extension(),
            status: header.status.code(),
            slots,
            chain: header
                .approval_steps(&opened.plan, &opened.settings)
                .map(|step| step.id.as_str())
                .collect(),
            open_comments: header.open_comments(),
            approvals: header.approvals.iter().map(|approval| Answer::new(approval, &words)).collect(),
            path: &stored.path,
        }
    }
}

pub fn run(path: &Path, is_json: bool) -> Result<(), Failure> {
    let opened = open(path)?;
    let rows: Vec<Row<'_>> = opened.pieces.iter().map(|stored| Row::new(stored, &opened)).collect();
    if is_json {
        return print_json(&rows);
    }
    let mut table = Table::new(["Mã", "Tên bài", "Hình thức", "Dạng", "Trạng thái", "Kỳ", "Tệp"]);
    for (row, stored) in rows.iter().zip(&opened.pieces) {
        let activity = opened.plan.activity(row.activity);
        table.row([
            row.id.to_string(),
            row.title.into(),
            activity.map_or_else(|| row.activity.to_owned(), |activity| activity.short.clone()),
            row.format.into(),
            stored.piece.header.status.name().into(),
            match row.slots.as_slice() {
                [] => String::new(),
                [only] => only.to_string(),
                [first, rest @ ..] => format!("{first} và {} khác", wording::counted(rest.len(), "kỳ")),
            },
            row.path.into(),
        ]);
    }
    let mut text = if table.is_empty() { String::new() } else { table.render() };
    let _ = writeln!(text, "{}.", wording::counted(rows.len(), "bài"));
    print(&text)
}
