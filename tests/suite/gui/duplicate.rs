//! A piece built from another one, and a month from the month before.

use chrono::{Datelike, NaiveDate};
use toasoan::app::Message;
use toasoan::ledger::SlotView;
use toasoan::newsroom::Command;
use toasoan::piece::{Approval, Comment, Format, Header, Piece, PieceId, Status, Task};
use toasoan::ui::screen::palette;
use toasoan::ui::screen::pieces::{self, menu};
use toasoan::ui::{Effect, Route, Selection, many};

use super::window::Window;

fn piece(window: &Window, id: &PieceId) -> Piece {
    window.newsroom().piece(id).expect("the piece").clone()
}

/// The piece that has come to those known before.
fn added(window: &Window, before: &[PieceId]) -> Piece {
    let mut new = window.newsroom().pieces().filter(|piece| !before.contains(&piece.header.id));
    let piece = new.next().expect("a new piece").clone();
    assert!(new.next().is_none(), "one piece");
    piece
}

fn ids(window: &Window) -> Vec<PieceId> {
    window.newsroom().pieces().map(|piece| piece.header.id.clone()).collect()
}

/// Finds a command in Ctrl K and runs it.
fn choose(window: &mut Window, words: &str) {
    window.press_with_control("k");
    window.send(Message::Palette(palette::Message::QueryChanged(words.into())));
    window.send(Message::Palette(palette::Message::Submitted));
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2014, 3, 1).expect("a day")
}

#[test]
fn a_copy_has_the_words_and_nothing_of_what_was_agreed_or_done() {
    let mut window = Window::on_sample();
    let aired = |piece: &&Piece| piece.header.airings.iter().any(|airing| airing.outcome.is_some());
    let from = window.newsroom().pieces().filter(aired).find(|piece| piece.format == Format::Av);
    let from = from.expect("a script").header.id.clone();
    let mut header: Header = piece(&window, &from).header;
    header.approvals = vec![Approval { step: "truong-phong".into(), ..Approval::default() }];
    header.comments = vec![Comment { text: "hỏi lại".into(), ..Comment::default() }];
    header.tasks = vec![
        Task { step: "quay".into(), by: "Nguyễn Văn Tâm".into(), done: Some(day()) },
        Task { step: "dung".into(), done: Some(day()), ..Task::default() },
    ];
    window.effect(Effect::Apply(Command::SetHeader(Box::new(header))));
    let (original, before) = (piece(&window, &from), ids(&window));

    window.effect(Effect::Open(Route::Piece(from)));
    choose(&mut window, "nhan ban");
    let copy = added(&window, &before);
    assert_eq!(copy.body, original.body);
    let Header { title, activity, people, topics, status, status_since, .. } = &copy.header;
    assert_eq!(*title, format!("{} (bản sao)", original.header.title));
    assert_eq!(
        (activity, people, topics),
        (&original.header.activity, &original.header.people, &original.header.topics)
    );
    assert_eq!((*status, *status_since), (Status::Drafting, Some(window.newsroom().today())));
    assert!(copy.header.airings.is_empty() && copy.header.removed.is_empty());
    assert!(copy.header.approvals.is_empty() && copy.header.comments.is_empty());
    let step = Task { step: "quay".into(), by: "Nguyễn Văn Tâm".into(), done: None };
    assert_eq!(copy.header.tasks, [step], "who does a step stays, not that it is done");
    assert!(window.shows("Bố cục"), "the copy is open");

    window.effect(Effect::Undo);
    assert_eq!(ids(&window), before, "one undo");
}

#[test]
fn an_empty_slot_is_built_from_the_one_before() {
    let mut window = Window::on_sample();
    let before = ids(&window);
    let (slot, previous) = {
        let newsroom = window.newsroom();
        let empty = |view: &&SlotView| view.pieces.is_empty() && view.date.is_some();
        let views = newsroom.obligations().of_activity("chuyen-muc-cchc").filter(empty);
        let mut found = views.map(|view| (view.slot.id.clone(), newsroom.previous(&view.slot.id)));
        let (slot, previous) = found.find_map(|(slot, piece)| Some((slot, piece?))).expect("an empty slot");
        (slot, previous.header.clone())
    };
    window.effect(Effect::Open(Route::Calendar(Some(Selection::Slot(slot.clone())))));
    window.click("Dựng từ kỳ trước");
    let copy = added(&window, &before);
    assert_eq!(copy.body, piece(&window, &previous.id).body);
    let [airing] = &copy.header.airings[..] else { panic!("one airing") };
    let view = window.newsroom().obligations().get(&slot).expect("the slot");
    assert_eq!((&airing.slot, airing.date, airing.time), (&slot, view.date, view.time));
    assert!(airing.date > previous.airings.iter().find_map(|airing| airing.date));
    window.effect(Effect::Undo);
    assert_eq!(ids(&window), before);
}

#[test]
fn a_month_is_built_from_the_last_in_one_step() {
    let mut window = Window::on_sample();
    let before = ids(&window);
    let this = window.newsroom().today().month();
    let buildable = |month: &u32| !window.newsroom().month_from_last(*month, Format::Av).is_empty();
    let month = (this..=12).find(buildable).expect("a month with empty slots");
    let pairs = window.newsroom().month_from_last(month, Format::Av);
    let pairs: Vec<_> = pairs.into_iter().map(|(slot, piece)| (slot, piece.body.clone())).collect();
    assert!(pairs.len() >= 2, "{pairs:?}");
    choose(&mut window, &format!("dung {} kich ban thang {month}", pairs.len()));
    assert_eq!(ids(&window).len(), before.len() + pairs.len());
    for (slot, body) in &pairs {
        let newsroom = window.newsroom();
        let view = newsroom.obligations().get(slot).expect("the slot");
        let [id] = &view.pieces[..] else { panic!("{slot} has one piece") };
        let piece = newsroom.piece(id).expect("the piece");
        assert_eq!(piece.body, *body, "{slot}");
        assert_eq!(piece.header.airings[0].date, view.date);
    }
    assert!(window.newsroom().month_from_last(month, Format::Av).is_empty());
    window.effect(Effect::Undo);
    assert_eq!(ids(&window), before);
}

#[test]
fn the_menu_of_a_listed_piece_copies_it_and_moves_it_to_the_trash() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Pieces));
    let is_draft = |piece: &&Piece| piece.header.status == Status::Drafting && piece.format == Format::Av;
    let from = window.newsroom().pieces().find(is_draft).expect("a draft").header.id.clone();
    let before = ids(&window);
    let ask = |window: &mut Window, act| {
        window.send(Message::Pieces(pieces::Message::MenuAsked(Some(from.clone()))));
        assert!(window.shows("Xem trong lịch"));
        window.send(Message::Pieces(pieces::Message::MenuChosen(act)));
    };
    ask(&mut window, menu::Act::Duplicate);
    let copy = added(&window, &before);
    assert_eq!(copy.body, piece(&window, &from).body);
    window.effect(Effect::Undo);
    assert_eq!(ids(&window), before);

    window.effect(Effect::Open(Route::Pieces));
    ask(&mut window, menu::Act::Trash);
    window.send(Message::Pieces(pieces::Message::Many(many::Message::Submitted)));
    assert!(window.newsroom().piece(&from).is_none());
    assert_eq!(ids(&window).len(), before.len() - 1);
}
