//! Merges headers field by field: tags as sets, airings by identity.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::{Conflict, ConflictPart};
use crate::calendar::wording;
use crate::piece::{Airing, AiringId, Approval, Comment, Header, Piece, Status, Task};
use crate::record;

/// Their version of a field that both sides changed.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fact {
    Title(String),
    Activity(String),
    Status(Status, Option<chrono::NaiveDate>),
    /// None where they removed it.
    Airing(AiringId, Option<Airing>),
}

impl Fact {
    pub fn put(&self, header: &mut Header) {
        match self {
            Self::Title(title) => title.clone_into(&mut header.title),
            Self::Activity(activity) => activity.clone_into(&mut header.activity),
            Self::Status(status, since) => (header.status, header.status_since) = (*status, *since),
            Self::Airing(id, theirs) => {
                let mut ids = header.airing_ids();
                match (ids.iter().position(|known| known == id), theirs) {
                    (Some(at), Some(theirs)) => header.airings[at].clone_from(theirs),
                    (Some(at), None) => drop((ids.remove(at), header.airings.remove(at))),
                    (None, Some(theirs)) => {
                        header.airings.push(theirs.clone());
                        ids.push(*id);
                    }
                    (None, None) => {}
                }
                header.note_ids(&ids);
            }
        }
    }
}

/// The value changed by one side, or by both in the same way; none where they differ.
pub(super) fn three_way<T: PartialEq + Clone>(base: &T, mine: &T, theirs: &T) -> Option<T> {
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
        conflicts.push(Conflict {
            place: place.into(),
            base,
            mine,
            theirs,
            part: ConflictPart::Header(fact),
        });
    };
    merged.schema = mine.schema.max(theirs.schema);
    match three_way(&base.title, &mine.title, &theirs.title) {
        Some(title) => merged.title = title,
        None => note(
            "Tên bài",
            [&base.title, &mine.title, &theirs.title].map(Clone::clone),
            Fact::Title(theirs.title.clone()),
        ),
    }
    match three_way(&base.activity, &mine.activity, &theirs.activity) {
        Some(activity) => merged.activity = activity,
        None => note(
            "Hình thức",
            [&base.activity, &mine.activity, &theirs.activity].map(Clone::clone),
            Fact::Activity(theirs.activity.clone()),
        ),
    }
    merged.approvals = approvals(&base.approvals, &mine.approvals, &theirs.approvals);
    let status = |header: &Header| (header.status, header.status_since);
    let statuses = [base, mine, theirs].map(|header| header.status);
    match three_way(&status(base), &status(mine), &status(theirs)) {
        Some(status) => (merged.status, merged.status_since) = status,
        // The same step on two days: the earlier counts.
        None if mine.status == theirs.status => {
            merged.status_since = mine.status_since.into_iter().chain(theirs.status_since).min();
        }
        // One side returned the piece to its author, which outweighs what the other did with it.
        None if is_returned(base, &merged) && statuses.contains(&Status::Drafting) => {
            let back = [theirs, mine].into_iter().find(|side| side.status == Status::Drafting);
            (merged.status, merged.status_since) = status(back.unwrap_or(mine));
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
    merged.tasks = tasks(&base.tasks, &mine.tasks, &theirs.tasks);
    merged.comments = comments(&base.comments, &mine.comments, &theirs.comments);
    merged.as_run = set(&base.as_run, &mine.as_run, &theirs.as_run);
    merged.note =
        three_way(&base.note, &mine.note, &theirs.note).unwrap_or_else(|| both(&mine.note, &theirs.note));
    let (ids, airings): (Vec<_>, Vec<_>) = airings(base, mine, theirs, &mut note).into_iter().unzip();
    (merged.removed, merged.airings) = (removed(mine, theirs), airings);
    merged.note_ids(&ids);
    (merged, conflicts)
}

/// Mine without what theirs removed, plus what theirs added.
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

/// Merges the steps of the work field by field. Where both name another person, mine stays; a step that
/// either has finished is finished, on the earlier day.
fn tasks(base: &[Task], mine: &[Task], theirs: &[Task]) -> Vec<Task> {
    let of =
        |side: &[Task], step: &str| side.iter().find(|task| task.step == step).cloned().unwrap_or_default();
    let mut known = HashSet::new();
    let steps = mine.iter().chain(theirs).map(|task| task.step.as_str()).filter(|step| known.insert(*step));
    let merged = steps.map(|step| {
        let [base, mine, theirs] = [base, mine, theirs].map(|side| of(side, step));
        let by = three_way(&base.by, &mine.by, &theirs.by).unwrap_or(mine.by);
        let earlier = || mine.done.into_iter().chain(theirs.done).min();
        let done = three_way(&base.done, &mine.done, &theirs.done).unwrap_or_else(earlier);
        Task { step: step.to_owned(), by, done }
    });
    merged.filter(|task| !task.by.is_empty() || task.done.is_some()).collect()
}

/// Merges comments by id: the answers of both sides stand, and one that either settled is settled. What one side
/// removed stays when the other has answered it.
fn comments(base: &[Comment], mine: &[Comment], theirs: &[Comment]) -> Vec<Comment> {
    if mine == base {
        return theirs.to_vec();
    }
    let by_id = [base, mine, theirs].map(|side| -> HashMap<&str, &Comment> {
        side.iter().map(|comment| (comment.id.as_str(), comment)).collect()
    });
    let mut known = HashSet::new();
    let ids = mine.iter().chain(theirs).map(|comment| comment.id.as_str()).filter(|id| known.insert(*id));
    let merged = ids.filter_map(|id| {
        let [base, mine, theirs] = by_id.each_ref().map(|side| side.get(id).copied());
        if let Some(one) = three_way(&base, &mine, &theirs) {
            return one.cloned();
        }
        let (Some(ours), Some(other)) = (mine, theirs) else {
            // That its anchor followed the text is no answer.
            let left = mine.or(theirs).filter(|left| base.is_none_or(|base| !left.says_the_same(base)));
            return left.cloned();
        };
        let before = base.cloned().unwrap_or_default();
        let earlier =
            || ours.resolved.iter().chain(&other.resolved).min_by_key(|one| (one.date, *one)).cloned();
        Some(Comment {
            text: three_way(&before.text, &ours.text, &other.text).unwrap_or_else(|| ours.text.clone()),
            replies: set(&before.replies, &ours.replies, &other.replies),
            resolved: three_way(&before.resolved, &ours.resolved, &other.resolved).unwrap_or_else(earlier),
            anchor: three_way(&before.anchor, &ours.anchor, &other.anchor)
                .unwrap_or_else(|| ours.anchor.clone()),
            ..ours.clone()
        })
    });
    merged.collect()
}

/// Whether someone returned the piece since the base.
fn is_returned(base: &Header, merged: &Header) -> bool {
    merged.approvals.iter().any(|approval| !approval.is_agreed() && !base.approvals.contains(approval))
}

/// Merges answers step by step. Where both sides answered the same step, the later answer stands; of one day, the
/// return.
fn approvals(base: &[Approval], mine: &[Approval], theirs: &[Approval]) -> Vec<Approval> {
    if let Some(one) = three_way(&base, &mine, &theirs) {
        return one.to_vec();
    }
    let of = |side: &'_ [Approval], step: &str| side.iter().rfind(|approval| approval.step == step).cloned();
    let mut steps = HashSet::new();
    let all = mine.iter().chain(theirs).map(|approval| approval.step.as_str());
    let merged = all.filter(|step| steps.insert(*step)).filter_map(|step| {
        let [base, mine, theirs] = [base, mine, theirs].map(|side| of(side, step));
        // An answer outweighs taking back the one before it.
        three_way(&base, &mine, &theirs).unwrap_or_else(|| {
            let rank = |approval: &Approval| (approval.date, approval.returned.is_some(), approval.clone());
            mine.into_iter().chain(theirs).max_by_key(rank)
        })
    });
    merged.collect()
}

/// Both notes, in an order that does not depend on which side is mine.
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

/// Merges airings by identity, in the order of mine, then theirs.
fn airings(
    base: &Header,
    mine: &Header,
    theirs: &Header,
    note: &mut impl FnMut(&str, [String; 3], Fact),
) -> Vec<(AiringId, Airing)> {
    let sides = [base, mine, theirs].map(|header| -> Vec<(AiringId, &Airing)> {
        header.airing_ids().into_iter().zip(&header.airings).collect()
    });
    let of = |side: &Vec<(AiringId, &Airing)>| -> Vec<(AiringId, Airing)> {
        side.iter().map(|(id, airing)| (*id, (*airing).clone())).collect()
    };
    if mine.airings == base.airings {
        return of(&sides[2]);
    }
    let by_id = [0, 1, 2].map(|side| -> HashMap<AiringId, &Airing> { sides[side].iter().copied().collect() });
    let mut known = HashSet::new();
    let all = sides[1].iter().chain(&sides[2]).chain(&sides[0]);
    let mut merged = Vec::new();
    for id in all.map(|(id, _)| *id).filter(|id| known.insert(*id)) {
        // Whether the identity is written makes no difference to the airing.
        let versions =
            by_id.each_ref().map(|side| side.get(&id).map(|airing| Airing { id: None, ..(*airing).clone() }));
        let [before, ours, other] = &versions;
        let of_both = || fields(before.as_ref(), ours.as_ref(), other.as_ref()).map(Some);
        if let Some(airing) = three_way(before, ours, other).or_else(of_both) {
            merged.extend(airing.map(|airing| (id, airing)));
            continue;
        }
        let slot = versions.iter().flatten().next().map(|airing| airing.slot.to_string()).unwrap_or_default();
        let words = versions.clone().map(|airing| airing.as_ref().map_or(String::new(), said));
        note(&format!("Lịch phát {slot}"), words, Fact::Airing(id, other.clone()));
        merged.extend(ours.clone().map(|airing| (id, airing)));
    }
    merged
}

/// What either side removed.
fn removed(mine: &Header, theirs: &Header) -> Vec<Airing> {
    let mut all = mine.removed.clone();
    for airing in &theirs.removed {
        if !all.iter().any(|known| known.id == airing.id) {
            all.push(airing.clone());
        }
    }
    all
}

/// Merges an airing of which the sides changed different fields.
fn fields(base: Option<&Airing>, mine: Option<&Airing>, theirs: Option<&Airing>) -> Option<Airing> {
    let (base, mine, theirs) = (base?, mine?, theirs?);
    let when = |airing: &Airing| (airing.slot.clone(), airing.date, airing.time);
    let (slot, date, time) = three_way(&when(base), &when(mine), &when(theirs))?;
    Some(Airing {
        id: None,
        slot,
        date,
        time,
        minutes: three_way(&base.minutes, &mine.minutes, &theirs.minutes)?,
        is_rerun: three_way(&base.is_rerun, &mine.is_rerun, &theirs.is_rerun)?,
        place: three_way(&base.place, &mine.place, &theirs.place)?,
        copies: three_way(&base.copies, &mine.copies, &theirs.copies)?,
        until: three_way(&base.until, &mine.until, &theirs.until)?,
        sent: three_way(&base.sent, &mine.sent, &theirs.sent)?,
        taken_down: three_way(&base.taken_down, &mine.taken_down, &theirs.taken_down)?,
        troupe: three_way(&base.troupe, &mine.troupe, &theirs.troupe)?,
        spectators: three_way(&base.spectators, &mine.spectators, &theirs.spectators)?,
        evidence: set(&base.evidence, &mine.evidence, &theirs.evidence),
        outcome: three_way(&base.outcome, &mine.outcome, &theirs.outcome)?,
    })
}

fn said(airing: &Airing) -> String {
    let mut words = vec![airing.date.map_or_else(|| "chưa xếp ngày".to_owned(), wording::weekday_date)];
    words.extend(airing.time.map(wording::clock));
    words.extend(airing.minutes.map(|minutes| format!("{minutes} phút")));
    if airing.is_rerun {
        words.push("phát lại".into());
    }
    words.extend((!airing.place.is_empty()).then(|| format!("tại {}", airing.place)));
    words.extend(airing.copies.map(|copies| format!("{copies} bản")));
    words.extend(airing.until.map(|day| format!("đến {}", wording::date(day))));
    words.extend((!airing.troupe.is_empty()).then(|| airing.troupe.clone()));
    if let Some(outcome) = &airing.outcome {
        words.push(format!("đã phát {}", wording::weekday_date(outcome.date)));
    }
    words.join(", ")
}

/// My source text with their changes among the unknown fields.
pub(super) fn merge_sources(base: &Piece, mine: &Piece, theirs: &Piece) -> String {
    if mine.header_source.is_empty() || mine.header_source == base.header_source {
        return theirs.header_source.to_string();
    }
    record::carry(&base.header_source, &theirs.header_source, &mine.header_source, Header::FIELDS)
}
