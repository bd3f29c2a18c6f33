//! Window, report, commands and exported files agree on every figure and state with what is counted here from the
//! definitions alone.

mod commands;
mod exports;
mod traps;

use std::collections::HashMap;

use chrono::NaiveDate;
use rayon::prelude::*;
use toasoan::document::{PrintOptions, report};
use toasoan::ledger::{SlotState, Tally};
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::template::draft;
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Status, Tone};
use toasoan::plan::{Activity, Plan, Slot};

use commands::Kept;

use super::{plan, sample, settings};
use crate::documents::text;

/// Five days of the year: the first, the last, the sample's, and two on which much is due.
const DAYS: [&str; 5] = ["2014-01-01", "2014-03-18", "2014-06-30", "2014-08-31", "2014-12-31"];

/// A deterministic generator of whole numbers.
struct Rng(u64);

impl Rng {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn day_near(&mut self, slot: &Slot) -> NaiveDate {
        let days = (slot.to - slot.from).num_days() as usize + 30;
        slot.from + chrono::Days::new(self.roll(days) as u64)
    }
}

/// A body whose one row criticises.
const CRITICAL: &str = "## 01\nLời: Việc này còn chậm.\nTính chất: phê phán\n";

/// A newsroom of pieces in every status, moved, late, repeated, half confirmed, undated; some with their activity's
/// template untouched, some that criticise in a row.
fn generated(seed: u64) -> Newsroom {
    let (plan, settings) = (plan(), settings());
    let slots = plan.slots(&settings);
    let mut rng = Rng(seed);
    let pieces: Vec<Piece> = (0..80)
        .map(|number| {
            let first = &slots[rng.roll(slots.len())];
            let mut header = Header::new(
                PieceId(format!("{number:026}").into()),
                format!("Bài {number}"),
                first.id.activity(),
            );
            header.status = Status::ALL[rng.roll(6)];
            header.status_since = (rng.roll(3) > 0).then(|| rng.day_near(first));
            header.tones = Tone::ALL.into_iter().filter(|_| rng.roll(3) == 0).collect();
            header.topics = vec!["III.2.b".into()];
            for slot in slots.iter().filter(|slot| slot.id.series() == first.id.series()) {
                for is_rerun in [false, true] {
                    if is_rerun && rng.roll(4) > 0 {
                        continue;
                    }
                    let date = (rng.roll(5) > 0).then(|| rng.day_near(slot));
                    let outcome = (rng.roll(3) == 0).then(|| Outcome {
                        date: rng.day_near(slot),
                        time: None,
                        seconds: Some(600),
                        note: String::new(),
                    });
                    header.airings.push(Airing {
                        date,
                        is_rerun,
                        outcome,
                        ..Airing::undated(slot.id.clone())
                    });
                }
            }
            match rng.roll(3) {
                0 => Piece::new(header, Format::Av, ""),
                1 => Piece::new(header, Format::Av, CRITICAL),
                _ => untouched(plan.activity(first.id.activity()).expect("an activity"), header),
            }
        })
        .collect();
    Newsroom::new(plan, settings, pieces, DAYS[0].parse::<NaiveDate>().expect("a day"))
}

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

/// How much of a newsroom is looked at; the window's figures and the CSV are in any case, on each day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    /// The commands, the workbook and the calendar on one of the days, by its place among them.
    OneDay(usize),
    /// These on each day.
    Days,
    /// The printed report too, which takes its time.
    Whole,
}

fn assert_agrees(newsroom: &mut Newsroom, care: Care, name: &str) {
    let kept = Kept::new(newsroom);
    let slots = newsroom.plan().slots(newsroom.settings());
    for (at, day) in DAYS.map(|day| day.parse::<NaiveDate>().expect("a day")).into_iter().enumerate() {
        newsroom.set_today(day);
        let case = format!("{name} on {day}");
        let states = states(&slots, newsroom, day);
        assert_window(newsroom, &states, &slots, &case);
        let rows = exports::csv(newsroom);
        exports::assert_states(&rows, &states, &slots, &case);
        if matches!(care, Care::OneDay(other) if other != at) {
            continue;
        }
        commands::assert_commands(newsroom, &kept, &states, &slots, &case);
        exports::assert_workbook(newsroom, &rows, &case);
        exports::assert_events(newsroom, &rows, &case);
        if care == Care::Whole {
            assert_report(newsroom, newsroom.progress().total, &case);
        }
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
        let of = slots.iter().filter(|slot| slot.id.locality() == Some(&row.locality));
        count(row.total, of.collect(), &row.locality);
    }
    count(progress.total, slots.iter().collect(), "all");
}

/// The report's line of totals.
fn assert_report(newsroom: &Newsroom, total: Tally, case: &str) {
    let document = report::document(newsroom, None, &PrintOptions::default(), &mut Fonts::new());
    let words = text(&document).split_whitespace().collect::<Vec<_>>().join(" ");
    let Tally { owed, due, in_time, late, unconfirmed, missing, ready, in_hand, empty } = total;
    for wanted in [
        format!("Cả năm phải thực hiện {owed} kỳ; đến nay {due} kỳ đã đến hạn."),
        format!(
            "đúng hạn {in_time} kỳ, trễ {late} kỳ; {unconfirmed} kỳ đã qua ngày nhưng chưa xác nhận; {missing} kỳ"
        ),
        format!("đã duyệt {ready} kỳ, đang soạn hoặc chờ duyệt {in_hand} kỳ, chưa có bài {empty} kỳ."),
    ] {
        assert!(words.contains(&wanted), "{case}: {wanted:?} in {words}");
    }
}

#[test]
fn the_sample_is_counted_alike_everywhere() {
    assert_agrees(&mut sample("2014-03-18"), Care::Whole, "the sample");
}

#[test]
fn two_hundred_newsrooms_are_counted_alike_everywhere() {
    let is_long = std::env::var("TOASOAN_LONG").is_ok_and(|value| value == "1");
    (0..200_u64).into_par_iter().for_each(|seed| {
        let care = match seed % 20 {
            0 => Care::Whole,
            _ if is_long => Care::Days,
            nth => Care::OneDay(nth as usize % DAYS.len()),
        };
        assert_agrees(&mut generated(seed), care, &format!("newsroom {seed}"));
    });
}
