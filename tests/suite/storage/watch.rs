//! Others' changes are noticed, whether the system reports them or the folder is polled.

use std::fs;
use std::sync::mpsc::channel;
use std::time::Duration;

use tempfile::TempDir;
use toasoan::plan::Settings;
use toasoan::store::watch::Watch;
use toasoan::store::{Event, Known, Workspace};

use super::{piece, small_plan};

/// A passing test never waits this long.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn what_others_write_add_and_delete_is_seen() {
    for is_polled in [false, true] {
        let folder = TempDir::new().expect("a folder");
        let workspace =
            Workspace::create(folder.path(), &small_plan(), &Settings::default()).expect("a workspace");
        let first = workspace.save(piece(1, "Một.\n"), None).expect("a save");
        let file = workspace.root().join(&first.path);
        let known = || {
            let opened = Workspace::open(folder.path()).expect("the workspace");
            Known::of(&opened.pieces, opened.stamps())
        };
        let (sender, signals) = channel();
        let again = sender.clone();
        let signal = move || {
            let _ = sender.send(());
        };
        let _watch = if is_polled {
            Watch::polling(Duration::from_millis(20), signal)
        } else {
            Watch::new(workspace.root(), signal)
        };
        let see = |mut known: Known, is_it: fn(&Event) -> bool| loop {
            signals.recv_timeout(PATIENCE).expect("a signal");
            let mut events = workspace.rescan(&known);
            // A possibly incomplete file is checked again.
            events.retain(|event| match event {
                Event::Unsettled { path, stamp } => {
                    let _ = (known.seen.insert(path.clone(), *stamp), again.send(()));
                    false
                }
                _ => true,
            });
            if !events.is_empty() {
                assert!(matches!(events.as_slice(), [event] if is_it(event)), "{is_polled}: {events:?}");
                break;
            }
        };
        let before = known();
        let text = fs::read_to_string(&file).expect("the file");
        fs::write(&file, text.replace("Một", "Hai")).expect("a colleague writes");
        see(
            before,
            |event| matches!(event, Event::Changed(stored) if stored.piece().is_some_and(|piece| piece.body == "Hai.\n")),
        );
        let before = known();
        let _ = workspace.save(piece(2, "Ba.\n"), None).expect("a colleague adds");
        see(before, |event| matches!(event, Event::Added(_)));
        let before = known();
        fs::remove_file(&file).expect("a colleague deletes");
        see(before, |event| matches!(event, Event::Removed { .. }));
    }
}

#[test]
fn a_folder_that_was_away_is_watched_again() {
    let place = TempDir::new().expect("a folder");
    let root = place.path().join("kho");
    let workspace = Workspace::create(&root, &small_plan(), &Settings::default()).expect("a workspace");
    let stored = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    let (sender, signals) = channel();
    let _watch = Watch::new(workspace.root(), move || {
        let _ = sender.send(());
    });
    // Signals of earlier changes: wait until there are no more.
    let settle = || while signals.recv_timeout(Duration::from_secs(1)).is_ok() {};
    let away = |folder: &str| {
        fs::rename(root.join(folder), place.path().join("xa")).expect("it goes away");
        signals.recv_timeout(PATIENCE).expect("its going is told");
        settle();
        fs::rename(place.path().join("xa"), root.join(folder)).expect("it comes back");
        signals.recv_timeout(PATIENCE).expect("its coming is told");
        settle();
        fs::write(root.join(&stored.path), "Người khác.\n").expect("a colleague writes");
        signals.recv_timeout(PATIENCE).expect("a change in it is told");
        settle();
    };
    away("pieces");
    away("pieces/2014");
    // Another folder replaces it.
    fs::rename(root.join("pieces"), place.path().join("xa")).expect("it goes away");
    fs::create_dir(root.join("pieces")).expect("another");
    settle();
    fs::write(root.join("pieces/mới.md"), "Người khác.\n").expect("a colleague writes");
    signals.recv_timeout(PATIENCE).expect("a change in it is told");
}

/// An unmounted share leaves an empty folder, or none.
#[test]
fn a_share_that_goes_away_takes_no_piece_with_it() {
    let place = TempDir::new().expect("a folder");
    let (root, away) = (place.path().join("kho"), place.path().join("mất"));
    let workspace = Workspace::create(&root, &small_plan(), &Settings::default()).expect("a workspace");
    let stored = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    let known = Known::of([&stored], None);
    for is_folder_left in [false, true] {
        fs::rename(&root, &away).expect("the share goes");
        if is_folder_left {
            fs::create_dir(&root).expect("the place it was mounted at");
        }
        assert_eq!(workspace.rescan(&known), []);
        let failed = workspace.save(piece(2, "Hai.\n"), None).expect_err("no share");
        assert!(failed.is_passing(), "{failed}");
        if is_folder_left {
            fs::remove_dir(&root).expect("nothing was written there");
        }
        fs::rename(&away, &root).expect("the share comes back");
    }
    fs::remove_file(root.join(&stored.path)).expect("a colleague deletes");
    assert!(matches!(workspace.rescan(&known).as_slice(), [Event::Removed { .. }, ..]));
}
