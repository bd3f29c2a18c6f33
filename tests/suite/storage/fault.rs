//! Each single call of each operation fails, once or permanently.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toasoan::plan::{Plan, Settings};
use toasoan::store::{SaveError, Stamp, Stored, Trashed, Workspace};

use super::memory::{Fault, Memory, ROOT, Trouble};
use super::{at, piece, small_plan, with_body};

/// An in-memory workspace with two pieces, one of them in the trash.
struct Fixture {
    disk: Memory,
    workspace: Workspace,
    first: Stored,
    trashed: Trashed,
    settings: Option<Stamp>,
    plan: Option<Stamp>,
}

const OLD: &str = "Chữ cũ, đã lưu.\n";

fn fixture() -> Fixture {
    let disk = Memory::new();
    let workspace =
        Workspace::create_on(disk.files(), ROOT, &small_plan(), &Settings::default()).expect("a workspace");
    let first = workspace.save(piece(1, OLD), None).expect("a save");
    let second = workspace.save(piece(2, OLD), None).expect("a save");
    let trashed = workspace.trash(&second.path).expect("a deletion");
    let opened = Workspace::open_on(disk.files(), ROOT).expect("the workspace");
    let (settings, plan) = (opened.stamp::<Settings>().copied(), opened.stamp::<Plan>().copied());
    let _ = disk.fail(None);
    Fixture { disk, workspace, first, trashed, settings, plan }
}

/// An operation: returns its result, or the error with what could not be saved.
type Act = fn(&Fixture, &str) -> Result<(), SaveError>;

const ACTS: &[(&str, Act)] = &[
    ("a new piece", |fixture, words| fixture.workspace.save(piece(3, words), None).map(drop)),
    ("a change", |fixture, words| {
        fixture.workspace.save(with_body(&fixture.first, words), at(&fixture.first)).map(drop)
    }),
    ("settings", |fixture, words| {
        let settings = Settings { syllables_per_minute: 100 + words.len() as u32, ..Settings::default() };
        fixture.workspace.save_record(settings.clone(), fixture.settings.as_ref()).map(drop)
    }),
    ("the plan", |fixture, words| {
        let plan = Plan { name: words.trim().into(), ..small_plan() };
        fixture.workspace.save_record(plan, fixture.plan.as_ref()).map(drop)
    }),
    ("a deletion", |fixture, _| fixture.workspace.trash(&fixture.first.path).map(drop)),
    ("a restoration", |fixture, _| fixture.workspace.restore(&fixture.trashed).map(drop)),
    ("words kept beside", |fixture, words| {
        fixture.workspace.keep_as_head(with_body(&fixture.first, words), Some(&fixture.first.stamp)).map(drop)
    }),
];

/// The workspace's own files, without the program's.
fn visible(content: BTreeMap<PathBuf, Vec<u8>>) -> BTreeMap<PathBuf, Vec<u8>> {
    content.into_iter().filter(|(path, _)| !path.starts_with(Path::new(ROOT).join(".toasoan"))).collect()
}

#[test]
fn whichever_call_fails_words_are_whole_and_given_back() {
    for (name, act) in ACTS {
        let fixture = super::fault::fixture();
        act(&fixture, "Chữ mới.\n").expect("an act on a healthy disk");
        let calls = fixture.disk.fail(None);
        assert!(calls > 5, "{name}: only {calls} calls");
        for call in 0..calls {
            for trouble in [Trouble::Input, Trouble::Full, Trouble::Denied, Trouble::Gone] {
                for is_for_good in [false, true] {
                    if matches!(trouble, Trouble::Gone) && !is_for_good {
                        continue;
                    }
                    attempt(name, *act, Fault { call, is_for_good, trouble });
                }
            }
        }
    }
}

fn attempt(name: &str, act: Act, fault: Fault) {
    let case = format!("{name}, {fault:?}");
    let fixture = fixture();
    let before = visible(fixture.disk.content());
    let words = "Chữ mới.\n";
    let _ = fixture.disk.fail(Some(fault));
    let done = act(&fixture, words);
    let _ = fixture.disk.fail(None);
    let after = visible(fixture.disk.content());
    for (path, content) in &before {
        let text = String::from_utf8_lossy(content);
        let Some(now) = after.get(path) else {
            assert!(name == "a deletion", "{case}: {} is gone", path.display());
            continue;
        };
        let is_new = now != content;
        let is_target = path.ends_with("settings.ron")
            || path.ends_with("plan.ron")
            || path.ends_with(&fixture.first.path);
        assert!(!is_new || is_target, "{case}: {} was changed", path.display());
        let now = String::from_utf8_lossy(now);
        assert!(
            !is_new
                || now.ends_with(words)
                || now.contains(&format!("name: \"{}\"", words.trim()))
                || now.contains(&format!("syllables_per_minute: {}", 100 + words.len())),
            "{case}: {text}\nbecame\n{now}"
        );
    }
    if let Err(error) = &done {
        let said = error.to_string();
        let names = ["Chuyện", "settings.ron", "plan.ron", ".toasoan", ROOT];
        assert!(names.iter().any(|name| said.contains(name)), "{case}: {said}");
        assert!(said.contains(';') || said.contains(". "), "{case} names no remedy: {said}");
        if matches!(name, "a new piece" | "a change" | "words kept beside") {
            assert_eq!(error.piece().map(|piece| piece.body.as_str()), Some(words), "{case}");
        }
        assert!(error.is_passing(), "{case}: {said}");
    }
    // The disk works again, and the user has typed more.
    let later = "Chữ mới, thêm nữa.\n";
    act(&fixture, if done.is_ok() { words } else { later }).unwrap_or_else(|error| {
        // If it was done, it must also succeed again.
        assert!(done.is_ok(), "{case}, again: {error}");
    });
    let opened = Workspace::open_on(fixture.disk.files(), ROOT).expect("the workspace");
    assert!(opened.problems.is_empty(), "{case}: {:#?}", opened.problems);
    let count = match name {
        "a new piece" | "a restoration" => 2,
        "a deletion" => 0,
        _ => 1,
    };
    assert_eq!(opened.pieces.len(), count, "{case}");
    let is_said = |body: &str| opened.pieces.iter().any(|stored| stored.piece.body == body);
    match name {
        "a new piece" | "a change" => assert!(is_said(if done.is_ok() { words } else { later }), "{case}"),
        "words kept beside" => {
            let heads = opened.workspace.heads(&fixture.first.piece.header.id).expect("heads");
            let kept =
                heads.iter().map(|head| opened.workspace.read_revision(head).expect("a revision").body);
            assert!(kept.into_iter().any(|body| body == if done.is_ok() { words } else { later }), "{case}");
        }
        _ => {}
    }
}

/// A file emptied or truncated by a power cut gets its last good content back, whatever fails meanwhile.
#[test]
fn a_damaged_file_is_mended_in_one_step_or_stays_as_it_is() {
    for damage in ["", "(schema: 1, id: \"0"] {
        let damaged = || {
            let fixture = fixture();
            fixture.disk.overwrite(&Path::new(ROOT).join(&fixture.first.path), damage.as_bytes());
            let opened = Workspace::open_on(fixture.disk.files(), ROOT).expect("the workspace");
            let problem = opened.problems.into_iter().next().expect("the damage is noticed");
            let _ = fixture.disk.fail(None);
            (fixture, problem)
        };
        let (fixture, problem) = damaged();
        let _ = fixture.workspace.restore_last_good(&problem).expect("a mending on a healthy disk");
        for call in 0..fixture.disk.fail(None) {
            for is_for_good in [false, true] {
                let fault = Fault { call, is_for_good, trouble: Trouble::Full };
                let (fixture, problem) = damaged();
                let _ = fixture.disk.fail(Some(fault));
                let done = fixture.workspace.restore_last_good(&problem);
                let _ = fixture.disk.fail(None);
                let case = format!("{damage:?}, {fault:?}");
                let opened = Workspace::open_on(fixture.disk.files(), ROOT).expect("the workspace");
                if let Some(problem) = opened.problems.first() {
                    assert!(done.is_err(), "{case}");
                    let content = fixture.disk.content();
                    assert_eq!(
                        content[&Path::new(ROOT).join(&fixture.first.path)],
                        damage.as_bytes(),
                        "{case}"
                    );
                    let _ = fixture
                        .workspace
                        .restore_last_good(problem)
                        .unwrap_or_else(|error| panic!("{case}: {error}"));
                }
                let opened = Workspace::open_on(fixture.disk.files(), ROOT).expect("the workspace");
                assert!(opened.problems.is_empty(), "{case}: {:#?}", opened.problems);
                assert_eq!(opened.pieces[0].path, fixture.first.path, "{case}");
                assert_eq!(opened.pieces[0].piece.body, OLD, "{case}");
                let kept = fixture.disk.content().into_values().any(|content| content == damage.as_bytes());
                assert!(kept, "{case}: what was damaged is not kept");
            }
        }
    }
}
