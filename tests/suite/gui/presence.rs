//! Two windows on one piece see each other, until one leaves.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::Utc;
use toasoan::app::Message;
use toasoan::calendar::wording;
use toasoan::newsroom::Command;
use toasoan::piece::{Format, Piece};
use toasoan::store::lease::Leases;
use toasoan::store::{Key, Workspace};
use toasoan::ui::{Effect, Route};

use super::window::Window;

/// The presence notes of the piece or record with this name.
fn notes(window: &Window, name: &str) -> Vec<String> {
    let entries = std::fs::read_dir(window.root().join(".toasoan/leases")).into_iter().flatten().flatten();
    let at_piece = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(name));
    at_piece.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect()
}

#[test]
fn two_at_one_piece_learn_of_each_other_until_one_leaves() {
    let sample = Window::on_sample();
    let is_poster = |piece: &&Piece| piece.format == Format::Poster;
    let skit = sample.newsroom().pieces().find(|piece| piece.header.title == "Bụi chuối biết đi");
    let poster = sample.newsroom().pieces().find(is_poster).expect("a sample poster").header.id.clone();
    let skit = skit.expect("the sample skit").header.id.clone();
    for (id, place) in [(skit.clone(), Route::Piece(skit)), (poster.clone(), Route::Poster(poster))] {
        let mut window = Window::beside(&sample);
        let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
        let pieces = BTreeSet::from([Key::from(&id)]);
        let mut lan = Leases::new(&workspace.clone().signed("Chị Lan ở ĐÀI-03"), None);
        let since = Utc::now();
        assert!(lan.heartbeat(&pieces, Instant::now(), since).is_empty());

        window.effect(Effect::Open(place));
        let clock = wording::clock(since.with_timezone(&chrono::Local).naive_local().time());
        let words = format!("Chị Lan đang sửa trên máy ĐÀI-03 từ {clock}");
        window.wait_until_shown(&words);
        let others = lan.heartbeat(&pieces, Instant::now(), Utc::now());
        assert_eq!(others[&Key::from(&id)].len(), 1, "the first comer learns of the second");
        // Nobody is prevented from writing.
        let mut header = window.newsroom().piece(&id).expect("the piece").header.clone();
        header.title.push('!');
        window.effect(Effect::Apply(Command::SetHeader(Box::new(header))));
        window.save();

        drop(lan);
        window.send(Message::LeaseTick);
        window.wait_until_gone(&words);
        assert!(notes(&window, id.as_str()).iter().all(|note| !note.contains("Chị Lan")));
        // On another screen, with nothing unsaved: the window no longer has the piece open.
        window.effect(Effect::Open(Route::Home));
        window.wait_until("the note is taken back", |_| notes(&sample, id.as_str()).is_empty());
    }
}

/// The plan and the settings have presence like pieces.
#[test]
fn two_at_the_plan_or_the_settings_learn_of_each_other() {
    let sample = Window::on_sample();
    for (record, place) in [("plan.ron", Route::Plan(None)), ("settings.ron", Route::Settings)] {
        let mut window = Window::beside(&sample);
        let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
        let keys = BTreeSet::from([Key::Record(record)]);
        let mut lan = Leases::new(&workspace.clone().signed("Chị Lan ở ĐÀI-03"), None);
        let since = Utc::now();
        assert!(lan.heartbeat(&keys, Instant::now(), since).is_empty());
        window.effect(Effect::Open(place));
        let clock = wording::clock(since.with_timezone(&chrono::Local).naive_local().time());
        let words = format!("Chị Lan đang sửa trên máy ĐÀI-03 từ {clock}");
        window.wait_until_shown(&words);
        assert_eq!(lan.heartbeat(&keys, Instant::now(), Utc::now())[&Key::Record(record)].len(), 1);
        drop(lan);
        window.send(Message::LeaseTick);
        window.wait_until_gone(&words);
        window.effect(Effect::Open(Route::Home));
        window.wait_until("the note is taken back", |_| notes(&sample, &format!("@{record}")).is_empty());
    }
    // A window with an unsaved change counts too, whatever screen is shown.
    let mut window = Window::beside(&sample);
    let mut settings = window.newsroom().settings().clone();
    settings.office.signer = "Trần Thị Lan".into();
    window.effect(Effect::Apply(Command::SetRecord { record: settings.into(), is_typing: false }));
    window.send(Message::LeaseTick);
    window.wait_until("the note is written", |_| notes(&sample, "@settings.ron").len() == 1);
}

/// Simulates a killed window: its files stay, its lock does not.
fn kill(leases: Leases, folders: &[PathBuf]) {
    let files = |folder: &PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten();
    let left: Vec<_> = folders.iter().flat_map(files).map(|entry| entry.path()).collect();
    let left: Vec<_> = left.iter().map(|path| (path, std::fs::read(path).expect("a file"))).collect();
    drop(leases);
    for (path, content) in left {
        if !path.exists() {
            std::fs::write(path, content).expect("the file stays");
        }
    }
}

/// The user's own killed windows never count, from the first check on, for any piece.
#[test]
fn the_notes_of_this_users_killed_windows_are_swept_at_once() {
    let window = Window::on_sample();
    let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
    let data = window.folder().join("dữ liệu");
    let pieces: BTreeSet<Key> =
        window.newsroom().pieces().take(2).map(|piece| Key::from(piece.id())).collect();
    let begin = || {
        let mut leases = Leases::new(&workspace, Some(&data));
        let others = leases.heartbeat(&pieces, Instant::now(), Utc::now());
        (leases, others)
    };
    let (_living, _) = begin();
    let locks =
        std::fs::read_dir(data.join("windows")).expect("the locks").flatten().map(|entry| entry.path());
    let folders: Vec<PathBuf> = locks.chain([window.root().join(".toasoan/leases")]).collect();
    for _ in 0..20 {
        kill(begin().0, &folders);
        let (_mine, others) = begin();
        for key in &pieces {
            assert_eq!(others[key].len(), 1, "only the living window is there");
            let Key::Piece(id) = key else { panic!("pieces only") };
            assert_eq!(notes(&window, id.as_str()).len(), 2, "its note and one's own");
        }
    }
}

#[test]
fn many_at_a_piece_take_few_lines() {
    let sample = Window::on_sample();
    let id = sample.newsroom().pieces().find(|piece| piece.header.title == "Bụi chuối biết đi");
    let id = id.expect("the sample skit").header.id.clone();
    let workspace = Workspace::open(sample.root()).expect("the workspace opens").workspace;
    let start = Utc::now();
    let people = ["Lan", "Ba", "Lan", "Sáu", "Út", "Tư", "Năm"];
    let leases: Vec<_> = (0..)
        .zip(people)
        .map(|(minute, person)| {
            let mut leases = Leases::new(&workspace.clone().signed(&format!("{person} ở VH-01")), None);
            let time = start + chrono::Duration::minutes(minute);
            let _ = leases.heartbeat(&BTreeSet::from([Key::from(&id)]), Instant::now(), time);
            (leases, wording::clock(time.with_timezone(&chrono::Local).naive_local().time()))
        })
        .collect();
    let at = |index: usize| &leases[index].1;
    let mut window = Window::beside(&sample);
    window.effect(Effect::Open(Route::Piece(id)));
    window.wait_until_shown(&format!("Lan đang sửa trên máy VH-01 (2 cửa sổ) từ {}", at(0)));
    for (person, index) in [("Ba", 1), ("Sáu", 3)] {
        assert!(window.shows(&format!("{person} đang sửa trên máy VH-01 từ {}", at(index))), "{person}");
    }
    assert!(window.shows("và 3 người nữa"));
    assert!(!window.shows(&format!("Út đang sửa trên máy VH-01 từ {}", at(4))));
}

#[test]
fn the_note_of_a_window_that_is_gone_is_swept() {
    let window = Window::on_sample();
    let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
    let id = window.newsroom().pieces().next().expect("a piece").header.id.clone();
    let pieces = BTreeSet::from([Key::from(&id)]);
    let mut lan = Leases::new(&workspace.clone().signed("Chị Lan ở ĐÀI-03"), None);
    let mut ba = Leases::new(&workspace.signed("Anh Ba ở VH-01"), None);
    let start = Instant::now();
    let _ = lan.heartbeat(&pieces, start, Utc::now());
    assert!(ba.heartbeat(&pieces, start, Utc::now()).contains_key(&Key::from(&id)));
    // Her machine lost power.
    assert!(ba.heartbeat(&pieces, start + Duration::from_mins(1), Utc::now()).is_empty());
    assert_eq!(notes(&window, id.as_str()).len(), 1);
    // It was only suspended.
    let _ = lan.heartbeat(&pieces, start, Utc::now());
    assert!(ba.heartbeat(&pieces, start + Duration::from_secs(61), Utc::now()).contains_key(&Key::from(&id)));
}

/// A window that crashed leaves its note until it is found stale.
#[test]
fn nobody_is_warned_of_their_own_window_that_crashed_on_this_machine() {
    let sample = Window::on_sample();
    let id = sample.newsroom().pieces().next().expect("a piece").header.id.clone();
    let workspace = Workspace::open(sample.root()).expect("the workspace opens").workspace;
    let keys = BTreeSet::from([Key::from(&id)]);
    let signed = |author: &str| workspace.clone().signed(author);
    // Without a lock in the user's folder, as after a crash.
    let mut crashed = Leases::new(&signed("Chị Lan ở ĐÀI-03"), None);
    let _ = crashed.heartbeat(&keys, Instant::now(), Utc::now());
    let data = tempfile::tempdir().expect("a user's folder");
    for (author, is_warned) in
        [("Chị Lan ở ĐÀI-03", false), ("Chị Lan ở ĐÀI-04", true), ("Anh Minh ở ĐÀI-03", true)]
    {
        let mut window = Leases::new(&signed(author), Some(data.path()));
        let others = window.heartbeat(&keys, Instant::now(), Utc::now());
        assert_eq!(others.contains_key(&Key::from(&id)), is_warned, "{author}");
    }
}
