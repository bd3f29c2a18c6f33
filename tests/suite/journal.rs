//! Unsaved work can be recovered, and never overwrites later changes.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use toasoan::piece::merge::merge;
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::plan::{Plan, Settings};
use toasoan::store::journal::{self, Journal};
use toasoan::store::{Content, Stored, Workspace};

fn workspace() -> (TempDir, Workspace, Stored) {
    let folder = TempDir::new().expect("a folder");
    let plan = Plan::parse(include_str!("../../content/plan.ron")).expect("the plan");
    let workspace =
        Workspace::create(folder.path().join("kho"), &plan, &Settings::default()).expect("a workspace");
    let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Một cửa", "chuyen-muc-cchc");
    let piece = Piece::new(header, Format::Article, "Một.\n\nHai.\n");
    let stored = workspace.save(piece, None).expect("a save");
    (folder, workspace, stored)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(entries(&path));
        } else if path.extension().is_some_and(|extension| extension == "ron") {
            found.push(path);
        }
    }
    found
}

#[test]
fn unsaved_words_merge_with_what_was_saved_since() {
    let (folder, workspace, stored) = workspace();
    let data = folder.path().join("dữ liệu");
    let file = Some((stored.path.clone(), stored.stamp));
    let unsaved = Piece { body: "Một.\n\nHai chưa lưu.\n".into(), ..stored.piece.clone() };
    let window = Journal::begin(&data, &workspace).expect("a journal");
    window.keep(window.turn(), &workspace, &stored.piece.clone().into(), file.as_ref()).expect("an entry");
    window
        .keep(window.turn(), &workspace, &unsaved.clone().into(), file.as_ref())
        .expect("an entry in its place");
    assert!(journal::pending(&data, &workspace).is_empty(), "the window is still there");
    drop(window);

    // A colleague has saved meanwhile: the base is found among the revisions.
    let theirs = Piece { body: "Một của Lan.\n\nHai.\n".into(), ..stored.piece.clone() };
    let theirs = workspace.save(theirs, file).expect("a save");
    let pending = journal::pending(&data, &workspace);
    assert_eq!(pending.len(), 1);
    let found = pending[0].content.piece().expect("the piece");
    assert_eq!((&found.body, &pending[0].path), (&unsaved.body, &Some(stored.path.clone())));
    let base = pending[0].base.as_ref().and_then(Content::piece).expect("the version it began with");
    let merged = merge(base, found, &theirs.piece);
    assert!(merged.is_clean());
    assert_eq!(merged.piece.body, "Một của Lan.\n\nHai chưa lưu.\n");

    pending[0].discard();
    assert!(journal::pending(&data, &workspace).is_empty());
    assert!(entries(&data).is_empty(), "nothing is left behind");
}

#[test]
fn a_save_ends_the_entry_and_a_torn_one_is_passed_over_untouched() {
    let (folder, workspace, stored) = workspace();
    let data = folder.path().join("dữ liệu");
    let window = Journal::begin(&data, &workspace).expect("a journal");
    let other = Piece {
        header: Header::new(PieceId("01HQ0000000000000000000002".into()), "Mới", "chuyen-muc-cchc"),
        header_source: String::new().into(),
        ..stored.piece.clone()
    };
    window.keep(window.turn(), &workspace, &stored.piece.clone().into(), None).expect("an entry");
    window.keep(window.turn(), &workspace, &other.into(), None).expect("an entry");
    window.complete(window.turn(), &stored.piece.header.id);
    drop(window);
    let entry = entries(&data).pop().expect("one entry is left");
    let whole = fs::read(&entry).expect("the entry");
    for end in 0..whole.len() {
        fs::write(&entry, &whole[..end]).expect("a torn entry");
        assert!(journal::pending(&data, &workspace).is_empty(), "torn at {end}");
        assert!(entry.exists());
    }
    fs::write(&entry, &whole).expect("the entry");
    assert_eq!(journal::pending(&data, &workspace)[0].content.name(), "“Mới”");
}
