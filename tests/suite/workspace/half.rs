//! Files that another program truncates and rewrites: an incomplete file never replaces a complete one.

use std::fs;

use tempfile::TempDir;
use toasoan::piece::Piece;
use toasoan::plan::Settings;
use toasoan::store::{Event, Known, SaveError, Stored, Workspace};

use super::{at, edited, look_twice, open, set_age, with_piece};

/// A long piece with its known state and its file's text.
fn long() -> (TempDir, Workspace, Stored, String) {
    let (folder, workspace, first) = with_piece();
    let body = "## 01\nLời: Sáng nay, bà con đến nộp hồ sơ.\n".repeat(60);
    let stored = workspace.save(edited(&first, &body), at(&first)).expect("a save");
    let text = fs::read_to_string(folder.path().join(&stored.path)).expect("the file");
    (folder, workspace, stored, text)
}

#[test]
fn half_a_file_is_waited_for_and_then_believed() {
    // Age of the incomplete file, in seconds: the clock of a share may be wrong.
    for age in [0, 3_600] {
        let (folder, workspace, stored, text) = long();
        let file = folder.path().join(&stored.path);
        for cut in [text.len() / 2, 10, 0] {
            let known = Known::of([&stored], None);
            fs::write(&file, &text.as_bytes()[..cut]).expect("the first half");
            set_age(&file, age);
            let first = workspace.rescan(&known);
            assert!(
                matches!(first.as_slice(), [Event::Unsettled { path, .. }, ..] if *path == stored.path),
                "{cut} bytes: {first:#?}"
            );
            // The rest arrives: it has not changed.
            fs::write(&file, &text).expect("all of it");
            let (known, events) = look_twice(&workspace, known);
            assert!(
                events.iter().all(|event| matches!(event, Event::Added(file) if file.record().is_some())),
                "{events:#?}"
            );
            // The rest does not arrive: a person may have deleted it. Without a header the file is broken.
            fs::write(&file, &text.as_bytes()[..cut]).expect("the first half");
            set_age(&file, age);
            let (_, events) = look_twice(&workspace, known);
            assert!(
                events.iter().any(|event| match event {
                    Event::Changed(now) => {
                        let is_shorter = |now: &Piece| now.body.len() < stored.piece.body.len();
                        cut > 10 && now.piece().is_some_and(is_shorter)
                    }
                    Event::Broken { key, .. } => cut <= 10 && *key == stored.piece.id().into(),
                    _ => false,
                }),
                "{cut} bytes: {events:#?}"
            );
        }
    }
}

#[test]
fn a_half_that_goes_on_growing_is_waited_for() {
    let (folder, workspace, stored, text) = long();
    let file = folder.path().join(&stored.path);
    let mut known = Known::of([&stored], None);
    let longer = format!("{text}## 02\nLời: Câu cuối của người khác.\n");
    for cut in [text.len() / 4, text.len() / 2, text.len() - 3, text.len() + 9] {
        fs::write(&file, &longer.as_bytes()[..cut]).expect("a part");
        let events = workspace.rescan(&known);
        let [Event::Unsettled { path, stamp }, ..] = events.as_slice() else { panic!("{cut}: {events:#?}") };
        let _ = known.seen.insert(path.clone(), *stamp);
    }
    fs::write(&file, &longer).expect("all of it");
    let (_, events) = look_twice(&workspace, known);
    let ends_whole = |piece: &Piece| piece.body.ends_with("khác.\n");
    let is_whole =
        |event: &Event| matches!(event, Event::Changed(now) if now.piece().is_some_and(ends_whole));
    assert!(events.iter().any(is_whole), "{events:#?}");
}

#[test]
fn nothing_is_saved_over_half_a_file() {
    let (folder, workspace, stored, text) = long();
    let file = folder.path().join(&stored.path);
    for cut in [text.len() / 2, 0] {
        fs::write(&file, &text.as_bytes()[..cut]).expect("the first half");
        let mine = edited(&stored, "## 01\nLời: Của tôi.\n");
        let failed = workspace.save(mine.clone(), at(&stored)).expect_err("half a file");
        assert!(matches!(failed, SaveError::Unsettled { .. }) && failed.is_passing(), "{failed}");
        assert_eq!(failed.piece().map(|piece| &piece.body), Some(&mine.body));
        assert_eq!(fs::read(&file).expect("the file"), text.as_bytes()[..cut]);
    }
    // What a colleague's window saved is complete, however short and new.
    fs::write(&file, &text).expect("all of it");
    let short = workspace.save(edited(&stored, "## 01\nLời: Ngắn.\n"), at(&stored)).expect("a save");
    let mine = edited(&stored, "## 01\nLời: Của tôi.\n");
    let failed = workspace.save(mine, at(&stored)).expect_err("a colleague's version");
    assert!(matches!(failed, SaveError::ChangedOutside { theirs: Some(_), .. }), "{failed}");
    let events = workspace.rescan(&Known::of([&stored], None));
    assert!(events.iter().any(|event| matches!(event, Event::Changed(now) if now.stamp == short.stamp)));
}

#[test]
fn half_the_settings_set_nothing() {
    let (folder, workspace, _) = with_piece();
    let opened = open(&folder);
    let known = Known::of(&opened.pieces, opened.stamps());
    let file = folder.path().join("settings.ron");
    let text = fs::read_to_string(&file).expect("the settings");
    let short = "(schema: 1)\n";
    for half in ["", short] {
        fs::write(&file, half).expect("half");
        let events = workspace.rescan(&known);
        assert!(matches!(events.as_slice(), [Event::Unsettled { .. }]), "{events:#?}");
        let settings = Settings { syllables_per_minute: 123, ..Settings::default() };
        let failed = workspace.save_record(settings.clone(), opened.stamp::<Settings>()).expect_err("half");
        assert!(matches!(failed, SaveError::Unsettled { .. }), "{failed}");
        assert_eq!(fs::read_to_string(&file).expect("the settings"), half);
    }
    fs::write(&file, &text).expect("all of them");
    assert_eq!(workspace.rescan(&known), []);
}
