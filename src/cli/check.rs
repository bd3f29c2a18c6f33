//! `toasoan check`: broken files, owed and missing slots, breaches of the plan's rules.

mod ledger;

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Serialize;

use super::places;
use super::slots::place;
use super::source::pictures;
use super::table::Table;
use super::{Failure, print, print_json, today};
use crate::calendar::wording;
use crate::document;
use crate::export::job;
use crate::ledger::{Airtime, Clash, Clashes, Obligations, Progress, SlotState, SlotView, Tally, lacks};
use crate::page::Fonts;
use crate::piece::check::{Checker, Finding, Severity};
use crate::piece::{self, Format, Piece, PieceId, Status, Tone};
use crate::plan::Plan;
use crate::poster::{Poster, preflight};
use crate::store::{Known, Opened, Problem, Workspace};
use ledger::{Fault, Ledger};

/// A rule of the plan that a piece breaks.
#[derive(Debug, Serialize)]
pub struct Breach {
    /// Relative to the workspace; for what a month lacks, the month.
    path: String,
    line: Option<u32>,
    message: String,
}

pub(super) fn run(path: &Path, asked: Option<NaiveDate>, is_json: bool) -> Result<(), Failure> {
    let opened = Workspace::open_headers(path)?;
    let checked = Checked::new(&opened, today(asked, &opened.settings));
    if is_json {
        print_json(&checked.ledger())?;
    } else {
        print(&checked.text())?;
    }
    if checked.problems.iter().any(Problem::is_broken) { Err(Failure::Reported) } else { Ok(()) }
}

/// The findings of a check, as of a day.
#[derive(Debug)]
pub struct Checked<'a> {
    opened: &'a Opened,
    obligations: Obligations,
    progress: Progress,
    clashes: Clashes,
    breaches: Vec<Breach>,
    /// Files that cannot be read or need attention.
    problems: Vec<Problem>,
}

impl<'a> Checked<'a> {
    pub fn new(opened: &'a Opened, today: NaiveDate) -> Self {
        let Opened { plan, settings, .. } = opened;
        let headers = || opened.pieces.iter().map(|stored| &stored.piece.header);
        let (mut breaches, tones) = breaches(opened);
        let told = || headers().zip(tones.iter().map(Vec::as_slice));
        breaches.extend(lacks(plan, settings, told(), today).into_iter().map(|lack| Breach {
            path: format!("Tháng {}", lack.month),
            line: None,
            message: format!("{} (mục {}): {}", Severity::Warning.name(), lack.clause, lack.message),
        }));
        let obligations = Obligations::new(plan, settings, headers(), today);
        let progress = Progress::new(plan, &obligations, told());
        let clashes = Airtime::new(plan, settings, headers(), today).clashes();
        let verified = opened
            .workspace
            .verify(&Known::of(&opened.pieces, opened.stamps()).with_entries(&opened.entries));
        let problems = opened.problems.iter().cloned().chain(verified).collect();
        Self { opened, obligations, progress, clashes, breaches, problems }
    }

    fn broken_and_notices(&self) -> (Vec<&Problem>, Vec<&Problem>) {
        self.problems.iter().partition(|problem| problem.is_broken())
    }

    /// The JSON output.
    pub fn ledger(&self) -> Ledger<'_> {
        let (broken, notices) = self.broken_and_notices();
        let of_files = broken.into_iter().chain(notices).map(Fault::from);
        let faults = faults(self.opened).into_iter().chain(of_files).collect();
        Ledger::new(self.obligations.today(), &self.progress, &self.clashes, faults, &self.breaches)
    }

    /// The text output.
    fn text(&self) -> String {
        let plan = &self.opened.plan;
        let (broken, notices) = self.broken_and_notices();
        let mut text = files(self.opened, &broken, &notices);
        let faults: Vec<String> = faults(self.opened).iter().map(ToString::to_string).collect();
        section(&mut text, "Kế hoạch và thiết lập", faults.iter().map(String::as_str));
        owed(&mut text, plan, &self.progress, self.obligations.today());
        let in_state = |state, word: &str| {
            let mut views: Vec<&SlotView> = self.obligations.in_state(state).collect();
            // By the day that each line names.
            views.sort_by_key(|view| view.slot.to);
            views.into_iter().map(|view| open(plan, view, word)).collect::<Vec<_>>()
        };
        let missing = in_state(SlotState::Missing, "hết hạn");
        section(&mut text, "Kỳ quá hạn", missing.iter().map(String::as_str));
        let unconfirmed = in_state(SlotState::Unconfirmed, "đã qua ngày, hạn");
        section(&mut text, "Kỳ chưa xác nhận đã phát, đăng", unconfirmed.iter().map(String::as_str));
        let headers = self.opened.pieces.iter().map(|stored| &stored.piece.header);
        let titles: HashMap<&PieceId, &str> =
            headers.map(|header| (&header.id, header.title.as_str())).collect();
        let listed = self.clashes.listed.iter();
        let register = places::register(self.opened);
        let channel = |clash: &Clash| clash.channel_name(plan, &register);
        let overlaps: Vec<String> = listed.map(|clash| overlap(&channel(clash), &titles, clash)).collect();
        section_of(&mut text, "Trùng giờ", self.clashes.count, overlaps.iter().map(String::as_str));
        let broken_rules: Vec<String> = self
            .breaches
            .iter()
            .map(|breach| match breach.line {
                Some(line) => format!("{}, dòng {line}: {}", breach.path, breach.message),
                None => format!("{}: {}", breach.path, breach.message),
            })
            .collect();
        section(&mut text, "Chỗ cần sửa trong bài", broken_rules.iter().map(String::as_str));
        text
    }
}

fn files(opened: &Opened, broken: &[&Problem], notices: &[&Problem]) -> String {
    let mut text =
        format!("{} – {} đọc được", opened.plan.name, wording::counted(opened.pieces.len(), "bài"));
    let _ = match broken.len() {
        0 => writeln!(text, ", không có tệp hỏng."),
        count => writeln!(text, ", {} hỏng.", wording::counted(count, "tệp")),
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

/// A heading and its lines; nothing when there are none.
fn section<'a>(text: &mut String, title: &str, lines: impl ExactSizeIterator<Item = &'a str>) {
    let count = lines.len() as u64;
    section_of(text, title, count, lines);
}

/// A section that lists the first of `count` entries.
fn section_of<'a>(text: &mut String, title: &str, count: u64, lines: impl ExactSizeIterator<Item = &'a str>) {
    if count == 0 {
        return;
    }
    let rest = count - lines.len() as u64;
    let _ = writeln!(text, "\n{title}: {}", wording::grouped(count));
    for line in lines {
        let _ = writeln!(text, "  - {line}");
    }
    if rest > 0 {
        let _ = writeln!(text, "  … và {} chỗ nữa", wording::grouped(rest));
    }
}

fn owed(text: &mut String, plan: &Plan, progress: &Progress, today: NaiveDate) {
    let mut table = Table::new([
        "Mục",
        "Hình thức",
        "Phải có",
        "Đến hạn",
        "Đúng hạn",
        "Trễ",
        "Chưa xác nhận",
        "Quá hạn",
        "Sẵn sàng",
        "Đang làm",
        "Trống",
    ]);
    for row in &progress.activities {
        let activity = plan.activity(&row.activity);
        let Tally { owed, due, in_time, late, unconfirmed, ready, in_hand, empty, missing } = row.total;
        table.row([
            activity.map_or_else(String::new, |activity| activity.clause.clone()),
            activity.map_or_else(|| row.activity.clone(), |activity| activity.short.clone()),
            wording::grouped(owed),
            wording::grouped(due),
            wording::grouped(in_time),
            wording::grouped(late),
            wording::grouped(unconfirmed),
            wording::grouped(missing),
            wording::grouped(ready),
            wording::grouped(in_hand),
            wording::grouped(empty),
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

fn open(plan: &Plan, view: &SlotView, word: &str) -> String {
    let id = &view.slot.id;
    let short =
        plan.activity(id.activity()).map_or_else(|| id.activity(), |activity| activity.short.as_str());
    let place = place(plan, id);
    let place = if place.is_empty() { place } else { format!(", {place}") };
    format!("{id} ({short}{place}), {word} {}", view.slot.to.format("%d/%m/%Y"))
}

/// "Thứ Năm 27/03, 00:00–00:15, dai-ptth: “Trùng giờ một” và “Trùng giờ hai”"
fn overlap(channel: &str, titles: &HashMap<&PieceId, &str>, clash: &Clash) -> String {
    let title = |id: &PieceId| titles.get(id).map_or_else(|| id.to_string(), |title| (*title).to_owned());
    format!(
        "{}, {}–{}, {}: “{}” và “{}”",
        wording::weekday_date(clash.from.date()),
        wording::clock(clash.from.time()),
        wording::clock(clash.to.time()),
        channel,
        title(&clash.first),
        title(&clash.second)
    )
}

fn faults(opened: &Opened) -> Vec<Fault> {
    let plan = opened.plan.check().into_iter().map(|issue| Fault::of("plan.ron", &issue.to_string()));
    let settings = opened.settings.check(&opened.plan);
    let settings = settings.into_iter().map(|issue| Fault::of("settings.ron", &issue.to_string()));
    plan.chain(settings).collect()
}

/// The findings for each piece (the plan's rules and general checks) and each poster (preflight), and the
/// tones of each piece. Mere advice is left to the window.
fn breaches(opened: &Opened) -> (Vec<Breach>, Vec<Vec<Tone>>) {
    let Opened { plan, settings, .. } = opened;
    let checker = Checker::new(plan, settings);
    let pictures = pictures(&opened.workspace);
    // A piece is in memory only while it is checked; of its body only the tones are kept.
    let (found, tones): (Vec<Vec<Breach>>, Vec<Vec<Tone>>) = opened
        .pieces
        .par_iter()
        .map_init(Fonts::new, |fonts, stored| {
            match opened.workspace.whole(&stored.path, stored.piece.format) {
                Ok(piece) => {
                    let mut found = of_piece(&stored.path, &piece, &checker);
                    found.extend(of_poster(&stored.path, &piece, &pictures, fonts));
                    found.extend(of_evidence(&stored.path, &piece, opened));
                    (found, piece::tones(&piece))
                }
                // The file changed since it was opened: someone is writing it.
                Err(problem) => {
                    let message = format!("{}; {}", problem.reason, problem.remedy);
                    (vec![Breach { path: problem.path, line: problem.line, message }], Vec::new())
                }
            }
        })
        .unzip();
    (found.into_iter().flatten().collect(), tones)
}

fn of_piece(path: &str, piece: &Piece, checker: &Checker<'_>) -> Vec<Breach> {
    let first = piece.body_line();
    checker
        .piece(piece)
        .into_iter()
        .filter(|finding| finding.severity != Severity::Advice)
        .map(|finding| Breach {
            path: path.to_owned(),
            line: finding.line.map(|line| first + line - 1),
            message: said(&finding),
        })
        .collect()
}

/// Files that prove an approval and are not there.
fn of_evidence(path: &str, piece: &Piece, opened: &Opened) -> Vec<Breach> {
    let given = piece.header.approvals.iter().filter(|approval| !approval.evidence.is_empty());
    let missing = given.filter_map(|approval| {
        let error = opened.workspace.evidence(&approval.evidence).err()?;
        let chain = piece.approval_chain(&opened.plan, &opened.settings);
        let step = chain.iter().find(|step| step.step.id == approval.step);
        let step = step.map_or(approval.step.as_str(), |step| &step.step.name);
        let message = format!("{}: bước {step}: {error}", Severity::Warning.name());
        Some(Breach { path: path.to_owned(), line: None, message })
    });
    missing.collect()
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
        Ok(poster) => {
            let of_side = |side: Poster| {
                let measured = document::poster::layout_for_print(&side, pictures, fonts).measured;
                document::poster::findings(&side, &measured)
            };
            let found: Vec<_> = poster.each_side().flat_map(of_side).collect();
            found
                .into_iter()
                .filter(|finding| finding.severity != preflight::Severity::Note)
                .map(|finding| breach(finding.message))
                .collect()
        }
    }
}
