//! Airings of one channel that overlap.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::Serialize;

use super::AsOf;
use crate::piece::{Header, PieceId, Status};
use crate::plan::{Activity, Medium, Plan, Settings, SlotId};

/// Two pieces of which one begins on a channel before the other has ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Clash {
    /// The body that airs: an agency, or the locality whose own radio it is.
    pub channel: String,
    /// The piece that begins first.
    pub first: PieceId,
    pub second: PieceId,
    /// The time that both claim.
    pub from: NaiveDateTime,
    pub to: NaiveDateTime,
    /// Where the second begins.
    #[serde(skip)]
    pub slot: SlotId,
}

/// One airing's time on its channel.
struct Span<'a> {
    from: NaiveDateTime,
    to: NaiveDateTime,
    piece: &'a PieceId,
    slot: &'a SlotId,
}

/// All clashes of the pieces' airings as they are known on a day, by channel and time. Only what is broadcast has a
/// channel, and only an airing with an hour and a length has a span. Two airings of one piece do not clash.
pub fn clashes<'a>(
    plan: &'a Plan,
    settings: &Settings,
    headers: impl Iterator<Item = &'a Header>,
    today: NaiveDate,
) -> Vec<Clash> {
    let mut channels: BTreeMap<&str, Vec<Span<'_>>> = BTreeMap::new();
    for header in headers {
        let known = AsOf::new(header, today);
        if known.status() == Status::Dropped {
            continue;
        }
        for airing in &header.airings {
            let activity = plan.activity(airing.slot.activity());
            let Some(channel) = activity.and_then(|activity| channel(activity, &airing.slot)) else {
                continue;
            };
            let timing = known.timing(airing, settings.programme_of(&airing.slot).as_deref());
            let (Some(date), Some(time), Some(seconds)) = (timing.date, timing.time, timing.seconds) else {
                continue;
            };
            let from = date.and_time(time);
            let length = TimeDelta::seconds(i64::from(seconds.min(LONGEST)));
            let Some(to) = from.checked_add_signed(length) else { continue };
            let span = Span { from, to, piece: &header.id, slot: &airing.slot };
            channels.entry(channel).or_default().push(span);
        }
    }
    let mut found = Vec::new();
    for (channel, mut spans) in channels {
        spans.sort_unstable_by(|a, b| (a.from, a.to, a.piece).cmp(&(b.from, b.to, b.piece)));
        // Those that may still run when the next begins.
        let mut running: Vec<&Span<'_>> = Vec::new();
        for span in &spans {
            running.retain(|earlier| earlier.to > span.from);
            for earlier in running.iter().filter(|earlier| earlier.piece != span.piece && span.to > span.from)
            {
                found.push(Clash {
                    channel: channel.to_owned(),
                    first: earlier.piece.clone(),
                    second: span.piece.clone(),
                    from: span.from,
                    to: earlier.to.min(span.to),
                    slot: span.slot.clone(),
                });
            }
            running.push(span);
        }
    }
    found
}

/// Seconds of a day: an airing is no longer.
const LONGEST: u32 = 24 * 60 * 60;

impl Plan {
    /// What a clash's channel is called.
    pub fn channel_name(&self, channel: &str) -> String {
        match (self.locality(channel), self.agency(channel)) {
            (Some(locality), _) => locality.full_name(),
            (None, Some(agency)) => agency.short.clone(),
            (None, None) => channel.to_owned(),
        }
    }
}

/// The body that airs: of a district's slot its own radio, else the first of the leading agencies; none for what is not
/// broadcast.
fn channel<'a>(activity: &'a Activity, slot: &'a SlotId) -> Option<&'a str> {
    if !matches!(activity.medium, Medium::Television | Medium::Radio) {
        return None;
    }
    slot.locality().or_else(|| activity.lead.first().map(String::as_str))
}
