//! A new kind of record with many files: one file of code and one line of registration provide what a piece has,
//! and a change of one record writes one file only.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use toasoan::newsroom::{Command, Newsroom};
use toasoan::record::{AnyRecord, EntryId, Kind, Record};
use toasoan::store::journal::{self, Journal};
use toasoan::store::{Content, Event, Key, Known, Opened, SaveError, StoredFile, Workspace};

use super::empty;

/// A guest and the visits made.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Guest {
    pub schema: u32,
    pub id: String,
    pub name: String,
    pub visits: Vec<Visit>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    pub id: String,
    pub year: i32,
}

impl Record for Guest {
    const PATH: &'static str = "guests";
    const NAME: &'static str = "khách mời";
    const SCHEMA: u32 = 1;
    const EXTENSION: Option<&'static str> = Some("guest");

    fn schema(&self) -> u32 {
        self.schema
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }

    fn title(&self) -> String {
        format!("“{}”", self.name)
    }

    fn file_name(&self) -> String {
        format!("2014/{}", self.name)
    }
}

pub const GUESTS: Kind = Kind::of::<Guest>();

fn guest(id: &str, name: &str, visits: &[(&str, i32)]) -> Guest {
    let visits = visits.iter().map(|(id, year)| Visit { id: (*id).into(), year: *year }).collect();
    Guest { schema: 1, id: id.into(), name: name.into(), visits }
}

fn content(guest: &Guest) -> Content {
    Content::Record(guest.clone().into())
}

fn of(file: &StoredFile) -> &Guest {
    file.record().and_then(AnyRecord::get).expect("a guest")
}

fn opened(root: &Path) -> Opened {
    Workspace::open(root).expect("the workspace").with_kind(GUESTS)
}

fn known(opened: &Opened) -> Known {
    Known::of(&opened.pieces, opened.stamps()).with_entries(&opened.entries)
}

/// What has changed since, looked at twice where it may be half.
fn came(workspace: &Workspace, mut known: Known) -> Vec<Event> {
    for event in workspace.rescan(&known) {
        if let Event::Unsettled { path, stamp } = event {
            let _ = known.seen.insert(path, stamp);
        }
    }
    workspace.rescan(&known)
}

#[test]
fn a_kind_with_many_files_gets_all_that_a_piece_has() {
    let (folder, workspace) = empty();
    let workspace = workspace.with_kind(GUESTS);
    let root = folder.path();
    let first = guest("01HQ0000000000000000000011", "Bà Tư: chủ quán", &[("a", 2013)]);
    let other = guest("01HQ0000000000000000000022", "Ông Bảy", &[]);

    // Save: a readable name, a history of its own, and nothing else is written.
    let stored = workspace.save_content(content(&first), None, &[]).expect("a first save");
    assert_eq!(stored.path, "guests/2014/Bà Tư chủ quán 01HQ000000.guest");
    let beside = workspace.save_content(content(&other), None, &[]).expect("another's save");
    let before = fs::read(root.join(&beside.path)).expect("the other's file");
    let second = guest(&first.id, "Bà Tư", &[("a", 2013), ("b", 2014)]);
    let at = Some((stored.path.clone(), stored.stamp));
    let stored = workspace.save_content(content(&second), at, &[]).expect("a save");
    assert_eq!(stored.path, "guests/2014/Bà Tư chủ quán 01HQ000000.guest", "a file keeps its name");
    assert_eq!(fs::read(root.join(&beside.path)).expect("the other's file"), before);
    let key = stored.key();
    assert_eq!(key, Key::Entry(EntryId::of::<Guest>(&first.id)));
    let revisions = workspace.revisions(&key).expect("revisions");
    assert_eq!(workspace.read_content(&key, &revisions[0]).expect("a revision"), content(&first));
    assert!(revisions.len() == 2 && revisions[1].parents == [revisions[0].revision_id]);

    // Open: all of them, by path.
    let now = opened(root);
    assert_eq!(now.entries.iter().map(of).collect::<Vec<_>>(), [&second, &other]);
    assert!(now.problems.is_empty() && now.pieces.is_empty(), "{:?}", now.problems);
    assert_eq!(now.workspace.verify(&known(&now)), []);

    // Watch and merge, by field and by id in a list; unknown fields survive.
    let text = fs::read_to_string(root.join(&stored.path)).expect("the file");
    let theirs = text.replacen("year: 2013", "year: 2012, phone: \"0292\"", 1);
    fs::write(root.join(&stored.path), &theirs).expect("a write");
    let mine = guest(&first.id, "Bà Tư Lê", &[("a", 2013), ("b", 2014), ("c", 2015)]);
    let at = Some((stored.path.clone(), stored.stamp));
    let refused = workspace.save_content(content(&mine), at, &[]);
    let is_outside = |error: &SaveError| {
        matches!(error, SaveError::ChangedOutside { theirs: Some(_), .. } | SaveError::Unsettled { .. })
    };
    assert!(refused.as_ref().is_err_and(is_outside), "{refused:?}");
    let events = came(&workspace, known(&now));
    let [Event::Changed(theirs)] = &*events else { panic!("{events:#?}") };
    let merged = content(&mine).merge(Some(&content(&second)), &theirs.content).expect("one kind");
    let both = guest(&first.id, "Bà Tư Lê", &[("a", 2012), ("b", 2014), ("c", 2015)]);
    assert_eq!((merged.content(), merged.conflicts().len()), (content(&both), 0));
    let at = Some((theirs.path.clone(), theirs.stamp));
    let stored = workspace.save_content(merged.content(), at, &[]).expect("a save");
    let text = fs::read_to_string(root.join(&stored.path)).expect("the file");
    assert!(text.contains("phone: \"0292\"") && text.contains("year: 2015"), "{text}");

    // A file that moves, a new one, a conflict copy, a second file with one id.
    let now = opened(root);
    let moved = "guests/Bà Tư 01HQ000000.guest";
    fs::rename(root.join(&stored.path), root.join(moved)).expect("a move");
    let third = guest("01HQ0000000000000000000033", "Cô Ba", &[]);
    fs::write(root.join("guests/mới.guest"), content(&third).to_text()).expect("a write");
    let events = came(&workspace, known(&now));
    let told: Vec<&str> = events
        .iter()
        .map(|event| match event {
            Event::Moved { stored, .. } if of(stored) == &both && stored.path == moved => "moved",
            Event::Added(stored) if of(stored) == &third => "added",
            event => panic!("{event:#?}"),
        })
        .collect();
    assert_eq!(told, ["moved", "added"]);
    let now = opened(root);
    let copied = "guests/Bà Tư 01HQ000000.sync-conflict-20141102-101500-ABCDEFG.guest";
    let kept = fs::read(root.join(&revisions[1].path)).expect("what was saved");
    fs::write(root.join(copied), kept).expect("a write");
    let events = came(&workspace, known(&now));
    let [Event::Copied(copy)] = &*events else { panic!("{events:#?}") };
    assert_eq!((of(copy), copy.path.as_str()), (&second, copied));
    let copy = workspace.take_copy(copy.clone(), Some(&stored.stamp)).expect("a copy");
    assert_eq!(copy.base, Some(content(&second)));
    workspace.discard_copy(&copy.file).expect("it goes to the trash");
    let twin = "guests/Bà Tư, chép lại.guest";
    let _ = fs::copy(root.join(moved), root.join(twin)).expect("a copy");
    let problem = opened(root).problems.remove(0);
    assert_eq!((problem.path.as_str(), problem.twin.as_deref()), (twin, Some(moved)), "{problem}");
    let fourth = workspace.give_new_id(twin).expect("a new id");
    assert!(of(&fourth).name == both.name && of(&fourth).id != both.id);

    // Journal.
    let data = root.join("dữ liệu");
    let window = Journal::begin(&data, &workspace).expect("a journal");
    let unsaved = content(&guest(&first.id, "Chưa lưu", &[]));
    window.keep(window.turn(), &workspace, &unsaved, None).expect("an entry");
    drop(window);
    let left = journal::pending(&data, &workspace);
    assert_eq!(left.iter().map(|left| &left.content).collect::<Vec<_>>(), [&unsaved]);
    left[0].discard();

    // Trash, and back over a newer version of itself.
    let trashed = workspace.trash(moved).expect("a deletion");
    let put_away = workspace.all_trashed();
    assert!(put_away.iter().any(|file| file.path == moved) && workspace.trashed().is_empty());
    assert_eq!(workspace.restore_any(&trashed).expect("a restoration").name, "Bà Tư Lê");
    assert_eq!(fs::read_to_string(root.join(moved)).expect("it is back"), text);

    // The folder goes away: nothing is deleted here, and it is written back.
    let now = opened(root);
    let count = now.entries.len();
    fs::rename(root.join("guests"), root.join("khách")).expect("a move");
    let events = came(&workspace, known(&now));
    let [Event::Lost(lost)] = &*events else { panic!("{events:#?}") };
    assert_eq!(lost.files.len(), count);
    for file in &now.entries {
        let written = workspace.write_back(file.content.clone(), file.path.clone(), &[]).expect("a write");
        assert_eq!((&written.path, &written.content), (&file.path, &file.content));
    }
    assert_eq!(fs::read_to_string(root.join(moved)).expect("it is back"), text, "with its unknown fields");

    // A newer version's file is read and left alone; a broken one does not block the others, and its last good
    // revision comes back.
    let newer = Guest { schema: 2, ..both.clone() };
    let at = Some((moved.to_owned(), opened(root).entries[0].stamp));
    let refused = workspace.save_content(content(&newer), at, &[]);
    assert!(matches!(refused, Err(SaveError::Newer { schema: 2, .. })), "{refused:?}");
    fs::write(root.join(moved), "(schema: 1, id: 7)").expect("a write");
    let broken = opened(root);
    assert_eq!(broken.entries.len(), count - 1);
    let problem = &broken.problems[0];
    assert!(problem.is_broken() && problem.can_restore(), "{problem:?}");
    assert_eq!(problem.path, moved);
    let events = came(&workspace, known(&now));
    let is_told = |event: &Event| matches!(event, Event::Broken { key: broken, .. } if *broken == key);
    assert!(events.iter().any(is_told), "{events:#?}");
    let good = workspace.restore_last_good(problem).expect("the last good revision");
    assert_eq!(good, content(&both));
    assert_eq!(opened(root).entries.len(), count);
}

#[test]
fn one_of_many_is_added_changed_and_removed_in_memory_each_with_its_inverse() {
    let (_folder, workspace) = empty();
    let opened = Workspace::open(workspace.root()).expect("the workspace");
    let today = "2014-03-18".parse().expect("a day");
    let mut newsroom = Newsroom::new(opened.plan, opened.settings, [], today);
    let [one, other] =
        ["01HQ0000000000000000000011", "01HQ0000000000000000000022"].map(|id| guest(id, "Bà Tư", &[]));
    let renamed = Guest { name: "Bà Tư Lê".into(), ..one.clone() };
    let set = |guest: &Guest| Command::SetRecord { record: guest.clone().into(), is_typing: false };
    let change = newsroom.apply(Command::All(vec![set(&other), set(&one)]));
    assert!(change.is_of::<Guest>() && !change.is_of_records() && change.entries.len() == 2);
    assert_eq!(newsroom.entries::<Guest>().collect::<Vec<_>>(), [&one, &other]);
    let _ = newsroom.apply(set(&renamed));
    let _ = newsroom.apply(Command::RemoveEntry(EntryId::of::<Guest>(&one.id)));
    assert_eq!(newsroom.entry::<Guest>(&one.id), None);
    for expected in [Some(&renamed), Some(&one), None] {
        let _ = newsroom.undo();
        assert_eq!(newsroom.entry::<Guest>(&one.id), expected);
    }
    for expected in [Some(&one), Some(&renamed), None] {
        let _ = newsroom.redo();
        assert_eq!(newsroom.entry::<Guest>(&one.id), expected);
    }
    // Another's change stays when one's own is undone.
    let _ = newsroom.apply(set(&one));
    let _ = newsroom.apply(set(&renamed));
    let _ = newsroom
        .absorb_record(&Guest { visits: vec![Visit { id: "a".into(), year: 2014 }], ..renamed }.into());
    let _ = newsroom.undo();
    let now = newsroom.entry::<Guest>(&one.id).expect("it is there");
    assert_eq!((now.name.as_str(), now.visits.len()), ("Bà Tư", 1));
}
