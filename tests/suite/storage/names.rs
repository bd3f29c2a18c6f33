//! Names from elsewhere: harmless, reported, and corrected.

use std::fs;

use tempfile::TempDir;
use toasoan::piece::Piece;
use toasoan::plan::Settings;
use toasoan::store::Workspace;
#[cfg(unix)]
use toasoan::store::{Known, SaveError};

#[cfg(unix)]
use super::{at, with_body};
use super::{id, piece, small_plan};

fn office() -> (TempDir, Workspace) {
    let folder = TempDir::new().expect("a folder");
    let workspace =
        Workspace::create(folder.path(), &small_plan(), &Settings::default()).expect("a workspace");
    (folder, workspace)
}

#[test]
fn two_files_of_one_id_become_two_pieces() {
    let (folder, workspace) = office();
    let first = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    let copy = first.path.replace(".md", " (1).md");
    let _ = fs::copy(folder.path().join(&first.path), folder.path().join(&copy)).expect("a copy");
    let opened = Workspace::open(folder.path()).expect("the workspace");
    let problem = &opened.problems[0];
    assert_eq!((opened.pieces.len(), problem.path.as_str()), (1, copy.as_str()));
    assert_eq!(problem.twin.as_deref(), Some(first.path.as_str()));
    let second = workspace.give_new_id(&copy).expect("a new id");
    assert_eq!(second.path, copy);
    assert_ne!(second.piece().map(Piece::id), Some(&id(1)));
    let opened = Workspace::open(folder.path()).expect("the workspace");
    assert_eq!((opened.pieces.len(), opened.problems.len()), (2, 0));
}

#[cfg(unix)]
#[test]
fn names_that_some_system_cannot_hold_are_reported() {
    let (folder, workspace) = office();
    let first = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    let text = fs::read_to_string(folder.path().join(&first.path)).expect("the file");
    let names = [
        "con.md",
        "a:b.md",
        "x .md",
        "đảo\u{202e}dm.md",
        "xuống\ndòng.md",
        "Chợ.md",
        "chợ.md",
        "Cho\u{323}\u{31b}.md",
    ];
    for (number, name) in names.iter().enumerate() {
        let text = text.replace(id(1).as_str(), id(10 + number).as_str());
        fs::write(folder.path().join("pieces").join(name), text).expect("a write");
    }
    let opened = Workspace::open(folder.path()).expect("the workspace");
    assert_eq!(opened.pieces.len(), 1 + names.len());
    let reported = workspace.verify(&Known::of(&opened.pieces, None));
    let said = |part: &str| reported.iter().filter(|problem| problem.reason.contains(part)).count();
    assert_eq!(said("thiết bị của Windows"), 1, "{reported:#?}");
    assert_eq!(said("ký tự không dùng được"), 3, "{reported:#?}");
    assert_eq!(said("chữ hoa, chữ thường"), 2, "{reported:#?}");
    assert!(reported.iter().all(|problem| !problem.path.contains(['\n', '\u{202e}'])), "{reported:#?}");
    let hostile = opened.pieces.iter().find(|stored| stored.path.contains("a:b")).expect("the piece");
    let refused = workspace.save(with_body(hostile, "Hai.\n"), at(hostile));
    assert!(matches!(refused, Err(SaveError::Refused { .. })), "{refused:?}");
}

#[cfg(unix)]
#[test]
fn a_received_folder_of_links_is_not_written_through() {
    use std::os::unix::fs::symlink;
    for part in [".toasoan", ".toasoan/history", ".toasoan/trash", ".toasoan/lock"] {
        let (folder, workspace) = office();
        let first = workspace.save(piece(1, "Một.\n"), None).expect("a save");
        let elsewhere = TempDir::new().expect("another folder");
        let link = folder.path().join(part);
        if link.is_dir() {
            fs::remove_dir_all(&link).expect("a removal");
        } else {
            let _ = fs::remove_file(&link);
        }
        symlink(elsewhere.path().join(if part.ends_with("lock") { "new" } else { "" }), &link)
            .expect("a link");
        let _ = workspace.save(with_body(&first, "Hai.\n"), at(&first));
        let _ = workspace.trash(&first.path);
        let _ = workspace.thin_history(chrono::Utc::now());
        assert_eq!(fs::read_dir(elsewhere.path()).expect("the folder").count(), 0, "{part}");
    }
}
