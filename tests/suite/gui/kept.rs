//! Records are stored like pieces: revisions can be compared and restored, conflict copies are merged, broken
//! or deleted files restored. Each test runs on the plan, the settings, and a kind that a test adds in one file.

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use toasoan::app::Message;
use toasoan::newsroom::{Command, Newsroom};
use toasoan::piece::merge::Choice;
use toasoan::plan::{Plan, Settings};
use toasoan::record::{AnyRecord, Kind, Record, words};
use toasoan::store::{Key, Known, Workspace};
use toasoan::ui::screen::conflict;
use toasoan::ui::{Effect, Route};

use super::window::Window;
use crate::workspace::kind::{PLACES, Places};

/// A record in the window: where it is shown, how it is changed, and the changed field.
struct Case {
    path: &'static str,
    name: &'static str,
    /// Its screen; none for a kind that only the test has.
    place: Option<Route>,
    kind: Option<Kind>,
    /// The label of the field that [`Case::set`] changes.
    label: &'static str,
    /// The name in the file of the field that [`Case::set`] changes.
    field: &'static str,
    set: fn(&Newsroom, &str) -> Command,
    get: fn(&Newsroom) -> String,
}

fn cases() -> [Case; 3] {
    let plan = Case {
        path: Plan::PATH,
        name: "kế hoạch",
        place: Some(Route::Plan(None)),
        kind: None,
        label: "Số kế hoạch",
        field: "number",
        set: |newsroom, number| {
            let plan = Plan { number: number.into(), ..newsroom.plan().clone() };
            Command::SetRecord { record: plan.into(), is_typing: false }
        },
        get: |newsroom| newsroom.plan().number.clone(),
    };
    let settings = Case {
        path: Settings::PATH,
        name: "thiết lập",
        place: Some(Route::Settings),
        kind: None,
        label: "Người ký",
        field: "signer",
        set: |newsroom, signer| {
            let mut settings = newsroom.settings().clone();
            settings.office.signer = signer.into();
            Command::SetRecord { record: settings.into(), is_typing: false }
        },
        get: |newsroom| newsroom.settings().office.signer.clone(),
    };
    // Its test declares it in one file; nothing else in the program names it.
    let places = Case {
        path: Places::PATH,
        name: "địa điểm",
        place: None,
        kind: Some(PLACES),
        label: "Tên",
        field: "name",
        set: |newsroom, name| {
            let mut places = places_of(newsroom).clone();
            places.places[0].name = name.into();
            Command::SetRecord { record: places.into(), is_typing: false }
        },
        get: |newsroom| places_of(newsroom).places[0].name.clone(),
    };
    [plan, settings, places]
}

fn places_of(newsroom: &Newsroom) -> &Places {
    newsroom.record(Places::PATH).and_then(AnyRecord::get).expect("the places")
}

impl Case {
    /// A window on a copy of the sample.
    fn window(&self) -> Window {
        let Some(kind) = self.kind else { return Window::on_sample() };
        let folder = Rc::new(tempfile::tempdir().expect("a folder"));
        self.put(&folder);
        Window::of_kind(&folder, kind, false)
    }

    /// Like [`Window::with_data`].
    fn window_in(&self, folder: &Rc<tempfile::TempDir>) -> Window {
        let Some(kind) = self.kind else { return Window::with_data(folder) };
        self.put(folder);
        Window::of_kind(folder, kind, true)
    }

    /// Writes a first file of the kind that only the test has.
    fn put(&self, folder: &tempfile::TempDir) {
        Window::put_sample(folder);
        let file = folder.path().join("bản mẫu").join(self.path);
        if !file.exists() {
            let text = "// Đo ngày 1/3\n(\n    schema: 1,\n    places: [\n        // gần chợ\n        \
                        (id: \"xuan-khanh\", name: \"Nhà văn hóa Xuân Khánh\", seats: 200),\n    ],\n)\n";
            fs::write(file, text).expect("the file");
        }
    }

    fn workspace(&self, window: &Window) -> Workspace {
        let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
        match self.kind {
            Some(kind) => workspace.with_kind(kind),
            None => workspace,
        }
    }

    /// Another program writes something that nobody here touched; returns the new text.
    fn elsewhere(&self, text: &str) -> String {
        let changed = match self.path {
            Plan::PATH => text.replacen("city: \"Cần Thơ\"", "city: \"Cần Thơ mới\"", 1),
            Settings::PATH => {
                text.replacen("syllables_per_minute: 240,\n\n", "syllables_per_minute: 199,\n\n", 1)
            }
            _ => text.replacen("seats: 200", "seats: 199", 1),
        };
        assert_ne!(changed, text);
        changed
    }

    /// Whether [`Case::elsewhere`] has come in.
    fn has_come(&self, newsroom: &Newsroom) -> bool {
        match self.path {
            Plan::PATH => newsroom.plan().city == "Cần Thơ mới",
            Settings::PATH => newsroom.settings().syllables_per_minute == 199,
            _ => places_of(newsroom).places[0].seats == 199,
        }
    }

    fn open_history(&self, window: &mut Window) {
        match &self.place {
            Some(place) => {
                window.effect(Effect::Open(place.clone()));
                window.click("Lịch sử…");
            }
            None => window.effect(Effect::History(Key::Record(self.path))),
        }
    }

    fn now(&self, window: &Window) -> String {
        (self.get)(window.newsroom())
    }

    fn change(&self, window: &mut Window, to: &str) {
        let command = (self.set)(window.newsroom(), to);
        window.effect(Effect::Apply(command));
    }

    fn file(&self, window: &Window) -> PathBuf {
        window.root().join(self.path)
    }

    fn text(&self, window: &Window) -> String {
        fs::read_to_string(self.file(window)).expect("the file")
    }

    /// The file's text with another value of the field.
    fn said(&self, text: &str, from: &str, to: &str) -> String {
        let changed =
            text.replacen(&format!("{}: \"{from}\"", self.field), &format!("{}: \"{to}\"", self.field), 1);
        assert_ne!(changed, text);
        changed
    }
}

#[test]
fn an_old_revision_is_seen_compared_and_restored_as_one_step() {
    for case in cases() {
        let mut window = case.window();
        let first = case.now(&window);
        let comments = case.text(&window).matches("//").count();
        for value in ["một", "hai"] {
            case.change(&mut window, value);
            window.save();
        }
        case.open_history(&mut window);
        window.wait_until_shown(&format!("Lịch sử: {}", case.name));
        // The newest revision compared with its parent, with the field's label.
        window.wait_until_shown("Gạch ngang: bản này đã bỏ. Gạch chân: bản này đã thêm.");
        let (key, workspace) = (Key::Record(case.path), case.workspace(&window));
        let revisions = workspace.revisions(&key).expect("revisions");
        let words = |at: usize| {
            let content = workspace.read_content(&key, &revisions[at]).expect("a revision");
            content.record().expect("a record").words(&|id| window.newsroom().plan().name_of(id))
        };
        // The comparison shows labelled fields.
        for (at, value) in [(0, first.as_str()), (1, "một"), (2, "hai")] {
            assert!(words(at).contains(&format!("{}: {value}\n", case.label)), "{}", words(at));
        }
        let ids = window.newsroom().plan().activities.iter().map(|activity| activity.id.as_str());
        for id in ids {
            let text = words(0);
            let said = text.lines().find(|line| line.contains(id) && !line.trim_start().starts_with("Mã:"));
            assert_eq!(said, None, "{}: an id in place of a name", case.path);
        }
        window.click(&super::history::line(&revisions[0]));
        window.wait_until_shown("Bản đầu tiên còn giữ.");
        window.click("Khôi phục bản này");
        window.wait_until_shown("Đã khôi phục bản cũ.");
        assert_eq!(case.now(&window), first, "{}", case.path);
        window.effect(Effect::Undo);
        assert_eq!(case.now(&window), "hai", "{}: one step", case.path);
        window.effect(Effect::Redo);
        window.save();
        let text = case.text(&window);
        assert!(text.contains(&first) && text.matches("//").count() == comments, "{}: {text}", case.path);
        assert_eq!(workspace.revisions(&key).expect("revisions").len(), 4);
    }
}

/// Comparisons and conflicts use the fields' labels.
#[test]
fn every_field_of_the_plan_and_the_settings_has_a_name_for_people() {
    let window = Window::on_sample();
    let newsroom = window.newsroom();
    let name_of = |id: &str| newsroom.plan().name_of(id);
    let facts = [words(newsroom.plan(), &name_of), words(newsroom.settings(), &name_of)];
    let is_code =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let names = facts.iter().flat_map(|facts| facts.lines()).filter(|line| !line.trim().starts_with('–'));
    let mut strange: Vec<&str> = names.filter_map(|line| line.trim().split(':').next()).collect();
    strange.retain(|name| is_code(name));
    strange.dedup();
    assert_eq!(strange, [""; 0]);
}

#[test]
fn a_revision_that_was_never_merged_is_merged_from_the_history() {
    for case in cases() {
        let mut window = case.window();
        case.change(&mut window, "một");
        window.save();
        let workspace = case.workspace(&window);
        // The other user's revision was synced, but not the file.
        let theirs = case.text(&window).replacen("schema: 1,", "schema: 1, // của họ\n", 1);
        let theirs = case.elsewhere(&theirs);
        let copy =
            window.root().join(case.path.replace(".ron", ".sync-conflict-20140320-101500-ABCDEFG.ron"));
        fs::write(&copy, &theirs).expect("a copy");
        let found = workspace.rescan(&Known::default());
        let found = found.into_iter().find_map(|event| match event {
            toasoan::store::Event::Copied(copy) => Some(copy),
            _ => None,
        });
        let _ = workspace.take_copy(found.expect("the copy"), None).expect("a head");
        fs::remove_file(&copy).expect("it goes");

        window.effect(Effect::History(Key::Record(case.path)));
        let revisions = workspace.revisions(Key::Record(case.path)).expect("revisions");
        let head =
            revisions.iter().find(|revision| revision.author == "ngoài chương trình" && revision.is_head);
        let name = super::history::line(head.expect("their head"));
        window.wait_until_shown(&name);
        window.click(&name);
        window.wait_until_shown("Gộp vào bản đang mở");
        window.click("Gộp vào bản đang mở");
        window.wait_until("it is merged", |app| {
            app.newsroom().is_some_and(|newsroom| case.has_come(newsroom)) || !app.is_saved()
        });
        window.save();
        assert_eq!(case.now(&window), "một", "{}", case.path);
        assert_eq!(workspace.heads(Key::Record(case.path)).expect("heads").len(), 1, "{}", case.path);
    }
}

/// Conflict copies of the plan and the settings.
#[test]
fn a_conflict_copy_is_merged_and_put_away() {
    for case in cases() {
        for suffix in [
            ".sync-conflict-20140320-101500-ABCDEFG.ron",
            " (Lan's conflicted copy 2014-03-20).ron",
            "_DAI-03_Mar-20-101500-2014_Conflict.ron",
        ] {
            let mut window = case.window();
            let before = case.now(&window);
            case.change(&mut window, "một");
            window.save();
            let base = case.text(&window);
            case.change(&mut window, "hai");
            window.save();
            // It has the same base: it reverts the field, and changes another one that nobody else touched.
            let theirs = case.elsewhere(&base);
            let copy = window.root().join(case.path.replace(".ron", suffix));
            fs::write(&copy, case.said(&theirs, "một", &before)).expect("the copy came over");
            window.send(Message::FilesChanged);
            window.insist(
                "the copy is merged",
                |window| case.has_come(window.newsroom()) || !window.is_saved(),
                &[&Message::SettleTick, &Message::FilesChanged],
            );
            window.save();
            window.wait_until("the copy is put away", |_| !copy.exists());
            assert_eq!(case.now(&window), "hai", "{}", case.path);
            let workspace = case.workspace(&window);
            assert_eq!(workspace.heads(Key::Record(case.path)).expect("heads").len(), 1, "{}", case.path);
            let trashed = workspace.all_trashed();
            assert!(trashed.iter().any(|file| copy.ends_with(&file.path) && file.is_copy()), "{trashed:?}");
        }
    }
}

/// A copy with an ambiguous name is reported and left to the user.
#[test]
fn what_may_be_a_second_version_is_told_and_goes_when_asked() {
    for case in cases() {
        for suffix in [" (1).ron", "-DESKTOP-ABC123.ron", " - Copy.ron"] {
            let lan = case.window();
            let before = case.text(&lan);
            let file = lan.root().join(case.path.replace(".ron", suffix));
            fs::write(&file, case.said(&before, &case.now(&lan), "cũ")).expect("a copy");
            let mut window = Window::beside(&lan);
            window.effect(Effect::Open(Route::Home));
            window.wait_until_shown("Tệp cần xem lại");
            assert_ne!(case.now(&window), "cũ");
            window.click("Xem");
            assert!(!window.shows("Là bài khác: cấp mã mới"));
            window.click("Bỏ tệp này vào thùng rác");
            window.wait_until_gone("Tệp cần xem lại");
            assert!(!file.exists());
            // It can be restored.
            window.effect(Effect::Trash);
            window.wait_until_shown("Khôi phục");
            window.click("Khôi phục");
            window.wait_until("it is back", |_| file.exists());
            assert_eq!(case.text(&window), before);
        }
    }
}

/// Like a copy whose name leaves no doubt, but only when the user says so.
#[test]
fn what_may_be_a_second_version_is_merged_when_asked() {
    for case in cases() {
        let lan = case.window();
        let file = lan.root().join(case.path.replace(".ron", " (1).ron"));
        fs::write(&file, case.said(&case.text(&lan), &case.now(&lan), "của Minh")).expect("a copy");
        let mut window = Window::beside(&lan);
        case.change(&mut window, "của Lan");
        window.save();
        window.effect(Effect::Open(Route::Home));
        window.wait_until_shown("Tệp cần xem lại");
        window.click("Xem");
        window.click("Gộp");
        window.wait_until_shown(&format!(
            "Người khác vừa đổi {}: đã gộp; chỗ cả hai cùng đổi giữ theo bạn.",
            case.name
        ));
        window.save();
        assert_eq!(case.now(&window), "của Lan");
        window.click("Xem và chọn");
        window.send(Message::Conflict(conflict::Message::Chosen(0, Choice::Theirs)));
        window.click("Xong");
        window.save();
        assert!(case.text(&window).contains("của Minh"), "{}", case.path);
        window.wait_until("the copy is put away", |_| !file.exists());
        window.wait_until_gone("Tệp cần xem lại");
        let workspace = case.workspace(&window);
        assert_eq!(workspace.heads(Key::Record(case.path)).expect("heads").len(), 1, "{}", case.path);
    }
}

#[test]
fn a_version_from_the_trash_takes_the_place_of_the_current_one() {
    for case in cases() {
        let mut window = case.window();
        case.change(&mut window, "một");
        window.save();
        let old = case.text(&window);
        let workspace = case.workspace(&window);
        let _ = workspace.trash(case.path).expect("a deletion");
        let file = case.file(&window);
        window.insist("it is written again", |_| file.exists(), &[&Message::FilesChanged]);
        case.change(&mut window, "hai");
        window.save();
        window.effect(Effect::Trash);
        window.wait_until_shown("Khôi phục");
        window.click("Khôi phục");
        window.wait_until_shown(&format!(
            "Đã khôi phục “{}”. Bản vừa được thay vẫn còn trong lịch sử.",
            case.name
        ));
        window.wait_until_complete("it comes in", |window| case.now(window) == "một");
        assert_eq!(case.text(&window), old);
        assert!(window.is_saved() && workspace.all_trashed().is_empty());
        let key = Key::Record(case.path);
        let revisions = workspace.revisions(&key).expect("revisions");
        let words = |revision| {
            workspace.read_content(&key, revision).ok()?.record().map(|record| record.words(&|_| None))
        };
        let replaced = format!("{}: hai\n", case.label);
        assert!(revisions.iter().filter_map(words).any(|words| words.contains(&replaced)), "{}", case.path);
    }
}

#[test]
fn a_broken_file_gets_its_last_good_revision_back_and_a_deleted_one_is_written_again() {
    for case in cases() {
        let mut window = case.window();
        case.change(&mut window, "một");
        window.save();
        let good = case.text(&window);
        fs::write(case.file(&window), good.replacen("schema: 1,", "schema: một,", 1)).expect("a write");
        window.effect(Effect::Open(Route::Home));
        window.send(Message::FilesChanged);
        window.wait_until_complete("it is told", |window| window.shows("Tệp cần xem lại"));
        window.click("Xem");
        window.click("Lấy lại bản tốt gần nhất");
        window.wait_until_shown(&format!(
            "Đã lấy lại bản tốt gần nhất của {}. Tệp hỏng vẫn còn trong lịch sử (tệp quá lớn: trong thùng rác).",
            case.name
        ));
        assert_eq!(case.text(&window), good, "with its comments");
        assert_eq!(case.now(&window), "một");
        // Deleted by another program while the window is open: it is written again.
        fs::remove_file(case.file(&window)).expect("a deletion");
        let file = case.file(&window);
        window.insist("it is written again", |_| file.exists(), &[&Message::FilesChanged]);
        window.save();
        assert_eq!(case.text(&window), good, "with its comments");
        fs::remove_file(case.file(&window)).expect("a deletion");
        case.change(&mut window, "hai");
        window.save();
        assert_eq!(case.text(&window), case.said(&good, "một", "hai"), "with its comments");
    }
}

/// A colleague's change is added to the history once it was seen here, and not reported to anybody.
#[test]
fn an_outside_change_is_a_revision_once_it_was_seen() {
    for case in cases() {
        let mut window = case.window();
        case.change(&mut window, "một");
        window.save();
        fs::write(case.file(&window), case.said(&case.text(&window), "một", "của Lan")).expect("a write");
        window.send(Message::FilesChanged);
        window.wait_until_complete("it comes in", |window| case.now(window) == "của Lan");
        let workspace = case.workspace(&window);
        window.wait_until("it is in the history", |_| {
            let revisions = workspace.revisions(Key::Record(case.path)).expect("revisions");
            revisions.last().is_some_and(|last| last.author == "ngoài chương trình")
        });
        let opened = Workspace::open(window.root()).expect("the workspace opens");
        assert_eq!(workspace.verify(&Known::of(&opened.pieces, opened.stamps())), []);
    }
}

/// Both are shown read-only with the reason, and not written.
#[test]
fn what_a_newer_version_wrote_is_shown_and_not_changed() {
    for case in cases() {
        let mut window = case.window();
        case.change(&mut window, "một");
        window.save();
        let text = case.text(&window).replacen("schema: 1", "schema: 2", 1);
        fs::write(case.file(&window), &text).expect("a write");
        window.send(Message::FilesChanged);
        window.wait_until_complete("it comes in", |window| {
            let newsroom = window.newsroom();
            newsroom.record(case.path).is_some_and(|record| record.newer_schema() == Some(2))
        });
        if let Some(place) = &case.place {
            window.effect(Effect::Open(place.clone()));
            let banner = "Do phiên bản mới hơn của Tòa soạn ghi: chỉ đọc và in được. Cập nhật để sửa.";
            assert!(window.shows(banner));
        }
        let before = case.now(&window);
        case.change(&mut window, "của tôi");
        window.wait_until_shown(&format!(
            "{} do phiên bản mới hơn của Tòa soạn ghi, ở đây chỉ đọc được. Hãy cập nhật chương trình để sửa.",
            toasoan::fold::capital(case.name)
        ));
        // Nor is what was done before taken back.
        window.effect(Effect::Undo);
        assert!(window.is_saved());
        assert_eq!((case.now(&window), case.text(&window)), (before, text));
    }
}

/// A change made here and one made elsewhere are merged; undo takes back only one's own.
#[test]
fn what_two_people_change_is_merged_while_the_window_is_open() {
    for case in cases() {
        let mut window = case.window();
        let before = case.now(&window);
        let text = case.text(&window);
        case.change(&mut window, "của tôi");
        fs::write(case.file(&window), case.elsewhere(&text)).expect("a write");
        window.send(Message::FilesChanged);
        window.wait_until_complete("it comes in", |window| case.has_come(window.newsroom()));
        window.save();
        let both = case.said(&case.elsewhere(&text), &before, "của tôi");
        assert_eq!((case.text(&window), case.now(&window)), (both, "của tôi".to_owned()), "{}", case.path);
        window.effect(Effect::Undo);
        assert_eq!((case.now(&window), case.has_come(window.newsroom())), (before, true), "{}", case.path);
    }
}

#[test]
fn what_a_crash_left_unsaved_comes_back() {
    for case in cases() {
        let folder = Rc::new(tempfile::tempdir().expect("a folder"));
        let mut window = case.window_in(&folder);
        let text = case.text(&window);
        case.change(&mut window, "chưa lưu");
        window.send_and_finish(Message::JournalTick);
        assert!(!window.is_saved());
        drop(window);
        let mut window = case.window_in(&folder);
        assert_eq!(case.text(&window), text);
        window.wait_until_shown(&format!("Đã khôi phục {} chưa lưu từ lần trước.", case.name));
        assert_eq!(case.now(&window), "chưa lưu", "{}", case.path);
        window.save();
        assert!(case.text(&window).contains("chưa lưu"), "{}", case.path);
    }
}

/// A colleague learns who has unsaved changes of it.
#[test]
fn a_record_with_unsaved_changes_is_announced() {
    for case in cases() {
        let mut window = case.window();
        case.change(&mut window, "của tôi");
        window.send_and_finish(Message::LeaseTick);
        let notes = fs::read_dir(window.root().join(".toasoan/leases")).expect("the notes").flatten();
        let name = format!("@{}", case.path);
        let mut names = notes.map(|note| note.file_name().to_string_lossy().into_owned());
        assert!(names.any(|note| note.starts_with(&name)), "{}", case.path);
    }
}
