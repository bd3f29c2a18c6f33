//! Undo and redo over pieces and settings, and bursts of typing.

use toasoan::newsroom::{Command, Newsroom};
use toasoan::piece::{Airing, Format, Header, Piece, PieceId, Status};
use toasoan::plan::{Plan, Settings, SlotId, SlotState};

const SLOT: &str = "chuyen-muc-cchc/2014-03/2";

fn plan() -> Plan {
    Plan::parse(include_str!("../../content/plan.ron")).expect("the plan")
}

fn id(name: &str) -> PieceId {
    PieceId(format!("01TEST{name}"))
}

fn piece(name: &str) -> Piece {
    let mut header = Header::new(id(name), name, "chuyen-muc-cchc");
    header.airings = vec![Airing::undated(SlotId(SLOT.into()))];
    Piece { header, header_source: String::new(), format: Format::Av, body: String::new() }
}

fn newsroom() -> Newsroom {
    let today = "2014-03-10".parse().expect("a date");
    Newsroom::new(plan(), Settings::default(), [piece("A"), piece("B")], today)
}

fn typing(name: &str, body: &str) -> Command {
    Command::SetBody { id: id(name), body: body.into(), is_typing: true }
}

fn rated(syllables_per_minute: u32, is_typing: bool) -> Command {
    let settings = Box::new(Settings { syllables_per_minute, ..Settings::default() });
    Command::SetSettings { settings, is_typing }
}

fn body(newsroom: &Newsroom, name: &str) -> String {
    newsroom.piece(&id(name)).expect("the piece").body.clone()
}

fn state(newsroom: &Newsroom) -> SlotState {
    newsroom.obligations().get(&SlotId(SLOT.into())).expect("the slot").state
}

/// Everything the user can see of it.
fn seen(newsroom: &Newsroom) -> (Vec<Piece>, Settings) {
    (newsroom.pieces().cloned().collect(), newsroom.settings().clone())
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

#[test]
fn what_a_command_touched_is_what_must_be_saved() {
    let mut newsroom = newsroom();
    let change = newsroom.apply(Command::All(vec![typing("A", "x"), Command::Remove(id("B"))]));
    assert_eq!(change.pieces, [id("A"), id("B")].into());
    assert!(!change.is_settings);
    assert_eq!(newsroom.undo().expect("an undo").pieces, [id("A"), id("B")].into());
    // What is not there is touched by nothing.
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
    assert_eq!(state(&newsroom), SlotState::Overdue);
    newsroom.refresh(piece("A"));
    assert_eq!(newsroom.piece(&id("A")).map(|piece| piece.header.title.as_str()), Some("A"));
}
