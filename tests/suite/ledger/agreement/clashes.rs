//! Airings of one channel that overlap, found by comparing each with each.

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::Value;
use toasoan::newsroom::Newsroom;
use toasoan::piece::{Airing, Header, Status};
use toasoan::plan::Medium;

use super::status;

/// Channel, beginning, end and piece of an airing.
type Span<'a> = (&'a str, NaiveDateTime, NaiveDateTime, &'a str);

pub fn assert_clashes(newsroom: &Newsroom, ledger: &Value, case: &str) {
    let mut expected: Vec<String> = Vec::new();
    let spans: Vec<Span<'_>> = newsroom
        .pieces()
        .map(|piece| &piece.header)
        .filter(|header| status(header, newsroom.today()) != Status::Dropped)
        .flat_map(|header| header.airings.iter().filter_map(move |airing| span(newsroom, header, airing)))
        .collect();
    for (at, (channel, from, to, piece)) in spans.iter().enumerate() {
        for (_, other_from, other_to, other) in spans[..at].iter().filter(|span| span.0 == *channel) {
            let (first, last) = (from.max(other_from), to.min(other_to));
            if piece != other && first < last {
                expected.push(said(channel, [piece, other], *first, *last));
            }
        }
    }
    let clash = |clash: &Value| {
        let text = |name: &str| clash[name].as_str().expect("a text");
        let time = |name: &str| text(name).parse::<NaiveDateTime>().expect("a time");
        said(text("channel"), [text("first"), text("second")], time("from"), time("to"))
    };
    let mut found: Vec<String> = ledger["clashes"].as_array().expect("clashes").iter().map(clash).collect();
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected, "{case}");
    assert_eq!(ledger["clash_count"], expected.len(), "{case}");
}

/// Of two that begin at once, neither is the first.
fn said(channel: &str, mut pieces: [&str; 2], from: NaiveDateTime, to: NaiveDateTime) -> String {
    pieces.sort_unstable();
    format!("{channel} {pieces:?} {from}–{to}")
}

/// Only what is broadcast has a channel: the district's own radio, else the station that leads. What has gone out takes
/// day, hour and length from its outcome; the programme's hour is of the planned day only.
fn span<'a>(newsroom: &'a Newsroom, header: &'a Header, airing: &'a Airing) -> Option<Span<'a>> {
    let activity = newsroom.plan().activity(airing.slot.activity())?;
    if !matches!(activity.medium, Medium::Television | Medium::Radio) {
        return None;
    }
    let channel = airing.slot.locality().or(activity.lead.first().map(String::as_str))?;
    let programme = newsroom.settings().programme_of(&airing.slot);
    let time = airing.time.or(programme.as_deref().and_then(|programme| programme.time));
    let minutes = airing.minutes.or(programme.as_deref().and_then(|programme| programme.minutes));
    let planned = minutes.map(|minutes| minutes * 60);
    let (date, time, seconds) = match &airing.outcome {
        Some(outcome) if outcome.date <= newsroom.today() => {
            let is_moved = airing.date.is_some_and(|date| date != outcome.date);
            let time = outcome.time.or(time.filter(|_| !is_moved));
            (Some(outcome.date), time, outcome.seconds.or(planned))
        }
        _ => (airing.date, time, planned),
    };
    let from = date?.and_time(time?);
    let seconds = seconds.filter(|seconds| *seconds > 0)?;
    Some((channel, from, from + TimeDelta::seconds(seconds.into()), header.id.as_str()))
}
