//! The state of each airing, on the schedule and in clashes.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use proptest::prelude::*;
use toasoan::document::schedule::{Request, Row, rows};
use toasoan::ledger::Clash;
use toasoan::newsroom::Newsroom;
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Status};

use super::{day, plan, settings, slot_id};

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time of the test")
}

fn piece(id: &str, airings: Vec<Airing>) -> Piece {
    let activity = airings[0].slot.activity().to_owned();
    let mut header = Header::new(PieceId(id.into()), format!("Bài {id}"), activity);
    header.status = Status::Published;
    header.airings = airings;
    Piece::new(header, Format::Av, "")
}

fn planned(slot: &str, date: &str, at: &str, minutes: u32) -> Airing {
    let slot = slot_id(slot);
    Airing { date: Some(day(date)), time: Some(time(at)), minutes: Some(minutes), ..Airing::undated(slot) }
}

fn aired(airing: Airing, date: &str, at: &str, seconds: u32) -> Airing {
    let outcome =
        Outcome { date: day(date), time: Some(time(at)), seconds: Some(seconds), note: String::new() };
    Airing { outcome: Some(outcome), ..airing }
}

fn newsroom(pieces: Vec<Piece>, today: &str) -> Newsroom {
    Newsroom::new(plan(), settings(), pieces, day(today))
}

fn written(newsroom: &Newsroom) -> Vec<Row> {
    let year = |month, date| NaiveDate::from_ymd_opt(2014, month, date).expect("a day");
    let rows = rows(newsroom, &Request::new(year(1, 1), year(12, 31)));
    rows.into_iter().filter(|row| row.piece.is_some()).collect()
}

const FIRST: &str = "chuyen-muc-cchc/2014-03/1";
const SECOND: &str = "chuyen-muc-cchc/2014-03/2";

#[test]
fn a_published_piece_has_aired_only_where_it_has() {
    // The first run and a rerun were aired; another rerun is planned for the 27th.
    let rerun = |date| Airing { is_rerun: true, ..planned(FIRST, date, "19:45", 15) };
    let run = vec![
        aired(planned(FIRST, "2014-03-06", "19:45", 15), "2014-03-06", "19:45", 851),
        aired(rerun("2014-03-08"), "2014-03-08", "09:15", 851),
        rerun("2014-03-27"),
    ];
    let status = |today| {
        let rows = written(&newsroom(vec![piece("a", run.clone())], today));
        rows.into_iter().map(|row| row.status).collect::<Vec<_>>()
    };
    assert_eq!(status("2014-03-18"), ["Đã phát", "Đã phát", "Dự kiến"]);
    assert_eq!(status("2014-03-27"), ["Đã phát", "Đã phát", "Dự kiến"]);
    assert_eq!(status("2014-03-28"), ["Đã phát", "Đã phát", "Chưa xác nhận"]);
    // As of the day of the first outcome, nothing later had happened.
    assert_eq!(status("2014-03-07"), ["Đã phát", "Dự kiến", "Dự kiến"]);
}

#[test]
fn what_went_out_takes_day_hour_and_length_from_its_outcome() {
    let late = aired(planned(FIRST, "2014-03-13", "23:50", 15), "2014-03-14", "00:10", 900);
    let longer = aired(planned(SECOND, "2014-03-20", "19:45", 15), "2014-03-20", "19:47", 1080);
    let newsroom = newsroom(vec![piece("a", vec![late]), piece("b", vec![longer])], "2014-04-10");
    let rows: Vec<_> = written(&newsroom)
        .into_iter()
        .map(|row| (row.date.expect("a day").to_string(), row.time.expect("an hour"), row.minutes, row.note))
        .collect();
    let expected = [
        ("2014-03-14", "00:10", 15, "dời từ 23:50 13/03; dài 15'"),
        ("2014-03-20", "19:47", 18, "dự kiến 19:45; dài 18'"),
    ];
    let expected =
        expected.map(|(date, at, minutes, note)| (date.to_owned(), time(at), Some(minutes), note.to_owned()));
    assert_eq!(rows, expected);
}

/// The channel, and the start and end of the overlap.
type Clashes = Vec<(&'static str, &'static str, &'static str)>;

#[test]
fn airings_of_one_channel_that_overlap_clash() {
    let radio = |locality: &str| format!("truyen-thanh/2014-W10@{locality}");
    let at = |slot: &str, date, hour, minutes| vec![planned(slot, date, hour, minutes)];
    let table: Vec<(&str, Vec<Piece>, Clashes)> = vec![
        (
            "across midnight",
            vec![
                piece("a", at(SECOND, "2014-03-26", "23:50", 30)),
                piece("b", at(SECOND, "2014-03-27", "00:00", 15)),
            ],
            vec![("dai-ptth", "2014-03-27T00:00:00", "2014-03-27T00:15:00")],
        ),
        (
            "one after the other",
            vec![
                piece("a", at(SECOND, "2014-03-26", "19:45", 15)),
                piece("b", at(SECOND, "2014-03-26", "20:00", 15)),
            ],
            vec![],
        ),
        (
            "nine radios at the same hour",
            vec![piece(
                "a",
                ["ninh-kieu", "o-mon", "co-do"]
                    .into_iter()
                    .flat_map(|id| at(&radio(id), "2014-03-05", "05:30", 15))
                    .collect(),
            )],
            vec![],
        ),
        (
            "two pieces on one district's radio",
            vec![
                piece("a", at(&radio("o-mon"), "2014-03-05", "05:30", 15)),
                piece("b", at(&radio("o-mon"), "2014-03-05", "05:40", 15)),
            ],
            vec![("o-mon", "2014-03-05T05:40:00", "2014-03-05T05:45:00")],
        ),
        (
            "a rerun and its own first run",
            vec![piece(
                "a",
                vec![
                    planned(SECOND, "2014-03-26", "19:45", 15),
                    Airing { is_rerun: true, ..planned(SECOND, "2014-03-26", "19:50", 15) },
                ],
            )],
            vec![],
        ),
        (
            "really out at another hour",
            vec![
                piece(
                    "a",
                    vec![aired(planned(SECOND, "2014-03-26", "19:45", 15), "2014-03-26", "21:00", 900)],
                ),
                piece("b", at(SECOND, "2014-03-26", "19:45", 15)),
            ],
            vec![],
        ),
    ];
    for (case, pieces, expected) in table {
        let found = newsroom(pieces, "2014-03-30").clashes();
        let found: Vec<_> = found
            .listed
            .iter()
            .map(|clash| {
                assert_eq!((clash.first.as_str(), clash.second.as_str()), ("a", "b"), "{case}");
                let moment = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
                (clash.channel.clone(), moment(clash.from), moment(clash.to))
            })
            .collect();
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(channel, from, to)| (channel.to_owned(), from.to_owned(), to.to_owned()))
            .collect();
        assert_eq!(found, expected, "{case}");
    }
}

/// Airings of a few pieces on one channel: piece, starting minute within three days, length in minutes.
fn crowded() -> impl Strategy<Value = Vec<(usize, u32, u32)>> {
    prop::collection::vec((0..6_usize, 1320..3000_u32, 1..90_u32), 1..24)
}

proptest! {
    #[test]
    fn every_pair_that_overlaps_is_found_for_the_year_the_day_and_the_piece(crowd in crowded()) {
        let begin = |minute: u32| day("2014-03-17").and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute));
        let id = |piece: usize| PieceId(format!("bai-{piece}").into());
        let mut pieces: Vec<Vec<Airing>> = vec![Vec::new(); 6];
        for &(piece, minute, minutes) in &crowd {
            let at = begin(minute);
            let airing = planned(SECOND, "2014-03-17", "00:00", minutes);
            pieces[piece].push(Airing { date: Some(at.date()), time: Some(at.time()), ..airing });
        }
        let pieces = pieces.into_iter().enumerate().filter(|(_, airings)| !airings.is_empty());
        let pieces = pieces.map(|(nth, airings)| piece(id(nth).as_str(), airings)).collect();
        let newsroom = newsroom(pieces, "2014-03-01");

        let mut pairs = Vec::new();
        let mut of_day = BTreeSet::new();
        for (nth, one) in crowd.iter().enumerate() {
            for two in &crowd[nth + 1..] {
                let (one, two) = if (one.1, one.1 + one.2, one.0) < (two.1, two.1 + two.2, two.0) { (one, two) } else { (two, one) };
                let end = (one.1 + one.2).min(two.1 + two.2);
                if one.0 != two.0 && two.1 < end {
                    pairs.push((id(one.0), id(two.0), begin(two.1), begin(end)));
                    of_day.extend([one, two].map(|airing| (begin(airing.1).date(), id(airing.0))));
                }
            }
        }
        pairs.sort();
        let reported = |clash: &Clash| (clash.first.clone(), clash.second.clone(), clash.from, clash.to);
        let clashes = newsroom.clashes();
        prop_assert_eq!(clashes.count, pairs.len() as u64);
        let mut all: Vec<_> = clashes.listed.iter().map(reported).collect();
        all.sort();
        prop_assert_eq!(&all, &pairs);

        for piece in newsroom.pieces() {
            let own = |pair: &&(PieceId, PieceId, _, _)| pair.0 == *piece.id() || pair.1 == *piece.id();
            let mut found: Vec<_> = newsroom.clashes_of(&piece.header).iter().map(reported).collect();
            found.sort();
            prop_assert_eq!(found, pairs.iter().filter(own).cloned().collect::<Vec<_>>());
        }
        // A day's chip shows only clashes of its own airings.
        let days: Vec<NaiveDate> = newsroom.days().all().collect();
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(()) };
        let found = newsroom.clashes_within(*first, *last);
        prop_assert_eq!(found.keys().cloned().collect::<BTreeSet<_>>(), of_day);
        for ((_, piece), clash) in &found {
            let clash = reported(clash);
            prop_assert!(*piece == clash.0 || *piece == clash.1);
            prop_assert!(pairs.contains(&clash));
        }
    }
}
