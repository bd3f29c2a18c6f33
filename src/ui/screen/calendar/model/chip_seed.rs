//! Groups what becomes a chip: a piece's airings of one day and series, or the empty slots of a series.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};

use super::super::filter::{Condition, Filter};
use super::{Card, Chip, ChipKey, again};
use crate::ledger::{AiringState, AsOf, Mine, SlotState, TaskState};
use crate::newsroom::Newsroom;
use crate::piece::{Piece, Status, StepState};
use crate::plan::{Activity, Hue, SlotId};

/// A chip's short form for the year view and the list.
#[derive(Debug, Clone, Copy)]
pub struct ChipSummary {
    pub hue: Hue,
    pub is_empty: bool,
    pub is_overdue: bool,
    pub is_unconfirmed: bool,
}

/// A chip before its texts are built.
#[derive(Debug)]
pub(super) struct ChipSeed<'a> {
    key: Key<'a>,
    group: Group<'a>,
    piece: Option<&'a Piece>,
    activity: &'a Activity,
    /// The activity's place in the plan.
    place: usize,
}

/// The order of a day's chips: by time, then in the plan's order, then pieces before empty slots, by title.
pub(super) type Order<'a> = (bool, Option<NaiveTime>, usize, bool, &'a str);

/// Like [`ChipKey`], without the piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key<'a> {
    date: Option<NaiveDate>,
    series: &'a str,
    is_rerun: bool,
}

impl Key<'_> {
    fn of(&self, piece: Option<&Piece>) -> ChipKey {
        ChipKey {
            date: self.date,
            series: self.series.to_owned(),
            piece: piece.map(|piece| piece.header.id.clone()),
            is_rerun: self.is_rerun,
        }
    }
}

/// What is collected for one chip.
#[derive(Debug, Default)]
struct Group<'a> {
    slots: Vec<&'a SlotId>,
    time: Option<NaiveTime>,
    published: usize,
    /// All its airings have gone out.
    is_out: bool,
    /// Ids of the places where it hangs or plays.
    places: Vec<&'a str>,
    is_unconfirmed: bool,
}

impl<'a> Group<'a> {
    fn add(&mut self, slot: &'a SlotId, time: Option<NaiveTime>, is_published: bool) {
        if !self.slots.contains(&slot) {
            self.slots.push(slot);
            self.published += usize::from(is_published);
        }
        self.time = match (self.time, time) {
            (Some(known), Some(time)) => Some(known.min(time)),
            (known, time) => known.or(time),
        };
    }

    /// Whether the last day of one of its slots is past without an airing.
    fn is_overdue(&self, newsroom: &Newsroom) -> bool {
        let is_missing = |slot: &&SlotId| {
            let view = newsroom.obligations().get(slot);
            view.is_some_and(|view| view.state == SlotState::Missing && view.slot.to < newsroom.today())
        };
        self.published < self.slots.len() && self.slots.iter().any(is_missing)
    }
}

/// The groups of one piece or of all empty slots: few, in the order found.
#[derive(Default)]
struct Groups<'a>(Vec<(Key<'a>, Group<'a>)>);

impl<'a> Groups<'a> {
    fn of(&mut self, key: Key<'a>) -> &mut Group<'a> {
        let at = self.0.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.0.push((key, Group { is_out: true, ..Group::default() }));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }
}

/// Finds what passes the filter.
pub(super) struct ChipGrouper<'a> {
    pub newsroom: &'a Newsroom,
    pub filter: &'a Filter,
}

impl<'a> ChipGrouper<'a> {
    /// The groups of a piece on the requested days; the tray has no day.
    pub fn of_piece(
        &self,
        piece: &'a Piece,
        is_asked: impl Fn(Option<NaiveDate>) -> bool,
    ) -> Vec<ChipSeed<'a>> {
        let header = &piece.header;
        let status = header.status;
        let Some((place, activity)) = self.activity(&header.activity) else { return Vec::new() };
        if status == Status::Dropped && !self.filter.wants_dropped() {
            return Vec::new();
        }
        let is_wanted =
            |date: Option<NaiveDate>| is_asked(date) && (date.is_some() || status != Status::Published);
        let known = AsOf::new(header, self.newsroom.today());
        let mut groups = Groups::default();
        let is_theirs = |whose: &Mine| whose.has_piece(self.newsroom.plan(), self.newsroom.settings(), piece);
        if !self.filter.whose().is_none_or(is_theirs) || !self.filter.takes_person(Some(header)) {
            return Vec::new();
        }
        if header.airings.is_empty() && self.filter.locality.is_none() && is_wanted(None) {
            let _ = groups.of(Key { date: None, series: "", is_rerun: false });
        }
        // What waits for my approval shows wherever it airs.
        let takes = self.filter.of_piece(self.newsroom.plan(), self.newsroom.settings(), piece);
        for airing in header.airings.iter().filter(|airing| takes.takes_slot(&airing.slot)) {
            let timing = known.timing(airing, None);
            let date = timing.date;
            if !is_wanted(date) {
                continue;
            }
            let key = Key {
                date,
                series: date.map_or("", |_| airing.slot.series()),
                is_rerun: date.is_some() && airing.is_rerun,
            };
            let state = known.state(airing);
            let group = groups.of(key);
            group.add(&airing.slot, timing.time, state == AiringState::Aired);
            group.is_unconfirmed |= state == AiringState::Unconfirmed;
            group.is_out &= state == AiringState::Aired;
            if !airing.place.is_empty() && !group.places.contains(&airing.place.as_str()) {
                group.places.push(&airing.place);
            }
        }
        groups.0.sort_unstable_by_key(|(key, _)| *key);
        let chip_seed = |(key, group)| ChipSeed { key, group, piece: Some(piece), activity, place };
        let chip_seeds = groups.0.into_iter().map(chip_seed);
        chip_seeds.filter(|chip_seed| self.takes(chip_seed)).collect()
    }

    /// The groups of empty slots.
    pub fn of_gaps(&self) -> Vec<ChipSeed<'a>> {
        // A series has a group for each of its days: too many for a linear search.
        let mut known: HashMap<Key<'a>, usize> = HashMap::new();
        let mut groups: Vec<(Key<'a>, Group<'a>)> = Vec::new();
        for view in self.newsroom.obligations().slots.iter().filter(|view| view.is_vacant()) {
            if self.filter.takes_slot(&view.slot.id) && self.filter.takes_person(None) {
                let key = Key { date: view.date, series: view.slot.id.series(), is_rerun: false };
                let at = *known.entry(key).or_insert_with(|| {
                    groups.push((key, Group::default()));
                    groups.len() - 1
                });
                groups[at].1.add(&view.slot.id, view.time, false);
            }
        }
        groups.sort_unstable_by_key(|(key, _)| *key);
        let chip_seeds = groups.into_iter().filter_map(|(key, group)| {
            let (place, activity) = self.activity(key.series.split('/').next().unwrap_or_default())?;
            Some(ChipSeed { key, group, piece: None, activity, place })
        });
        chip_seeds.filter(|chip_seed| self.takes(chip_seed)).collect()
    }

    /// With its place in the plan.
    fn activity(&self, id: &str) -> Option<(usize, &'a Activity)> {
        let mut activities = self.newsroom.plan().activities.iter().enumerate();
        activities.find(|(_, activity)| activity.id == id).filter(|_| self.filter.takes_activity(id))
    }

    fn takes(&self, chip_seed: &ChipSeed<'_>) -> bool {
        let status = chip_seed.piece.map(|piece| piece.header.status);
        let own = status.map_or(Condition::Empty, Condition::Piece);
        self.filter.takes(&[own])
            || chip_seed.is_late(self.newsroom) && self.filter.takes(&[Condition::Overdue])
    }

    /// `totals` are the numbers of slots of each series that pass the filter.
    pub fn chip(&self, chip_seed: ChipSeed<'a>, totals: &HashMap<String, usize>) -> Chip {
        let ChipSeed { key, group, piece, activity, .. } = chip_seed;
        let held = group.slots.len();
        let count = (activity.is_per_body() && held > 1).then(|| {
            let total = totals.get(key.series).copied().unwrap_or(0).max(held);
            match (piece, group.published) {
                (None, _) => (total - held.min(total), total),
                (Some(_), 0) => (held, total),
                (Some(_), published) => (published, total),
            }
        });
        let place = match group.slots.as_slice() {
            [slot] => self.newsroom.plan().body_name(slot).unwrap_or_default(),
            slots if activity.is_per_body() && slots.len() > 1 => {
                format!("{} {}", slots.len(), activity.unit())
            }
            _ => String::new(),
        };
        let place = match group.places.as_slice() {
            _ if !place.is_empty() => place,
            [one] => self.newsroom.places().place(one).map_or_else(String::new, |place| place.name.clone()),
            [] => place,
            several => format!("{} nơi", several.len()),
        };
        let title = match piece {
            Some(piece) if key.is_rerun => {
                format!("{}{}", again(activity.medium), piece.header.title)
            }
            Some(piece) => piece.header.title.clone(),
            None if place.is_empty() || count.is_some() => activity.short.clone(),
            None => format!("{}: {place}", activity.short),
        };
        Chip {
            activity: activity.id.clone(),
            hue: activity.hue,
            time: group.time,
            status: piece.map(|piece| piece.header.status),
            approval: piece.and_then(|piece| self.approval(piece)),
            is_overdue: group.is_overdue(self.newsroom),
            is_unconfirmed: group.is_unconfirmed,
            is_out: group.is_out,
            clash: None,
            late_steps: piece.map_or(0, |piece| self.late_steps(piece, key.is_rerun)),
            count,
            title,
            place,
            unit: activity.unit().to_owned(),
            span: self.span(&group.slots),
            slots: group.slots.into_iter().cloned().collect(),
            key: key.of(piece),
        }
    }

    /// How many of its steps are late, where they are marked: at its first run.
    fn late_steps(&self, piece: &Piece, is_rerun: bool) -> usize {
        if !self.filter.marks_late_steps || is_rerun {
            return 0;
        }
        let steps = self.newsroom.tasks(&piece.header);
        steps.iter().filter(|step| step.state == TaskState::Late).count()
    }

    /// What became of its approval, if someone must see to it.
    fn approval(&self, piece: &Piece) -> Option<StepState> {
        let (plan, settings) = (self.newsroom.plan(), self.newsroom.settings());
        if piece.returned(plan, settings).is_some() {
            return Some(StepState::Returned);
        }
        piece.is_edited_since_approval(plan, settings).then_some(StepState::Edited)
    }

    /// The first and last day on which the slots can be filled.
    fn span(&self, slots: &[&SlotId]) -> Option<(NaiveDate, NaiveDate)> {
        let views = slots.iter().filter_map(|id| self.newsroom.obligations().get(id));
        views.map(|view| (view.slot.from, view.slot.to)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }
}

impl<'a> ChipSeed<'a> {
    pub fn date(&self) -> Option<NaiveDate> {
        self.key.date
    }

    pub fn order(&self) -> Order<'a> {
        let title = self.piece.map_or("", |piece| &piece.header.title);
        (self.group.time.is_none(), self.group.time, self.place, self.piece.is_none(), title)
    }

    fn is_late(&self, newsroom: &Newsroom) -> bool {
        self.group.is_unconfirmed || self.group.is_overdue(newsroom)
    }

    /// Its card on the board; empty slots have none.
    pub fn card(&self, newsroom: &Newsroom) -> Option<Card> {
        let status = self.piece?.header.status;
        let is_late = self.is_late(newsroom);
        Some(Card { key: self.key.of(self.piece), status, time: self.group.time, is_late })
    }

    pub fn summary(&self, newsroom: &Newsroom) -> ChipSummary {
        ChipSummary {
            hue: self.activity.hue,
            is_empty: self.piece.is_none(),
            is_overdue: self.group.is_overdue(newsroom),
            is_unconfirmed: self.group.is_unconfirmed,
        }
    }
}
