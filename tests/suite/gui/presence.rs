//! Who else is at a piece is told, and no longer once they have left.

use std::collections::BTreeSet;
use std::time::Instant;

use chrono::Utc;
use toasoan::app::Message;
use toasoan::calendar::wording;
use toasoan::ui::{Effect, Place};
use toasoan::workspace::Workspace;
use toasoan::workspace::lease::Leases;

use super::window::Window;

#[test]
fn a_colleague_at_the_piece_is_told_until_she_leaves() {
    let mut window = Window::on_sample();
    let piece = window.newsroom().pieces().find(|piece| piece.header.title == "Bụi chuối biết đi");
    let id = piece.expect("the sample skit").header.id.clone();
    let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
    let pieces = BTreeSet::from([id.clone()]);
    let mut lan = Leases::new(&workspace.clone().signed("Chị Lan ở ĐÀI-03"));
    let since = Utc::now();
    assert!(lan.beat(&pieces, Instant::now(), since).is_empty());

    window.effect(Effect::Open(Place::Draft(id.clone())));
    let clock = wording::clock(since.with_timezone(&chrono::Local).naive_local().time());
    let words = format!("Chị Lan đang sửa trên máy ĐÀI-03 từ {clock}");
    window.wait_until_shown(&words);
    assert!(lan.beat(&pieces, Instant::now(), Utc::now()).is_empty(), "who came first has the note");

    drop(lan);
    window.send(Message::LeaseTick);
    let file = window.root().join(".toasoan/leases").join(format!("{id}.ron"));
    window.wait_until("the note is ours", |_| {
        std::fs::read_to_string(&file).is_ok_and(|text| !text.contains("Chị Lan"))
    });
    window.wait_until_gone(&words);
    let mut ba = Leases::new(&workspace.signed("Anh Ba ở VH-01"));
    let others = ba.beat(&pieces, Instant::now(), Utc::now());
    assert!(others.contains_key(&id) && !others[&id].person.contains("Lan"));

    // Another screen, nothing unsaved: the window is at the piece no longer.
    window.effect(Effect::Open(Place::Home));
    window.wait_until("the note is taken back", |_| !file.exists());
}
