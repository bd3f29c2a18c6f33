//! The lines of the list: every place with what hangs or plays there, and those that pass the filters.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::NaiveDate;

use crate::fold::Query;
use crate::ledger::{StayState, lasts};
use crate::newsroom::Newsroom;
use crate::piece::PieceId;
use crate::place::{Fitness, Place, PlaceKind};
use crate::plan::Medium;

/// Height of a row, logical pixels; of which its button takes some around the content.
pub(super) const ROW: f32 = 52.0;
pub(super) const CONTENT: f32 = ROW - 12.0;

/// Which places are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    #[default]
    All,
    Fit,
    Unfit,
    Unknown,
    /// Something hangs there, or is to be played.
    Used,
    /// Nothing does.
    Free,
}

/// A place in the list.
#[derive(Debug)]
pub(super) struct Line {
    pub id: String,
    /// Everything searched, folded.
    text: String,
    kind: PlaceKind,
    locality: String,
    fitness: Fitness,
    is_used: bool,
}

/// What hangs or plays at a place.
#[derive(Debug)]
pub(super) struct Hung {
    pub piece: PieceId,
    pub title: String,
    pub medium: Medium,
    pub state: StayState,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub copies: Option<u32>,
    pub troupe: String,
    /// An old copy hangs there.
    pub is_outdated: bool,
}

impl Hung {
    pub fn is_over(&self) -> bool {
        self.state == StayState::Over
    }

    /// "từ 03/03", "14/03"
    pub fn when(&self) -> String {
        let day = self.since.map_or_else(|| "chưa xếp ngày".to_owned(), crate::calendar::wording::date);
        if lasts(self.medium) && self.state.is_up() { format!("từ {day}") } else { day }
    }
}

#[derive(Debug, Default)]
pub(super) struct Lines {
    all: Vec<Line>,
    at: HashMap<String, usize>,
    /// What hangs or plays at each place, the latest first; none until it is asked for.
    hung: Option<HashMap<String, Vec<Hung>>>,
    today: Option<NaiveDate>,
    listed: Vec<usize>,
}

impl Lines {
    /// What hangs at places may have changed.
    pub fn forget(&mut self) {
        self.hung = None;
    }

    pub fn build(&mut self, newsroom: &Newsroom) {
        if self.today != Some(newsroom.today()) {
            self.hung = None;
        }
        self.today = Some(newsroom.today());
        let hung = self.hung.get_or_insert_with(|| hung(newsroom));
        let plan = newsroom.plan();
        let line = |place: &Place| Line {
            id: place.id.clone(),
            text: place.search_text(plan),
            kind: place.kind.clone(),
            locality: place.locality.clone(),
            fitness: place.fitness,
            is_used: hung.get(&place.id).is_some_and(|hung| hung.iter().any(|one| !one.is_over())),
        };
        self.all = newsroom.places().places.iter().map(line).collect();
        self.at = self.all.iter().enumerate().map(|(at, line)| (line.id.clone(), at)).collect();
    }

    pub fn list(&mut self, query: &str, kind: Option<&PlaceKind>, locality: Option<&str>, shown: Shown) {
        let query = Query::new(query);
        let takes = |line: &Line| {
            let is_shown = match shown {
                Shown::All => true,
                Shown::Fit => line.fitness == Fitness::Fit,
                Shown::Unfit => line.fitness == Fitness::Unfit,
                Shown::Unknown => line.fitness == Fitness::Unknown,
                Shown::Used => line.is_used,
                Shown::Free => !line.is_used,
            };
            is_shown
                && kind.is_none_or(|kind| *kind == line.kind)
                && locality.is_none_or(|locality| locality == line.locality)
                && query.matches_folded(&line.text)
        };
        let found = self.all.iter().enumerate().filter(|(_, line)| takes(line));
        self.listed = found.map(|(at, _)| at).collect();
    }

    pub fn line(&self, id: &str) -> Option<&Line> {
        self.all.get(*self.at.get(id)?)
    }

    pub fn listed(&self) -> impl ExactSizeIterator<Item = &Line> {
        self.listed.iter().map(|at| &self.all[*at])
    }

    /// The positions in the register of those listed.
    pub fn positions(&self) -> &[usize] {
        &self.listed
    }

    pub fn hung(&self, id: &str) -> &[Hung] {
        self.hung.as_ref().and_then(|hung| hung.get(id)).map_or(&[], Vec::as_slice)
    }

    /// The listed place after or before this one.
    pub fn beside(&self, id: Option<&str>, is_down: bool) -> Option<String> {
        let last = self.listed.len().checked_sub(1)?;
        let next = match (id.and_then(|id| self.position(id)), is_down) {
            (None, _) => 0,
            (Some(at), true) => (at + 1).min(last),
            (Some(at), false) => at.saturating_sub(1),
        };
        self.listed.get(next).map(|at| self.all[*at].id.clone())
    }

    /// Those listed from one to another, in either order.
    pub fn between(&self, from: &str, to: &str) -> Vec<String> {
        let Some((from, to)) = self.position(from).zip(self.position(to)) else { return Vec::new() };
        let range = from.min(to)..=from.max(to);
        self.listed[range].iter().map(|at| self.all[*at].id.clone()).collect()
    }

    /// The scroll position that makes a place visible; none when it is.
    pub fn reveal(&self, id: &str, (from, height): (f32, f32)) -> Option<f32> {
        let top = ROW * self.position(id)? as f32;
        let is_seen = top >= from && top + ROW <= from + height;
        (!is_seen).then(|| if top < from { top } else { (top + ROW - height).max(0.0) })
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.listed.iter().position(|at| self.all[*at].id == id)
    }
}

fn hung(newsroom: &Newsroom) -> HashMap<String, Vec<Hung>> {
    let mut all: HashMap<String, Vec<Hung>> = HashMap::new();
    for stay in newsroom.stays() {
        all.entry(stay.airing.place.clone()).or_default().push(Hung {
            piece: stay.header.id.clone(),
            title: stay.header.title.clone(),
            medium: stay.medium,
            state: stay.state,
            since: stay.since,
            until: stay.airing.until,
            copies: stay.airing.copies,
            troupe: stay.airing.troupe.clone(),
            is_outdated: stay.is_outdated,
        });
    }
    for hung in all.values_mut() {
        hung.sort_by_key(|one| Reverse(one.since));
    }
    all
}
