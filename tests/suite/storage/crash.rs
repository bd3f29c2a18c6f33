//! Power cuts at any call: acknowledged saves are there, complete, whatever was not synced.

use std::collections::BTreeMap;

use toasoan::plan::{Plan, Settings};
use toasoan::record::{AnyRecord, Kind};
use toasoan::store::{Key, Known, Stored, Trashed, Workspace};

use super::memory::{Fault, Memory, ROOT, Trouble};
use super::{Rng, at, id, piece, small_plan, with_body};

/// The acknowledged saves of one piece.
#[derive(Default)]
struct Acknowledged {
    bodies: Vec<String>,
    stored: Option<Stored>,
    trashed: Option<Trashed>,
}

#[test]
fn a_crash_takes_nothing_that_was_acknowledged() {
    for seed in 0..1_000 {
        run(seed);
    }
}

fn run(seed: u64) {
    let mut rng = Rng(seed);
    let disk = Memory::new();
    let mut workspace =
        Workspace::create_on(disk.files(), ROOT, &small_plan(), &Settings::default()).expect("a workspace");
    let mut pieces: BTreeMap<usize, Acknowledged> = BTreeMap::new();
    let mut records: Vec<AnyRecord> = Vec::new();
    // Twice on one disk: the second crash starts from the state left by the first.
    for round in 0..2 {
        let opened = Workspace::open_on(disk.files(), ROOT).expect("the workspace");
        let (plan, settings, mut stamps) = (opened.plan.clone(), opened.settings.clone(), opened.stamps());
        let _ = disk.fail(Some(Fault { call: rng.below(250), is_for_good: true, trouble: Trouble::Input }));
        for step in 0..8_u32 {
            let record: Option<AnyRecord> = match rng.below(6) {
                0 => Some(Plan { name: format!("Lượt {round}, bước {step}"), ..plan.clone() }.into()),
                1 => Some(Settings { syllables_per_minute: 100 + step, ..settings.clone() }.into()),
                _ => None,
            };
            if let Some(record) = record {
                let path = record.kind().path;
                if let Ok(stamp) = workspace.save_record(record.clone(), stamps.get(path)) {
                    let _ = stamps.insert(path, stamp);
                    records.push(record);
                }
            }
            let number = rng.below(3);
            let known = pieces.entry(number).or_default();
            let body = format!("Lượt {round}, bước {step}. {}\n", "Chữ. ".repeat(rng.below(40)));
            match (&known.stored, &known.trashed, rng.below(4)) {
                (Some(stored), _, 0) => {
                    let path = stored.path.clone();
                    if let Ok(trashed) = workspace.trash(&path) {
                        (known.stored, known.trashed) = (None, Some(trashed));
                    }
                }
                (Some(stored), ..) => {
                    if let Ok(stored) = workspace.save(with_body(stored, &body), at(stored)) {
                        known.bodies.push(body);
                        known.stored = Some(stored);
                    }
                }
                (None, Some(trashed), _) => {
                    if let Ok(stored) = workspace.restore(trashed) {
                        (known.stored, known.trashed) = (Some(stored), None);
                    }
                }
                (None, None, _) => {
                    if let Ok(stored) = workspace.save(piece(number, &body), None) {
                        known.bodies.push(body);
                        known.stored = Some(stored);
                    }
                }
            }
        }
        disk.crash(&mut rng);
        let opened = Workspace::open_on(disk.files(), ROOT)
            .unwrap_or_else(|error| panic!("seed {seed}, round {round}: {error}"));
        assert!(!opened.has_broken(), "seed {seed}, round {round}: {:#?}", opened.problems);
        let stamps = opened.stamps();
        workspace = opened.workspace;
        let _ = workspace.verify(&Known::of(&opened.pieces, stamps));
        let revisions = |kind: Kind| {
            let revisions = workspace.revisions(&kind).expect("revisions");
            revisions
                .iter()
                .map(|revision| workspace.read_content(&Key::from(&kind), revision).expect("a revision"))
                .filter_map(|content| content.record().cloned())
                .collect::<Vec<_>>()
        };
        let mut kept = [revisions(Kind::of::<Plan>()), revisions(Kind::of::<Settings>())].concat();
        kept.extend(opened.records.iter().map(|stored| stored.record.clone()));
        for record in &records {
            assert!(kept.contains(record), "seed {seed}, round {round}: {record:?} is lost");
        }
        for (number, known) in &mut pieces {
            let case = format!("seed {seed}, round {round}, piece {number}");
            let there = opened.pieces.iter().find(|stored| stored.piece.header.id == id(*number));
            let mut kept: Vec<String> = workspace
                .revisions(id(*number))
                .expect("revisions")
                .iter()
                .map(|revision| {
                    workspace
                        .read_revision(revision)
                        .unwrap_or_else(|error| panic!("{case}: {error}"))
                        .body
                        .into_string()
                })
                .collect();
            kept.extend(there.map(|stored| stored.piece.body.to_string()));
            for body in &known.bodies {
                assert!(kept.contains(body), "{case}: {body:?} is lost");
            }
            known.stored = there.cloned();
            known.trashed = workspace
                .trashed()
                .into_iter()
                .find(|trashed| trashed.path.contains(&format!("Chuyện {number} ")));
        }
    }
}
