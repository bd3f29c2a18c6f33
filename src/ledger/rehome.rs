//! Airings of pieces after a change of the plan: each goes to the slot that now contains its day.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use crate::calendar::week;
use crate::piece::{Airing, Header, PieceId, Status};
use crate::plan::{Body, BodyId, Plan, Settings, Slot, SlotId};

/// What a change of the plan does to the pieces.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rehoming {
    /// The changed headers, by id.
    pub headers: Vec<Header>,
    /// Airings that met an obligation and will meet none. They stay in their pieces as they are.
    pub leftovers: Vec<Leftover>,
}

/// An airing for which the changed plan has no slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    pub piece: PieceId,
    pub title: String,
    pub slot: SlotId,
    pub date: Option<NaiveDate>,
}

/// Moves the airings of the activities whose slots change.
///
/// An airing whose slot stays as it is, or still contains its day, keeps it. Otherwise it goes to a slot of its activity
/// and body that contains its day: one that the piece fills already, else one that no piece fills, else the first.
/// The slot of a locality that does not exist on that day may be one of its successors' or predecessors'. An airing
/// without a day, or moved outside its slot on purpose, keeps its slot as long as there is one with this id.
///
/// With `takes_nearest`, an airing that has not gone out and would be left over goes to the empty slot nearest to its day,
/// on the programme's day there.
///
/// An activity, locality or agency counts as renamed when its id is gone and a new id stands at its place in the list.
pub fn rehome<'a>(
    before: (&Plan, &Settings),
    after: (&Plan, &Settings),
    headers: impl Iterator<Item = &'a Header>,
    takes_nearest: bool,
) -> Rehoming {
    let move_of = Move { takes_nearest, ..Move::new(before, after) };
    if move_of.changed.is_empty() {
        return Rehoming::default();
    }
    let concerned = headers.filter(|header| {
        header.airings.iter().any(|airing| move_of.changed.contains_key(airing.slot.activity()))
    });
    move_of.carry_out(concerned)
}

struct Move<'a> {
    before: &'a Plan,
    after: &'a Plan,
    settings: &'a Settings,
    takes_nearest: bool,
    /// The new id of each activity whose slots change; none when it is removed.
    changed: HashMap<&'a str, Option<&'a str>>,
    /// The new ids of localities and of agencies.
    localities: HashMap<&'a str, &'a str>,
    agencies: HashMap<&'a str, &'a str>,
    /// The slots of the changed activities.
    old: HashMap<SlotId, Slot>,
    new: HashMap<SlotId, Slot>,
    /// The new slots of each activity and body, in order of time.
    series: HashMap<(&'a str, Option<BodyId>), Vec<SlotId>>,
}

impl<'a> Move<'a> {
    fn new(before: (&'a Plan, &Settings), after: (&'a Plan, &'a Settings)) -> Self {
        let localities = renamed(
            before.0.localities.iter().map(|one| one.id.as_str()),
            after.0.localities.iter().map(|one| one.id.as_str()),
        );
        let agencies = renamed(
            before.0.agencies.iter().map(|one| one.id.as_str()),
            after.0.agencies.iter().map(|one| one.id.as_str()),
        );
        let renamed = renamed(
            before.0.activities.iter().map(|activity| activity.id.as_str()),
            after.0.activities.iter().map(|activity| activity.id.as_str()),
        );
        let mut changed = HashMap::new();
        let (mut old, mut new) = (HashMap::new(), HashMap::new());
        let mut series: HashMap<_, Vec<SlotId>> = HashMap::new();
        let by_id = |slot: Slot| (slot.id.clone(), slot);
        for activity in &before.0.activities {
            let id = activity.id.as_str();
            let now = renamed.get(id).copied().or_else(|| after.0.activity(id).map(|one| one.id.as_str()));
            let slots: Vec<Slot> = before.0.slots_of(activity, before.1).collect();
            let owed: Vec<Slot> = now
                .and_then(|now| after.0.activity(now))
                .map(|activity| after.0.slots_of(activity, after.1).collect())
                .unwrap_or_default();
            if slots == owed {
                continue;
            }
            let _ = changed.insert(id, now);
            for (slot, now) in owed.iter().zip(now.iter().cycle()) {
                let body = slot.id.body().map(BodyId::from);
                series.entry((*now, body)).or_default().push(slot.id.clone());
            }
            old.extend(slots.into_iter().map(by_id));
            new.extend(owed.into_iter().map(by_id));
        }
        Self {
            before: before.0,
            after: after.0,
            settings: after.1,
            takes_nearest: false,
            changed,
            localities,
            agencies,
            old,
            new,
            series,
        }
    }

    fn carry_out<'b>(&self, headers: impl Iterator<Item = &'b Header>) -> Rehoming {
        let mut headers: BTreeMap<&PieceId, Header> =
            headers.map(|header| (&header.id, header.clone())).collect();
        // In order of time, so that of several slots with the same days the first goes to the earliest.
        let mut homeless: Vec<(Option<NaiveDate>, &PieceId, usize)> = Vec::new();
        let mut filled: HashSet<SlotId> = HashSet::new();
        let mut kept: Vec<(PieceId, usize, SlotId)> = Vec::new();
        for (id, header) in &headers {
            for (at, airing) in header.airings.iter().enumerate() {
                match self.stays(airing) {
                    Some(slot) => kept.push(((*id).clone(), at, slot)),
                    None if self.changed.contains_key(airing.slot.activity()) => {
                        homeless.push((day(airing), *id, at));
                    }
                    None => {}
                }
            }
        }
        let mut moved: HashSet<PieceId> = HashSet::new();
        for (id, at, slot) in kept {
            let _ = filled.insert(slot.clone());
            if let Some(header) = headers.get_mut(&id)
                && header.airings[at].slot != slot
            {
                header.airings[at].slot = slot;
                let _ = moved.insert(id);
            }
        }
        homeless.sort_unstable();
        let mut lost = Vec::new();
        for (date, id, at) in homeless {
            let Some(header) = headers.get_mut(id) else { continue };
            let airing = &header.airings[at];
            if let Some(slot) = date.and_then(|date| self.home(&airing.slot, date, header, &filled)) {
                let _ = filled.insert(slot.clone());
                header.airings[at].slot = slot;
                let _ = moved.insert(id.clone());
            } else if header.status != Status::Dropped
                && !self.new.contains_key(&airing.slot)
                // Else it met no obligation before either.
                && self.old.contains_key(&airing.slot)
            {
                lost.push((date, id, at));
            }
        }
        let mut leftovers = Vec::new();
        // Where first runs went, for their reruns.
        let mut went: HashMap<(PieceId, SlotId), (SlotId, i64)> = HashMap::new();
        for (date, id, at) in lost {
            let Some(header) = headers.get_mut(id) else { continue };
            let airing = &header.airings[at];
            let origin = (id.clone(), airing.slot.clone());
            let nearest = match (airing.is_rerun, went.get(&origin)) {
                (true, Some((slot, by))) if airing.outcome.is_none() => {
                    date.map(|date| (slot.clone(), week::add_days(date, *by)))
                }
                (true, _) => None,
                (false, _) => self.nearest(airing, header, &filled),
            };
            match nearest {
                Some((slot, day)) => {
                    let by = date.map_or(0, |date| (day - date).num_days());
                    let _ = filled.insert(slot.clone());
                    let _ = went.insert(origin, (slot.clone(), by));
                    (header.airings[at].slot, header.airings[at].date) = (slot, Some(day));
                    let _ = moved.insert(id.clone());
                }
                None => leftovers.push(Leftover {
                    piece: id.clone(),
                    title: header.title.clone(),
                    slot: airing.slot.clone(),
                    date,
                }),
            }
        }
        let headers = headers.into_values().filter(|header| moved.contains(&header.id)).collect();
        Rehoming { headers, leftovers }
    }

    /// The empty slot nearest to the day of an airing that has not gone out, and the day in it.
    fn nearest(
        &self,
        airing: &Airing,
        header: &Header,
        filled: &HashSet<SlotId>,
    ) -> Option<(SlotId, NaiveDate)> {
        if !self.takes_nearest || airing.outcome.is_some() || header.status == Status::Published {
            return None;
        }
        let was = airing.date?;
        let activity = (*self.changed.get(airing.slot.activity())?)?;
        let body = airing.slot.body().map(|body| BodyId::from(self.body(body)));
        let slots = self.series.get(&(activity, body))?.iter().filter(|id| !filled.contains(*id));
        let day = |slot: &Slot| {
            let weekday = self.settings.programme_of(&slot.id).and_then(|programme| programme.weekday);
            let weekday = weekday.filter(|_| slot.period.is_short());
            let planned = weekday.and_then(|weekday| week::first_weekday(weekday, slot.from, slot.to));
            planned.unwrap_or_else(|| was.clamp(slot.from, slot.to))
        };
        let days = slots.filter_map(|id| self.new.get(id)).map(|slot| (slot.id.clone(), day(slot)));
        days.min_by_key(|(_, day)| (*day - was).num_days().abs())
    }

    /// The slot that an airing keeps, by its new id.
    fn stays(&self, airing: &Airing) -> Option<SlotId> {
        let activity = (*self.changed.get(airing.slot.activity())?)?;
        let id = self.renamed(&airing.slot, activity)?;
        let slot = self.new.get(&id)?;
        let was = self.old.get(&airing.slot);
        let has_lost =
            day(airing).is_some_and(|day| !contains(slot, day) && was.is_some_and(|was| contains(was, day)));
        (!has_lost).then_some(id)
    }

    /// A slot id under the new names.
    fn renamed(&self, slot: &SlotId, activity: &str) -> Option<SlotId> {
        Some(SlotId::new(activity, slot.period()?, slot.body().map(|body| self.body(body))))
    }

    /// A body under its new name.
    fn body<'b>(&self, body: Body<'b>) -> Body<'b>
    where
        'a: 'b,
    {
        match body {
            Body::Locality(id) => Body::Locality(self.localities.get(id).copied().unwrap_or(id)),
            Body::Agency(id) => Body::Agency(self.agencies.get(id).copied().unwrap_or(id)),
        }
    }

    /// The slot that contains a day.
    fn home(
        &self,
        was: &SlotId,
        day: NaiveDate,
        header: &Header,
        filled: &HashSet<SlotId>,
    ) -> Option<SlotId> {
        let activity = (*self.changed.get(was.activity())?)?;
        let is_per_body = self.after.activity(activity)?.is_per_body();
        let bodies: Vec<Option<Body<'_>>> = match was.body().map(|body| self.body(body)) {
            _ if !is_per_body => vec![None],
            Some(Body::Locality(id)) => {
                let successors = self.after.locality(id).map_or(&[][..], |one| &one.successors);
                let known = self.before.localities.iter().chain(&self.after.localities);
                let predecessors = known.filter(|one| one.successors.iter().any(|other| other == id));
                std::iter::once(id)
                    .chain(successors.iter().map(String::as_str))
                    .chain(predecessors.map(|one| one.id.as_str()))
                    .map(|id| Some(Body::Locality(id)))
                    .collect()
            }
            Some(agency) => vec![Some(agency)],
            None => return None,
        };
        let open = |body: Option<Body<'_>>| {
            let slots = self.series.get(&(activity, body.map(BodyId::from)))?;
            let open = || slots.iter().filter(|id| self.new.get(*id).is_some_and(|slot| contains(slot, day)));
            let is_own = |id: &&SlotId| header.airings.iter().any(|airing| airing.slot == **id);
            let is_free = |id: &&SlotId| !filled.contains(*id);
            open().find(is_own).or_else(|| open().find(is_free)).or_else(|| open().next()).cloned()
        };
        bodies.into_iter().find_map(open)
    }
}

fn contains(slot: &Slot, day: NaiveDate) -> bool {
    (slot.from..=slot.to).contains(&day)
}

/// The planned day, else the one on which it went out.
fn day(airing: &Airing) -> Option<NaiveDate> {
    airing.date.or_else(|| airing.calendar_day())
}

/// The new id of each id that is gone and at whose place in the list a new one stands.
fn renamed<'a>(
    before: impl Iterator<Item = &'a str> + Clone,
    after: impl Iterator<Item = &'a str> + Clone,
) -> HashMap<&'a str, &'a str> {
    let (known, now): (HashSet<&str>, HashSet<&str>) = (before.clone().collect(), after.clone().collect());
    before.zip(after).filter(|(old, new)| !now.contains(old) && !known.contains(new)).collect()
}
