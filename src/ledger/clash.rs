//! Airings of one channel, hall or troupe that overlap.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::Serialize;

use super::AsOf;
use crate::piece::{Header, PieceId, Status};
use crate::place::Places;
use crate::plan::{Activity, Body, Medium, Plan, Settings, SlotId};

/// Two airings on one channel, in one hall or by one troupe, the second beginning before the first has ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Clash {
    /// The broadcaster: an agency, or the locality with its own radio. Else a hall or a troupe ([`HALL`], [`TROUPE`]).
    pub channel: String,
    /// The piece that begins first.
    pub first: PieceId,
    pub second: PieceId,
    /// The time of the overlap.
    pub from: NaiveDateTime,
    pub to: NaiveDateTime,
    /// The slot of the second airing.
    #[serde(skip)]
    pub slot: SlotId,
}

/// The clashes of many pieces, by channel and time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clashes {
    /// The first [`Clashes::LISTED`] clashes.
    pub listed: Vec<Clash>,
    /// Their total number.
    pub count: u64,
}

impl Clashes {
    /// A hundred airings in one hour make about five thousand pairs: nobody reads more than this.
    pub const LISTED: usize = 10_000;
}

/// Before the id of a place: the channel of what is played there.
const HALL: &str = "dia-diem/";
/// Before the name of a troupe: the channel of what it plays.
const TROUPE: &str = "doan/";

/// The pieces' airings on each channel, as of a day. Broadcasts have the station as their channel, performances the
/// place and the troupe; only an airing with a time and a length has a span. Two airings of one piece do not clash on
/// a station; nobody plays at two places at once, nor one skit twice.
pub struct Airtime<'a> {
    /// Sorted.
    channels: BTreeMap<Cow<'a, str>, Vec<Span<'a>>>,
}

/// An airing's time on its channel; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span<'a> {
    from: NaiveDateTime,
    to: NaiveDateTime,
    piece: &'a PieceId,
    /// A performance's position in its piece; of a broadcast the piece counts.
    at: Option<usize>,
    slot: &'a SlotId,
}

impl<'a> Airtime<'a> {
    pub fn new(
        plan: &'a Plan,
        settings: &Settings,
        headers: impl Iterator<Item = &'a Header>,
        today: NaiveDate,
    ) -> Self {
        let mut channels: BTreeMap<Cow<'_, str>, Vec<Span<'_>>> = BTreeMap::new();
        for header in headers {
            let known = AsOf::new(header, today);
            if known.status() == Status::Dropped {
                continue;
            }
            for (at, airing) in header.airings.iter().enumerate() {
                let Some(activity) = plan.activity(airing.slot.activity()) else { continue };
                let is_played = matches!(activity.medium, Medium::Stage | Medium::Event);
                if !is_played && channel(activity, &airing.slot).is_none() {
                    continue;
                }
                let timing = known.timing(airing, settings.programme_of(&airing.slot).as_deref());
                let (Some(date), Some(time), Some(seconds)) = (timing.date, timing.time, timing.seconds)
                else {
                    continue;
                };
                let from = date.and_time(time);
                let length = TimeDelta::seconds(i64::from(seconds.min(LONGEST)));
                let Some(to) = from.checked_add_signed(length).filter(|to| *to > from) else { continue };
                let at = is_played.then_some(at);
                let span = Span { from, to, piece: &header.id, at, slot: &airing.slot };
                let mut add = |channel| channels.entry(channel).or_default().push(span);
                if let Some(channel) = channel(activity, &airing.slot) {
                    add(Cow::Borrowed(channel));
                } else {
                    let named = [(HALL, &airing.place), (TROUPE, &airing.troupe)];
                    for (kind, name) in named.into_iter().filter(|(_, name)| !name.is_empty()) {
                        add(Cow::Owned(format!("{kind}{name}")));
                    }
                }
            }
        }
        for spans in channels.values_mut() {
            spans.sort_unstable();
        }
        Self { channels }
    }

    /// The airings that end after the start of `day`.
    #[must_use]
    pub fn since(mut self, day: NaiveDate) -> Self {
        self.channels.values_mut().for_each(|spans| spans.retain(|span| span.to.date() >= day));
        self
    }

    /// All clashes, in the time of sorting the airings plus that of the listed ones.
    pub fn clashes(&self) -> Clashes {
        let mut found = Clashes::default();
        for (channel, spans) in &self.channels {
            // The airings still running when the next begins, and how often each owner is among them.
            let mut running: BinaryHeap<Reverse<(NaiveDateTime, usize)>> = BinaryHeap::new();
            let mut owners: HashMap<Owner<'_>, u64> = HashMap::new();
            for (at, span) in spans.iter().enumerate() {
                while let Some(&Reverse((to, ended))) = running.peek()
                    && to <= span.from
                {
                    let _ = running.pop();
                    if let Some(count) = owners.get_mut(&spans[ended].owner()) {
                        *count -= 1;
                    }
                }
                let own = owners.entry(span.owner()).or_default();
                found.count += running.len() as u64 - *own;
                *own += 1;
                if found.listed.len() < Clashes::LISTED {
                    let mut earlier: Vec<usize> = running.iter().map(|one| one.0.1).collect();
                    earlier.sort_unstable();
                    let earlier = earlier.into_iter().map(|earlier| &spans[earlier]);
                    let others = earlier.filter(|earlier| earlier.owner() != span.owner());
                    let room = Clashes::LISTED - found.listed.len();
                    found.listed.extend(others.map(|earlier| earlier.clash(span, channel)).take(room));
                }
                running.push(Reverse((span.to, at)));
            }
        }
        found
    }

    /// The clashes of one piece.
    pub fn of(&self, piece: &PieceId) -> Vec<Clash> {
        let mut found = Vec::new();
        for (channel, spans) in &self.channels {
            for (at, own) in spans.iter().enumerate().filter(|(_, span)| span.piece == piece) {
                // An airing that began more than the maximum length earlier has ended.
                let earlier = spans[..at].iter().rev().take_while(|span| span.from + DAY > own.from);
                // Another airing of the piece itself is found from the earlier of the two.
                let earlier = earlier.filter(|span| span.to > own.from && span.piece != piece);
                found.extend(earlier.map(|span| span.clash(own, channel)));
                let later = spans[at + 1..].iter().take_while(|span| span.from < own.to);
                let later = later.filter(|span| span.owner() != own.owner());
                found.extend(later.map(|span| own.clash(span, channel)));
            }
        }
        found.sort_unstable();
        found
    }

    /// Of each day from `from` to `to` and each piece with airings that begin on it, one clash of these airings.
    pub fn within(&self, from: NaiveDate, to: NaiveDate) -> HashMap<(NaiveDate, PieceId), Clash> {
        let mut found = HashMap::new();
        let key = |span: &Span<'_>| (span.from.date(), span.piece.clone());
        let is_asked = |span: &Span<'_>| (from..=to).contains(&span.from.date());
        for (channel, spans) in &self.channels {
            // Of the earlier airings, the last to end, and the last to end of another owner.
            let mut last: Option<&Span<'_>> = None;
            let mut other: Option<&Span<'_>> = None;
            for span in spans {
                let before =
                    [last, other].into_iter().flatten().find(|before| before.owner() != span.owner());
                if let Some(before) = before.filter(|before| before.to > span.from && is_asked(span)) {
                    let _ = found.entry(key(span)).or_insert_with(|| before.clash(span, channel));
                }
                let is_last = last.is_none_or(|last| span.to > last.to);
                if last.is_some_and(|last| last.owner() == span.owner()) {
                    last = last.filter(|_| !is_last).or(Some(span));
                } else if is_last {
                    (last, other) = (Some(span), last);
                } else if other.is_none_or(|other| span.to > other.to) {
                    other = Some(span);
                }
            }
            // Of the later airings, the next one of another owner.
            let mut next: Option<&Span<'_>> = None;
            let mut other: Option<&Span<'_>> = None;
            for span in spans.iter().rev() {
                let after = [next, other].into_iter().flatten().find(|after| after.owner() != span.owner());
                if let Some(after) = after.filter(|after| after.from < span.to && is_asked(span)) {
                    let _ = found.entry(key(span)).or_insert_with(|| span.clash(after, channel));
                }
                if next.is_none_or(|next| next.owner() != span.owner()) {
                    other = next;
                }
                next = Some(span);
            }
        }
        found
    }
}

/// Whose airing it is: airings of one owner do not clash.
type Owner<'a> = (&'a PieceId, Option<usize>);

impl<'a> Span<'a> {
    fn owner(&self) -> Owner<'a> {
        (self.piece, self.at)
    }

    /// The clash with an airing that begins during this one.
    fn clash(&self, later: &Span<'_>, channel: &str) -> Clash {
        Clash {
            channel: channel.to_owned(),
            first: self.piece.clone(),
            second: later.piece.clone(),
            from: later.from,
            to: self.to.min(later.to),
            slot: later.slot.clone(),
        }
    }
}

/// The seconds of a day, which is the longest airing.
const LONGEST: u32 = 24 * 60 * 60;
const DAY: TimeDelta = TimeDelta::days(1);

impl Clash {
    /// The station, hall or troupe by name.
    pub fn channel_name(&self, plan: &Plan, places: &Places) -> String {
        if let Some(id) = self.channel.strip_prefix(HALL) {
            return places.place(id).map_or_else(|| id.to_owned(), |place| place.name.clone());
        }
        if let Some(name) = self.channel.strip_prefix(TROUPE) {
            return name.to_owned();
        }
        match (plan.locality(&self.channel), plan.agency(&self.channel)) {
            (Some(locality), _) => locality.full_name(),
            (None, Some(agency)) => agency.short.clone(),
            (None, None) => self.channel.clone(),
        }
    }

    /// Whether it is a hall in which both are played.
    pub fn is_of_hall(&self) -> bool {
        self.channel.starts_with(HALL)
    }

    /// Whether it is a troupe that plays both.
    pub fn is_of_troupe(&self) -> bool {
        self.channel.starts_with(TROUPE)
    }
}

/// The broadcaster: for a body's slot its own station, else the first leading agency; none for what is not
/// broadcast.
fn channel<'a>(activity: &'a Activity, slot: &'a SlotId) -> Option<&'a str> {
    if !matches!(activity.medium, Medium::Television | Medium::Radio) {
        return None;
    }
    slot.body().map(Body::id).or_else(|| activity.lead.first().map(String::as_str))
}
