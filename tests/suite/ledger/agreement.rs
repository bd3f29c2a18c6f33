//! Window, report and CSV agree on every figure and state with what is counted here from the definitions alone.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use toasoan::document::schedule::Request;
use toasoan::document::{PrintOptions, report};
use toasoan::export::ics::Changes;
use toasoan::export::job;
use toasoan::ledger::{SlotState, Tally};
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Status, Tone};
use toasoan::plan::Slot;

use super::{plan, sample, settings};
use crate::documents::text;

/// Five days of the year: its first and last, the sample's, and two on which much falls due.
const DAYS: [&str; 5] = ["2014-01-01", "2014-03-18", "2014-06-30", "2014-08-31", "2014-12-31"];

/// Whole numbers from a seed, the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn day_near(&mut self, slot: &Slot) -> NaiveDate {
        let days = (slot.to - slot.from).num_days() as usize + 30;
        slot.from + chrono::Days::new(self.roll(days) as u64)
    }
}

/// A newsroom of pieces in every status, moved, late, repeated, half confirmed, undated.
fn generated(seed: u64) -> Newsroom {
    let (plan, settings) = (plan(), settings());
    let slots = plan.slots(&settings);
    let mut dice = Dice(seed);
    let pieces: Vec<Piece> = (0..80)
        .map(|number| {
            let first = &slots[dice.roll(slots.len())];
            let mut header = Header::new(
                PieceId(format!("{number:026}").into()),
                format!("Bài {number}"),
                first.id.activity(),
            );
            header.status = Status::ALL[dice.roll(6)];
            header.status_since = (dice.roll(3) > 0).then(|| dice.day_near(first));
            header.tones = Tone::ALL.into_iter().filter(|_| dice.roll(3) == 0).collect();
            header.topics = vec!["III.2.b".into()];
            for slot in slots.iter().filter(|slot| slot.id.series() == first.id.series()) {
                for is_rerun in [false, true] {
                    if is_rerun && dice.roll(4) > 0 {
                        continue;
                    }
                    let date = (dice.roll(5) > 0).then(|| dice.day_near(slot));
                    let outcome = (dice.roll(3) == 0).then(|| Outcome {
                        date: dice.day_near(slot),
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
            Piece::new(header, Format::Av, "")
        })
        .collect();
    Newsroom::new(plan, settings, pieces, DAYS[0].parse::<NaiveDate>().expect("a day"))
}

/// The status at the end of a day, as the definitions say it.
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

/// What became of an airing by a day.
enum Fate {
    /// It went out, on a day that may not be known.
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

/// A printed report is looked at only where asked: it takes its time.
fn assert_agrees(newsroom: &mut Newsroom, is_printed: bool, name: &str) {
    for day in DAYS.map(|day| day.parse::<NaiveDate>().expect("a day")) {
        newsroom.set_today(day);
        let case = format!("{name} on {day}");
        let headers: Vec<&Header> = newsroom.pieces().map(|piece| &piece.header).collect();
        let slots = newsroom.plan().slots(newsroom.settings());
        let mut of_slot: HashMap<&str, Vec<&Header>> = HashMap::new();
        for header in &headers {
            for airing in &header.airings {
                let known = of_slot.entry(airing.slot.as_str()).or_default();
                if !known.iter().any(|other| other.id == header.id) {
                    known.push(header);
                }
            }
        }
        let states: HashMap<&str, SlotState> = slots
            .iter()
            .map(|slot| {
                let headers = of_slot.get(slot.id.as_str()).map_or(&[][..], Vec::as_slice);
                (slot.id.as_str(), state(slot, headers, day))
            })
            .collect();
        let progress = newsroom.progress();

        // The window's model.
        for slot in &slots {
            let view = newsroom.obligations().get(&slot.id).expect("owed");
            assert_eq!(view.state, states[slot.id.as_str()], "{case}: {}", slot.id);
        }
        let count = |tally: Tally, slots: Vec<&Slot>, what: &str| {
            assert_eq!(tally.owed as usize, slots.len(), "{case}: {what}");
            assert_eq!(
                tally.due as usize,
                slots.iter().filter(|slot| slot.to <= day).count(),
                "{case}: {what}"
            );
            for state in SlotState::ALL {
                let found = slots.iter().filter(|slot| states[slot.id.as_str()] == state).count();
                assert_eq!(tally.count(state) as usize, found, "{case}: {what}: {state:?}");
            }
        };
        for row in &progress.activities {
            count(
                row.total,
                slots.iter().filter(|slot| slot.id.activity() == row.activity).collect(),
                &row.activity,
            );
        }
        for row in &progress.localities {
            let of = slots.iter().filter(|slot| slot.id.locality() == Some(&row.locality));
            count(row.total, of.collect(), &row.locality);
        }
        count(progress.total, slots.iter().collect(), "all");

        assert_csv(newsroom, &states, &slots, &case);
        if is_printed {
            assert_report(newsroom, progress.total, &case);
        }
    }
}

/// The rows of the year's schedule add up to the same states.
fn assert_csv(newsroom: &Newsroom, states: &HashMap<&str, SlotState>, slots: &[Slot], case: &str) {
    let year = |month, day| NaiveDate::from_ymd_opt(2014, month, day).expect("a day");
    let activities = newsroom.plan().activities.iter().map(|activity| activity.id.clone()).collect();
    let request = Request { activities, ..Request::new(year(1, 1), year(12, 31)) };
    let bytes = job::schedule(
        newsroom,
        &request,
        "csv",
        &PrintOptions::default(),
        &Changes::UNKNOWN,
        &mut Fonts::new(),
    );
    let bytes = bytes.expect("a file");
    let mut rows = csv::Reader::from_reader(&bytes[..]);
    let mut of_slot: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for row in rows.records().map(|row| row.expect("a row")) {
        of_slot.entry(row[12].to_owned()).or_default().push((row[0].to_owned(), row[10].to_owned()));
    }
    for slot in slots {
        let rows = &of_slot[slot.id.as_str()];
        let done: Vec<_> = rows.iter().filter(|(_, status)| status.starts_with("Đã ")).collect();
        let done: Vec<_> = done.into_iter().filter(|(_, status)| !status.contains("duyệt")).collect();
        let is_in_time = |date: &str| date.is_empty() || date.parse::<NaiveDate>().expect("a day") <= slot.to;
        let is_out = states[slot.id.as_str()].is_done();
        // A piece that was dropped has no row.
        assert_eq!(!done.is_empty(), is_out, "{case}: {}: {rows:?}", slot.id);
        let late = is_out && !done.iter().any(|(date, _)| is_in_time(date));
        assert_eq!(late, states[slot.id.as_str()] == SlotState::Late, "{case}: {}: {rows:?}", slot.id);
        let waits = !is_out && rows.iter().any(|(_, status)| status == "Chưa xác nhận");
        assert_eq!(
            waits,
            states[slot.id.as_str()] == SlotState::Unconfirmed,
            "{case}: {}: {rows:?}",
            slot.id
        );
    }
}

/// The report's line of sums.
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
    assert_agrees(&mut sample("2014-03-18"), true, "the sample");
}

#[test]
fn two_hundred_newsrooms_are_counted_alike_everywhere() {
    for seed in 0..200 {
        assert_agrees(&mut generated(seed), seed % 20 == 0, &format!("newsroom {seed}"));
    }
}

#[test]
fn the_year_s_tones_are_the_sum_of_its_months() {
    for seed in 0..20 {
        let mut newsroom = generated(seed);
        for day in DAYS.map(|day| day.parse::<NaiveDate>().expect("a day")) {
            newsroom.set_today(day);
            let progress = newsroom.progress();
            let counted = newsroom.pieces().filter(|piece| {
                let header = &piece.header;
                let out = header
                    .airings
                    .iter()
                    .filter_map(|airing| match fate(header, airing, day) {
                        Fate::Out(date) => date,
                        Fate::Unconfirmed | Fate::Open => None,
                    })
                    .min();
                let first = out.or_else(|| header.airings.iter().filter_map(|airing| airing.date).min());
                status(header, day) != Status::Dropped
                    && first.is_some_and(|day| day.year() == 2014)
                    && header.tones.contains(&Tone::Critique)
            });
            assert_eq!(progress.year_tones().critique as usize, counted.count(), "newsroom {seed} on {day}");
        }
    }
}
