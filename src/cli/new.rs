//! `toasoan new`: creates a workspace for a year.

use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::{Failure, open, print, print_json};
use crate::calendar::wording;
use crate::case::Case;
use crate::import;
use crate::ledger::Obligations;
use crate::piece::Piece;
use crate::plan::{Item, Kept, NewYear, Plan, Reading, Settings, sample};
use crate::record::{AnyRecord, Record};
use crate::store::{Opened, Stored, StoredFile, Workspace, document_bytes, document_text, record_along};

/// Creates it from a plan's text, if there is one, else from what `from` names: `mau`, `trong` or a workspace.
pub fn run(
    folder: &Path,
    new: NewYear,
    from: &Path,
    text: Option<&Path>,
    is_json: bool,
) -> Result<(), Failure> {
    let year = new.year;
    let has_workspace = text.is_none() && !matches!(from.to_str(), Some("mau" | "trong"));
    if new.kept.drafts && !has_workspace {
        let why = "--with-drafts cần --from là một không gian làm việc có sẵn, để lấy bài chưa phát ở đó";
        return Err(Failure::Usage(why.to_owned()));
    }
    if new.kept.cases && !has_workspace {
        let why =
            "--with-cases cần --from là một không gian làm việc có sẵn, để lấy ý kiến chưa trả lời ở đó";
        return Err(Failure::Usage(why.to_owned()));
    }
    let read = text.map(|file| read(file, year)).transpose()?;
    let Made { plan, settings, left, along } = match &read {
        Some(read) => {
            let (plan, settings) = new.from_reading(read);
            Made { plan, settings, left: 0, along: None }
        }
        None => source(new, from)?,
    };
    let workspace = Workspace::create(folder, &plan, &settings)?;
    let taken = along.as_ref().map_or(0, |along| along.drafts.len());
    if let Some(Along { old, records, drafts }) = along {
        workspace.take_along(&old, records, drafts).map_err(|error| {
            Failure::Work(format!(
                "đã tạo không gian làm việc, nhưng chưa chép đủ địa điểm, ý kiến và bài: {error}"
            ))
        })?;
    }
    // On the first day nothing is overdue yet.
    let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let owed = Obligations::new(&plan, &settings, std::iter::empty(), first).slots.len();
    let gaps: Vec<String> = plan.check().iter().map(ToString::to_string).collect();
    if is_json {
        return print_json(&Created::new(&plan, read.as_ref(), owed, gaps));
    }
    let mut out = String::new();
    if let Some(read) = &read {
        out.push_str(&proposed(read));
    }
    let gaps = gaps.iter().map(|gap| format!("  - {gap}\n")).collect::<Vec<_>>().concat();
    if taken > 0 {
        let _ = writeln!(out, "{} chưa phát đi theo làm bản nháp.", wording::counted(taken, "bài"));
    }
    if left > 0 {
        let left = wording::counted(left, "địa bàn");
        let _ =
            writeln!(out, "{left} không đi theo: không còn hiệu lực trong năm {year}, hoặc của nơi khác.");
    }
    let _ = write!(
        out,
        "Đã tạo không gian làm việc năm {year} tại {}\n\
         {} hình thức tuyên truyền, {} phải thực hiện.\n\
         Việc cần làm với kế hoạch của năm mới:\n{gaps}\
         Mở bằng: toasoan {}\n",
        workspace.root().display(),
        plan.activities.len(),
        wording::counted(owed, "kỳ"),
        folder.display(),
    );
    print(&out)
}

/// What a new workspace is made of.
struct Made {
    plan: Plan,
    settings: Settings,
    /// How many localities stay behind.
    left: usize,
    along: Option<Along>,
}

/// What goes along from another workspace.
struct Along {
    old: Workspace,
    records: Vec<AnyRecord>,
    drafts: Vec<Piece>,
}

/// From a workspace, the sample or nothing.
fn source(new: NewYear, from: &Path) -> Result<Made, Failure> {
    let (old, plan, settings, along) = match from.to_str() {
        Some("trong") => {
            let (plan, settings) = new.blank();
            return Ok(Made { plan, settings, left: 0, along: None });
        }
        Some("mau") => {
            let broken = |error| Failure::Work(format!("kế hoạch mẫu trong chương trình bị hỏng: {error}"));
            let (plan, settings) = new.from_sample().map_err(broken)?;
            (sample().map_err(broken)?.0, plan, settings, None)
        }
        _ => {
            let opened = open(from)?;
            let kept = Kept { drafts: new.kept.drafts, cases: new.kept.cases, ..Kept::of(&opened.settings) };
            let (plan, settings) = NewYear { kept, ..new }.from_workspace(&opened.plan, &opened.settings);
            let drafts = kept.drafts.then(|| drafts(&opened, &plan, kept)).transpose()?;
            let entries = opened.entries.iter().filter_map(StoredFile::record);
            let records = opened.records.iter().map(|stored| &stored.record).chain(entries);
            let records = records.filter_map(|record| record_along(record, &opened.plan, &plan, kept));
            let cases = opened.entries.iter().filter_map(|stored| stored.record()?.get::<Case>());
            let cases = cases.filter(|case| kept.cases && case.goes_along());
            let cases = cases.map(|case| AnyRecord::from(case.clone().for_plan(&plan)));
            let records = records.chain(cases).collect();
            let along = Along { old: opened.workspace, records, drafts: drafts.unwrap_or_default() };
            (opened.plan, plan, settings, Some(along))
        }
    };
    let left = old.localities.len() - plan.localities.len();
    Ok(Made { plan, settings, left, along })
}

/// The pieces that go along, each read whole.
fn drafts(opened: &Opened, plan: &Plan, kept: Kept) -> Result<Vec<Piece>, Failure> {
    let along = opened.pieces.iter().filter(|stored| stored.piece.header.goes_along(plan));
    let whole = |stored: &Stored| opened.workspace.whole(&stored.path, stored.piece.format);
    along.map(|stored| Ok(whole(stored)?.as_draft(plan, kept))).collect()
}

fn read(file: &Path, year: i32) -> Result<Reading, Failure> {
    let name = file.display().to_string();
    let bytes = document_bytes(file)?;
    let text = import::document_text(&bytes, document_text)
        .map_err(|reason| Failure::Work(format!("{name}: {reason}")))?;
    let read = Reading::new(&text, year);
    if read.plan.activities.is_empty() {
        let message = "không thấy hình thức tuyên truyền nào trong văn bản; văn bản cần có các mục I, II, III … và \
                       các dòng “Thời gian thực hiện”, “Cơ quan chủ trì”, hoặc một bảng có các cột “Nội dung”, “Thời \
                       gian”, “Chủ trì”";
        return Err(Failure::Work(format!("{name}: {message}")));
    }
    Ok(read)
}

/// What was understood, and what not, for people.
fn proposed(read: &Reading) -> String {
    let mut out = String::from("Đọc được từ văn bản:\n");
    for proposal in read.proposals().iter().filter(|one| matches!(one.item, Item::Activity(_))) {
        let _ = writeln!(out, "  {}", proposal.title);
        for fact in &proposal.facts {
            let _ = writeln!(out, "      {fact}");
        }
    }
    if !read.unread.is_empty() {
        out.push_str("Chưa hiểu:\n");
    }
    for missed in &read.unread {
        let _ = writeln!(out, "  dòng {}: {}", missed.line, missed.reason);
        let _ = writeln!(out, "      {}", missed.text);
    }
    out
}

/// A new workspace for other programs.
#[derive(Debug, Serialize)]
struct Created<'a> {
    year: i32,
    slots: usize,
    activities: &'a [crate::plan::Activity],
    agencies: &'a [crate::plan::Agency],
    /// Where each field of an activity was read.
    sources: Vec<Source<'a>>,
    unread: Vec<Missed<'a>>,
    faults: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    clause: &'a str,
    field: &'a str,
    /// The field's name for people.
    name: &'a str,
    line: Option<usize>,
    text: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Missed<'a> {
    line: usize,
    text: &'a str,
    reason: &'a str,
}

impl<'a> Created<'a> {
    fn new(plan: &'a Plan, read: Option<&'a Reading>, slots: usize, faults: Vec<String>) -> Self {
        let name = |field: &str| {
            Plan::LABELS.iter().find(|(known, _)| *known == field).map_or("", |(_, name)| *name)
        };
        let found = read.map_or(&[][..], |read| &read.found);
        let source = found.iter().map(|one| Source {
            clause: &one.clause,
            field: one.field,
            name: name(one.field),
            line: one.source.as_ref().map(|(line, _)| *line),
            text: one.source.as_ref().map(|(_, text)| text.as_str()),
        });
        let missed = read.map_or(&[][..], |read| &read.unread).iter();
        let missed = missed.map(|one| Missed { line: one.line, text: &one.text, reason: &one.reason });
        Self {
            year: plan.year,
            slots,
            activities: &plan.activities,
            agencies: &plan.agencies,
            sources: source.collect(),
            unread: missed.collect(),
            faults,
        }
    }
}
