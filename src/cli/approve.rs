//! `toasoan approve`: records the answer to a step of a piece's approval chain.

use std::path::Path;

use chrono::NaiveDate;

use super::{Failure, find, open, print, today};
use crate::calendar::wording;
use crate::piece::Approval;

/// The answer as given on the command line.
#[derive(Debug)]
pub struct Answer {
    /// The step's id.
    pub step: String,
    pub by: String,
    /// Why the piece is returned; none to agree.
    pub returned: Option<String>,
    /// None for today.
    pub date: Option<NaiveDate>,
    pub number: Option<String>,
    pub note: Option<String>,
}

pub fn run(path: &Path, name: &str, answer: Answer, asked: Option<NaiveDate>) -> Result<(), Failure> {
    let opened = open(path)?;
    let stored = find::piece(&opened, name)?;
    let (settings, today) = (&opened.settings, today(asked, &opened.settings));
    let piece = opened.workspace.whole(&stored.path, stored.piece.format)?;
    let chain: Vec<_> = piece.header.approval_steps(&opened.plan, settings).collect();
    let Some(step) = chain.iter().find(|step| step.id == answer.step) else {
        let known: Vec<&str> = chain.iter().map(|step| step.id.as_str()).collect();
        return Err(Failure::Usage(format!(
            "bài này không có bước duyệt \"{}\". Các bước: {}",
            answer.step,
            if known.is_empty() {
                "chưa đặt bước nào trong Thiết lập".to_owned()
            } else {
                known.join(", ")
            }
        )));
    };
    for (value, what) in
        [(Some(&answer.by), "--by cần họ tên"), (answer.returned.as_ref(), "--return cần lý do")]
    {
        if value.is_some_and(|value| value.trim().is_empty()) {
            return Err(Failure::Usage(what.to_owned()));
        }
    }
    let date = answer.date.unwrap_or(today);
    if date > today {
        return Err(Failure::Usage(format!("ngày {} chưa tới", wording::date(date))));
    }
    let approval = Approval {
        step: answer.step,
        date,
        returned: answer.returned,
        by: answer.by,
        agency: step.agency_id(&opened.plan).unwrap_or_default().to_owned(),
        number: answer.number.unwrap_or_default(),
        note: answer.note.unwrap_or_default(),
        ..Approval::default()
    };
    let (act, by) = (if approval.is_agreed() { "Đã duyệt" } else { "Đã trả lại" }, approval.by.clone());
    let (mut approved, path) = (piece.clone(), stored.path.clone());
    approved.header = piece.with_approval(approval, &opened.plan, settings, today);
    let status = approved.header.status.name();
    let line = format!("{act}: “{}”, bước {}. Trạng thái: {status}.\n", approved.header.title, step.name);
    let workspace = opened.workspace.clone().signed_by(&by);
    let _ = workspace
        .save(approved, Some((path, stored.stamp)))
        .map_err(|error| Failure::Work(error.to_string()))?;
    print(&line)
}
