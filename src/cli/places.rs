//! `toasoan places`: the register of places, what hangs or plays there, and how far it reaches.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use super::table::Table;
use super::{Failure, open, print, print_json, today};
use crate::calendar::wording;
use crate::ledger::{Coverage, Stay, StayState, coverage, lasts, stays};
use crate::piece::PieceId;
use crate::place::{Place, Places};
use crate::plan::Plan;
use crate::store::Opened;

/// The register of an opened workspace.
pub fn register(opened: &Opened) -> Places {
    let mut records = opened.records.iter();
    records.find_map(|stored| stored.record.get::<Places>()).cloned().unwrap_or_default()
}

#[derive(Debug, Serialize)]
struct Listing<'a> {
    as_of: NaiveDate,
    places: Vec<PlaceLine<'a>>,
    coverage: Vec<Coverage>,
}

#[derive(Debug, Serialize)]
struct PlaceLine<'a> {
    id: &'a str,
    kind: &'a str,
    name: &'a str,
    address: &'a str,
    /// Id of the locality, empty for the whole city's.
    locality: &'a str,
    size: &'a str,
    owner: &'a str,
    contact: &'a str,
    /// `fit`, `unfit` or `unknown`.
    fitness: &'static str,
    reason: &'a str,
    photo: &'a str,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    agency: &'a str,
    opinions: Option<bool>,
    checked: Option<NaiveDate>,
    /// What hangs or plays there, in the order of the days.
    airings: Vec<StayLine<'a>>,
}

#[derive(Debug, Serialize)]
struct StayLine<'a> {
    piece: &'a PieceId,
    title: &'a str,
    slot: &'a str,
    /// `up`, `overdue`, `planned`, `sent`, `unconfirmed` or `over`.
    state: &'static str,
    /// An old copy hangs there: the words were agreed to anew since.
    outdated: bool,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    copies: Option<u32>,
    sent: Option<NaiveDate>,
    taken_down: Option<NaiveDate>,
    troupe: &'a str,
    spectators: Option<u32>,
    evidence: &'a [String],
}

impl<'a> StayLine<'a> {
    fn new(stay: &Stay<'a>) -> Self {
        Self {
            piece: &stay.header.id,
            title: &stay.header.title,
            slot: stay.airing.slot.as_str(),
            state: stay.state.code(),
            outdated: stay.is_outdated,
            since: stay.since,
            until: stay.airing.until,
            copies: stay.airing.copies,
            sent: stay.airing.sent,
            taken_down: stay.airing.taken_down,
            troupe: &stay.airing.troupe,
            spectators: stay.airing.spectators,
            evidence: &stay.airing.evidence,
        }
    }
}

impl<'a> PlaceLine<'a> {
    fn new(place: &'a Place, stays: &[Stay<'a>]) -> Self {
        Self {
            id: &place.id,
            kind: place.kind.code(),
            name: &place.name,
            address: &place.address,
            locality: &place.locality,
            size: &place.size,
            owner: &place.owner,
            contact: &place.contact,
            fitness: place.fitness.code(),
            reason: &place.reason,
            photo: &place.photo,
            from: place.valid_from,
            to: place.valid_to,
            agency: &place.agency,
            opinions: place.opinions,
            checked: place.checked,
            airings: stays.iter().map(StayLine::new).collect(),
        }
    }
}

pub fn run(path: &Path, asked: Option<NaiveDate>, is_json: bool) -> Result<(), Failure> {
    let opened = open(path)?;
    let (plan, settings) = (&opened.plan, &opened.settings);
    let today = today(asked, settings);
    let places = register(&opened);
    let headers = || opened.pieces.iter().map(|stored| &stored.piece.header);
    let mut at: HashMap<&str, Vec<Stay<'_>>> = HashMap::new();
    for stay in stays(plan, headers(), today) {
        at.entry(stay.airing.place.as_str()).or_default().push(stay);
    }
    for stays in at.values_mut() {
        stays.sort_by_key(|stay| stay.since);
    }
    let of = |place: &Place| at.get(place.id.as_str()).map_or(&[][..], Vec::as_slice);
    let coverage = coverage(plan, settings, &places, stays(plan, headers(), today), today);
    if is_json {
        let places = places.places.iter().map(|place| PlaceLine::new(place, of(place))).collect();
        return print_json(&Listing { as_of: today, places, coverage });
    }
    let mut table = Table::new(["Loại", "Tên", "Địa bàn", "Điều kiện", "Đang có", "Trước đây"]);
    for place in &places.places {
        let now = of(place).iter().filter(|stay| stay.state != StayState::Over);
        let now: Vec<String> = now.map(said).collect();
        let over = of(place).iter().filter(|stay| stay.state == StayState::Over).count();
        table.row([
            place.kind.name().to_owned(),
            place.full_name(),
            place.locality_name(plan),
            place.fitness.name().to_owned(),
            now.join("; "),
            if over > 0 { over.to_string() } else { String::new() },
        ]);
    }
    let mut text = if table.is_empty() { String::new() } else { table.render() };
    for line in coverage.iter().filter_map(|coverage| reach(plan, coverage)) {
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str(&wording::counted(places.places.len(), "địa điểm"));
    text.push_str(".\n");
    print(&text)
}

/// "Bụi chuối biết đi, đang treo từ 03/03/2014"
fn said(stay: &Stay<'_>) -> String {
    let state = stay.state.name(stay.medium).to_lowercase();
    let day = stay.since.map_or_else(String::new, |day| {
        format!(" {}{}", if lasts(stay.medium) { "từ " } else { "" }, wording::date(day))
    });
    format!("{}, {state}{day}", stay.header.title)
}

/// "IV.5 Niêm yết: 3/21 nhà thông tin đủ điều kiện đang niêm yết"
fn reach(plan: &Plan, coverage: &Coverage) -> Option<String> {
    let activity = plan.activity(&coverage.activity)?;
    let Coverage { done, .. } = coverage;
    let goal = coverage.goal();
    Some(format!("{} {}: {done}/{goal} {}", activity.clause, activity.short, coverage.measure.description()))
}
