//! How far what hangs and plays reaches: boards, districts, performances, sites (IV.5, IV.7, IV.8, IV.12).

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::Stay;
use super::stay::StayState;
use crate::calendar::wording;
use crate::place::{Fitness, Place, PlaceKind, Places};
use crate::plan::{Activity, Medium, Plan, Settings};

/// What is counted of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Notice houses with a notice up, of those fit (IV.5).
    Boards,
    /// Localities with a poster up (IV.7).
    Posters,
    /// Localities with the performances that the office owes each (IV.8).
    Performances,
    /// Web sites with a section for opinions (IV.12).
    Sites,
}

impl Measure {
    fn of(medium: Medium) -> Option<Self> {
        match medium {
            Medium::Notice => Some(Self::Boards),
            Medium::Outdoor => Some(Self::Posters),
            Medium::Stage => Some(Self::Performances),
            Medium::Web => Some(Self::Sites),
            Medium::Television | Medium::Radio | Medium::Press | Medium::Event => None,
        }
    }

    /// The noun with which it is counted.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Boards => "điểm",
            Self::Posters | Self::Performances => "địa bàn",
            Self::Sites => "trang tin",
        }
    }

    /// What the figure says: "điểm niêm yết đủ điều kiện có treo".
    pub fn description(self) -> &'static str {
        match self {
            Self::Boards => "nhà thông tin đủ điều kiện đang niêm yết",
            Self::Posters => "địa bàn đang treo pano, áp phích",
            Self::Performances => "địa bàn đã diễn đủ số buổi",
            Self::Sites => "trang tin có mục ý kiến",
        }
    }
}

/// How far an activity reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Id of the activity.
    pub activity: String,
    pub measure: Measure,
    pub done: u32,
    /// Of how many.
    pub of: u32,
    /// The office's own number: boards, localities or sites to reach; performances in each locality.
    pub target: Option<u32>,
    /// Performances for the city as a whole, at places of no locality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<u32>,
    pub localities: Vec<LocalCoverage>,
}

/// A locality's part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LocalCoverage {
    pub id: String,
    /// Boards, places with a poster, performances or sites.
    pub done: u32,
    /// Of how many places; performances owed.
    pub of: u32,
}

impl Coverage {
    /// What is to be reached: the office's number, else all there are.
    pub fn goal(&self) -> u32 {
        match self.measure {
            Measure::Performances => self.of,
            Measure::Boards | Measure::Posters | Measure::Sites => self.target.unwrap_or(self.of),
        }
    }

    /// "412/512 điểm"
    pub fn label(&self) -> String {
        let [done, goal] = [self.done, self.goal()].map(wording::grouped);
        format!("{done}/{goal} {}", self.measure.unit())
    }

    pub fn is_reached(&self) -> bool {
        self.goal() <= self.done
    }
}

/// The coverage of every activity of which places are named, in the plan's order, as of the end of a day.
pub fn coverage<'a>(
    plan: &Plan,
    settings: &Settings,
    places: &Places,
    stays: impl Iterator<Item = Stay<'a>>,
    today: NaiveDate,
) -> Vec<Coverage> {
    let by_id = places.by_id();
    let mut at: HashMap<&str, Vec<(&Place, Stay<'a>)>> = HashMap::new();
    for stay in stays {
        // A place that the register does not know is none.
        if let Some(place) = by_id.get(stay.airing.place.as_str()) {
            at.entry(stay.airing.slot.activity()).or_default().push((place, stay));
        }
    }
    let there: Vec<&Place> = places.places.iter().filter(|place| place.exists_on(today)).collect();
    let of = |activity: &Activity| {
        let stays = at.get(activity.id.as_str()).map_or(&[][..], Vec::as_slice);
        let measure = Measure::of(activity.medium)?;
        let target = settings.target(&activity.id);
        let mut found = match measure {
            Measure::Boards => boards(&there, stays),
            Measure::Posters => posters(stays),
            Measure::Performances => performances(stays, plan.year, target.unwrap_or(1)),
            Measure::Sites => sites(&there, today),
        }?;
        let localities: Vec<&str> = plan
            .localities
            .iter()
            .filter(|unit| unit.parent.is_none() && unit.exists_on(today) && activity.concerns(unit))
            .map(|unit| unit.id.as_str())
            .collect();
        if matches!(measure, Measure::Posters | Measure::Performances) {
            let reached = |id: &&&str| match found.localities.get(**id) {
                Some((done, _)) if measure == Measure::Performances => *done >= target.unwrap_or(1),
                Some((done, _)) => *done > 0,
                None => false,
            };
            found.done = localities.iter().filter(reached).count() as u32;
            found.of = localities.len() as u32;
        }
        let owed = if measure == Measure::Performances { target.unwrap_or(1) } else { 0 };
        let localities = localities.into_iter().map(|id| {
            let (done, of) = found.localities.get(id).copied().unwrap_or((0, owed));
            LocalCoverage { id: id.to_owned(), done, of }
        });
        Some(Coverage {
            activity: activity.id.clone(),
            measure,
            done: found.done,
            of: found.of,
            target,
            city: found.city,
            localities: localities.collect(),
        })
    };
    plan.activities.iter().filter_map(of).collect()
}

/// What was counted: of each locality how many of how many.
#[derive(Default)]
struct Found<'a> {
    done: u32,
    of: u32,
    city: Option<u32>,
    localities: BTreeMap<&'a str, (u32, u32)>,
}

impl<'a> Found<'a> {
    fn count(&mut self, place: &'a Place, is_done: bool) {
        self.of += 1;
        self.done += u32::from(is_done);
        let (done, of) = self.localities.entry(place.locality.as_str()).or_default();
        *of += 1;
        *done += u32::from(is_done);
    }
}

fn boards<'a>(there: &[&'a Place], stays: &[(&'a Place, Stay<'_>)]) -> Option<Found<'a>> {
    let up = up(stays);
    let mut found = Found::default();
    let fit = |place: &&&Place| place.kind == PlaceKind::NoticeHouse && place.fitness == Fitness::Fit;
    for place in there.iter().filter(fit) {
        found.count(place, up.contains(place.id.as_str()));
    }
    (found.of > 0).then_some(found)
}

fn posters<'a>(stays: &[(&'a Place, Stay<'_>)]) -> Option<Found<'a>> {
    let up = up(stays);
    let mut found = Found::default();
    let mut seen = HashSet::new();
    for (place, _) in stays.iter().filter(|(place, _)| seen.insert(place.id.as_str())) {
        found.count(place, up.contains(place.id.as_str()));
    }
    (found.of > 0).then_some(found)
}

fn performances<'a>(stays: &[(&'a Place, Stay<'_>)], year: i32, owed: u32) -> Option<Found<'a>> {
    let mut found = Found { city: Some(0), ..Found::default() };
    let is_played =
        |stay: &Stay<'_>| stay.state == StayState::Over && stay.since.is_some_and(|day| day.year() == year);
    for (place, stay) in stays {
        let is_played = u32::from(is_played(stay));
        if place.locality.is_empty() {
            found.city = found.city.map(|city| city + is_played);
        } else {
            let (done, of) = found.localities.entry(place.locality.as_str()).or_insert((0, owed));
            (*done, *of) = (*done + is_played, owed);
        }
    }
    (!stays.is_empty()).then_some(found)
}

fn sites<'a>(there: &[&'a Place], today: NaiveDate) -> Option<Found<'a>> {
    let mut found = Found::default();
    for place in there.iter().filter(|place| place.kind == PlaceKind::Website) {
        let is_known = place.checked.is_none_or(|day| day <= today);
        found.count(place, place.opinions == Some(true) && is_known);
    }
    (found.of > 0).then_some(found)
}

/// The ids of places where something hangs.
fn up<'a>(stays: &[(&'a Place, Stay<'_>)]) -> HashSet<&'a str> {
    stays.iter().filter(|(_, stay)| stay.state.is_up()).map(|(place, _)| place.id.as_str()).collect()
}
