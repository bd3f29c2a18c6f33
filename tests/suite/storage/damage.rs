//! Every truncation and every flipped bit is detected.

use std::path::{Path, PathBuf};

use toasoan::piece::{Format, Piece};
use toasoan::plan::Settings;
use toasoan::store::{Error, Event, Known, Problem, Severity, Stored, Workspace};

use super::memory::{Memory, ROOT};
use super::{piece, small_plan};
use crate::workspace::of_file;

/// A small body for each format.
fn body(format: Format) -> &'static str {
    match format {
        Format::Av => "## 01\nHình: Chợ An Bình.\nLời: Sáng nay.\n",
        Format::Radio => "## 01\nLời: Sáng nay.\n",
        Format::Article => "Sáng nay, **bà con** đến.\n",
        Format::Stage => "INT. CHỢ - SÁNG\n\nBẢY\nĐi đâu đó?\n",
        Format::Poster => "(width: 420, height: 594, elements: [])\n",
        Format::Contest => "(schema: 1, teams: [(id: \"a\", name: \"Một cửa\")])\n",
        Format::Dialogue => "(schema: 1, guests: [(id: \"a\", name: \"Bà Năm\")])\n",
        Format::Quiz => "1. Nộp ở đâu?\n- [x] Một cửa\n- [ ] Chợ\n",
    }
}

fn office() -> (Memory, Workspace) {
    let disk = Memory::new();
    let workspace =
        Workspace::create_on(disk.files(), ROOT, &small_plan(), &Settings::default()).expect("a workspace");
    (disk, workspace)
}

/// The bytes truncated at every position, then with every bit flipped.
fn damaged(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let cuts = (0..bytes.len()).map(|end| bytes[..end].to_vec());
    let turns = (0..bytes.len() * 8).map(|bit| {
        let mut turned = bytes.to_vec();
        turned[bit / 8] ^= 1 << (bit % 8);
        turned
    });
    cuts.chain(turns).chain([vec![0; bytes.len()]])
}

fn is_reported(problem: &Problem, path: &str, disk: &Memory, bytes: &[u8]) -> bool {
    let good = problem.last_good.as_ref().map(|last| PathBuf::from(ROOT).join(&**last));
    problem.path == path && good.is_some_and(|good| disk.content()[&good] == bytes)
}

fn file(stored: &Stored) -> PathBuf {
    Path::new(ROOT).join(&stored.path)
}

#[test]
fn damage_to_a_piece_of_any_format_is_noticed() {
    for format in Format::ALL {
        let (disk, workspace) = office();
        let whole = Piece { format, body: body(format).into(), ..piece(1, "") };
        let stored = workspace.save(whole, None).unwrap_or_else(|error| panic!("{format:?}: {error}"));
        let bytes = disk.content()[&file(&stored)].clone();
        assert_eq!(workspace.verify(&Known::of([&stored], None)), []);
        for damaged in damaged(&bytes) {
            disk.overwrite(&file(&stored), &damaged);
            let mut reported = Vec::new();
            let mut read = Vec::new();
            for event in workspace.rescan(&Known::default()) {
                match event {
                    Event::Problem(problem) => reported.push(problem),
                    Event::Added(file) => read.extend(file.piece().is_some().then(|| of_file(file))),
                    other => panic!("{other:?}"),
                }
            }
            reported.extend(workspace.verify(&Known::of(&read, None)));
            assert!(
                reported.iter().any(|problem| is_reported(problem, &stored.path, &disk, &bytes)),
                "{format:?}: unnoticed: {reported:#?}\n{}",
                String::from_utf8_lossy(&damaged)
            );
        }
    }
}

#[test]
fn damage_to_the_plan_and_the_settings_is_noticed() {
    let (disk, _) = office();
    for record in ["plan.ron", "settings.ron"] {
        let file = Path::new(ROOT).join(record);
        let bytes = disk.content()[&file].clone();
        for damaged in damaged(&bytes) {
            disk.overwrite(&file, &damaged);
            let reported = match Workspace::open_on(disk.files(), ROOT) {
                Err(Error::Broken(problem)) => vec![problem],
                Err(other) => panic!("{other}"),
                Ok(opened) => {
                    let known = Known::of(&[], opened.stamps());
                    let verified = opened.workspace.verify(&known);
                    opened.problems.into_iter().chain(verified).collect()
                }
            };
            assert!(
                reported.iter().any(|problem| is_reported(problem, record, &disk, &bytes)),
                "{record}: unnoticed: {reported:#?}\n{}",
                String::from_utf8_lossy(&damaged)
            );
        }
        disk.overwrite(&file, &bytes);
    }
}

#[test]
fn an_outside_change_is_told_until_it_is_taken_in() {
    let (disk, workspace) = office();
    let stored = workspace.save(piece(1, "Chữ đã lưu.\n"), None).expect("a save");
    let text = String::from_utf8(disk.content()[&file(&stored)].clone()).expect("text");
    disk.overwrite(&file(&stored), text.replace("đã lưu", "của người khác").as_bytes());
    let opened = Workspace::open_on(disk.files(), ROOT).expect("the workspace");
    let known = Known::of(&opened.pieces, None);
    let reported = workspace.verify(&known);
    assert_eq!(reported.len(), 1);
    assert_eq!(reported[0].severity, Severity::Notice);
    assert!(reported[0].reason.contains("tệp đã đổi ngoài chương trình"), "{}", reported[0]);
    workspace
        .add_to_history(opened.pieces[0].piece.id(), &opened.pieces[0].path, &opened.pieces[0].stamp)
        .expect("a revision");
    assert_eq!(workspace.verify(&known), []);
    // An old state put over a new one, by a backup or a sync program, is reported as well.
    disk.overwrite(&file(&stored), text.as_bytes());
    let opened = Workspace::open_on(disk.files(), ROOT).expect("the workspace");
    let reported = workspace.verify(&Known::of(&opened.pieces, None));
    assert!(reported.len() == 1 && reported[0].reason.contains("tệp đang là bản cũ"), "{reported:#?}");
}
