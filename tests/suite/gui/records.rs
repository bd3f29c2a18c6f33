//! The plan and the settings with several users: outside changes are taken in, changes made here are merged,
//! saved and recovered like pieces.

use std::fs;
use std::rc::Rc;

use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::merge::Choice;
use toasoan::plan::{Cadence, Plan, Settings};
use toasoan::store::Workspace;
use toasoan::ui::screen::conflict;
use toasoan::ui::{Effect, Route};

use super::window::Window;

const FORUM: &str = "dien-dan-bao";

/// Another program changes the plan's file.
fn rewrite(window: &Window, change: impl Fn(String) -> String) {
    let file = window.root().join("plan.ron");
    let text = fs::read_to_string(&file).expect("the plan");
    let changed = change(text.clone());
    assert_ne!(changed, text);
    fs::write(file, changed).expect("a write");
}

fn edit(window: &mut Window, change: impl Fn(&mut Plan)) {
    let mut plan = window.newsroom().plan().clone();
    change(&mut plan);
    window.effect(Effect::Apply(Command::SetRecord { record: plan.into(), is_typing: false }));
}

fn forum(plan: &mut Plan) -> &mut toasoan::plan::Activity {
    plan.activities.iter_mut().find(|activity| activity.id == FORUM).expect("the forum")
}

fn owed(window: &Window) -> usize {
    window.newsroom().obligations().of_activity(FORUM).count()
}

fn on_disk(window: &Window) -> (Plan, Settings) {
    let opened = Workspace::open(window.root()).expect("the workspace opens");
    (opened.plan, opened.settings)
}

#[test]
fn an_outside_change_of_the_plan_comes_in_while_the_window_is_open() {
    let mut window = Window::on_sample();
    let before = owed(&window);
    rewrite(&window, |text| text.replace("name: \"CCHC Cần Thơ 2014\"", "name: \"Kế hoạch của Lan\""));
    window.send(Message::FilesChanged);
    window.wait_until_complete("the plan comes in", |window| {
        window.newsroom().plan().name == "Kế hoạch của Lan"
    });
    window.wait_until_shown("Kế hoạch vừa được sửa ở nơi khác: đã lấy bản mới.");
    assert_eq!(owed(&window), before);
    // The obligations are updated.
    let mut colleague = Window::beside(&window);
    edit(&mut colleague, |plan| forum(plan).cadence = Cadence::PerMonth(1));
    colleague.save();
    window.send(Message::FilesChanged);
    window.wait_until("the plan comes in", |app| {
        app.newsroom().is_some_and(|newsroom| newsroom.obligations().of_activity(FORUM).count() == 12)
    });
    assert!(window.is_saved());
}

#[test]
fn plans_of_two_windows_are_merged_by_activity_and_field() {
    let mut lan = Window::on_sample();
    let mut minh = Window::beside(&lan);
    edit(&mut lan, |plan| plan.number = "128/KH-UBND".into());
    edit(&mut lan, |plan| forum(plan).short = "Diễn đàn của Lan".into());
    edit(&mut minh, |plan| forum(plan).cadence = Cadence::PerMonth(1));
    edit(&mut minh, |plan| drop(plan.agencies.pop()));
    lan.save();
    minh.save();
    minh.wait_until_shown("Đã gộp kế hoạch người khác vừa đổi với phần của bạn.");
    minh.save();
    let seen = |window: &Window| {
        let mut plan = on_disk(window).0;
        let activity = forum(&mut plan).clone();
        (plan.number, activity.short, activity.cadence, plan.agencies.len())
    };
    let hers = ("128/KH-UBND".to_owned(), "Diễn đàn của Lan".to_owned());
    let agencies = lan.newsroom().plan().agencies.len();
    assert_eq!(seen(&minh), (hers.0.clone(), hers.1.clone(), Cadence::PerMonth(1), agencies - 1));
    // Undo reverts his own changes and keeps hers.
    minh.effect(Effect::Undo);
    minh.effect(Effect::Undo);
    minh.save();
    assert_eq!(seen(&minh), (hers.0, hers.1, Cadence::Weekly, agencies));
}

/// The conflict dialog works for records too, conflict by conflict.
#[test]
fn what_two_people_set_differently_is_chosen() {
    let mut lan = Window::on_sample();
    let mut minh = Window::beside(&lan);
    let set = |window: &mut Window, signer: &str, rate: u32| {
        let mut settings = window.newsroom().settings().clone();
        settings.office.signer = signer.into();
        settings.syllables_per_minute = rate;
        window.effect(Effect::Apply(Command::SetRecord { record: settings.into(), is_typing: false }));
    };
    set(&mut lan, "Lan", 200);
    set(&mut minh, "Minh", 180);
    lan.save();
    minh.save();
    minh.wait_until_shown("Người khác vừa đổi thiết lập: đã gộp; chỗ cả hai cùng đổi giữ theo bạn.");
    minh.save();
    assert_eq!(on_disk(&minh).1.office.signer, "Minh");
    minh.click("Xem và chọn");
    for words in ["Hai người cùng sửa thiết lập", "Đơn vị › Người ký", "Số tiếng mỗi phút"]
    {
        assert!(minh.shows(words), "{words}");
    }
    minh.send(Message::Conflict(conflict::Message::Chosen(0, Choice::Theirs)));
    minh.click("Xong");
    minh.save();
    let (_, settings) = on_disk(&minh);
    assert_eq!((settings.office.signer.as_str(), settings.syllables_per_minute), ("Lan", 180));
    assert!(!minh.shows("Xem và chọn"));
    minh.effect(Effect::Undo);
    assert_eq!(minh.newsroom().settings().office.signer, "Minh");
}

#[test]
fn a_broken_plan_is_told_and_the_open_one_stays() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Home));
    let (plan, owed_before) = (window.newsroom().plan().clone(), owed(&window));
    let good = fs::read_to_string(window.root().join("plan.ron")).expect("the plan");
    rewrite(&window, |text| text.replacen("year: 2014", "year: \"hai nghìn\"", 1));
    let line = good.lines().position(|line| line.contains("year: 2014")).expect("the line") + 1;
    window.send(Message::FilesChanged);
    window.wait_until_complete("it is told", |window| window.shows(&format!("plan.ron, dòng {line}")));
    assert_eq!((window.newsroom().plan(), owed(&window)), (&plan, owed_before));
    // The change made here waits: the broken file is not overwritten.
    edit(&mut window, |plan| plan.number = "128/KH-UBND".into());
    window.send(Message::SaveTick);
    window.wait_until_shown("Chưa lưu được");
    assert!(fs::read_to_string(window.root().join("plan.ron")).expect("the plan").contains("hai nghìn"));
    fs::write(window.root().join("plan.ron"), &good).expect("a write");
    window.insist(
        "it is saved",
        |window| window.is_saved() && !window.shows(&format!("plan.ron, dòng {line}")),
        &[&Message::SettleTick, &Message::RetrySave],
    );
    assert_eq!(on_disk(&window).0.number, "128/KH-UBND");
}

#[test]
fn a_newer_versions_plan_is_shown_and_not_changed() {
    let mut window = Window::on_sample();
    rewrite(&window, |text| text.replacen("schema: 1", "schema: 2", 1));
    window.send(Message::FilesChanged);
    window.wait_until_complete("the plan comes in", |window| window.newsroom().plan().schema == 2);
    let before = fs::read_to_string(window.root().join("plan.ron")).expect("the plan");
    edit(&mut window, |plan| plan.number = "128/KH-UBND".into());
    window.wait_until_shown(
        "Kế hoạch do phiên bản mới hơn của Tòa soạn ghi, ở đây chỉ đọc được. Hãy cập nhật chương trình để sửa.",
    );
    assert!(window.is_saved());
    assert_eq!(fs::read_to_string(window.root().join("plan.ron")).expect("the plan"), before);
}

#[test]
fn a_plan_and_settings_that_a_crash_left_unsaved_come_back_merged() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder"));
    let mut window = Window::with_data(&folder);
    edit(&mut window, |plan| plan.number = "128/KH-UBND".into());
    let mut settings = window.newsroom().settings().clone();
    settings.office.signer = "Trần Thị Lan".into();
    window.effect(Effect::Apply(Command::SetRecord { record: settings.into(), is_typing: false }));
    window.send_and_finish(Message::JournalTick);
    assert!(!window.is_saved());
    drop(window);
    // Others save meanwhile.
    let mut minh = Window::beside_folder(&folder);
    edit(&mut minh, |plan| forum(plan).short = "Diễn đàn của Minh".into());
    minh.save();
    let before = minh.newsroom().plan().clone();
    drop(minh);

    let mut window = Window::with_data(&folder);
    window.wait_until_shown("Đã khôi phục kế hoạch và thiết lập chưa lưu từ lần trước.");
    window.save();
    let (plan, settings) = on_disk(&window);
    assert_eq!(plan, Plan { number: "128/KH-UBND".into(), ..before.clone() });
    assert_eq!(settings.office.signer, "Trần Thị Lan");
    // It can be undone like any other action.
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    assert_eq!(*window.newsroom().plan(), before);
    window.save();
    drop(window);
    let window = Window::with_data(&folder);
    assert!(window.is_saved() && window.newsroom().plan().number == before.number, "it is recovered once");
}
