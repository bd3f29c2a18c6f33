//! Unsaved text of a window is offered by the next one.

use std::fs;
use std::rc::Rc;

use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::PieceId;
use toasoan::store::{Workspace, journal};
use toasoan::ui::{Effect, Route};

use super::window::Window;

const CARD: &str = "Chữ chưa lưu từ lần trước";

fn piece(window: &Window) -> PieceId {
    let piece = window.newsroom().pieces().find(|piece| piece.header.title.starts_with("Bụi chuối"));
    piece.expect("the sample skit").header.id.clone()
}

fn body(window: &Window, id: &PieceId) -> String {
    window.newsroom().piece(id).expect("the piece").body.to_string()
}

fn set(window: &mut Window, id: &PieceId, body: String) {
    window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body, is_typing: true }));
}

/// Types at the end of the skit and crashes before the text is saved.
fn crash(folder: &Rc<tempfile::TempDir>) -> PieceId {
    let mut window = Window::with_data(folder);
    let id = piece(&window);
    let text = format!("{}\nChữ chưa lưu.\n", body(&window, &id));
    set(&mut window, &id, text);
    window.send_and_finish(Message::JournalTick);
    assert!(!window.is_saved());
    id
}

fn home(folder: &Rc<tempfile::TempDir>) -> Window {
    let mut window = Window::with_data(folder);
    window.effect(Effect::Open(Route::Home));
    window
}

/// The number of entries that the next window would offer.
fn left(folder: &Rc<tempfile::TempDir>) -> usize {
    let opened = Workspace::open(folder.path().join("bản mẫu")).expect("the workspace");
    journal::pending(&folder.path().join("dữ liệu"), &opened.workspace).len()
}

#[test]
fn words_of_a_crash_are_merged_with_what_was_saved_since() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder"));
    let id = crash(&folder);
    // Meanwhile a colleague without the journal saves other text.
    let mut minh = Window::beside_folder(&folder);
    let text = format!("Ghi chú của Minh.\n\n{}", body(&minh, &id));
    set(&mut minh, &id, text);
    minh.save();

    let mut lan = home(&folder);
    lan.wait_until_shown(CARD);
    assert!(!body(&lan, &id).contains("Chữ chưa lưu."), "nothing is brought in unasked");
    lan.click("Khôi phục");
    let now = body(&lan, &id);
    assert!(now.contains("Ghi chú của Minh.") && now.contains("Chữ chưa lưu."), "{now}");
    assert!(!lan.shows(CARD));
    lan.save();
    drop(lan);
    // After a save nothing is offered.
    assert_eq!(left(&folder), 0);
    assert_eq!(body(&home(&folder), &id), now);
}

#[test]
fn words_that_are_not_wanted_are_forgotten() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder"));
    let id = crash(&folder);
    let mut lan = home(&folder);
    lan.wait_until_shown(CARD);
    let before = body(&lan, &id);
    lan.click("Bỏ");
    assert!(!lan.shows(CARD));
    assert_eq!(body(&lan, &id), before);
    drop(lan);
    assert_eq!(left(&folder), 0);
}

/// The names of the journal's entries, with when each was written.
fn written(folder: &Rc<tempfile::TempDir>) -> Vec<(std::path::PathBuf, std::time::SystemTime)> {
    let below = |folder: std::path::PathBuf| {
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
    };
    let windows = below(folder.path().join("dữ liệu/journal")).flat_map(below);
    let entries = windows.flat_map(below).filter(|path| path.extension().is_some_and(|kind| kind == "ron"));
    let mut all: Vec<_> = entries
        .map(|path| (path.clone(), path.metadata().and_then(|entry| entry.modified()).expect("an entry")))
        .collect();
    all.sort();
    all
}

#[test]
fn each_second_only_what_has_changed_is_written_down() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder"));
    let mut window = Window::with_data(&folder);
    let ids: Vec<PieceId> = window.newsroom().pieces().map(|piece| piece.header.id.clone()).take(5).collect();
    for id in &ids {
        let text = format!("{}\nChưa lưu.\n", body(&window, id));
        set(&mut window, id, text);
    }
    window.send_and_finish(Message::JournalTick);
    let first = written(&folder);
    assert_eq!(first.len(), 5);
    window.send_and_finish(Message::JournalTick);
    assert_eq!(written(&folder), first, "nothing has changed");

    let text = format!("{}Thêm một dòng.\n", body(&window, &ids[2]));
    set(&mut window, &ids[2], text);
    window.send_and_finish(Message::JournalTick);
    let last = written(&folder);
    let changed = last.iter().zip(&first).filter(|(now, before)| now != before).count();
    assert_eq!((last.len(), changed), (5, 1));
    drop(window);
    assert_eq!(left(&folder), 5);
}
