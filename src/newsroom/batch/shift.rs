//! Moves airings to other days. An airing that leaves its slot takes, if there is one, the empty slot of the same activity
//! and body on its new day; slots that others leave in the same move count as empty.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::{Airings, Batch, Pick, Reason, Spared, movable};
use crate::calendar::{range, week};
use crate::ledger::{Clash, SlotView};
use crate::newsroom::Newsroom;
use crate::piece::{Airing, Header, PieceId, Status};
use crate::plan::{BodyId, SlotId};

/// Where chosen airings go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// So many days later; earlier when negative. Airings without a day stay.
    By(i64),
    /// All to one day, or into the tray.
    To(Option<NaiveDate>),
}

/// Airings of a piece that move together.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    pub piece: PieceId,
    pub title: String,
    pub is_rerun: bool,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// The days of the slot, where the new day is outside and no other slot could be taken.
    pub outside: Option<(NaiveDate, NaiveDate)>,
    /// Another airing on its channel at that time.
    pub clash: Option<Clash>,
    /// The new day is a holiday or a day in lieu, of this name.
    pub day_off: Option<String>,
}

impl Moved {
    /// An airing whose hour changes.
    pub(super) fn in_place(header: &Header, at: usize) -> Self {
        let airing = &header.airings[at];
        Self {
            piece: header.id.clone(),
            title: header.title.clone(),
            is_rerun: airing.is_rerun,
            from: airing.date,
            to: airing.date,
            outside: None,
            clash: None,
            day_off: None,
        }
    }

    /// Whether it meets something that the user should see.
    pub fn has_trouble(&self) -> bool {
        self.outside.is_some() || self.clash.is_some() || self.day_off.is_some()
    }
}

impl Newsroom {
    /// Moves the chosen airings that have not gone out. Unless `takes_settled`, approved and published pieces and
    /// airings of past days stay. Reads the headers of the chosen pieces and of those aired near their new days.
    pub fn shift(&self, picks: &[Pick], shift: Shift, takes_settled: bool) -> Batch {
        let picks: Vec<(Pick, Shift)> = picks.iter().map(|pick| (pick.clone(), shift)).collect();
        self.shift_each(&picks, takes_settled)
    }

    /// Like [`Self::shift`], each by its own number of days.
    pub(super) fn shift_each(&self, picks: &[(Pick, Shift)], takes_settled: bool) -> Batch {
        let mut headers: BTreeMap<&PieceId, Header> = BTreeMap::new();
        let mut spared = Vec::new();
        let mut going: Vec<Going<'_>> = Vec::new();
        for (pick, shift) in picks {
            let Some(piece) = self.piece(&pick.piece) else { continue };
            match self.goers(&piece.header, &pick.airings, *shift, takes_settled) {
                Ok(found) => {
                    let _ = headers.entry(&pick.piece).or_insert_with(|| piece.header.clone());
                    going.extend(found.into_iter().map(|(to, at)| Going { to, piece: &pick.piece, at }));
                }
                Err(Some(reason)) => spared.push(Spared::new(&piece.header, reason)),
                Err(None) => {}
            }
        }
        going.sort_unstable();
        going.dedup();
        let leaving = self.leaving(&headers, &going);
        let mut homes =
            Homes { newsroom: self, leaving: &leaving, taken: HashSet::new(), known: HashMap::new() };
        let mut moves: Vec<Moved> = Vec::new();
        for Going { to, piece, at } in going {
            let Some(header) = headers.get_mut(piece) else { continue };
            let mut moved = Moved { to, ..Moved::in_place(header, at) };
            header.airings[at].date = to;
            if let Some(day) = to
                && !header.airings[at].is_rerun
                && let Some(view) = self.obligations().get(&header.airings[at].slot)
                && !contains(view, day)
            {
                match homes.find(&view.slot.id, day) {
                    Some(next) => change_slot(&mut header.airings, &view.slot.id, &next),
                    None => moved.outside = Some((view.slot.from, view.slot.to)),
                }
            }
            // Nine districts' airings of one day are one line.
            let mut same = moves.iter_mut().rev().take_while(|known| known.piece == moved.piece);
            match same.find(|known| known.is_alike(&moved)) {
                Some(known) => known.outside = known.outside.or(moved.outside),
                None => moves.push(moved),
            }
        }
        let taken = homes.taken;
        let headers: Vec<Header> = headers.into_values().collect();
        self.meet(&headers, &mut moves);
        let emptied = self.emptied(leaving, &taken, &headers);
        Batch { moves, emptied, ..Batch::of_headers(headers, spared) }
    }

    /// The new day and the index of each airing that moves; none when nothing changes.
    fn goers(
        &self,
        header: &Header,
        airings: &Airings,
        shift: Shift,
        takes_settled: bool,
    ) -> Result<Vec<(Option<NaiveDate>, usize)>, Option<Reason>> {
        if header.is_newer() {
            return Err(Some(Reason::Newer));
        }
        if header.airings.is_empty() {
            return Err(Some(Reason::Undated));
        }
        let mut chosen: Vec<usize> = movable(header, airings).collect();
        if chosen.is_empty() || header.status == Status::Published && !takes_settled {
            return Err(Some(Reason::Aired));
        }
        if header.status == Status::Approved && !takes_settled {
            return Err(Some(Reason::Approved));
        }
        if !takes_settled {
            chosen.retain(|at| header.airings[*at].date.is_none_or(|day| day >= self.today()));
            if chosen.is_empty() {
                return Err(Some(Reason::Past));
            }
        }
        let mut goers = Vec::new();
        for at in chosen {
            let from = header.airings[at].date;
            let to = match (shift, from) {
                (Shift::By(days), Some(from)) => {
                    Some(checked(from, days).ok_or(Some(Reason::OutOfCalendar))?)
                }
                (Shift::By(_), None) => continue,
                (Shift::To(to), _) => to,
            };
            if to.is_some_and(|day| !range::is_known(day)) {
                return Err(Some(Reason::OutOfCalendar));
            }
            if to != from {
                goers.push((to, at));
            } else if from.is_some() {
                // Already there.
                return Err(None);
            }
        }
        if goers.is_empty() { Err(Some(Reason::Undated)) } else { Ok(goers) }
    }

    /// The slots that pieces leave, and who leaves each.
    fn leaving(&self, headers: &BTreeMap<&PieceId, Header>, going: &[Going<'_>]) -> Leaving {
        let mut leaving = Leaving::new();
        for Going { to, piece, at } in going {
            let (Some(day), Some(header)) = (to, headers.get(piece)) else { continue };
            let airing = &header.airings[*at];
            let view = self.obligations().get(&airing.slot);
            if !airing.is_rerun && view.is_some_and(|view| !contains(view, *day)) {
                let _ = leaving.entry(airing.slot.clone()).or_default().insert((*piece).clone());
            }
        }
        leaving
    }

    /// The slots left whose last piece went.
    fn emptied(&self, leaving: Leaving, taken: &HashSet<SlotId>, headers: &[Header]) -> Vec<SlotId> {
        let filled: HashSet<&SlotId> =
            headers.iter().flat_map(|header| &header.airings).map(|airing| &airing.slot).collect();
        let is_empty = |(slot, pieces): &(SlotId, BTreeSet<PieceId>)| {
            let view = self.obligations().get(slot);
            !taken.contains(slot)
                && !filled.contains(slot)
                && view.is_some_and(|view| view.pieces.iter().all(|piece| pieces.contains(piece)))
        };
        leaving.into_iter().filter(is_empty).map(|(slot, _)| slot).collect()
    }
}

/// An airing that moves, by its piece and index. In order of the new days, so that each takes the first slot left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Going<'a> {
    to: Option<NaiveDate>,
    piece: &'a PieceId,
    at: usize,
}

type Leaving = BTreeMap<SlotId, BTreeSet<PieceId>>;

impl Moved {
    fn is_alike(&self, other: &Self) -> bool {
        (&self.piece, self.is_rerun, self.from, self.to)
            == (&other.piece, other.is_rerun, other.from, other.to)
    }
}

/// The slots that airings may take.
struct Homes<'a> {
    newsroom: &'a Newsroom,
    leaving: &'a Leaving,
    taken: HashSet<SlotId>,
    /// Of the activities met, by body.
    known: HashMap<String, HashMap<Option<BodyId>, Vec<&'a SlotView>>>,
}

impl Homes<'_> {
    /// Takes the free slot of the same activity and body that contains a day.
    fn find(&mut self, from: &SlotId, day: NaiveDate) -> Option<SlotId> {
        let newsroom = self.newsroom;
        let of_activity = self.known.entry(from.activity().to_owned()).or_insert_with(|| {
            let mut bodies: HashMap<Option<BodyId>, Vec<&SlotView>> = HashMap::new();
            let slots = newsroom.obligations().slots.iter();
            for view in slots.filter(|view| view.slot.id.activity() == from.activity()) {
                bodies.entry(view.slot.id.body().map(BodyId::from)).or_default().push(view);
            }
            bodies
        });
        let slots = of_activity.get(&from.body().map(BodyId::from))?;
        let is_free = |view: &&&SlotView| {
            contains(view, day) && !self.taken.contains(&view.slot.id) && is_left(view, self.leaving)
        };
        let found = slots.iter().find(is_free)?.slot.id.clone();
        let _ = self.taken.insert(found.clone());
        Some(found)
    }
}

/// Whether a slot is empty, or will be.
fn is_left(view: &SlotView, leaving: &Leaving) -> bool {
    match leaving.get(&view.slot.id) {
        Some(gone) if !view.pieces.is_empty() => view.pieces.iter().all(|piece| gone.contains(piece)),
        _ => view.is_vacant(),
    }
}

fn contains(view: &SlotView, day: NaiveDate) -> bool {
    (view.slot.from..=view.slot.to).contains(&day)
}

fn checked(from: NaiveDate, days: i64) -> Option<NaiveDate> {
    let to = week::add_days(from, days.clamp(-100_000, 100_000));
    range::is_known(to).then_some(to)
}

/// Reruns follow the first run into its new slot.
fn change_slot(airings: &mut [Airing], from: &SlotId, to: &SlotId) {
    for airing in airings.iter_mut().filter(|airing| airing.slot == *from && airing.outcome.is_none()) {
        airing.slot = to.clone();
    }
}
