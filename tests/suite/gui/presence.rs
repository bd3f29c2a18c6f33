//! Who else is at a piece is told to both, and no longer once they have left.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use chrono::Utc;
use toasoan::app::Message;
use toasoan::calendar::wording;
use toasoan::newsroom::Command;
use toasoan::piece::{Format, Piece, PieceId};
use toasoan::ui::{Effect, Place};
use toasoan::workspace::Workspace;
use toasoan::workspace::lease::Leases;

use super::window::Window;

/// Notes of who is at this piece.
fn notes(window: &Window, id: &PieceId) -> Vec<String> {
    let entries = std::fs::read_dir(window.root().join(".toasoan/leases")).into_iter().flatten().flatten();
    let at_piece = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(id.as_str()));
    at_piece.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect()
}

#[test]
fn two_at_one_piece_learn_of_each_other_until_one_leaves() {
    let sample = Window::on_sample();
    let is_poster = |piece: &&Piece| piece.format == Format::Poster;
    let skit = sample.newsroom().pieces().find(|piece| piece.header.title == "Bụi chuối biết đi");
    let poster = sample.newsroom().pieces().find(is_poster).expect("a sample poster").header.id.clone();
    let skit = skit.expect("the sample skit").header.id.clone();
    for (id, place) in [(skit.clone(), Place::Draft(skit)), (poster.clone(), Place::Poster(poster))] {
        let mut window = Window::beside(&sample);
        let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
        let pieces = BTreeSet::from([id.clone()]);
        let mut lan = Leases::new(&workspace.clone().signed("Chị Lan ở ĐÀI-03"));
        let since = Utc::now();
        assert!(lan.beat(&pieces, Instant::now(), since).is_empty());

        window.effect(Effect::Open(place));
        let clock = wording::clock(since.with_timezone(&chrono::Local).naive_local().time());
        let words = format!("Chị Lan đang sửa trên máy ĐÀI-03 từ {clock}");
        window.wait_until_shown(&words);
        let others = lan.beat(&pieces, Instant::now(), Utc::now());
        assert_eq!(others[&id].len(), 1, "the first comer learns of the second");
        // Nobody is kept from writing.
        let mut header = window.newsroom().piece(&id).expect("the piece").header.clone();
        header.title.push('!');
        window.effect(Effect::Apply(Command::SetHeader(Box::new(header))));
        window.save();

        drop(lan);
        window.send(Message::LeaseTick);
        window.wait_until_gone(&words);
        assert!(notes(&window, &id).iter().all(|note| !note.contains("Chị Lan")));
        // Another screen, nothing unsaved: the window is at the piece no longer.
        window.effect(Effect::Open(Place::Home));
        window.wait_until("the note is taken back", |_| notes(&sample, &id).is_empty());
    }
}

#[test]
fn the_note_of_a_window_that_is_gone_is_swept() {
    let window = Window::on_sample();
    let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
    let id = window.newsroom().pieces().next().expect("a piece").header.id.clone();
    let pieces = BTreeSet::from([id.clone()]);
    let mut lan = Leases::new(&workspace.clone().signed("Chị Lan ở ĐÀI-03"));
    let mut ba = Leases::new(&workspace.signed("Anh Ba ở VH-01"));
    let start = Instant::now();
    let _ = lan.beat(&pieces, start, Utc::now());
    assert!(ba.beat(&pieces, start, Utc::now()).contains_key(&id));
    // Her machine lost power.
    assert!(ba.beat(&pieces, start + Duration::from_secs(60), Utc::now()).is_empty());
    assert_eq!(notes(&window, &id).len(), 1);
    // It had only slept.
    let _ = lan.beat(&pieces, start, Utc::now());
    assert!(ba.beat(&pieces, start + Duration::from_secs(61), Utc::now()).contains_key(&id));
}
