//! Disks that are full, read-only or away.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use toasoan::plan::Settings;
use toasoan::store::backup::{BackupError, restore};
use toasoan::store::{SaveError, Workspace};

use super::{at, id, is_long, piece, small_plan, with_body};

const FOLDER: &str = "TOASOAN_TEST_FULL";

#[test]
fn a_folder_that_goes_away_takes_the_save_when_it_is_back() {
    let place = TempDir::new().expect("a folder");
    let (root, away) = (place.path().join("kho"), place.path().join("mất"));
    let workspace = Workspace::create(&root, &small_plan(), &Settings::default()).expect("a workspace");
    let stored = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    fs::rename(&root, &away).expect("the share goes");
    for previous in [at(&stored), None] {
        let failed = workspace.save(with_body(&stored, "Hai.\n"), previous).expect_err("no share");
        assert!(failed.is_passing() && failed.to_string().contains("ổ đĩa mạng"), "{failed}");
        assert_eq!(failed.piece().map(|piece| piece.body.as_str()), Some("Hai.\n"));
    }
    assert!(!root.exists(), "nothing is made where the share was");
    fs::rename(&away, &root).expect("the share comes back");
    let saved = workspace.save(with_body(&stored, "Hai.\n"), at(&stored)).expect("a save");
    assert_eq!((saved.path, saved.piece.body.as_str()), (stored.path, "Hai.\n"));
}

/// Needs `unshare` and `mount`, so it runs only in the long rounds; there it fails without them.
#[test]
fn a_full_disk_and_a_locked_one_leave_the_original_whole() {
    if !is_long() {
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let test = "storage::full::child_on_a_small_disk";
    let script =
        "mount -t tmpfs -o size=64k tmpfs \"$TOASOAN_TEST_FULL\" && exec \"$0\" --ignored --exact \"$1\"";
    let output = Command::new("unshare")
        .args(["-Urm", "sh", "-c", script])
        .arg(std::env::current_exe().expect("this program"))
        .arg(test)
        .env(FOLDER, folder.path())
        .output()
        .expect("the long rounds need unshare");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
#[ignore = "run by its parent on a disk of 64 KB"]
fn child_on_a_small_disk() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let root = Path::new(&folder);
    let workspace = Workspace::create(root, &small_plan(), &Settings::default()).expect("a workspace");
    let mut stored = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    let mut words = String::from("Một.\n");
    let failed = loop {
        let next = format!("{words}{}\n", "Thêm một dòng nữa. ".repeat(100));
        match workspace.save(with_body(&stored, &next), at(&stored)) {
            Ok(saved) => (stored, words) = (saved, next),
            Err(failed) => break failed,
        }
    };
    let is_whole = || {
        let opened = Workspace::open(root).expect("the workspace");
        assert_eq!((opened.pieces.len(), opened.problems.len()), (1, 0));
        assert_eq!(opened.pieces[0].piece.body, words);
    };
    assert!(matches!(failed, SaveError::Io { .. }) && failed.to_string().contains("đĩa đã đầy"), "{failed}");
    is_whole();
    // Space is freed: the same text is saved.
    let oldest = workspace.revisions(id(1)).expect("revisions");
    for revision in &oldest[..oldest.len() - 1] {
        fs::remove_file(root.join(&revision.path)).expect("a removal");
    }
    let piece = failed.piece().expect("the words").clone();
    words.clone_from(&piece.body);
    stored = workspace.save(piece, at(&stored)).expect("a save");

    // A backup without enough space is not begun.
    let elsewhere = TempDir::new().expect("a folder");
    let large = Workspace::create(elsewhere.path().join("kho"), &small_plan(), &Settings::default());
    let large = large.expect("a workspace");
    let _ = large.save(super::piece(1, &"Chữ. ".repeat(20_000)), None).expect("a save");
    let archive = elsewhere.path().join("kho.zip");
    let _ = large.backup(&archive, &mut |_, _| {}).expect("a backup");
    let failed = restore(&archive, &root.join("xuat/trở lại"), &mut |_, _| {}).expect_err("no room");
    assert!(matches!(failed, BackupError::NoRoom { .. }), "{failed}");
    assert!(!root.join("xuat/trở lại").exists());

    let remount = |how: &str| {
        let done = Command::new("mount").args(["-o", how]).arg(root).status().expect("mount");
        assert!(done.success());
    };
    remount("remount,ro");
    let failed = workspace.save(with_body(&stored, "Hai.\n"), at(&stored)).expect_err("a locked disk");
    assert!(failed.to_string().contains("chỉ cho đọc"), "{failed}");
    let opened = Workspace::open(root).expect("the workspace");
    assert_eq!(opened.pieces[0].piece.body, words);
    remount("remount,rw");
    let _ = workspace.save(with_body(&stored, "Hai.\n"), at(&stored)).expect("a save");
}
