//! `toasoan cases`: what was raised, who answers by when.

use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use super::table::Table;
use super::{Failure, open, print, print_json, today};
use crate::calendar::wording;
use crate::case::{Case, StepKind};
use crate::fold::capital;
use crate::ledger::{CaseClock, CaseTally, CaseTiming, CaseView, workdays};
use crate::newsroom::Newsroom;
use crate::piece::PieceId;
use crate::plan::Plan;

/// One case for other programs.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    received: NaiveDate,
    /// `forum`, `dialogue`, `live`, `box`, `portal`, `telephone` or `letter`.
    source: &'static str,
    locality: &'a str,
    field: &'a str,
    /// Id of the agency that must answer, or of the locality whose People's Committee must.
    agency: &'a str,
    /// None for praise.
    due: Option<NaiveDate>,
    /// `new`, `forwarded`, `answered`, `published` or `closed`.
    state: &'static str,
    overdue: bool,
    answered: Option<NaiveDate>,
    /// The piece in which the answer was published.
    piece: Option<&'a PieceId>,
    topic: &'a str,
}

impl<'a> Row<'a> {
    fn new(view: &CaseView<'a>, today: NaiveDate) -> Self {
        let case = view.case;
        Self {
            id: &case.id,
            received: case.received,
            source: case.source.code(),
            locality: &case.locality,
            field: &case.field,
            agency: view.agency,
            due: view.due,
            state: view.state.code(),
            overdue: view.timing == CaseTiming::Overdue,
            answered: view.answered,
            piece: case.last(StepKind::Published, today).and_then(|step| step.piece.as_ref()),
            topic: &case.topic,
        }
    }
}

pub fn run(
    path: &Path,
    (agency, is_overdue): (Option<&str>, bool),
    asked: Option<NaiveDate>,
    is_json: bool,
) -> Result<(), Failure> {
    let opened = open(path)?;
    let (plan, settings) = (&opened.plan, &opened.settings);
    if let Some(agency) = agency {
        known_body(plan, agency)?;
    }
    let today = today(asked, settings);
    let workdays = workdays(plan.year, settings);
    let clock = CaseClock { settings, workdays: &workdays, today };
    let cases = opened.entries.iter().filter_map(|stored| stored.record()?.get::<Case>());
    let mut views: Vec<CaseView<'_>> = cases
        .filter_map(|case| clock.view(case))
        .filter(|view| agency.is_none_or(|agency| view.agency == agency))
        .filter(|view| !is_overdue || view.timing == CaseTiming::Overdue)
        .collect();
    views.sort_by_key(|view| (view.case.received, &view.case.id));
    if is_json {
        return print_json(&views.iter().map(|view| Row::new(view, today)).collect::<Vec<_>>());
    }
    let mut table = Table::new(["Mã", "Nhận", "Nguồn", "Cơ quan trả lời", "Hạn", "Tình trạng", "Tóm tắt"]);
    for view in &views {
        let due = view.due.map_or_else(String::new, wording::date);
        table.row([
            view.case.id.get(..10).unwrap_or(&view.case.id).to_owned(),
            wording::date(view.case.received),
            view.case.source.name().to_owned(),
            if view.agency.is_empty() {
                "(chưa chuyển)".to_owned()
            } else {
                plan.name_of_asked(view.agency)
            },
            if view.timing == CaseTiming::Overdue { format!("{due} (quá hạn)") } else { due },
            if view.case.is_praise { "lời khen".to_owned() } else { view.state.name().to_owned() },
            view.case.topic.clone(),
        ]);
    }
    let mut text = if table.is_empty() { String::new() } else { table.render() };
    let tally = CaseTally::of(&views);
    let _ = writeln!(
        text,
        "{}: trả lời đúng hạn {}, trễ {}, còn mở {} (quá hạn {}), lời khen {}. Tính đến hết {}.",
        capital(&wording::counted(tally.received, "ý kiến")),
        tally.in_time,
        tally.late,
        tally.open,
        tally.overdue,
        tally.praise,
        wording::date(today)
    );
    print(&text)
}

/// The ids of cases named by their ids or unique beginnings of them.
pub fn named(newsroom: &Newsroom, names: &[String]) -> Result<Vec<String>, Failure> {
    let named = |name: &String| {
        let found: Vec<&Case> =
            newsroom.entries::<Case>().filter(|case| case.id.starts_with(name.as_str())).collect();
        match found.as_slice() {
            [one] => Ok(one.id.clone()),
            [] => Err(Failure::Usage(format!("không có ý kiến nào mã \"{name}\"; xem: toasoan cases"))),
            _ => Err(Failure::Usage(format!(
                "có {} ý kiến mã bắt đầu bằng \"{name}\"; ghi dài hơn",
                found.len()
            ))),
        }
    };
    names.iter().map(named).collect()
}

/// Fails unless a case can be asked of this id; the message lists the known ids.
pub fn known_body(plan: &Plan, id: &str) -> Result<(), Failure> {
    if plan.can_be_asked(id) {
        return Ok(());
    }
    let known: Vec<String> = plan.askable().into_iter().map(|(id, _)| id).collect();
    Err(Failure::Usage(format!(
        "kế hoạch không có cơ quan hay địa bàn \"{id}\". Các mã: {}",
        known.join(", ")
    )))
}
