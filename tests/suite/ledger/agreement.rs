//! Window, report, commands and exported files agree on every figure and state with what is counted here from the
//! definitions alone.

mod clashes;
mod commands;
mod exports;
mod generated;
mod report;
mod traps;

use std::collections::HashMap;

use chrono::NaiveDate;
use rayon::prelude::*;
use toasoan::ledger::{SlotState, Tally};
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::template::draft;
use toasoan::piece::{Airing, Format, Header, Piece, PieceId, Status, Tone};
use toasoan::plan::{Activity, Plan, Slot};

use commands::Kept;

use generated::generated;

use super::sample;

/// Five days of a year: the first, the last, the sample's, and two on which much is due.
fn days(year: i32) -> [NaiveDate; 5] {
    [(1, 1), (3, 18), (6, 30), (8, 31), (12, 31)]
        .map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day).expect("a day"))
}

/// A body whose one row criticises.
const CRITICAL: &str = "## 01\nLời: Việc này còn chậm.\nTính chất: phê phán\n";

/// The template of an activity of plan 127, as a script.
fn untouched(activity: &Activity, header: Header) -> Piece {
    let script = Activity { format: Format::Av, ..activity.clone() };
    Piece { header, ..draft(&script, None, PieceId("01TEST".into())) }
}

/// What a piece does: what its header says, and in a script the rows that somebody has written.
fn tones(piece: &Piece, plan: &Plan) -> Vec<Tone> {
    let mut tones = piece.header.tones.clone();
    let is_untouched = plan
        .activity(&piece.header.activity)
        .is_some_and(|activity| piece.body == untouched(activity, piece.header.clone()).body);
    if matches!(piece.format, Format::Av | Format::Radio) && !is_untouched {
        let body = piece.body.peek();
        let named = body.lines().filter_map(|line| line.strip_prefix("Tính chất:"));
        for name in named.flat_map(|names| names.split(',')) {
            tones.push(match name.trim() {
                "biểu dương" => Tone::Praise,
                "phê phán" => Tone::Critique,
                "nêu gương" => Tone::ModelOfficial,
                other => panic!("{other} is no tone"),
            });
        }
    }
    tones
}

/// The status at the end of a day, by definition.
fn status(header: &Header, day: NaiveDate) -> Status {
    match header.status {
        status if header.status_since.is_none_or(|since| since <= day) => status,
        Status::Idea => Status::Idea,
        _ => {
            let given = header.approvals.iter().filter(|approval| approval.date <= day).count();
            match header.status {
                Status::Published if given > 0 && given == header.approvals.len() => Status::Approved,
                Status::Published | Status::Approved if given > 0 => Status::InReview,
                _ => Status::Drafting,
            }
        }
    }
}

/// The state of an airing on a day.
enum Fate {
    /// Aired, on a day that may be unknown.
    Out(Option<NaiveDate>),
    Unconfirmed,
    Open,
}

fn fate(header: &Header, airing: &Airing, day: NaiveDate) -> Fate {
    let out = airing.outcome.as_ref().map(|outcome| outcome.date).filter(|date| *date <= day);
    if out.is_some() {
        return Fate::Out(out);
    }
    let is_silent = header.airings.iter().all(|airing| airing.outcome.is_none());
    let by_status = is_silent && status(header, day) == Status::Published;
    match airing.date {
        date if by_status && date.is_none_or(|date| date <= day) => Fate::Out(date),
        Some(date) if date < day => Fate::Unconfirmed,
        _ => Fate::Open,
    }
}

fn state(slot: &Slot, headers: &[&Header], day: NaiveDate) -> SlotState {
    let (mut in_time, mut late, mut unconfirmed, mut pieces, mut open) = (false, false, false, 0, false);
    for header in headers.iter().filter(|header| status(header, day) != Status::Dropped) {
        for airing in header.airings.iter().filter(|airing| airing.slot == slot.id) {
            pieces += 1;
            open |= !matches!(status(header, day), Status::Approved | Status::Published);
            match fate(header, airing, day) {
                Fate::Out(Some(date)) if date > slot.to => late = true,
                Fate::Out(_) => in_time = true,
                Fate::Unconfirmed => unconfirmed = true,
                Fate::Open => {}
            }
        }
    }
    match () {
        () if in_time => SlotState::InTime,
        () if late => SlotState::Late,
        () if unconfirmed => SlotState::Unconfirmed,
        () if slot.to <= day => SlotState::Missing,
        () if pieces == 0 => SlotState::Empty,
        () if open => SlotState::InHand,
        () => SlotState::Ready,
    }
}

/// The state of each slot, by its id, on a day.
fn states<'a>(slots: &'a [Slot], newsroom: &Newsroom, day: NaiveDate) -> HashMap<&'a str, SlotState> {
    let mut of_slot: HashMap<&str, Vec<&Header>> = HashMap::new();
    for header in newsroom.pieces().map(|piece| &piece.header) {
        for airing in &header.airings {
            let known = of_slot.entry(airing.slot.as_str()).or_default();
            if !known.iter().any(|other| other.id == header.id) {
                known.push(header);
            }
        }
    }
    let state = |slot: &'a Slot| {
        let headers = of_slot.get(slot.id.as_str()).map_or(&[][..], Vec::as_slice);
        (slot.id.as_str(), state(slot, headers, day))
    };
    slots.iter().map(state).collect()
}

fn assert_agrees(newsroom: &mut Newsroom, days: [NaiveDate; 5], fonts: &mut Fonts, name: &str) {
    let kept = Kept::new(newsroom);
    let mut slots = newsroom.plan().slots(newsroom.settings());
    let start = newsroom.settings().start;
    slots.retain(|slot| start.is_none_or(|start| start <= slot.to));
    for day in days {
        newsroom.set_today(day);
        let case = format!("{name} on {day}");
        let states = states(&slots, newsroom, day);
        assert_window(newsroom, &states, &slots, &case);
        commands::assert_commands(newsroom, &kept, &states, &slots, &case);
        report::assert_report(newsroom, &states, &slots, fonts, &case);
        let rows = exports::csv(newsroom);
        exports::assert_states(&rows, &states, &slots, &case);
        exports::assert_workbook(newsroom, &rows, &case);
        exports::assert_events(newsroom, &rows, &case);
    }
}

/// What the screens are drawn from.
fn assert_window(newsroom: &Newsroom, states: &HashMap<&str, SlotState>, slots: &[Slot], case: &str) {
    let day = newsroom.today();
    for slot in slots {
        let view = newsroom.obligations().get(&slot.id).expect("owed");
        assert_eq!(view.state, states[slot.id.as_str()], "{case}: {}", slot.id);
    }
    let count = |tally: Tally, slots: Vec<&Slot>, what: &str| {
        assert_eq!(tally.owed as usize, slots.len(), "{case}: {what}");
        let due = slots.iter().filter(|slot| slot.to <= day).count();
        assert_eq!(tally.due as usize, due, "{case}: {what}");
        for state in SlotState::ALL {
            let found = slots.iter().filter(|slot| states[slot.id.as_str()] == state).count();
            assert_eq!(tally.count(state) as usize, found, "{case}: {what}: {state:?}");
        }
    };
    let progress = newsroom.progress();
    for row in &progress.activities {
        let of = slots.iter().filter(|slot| slot.id.activity() == row.activity);
        count(row.total, of.collect(), &row.activity);
    }
    for row in &progress.localities {
        let of = slots.iter().filter(|slot| slot.id.locality() == Some(&row.id));
        count(row.total, of.collect(), &row.id);
    }
    count(progress.total, slots.iter().collect(), "all");
}

#[test]
fn the_sample_is_counted_alike_everywhere() {
    assert_agrees(&mut sample("2014-03-18"), days(2014), &mut Fonts::new(), "the sample");
}

#[test]
fn two_hundred_newsrooms_are_counted_alike_everywhere() {
    let of_seed = |fonts: &mut Fonts, seed| {
        let (mut newsroom, days) = generated(seed);
        assert_agrees(&mut newsroom, days, fonts, &format!("newsroom {seed}"));
        let Tally { in_time, late, unconfirmed, missing, .. } = newsroom.progress().total;
        [in_time, late, unconfirmed, missing].map(u64::from).into_iter().chain([newsroom.clashes().count])
    };
    // On threads of their own: workspaces that other tests open would wait behind them on the shared ones.
    let threads = rayon::ThreadPoolBuilder::new().build().expect("threads");
    let counts: Vec<Vec<u64>> = threads.install(|| {
        let seeds = (0..200_u64).into_par_iter();
        seeds.map_init(Fonts::new, |fonts, seed| of_seed(fonts, seed).collect()).collect()
    });
    // In many of them there is something of each kind to agree on.
    for kind in 0..5 {
        let some = counts.iter().filter(|counts| counts[kind] > 0).count();
        assert!(some > 70, "kind {kind}: {some}");
    }
}
