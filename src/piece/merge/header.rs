//! Headers merged field by field: tags as sets, airings by their slot.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::{Conflict, Slot};
use crate::calendar::wording;
use crate::piece::{Airing, Header, Piece, Status};
use crate::plan::SlotId;
use crate::record;

/// A field with theirs in it, where both sides changed it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fact {
    Title(String),
    Activity(String),
    Status(Status, Option<chrono::NaiveDate>),
    /// The n-th airing of a slot; none where theirs took it out.
    Airing(SlotId, usize, Option<Airing>),
}

impl Fact {
    pub fn put(&self, header: &mut Header) {
        match self {
            Self::Title(title) => title.clone_into(&mut header.title),
            Self::Activity(activity) => activity.clone_into(&mut header.activity),
            Self::Status(status, since) => (header.status, header.status_since) = (*status, *since),
            Self::Airing(slot, nth, theirs) => {
                let places = header.airings.iter().enumerate().filter(|(_, airing)| airing.slot == *slot);
                match (places.map(|(at, _)| at).nth(*nth), theirs) {
                    (Some(at), Some(theirs)) => header.airings[at].clone_from(theirs),
                    (Some(at), None) => drop(header.airings.remove(at)),
                    (None, Some(theirs)) => header.airings.push(theirs.clone()),
                    (None, None) => {}
                }
            }
        }
    }
}

/// The value that one side changed, or the same change of both; none where each made its own.
pub(super) fn three<T: PartialEq + Clone>(base: &T, mine: &T, theirs: &T) -> Option<T> {
    if mine == theirs || theirs == base {
        Some(mine.clone())
    } else if mine == base {
        Some(theirs.clone())
    } else {
        None
    }
}

pub(super) fn merge(base: &Header, mine: &Header, theirs: &Header) -> (Header, Vec<Conflict>) {
    let mut merged = mine.clone();
    let mut conflicts = Vec::new();
    let mut note = |place: &str, texts: [String; 3], fact: Fact| {
        let [base, mine, theirs] = texts;
        conflicts.push(Conflict { place: place.into(), base, mine, theirs, slot: Slot::Header(fact) });
    };
    merged.schema = mine.schema.max(theirs.schema);
    match three(&base.title, &mine.title, &theirs.title) {
        Some(title) => merged.title = title,
        None => note(
            "Tên bài",
            [&base.title, &mine.title, &theirs.title].map(Clone::clone),
            Fact::Title(theirs.title.clone()),
        ),
    }
    match three(&base.activity, &mine.activity, &theirs.activity) {
        Some(activity) => merged.activity = activity,
        None => note(
            "Hình thức",
            [&base.activity, &mine.activity, &theirs.activity].map(Clone::clone),
            Fact::Activity(theirs.activity.clone()),
        ),
    }
    let status = |header: &Header| (header.status, header.status_since);
    let statuses = [base, mine, theirs].map(|header| header.status);
    match three(&status(base), &status(mine), &status(theirs)) {
        Some(status) => (merged.status, merged.status_since) = status,
        // The same step on two days: the first counts.
        None if mine.status == theirs.status => {
            merged.status_since = mine.status_since.into_iter().chain(theirs.status_since).min();
        }
        None => note(
            "Trạng thái",
            statuses.map(|status| status.name().to_owned()),
            Fact::Status(theirs.status, theirs.status_since),
        ),
    }
    merged.topics = set(&base.topics, &mine.topics, &theirs.topics);
    merged.tones = set(&base.tones, &mine.tones, &theirs.tones);
    merged.people = set(&base.people, &mine.people, &theirs.people);
    merged.approvals = set(&base.approvals, &mine.approvals, &theirs.approvals);
    merged.note =
        three(&base.note, &mine.note, &theirs.note).unwrap_or_else(|| both(&mine.note, &theirs.note));
    merged.airings = airings(base, mine, theirs, &mut note);
    (merged, conflicts)
}

/// Mine without what theirs took out, then what theirs added.
fn set<T: Eq + Hash + Clone>(base: &[T], mine: &[T], theirs: &[T]) -> Vec<T> {
    if mine == base {
        return theirs.to_vec();
    }
    let items = |side: &'_ [T]| -> HashSet<T> { side.iter().cloned().collect() };
    let (of_base, of_mine, of_theirs) = (items(base), items(mine), items(theirs));
    let kept = mine.iter().filter(|item| of_theirs.contains(item) || !of_base.contains(item));
    let added = theirs.iter().filter(|item| !of_base.contains(item) && !of_mine.contains(item));
    kept.chain(added).cloned().collect()
}

/// Two notes, the same whichever side is mine.
fn both(mine: &str, theirs: &str) -> String {
    if mine.contains(theirs) {
        return mine.to_owned();
    }
    if theirs.contains(mine) {
        return theirs.to_owned();
    }
    let (first, second) = if mine <= theirs { (mine, theirs) } else { (theirs, mine) };
    format!("{}\n{second}", first.trim_end())
}

fn airings(
    base: &Header,
    mine: &Header,
    theirs: &Header,
    note: &mut impl FnMut(&str, [String; 3], Fact),
) -> Vec<Airing> {
    if mine.airings == base.airings {
        return theirs.airings.clone();
    }
    let sides = [base, mine, theirs].map(|header| {
        let mut of_slot: HashMap<&SlotId, Vec<&Airing>> = HashMap::new();
        for airing in &header.airings {
            of_slot.entry(&airing.slot).or_default().push(airing);
        }
        of_slot
    });
    let mut known = HashSet::new();
    let all = mine.airings.iter().chain(&theirs.airings).chain(&base.airings);
    let slots = all.map(|airing| &airing.slot).filter(|slot| known.insert(*slot));
    let mut merged = Vec::new();
    for slot in slots {
        let of_slot = [0, 1, 2].map(|side| sides[side].get(slot).map_or(&[][..], Vec::as_slice));
        let most = of_slot.iter().map(|airings| airings.len()).max().unwrap_or(0);
        for at in 0..most {
            let versions = of_slot.map(|airings| airings.get(at).copied().cloned());
            let [before, ours, other] = &versions;
            let of_both = || fields(before.as_ref(), ours.as_ref(), other.as_ref()).map(Some);
            if let Some(airing) = three(before, ours, other).or_else(of_both) {
                merged.extend(airing);
                continue;
            }
            let words = versions.clone().map(|airing| airing.as_ref().map_or(String::new(), said));
            note(&format!("Lịch phát {slot}"), words, Fact::Airing(slot.clone(), at, other.clone()));
            merged.extend(ours.clone());
        }
    }
    merged
}

/// One airing of which the sides changed different fields.
fn fields(base: Option<&Airing>, mine: Option<&Airing>, theirs: Option<&Airing>) -> Option<Airing> {
    let (base, mine, theirs) = (base?, mine?, theirs?);
    let when = |airing: &Airing| (airing.date, airing.time);
    let (date, time) = three(&when(base), &when(mine), &when(theirs))?;
    Some(Airing {
        slot: mine.slot.clone(),
        date,
        time,
        minutes: three(&base.minutes, &mine.minutes, &theirs.minutes)?,
        is_rerun: three(&base.is_rerun, &mine.is_rerun, &theirs.is_rerun)?,
        outcome: three(&base.outcome, &mine.outcome, &theirs.outcome)?,
    })
}

fn said(airing: &Airing) -> String {
    let mut words = vec![airing.date.map_or_else(|| "chưa xếp ngày".to_owned(), wording::weekday_date)];
    words.extend(airing.time.map(wording::clock));
    words.extend(airing.minutes.map(|minutes| format!("{minutes} phút")));
    if airing.is_rerun {
        words.push("phát lại".into());
    }
    if let Some(outcome) = &airing.outcome {
        words.push(format!("đã phát {}", wording::weekday_date(outcome.date)));
    }
    words.join(", ")
}

/// Mine as it was written, with what theirs changed among the fields this program does not know.
pub(super) fn merge_sources(base: &Piece, mine: &Piece, theirs: &Piece) -> String {
    if mine.header_source.is_empty() || mine.header_source == base.header_source {
        return theirs.header_source.clone();
    }
    record::carry(&base.header_source, &theirs.header_source, &mine.header_source, Header::FIELDS)
}
