//! Undo and redo of pieces and settings, and bursts of typing.

use chrono::NaiveDate;
use proptest::prelude::*;
use toasoan::ledger::{Obligations, SlotState};
use toasoan::newsroom::{Command, Days, Newsroom, SearchIndex};
use toasoan::piece::edit::Edit;
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Status};
use toasoan::plan::{Plan, Settings, SlotId};
use toasoan::record::Record;

const SLOT: &str = "chuyen-muc-cchc/2014-03/2";

fn plan() -> Plan {
    Plan::parse(include_str!("../../content/plan.ron")).expect("the plan")
}

fn id(name: &str) -> PieceId {
    PieceId(format!("01TEST{name}").into())
}

fn piece(name: &str) -> Piece {
    let mut header = Header::new(id(name), name, "chuyen-muc-cchc");
    header.airings = vec![Airing::undated(SlotId(SLOT.into()))];
    Piece::new(header, Format::Av, "")
}

fn newsroom() -> Newsroom {
    let today = "2014-03-10".parse().expect("a date");
    Newsroom::new(plan(), Settings::default(), [piece("A"), piece("B")], today)
}

fn typing(name: &str, body: &str) -> Command {
    Command::SetBody { id: id(name), body: body.into(), is_typing: true }
}

fn rated(syllables_per_minute: u32, is_typing: bool) -> Command {
    let settings = Settings { syllables_per_minute, ..Settings::default() };
    Command::SetRecord { record: settings.into(), is_typing }
}

fn planned(change: impl Fn(&mut Plan)) -> Command {
    let mut plan = plan();
    change(&mut plan);
    Command::SetRecord { record: plan.into(), is_typing: false }
}

fn body(newsroom: &Newsroom, name: &str) -> String {
    newsroom.piece(&id(name)).expect("the piece").body.to_string()
}

fn state(newsroom: &Newsroom) -> SlotState {
    newsroom.obligations().get(&SlotId(SLOT.into())).expect("the slot").state
}

/// Everything that the user can see.
fn seen(newsroom: &Newsroom) -> (Vec<Piece>, Settings, Plan, usize) {
    let pieces = newsroom.pieces().cloned().collect();
    let owed = newsroom.obligations().of_activity("chuyen-muc-cchc").count();
    (pieces, newsroom.settings().clone(), newsroom.plan().clone(), owed)
}

#[test]
fn every_command_is_taken_back_and_done_again() {
    let mut newsroom = newsroom();
    let mut approved = piece("A").header;
    approved.status = Status::Approved;
    let commands = [
        Command::Add(Box::new(piece("C"))),
        Command::SetHeader(Box::new(approved.clone())),
        Command::SetBody { id: id("B"), body: "Lời".into(), is_typing: false },
        rated(200, false),
        planned(|plan| plan.activities.retain(|activity| activity.id != "chuyen-muc-cchc")),
        Command::All(vec![Command::Remove(id("C")), Command::Remove(id("B")), typing("A", "x")]),
        Command::Remove(id("A")),
    ];
    let mut states = vec![seen(&newsroom)];
    for command in commands {
        let _ = newsroom.apply(command);
        states.push(seen(&newsroom));
    }
    assert_eq!(newsroom.pieces().len(), 0);
    for expected in states.iter().rev().skip(1) {
        assert!(newsroom.undo().is_some());
        assert_eq!(&seen(&newsroom), expected);
    }
    assert!(!newsroom.can_undo() && newsroom.undo().is_none());
    for expected in states.iter().skip(1) {
        assert!(newsroom.redo().is_some());
        assert_eq!(&seen(&newsroom), expected);
    }
    assert!(!newsroom.can_redo() && newsroom.redo().is_none());
}

/// Undo reverts only one's own changes: others' changes of the plan and the settings stay.
#[test]
fn undo_leaves_what_others_changed_of_the_plan_and_the_settings() {
    let mut newsroom = newsroom();
    let _ = newsroom.apply(rated(200, false));
    let _ = newsroom.apply(planned(|plan| plan.number = "1/KH".into()));
    let mut settings = newsroom.settings().clone();
    settings.office.signer = "Lan".into();
    assert!(newsroom.absorb_record(&settings.into()).is_outside);
    let mut plan = newsroom.plan().clone();
    plan.activities[0].short = "Chuyên mục của Lan".into();
    assert_eq!(newsroom.absorb_record(&plan.into()).records, [Plan::PATH].into());
    let seen = |newsroom: &Newsroom| {
        let (settings, plan) = (newsroom.settings(), newsroom.plan());
        assert_eq!((&*settings.office.signer, &*plan.activities[0].short), ("Lan", "Chuyên mục của Lan"));
        (settings.syllables_per_minute, plan.number.clone())
    };
    let number = self::plan().number;
    assert_eq!(seen(&newsroom), (200, "1/KH".into()));
    let _ = newsroom.undo();
    assert_eq!(seen(&newsroom), (200, number.clone()));
    let _ = newsroom.undo();
    assert_eq!(seen(&newsroom), (240, number));
    let _ = (newsroom.redo(), newsroom.redo());
    assert_eq!(seen(&newsroom), (200, "1/KH".into()));
}

#[test]
fn what_a_command_touched_is_what_must_be_saved() {
    let mut newsroom = newsroom();
    let change = newsroom.apply(Command::All(vec![typing("A", "x"), Command::Remove(id("B"))]));
    assert_eq!(change.pieces, [id("A"), id("B")].into());
    assert!(!change.is_of_records());
    assert_eq!(newsroom.undo().expect("an undo").pieces, [id("A"), id("B")].into());
    // Commands on missing pieces change nothing.
    assert!(newsroom.apply(Command::Remove(id("Z"))).pieces.is_empty());
}

#[test]
fn one_undo_takes_back_a_burst_of_typing_in_one_piece() {
    let mut newsroom = newsroom();
    for text in ["x", "xi", "xin"] {
        let _ = newsroom.apply(typing("A", text));
    }
    let _ = newsroom.apply(typing("B", "chào"));
    let _ = newsroom.apply(typing("A", "xin chào"));
    let _ = newsroom.undo();
    assert_eq!((body(&newsroom, "A").as_str(), body(&newsroom, "B").as_str()), ("xin", "chào"));
    let _ = newsroom.undo();
    let _ = newsroom.undo();
    assert_eq!((body(&newsroom, "A").as_str(), body(&newsroom, "B").as_str()), ("", ""));
    let _ = newsroom.redo();
    assert_eq!(body(&newsroom, "A"), "xin");
}

#[test]
fn one_undo_takes_back_a_field_of_the_settings() {
    let mut newsroom = newsroom();
    let before = newsroom.settings().clone();
    for (rate, is_typing) in [(2, false), (20, true), (205, true), (21, false), (210, true)] {
        let _ = newsroom.apply(rated(rate, is_typing));
    }
    let _ = newsroom.undo();
    assert_eq!(newsroom.settings().syllables_per_minute, 205);
    let _ = newsroom.undo();
    assert_eq!(*newsroom.settings(), before);
}

#[test]
fn a_new_act_after_an_undo_forgets_what_was_undone() {
    let mut newsroom = newsroom();
    let _ = newsroom.apply(Command::SetBody { id: id("A"), body: "một".into(), is_typing: false });
    let _ = newsroom.undo();
    let _ = newsroom.apply(Command::SetBody { id: id("A"), body: "hai".into(), is_typing: false });
    assert!(!newsroom.can_redo());
    let _ = newsroom.undo();
    assert_eq!(body(&newsroom, "A"), "");
}

#[test]
fn what_is_owed_follows_each_change() {
    let mut newsroom = newsroom();
    assert_eq!(state(&newsroom), SlotState::InHand);
    let _ = newsroom.apply(Command::All(vec![Command::Remove(id("A")), Command::Remove(id("B"))]));
    assert_eq!(state(&newsroom), SlotState::Empty);
    let _ = newsroom.undo();
    assert_eq!(state(&newsroom), SlotState::InHand);
    newsroom.forget(&id("A"));
    newsroom.forget(&id("B"));
    assert_eq!(state(&newsroom), SlotState::Empty);
    newsroom.set_today("2014-04-10".parse().expect("a date"));
    assert_eq!(state(&newsroom), SlotState::Missing);
    newsroom.refresh(piece("A"));
    assert_eq!(newsroom.piece(&id("A")).map(|piece| piece.header.title.as_str()), Some("A"));
}

/// A header of one of a few pieces, for slots of several kinds, one of which the plan does not owe.
fn headers() -> impl Strategy<Value = Header> {
    const SLOTS: [&str; 5] = [
        SLOT,
        "chuyen-muc-cchc/2014-03/1",
        "truyen-thanh/2014-W12@ninh-kieu",
        "pano-ap-phich/2014",
        "chuyen-muc-cchc/2013-01/1",
    ];
    let day = || (1_u32..28).prop_map(|day| NaiveDate::from_ymd_opt(2014, 3, day).expect("a day"));
    let outcome = day().prop_map(|date| Outcome { date, time: None, seconds: None, note: String::new() });
    let airing = (
        prop::sample::select(&SLOTS[..]),
        prop::option::of(day()),
        any::<bool>(),
        prop::option::weighted(0.3, outcome),
    );
    let airing = airing.prop_map(|(slot, date, is_rerun, outcome)| Airing {
        date,
        is_rerun,
        outcome,
        minutes: date.map(|date| chrono::Datelike::day(&date)),
        ..Airing::undated(SlotId(slot.into()))
    });
    let name = prop::sample::select(&["A", "B", "C", "D", "E"][..]);
    let status = prop::sample::select(&Status::ALL[..]);
    (name, status, prop::collection::vec(airing, 0..4), any::<bool>()).prop_map(
        |(name, status, airings, is_renamed)| {
            let title = if is_renamed { "Tên khác" } else { name };
            Header { status, airings, ..Header::new(id(name), title, "chuyen-muc-cchc") }
        },
    )
}

#[derive(Debug, Clone)]
enum Act {
    Apply(Command),
    Undo,
    Redo,
    Refresh(Box<Header>),
    Forget(PieceId),
    Today(u32),
}

fn acts() -> impl Strategy<Value = Act> {
    let programmes = || {
        prop::collection::vec(0_u8..7, 0..2).prop_map(|days| {
            let text = include_str!("../../content/settings.ron");
            let mut settings = Settings::parse(text).expect("the settings");
            settings.programmes.truncate(days.len() * 3);
            Command::SetRecord { record: settings.into(), is_typing: false }
        })
    };
    let add = headers().prop_map(|header| Command::Add(Box::new(Piece::new(header, Format::Av, ""))));
    let set = headers().prop_map(|header| Command::SetHeader(Box::new(header)));
    let one = prop_oneof![
        4 => add,
        6 => set,
        2 => headers().prop_map(|header| Command::Remove(header.id)),
        1 => programmes(),
    ];
    let one = one.boxed();
    prop_oneof![
        6 => one.clone().prop_map(Act::Apply),
        2 => prop::collection::vec(one, 1..4).prop_map(|commands| Act::Apply(Command::All(commands))),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        2 => headers().prop_map(|header| Act::Refresh(Box::new(header))),
        1 => headers().prop_map(|header| Act::Forget(header.id)),
        1 => (1_u32..28).prop_map(Act::Today),
    ]
}

/// A keystroke in the plan's text must not cost more with more pieces.
#[test]
fn only_what_changes_the_slots_of_a_plan_counts_them_anew() {
    type Edit = fn(&mut Plan);
    let edits: [(Edit, bool, bool); 6] = [
        (|plan| plan.title.push('!'), true, true),
        (|plan| plan.activities[0].text.push("Lời.".into()), true, true),
        (|plan| plan.activities[0].short.push('!'), true, false),
        (|plan| plan.audiences[0].short.push('!'), true, false),
        (|plan| plan.activities[0].per_locality = true, false, false),
        (|plan| plan.localities[0].id.push('x'), false, false),
    ];
    for (at, (edit, keeps_slots, keeps_edition)) in edits.into_iter().enumerate() {
        let mut newsroom = newsroom();
        let of = |newsroom: &Newsroom| (std::ptr::from_ref(newsroom.obligations()), newsroom.edition());
        let (slots, edition) = of(&newsroom);
        let mut plan = newsroom.plan().clone();
        edit(&mut plan);
        let (command, _) = newsroom.replan(plan, false);
        let _ = newsroom.apply(command);
        assert_eq!(of(&newsroom).0 == slots, keeps_slots, "edit {at}");
        assert_eq!(of(&newsroom).1 == edition, keeps_edition, "edit {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Incremental updates give the same result as counting everything anew.
    #[test]
    fn what_is_kept_after_every_change_is_what_is_found_anew(acts in prop::collection::vec(acts(), 1..25)) {
        let mut newsroom = newsroom();
        let _ = newsroom.search_index();
        for act in acts {
            match act.clone() {
                Act::Apply(command) => drop(newsroom.apply(command)),
                Act::Undo => drop(newsroom.undo()),
                Act::Redo => drop(newsroom.redo()),
                Act::Refresh(header) => newsroom.absorb(Piece::new(*header, Format::Av, "")),
                Act::Forget(id) => newsroom.forget(&id),
                Act::Today(day) => newsroom.set_today(NaiveDate::from_ymd_opt(2014, 3, day).expect("a day")),
            }
            let headers = || newsroom.pieces().map(|piece| &piece.header);
            let anew = Obligations::new(newsroom.plan(), newsroom.settings(), headers(), newsroom.today());
            let kept = newsroom.obligations();
            prop_assert_eq!(&kept.slots, &anew.slots, "after {:?}", act);
            prop_assert_eq!(&kept.strays, &anew.strays, "after {:?}", act);
            for view in &anew.slots {
                prop_assert_eq!(kept.get(&view.slot.id), Some(view));
            }
            prop_assert_eq!(newsroom.days(), &Days::new(headers(), newsroom.today()), "after {:?}", act);
            prop_assert_eq!(newsroom.search_index(), &SearchIndex::new(newsroom.plan(), newsroom.today(), headers()), "after {:?}", act);
        }
    }
}

#[test]
fn what_was_drawn_from_the_newsroom_holds_until_more_than_a_body_changes() {
    let mut newsroom = newsroom();
    let mut edition = newsroom.edition();
    let mut is_new =
        |newsroom: &Newsroom| std::mem::replace(&mut edition, newsroom.edition()) != newsroom.edition();
    let _ = newsroom.apply(typing("A", "Lời"));
    assert!(!is_new(&newsroom), "a body");
    let same = newsroom.piece(&id("A")).expect("the piece").clone();
    newsroom.refresh(same);
    assert!(!is_new(&newsroom), "the same piece as its file has it");
    let title = Header { title: "Tên mới".into(), ..piece("A").header };
    let _ = newsroom.apply(Command::SetHeader(Box::new(title)));
    assert!(is_new(&newsroom), "a title");
    let _ = newsroom.undo();
    assert!(is_new(&newsroom), "the title taken back");
    let _ = newsroom.apply(rated(200, false));
    assert!(is_new(&newsroom), "the settings");
    newsroom.set_today("2014-03-11".parse().expect("a date"));
    assert!(is_new(&newsroom), "the day");
    newsroom.forget(&id("B"));
    assert!(is_new(&newsroom), "a piece that is gone");
}

fn edit(name: &str, range: std::ops::Range<usize>, text: &str, is_typing: bool) -> Command {
    let edits = vec![Edit { range, text: text.into() }];
    Command::EditBody { id: id(name), edits, is_typing }
}

#[test]
fn a_burst_of_edits_is_taken_back_and_done_again_as_one() {
    let mut newsroom = newsroom();
    let _ = newsroom.apply(typing("A", "Một hai ba."));
    // Typed at the end, a letter deleted, then at the start: one burst for the editor.
    for (range, text, is_typing) in [
        (13..13, "B", false),
        (14..14, "ốn", true),
        (13..14, "b", true),
        (0..5, "Mốt", true),
        (6..6, "x", true),
    ] {
        let change = newsroom.apply(edit("A", range, text, is_typing));
        assert_eq!(change.edits.len(), 1);
    }
    assert_eq!(body(&newsroom, "A"), "Mốt xhai ba.bốn");
    let undone = newsroom.undo().expect("an undo");
    assert_eq!(body(&newsroom, "A"), "Một hai ba.");
    assert!(!undone.edits.is_empty(), "an editor can follow without looking at the whole text");
    let _ = newsroom.redo();
    assert_eq!(body(&newsroom, "A"), "Mốt xhai ba.bốn");
    let _ = newsroom.undo();
    let _ = newsroom.undo();
    assert_eq!(body(&newsroom, "A"), "");
    // An edit that does not fit the body changes nothing.
    let change = newsroom.apply(edit("A", 4..9, "x", false));
    assert!(change.edits.is_empty() && body(&newsroom, "A").is_empty());
}

#[test]
fn an_undo_takes_back_ones_own_words_and_leaves_a_colleagues() {
    let mut newsroom = newsroom();
    let _ = newsroom.apply(typing("A", "Một hai\nBa bốn\nNăm\n"));
    let _ = newsroom.apply(edit("A", 9..9, " rưỡi", false));
    let _ = newsroom.apply(edit("A", 27..31, "Sáu", false));
    assert_eq!(body(&newsroom, "A"), "Một hai rưỡi\nBa bốn\nSáu\n");
    let theirs = "Không\nMột hai rưỡi\nBa bốn lẻ\nSáu bảy\n";
    newsroom.absorb(Piece { body: theirs.into(), ..piece("A") });
    for expected in ["Không\nMột hai rưỡi\nBa bốn lẻ\nNăm bảy\n", "Không\nMột hai\nBa bốn lẻ\nNăm bảy\n"]
    {
        let _ = newsroom.undo();
        assert_eq!(body(&newsroom, "A"), expected);
    }
    let _ = newsroom.redo();
    let _ = newsroom.redo();
    assert_eq!(body(&newsroom, "A"), theirs);
}
