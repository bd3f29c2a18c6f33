//! Conflict copies of sync programs: merged into their piece, moved to the trash once that is saved.

use std::fs;

use tempfile::TempDir;
use toasoan::piece::merge;
use toasoan::plan::Settings;
use toasoan::store::{Content, Event, Known, Stored, StoredFile, Workspace};

use super::{at, id, piece, small_plan, with_body};

fn copied(workspace: &Workspace, known: &Stored) -> Vec<StoredFile> {
    let mut known = Known::of([known], None);
    // The first scan finds a copy that may be incomplete, the second a complete one.
    for event in workspace.rescan(&known) {
        if let Event::Unsettled { path, stamp } = event {
            let _ = known.seen.insert(path, stamp);
        }
    }
    let events = workspace.rescan(&known);
    let copy = |event| match event {
        Event::Copied(stored) => Some(stored),
        _ => None,
    };
    events.into_iter().filter_map(copy).collect()
}

#[test]
fn a_copy_is_merged_from_what_both_began_with_and_put_away() {
    for suffix in [
        ".sync-conflict-20140320-101500-ABCDEFG.md",
        " (conflicted copy 2014-03-20 101500).md",
        " (Lan's conflicted copy 2014-03-20).md",
        " (bản sao xung đột 2014-03-20 101500).md",
        " (SFConflict lan@cantho.vn 2014-03-20-10-15-00).md",
        "_DAI-03_Mar-20-101500-2014_Conflict.md",
        "_conflict-20140320-101500.md",
        " [conflicted].md",
        ".Conflict.md",
        // Names that an ordinary piece may have: the id decides.
        "-DESKTOP-ABC123.md",
        " (1).md",
        " 2.md",
        " - Copy.md",
        " - Sao chép (2).md",
    ] {
        let folder = TempDir::new().expect("a folder");
        let created = Workspace::create(folder.path(), &small_plan(), &Settings::default());
        let workspace = created.expect("a workspace");
        let first = workspace.save(piece(1, "Một.\n\nHai.\n\nBa.\n"), None).expect("a save");
        let mine =
            workspace.save(with_body(&first, "Một.\n\nHai.\n\nBa, tôi thêm.\n"), at(&first)).expect("a save");
        // The other user's file, with its revision synced too.
        let theirs = with_body(&first, "Một, họ thêm.\n\nHai.\n\nBa.\n");
        let _ = workspace.keep_as_head(theirs.clone(), Some(&first.stamp)).expect("a head");
        let path = mine.path.replace(".md", suffix);
        fs::write(folder.path().join(&path), theirs.to_text()).expect("the copy");

        let found = copied(&workspace, &mine);
        assert_eq!(found.iter().map(|copy| copy.path.as_str()).collect::<Vec<_>>(), [path.as_str()]);
        let copy = workspace.take_copy(found[0].clone(), Some(&mine.stamp)).expect("a head");
        let base = copy.base.as_ref().and_then(Content::piece).expect("a common revision");
        let theirs = copy.file.piece().expect("a piece");
        assert_eq!(base.body, first.piece.body);
        let merged = merge::merge(base, &mine.piece, theirs);
        assert!(merged.is_clean());
        let saved =
            workspace.save_merging(merged.piece, at(&mine), &[copy.revision_id]).expect("the merge is saved");
        assert_eq!(saved.piece.body, "Một, họ thêm.\n\nHai.\n\nBa, tôi thêm.\n");
        assert_eq!(workspace.heads(id(1)).expect("heads").len(), 1, "nothing is left to merge");
        workspace.discard_copy(&copy.file).expect("the copy goes");
        assert_eq!(copied(&workspace, &saved), []);
        assert_eq!(workspace.trashed()[0].path, path);
    }
}

#[test]
fn a_piece_with_the_name_of_a_copy_and_an_id_of_its_own_is_a_piece() {
    let folder = TempDir::new().expect("a folder");
    let created = Workspace::create(folder.path(), &small_plan(), &Settings::default());
    let workspace = created.expect("a workspace");
    let first = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    for (number, suffix) in ["-DESKTOP-ABC123.md", " (1).md", " 2.md", " - Copy.md"].iter().enumerate() {
        let path = first.path.replace(".md", suffix);
        fs::write(folder.path().join(path), piece(number + 2, "Bài khác.\n").to_text()).expect("a piece");
    }
    // Its original is gone or never existed here.
    let moved = first.path.replace(".md", " (2).md");
    fs::rename(folder.path().join(&first.path), folder.path().join(&moved)).expect("a rename");
    let opened = Workspace::open(folder.path()).expect("the workspace");
    assert_eq!((opened.pieces.len(), opened.problems.len()), (5, 0), "{:#?}", opened.problems);
    let known = Known::of(opened.pieces.iter().filter(|stored| stored.path == moved), opened.stamps());
    let events = workspace.rescan(&known);
    assert!(events.len() == 4 && events.iter().all(|event| matches!(event, Event::Added(_))), "{events:#?}");
}

#[test]
fn a_copy_that_no_history_knows_becomes_a_head_and_one_that_changed_stays() {
    let folder = TempDir::new().expect("a folder");
    let workspace =
        Workspace::create(folder.path(), &small_plan(), &Settings::default()).expect("a workspace");
    let mine = workspace.save(piece(1, "Của tôi.\n"), None).expect("a save");
    let path = mine.path.replace(".md", ".sync-conflict-20140320-101500-ABCDEFG.md");
    let file = folder.path().join(&path);
    fs::write(&file, with_body(&mine, "Của họ.\n").to_text()).expect("the copy");
    let copy = workspace.take_copy(copied(&workspace, &mine).remove(0), Some(&mine.stamp)).expect("a head");
    assert_eq!(copy.base, None);
    let heads = workspace.heads(id(1)).expect("heads");
    let kept = heads.iter().find(|head| head.revision_id == copy.revision_id).expect("a head");
    assert_eq!(workspace.read_revision(kept).expect("a piece").body, "Của họ.\n");
    // Taking it again gives the same head.
    let again = workspace.take_copy(copy.file.clone(), Some(&mine.stamp)).expect("a head");
    assert_eq!(again.revision_id, copy.revision_id);
    fs::write(&file, with_body(&mine, "Của họ, lần sau.\n").to_text()).expect("a newer copy");
    workspace.discard_copy(&copy.file).expect("nothing is done");
    assert!(file.is_file(), "newer words are not put away unseen");
    assert!(workspace.take_copy(copy.file, None).is_err());
}
