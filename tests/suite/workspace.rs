//! An acknowledged save survives, nobody's text is overwritten without notice, one broken file does not block
//! the others.

mod half;
pub mod kind;
mod many;
mod odd;
mod record;

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use toasoan::piece::{Airing, Format, Header, Piece, PieceId, Status};
use toasoan::plan::{Plan, Settings, SlotId};
use toasoan::record::AnyRecord;
use toasoan::store::{Error, Event, Key, Known, Opened, SaveError, Stored, StoredFile, Workspace};

const ID: &str = "01HQ0000000000000000000001";
const SCRIPT: &str = "## 01\nHình: Chợ An Bình\nLời: Sáng nay, bà con đến nộp hồ sơ.\n";

fn plan() -> Plan {
    Plan::parse(include_str!("../../content/plan.ron")).expect("the plan")
}

fn empty() -> (TempDir, Workspace) {
    let folder = TempDir::new().expect("a folder");
    let workspace = Workspace::create(folder.path(), &plan(), &Settings::default()).expect("a new workspace");
    (folder, workspace)
}

fn piece(id: &str, title: &str) -> Piece {
    let mut header = Header::new(PieceId(id.into()), title, "chuyen-muc-cchc");
    let slot = SlotId("chuyen-muc-cchc/2014-03/2".into());
    header.airings = vec![Airing { date: "2014-03-20".parse().ok(), ..Airing::undated(slot) }];
    Piece::new(header, Format::Av, SCRIPT)
}

/// The file of a piece.
pub fn of_file(file: StoredFile) -> Stored {
    let piece = file.piece().expect("a piece").clone();
    Stored { piece, path: file.path, stamp: file.stamp }
}

/// The last known path and stamp of a piece, as a save takes them.
type Previous = Option<(String, toasoan::store::Stamp)>;

/// A workspace with one saved piece.
fn with_piece() -> (TempDir, Workspace, Stored) {
    let (folder, workspace) = empty();
    let stored = workspace.save(piece(ID, "Một cửa: đất đai"), None).expect("a first save");
    (folder, workspace, stored)
}

fn open(folder: &TempDir) -> Opened {
    Workspace::open(folder.path()).expect("an open workspace")
}

#[allow(clippy::unnecessary_wraps, reason = "as a save takes it")]
fn at(stored: &Stored) -> Previous {
    Some((stored.path.clone(), stored.stamp))
}

fn edited(stored: &Stored, body: &str) -> Piece {
    Piece { body: body.into(), ..stored.piece.clone() }
}

fn temps(folder: &Path) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            count += temps(&path);
        } else if entry.file_name().to_string_lossy().starts_with(".~toasoan-") {
            count += 1;
        }
    }
    count
}

/// Backdates a file, so that nobody seems to be writing it.
fn set_age(file: &Path, seconds: u64) {
    let time = std::time::SystemTime::now() - std::time::Duration::from_secs(seconds);
    let opened = fs::File::options().write(true).open(file).expect("the file");
    opened.set_modified(time).expect("a time");
}

#[test]
fn a_new_workspace_opens_with_its_plan() {
    let (folder, workspace) = empty();
    let opened = open(&folder);
    assert_eq!(opened.plan, plan());
    assert_eq!(opened.settings, Settings::default());
    assert_eq!((opened.pieces.len(), opened.problems.len()), (0, 0));
    assert!(["pieces", "posters", "images"].iter().all(|name| workspace.root().join(name).is_dir()));
    assert!(matches!(
        Workspace::create(folder.path(), &plan(), &Settings::default()),
        Err(Error::AlreadyAWorkspace(_))
    ));
}

#[test]
fn what_cannot_be_opened_says_why_and_what_to_do() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path();
    let message = |path: &Path| Workspace::open(path).expect_err("no workspace").to_string();
    assert!(message(&path.join("nơi nào")).contains("không có thư mục"));
    assert!(message(path).contains("plan.ron") && message(path).contains("toasoan new"));
    let plan_file = path.join("plan.ron");
    fs::write(&plan_file, "").expect("a write");
    assert!(message(&plan_file).contains("không phải thư mục"));
    assert!(message(path).contains("rỗng"));
    fs::write(&plan_file, "(\n  schema: 1,\n  name: 7,\n)").expect("a write");
    assert!(message(path).starts_with("plan.ron, dòng 3: "), "{}", message(path));
}

#[test]
fn a_saved_piece_is_read_back_from_a_name_for_people() {
    let (folder, _, stored) = with_piece();
    assert_eq!(stored.path, "pieces/2014/chuyen-muc-cchc/2014-03-20 Một cửa đất đai 01HQ000000.av");
    let opened = open(&folder);
    assert_eq!(opened.pieces.len(), 1);
    assert_eq!(opened.pieces[0].piece, stored.piece);
    assert_eq!(opened.pieces[0].stamp.hash(), stored.stamp.hash());
    assert_eq!(opened.pieces[0].piece.body, SCRIPT);
}

#[test]
fn a_save_keeps_the_path_and_the_old_words() {
    let (folder, workspace, first) = with_piece();
    let mut piece = edited(&first, "## 01\nLời: Hai.\n");
    piece.header.title = "Tên khác hẳn".into();
    piece.header.status = Status::Drafting;
    let second = workspace.save(piece, at(&first)).expect("a second save");
    assert_eq!(second.path, first.path);
    let third = workspace.save(edited(&second, "## 01\nLời: Ba.\n"), at(&second)).expect("a third save");
    // Nothing changed, nothing written.
    let same = workspace.save(third.piece.clone(), at(&third)).expect("a save without a change");
    assert_eq!(same.stamp.hash(), third.stamp.hash());
    let revisions = workspace.revisions(&first.piece.header.id).expect("revisions");
    let bodies: Vec<String> = revisions
        .iter()
        .map(|revision| fs::read_to_string(folder.path().join(&revision.path)).expect("a revision"))
        .collect();
    assert_eq!(bodies.len(), 3);
    for (body, words) in bodies.iter().zip(["bà con đến nộp", "Lời: Hai.", "Lời: Ba."]) {
        assert!(body.contains(words), "{bodies:#?}");
    }
    assert_eq!(temps(folder.path()), 0);
}

#[test]
fn words_written_by_others_are_never_overwritten() {
    let (folder, workspace, mine) = with_piece();
    let file = folder.path().join(&mine.path);
    let theirs = fs::read_to_string(&file).expect("the file").replace("bà con", "cô Lan");
    fs::write(&file, &theirs).expect("an outside write");
    set_age(&file, 60);
    match workspace.save(edited(&mine, "## 01\nLời: Của tôi.\n"), at(&mine)) {
        Err(SaveError::ChangedOutside { mine: Some(mine), theirs: Some(other), .. }) => {
            let other = of_file(*other);
            assert!(mine.body.contains("Của tôi") && other.piece.body.contains("cô Lan"));
            // After seeing it, the user may overwrite it.
            let chosen = workspace.save(*mine, at(&other)).expect("a save over what was seen");
            assert!(chosen.piece.body.contains("Của tôi"));
        }
        other => panic!("{other:?}"),
    }
    // What was overwritten is still among the revisions.
    let revisions = workspace.revisions(&mine.piece.header.id).expect("revisions");
    let kept = fs::read_to_string(folder.path().join(&revisions[1].path)).expect("a revision");
    assert_eq!(kept, theirs);
    let line: Vec<_> =
        revisions.iter().map(|revision| (revision.author.as_str(), revision.is_head)).collect();
    let me = workspace.author();
    assert_eq!(line, [(me, false), ("ngoài chương trình", false), (me, true)]);

    fs::remove_file(&file).expect("a removal");
    let lost = workspace.save(edited(&mine, "## 01\nLời: Mới.\n"), at(&mine));
    assert!(matches!(lost, Err(SaveError::ChangedOutside { theirs: None, .. })), "{lost:?}");
    assert!(!file.exists());
}

#[test]
fn two_new_pieces_of_one_moment_get_two_files() {
    let (folder, workspace, first) = with_piece();
    let second = workspace
        .save(piece("01HQ0000000000000000000002", "Một cửa: đất đai"), None)
        .expect("a piece with the same name and short id");
    assert_ne!(first.path, second.path);
    assert_eq!(open(&folder).pieces.len(), 2);
    // The same piece again gives the same file.
    let again = workspace.save(second.piece.clone(), None).expect("a repeated first save");
    assert_eq!(again.path, second.path);
}

#[test]
fn deleting_can_be_undone() {
    let (folder, workspace, stored) = with_piece();
    let trashed = workspace.trash(&stored.path).expect("a deletion");
    assert!(open(&folder).pieces.is_empty());
    assert_eq!(workspace.trashed(), std::slice::from_ref(&trashed));
    let restored = workspace.restore(&trashed).expect("a restoration");
    assert_eq!((&restored.piece, &restored.path), (&stored.piece, &stored.path));
    assert!(workspace.trashed().is_empty());
    assert_eq!(open(&folder).pieces.len(), 1);
    // A later version of it at that path gives way and stays in the history.
    let trashed = workspace.trash(&stored.path).expect("a deletion");
    let later = Piece { body: "Lời của bản sau.\n".into(), ..stored.piece.clone() };
    let later = workspace.save(later, None).expect("a save");
    assert_eq!(later.path, stored.path);
    let restored = workspace.restore_any(&trashed).expect("a restoration");
    assert!(restored.is_replacement && workspace.trashed().is_empty());
    let opened = open(&folder);
    assert_eq!(opened.pieces.iter().map(|stored| &stored.piece).collect::<Vec<_>>(), [&stored.piece]);
    let (key, revisions) = (Key::from(stored.piece.id()), workspace.revisions(stored.piece.id()));
    let bodies: Vec<String> = revisions
        .expect("revisions")
        .iter()
        .filter_map(|revision| Some(workspace.read_content(&key, revision).ok()?.piece()?.body.to_string()))
        .collect();
    assert!(bodies.contains(&later.piece.body.into_string()), "{bodies:?}");
    // Beside another piece it gets a name of its own, and nothing is lost.
    let trashed = workspace.trash(&stored.path).expect("a deletion");
    let other = fs::read_to_string(folder.path().join(&opened.pieces[0].path));
    assert!(other.is_err(), "it is away");
    let text = stored.piece.to_text().replace(stored.piece.id().as_str(), "018GYPDVT0OTHER");
    fs::write(folder.path().join(&stored.path), &text).expect("another piece");
    let restored = workspace.restore(&trashed).expect("a restoration");
    assert_ne!(restored.path, stored.path);
    assert_eq!(fs::read_to_string(folder.path().join(&stored.path)).expect("the other piece"), text);
    assert_eq!(open(&folder).pieces.len(), 2);
    assert!(workspace.trash("pieces/không có.av").is_err());
}

#[test]
fn pictures_come_in_by_content_and_only_pictures() {
    let (folder, workspace) = empty();
    let source = folder.path().join("Ảnh chợ.PNG");
    let mut png = Vec::new();
    image::RgbImage::new(4, 3)
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .expect("a picture");
    fs::write(&source, &png).expect("a write");
    let path = workspace.import_picture(&source).expect("an import");
    assert!(
        path.starts_with("images/")
            && Path::new(&path).extension().is_some_and(|extension| extension == "png")
    );
    assert_eq!(workspace.import_picture(&source).expect("the same again"), path);
    assert_eq!(workspace.picture(&path).expect("the picture")[..], png[..]);
    for (name, bytes) in [("a.png", b"<svg/>".as_slice()), ("b.png", &png[..20]), ("c.jpg", b"MZ\x90")] {
        let source = folder.path().join(name);
        fs::write(&source, bytes).expect("a write");
        assert!(workspace.import_picture(&source).is_err(), "{name}");
    }
    for path in ["", "../x.png", "/etc/passwd", "images/không có.png", "plan.ron", "images"] {
        assert!(workspace.picture(path).is_err(), "{path:?}");
    }
}

/// The events, after possibly incomplete files were checked a second time.
fn look_twice(workspace: &Workspace, mut known: Known) -> (Known, Vec<Event>) {
    for event in workspace.rescan(&known) {
        if let Event::Unsettled { path, stamp } = event {
            let _ = known.seen.insert(path, stamp);
        }
    }
    let events = workspace.rescan(&known);
    (known, events)
}

#[test]
fn what_others_did_is_seen_by_a_rescan() {
    let (folder, workspace, first) = with_piece();
    let second = workspace.save(piece("01HR0000000000000000000002", "Hai"), None).expect("a save");
    let third = workspace.save(piece("01HS0000000000000000000003", "Ba"), None).expect("a save");
    let opened = open(&folder);
    let known = Known::of(&opened.pieces, opened.stamps());
    assert_eq!(workspace.rescan(&known), []);

    let file = |stored: &Stored| folder.path().join(&stored.path);
    let text = fs::read_to_string(file(&first)).expect("the file");
    // Same length, perhaps within the same tick of the clock.
    fs::write(file(&first), text.replace("Sáng nay", "Chiều qa").replace("Chiều qa", "Xáng nay"))
        .expect("a write");
    fs::rename(file(&second), folder.path().join("pieces/Hai 01HR000000.av")).expect("a rename");
    fs::remove_file(file(&third)).expect("a removal");
    fs::write(folder.path().join("pieces/mới.av"), text.replace(ID, "01HT0000000000000000000004"))
        .expect("a write");
    fs::write(folder.path().join("pieces/hỏng.av"), "").expect("a write");
    fs::write(folder.path().join("settings.ron"), "(schema: 1, syllables_per_minute: 200)").expect("a write");
    // Shorter than before: the settings are checked twice.
    let (known, events) = look_twice(&workspace, known);
    let has = |test: &dyn Fn(&Event) -> bool| {
        assert_eq!(events.iter().filter(|event| test(event)).count(), 1, "{events:#?}");
    };
    has(
        &|event| matches!(event, Event::Changed(now) if now.piece().is_some_and(|piece| piece.body.contains("Xáng nay"))),
    );
    has(
        &|event| matches!(event, Event::Moved { from, stored } if *from == second.path && stored.path == "pieces/Hai 01HR000000.av"),
    );
    has(&|event| matches!(event, Event::Removed { key, .. } if *key == Key::from(third.piece.id())));
    has(&|event| matches!(event, Event::Added(stored) if stored.path == "pieces/mới.av"));
    has(&|event| matches!(event, Event::Problem(problem) if problem.path == "pieces/hỏng.av"));
    has(&|event| match event {
        Event::Changed(stored) => {
            let settings = stored.record().and_then(AnyRecord::get::<Settings>);
            settings.is_some_and(|settings| settings.syllables_per_minute == 200)
        }
        _ => false,
    });
    assert_eq!(events.len(), 6);

    fs::write(file(&first), "").expect("a write");
    let (_, broken) = look_twice(&workspace, known);
    assert!(
        broken
            .iter()
            .any(|event| matches!(event, Event::Broken { key, .. } if *key == first.piece.id().into()))
    );
}

#[test]
fn abandoned_temporary_files_are_swept_and_living_ones_left() {
    let (folder, _, stored) = with_piece();
    let pieces = folder.path().join(&stored.path).parent().expect("a folder").to_path_buf();
    let old = std::time::SystemTime::now() - std::time::Duration::from_mins(1);
    for name in [".~toasoan-dead.tmp", ".~toasoan-held.tmp"] {
        fs::File::create(pieces.join(name)).expect("a file").set_modified(old).expect("a time");
    }
    let held = fs::File::open(pieces.join(".~toasoan-held.tmp")).expect("the file");
    held.lock().expect("a lock");
    let _ = open(&folder);
    assert!(!pieces.join(".~toasoan-dead.tmp").exists() && pieces.join(".~toasoan-held.tmp").exists());
    drop(held);
    let _ = open(&folder);
    assert_eq!(temps(folder.path()), 0);
}

/// Sixteen threads save one piece, each only over content it has seen: every acknowledged save is the file's
/// content or a revision.
#[test]
fn saves_that_race_lose_nothing() {
    let (folder, workspace, first) = with_piece();
    let acknowledged: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..16)
            .map(|worker| {
                let workspace = workspace.clone();
                let mut seen = first.clone();
                scope.spawn(move || {
                    let mut done = Vec::new();
                    for round in 0..8 {
                        let body = format!("## 01\nLời: Người {worker} lần {round}.\n");
                        match workspace.save(edited(&seen, &body), at(&seen)) {
                            Ok(stored) => {
                                done.push(body);
                                seen = stored;
                            }
                            Err(SaveError::ChangedOutside { theirs: Some(theirs), .. }) => {
                                seen = of_file(*theirs);
                            }
                            Err(error) => panic!("{error}"),
                        }
                    }
                    done
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker")).collect()
    });
    assert!(acknowledged.len() >= 16, "{}", acknowledged.len());
    let mut kept: Vec<String> = workspace
        .revisions(&first.piece.header.id)
        .expect("revisions")
        .iter()
        .map(|revision| fs::read_to_string(folder.path().join(&revision.path)).expect("a revision"))
        .collect();
    kept.push(fs::read_to_string(folder.path().join(&first.path)).expect("the file"));
    for body in acknowledged {
        assert!(kept.iter().any(|text| text.ends_with(&body)), "{body} is lost");
    }
    assert_eq!(temps(folder.path()), 0);
}

#[test]
fn a_save_that_fails_leaves_the_old_file_whole() {
    let (folder, workspace, stored) = with_piece();
    let file = folder.path().join(&stored.path);
    let before = fs::read(&file).expect("the file");
    let mut permissions = fs::metadata(&file).expect("metadata").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).expect("a read-only file");
    let failed = workspace.save(edited(&stored, "khác"), at(&stored));
    match failed {
        Err(error @ SaveError::Io { .. }) => assert!(error.to_string().contains("không có quyền"), "{error}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read(&file).expect("the file"), before);
    assert_eq!(temps(folder.path()), 0);
}
