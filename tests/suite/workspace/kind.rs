//! A new kind of record: one file of code and one line of registration provide save, history, merge, trash,
//! journal and watch.

use std::fs;

use serde::{Deserialize, Serialize};
use toasoan::record::{AnyRecord, Conflict, Kind, Record, merge, take_theirs};
use toasoan::store::journal::{self, Journal};
use toasoan::store::{Content, Event, Key, Known, SaveError, Stamp, Stamps, StoredFile, Workspace};

use super::empty;

/// Places where things hang, play or stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Places {
    pub schema: u32,
    pub places: Vec<Place>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub id: String,
    pub name: String,
    pub seats: u32,
}

impl Default for Places {
    fn default() -> Self {
        Self { schema: Self::SCHEMA, places: Vec::new() }
    }
}

impl Record for Places {
    const PATH: &'static str = "halls.ron";
    const NAME: &'static str = "địa điểm";
    const SCHEMA: u32 = 1;
    const LABELS: &'static [(&'static str, &'static str)] =
        &[("schema", "Phiên bản"), ("places", "Địa điểm"), ("name", "Tên"), ("seats", "Số chỗ")];

    fn schema(&self) -> u32 {
        self.schema
    }
}

pub const PLACES: Kind = Kind::of::<Places>();

fn place(id: &str, seats: u32) -> Place {
    Place { id: id.into(), name: format!("Nhà văn hóa {id}"), seats }
}

fn places(all: &[(&str, u32)]) -> Places {
    Places { schema: 1, places: all.iter().map(|(id, seats)| place(id, *seats)).collect() }
}

fn known(workspace: &Workspace, stamps: Stamps) -> Known {
    let opened = Workspace::open(workspace.root()).expect("the workspace");
    Known::of(&opened.pieces, opened.stamps().into_iter().chain(stamps))
}

/// Outside changes of this kind, checked a second time if possibly incomplete.
fn came(workspace: &Workspace, stamp: Stamp) -> Vec<StoredFile> {
    let mut known = known(workspace, [("halls.ron", stamp)].into());
    for event in workspace.rescan(&known) {
        if let Event::Unsettled { path, stamp } = event {
            let _ = known.seen.insert(path, stamp);
        }
    }
    let events = workspace.rescan(&known);
    events.into_iter().filter_map(file).filter(|file| of_kind(file).is_some()).collect()
}

fn file(event: Event) -> Option<StoredFile> {
    if let Event::Changed(file) | Event::Added(file) = event { Some(file) } else { None }
}

fn of_kind(file: &StoredFile) -> Option<&Places> {
    file.record()?.get()
}

#[test]
fn a_new_kind_of_record_gets_all_that_a_piece_has() {
    let (folder, workspace) = empty();
    let workspace = workspace.with_kind(PLACES);
    let file = folder.path().join("halls.ron");

    // Save, with a history.
    let first = places(&[("xuan-khanh", 200), ("an-binh", 80)]);
    let stamp = workspace.save_record(first.clone(), None).expect("a first save");
    let second = places(&[("xuan-khanh", 250), ("an-binh", 80)]);
    let stamp = workspace.save_record(second.clone(), Some(&stamp)).expect("a save");
    let revisions = workspace.revisions(&PLACES).expect("revisions");
    let key = Key::from(&PLACES);
    let read = |at: usize| {
        workspace.read_content(&key, &revisions[at]).expect("a revision").record().cloned().expect("a record")
    };
    assert_eq!((revisions.len(), read(0), read(1)), (2, first.clone().into(), second.clone().into()));
    assert!(revisions[1].is_head && revisions[1].parents == [revisions[0].revision_id]);

    // Watch: outside changes are taken in, and nothing is overwritten. Unknown fields survive.
    let text = fs::read_to_string(&file).expect("the file");
    let text = text.replacen("seats: 80", "seats: 95, /* đo lại */ phone: \"0292\"", 1);
    fs::write(&file, &text).expect("a write");
    let mine = places(&[("xuan-khanh", 300), ("an-binh", 80)]);
    let refused = workspace.save_record(mine.clone(), Some(&stamp));
    let is_outside = |error: &SaveError| {
        matches!(error, SaveError::ChangedOutside { theirs: Some(_), .. } | SaveError::Unsettled { .. })
    };
    assert!(refused.as_ref().is_err_and(is_outside), "{refused:?}");
    assert_eq!(fs::read_to_string(&file).expect("the file"), text);
    let theirs = came(&workspace, stamp).remove(0);

    // Merge, by entry and field.
    let merged = AnyRecord::new(mine).merge(Some(&second.clone().into()), theirs.record().expect("a record"));
    let expected = places(&[("xuan-khanh", 300), ("an-binh", 95)]);
    assert_eq!((merged.record.get(), merged.conflicts), (Some(&expected), Vec::new()));
    let stamp = workspace.save_record(merged.record, Some(&theirs.stamp)).expect("a save");
    let text = fs::read_to_string(&file).expect("the file");
    assert!(text.contains("/* đo lại */ phone: \"0292\"") && text.contains("seats: 300"), "{text}");
    let longer = places(&[("xuan-khanh", 200), ("an-binh", 80), ("hung-loi", 40)]);
    let shorter = places(&[("xuan-khanh", 250)]);
    let both = places(&[("xuan-khanh", 250), ("hung-loi", 40)]);
    assert_eq!(merge(&first, &longer, &shorter).record, both, "one is added, one removed, one changed");
    let clashing = merge(&first, &second, &places(&[("xuan-khanh", 1), ("an-binh", 80)]));
    let reported =
        |conflict: &Conflict| (conflict.place.clone(), conflict.mine.clone(), conflict.theirs.clone());
    let place = "Địa điểm › Nhà văn hóa xuan-khanh › Số chỗ";
    assert_eq!(
        clashing.conflicts.iter().map(reported).collect::<Vec<_>>(),
        [(place.into(), "250".into(), "1".into())]
    );
    assert_eq!(
        take_theirs(&clashing.record, &clashing.conflicts),
        places(&[("xuan-khanh", 1), ("an-binh", 80)])
    );
    assert_eq!(came(&workspace, stamp), []);

    // Journal.
    let data = folder.path().join("dữ liệu");
    let unsaved = places(&[("xuan-khanh", 7)]);
    let window = Journal::begin(&data, &workspace).expect("a journal");
    let content = Content::Record(unsaved.clone().into());
    let from = ("halls.ron".to_owned(), stamp);
    window.keep(window.turn(), &workspace, &content, Some(&from)).expect("an entry");
    assert_eq!(journal::pending(&data, &workspace).len(), 0, "the window is still there");
    drop(window);
    let left = journal::pending(&data, &workspace);
    assert_eq!(left.len(), 1);
    let base = Content::Record(expected.clone().into());
    assert_eq!((&left[0].content, &left[0].base), (&content, &Some(base)));
    left[0].discard();
    assert_eq!(journal::pending(&data, &workspace).len(), 0);

    // Trash.
    let _ = workspace.trash("halls.ron").expect("a deletion");
    assert!(!file.exists() && workspace.trashed().is_empty());
    let trashed = workspace.all_trashed();
    assert_eq!(trashed.iter().map(|trashed| trashed.path.as_str()).collect::<Vec<_>>(), ["halls.ron"]);
    assert_eq!(workspace.restore_any(&trashed[0]).expect("a restoration").name, "địa điểm");
    assert_eq!(fs::read_to_string(&file).expect("the file"), text);
    let events = workspace.rescan(&known(&workspace, Stamps::new()));
    let is_back = |back: &StoredFile| of_kind(back) == Some(&expected);
    let back = events.into_iter().filter_map(self::file).find(is_back).expect("it is back");

    // A newer version's file is read and left alone; a broken one is reported with its last good revision.
    let newer = Places { schema: 2, ..expected };
    let refused = workspace.save_record(newer, Some(&back.stamp));
    assert!(matches!(refused, Err(SaveError::Newer { schema: 2, .. })), "{refused:?}");
    fs::write(&file, "(schema: 1, places: [(id: 7)])").expect("a write");
    let mut known = known(&workspace, [("halls.ron", back.stamp)].into());
    let [Event::Unsettled { path, stamp }] = &*workspace.rescan(&known) else { panic!("it may be half") };
    let _ = known.seen.insert(path.clone(), *stamp);
    let events = workspace.rescan(&known);
    let [Event::Problem(problem)] = &*events else { panic!("{events:#?}") };
    assert_eq!((problem.path.as_str(), problem.line), ("halls.ron", Some(1)));
    assert!(problem.last_good.is_some(), "{problem:?}");
}
