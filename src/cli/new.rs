//! `toasoan new`: creates a workspace for another year.

use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::{Failure, print, print_json};
use crate::calendar::wording;
use crate::ledger::Obligations;
use crate::plan::{Plan, Reading, Settings};
use crate::record::Record;
use crate::store::{Workspace, document_text};

/// The plan of 2014, as the template for what does not change with the year.
const PLAN: &str = include_str!("../../content/plan.ron");
const SETTINGS: &str = include_str!("../../content/settings.ron");

pub fn run(folder: &Path, year: i32, text: Option<&Path>, is_json: bool) -> Result<(), Failure> {
    let read = text.map(|file| read(file, year)).transpose()?;
    let (plan, settings) = match &read {
        Some(read) => (read.plan.clone(), Settings::default()),
        None => sample(year)?,
    };
    let workspace = Workspace::create(folder, &plan, &settings)?;
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
    let _ = write!(
        out,
        "Đã tạo không gian làm việc năm {year} tại {}\n\
         {} hình thức tuyên truyền, {} trong năm.\n\
         Việc cần làm với kế hoạch của năm mới:\n{gaps}\
         Việc tiếp theo: xem lại plan.ron (số, ngày, căn cứ, người ký) và settings.ron (giờ phát, người đọc, \
         các bước duyệt), rồi mở bằng: toasoan {}\n",
        workspace.root().display(),
        plan.activities.len(),
        wording::counted(owed, "kỳ"),
        folder.display(),
    );
    print(&out)
}

fn sample(year: i32) -> Result<(Plan, Settings), Failure> {
    let broken = |error| Failure::Work(format!("kế hoạch mẫu trong chương trình bị hỏng: {error}"));
    let plan = Plan::parse(PLAN).map_err(broken)?.for_year(year);
    let settings = Settings::parse(SETTINGS).map_err(broken)?.for_year(year);
    Ok((plan, settings))
}

/// A plan of another year is taken as the draft of the year asked for.
fn read(file: &Path, year: i32) -> Result<Reading, Failure> {
    let text = document_text(file).map_err(|problem| Failure::Work(problem.to_string()))?;
    let mut read = Reading::new(&text, year);
    if read.plan.activities.is_empty() {
        let message = "không thấy hình thức tuyên truyền nào trong văn bản; văn bản cần có các mục I, II, III … và \
                       các dòng “Thời gian thực hiện”, “Cơ quan chủ trì”";
        return Err(Failure::Work(format!("{}: {message}", file.display())));
    }
    if read.plan.year != year {
        read.plan = read.plan.for_year(year);
    }
    Ok(read)
}

/// What was understood, and what not, for people.
fn proposed(read: &Reading) -> String {
    let mut out = String::from("Đọc được từ văn bản:\n");
    let names = |ids: &[String]| -> String {
        let name = |id: &String| read.plan.agency(id).map_or(id.clone(), |agency| agency.name.clone());
        ids.iter().map(name).collect::<Vec<_>>().join("; ")
    };
    for activity in &read.plan.activities {
        let _ = writeln!(out, "  {} {}", activity.clause, activity.title);
        let each = if activity.per_locality { ", mỗi địa bàn" } else { "" };
        let _ = writeln!(out, "      {}{each}", activity.cadence.words());
        let _ = writeln!(out, "      chủ trì: {}", names(&activity.lead));
        if !activity.partners.is_empty() {
            let _ = writeln!(out, "      phối hợp: {}", names(&activity.partners));
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
