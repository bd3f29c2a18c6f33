//! `toasoan slots`: the slots that the plan owes, with their states.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use super::table::Table;
use super::{Failure, known_activity, known_agency, known_locality, open, ordered, print, print_json, today};
use crate::calendar::wording;
use crate::ledger::{Obligations, SlotState, SlotView};
use crate::piece::PieceId;
use crate::plan::{Plan, SlotId};

#[derive(Debug, Default)]
pub struct Filter {
    pub activity: Option<String>,
    pub locality: Option<String>,
    pub agency: Option<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Filter {
    fn admits(&self, view: &SlotView) -> bool {
        let slot = &view.slot;
        self.activity.as_deref().is_none_or(|id| slot.id.activity() == id)
            && self.locality.as_deref().is_none_or(|id| slot.id.locality() == Some(id))
            && self.agency.as_deref().is_none_or(|id| slot.id.agency() == Some(id))
            && self.from.is_none_or(|from| slot.to >= from)
            && self.to.is_none_or(|to| slot.from <= to)
    }
}

/// One slot for other programs.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    id: &'a SlotId,
    activity: &'a str,
    clause: &'a str,
    locality: Option<&'a str>,
    /// The agency, of an activity that each of several owes.
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<&'a str>,
    from: NaiveDate,
    to: NaiveDate,
    /// Ids of the leading agencies.
    lead: &'a [String],
    pieces: &'a [PieceId],
    /// `empty`, `in_hand`, `ready`, `published` or `overdue`.
    state: &'static str,
    /// Its last day has come.
    due: bool,
    /// It went out after its last day.
    late: bool,
    /// An airing's day is past, and nothing records that it went out.
    unconfirmed: bool,
}

impl<'a> Row<'a> {
    pub fn new(plan: &'a Plan, view: &'a SlotView, today: NaiveDate) -> Self {
        let id = &view.slot.id;
        let activity = plan.activity(id.activity());
        Self {
            id,
            activity: id.activity(),
            clause: activity.map_or("", |activity| &activity.clause),
            locality: id.locality(),
            agency: id.agency(),
            from: view.slot.from,
            to: view.slot.to,
            lead: activity.map_or(&[], |activity| &activity.lead),
            pieces: &view.pieces,
            state: code(view, today),
            due: view.slot.to <= today,
            late: view.state == SlotState::Late,
            unconfirmed: view.state == SlotState::Unconfirmed,
        }
    }
}

pub(super) fn run(
    path: &Path,
    filter: &Filter,
    asked: Option<NaiveDate>,
    is_json: bool,
) -> Result<(), Failure> {
    ordered(filter.from, filter.to)?;
    let opened = open(path)?;
    let plan = &opened.plan;
    filter.activity.as_deref().map_or(Ok(()), |id| known_activity(plan, id))?;
    filter.locality.as_deref().map_or(Ok(()), |id| known_locality(plan, id))?;
    filter.agency.as_deref().map_or(Ok(()), |id| known_agency(plan, id))?;
    let today = today(asked, &opened.settings);
    let pieces = opened.pieces.iter().map(|stored| &stored.piece.header);
    let obligations = Obligations::new(plan, &opened.settings, pieces, today);
    let mut views: Vec<&SlotView> = obligations.slots.iter().filter(|view| filter.admits(view)).collect();
    if is_json {
        let rows: Vec<Row<'_>> = views.iter().map(|view| Row::new(plan, view, today)).collect();
        return print_json(&rows);
    }
    views.sort_by_key(|view| (view.slot.from, view.slot.to));
    let titles: HashMap<&PieceId, &str> = opened
        .pieces
        .iter()
        .map(|stored| (&stored.piece.header.id, stored.piece.header.title.as_str()))
        .collect();
    let title = |id: &PieceId| titles.get(id).map_or_else(|| id.to_string(), |title| (*title).to_owned());
    let mut table = Table::new(["Kỳ", "Mục", "Hình thức", "Nơi", "Từ", "Đến", "Trạng thái", "Bài"]);
    for view in &views {
        let id = &view.slot.id;
        let activity = plan.activity(id.activity());
        table.row([
            id.to_string(),
            activity.map_or_else(String::new, |activity| activity.clause.clone()),
            activity.map_or_else(|| id.activity().to_owned(), |activity| activity.short.clone()),
            place(plan, id),
            view.slot.from.format("%d/%m/%Y").to_string(),
            view.slot.to.format("%d/%m/%Y").to_string(),
            view.state.name().into(),
            view.pieces.iter().map(title).collect::<Vec<_>>().join("; "),
        ]);
    }
    let mut text = if table.is_empty() { String::new() } else { table.render() };
    let _ =
        write!(text, "{}, tính đến ngày {}", wording::counted(views.len(), "kỳ"), today.format("%d/%m/%Y"));
    for state in SlotState::ALL {
        let count = views.iter().filter(|view| view.state == state).count();
        if count > 0 {
            let _ = write!(text, "; {} {}", state.name().to_lowercase(), wording::grouped(count as u64));
        }
    }
    text.push_str(".\n");
    print(&text)
}

/// The five states of the JSON output.
fn code(view: &SlotView, today: NaiveDate) -> &'static str {
    match view.state {
        SlotState::Empty => "empty",
        SlotState::Ready => "ready",
        SlotState::InTime | SlotState::Late => "published",
        SlotState::Missing => "overdue",
        SlotState::Unconfirmed if view.slot.to <= today => "overdue",
        SlotState::Unconfirmed if view.is_ready() => "ready",
        SlotState::InHand | SlotState::Unconfirmed => "in_hand",
    }
}

pub fn place(plan: &Plan, id: &SlotId) -> String {
    let locality = id.locality().and_then(|id| plan.locality(id)).map(|locality| locality.name.clone());
    locality.or_else(|| plan.body_name(id)).unwrap_or_default()
}
