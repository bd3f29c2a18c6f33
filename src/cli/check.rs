//! `toasoan check`: broken files, what is owed and missing, breaches of the plan's rules.

use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Serialize;

use super::export::pictures;
use super::slots::{self, place};
use super::table::Table;
use super::{Failure, print, print_json, today};
use crate::calendar::week;
use crate::document;
use crate::export::job;
use crate::page::Fonts;
use crate::piece::check::{Care, Finding, Severity, Told};
use crate::piece::{self, Format, Piece, Status, Tone};
use crate::plan::{Obligations, Plan, Progress, SlotState, SlotView, Tally};
use crate::poster::{Poster, preflight};
use crate::workspace::{Known, Opened, Problem, Workspace};

/// A file's trouble for other programs.
#[derive(Debug, Serialize)]
struct Trouble<'a> {
    path: &'a str,
    line: Option<u32>,
    reason: &'a str,
    remedy: &'a str,
    last_good: Option<&'a str>,
}

impl<'a> From<&'a Problem> for Trouble<'a> {
    fn from(problem: &'a Problem) -> Self {
        Self {
            path: &problem.path,
            line: problem.line,
            reason: &problem.reason,
            remedy: &problem.remedy,
            last_good: problem.last_good.as_deref(),
        }
    }
}

/// A rule of the plan that a piece does not keep.
#[derive(Debug, Serialize)]
struct Breach {
    /// Relative to the workspace.
    path: String,
    line: Option<u32>,
    message: String,
}

#[derive(Debug, Serialize)]
struct Report<'a> {
    today: NaiveDate,
    broken: Vec<Trouble<'a>>,
    notices: Vec<Trouble<'a>>,
    /// Faults of the plan's and the settings' data.
    faults: Vec<String>,
    owed: Tally,
    overdue: Vec<slots::Row<'a>>,
    breaches: Vec<Breach>,
}

pub fn run(path: &Path, asked: Option<NaiveDate>, is_json: bool) -> Result<(), Failure> {
    let opened = Workspace::open_headers(path)?;
    let Opened { plan, settings, .. } = &opened;
    let today = today(asked, settings);
    let pieces = || opened.pieces.iter().map(|stored| &stored.piece);
    let obligations = Obligations::new(plan, settings, pieces(), today);
    let progress = Progress::new(plan, &obligations, pieces());
    let overdue: Vec<&SlotView> = obligations.in_state(SlotState::Overdue).collect();
    let verified = opened.workspace.verify(&Known::of(&opened.pieces, opened.stamps()));
    let (broken, notices): (Vec<&Problem>, Vec<&Problem>) =
        opened.problems.iter().chain(&verified).partition(|problem| problem.is_broken());
    let faults = faults(&opened);
    let breaches = breaches(&opened, today);
    if is_json {
        print_json(&Report {
            today,
            broken: broken.iter().map(|problem| Trouble::from(*problem)).collect(),
            notices: notices.iter().map(|problem| Trouble::from(*problem)).collect(),
            faults,
            owed: progress.total,
            overdue: overdue.iter().map(|view| slots::Row::new(plan, view)).collect(),
            breaches,
        })?;
    } else {
        let mut text = files(&opened, &broken, &notices);
        section(&mut text, "Kế hoạch và thiết lập", faults.iter().map(String::as_str));
        owed(&mut text, plan, &progress, today);
        let late = overdue.iter().map(|view| late(plan, view)).collect::<Vec<_>>();
        section(&mut text, "Kỳ quá hạn", late.iter().map(String::as_str));
        let broken_rules: Vec<String> = breaches
            .iter()
            .map(|breach| match breach.line {
                Some(line) => format!("{}, dòng {line}: {}", breach.path, breach.message),
                None => format!("{}: {}", breach.path, breach.message),
            })
            .collect();
        section(&mut text, "Chỗ cần sửa trong bài", broken_rules.iter().map(String::as_str));
        print(&text)?;
    }
    if broken.is_empty() { Ok(()) } else { Err(Failure::Told) }
}

fn files(opened: &Opened, broken: &[&Problem], notices: &[&Problem]) -> String {
    let mut text = format!("{} – {} bài đọc được", opened.plan.name, opened.pieces.len());
    let _ = match broken.len() {
        0 => writeln!(text, ", không có tệp hỏng."),
        count => writeln!(text, ", {count} tệp hỏng."),
    };
    let lines = |problems: &[&Problem]| problems.iter().map(ToString::to_string).collect::<Vec<_>>();
    section(
        &mut text,
        "Tệp hỏng (giữ nguyên, các bài khác vẫn dùng được)",
        lines(broken).iter().map(String::as_str),
    );
    section(&mut text, "Tệp cần xem lại", lines(notices).iter().map(String::as_str));
    text
}

/// A title and its lines; nothing when there are none.
fn section<'a>(text: &mut String, title: &str, lines: impl ExactSizeIterator<Item = &'a str>) {
    if lines.len() == 0 {
        return;
    }
    let _ = writeln!(text, "\n{title}: {}", lines.len());
    for line in lines {
        let _ = writeln!(text, "  - {line}");
    }
}

fn owed(text: &mut String, plan: &Plan, progress: &Progress, today: NaiveDate) {
    let mut table =
        Table::new(["Mục", "Hình thức", "Phải có", "Trống", "Đang làm", "Sẵn sàng", "Đã phát", "Quá hạn"]);
    for row in &progress.activities {
        let activity = plan.activity(&row.activity);
        let Tally { empty, in_hand, ready, published, overdue } = row.total;
        table.row([
            activity.map_or_else(String::new, |activity| activity.clause.clone()),
            activity.map_or_else(|| row.activity.clone(), |activity| activity.short.clone()),
            row.total.owed().to_string(),
            empty.to_string(),
            in_hand.to_string(),
            ready.to_string(),
            published.to_string(),
            overdue.to_string(),
        ]);
    }
    let _ = writeln!(
        text,
        "\nViệc phải làm trong năm {}, tính đến ngày {}:",
        plan.year,
        today.format("%d/%m/%Y")
    );
    text.push_str(&table.render());
}

fn late(plan: &Plan, view: &SlotView) -> String {
    let id = &view.slot.id;
    let short =
        plan.activity(id.activity()).map_or_else(|| id.activity(), |activity| activity.short.as_str());
    let place = place(plan, id);
    let place = if place.is_empty() { place } else { format!(", {place}") };
    format!("{id} ({short}{place}), hết hạn {}", view.slot.to.format("%d/%m/%Y"))
}

fn faults(opened: &Opened) -> Vec<String> {
    let plan = opened.plan.check();
    let settings = opened.settings.check(&opened.plan);
    plan.iter().map(ToString::to_string).chain(settings.iter().map(ToString::to_string)).collect()
}

/// Each piece by the plan's rules and common care, each month by the rules that span it, each poster as a
/// print shop would look at it. What is only advice is left to the window.
fn breaches(opened: &Opened, today: NaiveDate) -> Vec<Breach> {
    let Opened { plan, settings, .. } = opened;
    let care = Care::new(plan, settings);
    let pictures = pictures(&opened.workspace);
    // A piece is held whole while it is looked at; of its body only the tones are kept, for the months.
    let (found, tones): (Vec<Vec<Breach>>, Vec<Vec<Tone>>) = opened
        .pieces
        .par_iter()
        .map_init(Fonts::new, |fonts, stored| {
            match opened.workspace.whole(&stored.path, stored.piece.format) {
                Ok(piece) => {
                    let mut found = of_piece(&stored.path, &piece, &care);
                    found.extend(of_poster(&stored.path, &piece, &pictures, fonts));
                    (found, piece::check::tones(&piece))
                }
                // It read a moment ago: someone is at it.
                Err(problem) => {
                    let message = format!("{}; {}", problem.reason, problem.remedy);
                    (vec![Breach { path: problem.path, line: problem.line, message }], Vec::new())
                }
            }
        })
        .unzip();
    let mut breaches: Vec<Breach> = found.into_iter().flatten().collect();
    let headers = opened.pieces.iter().map(|stored| &stored.piece.header);
    let told: Vec<Told<'_>> = headers.zip(&tones).map(|(header, tones)| Told { header, tones }).collect();
    // A month that is not over may still be set right.
    let is_over = |month: &u32| week::month_bounds(plan.year, *month).is_some_and(|(_, last)| last < today);
    for month in (1..=12).filter(is_over) {
        let found = piece::check::month(plan, &told, plan.year, month);
        let found = found.into_iter().filter(|finding| finding.severity != Severity::Advice);
        breaches.extend(found.map(|finding| Breach {
            path: format!("Tháng {month}"),
            line: None,
            message: said(&finding),
        }));
    }
    breaches
}

fn of_piece(path: &str, piece: &Piece, care: &Care<'_>) -> Vec<Breach> {
    let first = piece.body_line();
    care.piece(piece)
        .into_iter()
        .filter(|finding| finding.severity != Severity::Advice)
        .map(|finding| Breach {
            path: path.to_owned(),
            line: finding.line.map(|line| first + line - 1),
            message: said(&finding),
        })
        .collect()
}

fn said(finding: &Finding) -> String {
    let severity = finding.severity.name();
    match &finding.clause {
        Some(clause) => format!("{severity} (mục {clause}): {}", finding.message),
        None => format!("{severity}: {}", finding.message),
    }
}

fn of_poster(path: &str, piece: &Piece, pictures: job::Pictures<'_>, fonts: &mut Fonts) -> Vec<Breach> {
    if piece.format != Format::Poster || piece.header.status == Status::Dropped {
        return Vec::new();
    }
    let breach = |message| Breach { path: path.to_owned(), line: None, message };
    match Poster::parse(&piece.body) {
        Err(error) => vec![breach(error.to_string())],
        Ok(poster) => document::poster::check(&poster, pictures, fonts)
            .into_iter()
            .filter(|finding| finding.severity != preflight::Severity::Note)
            .map(|finding| breach(finding.message))
            .collect(),
    }
}
