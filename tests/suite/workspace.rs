//! A save that is acknowledged survives, nobody's words are overwritten unseen, one broken file blocks no other.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use toasoan::piece::{Airing, Format, Header, Piece, PieceId, Status};
use toasoan::plan::{Plan, Settings, SlotId};
use toasoan::workspace::profile::{Appearance, Profile};
use toasoan::workspace::{Error, Event, Known, Opened, SaveError, Severity, Stored, Workspace};

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
    Piece { header, header_source: String::new(), format: Format::Av, body: SCRIPT.into() }
}

/// Where a piece was last seen, as a save takes it.
type Previous = Option<(String, toasoan::workspace::Stamp)>;

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
fn broken_settings_are_listed_and_never_overwritten() {
    let (folder, workspace) = empty();
    let file = folder.path().join("settings.ron");
    fs::write(&file, "(\n  schema: 1,\n  presenters: 7,\n)").expect("a write");
    let opened = open(&folder);
    assert_eq!(opened.settings, Settings::default());
    let problem = &opened.problems[0];
    assert_eq!(
        (problem.path.as_str(), problem.line, problem.severity),
        ("settings.ron", Some(3), Severity::Broken)
    );
    let saved = workspace.save_settings(&opened.settings, opened.settings_stamp.as_ref());
    assert!(matches!(saved, Err(SaveError::RecordChangedOutside { .. })));
    fs::remove_file(&file).expect("a removal");
    assert!(open(&folder).problems.is_empty());
    assert!(workspace.save_settings(&opened.settings, None).is_ok());
}

#[test]
fn settings_keep_what_this_program_does_not_know() {
    let (folder, workspace) = empty();
    let file = folder.path().join("settings.ron");
    fs::write(&file, "// của Đài\n(schema: 1, future_field: [1, 2], syllables_per_minute: 210)\n")
        .expect("a write");
    let opened = open(&folder);
    let settings = Settings { syllables_per_minute: 190, ..opened.settings.clone() };
    let stamp = workspace.save_settings(&settings, opened.settings_stamp.as_ref()).expect("a save");
    let text = fs::read_to_string(&file).expect("the settings");
    assert!(
        text.contains("// của Đài") && text.contains("future_field: [1, 2]") && text.contains("190"),
        "{text}"
    );
    assert_eq!(open(&folder).settings, settings);
    fs::write(&file, "(schema: 1)").expect("a write");
    assert!(workspace.save_settings(&settings, Some(&stamp)).is_err());
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
    match workspace.save(edited(&mine, "## 01\nLời: Của tôi.\n"), at(&mine)) {
        Err(SaveError::ChangedOutside { mine, theirs: Some(other), .. }) => {
            assert!(mine.body.contains("Của tôi") && other.piece.body.contains("cô Lan"));
            // Having seen them, the user may choose.
            let chosen = workspace.save(*mine, at(&other)).expect("a save over what was seen");
            assert!(chosen.piece.body.contains("Của tôi"));
        }
        other => panic!("{other:?}"),
    }
    // What was given up is still among the revisions.
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
    // The same piece again is the same file.
    let again = workspace.save(second.piece.clone(), None).expect("a repeated first save");
    assert_eq!(again.path, second.path);
}

#[test]
fn a_hostile_piece_stays_inside_the_workspace() {
    let (folder, workspace) = empty();
    for (id, activity, title) in [
        ("../../../../tmp/x", "a", "b"),
        (ID, "../../..", "../../../etc/passwd"),
        (ID, "con", "nul"),
        (ID, "C:\\Windows", "a\u{202e}b\0c"),
    ] {
        let mut hostile = piece(id, title);
        hostile.header.activity = activity.into();
        if let Ok(stored) = workspace.save(hostile, None) {
            assert!(
                stored.path.starts_with("pieces/2014/") && !stored.path.contains(".."),
                "{}",
                stored.path
            );
        }
    }
    let siblings = fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(siblings, 6, "plan, settings, three folders and the program's own");
    for path in ["../x.av", "/etc/x.av", "pieces/../../x.av", ".toasoan/../../x.av", "C:\\x.av"] {
        let stored = workspace.save(piece(ID, "x"), None).expect("a save");
        let outside = workspace.save(edited(&stored, "khác"), Some((path.into(), stored.stamp)));
        assert!(matches!(outside, Err(SaveError::Refused { .. })), "{path}: {outside:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out() {
    use std::os::unix::fs::symlink;
    let (folder, workspace, stored) = with_piece();
    let elsewhere = TempDir::new().expect("another folder");
    let secret = elsewhere.path().join("2014 bí mật 01HQ000009.av");
    let _ = fs::copy(folder.path().join(&stored.path), &secret).expect("a copy");
    symlink(elsewhere.path(), folder.path().join("pieces/2014/ngoài")).expect("a link");
    symlink(&secret, folder.path().join("pieces/2014/liên kết.av")).expect("a link");
    symlink(elsewhere.path(), folder.path().join("images/ngoài")).expect("a link");
    let opened = open(&folder);
    assert_eq!(opened.pieces.len(), 1);
    assert_eq!(opened.problems.iter().filter(|problem| problem.reason.contains("liên kết")).count(), 2);
    assert!(!opened.has_broken());
    let through = ("pieces/2014/ngoài/2014 bí mật 01HQ000009.av".to_owned(), stored.stamp);
    assert!(workspace.save(edited(&stored, "khác"), Some(through)).is_err());
    fs::write(elsewhere.path().join("a.png"), b"\x89PNG\r\n\x1a\n").expect("a write");
    assert!(workspace.picture("images/ngoài/a.png").is_err());
}

#[test]
fn one_broken_file_blocks_no_other() {
    let (folder, workspace, stored) = with_piece();
    let shelf = folder.path().join("pieces/2014/chuyen-muc-cchc");
    let good = fs::read(folder.path().join(&stored.path)).expect("the file");
    let cut = &good[..good.len() / 4];
    let latin: Vec<u8> = b"(schema: 1, id: \"01HQX\", title: \"Th\x81\xff t\x80c\")\n---\n".to_vec();
    for (name, bytes) in [
        ("cut 01HQA.av", cut),
        ("empty 01HQB.av", b"".as_slice()),
        ("nul 01HQC.av", &[0; 4096]),
        ("tcvn 01HQD.av", &latin),
        ("no header 01HQE.md", b"Ch\xe1\xbb\x89 c\xc3\xb3 ch\xe1\xbb\xaf\n"),
    ] {
        fs::write(shelf.join(name), bytes).expect("a write");
    }
    let opened = open(&folder);
    assert_eq!(opened.pieces.len(), 1);
    let broken: Vec<_> = opened.problems.iter().filter(|problem| problem.is_broken()).collect();
    assert_eq!(broken.len(), 5, "{broken:#?}");
    for problem in &broken {
        assert!(!problem.reason.is_empty() && !problem.remedy.is_empty(), "{problem:?}");
    }
    assert!(broken.iter().any(|problem| problem.path.ends_with("tcvn 01HQD.av") && problem.line == Some(1)));

    // A piece emptied by a power cut: its last good words are pointed at.
    let saved = workspace.save(edited(&stored, "## 01\nLời: Mới.\n"), at(&stored)).expect("a save");
    fs::write(folder.path().join(&saved.path), b"").expect("a write");
    let opened = open(&folder);
    let problem = opened.problems.iter().find(|problem| problem.path == saved.path).expect("the problem");
    let last = problem.last_good.as_ref().expect("a revision");
    assert!(problem.to_string().contains(&**last), "{problem}");
    assert!(
        fs::read_to_string(folder.path().join(&**last)).expect("a revision").contains("Lời: Mới."),
        "{problem}"
    );
}

#[test]
fn odd_files_copies_and_conflicts_are_noticed() {
    let (folder, _, stored) = with_piece();
    let file = folder.path().join(&stored.path);
    let text = fs::read_to_string(&file).expect("the file");
    let beside = |name: &str| file.with_file_name(name);
    fs::write(beside("kịch bản.docx"), "PK").expect("a write");
    fs::write(beside(".hidden.av"), "").expect("a write");
    fs::write(beside("~$kịch bản.docx"), "").expect("a write");
    fs::write(beside("x 01HQ000000.sync-conflict-20140320-101500-ABCDEFG.av"), &text).expect("a write");
    fs::write(beside("2014-03-20 Một cửa đất đai 01HQ000000 (1).av"), &text).expect("a write");
    let opened = open(&folder);
    assert_eq!(opened.pieces.len(), 1);
    assert_eq!(opened.pieces[0].path, stored.path);
    let said =
        |part: &str| opened.problems.iter().filter(|problem| problem.to_string().contains(part)).count();
    assert_eq!((said(".docx"), said("Syncthing"), said("trùng mã bài")), (1, 1, 1), "{:#?}", opened.problems);
    assert_eq!(opened.problems.len(), 3);
    assert_eq!(opened.problems.iter().filter(|problem| problem.is_broken()).count(), 1);
}

#[test]
fn windows_and_mac_text_is_read_and_put_right_by_the_next_save() {
    use unicode_normalization::UnicodeNormalization;
    let (folder, workspace, stored) = with_piece();
    let file = folder.path().join(&stored.path);
    let text = fs::read_to_string(&file).expect("the file");
    let odd: String = format!("\u{feff}{}", text.replace('\n', "\r\n")).nfd().collect();
    fs::write(&file, odd).expect("a write");
    let opened = open(&folder);
    let read = &opened.pieces[0];
    assert_eq!(read.piece, stored.piece);
    assert_eq!(opened.problems.len(), 1);
    assert!(!opened.has_broken());
    let mut piece = read.piece.clone();
    piece.header.status = Status::InReview;
    let _ = workspace.save(piece, at(read)).expect("a save");
    let text = fs::read_to_string(&file).expect("the file");
    assert!(!text.contains('\r') && !text.starts_with('\u{feff}') && text.nfc().eq(text.chars()));
    assert!(open(&folder).problems.is_empty());
}

#[test]
fn a_newer_schema_is_read_but_not_written() {
    let (folder, workspace, stored) = with_piece();
    let file = folder.path().join(&stored.path);
    let text = fs::read_to_string(&file).expect("the file").replacen("schema: 1", "schema: 2", 1);
    fs::write(&file, &text).expect("a write");
    let opened = open(&folder);
    assert_eq!(opened.pieces.len(), 1, "{:#?}", opened.problems);
    assert!(opened.problems[0].to_string().contains("phiên bản mới hơn"));
    let saved = workspace.save(edited(&opened.pieces[0], "khác"), at(&opened.pieces[0]));
    assert!(matches!(saved, Err(SaveError::Newer { schema: 2, .. })));
    assert_eq!(fs::read_to_string(&file).expect("the file"), text);
}

#[test]
fn newer_records_are_read_but_not_written() {
    let (folder, workspace) = empty();
    let written = |record: &str| fs::read_to_string(folder.path().join(record)).expect("the file");
    let (plan, settings) = ("plan.ron", "settings.ron");
    for record in [plan, settings] {
        let text = written(record).replacen("schema: 1", "schema: 2", 1);
        fs::write(folder.path().join(record), text).expect("a write");
    }
    let before = (written(plan), written(settings));
    let opened = open(&folder);
    assert!(!opened.has_broken());
    let told: Vec<_> = opened.problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(told, [plan, settings]);
    assert!(opened.problems.iter().all(|problem| problem.reason.contains("phiên bản mới hơn")));
    let refused = workspace.save_settings(&opened.settings, opened.settings_stamp.as_ref());
    assert!(matches!(refused, Err(SaveError::Newer { schema: 2, .. })));
    assert_eq!((written(plan), written(settings)), before);

    // What this version cannot read at all is left alone as well, and the version is given as the reason.
    fs::write(folder.path().join(settings), "(schema: 3, presenters: \"mọi người\")").expect("a write");
    let opened = open(&folder);
    assert!(
        opened.problems.iter().any(|problem| problem.is_broken() && problem.reason.contains("phiên bản 3"))
    );
    assert!(workspace.save_settings(&opened.settings, opened.settings_stamp.as_ref()).is_err());
    assert!(written(settings).contains("mọi người"));
    let text = before.0.replacen("year: ", "years: ", 1);
    fs::write(folder.path().join(plan), text).expect("a write");
    let reason = Workspace::open(folder.path()).expect_err("no plan").to_string();
    assert!(reason.contains("phiên bản 2"), "{reason}");
}

#[test]
fn unknown_fields_of_a_header_survive_a_save() {
    let (folder, workspace, stored) = with_piece();
    let file = folder.path().join(&stored.path);
    let text = fs::read_to_string(&file).expect("the file");
    let (head, body) = text.split_once("\n---\n").expect("a header and a body");
    let head = head.trim_end().strip_suffix(')').expect("a record");
    fs::write(&file, format!("{head}\n  studio: \"Trường quay 2\", // mới\n)\n---\n{body}"))
        .expect("a write");
    let read = open(&folder).pieces.remove(0);
    let mut piece = read.piece.clone();
    piece.header.status = Status::Approved;
    let saved = workspace.save(piece, at(&read)).expect("a save");
    let text = fs::read_to_string(&file).expect("the file");
    assert!(
        text.contains("studio: \"Trường quay 2\"") && text.contains("// mới") && text.contains("Approved"),
        "{text}"
    );
    // And a second save, from what the first returned.
    let _ = workspace.save(edited(&saved, "## 01\nLời: Hai.\n"), at(&saved)).expect("a save");
    assert!(fs::read_to_string(&file).expect("the file").contains("Trường quay 2"));
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
    // A file that took the place meanwhile is left alone.
    let trashed = workspace.trash(&stored.path).expect("a deletion");
    let _ = workspace.save(stored.piece.clone(), None).expect("a save");
    assert!(workspace.restore(&trashed).is_err());
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

#[test]
fn what_others_did_is_seen_by_a_rescan() {
    let (folder, workspace, first) = with_piece();
    let second = workspace.save(piece("01HR0000000000000000000002", "Hai"), None).expect("a save");
    let third = workspace.save(piece("01HS0000000000000000000003", "Ba"), None).expect("a save");
    let opened = open(&folder);
    let known = Known::of(&opened.pieces, opened.settings_stamp);
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
    let events = workspace.rescan(&known);
    let has = |test: &dyn Fn(&Event) -> bool| {
        assert_eq!(events.iter().filter(|event| test(event)).count(), 1, "{events:#?}");
    };
    has(&|event| matches!(event, Event::Changed(stored) if stored.piece.body.contains("Xáng nay")));
    has(
        &|event| matches!(event, Event::Moved { from, stored } if *from == second.path && stored.path == "pieces/Hai 01HR000000.av"),
    );
    has(&|event| matches!(event, Event::Removed { id, .. } if *id == third.piece.header.id));
    has(&|event| matches!(event, Event::Added(stored) if stored.path == "pieces/mới.av"));
    has(&|event| matches!(event, Event::Problem(problem) if problem.path == "pieces/hỏng.av"));
    has(&|event| matches!(event, Event::Settings(settings, _) if settings.syllables_per_minute == 200));
    assert_eq!(events.len(), 6);

    fs::write(file(&first), "").expect("a write");
    let broken = workspace.rescan(&known);
    assert!(
        broken.iter().any(|event| matches!(event, Event::Broken { id, .. } if *id == first.piece.header.id))
    );
}

#[test]
fn abandoned_temporary_files_are_swept_and_living_ones_left() {
    let (folder, _, stored) = with_piece();
    let shelf = folder.path().join(&stored.path).parent().expect("a folder").to_path_buf();
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    for name in [".~toasoan-dead.tmp", ".~toasoan-held.tmp"] {
        fs::File::create(shelf.join(name)).expect("a file").set_modified(old).expect("a time");
    }
    let held = fs::File::open(shelf.join(".~toasoan-held.tmp")).expect("the file");
    held.lock().expect("a lock");
    let _ = open(&folder);
    assert!(!shelf.join(".~toasoan-dead.tmp").exists() && shelf.join(".~toasoan-held.tmp").exists());
    drop(held);
    let _ = open(&folder);
    assert_eq!(temps(folder.path()), 0);
}

/// Sixteen threads save one piece, each only over what it has seen: every acknowledged save is
/// the file's content or a revision.
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
                            Err(SaveError::ChangedOutside { theirs: Some(theirs), .. }) => seen = *theirs,
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

#[test]
fn the_profile_is_remembered_and_survives_damage() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("a/profile.ron");
    assert_eq!(Profile::load_from(&file), Profile::default());
    let mut profile = Profile { appearance: Appearance::Dark, width: 1920.0, ..Profile::default() };
    for name in ["một", "hai", "một"] {
        profile.remember(Path::new(name));
    }
    assert_eq!(profile.recent, [Path::new("một"), Path::new("hai")]);
    profile.save_to(&file).expect("a save");
    assert_eq!(Profile::load_from(&file), profile);
    for (text, width) in
        [("", 1280.0), ("\0\0\0", 1280.0), ("(width: ", 1280.0), ("(width: 3, height: inf, later: 5)", 640.0)]
    {
        fs::write(&file, text).expect("a write");
        let read = Profile::load_from(&file);
        assert_eq!((read.width, read.height), (width, 800.0), "{text:?}");
    }
}
