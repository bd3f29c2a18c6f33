//! Plan, settings, headers and the profile: unknown fields are kept, newer versions are not overwritten.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use toasoan::piece::Status;
use toasoan::plan::Settings;
use toasoan::store::profile::{Appearance, Profile};
use toasoan::store::{SaveError, Severity, Workspace};

use super::{at, edited, empty, open, with_piece};

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
    let saved = workspace.save_record(opened.settings.clone(), opened.stamp::<Settings>());
    assert!(matches!(saved, Err(SaveError::ChangedOutside { theirs: None, .. })));
    fs::remove_file(&file).expect("a removal");
    assert!(open(&folder).problems.is_empty());
    assert!(workspace.save_record(opened.settings.clone(), None).is_ok());
}

#[test]
fn settings_keep_what_this_program_does_not_know() {
    let (folder, workspace) = empty();
    let file = folder.path().join("settings.ron");
    fs::write(&file, "// của Đài\n(schema: 1, future_field: [1, 2], syllables_per_minute: 210)\n")
        .expect("a write");
    let opened = open(&folder);
    let settings = Settings { syllables_per_minute: 190, ..opened.settings.clone() };
    let stamp = workspace.save_record(settings.clone(), opened.stamp::<Settings>()).expect("a save");
    let text = fs::read_to_string(&file).expect("the settings");
    assert!(
        text.contains("// của Đài") && text.contains("future_field: [1, 2]") && text.contains("190"),
        "{text}"
    );
    assert_eq!(open(&folder).settings, settings);
    fs::write(&file, "(schema: 1)").expect("a write");
    assert!(workspace.save_record(settings.clone(), Some(&stamp)).is_err());
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
    let reported: Vec<_> = opened.problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(reported, [plan, settings]);
    assert!(opened.problems.iter().all(|problem| problem.reason.contains("phiên bản mới hơn")));
    let refused = workspace.save_record(opened.settings.clone(), opened.stamp::<Settings>());
    assert!(matches!(refused, Err(SaveError::Newer { schema: 2, .. })));
    assert_eq!((written(plan), written(settings)), before);

    // A file this version cannot parse at all is left alone too, and the version is given as the reason.
    fs::write(folder.path().join(settings), "(schema: 3, presenters: \"mọi người\")").expect("a write");
    let opened = open(&folder);
    assert!(
        opened.problems.iter().any(|problem| problem.is_broken() && problem.reason.contains("phiên bản 3"))
    );
    assert!(workspace.save_record(opened.settings.clone(), opened.stamp::<Settings>()).is_err());
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
    // A second save, based on the result of the first.
    let _ = workspace.save(edited(&saved, "## 01\nLời: Hai.\n"), at(&saved)).expect("a save");
    assert!(fs::read_to_string(&file).expect("the file").contains("Trường quay 2"));
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
