//! Unexpected files: hostile, broken, copied, foreign.

use std::fs;

#[cfg(unix)]
use tempfile::TempDir;
use toasoan::piece::Status;
use toasoan::store::SaveError;

use super::{ID, at, edited, empty, open, piece, with_piece};

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

/// Only Unix has named pipes.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_told_and_not_opened() {
    use std::time::Duration;

    // A passing test never waits this long.
    const PATIENCE: Duration = Duration::from_mins(1);
    let (folder, workspace, _) = with_piece();
    let opened = open(&folder);
    let known = toasoan::store::Known::of(&opened.pieces, opened.stamps());
    fs::remove_file(folder.path().join("settings.ron")).expect("a removal");
    for name in ["pieces/2014/ống 01HQ000009.av", "posters/ống.png", "settings.ron", "images/ống.png"] {
        let done = std::process::Command::new("mkfifo").arg(folder.path().join(name)).status();
        assert!(done.expect("mkfifo").success());
    }
    let root = folder.path().to_path_buf();
    let (sender, receiver) = std::sync::mpsc::channel();
    let _ = std::thread::spawn(move || {
        let reported = |part: &str, problems: &[toasoan::store::Problem]| {
            problems.iter().filter(|problem| problem.to_string().contains(part)).count()
        };
        let opened = toasoan::store::Workspace::open(&root).expect("the workspace");
        assert_eq!(opened.pieces.len(), 1);
        assert_eq!(reported("ống dẫn", &opened.problems), 3, "{:#?}", opened.problems);
        let events = workspace.rescan(&known);
        assert!(matches!(events.as_slice(), [toasoan::store::Event::Problem(_)]), "{events:#?}");
        assert!(workspace.picture("images/ống.png").is_err());
        assert!(workspace.import_picture(&root.join("images/ống.png")).is_err());
        assert!(workspace.save_record(toasoan::plan::Settings::default(), None).is_err());
        let _ = sender.send(());
    });
    receiver.recv_timeout(PATIENCE).expect("nothing waits for a writer, all holds");
}

#[test]
fn one_broken_file_blocks_no_other() {
    let (folder, workspace, stored) = with_piece();
    let pieces = folder.path().join("pieces/2014/chuyen-muc-cchc");
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
        fs::write(pieces.join(name), bytes).expect("a write");
    }
    let opened = open(&folder);
    assert_eq!(opened.pieces.len(), 1);
    let broken: Vec<_> = opened.problems.iter().filter(|problem| problem.is_broken()).collect();
    assert_eq!(broken.len(), 5, "{broken:#?}");
    for problem in &broken {
        assert!(!problem.reason.is_empty() && !problem.remedy.is_empty(), "{problem:?}");
    }
    assert!(broken.iter().any(|problem| problem.path.ends_with("tcvn 01HQD.av") && problem.line == Some(1)));

    // A piece emptied by a power cut: its last good revision is offered.
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
    fs::write(beside("2014-03-20 Một cửa đất đai, bản khác 01HQ000000.av"), &text).expect("a write");
    let opened = open(&folder);
    assert_eq!(opened.pieces.len(), 1);
    assert_eq!(opened.pieces[0].path, stored.path);
    let said = |part: &str| {
        let said = opened.problems.iter().filter(|problem| problem.to_string().contains(part)).count();
        assert_eq!(said, 1, "{part}: {:#?}", opened.problems);
    };
    [".docx", "Syncthing", "Google Drive", "trùng mã bài"].into_iter().for_each(said);
    assert_eq!(opened.problems.len(), 4);
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
