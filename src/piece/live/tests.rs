use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use proptest::prelude::*;

use super::{Act, Desk, State};
use crate::piece::av::Script;
use crate::plan::Settings;

const BODY: &str = "## 01\nMục: Chào\nThời lượng: 60s\n\n## 02\nMục: Phóng sự\nThời lượng: 2p\n\n## 03\nMục: Hỏi đáp\nThời lượng: \
                    3p\n\n## 04\nMục: Kết\nThời lượng: 1p\n";

fn at(seconds: i64) -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2014, 3, 18).expect("a day");
    day.and_time(time()) + TimeDelta::seconds(seconds)
}

fn time() -> NaiveTime {
    NaiveTime::from_hms_opt(20, 0, 0).expect("a time")
}

fn desk() -> Desk {
    Desk::new(&Script::parse(BODY), &Settings::default(), Some(7), Some(time()))
}

#[test]
fn a_dialogue_runs_late_leaves_an_item_out_and_ends_on_time() {
    let mut desk = desk();
    let before = desk.at(at(-600));
    assert_eq!((before.next, before.over, before.expected_end), (Some(0), 0, Some(at(420))));
    assert_eq!(before.rows[1].latest, Some(at(60)), "counted back from the end");

    assert!(desk.act(Act::Start(0), at(10)));
    assert_eq!(desk.at(at(40)).over, 10, "it began ten seconds late");
    assert!(desk.act(Act::Start(1), at(100)));
    let now = desk.at(at(100));
    assert_eq!((now.rows[0].actual, now.on_air, now.next, now.over), (90, Some(1), Some(2), 40));
    assert_eq!(now.rows[2].latest, Some(at(180)), "it must start at 20:03:00");

    assert!(desk.act(Act::Float(3), at(110)));
    assert_eq!(desk.at(at(110)).over, -20);
    assert!(desk.act(Act::Hold, at(120)) && !desk.act(Act::Hold, at(121)));
    assert!(desk.act(Act::Note("Hồ sơ một cửa nộp ở đâu?".into()), at(125)));
    assert!(desk.act(Act::Resume, at(150)));
    assert!(desk.act(Act::Start(2), at(250)));
    assert!(desk.act(Act::End, at(415)));
    assert!(!desk.act(Act::Start(3), at(416)), "it is over");

    let record = desk.record(at(9999)).expect("a record");
    assert_eq!((record.id.as_str(), record.date), ("2014-03-18T20:00:10", at(0).date()));
    let (items, others) = record.lines();
    assert_eq!(items[0], ["01", "Chào", "20:00:10", "20:01:40", "1'30\"", "1'00\""]);
    assert_eq!(items[1], ["02", "Phóng sự", "20:01:40", "20:04:10", "2'00\"", "2'00\""]);
    assert_eq!(items[3], ["04", "Kết", "để lại", "", "", "1'00\""]);
    assert_eq!(
        others,
        [
            "Lên sóng 20:00:10, kết thúc 20:06:55, dài 6'45\" (kế hoạch 7'00\"), sớm 5\".",
            "20:02:00–20:02:30 Tạm dừng 30\"",
            "20:02:05 Câu hỏi, ghi nhận: Hồ sơ một cửa nộp ở đâu?",
        ]
    );
}

#[test]
fn a_programme_over_midnight_counts_on() {
    let start = NaiveTime::from_hms_opt(23, 58, 0);
    let mut desk = Desk::new(&Script::parse(BODY), &Settings::default(), Some(7), start);
    let begin = at(0).date().and_hms_opt(23, 58, 0).expect("a time");
    assert!(desk.act(Act::Start(0), begin));
    let later = begin + TimeDelta::seconds(300);
    let now = desk.at(later);
    assert_eq!((now.elapsed, now.rows[0].actual, now.over), (300, 300, 240));
}

#[test]
fn hours_before_the_plan_counts_and_a_rehearsal_counts_from_its_own_beginning() {
    let mut desk = desk();
    assert_eq!(desk.at(at(-3 * 3600)).expected_end, Some(at(420)));
    assert!(desk.act(Act::Start(0), at(-3 * 3600)));
    let now = desk.at(at(-3 * 3600 + 20));
    assert_eq!((now.over, now.rows[1].latest), (0, Some(at(-3 * 3600 + 60))));
}

fn acts() -> impl Strategy<Value = Vec<(u8, usize, i64)>> {
    prop::collection::vec((0_u8..8, 0_usize..5, 0_i64..200), 0..40)
}

fn act(kind: u8, item: usize) -> Act {
    match kind {
        0 => Act::Skip(item),
        1 => Act::Float(item),
        2 => Act::Return(item),
        3 => Act::Hold,
        4 => Act::Resume,
        5 => Act::Note("câu hỏi".into()),
        6 if item == 4 => Act::End,
        _ => Act::Start(item),
    }
}

#[test]
fn parts_of_seconds_are_not_lost() {
    let mut desk = desk();
    let half = |halves: i64| at(0) + TimeDelta::milliseconds(halves * 500);
    for item in 0..4 {
        assert!(desk.act(Act::Start(item), half(item as i64 * 3)));
    }
    assert!(desk.act(Act::End, half(13)));
    let now = desk.at(half(100));
    let lengths: Vec<i64> = now.rows.iter().map(|row| row.actual).collect();
    assert_eq!((now.elapsed, lengths.iter().sum::<i64>()), (6, 6), "{lengths:?}");
}

proptest! {
    /// Whatever is done, no item is lost, and the time from beginning to end is what the items took and what was
    /// held.
    #[test]
    fn the_whole_is_the_sum_of_its_items_and_holds(acts in acts()) {
        let mut desk = desk();
        let mut clock = 0;
        for (kind, item, wait) in acts {
            clock += wait;
            let _ = desk.act(act(kind, item), at(clock));
            let now = desk.at(at(clock + 7));
            prop_assert_eq!(now.rows.len(), 4);
            let sum: i64 = now.rows.iter().map(|row| row.actual).sum();
            prop_assert_eq!(now.elapsed, sum + now.held);
            let on_air = now.rows.iter().filter(|row| row.state == State::OnAir).count();
            prop_assert_eq!(on_air, usize::from(now.on_air.is_some()));
            prop_assert!(now.next.is_none_or(|item| now.rows[item].state == State::Waiting));
            let waits = now.rows.iter().any(|row| row.state == State::Waiting);
            prop_assert_eq!(now.next.is_some(), waits, "each item that waits comes up");
        }
        let lines = desk.record(at(clock)).map(|record| record.lines().0.len());
        prop_assert!(lines.is_none_or(|lines| lines == 4));
    }

    /// Undo leads back through every state, however the acts were mixed.
    #[test]
    fn undo_leads_back_through_every_state(acts in acts()) {
        let mut desk = desk();
        let mut states = vec![desk.clone()];
        let mut clock = 0;
        for (kind, item, wait) in acts {
            clock += wait;
            if desk.act(act(kind, item), at(clock)) {
                states.push(desk.clone());
            }
        }
        while let Some(state) = states.pop() {
            prop_assert_eq!(&desk, &state);
            let _ = desk.undo();
        }
        prop_assert!(!desk.undo());
    }
}
