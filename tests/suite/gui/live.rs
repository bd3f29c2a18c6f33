//! The live desk: run by its buttons against a given clock, and what it leaves in the piece.

use std::io::Read;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use iced::keyboard::key::Named;
use toasoan::case::Case;
use toasoan::piece::live::State;
use toasoan::piece::{PieceId, av};
use toasoan::plan::CaseSource;
use toasoan::store::Workspace;
use toasoan::ui::live::{Live, Message};
use toasoan::ui::screen::{export, palette};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn at(seconds: i64) -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2014, 3, 18).expect("a day");
    day.and_hms_opt(20, 0, 0).expect("a time") + TimeDelta::seconds(seconds)
}

/// A rundown of a live programme in the sample.
fn rundown(window: &Window) -> PieceId {
    let newsroom = window.newsroom();
    let pieces = newsroom.pieces().filter(|piece| Live::takes(newsroom, piece));
    let piece = pieces.max_by_key(|piece| av::Script::parse(&piece.body).rows.len());
    piece.expect("a live programme").header.id.clone()
}

#[test]
fn a_dialogue_is_run_and_what_happened_stays_in_its_piece() {
    let mut window = Window::on_sample();
    let id = rundown(&window);
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.effect(Effect::Live(id.clone()));
    let items = window.app().live().expect("the desk").desk().items.len();
    assert!(items > 4, "{items} items");

    window.live(Message::Next, at(5));
    window.live(Message::Next, at(65));
    window.live(Message::Floated, at(70));
    window.live(Message::NoteChanged("Nộp hồ sơ qua mạng được không?".into()), at(80));
    window.live(Message::NoteTaken, at(81));
    let live = window.app().live().expect("the desk");
    let now = live.desk().at(at(90));
    assert_eq!((now.on_air, now.next, now.rows[2].state), (Some(1), Some(3), State::Floated));
    assert_eq!(now.rows[0].actual, 60);

    // A wrong press is undone; a question stays with the piece before the programme is over.
    window.live(Message::Next, at(95));
    window.live(Message::Undone, at(96));
    assert_eq!(window.app().live().expect("the desk").desk().at(at(96)).on_air, Some(1));
    let record = |window: &Window| window.newsroom().piece(&id).expect("the piece").header.as_run.clone();
    assert!(record(&window)[0].text.contains("Nộp hồ sơ qua mạng được không?"));

    let questions = |window: &Window| {
        let cases = window.newsroom().entries::<Case>().filter(|case| case.raised_in.as_ref() == Some(&id));
        let asked = cases.filter(|case| case.text == "Nộp hồ sơ qua mạng được không?");
        asked.map(|case| (case.received, case.source)).collect::<Vec<_>>()
    };
    assert!(questions(&window).is_empty(), "the programme is not over");
    window.live(Message::Ended, at(600));
    assert_eq!(questions(&window), [(at(0).date(), CaseSource::Live)], "what was asked is to be answered");
    window.live(Message::Undone, at(601));
    window.live(Message::Ended, at(600));
    assert_eq!(questions(&window).len(), 1, "a question is one case");
    let records = record(&window);
    assert_eq!(records.len(), 1, "one broadcast, one record");
    let (rows, others) = records[0].lines();
    assert_eq!(rows.len(), items, "no item is lost");
    assert_eq!(rows[0][2..5], ["20:00:05", "20:01:05", "1'00\""]);
    assert_eq!(rows[2][2], "để lại");
    assert!(others[0].contains("kết thúc 20:10:00"), "{}", others[0]);

    window.live(Message::PrintAsked, at(601));
    window.settle();
    // What is printed is the log.
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("nhật ký.docx");
    let say = toasoan::app::Message::Export;
    window.send(say(export::Message::PathChanged(file.display().to_string())));
    for _ in 0..2 {
        window.send_and_finish(say(export::Message::Confirmed));
    }
    let mut word = zip::ZipArchive::new(std::fs::File::open(&file).expect("the log")).expect("a Word file");
    let mut text = String::new();
    let _ = word.by_name("word/document.xml").expect("its text").read_to_string(&mut text).expect("UTF-8");
    assert!(text.contains("NHẬT KÝ PHÁT SÓNG"), "{text}");
    window.send(toasoan::app::Message::Dismiss);

    window.save();
    let opened = Workspace::open(window.root()).expect("the workspace opens again");
    let stored = opened.pieces.iter().find(|stored| stored.piece.header.id == id).expect("the piece");
    assert_eq!(stored.piece.header.as_run, records);
}

#[test]
fn the_desk_goes_on_while_its_window_is_closed_and_the_first_window_keeps_its_keys() {
    let mut window = Window::on_sample();
    let id = rundown(&window);
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.press_with_control("k");
    let say = toasoan::app::Message::Palette;
    window.send(say(palette::Message::QueryChanged("ban truc tiep cua bai".into())));
    window.send(say(palette::Message::Submitted));
    window.live(Message::Next, at(0));
    window.press(Named::Space);
    assert_eq!(window.app().live().expect("the desk").desk().at(at(1)).on_air, Some(0));
    let desk = window.app().live_window().expect("its window");
    window.send(toasoan::app::Message::Window(desk, iced::window::Event::Closed));
    assert!(window.app().live_window().is_none() && !window.app().is_leaving());
    window.effect(Effect::Live(id));
    assert_eq!(window.app().live().expect("the desk").desk().at(at(60)).rows[0].actual, 60);
}
