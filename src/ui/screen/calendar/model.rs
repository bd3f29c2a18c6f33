//! What the calendar shows, derived from the newsroom: a chip for each piece or gap of a day, and the tray.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveTime};

use super::filter::{Condition, Filter};
use crate::calendar::wording;
use crate::newsroom::Newsroom;
use crate::piece::{Piece, PieceId, Status};
use crate::plan::{Activity, Hue, Plan, SlotId, SlotState, SlotView};

/// Names a chip from one derivation to the next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChipKey {
    /// None in the tray.
    pub date: Option<NaiveDate>,
    /// The slots without their locality; empty for a piece of the tray.
    pub series: String,
    pub piece: Option<PieceId>,
    pub is_rerun: bool,
}

impl ChipKey {
    /// A piece wherever it stands.
    pub fn of_piece(piece: PieceId) -> Self {
        Self { date: None, series: String::new(), piece: Some(piece), is_rerun: false }
    }

    /// The slots of a series that no piece fills.
    pub fn of_series(date: Option<NaiveDate>, series: &str) -> Self {
        Self { date, series: series.to_owned(), piece: None, is_rerun: false }
    }
}

/// What stands in a day: a piece with the slots of one series it fills there, or slots that wait for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    pub key: ChipKey,
    pub activity: String,
    pub hue: Hue,
    pub time: Option<NaiveTime>,
    /// None for empty slots.
    pub status: Option<Status>,
    /// The last day of one of its slots is past and nothing went out.
    pub is_overdue: bool,
    /// Where it stands for several districts: how many are out (or, while none is, how many this chip
    /// holds) of how many.
    pub count: Option<(usize, usize)>,
    pub title: String,
    /// "Chuyên mục CCHC, kỳ 2 tháng 3 · Chờ duyệt"
    pub hint: String,
    /// "quận Ninh Kiều", "9 địa bàn"; empty for the city's.
    pub place: String,
    pub slots: Vec<SlotId>,
    /// The days on which its slots can be filled.
    pub span: Option<(NaiveDate, NaiveDate)>,
}

impl Chip {
    pub fn is_empty_slot(&self) -> bool {
        self.status.is_none()
    }

    /// "7/9 đài"
    pub fn count_word(&self) -> Option<String> {
        let (count, total) = self.count?;
        let unit = if self.hue == Hue::Radio { "đài" } else { "địa bàn" };
        Some(format!("{count}/{total} {unit}"))
    }

    pub fn status_name(&self) -> &'static str {
        match self.status {
            None if self.is_overdue => "Quá hạn",
            None => "Còn trống",
            Some(_) if self.is_overdue => "Quá hạn, chưa xác nhận",
            Some(status) => status.name(),
        }
    }
}

/// All chips of the plan's year that the filter lets through.
#[derive(Debug, Default)]
pub struct Board {
    days: BTreeMap<NaiveDate, Vec<Chip>>,
    /// Pieces without a day.
    undated: Vec<Chip>,
    /// Slots without a day and without a piece.
    gaps: Vec<Chip>,
}

impl Board {
    pub fn new(newsroom: &Newsroom, filter: &Filter) -> Self {
        let mut builder = Builder::new(newsroom, filter);
        for piece in newsroom.pieces() {
            builder.add_piece(piece);
        }
        builder.add_gaps();
        builder.finish()
    }

    /// A day's chips by time.
    pub fn on(&self, day: NaiveDate) -> &[Chip] {
        self.days.get(&day).map_or(&[], Vec::as_slice)
    }

    pub fn days(&self) -> impl Iterator<Item = (NaiveDate, &[Chip])> {
        self.days.iter().map(|(day, chips)| (*day, chips.as_slice()))
    }

    pub fn undated(&self) -> &[Chip] {
        &self.undated
    }

    /// The tray while these days are shown: undated pieces, then the gaps that can be filled in them (for a long
    /// slot: that fall due in them).
    pub fn tray(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = &Chip> {
        let gaps = self.gaps.iter().filter(move |chip| {
            chip.span.is_some_and(|(first, last)| {
                let is_short = (last - first).num_days() <= 31;
                if is_short { first <= to && from <= last } else { (from..=to).contains(&last) }
            })
        });
        self.undated.iter().chain(gaps)
    }

    pub fn chips(&self) -> impl Iterator<Item = &Chip> {
        self.days.values().flatten().chain(&self.undated).chain(&self.gaps)
    }

    pub fn find(&self, key: &ChipKey) -> Option<&Chip> {
        let place = match key.date {
            Some(day) => self.on(day),
            None if key.piece.is_some() => &self.undated,
            None => &self.gaps,
        };
        place.iter().find(|chip| chip.key == *key)
    }

    /// The same chip, or where it went: the piece's nearest chip of the same kind, else any of its chips.
    pub fn follow(&self, key: &ChipKey) -> Option<&Chip> {
        self.find(key).or_else(|| {
            let rank = |chip: &&Chip| {
                let away = match (key.date, chip.key.date) {
                    (Some(was), Some(is)) => (is - was).num_days().abs(),
                    _ => 0,
                };
                (
                    chip.key.is_rerun != key.is_rerun,
                    !key.series.is_empty() && chip.key.series != key.series,
                    away,
                )
            };
            let same = |chip: &&Chip| match &key.piece {
                Some(_) => chip.key.piece == key.piece,
                None => chip.key.piece.is_none() && chip.key.series == key.series,
            };
            self.chips().filter(same).min_by_key(rank)
        })
    }
}

/// What is gathered of one chip.
#[derive(Default)]
struct Group {
    slots: Vec<SlotId>,
    time: Option<NaiveTime>,
    published: usize,
    is_overdue: bool,
}

impl Group {
    fn add(&mut self, slot: &SlotId, time: Option<NaiveTime>, is_published: bool, is_overdue: bool) {
        if !self.slots.contains(slot) {
            self.slots.push(slot.clone());
            self.published += usize::from(is_published);
        }
        self.time = match (self.time, time) {
            (Some(known), Some(time)) => Some(known.min(time)),
            (known, time) => known.or(time),
        };
        self.is_overdue |= is_overdue;
    }
}

struct Builder<'a> {
    newsroom: &'a Newsroom,
    plan: &'a Plan,
    filter: &'a Filter,
    activities: HashMap<&'a str, (usize, &'a Activity)>,
    /// Slots of each series that the filter lets through.
    totals: HashMap<&'a str, usize>,
    board: Board,
}

impl<'a> Builder<'a> {
    fn new(newsroom: &'a Newsroom, filter: &'a Filter) -> Self {
        let plan: &Plan = &newsroom.plan;
        let activities = plan.activities.iter().enumerate();
        let mut totals = HashMap::new();
        for view in &newsroom.obligations().slots {
            if filter.takes_slot(&view.slot.id) {
                *totals.entry(view.slot.id.series()).or_default() += 1;
            }
        }
        Self {
            newsroom,
            plan,
            filter,
            activities: activities
                .map(|(order, activity)| (activity.id.as_str(), (order, activity)))
                .collect(),
            totals,
            board: Board::default(),
        }
    }

    fn add_piece(&mut self, piece: &'a Piece) {
        let header = &piece.header;
        let status = header.status;
        if !self.filter.takes_activity(&header.activity)
            || (status == Status::Dropped && !self.filter.wants_dropped())
        {
            return;
        }
        let counts_whole =
            status == Status::Published && header.airings.iter().all(|airing| airing.outcome.is_none());
        let mut groups: BTreeMap<ChipKey, Group> = BTreeMap::new();
        let mut waits = header.airings.is_empty() && self.filter.locality.is_none();
        for airing in header.airings.iter().filter(|airing| self.filter.takes_slot(&airing.slot)) {
            let date = airing.date.or_else(|| airing.outcome.as_ref().map(|outcome| outcome.date));
            waits |= date.is_none();
            let key = ChipKey {
                date,
                series: date.map_or_else(String::new, |_| airing.slot.series().to_owned()),
                piece: Some(header.id.clone()),
                is_rerun: date.is_some() && airing.is_rerun,
            };
            let state = self.newsroom.obligations().get(&airing.slot).map(|view| view.state);
            groups.entry(key).or_default().add(
                &airing.slot,
                airing.time,
                counts_whole || airing.outcome.is_some(),
                state == Some(SlotState::Overdue),
            );
        }
        if waits && status != Status::Published {
            let _ = groups.entry(ChipKey::of_piece(header.id.clone())).or_default();
        }
        for (key, group) in groups {
            if key.date.is_none() && status == Status::Published {
                continue;
            }
            self.push(key, group, Some(piece));
        }
    }

    fn add_gaps(&mut self) {
        let mut groups: BTreeMap<ChipKey, Group> = BTreeMap::new();
        let obligations = self.newsroom.obligations();
        let is_gap = |view: &&SlotView| {
            view.pieces.is_empty() && matches!(view.state, SlotState::Empty | SlotState::Overdue)
        };
        for view in obligations.slots.iter().filter(is_gap) {
            if self.filter.takes_slot(&view.slot.id) {
                let key = ChipKey::of_series(view.date, view.slot.id.series());
                let is_overdue = view.state == SlotState::Overdue;
                groups.entry(key).or_default().add(&view.slot.id, view.time, false, is_overdue);
            }
        }
        for (key, group) in groups {
            self.push(key, group, None);
        }
    }

    fn push(&mut self, key: ChipKey, group: Group, piece: Option<&Piece>) {
        let status = piece.map(|piece| piece.header.status);
        let conditions = [
            status.map_or(Condition::Empty, Condition::Piece),
            if group.is_overdue {
                Condition::Overdue
            } else {
                status.map_or(Condition::Empty, Condition::Piece)
            },
        ];
        if !self.filter.takes(&conditions) {
            return;
        }
        let id = match piece {
            Some(piece) => piece.header.activity.as_str(),
            None => key.series.split('/').next().unwrap_or_default(),
        };
        let Some(&(_, activity)) = self.activities.get(id) else { return };
        let chip = self.chip(key, group, piece, activity);
        match chip.key.date {
            Some(day) => self.board.days.entry(day).or_default().push(chip),
            None if chip.key.piece.is_some() => self.board.undated.push(chip),
            None => self.board.gaps.push(chip),
        }
    }

    fn chip(&self, key: ChipKey, group: Group, piece: Option<&Piece>, activity: &Activity) -> Chip {
        let total = self.totals.get(key.series.as_str()).copied().unwrap_or(0).max(group.slots.len());
        let held = group.slots.len();
        let count = (activity.per_locality && held > 1).then(|| match (piece, group.published) {
            (None, _) => (total - held.min(total), total),
            (Some(_), 0) => (held, total),
            (Some(_), published) => (published, total),
        });
        let place = match group.slots.as_slice() {
            [slot] => slot
                .locality()
                .and_then(|id| self.plan.locality(id))
                .map_or_else(String::new, crate::plan::Locality::full_name),
            slots if activity.per_locality && slots.len() > 1 => format!("{} địa bàn", slots.len()),
            _ => String::new(),
        };
        let period = group.slots.first().and_then(SlotId::period);
        let span = self.span(&group.slots);
        let title = match piece {
            Some(piece) if key.is_rerun => format!("Phát lại: {}", piece.header.title),
            Some(piece) => piece.header.title.clone(),
            None if place.is_empty() || count.is_some() => activity.short.clone(),
            None => format!("{}: {place}", activity.short),
        };
        let status = piece.map(|piece| piece.header.status);
        let mut chip = Chip {
            activity: activity.id.clone(),
            hue: activity.hue,
            time: group.time,
            status,
            is_overdue: group.is_overdue,
            count,
            title,
            hint: String::new(),
            place,
            slots: group.slots,
            span,
            key,
        };
        let mut hint = activity.short.clone();
        if let Some(period) = period {
            hint = format!("{hint}, {}", period.label());
        }
        if !chip.place.is_empty() {
            hint = format!("{hint}, {}", chip.place);
        }
        hint = format!("{hint} · {}", chip.status_name());
        if let (None, None, Some((_, to))) = (chip.status, chip.key.date, chip.span) {
            hint = format!("{hint} · hạn {}", wording::date(to));
        }
        chip.hint = match piece {
            Some(piece) => format!("{}\n{hint}", piece.header.title),
            None => format!("{hint}\nBấm để viết bài theo mẫu"),
        };
        chip
    }

    /// From the first day to the last on which the slots can be filled.
    fn span(&self, slots: &[SlotId]) -> Option<(NaiveDate, NaiveDate)> {
        let views = slots.iter().filter_map(|id| self.newsroom.obligations().get(id));
        views.map(|view| (view.slot.from, view.slot.to)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    fn finish(self) -> Board {
        let mut board = self.board;
        let activities = self.activities;
        let order = |chip: &Chip| {
            let order = activities.get(chip.activity.as_str()).map_or(usize::MAX, |(order, _)| *order);
            (chip.time.is_none(), chip.time, order, chip.is_empty_slot(), chip.title.clone())
        };
        for chips in board.days.values_mut() {
            chips.sort_by_cached_key(order);
        }
        board.undated.sort_by_cached_key(order);
        board.gaps.sort_by_key(|chip| chip.span.map(|(_, to)| to));
        board
    }
}
