//! Paths and files as they are on people's desks: long, renamed in their capitals, held by another program.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use toasoan::plan::Settings;
use toasoan::store::{Event, Known, Workspace};

use super::{at, piece, small_plan, with_body};

/// Letters of a path beyond which Windows' older calls fail.
const LONG: usize = 260;

#[test]
fn a_workspace_deep_in_long_folders_is_used_like_any_other() {
    let place = TempDir::new().expect("a folder");
    let mut deep: PathBuf = place.path().join("Kế hoạch tuyên truyền cải cách hành chính");
    while deep.to_string_lossy().chars().count() < LONG {
        deep.push("Hồ sơ lưu trữ của phòng biên tập và các đơn vị phối hợp");
    }
    fs::create_dir_all(&deep).expect("folders");
    let root = deep.join("kho");
    let workspace = Workspace::create(&root, &small_plan(), &Settings::default()).expect("a workspace");
    let stored = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    let stored = workspace.save(with_body(&stored, "Hai.\n"), at(&stored)).expect("another");
    let opened = Workspace::open(&root).expect("it opens");
    assert_eq!((opened.pieces.len(), opened.pieces[0].piece.body.as_str()), (1, "Hai.\n"));
    let trashed = workspace.trash(&stored.path).expect("it goes to the trash");
    let _ = workspace.restore(&trashed).expect("it comes back");
    let zip = place.path().join("sao lưu.zip");
    let _ = workspace.backup(&zip, &mut |_, _| {}).expect("a backup");
    let again = deep.join("khôi phục");
    let _ = toasoan::store::backup::restore(&zip, &again, &mut |_, _| {}).expect("it is restored");
    assert_eq!(Workspace::open(&again).expect("it opens").pieces.len(), 1);
}

#[test]
fn a_file_renamed_in_its_capitals_is_the_same_piece_and_takes_the_next_save() {
    let folder = TempDir::new().expect("a folder");
    let workspace =
        Workspace::create(folder.path(), &small_plan(), &Settings::default()).expect("a workspace");
    let stored = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    let known = Known::of(std::slice::from_ref(&stored), None);
    let capitals = stored.path.replace("Chuyện", "CHUYỆN");
    assert_ne!(capitals, stored.path);
    fs::rename(folder.path().join(&stored.path), folder.path().join(&capitals)).expect("a rename");
    let events = workspace.rescan(&known);
    let moved = events.iter().find_map(|event| match event {
        Event::Moved { from, stored: now } if *from == stored.path => Some(now.clone()),
        _ => None,
    });
    let moved = moved.unwrap_or_else(|| panic!("{events:?}"));
    assert_eq!(moved.path, capitals);
    let now = (moved.path.clone(), moved.stamp);
    let saved = workspace.save(with_body(&stored, "Hai.\n"), Some(now)).expect("a save");
    assert_eq!(saved.path, capitals, "the file keeps the name that someone gave it");
    assert_eq!(Workspace::open(folder.path()).expect("it opens").pieces.len(), 1);
}

/// Word and virus scanners hold a file so that nobody else opens it.
#[cfg(windows)]
#[test]
fn a_file_that_another_program_holds_is_saved_once_it_lets_go_and_told_if_it_does_not() {
    use std::os::windows::fs::OpenOptionsExt;
    use std::time::Duration;

    let folder = TempDir::new().expect("a folder");
    let workspace =
        Workspace::create(folder.path(), &small_plan(), &Settings::default()).expect("a workspace");
    let stored = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    let file = folder.path().join(&stored.path);
    let hold = || fs::OpenOptions::new().read(true).share_mode(0).open(&file).expect("it is held");
    let held = hold();
    let letting_go = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(400));
        drop(held);
    });
    let saved = workspace.save(with_body(&stored, "Hai.\n"), at(&stored)).expect("it waits");
    letting_go.join().expect("it lets go");
    let held = hold();
    let failed = workspace.save(with_body(&saved, "Ba.\n"), at(&saved)).expect_err("it is held for good");
    assert_eq!(failed.piece().map(|piece| piece.body.as_str()), Some("Ba.\n"));
    drop(held);
    assert!(fs::read_to_string(&file).expect("the file").ends_with("Hai.\n"));
}
