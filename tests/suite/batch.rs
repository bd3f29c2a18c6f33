//! Many pieces at once: what changes, what stays and is named, and one undo for all.

use chrono::{NaiveDate, NaiveTime};
use toasoan::ledger::{Obligations, SlotState};
use toasoan::newsroom::{Airings, Base, Batch, BatchEdit, Newsroom, Pick, Reach, Reason, Shift};
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Role, Status, Task};
use toasoan::plan::{Plan, Settings, SlotId};

const ACTIVITY: &str = "chuyen-muc-cchc";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn id(name: &str) -> PieceId {
    PieceId(name.into())
}

/// A piece on air on each of these days, each with its slot.
fn piece(name: &str, airings: &[(&str, &str)]) -> Piece {
    let mut header = Header::new(id(name), format!("Bài {name}"), ACTIVITY);
    header.status = Status::Drafting;
    header.airings = airings
        .iter()
        .map(|(slot, date)| Airing { date: Some(day(date)), ..Airing::undated(SlotId((*slot).into())) })
        .collect();
    Piece::new(header, Format::Av, "## Lời\n")
}

fn with(mut piece: Piece, change: impl FnOnce(&mut Header)) -> Piece {
    change(&mut piece.header);
    piece
}

fn newsroom(pieces: impl IntoIterator<Item = Piece>) -> Newsroom {
    let plan = Plan::parse(include_str!("../../content/plan.ron")).expect("the plan");
    let settings = Settings::parse(include_str!("../../content/settings.ron")).expect("the settings");
    Newsroom::new(plan, settings, pieces, day("2014-03-18"))
}

fn whole(names: &[&str]) -> Vec<Pick> {
    names.iter().map(|name| Pick::whole(id(name))).collect()
}

fn aired(header: &mut Header) {
    header.status = Status::Published;
    for airing in &mut header.airings {
        let date = airing.date.expect("a day");
        airing.outcome = Some(Outcome { date, time: None, seconds: None, note: String::new() });
    }
}

fn headers(newsroom: &Newsroom) -> Vec<Header> {
    newsroom.pieces().map(|piece| piece.header.clone()).collect()
}

fn spared(batch: &Batch) -> Vec<(&str, Reason)> {
    batch.spared.iter().map(|one| (one.piece.as_str(), one.reason)).collect()
}

fn date_of(newsroom: &Newsroom, name: &str) -> (Option<NaiveDate>, String) {
    let airing = &newsroom.piece(&id(name)).expect("the piece").header.airings[0];
    (airing.date, airing.slot.to_string())
}

/// What a test looks at in a piece.
type Look = Box<dyn Fn(&Header) -> String>;

#[test]
fn each_change_of_many_is_taken_back_by_one_undo_and_names_what_stays() {
    let mc = |header: &mut Header| {
        header.people = vec![
            Role { role: "MC".into(), name: "Ngọc Hân".into() },
            Role { role: "Biên tập".into(), name: "Lê Thanh Vân".into() },
        ];
        header.tasks = vec![
            Task { step: "thu-am".into(), by: "Ngọc Hân".into(), done: None },
            Task { step: "de-cuong".into(), by: "Ngọc Hân".into(), done: Some(day("2014-03-01")) },
        ];
    };
    let pieces = || {
        [
            with(piece("A", &[("chuyen-muc-cchc/2014-04/1", "2014-04-03")]), mc),
            with(piece("B", &[("chuyen-muc-cchc/2014-04/2", "2014-04-17")]), mc),
            with(with(piece("C", &[("chuyen-muc-cchc/2014-03/1", "2014-03-06")]), mc), aired),
            with(with(piece("D", &[]), mc), |header| header.schema = 99),
        ]
    };
    let hour = NaiveTime::from_hms_opt(20, 15, 0).expect("an hour");
    let names = |piece: &Header| {
        piece.people.iter().map(|one| format!("{}: {}", one.role, one.name)).collect::<Vec<_>>().join(", ")
    };
    let people: Look = Box::new(names);
    let steps: Look =
        Box::new(|header| header.tasks.iter().map(|task| task.by.as_str()).collect::<Vec<_>>().join(", "));
    let cases: Vec<(BatchEdit, Look, &str)> = vec![
        (
            BatchEdit::Status(Status::InReview),
            Box::new(|header| format!("{:?} {:?}", header.status, header.status_since)),
            "InReview Some(2014-03-18)",
        ),
        (
            BatchEdit::Person { role: "MC".into(), name: "Quốc Huy".into() },
            people,
            "MC: Quốc Huy, Biên tập: Lê Thanh Vân",
        ),
        (
            BatchEdit::Person { role: "MC".into(), name: String::new() },
            Box::new(names),
            "Biên tập: Lê Thanh Vân",
        ),
        (
            BatchEdit::Replace { from: "Ngọc Hân".into(), to: "Quốc Huy".into() },
            Box::new(names),
            "MC: Quốc Huy, Biên tập: Lê Thanh Vân",
        ),
        // Who did a step that is done stays named.
        (BatchEdit::Replace { from: "Ngọc Hân".into(), to: "Quốc Huy".into() }, steps, "Quốc Huy, Ngọc Hân"),
        (BatchEdit::Time(hour), Box::new(|header| format!("{:?}", header.airings[0].time)), "Some(20:15:00)"),
    ];
    for (edit, look, expected) in cases {
        let mut newsroom = newsroom(pieces());
        let before = headers(&newsroom);
        let batch = newsroom.batch(&whole(&["A", "B", "C", "D"]), &edit);
        assert_eq!(batch.changed, [id("A"), id("B")], "{edit:?}");
        assert_eq!(spared(&batch), [("C", Reason::Aired), ("D", Reason::Newer)], "{edit:?}");
        let _ = newsroom.apply(batch.command);
        for name in ["A", "B"] {
            let header = &newsroom.piece(&id(name)).expect("the piece").header;
            assert_eq!(look(header), expected, "{edit:?}");
        }
        let _ = newsroom.undo();
        assert_eq!(headers(&newsroom), before, "{edit:?}");
        assert!(!newsroom.can_undo(), "one step");
        // Done again, nothing is left to change.
        let again = newsroom.redo().map(|_| newsroom.batch(&whole(&["A", "B"]), &edit));
        assert!(again.is_some_and(|batch| batch.is_empty() && batch.spared.is_empty()), "{edit:?}");
    }
    let mut newsroom = newsroom(pieces());
    let batch = newsroom.batch(&whole(&["A", "B", "C", "D"]), &BatchEdit::Trash);
    assert_eq!((batch.changed.len(), batch.spared.len()), (2, 2));
    let _ = newsroom.apply(batch.command);
    assert_eq!(newsroom.pieces().len(), 2);
    let _ = newsroom.undo();
    assert_eq!(newsroom.pieces().len(), 4);
}

#[test]
fn a_series_moves_together_each_into_the_slot_that_the_one_before_it_leaves() {
    // Two slots a month, 1–15 and 16 to the end. Half a month later, each takes the next one's.
    let series = [
        ("A", "chuyen-muc-cchc/2014-04/1", "2014-04-03"),
        ("B", "chuyen-muc-cchc/2014-04/2", "2014-04-17"),
        ("C", "chuyen-muc-cchc/2014-05/1", "2014-05-08"),
    ];
    let mut newsroom = newsroom(series.map(|(name, slot, date)| piece(name, &[(slot, date)])));
    let before = headers(&newsroom);
    let batch = newsroom.shift(&whole(&["C", "A", "B"]), Shift::By(14), false);
    let emptied: Vec<&str> = batch.emptied.iter().map(SlotId::as_str).collect();
    assert_eq!(emptied, ["chuyen-muc-cchc/2014-04/1"]);
    assert!(batch.moves.iter().all(|moved| moved.outside.is_none()), "{:?}", batch.moves);
    let holidays: Vec<_> = batch.moves.iter().map(|moved| moved.day_off.as_deref()).collect();
    assert_eq!(holidays.len(), 3);
    assert!(holidays[1].is_some_and(|name| name.contains("Lao động")), "B on 1 May: {holidays:?}");
    let _ = newsroom.apply(batch.command);
    for (name, date, slot) in [
        ("A", "2014-04-17", "chuyen-muc-cchc/2014-04/2"),
        ("B", "2014-05-01", "chuyen-muc-cchc/2014-05/1"),
        ("C", "2014-05-22", "chuyen-muc-cchc/2014-05/2"),
    ] {
        assert_eq!(date_of(&newsroom, name), (Some(day(date)), slot.to_owned()), "{name}");
    }
    let _ = newsroom.undo();
    assert_eq!(headers(&newsroom), before);
}

/// A change of very many builds the ledger anew, one of a few updates it: nobody can tell the difference.
#[test]
fn the_ledger_is_the_same_after_a_change_of_very_many() {
    let many = || {
        let week = |nth: u64| day("2014-04-01") + chrono::Days::new(nth);
        (0..100_u64).map(move |nth| {
            let date = week(nth % 60).to_string();
            piece(&format!("P{nth:03}"), &[("chuyen-muc-cchc/2014-04/1", date.as_str())])
        })
    };
    let mut newsroom = newsroom(many());
    let before = headers(&newsroom);
    let picks: Vec<Pick> = before.iter().map(|header| Pick::whole(header.id.clone())).collect();
    for edit in [BatchEdit::Status(Status::Dropped), BatchEdit::Trash] {
        let _ = newsroom.apply(newsroom.batch(&picks, &edit).command);
        let whole = Obligations::new(
            newsroom.plan(),
            newsroom.settings(),
            newsroom.pieces().map(|piece| &piece.header),
            newsroom.today(),
        );
        assert_eq!(newsroom.obligations().slots, whole.slots, "{edit:?}");
        let _ = newsroom.undo();
        assert_eq!(headers(&newsroom), before);
        assert_eq!(newsroom.days().on(day("2014-04-01")).len(), 2);
    }
    // Those that stay are in the order of their ids.
    let _ = newsroom.apply(newsroom.batch(&picks[..70], &BatchEdit::Trash).command);
    assert_eq!(headers(&newsroom), before[70..]);
}

#[test]
fn a_move_leaves_what_is_settled_unless_it_is_asked_for() {
    let slot = "chuyen-muc-cchc/2014-04/1";
    let pieces = [
        piece("A", &[(slot, "2014-04-03")]),
        with(piece("B", &[(slot, "2014-04-03")]), |header| header.status = Status::Approved),
        with(piece("C", &[(slot, "2014-04-03")]), |header| header.status = Status::Published),
        piece("D", &[(slot, "2014-03-13")]),
        with(piece("E", &[(slot, "2014-03-06")]), aired),
        piece("F", &[]),
        piece("G", &[(slot, "2100-12-31")]),
    ];
    let newsroom = newsroom(pieces);
    let all = whole(&["A", "B", "C", "D", "E", "F", "G"]);
    let batch = newsroom.shift(&all, Shift::By(1), false);
    assert_eq!(batch.changed, [id("A")]);
    assert_eq!(
        spared(&batch),
        [
            ("B", Reason::Approved),
            ("C", Reason::Aired),
            ("D", Reason::Past),
            ("E", Reason::Aired),
            ("F", Reason::Undated),
            ("G", Reason::OutOfCalendar)
        ]
    );
    let asked = newsroom.shift(&all, Shift::By(1), true);
    assert_eq!(asked.changed, [id("A"), id("B"), id("C"), id("D")]);
}

#[test]
fn what_a_move_would_clash_with_is_known_before_it_is_done() {
    let hour = NaiveTime::from_hms_opt(19, 45, 0);
    let at = |name: &str, slot: &str, date: &str| {
        with(piece(name, &[(slot, date)]), |header| header.airings[0].time = hour)
    };
    let newsroom = newsroom([
        at("A", "chuyen-muc-cchc/2014-04/1", "2014-04-03"),
        at("B", "chuyen-muc-cchc/2014-04/1", "2014-04-10"),
    ]);
    let alone = newsroom.shift(&whole(&["A"]), Shift::By(7), false);
    assert_eq!(alone.moves[0].clash.as_ref().map(|clash| clash.second.clone()), Some(id("B")));
    let both = newsroom.shift(&whole(&["A", "B"]), Shift::By(7), false);
    assert!(both.moves.iter().all(|moved| moved.clash.is_none()), "B goes out of the way");
}

#[test]
fn a_series_is_this_one_the_later_ones_or_all_of_the_same_bodies() {
    let radio = |name: &str, week: &str, date: &str, district: &str| {
        piece(name, &[(&format!("truyen-thanh/2014-{week}@{district}"), date)])
    };
    let newsroom = newsroom([
        radio("A", "W14", "2014-04-02", "ninh-kieu"),
        radio("B", "W15", "2014-04-09", "ninh-kieu"),
        radio("C", "W16", "2014-04-16", "ninh-kieu"),
        radio("D", "W15", "2014-04-09", "cai-rang"),
    ]);
    let slots = vec![SlotId("truyen-thanh/2014-W15@ninh-kieu".into())];
    let lead =
        Pick { piece: id("B"), airings: Airings::Run { date: day("2014-04-09"), slots, is_rerun: false } };
    for (reach, expected) in
        [(Reach::This, vec!["B"]), (Reach::Later, vec!["B", "C"]), (Reach::All, vec!["A", "B", "C"])]
    {
        let picks = newsroom.series(&lead, reach, false);
        let names: Vec<&str> = picks.iter().map(|pick| pick.piece.as_str()).collect();
        assert_eq!(names, expected, "{reach:?}");
    }
}

#[test]
fn empty_slots_until_the_end_of_the_year_get_a_piece_each_from_one_base() {
    let base = with(piece("A", &[("chuyen-muc-cchc/2014-03/2", "2014-03-20")]), |header| {
        header.people = vec![Role { role: "MC".into(), name: "Ngọc Hân".into() }];
        header.status = Status::Approved;
        header.note = "riêng".into();
    });
    let mut newsroom = newsroom([base.clone()]);
    let gaps = newsroom.gaps(ACTIVITY, day("2014-03-18"), day("2014-12-31"));
    assert_eq!(gaps.len(), 18, "two in each of nine months");
    assert_eq!(gaps[0].date, Some(day("2014-04-03")), "the programme's first Thursday");
    let mut count = 0;
    let batch = newsroom.fill(&gaps, Base::Piece(&base), || {
        count += 1;
        id(&format!("N{count:02}"))
    });
    let _ = newsroom.apply(batch.command);
    let made = newsroom.piece(&id("N01")).expect("made");
    assert_eq!(made.header.title, "Chuyên mục CCHC, kỳ 1 tháng 4");
    assert_eq!((made.header.status, made.header.note.as_str()), (Status::Drafting, ""));
    assert_eq!(made.header.people, base.header.people);
    assert_eq!(made.body.to_string(), base.body.to_string());
    assert!(newsroom.gaps(ACTIVITY, day("2014-03-18"), day("2014-12-31")).is_empty());
    let filled = newsroom.obligations().of_activity(ACTIVITY).filter(|view| view.state == SlotState::InHand);
    assert_eq!(filled.count(), 18);
    let _ = newsroom.undo();
    assert_eq!((newsroom.pieces().len(), newsroom.can_undo()), (1, false));

    // Nine districts share a week, and get one piece for it.
    let weeks = newsroom.gaps("truyen-thanh", day("2014-12-01"), day("2014-12-31"));
    assert!(weeks.len() == 4 && weeks.iter().all(|gap| gap.slots.len() == 9), "{weeks:?}");
}
