//! The chips of the plan's year. A day's chips are built when it is first shown: with 100,000 pieces, a month
//! shows a twelfth of them.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;
use std::thread;

use chrono::NaiveDate;

use super::super::filter::Filter;
use super::chip_seed::{ChipGrouper, ChipSeed, ChipSummary, Order};
use super::{Card, Chip, ChipKey};
use crate::calendar::{self, week};
use crate::ledger::Clash;
use crate::newsroom::Newsroom;
use crate::piece::PieceId;

/// One clash of each piece on each day.
type Clashes = HashMap<(NaiveDate, PieceId), Clash>;

/// All chips that pass the filter, for one state of the newsroom: rebuild it when the
/// [edition](Newsroom::edition) changes.
#[derive(Debug, Default)]
pub struct DayChips {
    filter: Filter,
    /// Number of slots of each series that pass the filter.
    totals: HashMap<String, usize>,
    /// Days that may have a chip.
    days: BTreeMap<NaiveDate, Day>,
    /// The clashes of each week, by its Monday.
    clashes: BTreeMap<NaiveDate, OnceLock<Clashes>>,
    /// Pieces without a date.
    undated: OnceLock<Vec<Chip>>,
    /// Slots without a piece, by day.
    gaps: BTreeMap<Option<NaiveDate>, Vec<Chip>>,
}

/// The chips of a day, built when they are first shown.
#[derive(Debug, Default)]
struct Day {
    /// The first chips for a month's cell, and the number of all.
    cell: OnceLock<(Vec<Chip>, usize)>,
    /// The first chips for a week's column, and the number of all.
    column: OnceLock<(Vec<Chip>, usize)>,
    all: OnceLock<Vec<Chip>>,
}

/// What shows the chips of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Of a month.
    Cell,
    /// Of a week.
    Column,
}

impl Face {
    /// It shows no more chips than this, even on a tall screen.
    pub const fn most(self) -> usize {
        match self {
            Self::Cell => 18,
            Self::Column => 40,
        }
    }
}

impl Day {
    /// The first chips for `face` and the number of all, if they were built.
    fn first(&self, face: Face) -> Option<(&[Chip], usize)> {
        let all = self.all.get().map(|all| (all.as_slice(), all.len()));
        let column = || self.column.get().map(|(first, count)| (first.as_slice(), *count));
        let cell = || self.cell.get().filter(|_| face == Face::Cell);
        all.or_else(column).or_else(|| cell().map(|(first, count)| (first.as_slice(), *count)))
    }
}

impl DayChips {
    pub fn new(newsroom: &Newsroom, filter: &Filter) -> Self {
        let mut totals = HashMap::new();
        for view in &newsroom.obligations().slots {
            if filter.takes_slot(&view.slot.id) {
                match totals.get_mut(view.slot.id.series()) {
                    Some(total) => *total += 1,
                    None => drop(totals.insert(view.slot.id.series().to_owned(), 1)),
                }
            }
        }
        let chip_grouper = ChipGrouper { newsroom, filter };
        let mut gaps: BTreeMap<Option<NaiveDate>, Vec<Chip>> = BTreeMap::new();
        for chip_seed in chip_grouper.of_gaps() {
            gaps.entry(chip_seed.date()).or_default().push(chip_grouper.chip(chip_seed, &totals));
        }
        if let Some(undated) = gaps.get_mut(&None) {
            undated.sort_by_key(|chip| chip.span.map(|(_, to)| to));
        }
        let days = newsroom.days().all().chain(gaps.keys().flatten().copied());
        let days: BTreeMap<_, _> = days.map(|day| (day, Day::default())).collect();
        let clashes = days.keys().map(|day| (week::monday_of(*day), OnceLock::new())).collect();
        Self { filter: filter.clone(), totals, days, clashes, undated: OnceLock::new(), gaps }
    }

    /// A day's chips, in [`Order`].
    pub fn on(&self, newsroom: &Newsroom, day: NaiveDate) -> &[Chip] {
        let Some(chips) = self.days.get(&day) else { return &[] };
        chips.all.get_or_init(|| self.build(newsroom, Some(day), usize::MAX).0)
    }

    /// Builds the first chips of the weeks shown, on two threads. Not on those of the pool: they may be busy with
    /// the whole workspace.
    pub fn prepare(&self, newsroom: &Newsroom, grid: &[calendar::Day], face: Face) {
        let is_missing =
            |day: &calendar::Day| self.days.get(&day.date).is_some_and(|day| day.first(face).is_none());
        let build = |days: &[calendar::Day]| {
            for day in days {
                let _ = self.first_on(newsroom, day.date, face);
            }
        };
        // By week, since its days wait for the same clashes.
        let (early, late) = grid.split_at(grid.len() / 7 / 2 * 7);
        if [early, late].iter().all(|days| days.iter().any(is_missing)) {
            thread::scope(|scope| {
                let _ = scope.spawn(|| build(early));
                build(late);
            });
        }
    }

    /// A day's first chips, at least as many as `face` shows if there are so many, and the number of all.
    pub fn first_on(&self, newsroom: &Newsroom, day: NaiveDate, face: Face) -> (&[Chip], usize) {
        let Some(chips) = self.days.get(&day) else { return (&[], 0) };
        chips.first(face).unwrap_or_else(|| {
            let first = match face {
                Face::Cell => &chips.cell,
                Face::Column => &chips.column,
            };
            let (first, count) = first.get_or_init(|| self.build(newsroom, Some(day), face.most()));
            (first, *count)
        })
    }

    pub fn undated(&self, newsroom: &Newsroom) -> &[Chip] {
        self.undated.get_or_init(|| self.build(newsroom, None, usize::MAX).0)
    }

    /// Each chip of a day in short form, unsorted.
    pub fn summaries(&self, newsroom: &Newsroom, day: NaiveDate) -> Vec<ChipSummary> {
        let gap = |chip: &Chip| ChipSummary {
            hue: chip.hue,
            is_empty: true,
            is_overdue: chip.is_overdue,
            is_unconfirmed: false,
        };
        let gaps = self.gaps.get(&Some(day)).into_iter().flatten().map(gap);
        self.chip_seeds(newsroom, Some(day))
            .map(|chip_seed| chip_seed.summary(newsroom))
            .chain(gaps)
            .collect()
    }

    /// The board of these days: a card for each piece that is on one of them, in order of time, then the undated ones.
    pub fn cards(&self, newsroom: &Newsroom, from: NaiveDate, to: NaiveDate) -> Vec<Card> {
        let mut cards: BTreeMap<PieceId, Card> = BTreeMap::new();
        let days = self.days().filter(|day| (from..=to).contains(day)).map(Some);
        let seeds = days.chain([None]).flat_map(|day| self.chip_seeds(newsroom, day));
        for card in seeds.filter_map(|seed| seed.card(newsroom)) {
            let Some(id) = card.key.piece.clone() else { continue };
            let rank = |card: &Card| (card.key.date.is_none(), card.key.is_rerun, card.key.date, card.time);
            match cards.get_mut(&id) {
                Some(known) if rank(&card) < rank(known) => *known = card,
                Some(_) => {}
                None => drop(cards.insert(id, card)),
            }
        }
        let mut cards: Vec<Card> = cards.into_values().collect();
        cards.sort_by_key(|card| (card.key.date.is_none(), card.key.date, card.time.is_none(), card.time));
        cards
    }

    /// Days that may have chips, sorted.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.days.keys().copied()
    }

    /// Drops the chips of all other days: they are rebuilt when shown.
    pub fn keep_only(&mut self, is_kept: impl Fn(NaiveDate) -> bool) {
        for (_, chips) in self.days.iter_mut().filter(|(day, _)| !is_kept(**day)) {
            *chips = Day::default();
        }
        for (monday, clashes) in &mut self.clashes {
            if !monday.iter_days().take(7).any(&is_kept) {
                drop(clashes.take());
            }
        }
    }

    /// The tray for the days shown: undated pieces, then empty slots that can be filled on these days.
    pub fn tray(&self, newsroom: &Newsroom, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = &Chip> {
        let gaps = self
            .gaps
            .get(&None)
            .into_iter()
            .flatten()
            .filter(move |chip| chip.span.is_some_and(|(first, last)| first <= to && from <= last));
        self.undated(newsroom).iter().chain(gaps)
    }

    /// All chips by day, then the undated ones.
    pub fn chips<'a>(&'a self, newsroom: &'a Newsroom) -> impl Iterator<Item = &'a Chip> {
        let dated = self.days.keys().flat_map(|day| self.on(newsroom, *day));
        dated.chain(self.undated(newsroom)).chain(self.gaps.get(&None).into_iter().flatten())
    }

    pub fn find(&self, newsroom: &Newsroom, key: &ChipKey) -> Option<&Chip> {
        let place = match key.date {
            Some(day) => self.on(newsroom, day),
            None if key.piece.is_some() => self.undated(newsroom),
            None => self.gaps.get(&None).map_or(&[][..], Vec::as_slice),
        };
        place.iter().find(|chip| chip.key == *key)
    }

    /// The same chip, or where it moved: the piece's nearest chip of the same kind, else any of its chips.
    pub fn follow(&self, newsroom: &Newsroom, key: &ChipKey) -> Option<ChipKey> {
        if self.find(newsroom, key).is_some() {
            return Some(key.clone());
        }
        let rank = |other: &ChipKey| {
            let away = match (key.date, other.date) {
                (Some(was), Some(is)) => (is - was).num_days().abs(),
                _ => 0,
            };
            (other.is_rerun != key.is_rerun, !key.series.is_empty() && other.series != key.series, away)
        };
        if let Some(id) = &key.piece {
            let chip_grouper = self.chip_grouper(newsroom);
            let chip_seeds = chip_grouper.of_piece(newsroom.piece(id)?, |_| true);
            // Dated chips come before the tray's.
            let (dated, undated): (Vec<_>, Vec<_>) =
                chip_seeds.into_iter().partition(|chip_seed| chip_seed.date().is_some());
            let keys = dated
                .into_iter()
                .chain(undated)
                .map(|chip_seed| chip_grouper.chip(chip_seed, &self.totals).key);
            return keys.min_by_key(rank);
        }
        let (undated, dated): (Vec<_>, Vec<_>) = self.gaps.iter().partition(|(day, _)| day.is_none());
        let keys = dated.into_iter().chain(undated).flat_map(|(_, chips)| chips).map(|chip| &chip.key);
        keys.filter(|other| other.series == key.series).min_by_key(|other| rank(other)).cloned()
    }

    fn chip_grouper<'a>(&'a self, newsroom: &'a Newsroom) -> ChipGrouper<'a> {
        ChipGrouper { newsroom, filter: &self.filter }
    }

    /// Seeds of the pieces of a day, or of the undated ones.
    fn chip_seeds<'a>(
        &'a self,
        newsroom: &'a Newsroom,
        day: Option<NaiveDate>,
    ) -> impl Iterator<Item = ChipSeed<'a>> {
        let days = newsroom.days();
        let pieces = day.map_or_else(|| days.undated(), |day| days.on(day));
        let chip_grouper = self.chip_grouper(newsroom);
        pieces
            .iter()
            .filter_map(|id| newsroom.piece(id))
            .flat_map(move |piece| chip_grouper.of_piece(piece, |date| date == day))
    }

    /// Of a piece's airings on a day. A week's are looked for at once: those of a day take its neighbours too.
    fn clash(&self, newsroom: &Newsroom, day: NaiveDate, piece: PieceId) -> Option<&Clash> {
        let monday = week::monday_of(day);
        let clashes = self.clashes.get(&monday)?;
        let clashes = clashes.get_or_init(|| newsroom.clashes_within(monday, week::add_days(monday, 6)));
        clashes.get(&(day, piece))
    }

    /// The first chips of a day, or of the undated pieces, and the number of all.
    fn build(&self, newsroom: &Newsroom, day: Option<NaiveDate>, most: usize) -> (Vec<Chip>, usize) {
        enum Entry<'a> {
            Piece(ChipSeed<'a>),
            Gap(&'a Chip),
        }
        let activities = &newsroom.plan().activities;
        let gaps = day.and_then(|_| self.gaps.get(&day)).into_iter().flatten().map(|chip| {
            let place = activities.iter().position(|activity| activity.id == chip.activity);
            let place = place.unwrap_or(activities.len());
            ((chip.time.is_none(), chip.time, place, true, chip.title.as_str()), Entry::Gap(chip))
        });
        let pieces = self.chip_seeds(newsroom, day);
        let pieces = pieces.map(|chip_seed| (chip_seed.order(), Entry::Piece(chip_seed)));
        let entries = pieces.chain(gaps).enumerate().map(|(at, (order, entry))| ((order, at), entry));
        let mut entries: Vec<((Order<'_>, usize), Entry<'_>)> = entries.collect();
        let count = entries.len();
        if most < count {
            let _ = entries.select_nth_unstable_by_key(most, |(order, _)| *order);
            entries.truncate(most);
        }
        entries.sort_unstable_by_key(|(order, _)| *order);
        let chip_grouper = self.chip_grouper(newsroom);
        let chip = |entry| match entry {
            Entry::Gap(chip) => chip.clone(),
            Entry::Piece(chip_seed) => {
                let mut chip = chip_grouper.chip(chip_seed, &self.totals);
                let piece = day.zip(chip.key.piece.as_ref());
                chip.clash = piece.and_then(|(day, id)| self.clash(newsroom, day, id.clone()).cloned());
                chip
            }
        };
        (entries.into_iter().map(|(_, entry)| chip(entry)).collect(), count)
    }
}
