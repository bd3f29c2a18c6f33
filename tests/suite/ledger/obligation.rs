//! The state of each obligation, and their totals.

use chrono::NaiveTime;
use toasoan::ledger::{Obligations, Progress, SlotState, SlotView};
use toasoan::newsroom::Command;
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Status, Tone};
use toasoan::plan::Settings;

use super::{day, plan, settings, slot_id};

fn piece(id: &str, status: Status, airings: Vec<Airing>) -> Piece {
    let mut header = Header::new(PieceId(id.into()), format!("Bài {id}"), "chuyen-muc-cchc");
    header.status = status;
    header.airings = airings;
    Piece::new(header, Format::Av, "")
}

fn airing(slot: &str) -> Airing {
    Airing::undated(slot_id(slot))
}

fn aired(slot: &str, date: &str) -> Airing {
    let outcome = Outcome { date: day(date), time: None, seconds: None, note: String::new() };
    Airing { outcome: Some(outcome), ..airing(slot) }
}

/// Planned for one day, aired on another.
fn moved(slot: &str, planned: &str, date: &str) -> Piece {
    piece("a", Status::Published, vec![Airing { date: Some(day(planned)), ..aired(slot, date) }])
}

fn obligations(pieces: &[Piece], today: &str) -> Obligations {
    Obligations::new(&plan(), &settings(), pieces.iter().map(|piece| &piece.header), day(today))
}

/// The slot of the table below: 16–31 March.
const SLOT: &str = "chuyen-muc-cchc/2014-03/2";
const OTHER: &str = "chuyen-muc-cchc/2014-03/1";

#[test]
fn a_slot_stands_where_its_pieces_and_the_day_put_it() {
    use SlotState::{Empty, InHand, InTime, Late, Missing, Ready, Unconfirmed};
    use Status::{Approved, Drafting, Dropped, Idea, InReview};
    let (within, last, after) = ("2014-03-18", "2014-03-31", "2014-04-01");
    let in_slot = |status| piece("a", status, vec![airing(SLOT)]);
    let planned =
        |status, date: &str| piece("a", status, vec![Airing { date: Some(day(date)), ..airing(SLOT) }]);
    let later = |status, since: &str| {
        let mut piece = planned(status, "2014-03-17");
        piece.header.status_since = Some(day(since));
        piece
    };
    let table: Vec<(&str, Vec<Piece>, &str, SlotState)> = vec![
        ("nothing yet", vec![], within, Empty),
        ("nothing on the last day", vec![], last, Missing),
        ("nothing the day after", vec![], after, Missing),
        ("an idea", vec![in_slot(Idea)], within, InHand),
        ("a draft", vec![in_slot(Drafting)], within, InHand),
        ("in review", vec![in_slot(InReview)], within, InHand),
        ("approved", vec![in_slot(Approved)], within, Ready),
        ("approved, too late", vec![in_slot(Approved)], after, Missing),
        ("published", vec![in_slot(Status::Published)], after, InTime),
        ("dropped", vec![in_slot(Dropped)], within, Empty),
        ("dropped after it aired", vec![piece("a", Dropped, vec![aired(SLOT, within)])], within, Empty),
        (
            "one of two approved",
            vec![in_slot(Approved), piece("b", Idea, vec![airing(SLOT)])],
            within,
            InHand,
        ),
        (
            "approved beside published elsewhere",
            vec![
                in_slot(Approved),
                piece("b", Status::Published, vec![airing(SLOT), aired(OTHER, "2014-03-06")]),
            ],
            within,
            Ready,
        ),
        (
            "an outcome, whatever the status",
            vec![piece("a", InReview, vec![aired(SLOT, within)])],
            after,
            InTime,
        ),
        (
            "published, but only another slot confirmed",
            vec![piece("a", Status::Published, vec![airing(SLOT), aired(OTHER, "2014-03-06")])],
            after,
            Missing,
        ),
        ("a piece of another slot", vec![piece("a", Approved, vec![airing(OTHER)])], within, Empty),
        ("a piece without airings", vec![piece("a", Approved, vec![])], within, Empty),
        ("approved, on its day", vec![planned(Approved, "2014-03-18")], within, Ready),
        ("approved, the day after", vec![planned(Approved, "2014-03-17")], within, Unconfirmed),
        ("published, on its day", vec![planned(Status::Published, "2014-03-18")], within, InTime),
        ("published, to come", vec![planned(Status::Published, "2014-03-19")], within, Ready),
        ("published only later", vec![later(Status::Published, "2014-03-19")], within, Unconfirmed),
        ("approved only later", vec![later(Approved, "2014-03-19")], "2014-03-17", InHand),
        ("went out late", vec![moved(SLOT, "2014-03-27", "2014-04-02")], "2014-04-02", Late),
        ("not out yet", vec![moved(SLOT, "2014-03-27", "2014-04-02")], after, Unconfirmed),
        (
            "not out yet, not planned",
            vec![piece("a", Approved, vec![aired(SLOT, "2014-04-02")])],
            after,
            Missing,
        ),
        (
            "late, and again in another piece in time",
            vec![moved(SLOT, "2014-03-27", "2014-04-02"), piece("b", Approved, vec![aired(SLOT, last)])],
            "2014-05-01",
            InTime,
        ),
    ];
    for (case, pieces, today, expected) in table {
        let obligations = obligations(&pieces, today);
        assert_eq!(obligations.get(&slot_id(SLOT)).expect("owed").state, expected, "{case}");
    }
}

#[test]
fn of_nine_districts_those_that_confirmed_are_published() {
    let week = |locality: &str| format!("truyen-thanh/2014-W10@{locality}");
    let ids: Vec<String> = plan().localities.iter().map(|locality| week(&locality.id)).collect();
    let airings = ids
        .iter()
        .enumerate()
        .map(|(index, id)| if index < 7 { aired(id, "2014-03-05") } else { airing(id) });
    let script = piece("radio", Status::Published, airings.collect());
    let obligations = obligations(&[script], "2014-03-18");
    let states: Vec<SlotState> =
        obligations.of_series("truyen-thanh/2014-W10").map(|view| view.state).collect();
    assert_eq!(states.len(), 9);
    assert_eq!(states.iter().filter(|state| **state == SlotState::InTime).count(), 7);
    assert_eq!(states.iter().filter(|state| **state == SlotState::Missing).count(), 2);
}

#[test]
fn a_slot_takes_its_day_from_the_airing_or_else_from_the_programme() {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
    let planned = |date: &str, is_rerun| Airing { date: Some(day(date)), is_rerun, ..airing(SLOT) };
    let first = Airing { time: time(20, 15), minutes: Some(12), ..planned("2014-03-25", false) };
    for (airings, date, at, minutes) in [
        // Thursday the 20th at 19:45 for 15 minutes, by the station's programme.
        (vec![], "2014-03-20", time(19, 45), 15),
        (vec![airing(SLOT)], "2014-03-20", time(19, 45), 15),
        (vec![first.clone()], "2014-03-25", time(20, 15), 12),
        (vec![planned("2014-03-19", true), first.clone()], "2014-03-25", time(20, 15), 12),
        (vec![planned("2014-03-30", false), first.clone(), airing(SLOT)], "2014-03-25", time(20, 15), 12),
        (vec![aired(SLOT, "2014-03-17")], "2014-03-17", time(19, 45), 15),
        // Moved out of its period, it is still the same obligation.
        (vec![planned("2014-04-02", false)], "2014-04-02", time(19, 45), 15),
    ] {
        let obligations = obligations(&[piece("a", Status::Idea, airings.clone())], "2014-03-18");
        let view = obligations.get(&slot_id(SLOT)).expect("owed");
        assert_eq!((view.date, view.time, view.minutes), (Some(day(date)), at, Some(minutes)), "{airings:?}");
    }
    let obligations = obligations(&[], "2014-03-18");
    for (id, date) in [
        ("chuyen-muc-cchc/2014-03/1", Some("2014-03-06")),
        ("dien-dan-bao/2014-W01", Some("2013-12-30")),
        ("truyen-thanh/2014-W10@co-do", Some("2014-03-05")),
        ("gap-go-doi-thoai/2014-04", Some("2014-04-05")),
        ("khao-sat/2014-08@co-do", Some("2014-08-02")),
        // A weekday does not identify a day of a quarter or a year.
        ("doi-thoai-doanh-nghiep/2014-Q1", None),
        ("tieu-pham/2014/1", None),
        ("hoi-thi/2014-09", None),
    ] {
        assert_eq!(obligations.get(&slot_id(id)).expect("owed").date, date.map(day), "{id}");
    }
}

#[test]
fn obligations_are_in_order() {
    let obligations = obligations(&[], "2014-03-18");
    let key = |view: &SlotView| (view.date.unwrap_or(view.slot.to), view.slot.id.clone());
    assert!(obligations.slots.is_sorted_by_key(key));
    let (from, to) = (day("2014-03-17"), day("2014-03-23"));
    let week = obligations.slots.iter().filter(|view| (from..=to).contains(&key(view).0));
    let week: Vec<&str> = week.map(|view| view.slot.id.series()).collect();
    assert_eq!(week.len(), 11, "{week:?}");
    assert_eq!((week[0], week[1], week[10]), ("dien-dan-bao/2014-W12", "truyen-thanh/2014-W12", SLOT));
    assert_eq!(obligations.of_activity("truyen-thanh").count(), 468);
    assert_eq!(obligations.get(&slot_id("truyen-thanh/2013-W10@o-mon")), None);
}

#[test]
fn a_piece_for_a_slot_nobody_owes_is_named() {
    let pieces = [
        piece("a", Status::Idea, vec![airing(SLOT), airing("chuyen-muc-cchc/2013-03/2")]),
        piece("b", Status::Dropped, vec![airing("xyz")]),
    ];
    let strays = obligations(&pieces, "2014-03-18").strays;
    assert_eq!(strays, [(PieceId("a".into()), slot_id("chuyen-muc-cchc/2013-03/2"))]);
}

#[test]
fn progress_counts_what_is_owed_and_done() {
    let mut praise =
        piece("a", Status::Published, vec![Airing { date: Some(day("2014-03-06")), ..airing(OTHER) }]);
    praise.header.tones = vec![Tone::Praise, Tone::Critique];
    praise.header.topics = vec!["III.2.b".into(), "III.2.b".into(), "III.9.x".into()];
    let mut draft =
        piece("b", Status::Drafting, vec![Airing { date: Some(day("2014-04-02")), ..airing(SLOT) }]);
    draft.header.tones = vec![Tone::Praise];
    draft.header.topics = vec!["III.2.b".into()];
    let mut radio = piece("c", Status::Approved, vec![aired("truyen-thanh/2014-W10@o-mon", "2014-03-05")]);
    radio.header.activity = "truyen-thanh".into();
    let mut dropped = piece("d", Status::Dropped, vec![airing(SLOT)]);
    dropped.header.topics = vec!["III.2.b".into()];
    let pieces = [praise, draft, radio, dropped];
    let obligations = obligations(&pieces, "2014-03-18");
    let progress = Progress::new(
        &plan(),
        &obligations,
        pieces.iter().map(|piece| (&piece.header, &*piece.header.tones)),
    );

    let owed = |id: &str| progress.activity(id).expect("a row").months.map(|tally| tally.owed);
    assert_eq!(owed("chuyen-muc-cchc"), [2; 12]);
    assert_eq!(owed("gap-go-doi-thoai"), [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
    assert_eq!(owed("doi-thoai-doanh-nghiep"), [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1]);
    assert_eq!(owed("truyen-thanh").map(|count| count / 9), [5, 4, 4, 4, 5, 4, 5, 4, 4, 5, 4, 4]);
    assert_eq!(owed("khao-sat"), [0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 0]);
    assert_eq!(progress.total.owed, 598);

    let tv = progress.activity("chuyen-muc-cchc").expect("a row");
    // The draft moved to April still counts for March.
    assert_eq!((tv.months[2].in_time, tv.months[2].in_hand, tv.months[3].empty), (1, 1, 2));
    assert_eq!((tv.total.in_time, tv.total.missing, tv.total.empty), (1, 4, 18));
    assert_eq!(
        (tv.tones[2].praise, tv.tones[2].critique, tv.tones[3].praise, tv.tones[3].critique),
        (1, 1, 1, 0)
    );
    assert_eq!((progress.tones[2].pieces, progress.tones[3].pieces), (2, 1));

    let o_mon = progress.locality("o-mon").expect("a row");
    assert_eq!((o_mon.total.owed, o_mon.total.in_time), (56, 1));
    assert_eq!(progress.locality("co-do").expect("a row").total.in_time, 0);
    assert_eq!(progress.localities.len(), 9);

    let topic = progress.topic("III.2.b").expect("a row");
    assert_eq!((topic.pieces, topic.published, topic.months[2], topic.months[3]), (2, 1, 1, 1));
    assert_eq!(progress.topics.iter().map(|topic| topic.pieces).sum::<u32>(), 2);
}

#[test]
fn a_long_slot_waits_all_the_while_it_is_open() {
    let obligations = |today: &str| obligations(&[], today);
    for (today, series, count) in [
        // The dialogue of the fourth quarter and the notice boards, three weeks before the end of the year.
        ("2014-12-10", "doi-thoai-doanh-nghiep/2014-Q4", 1),
        ("2014-12-10", "niem-yet/2014-04..2014-12", 9),
        ("2014-04-01", "niem-yet/2014-04..2014-12", 9),
        ("2014-06-01", "doi-thoai-nguoi-dan/2014-06..2014-07", 9),
        ("2014-07-10", "doi-thoai-nguoi-dan/2014-06..2014-07", 9),
        // Its Thursday was the 3rd, but it can be filled until the 15th.
        ("2014-07-10", "chuyen-muc-cchc/2014-07/1", 1),
        // Not before it begins, and not once it is due.
        ("2014-02-01", "niem-yet/2014-04..2014-12", 0),
        ("2014-07-15", "chuyen-muc-cchc/2014-07/1", 0),
    ] {
        let today_is = day(today);
        let found = obligations(today).of_series(series).filter(|view| view.is_waiting(today_is, 30)).count();
        assert_eq!(found, count, "{series} on {today}");
    }
    let open = |today: &str, id: &str| {
        let progress = Progress::new(&plan(), &obligations(today), std::iter::empty());
        progress.activity(id).expect("a row").open
    };
    assert_eq!(open("2014-07-10", "doi-thoai-nguoi-dan"), [0, 0, 0, 0, 0, 9, 9, 0, 0, 0, 0, 0]);
    assert_eq!(open("2014-07-10", "niem-yet"), [0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9]);
    assert_eq!(open("2014-07-10", "chuyen-muc-cchc"), [0; 12]);
    // Missed ones are no longer open in any month.
    assert_eq!(open("2014-07-31", "doi-thoai-nguoi-dan"), [0; 12]);
    assert_eq!(open("2014-07-10", "doi-thoai-doanh-nghiep"), [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    assert_eq!(open("2014-12-31", "niem-yet"), [0; 12]);
}

#[test]
fn nothing_is_owed_from_before_the_workspace_is_used() {
    let late = Settings { start: Some(day("2014-03-18")), ..settings() };
    let all = obligations(&[], "2014-03-18");
    let owed = Obligations::new(&plan(), &late, std::iter::empty(), day("2014-03-18"));
    let over = all.slots.iter().filter(|view| view.slot.to < day("2014-03-18")).count();
    assert!(over > 50, "the sample would greet with {over}");
    assert_eq!(owed.slots.len(), all.slots.len() - over);
    assert_eq!(owed.in_state(SlotState::Missing).count(), 0);
    assert!(owed.get(&slot_id(SLOT)).is_some(), "a slot that is still open is owed");
    // The window counts anew as soon as the day is set, and the commands with it.
    let mut newsroom = super::sample("2014-03-18");
    let before = newsroom.obligations().slots.len();
    let _ = newsroom.apply(Command::SetRecord { record: late.into(), is_typing: false });
    assert_eq!(before - newsroom.obligations().slots.len(), over);
    assert_eq!(newsroom.progress().total.owed as usize, owed.slots.len());
}
