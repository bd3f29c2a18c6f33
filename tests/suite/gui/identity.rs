//! Who sits at this machine: asked once, signs what is done, and tells what is theirs.

use std::rc::Rc;

use toasoan::app::Message;
use toasoan::document::schedule::Request;
use toasoan::piece::{Piece, Status};
use toasoan::store::lease::Leases;
use toasoan::store::profile::Identity;
use toasoan::store::{Key, Profile, Workspace};
use toasoan::ui::screen::{export, home, identity, pieces};
use toasoan::ui::{Effect, Export, Route};

use super::window::Window;

const QUESTION: &str = "Bạn là ai?";
const NOTHING: &str = "Không thấy bài nào. Thử ít chữ hơn (không dấu cũng được) hoặc bỏ bớt điều kiện lọc.";

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a day")
}

/// A window of a user whose profile says who they are.
fn window_of(identity: Identity) -> Window {
    let folder = Rc::new(tempfile::tempdir().expect("a folder for the test"));
    Window::put_sample(&folder);
    let root = folder.path().join("bản mẫu").canonicalize().expect("the sample");
    let mut profile = Profile::default();
    profile.identify(&root, identity);
    profile.save_to(&folder.path().join("hồ sơ").join("profile.ron")).expect("the profile is written");
    Window::with_profile_file(&folder)
}

fn identity_of(agency: Option<&str>, locality: Option<&str>) -> Identity {
    Identity {
        name: "Chị Lan".into(),
        agency: agency.map(str::to_owned),
        locality: locality.map(str::to_owned),
        is_mine_only: true,
        marks_late_steps: false,
        calendar_view: String::new(),
    }
}

#[test]
fn it_is_asked_once_on_a_machine_and_signs_what_is_done_there() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder for the test"));
    let mut window = Window::with_profile_file(&folder);
    assert!(window.shows(QUESTION));
    window.send(Message::Identity(identity::Message::Named("Chị Lan".into())));
    window.send_and_finish(Message::Identity(identity::Message::Done));
    assert!(!window.shows(QUESTION));

    let is_script = |piece: &&Piece| piece.header.title.starts_with("Cấp giấy chứng nhận");
    let id = window.newsroom().pieces().find(is_script).expect("the script").header.id.clone();
    let mut header = window.newsroom().piece(&id).expect("the script").header.clone();
    header.title.push('!');
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.effect(Effect::Apply(toasoan::newsroom::Command::SetHeader(Box::new(header))));
    window.save();
    let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
    let revisions = workspace.revisions(&id).expect("revisions");
    assert!(revisions.last().is_some_and(|last| last.author.starts_with("Chị Lan")), "{revisions:?}");

    // A colleague sees the name, not the account.
    let keys = std::collections::BTreeSet::from([Key::from(&id)]);
    let mut minh = Leases::new(&workspace.signed("Anh Minh ở ĐÀI-04"), None);
    let start = std::time::Instant::now();
    window.send_and_finish(Message::LeaseTick);
    let others = minh.heartbeat(&keys, start, chrono::Utc::now());
    assert_eq!(others[&Key::from(&id)][0].person, "Chị Lan");
    drop(window);

    let mut again = Window::with_profile_file(&folder);
    assert!(!again.shows(QUESTION), "asked once");
    again.effect(Effect::Identify);
    assert!(again.shows(QUESTION), "reachable later");
}

#[test]
fn who_would_not_say_is_not_asked_again() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder for the test"));
    let mut window = Window::with_profile_file(&folder);
    window.send_and_finish(Message::Identity(identity::Message::Skipped));
    drop(window);
    assert!(!Window::with_profile_file(&folder).shows(QUESTION));
}

#[test]
fn each_body_finds_its_own_on_every_screen_and_all_by_one_press() {
    // The station leads the TV slots, the newspaper its forum, a district its own radio.
    for (agency, locality, own, other) in [
        (Some("dai-ptth"), None, "Chuyên mục CCHC", "Diễn đàn Báo Cần Thơ"),
        (Some("bao-can-tho"), None, "Diễn đàn Báo Cần Thơ", "Chuyên mục CCHC"),
        (Some("ubnd-quan-huyen"), Some("ninh-kieu"), "Truyền thanh quận, huyện", "Diễn đàn Báo Cần Thơ"),
    ] {
        let mut window = window_of(identity_of(agency, locality));
        let plan = window.newsroom().plan().clone();
        let short = |name: &str| plan.activities.iter().any(|activity| activity.short == name);
        assert!(short(own) && short(other), "{own}, {other}");
        window.effect(Effect::Open(Route::Progress));
        assert!(window.shows(own) && !window.shows(other), "{agency:?}");
        let activity = plan.activities.iter().find(|activity| activity.short == other).expect("the other's");
        let published = window
            .newsroom()
            .pieces()
            .find(|piece| piece.header.activity == activity.id && piece.header.status == Status::Published);
        let title = published.expect("a piece of the other's").header.title.clone();
        window.effect(Effect::Open(Route::Pieces));
        window.send(Message::Pieces(pieces::Message::Searched(title)));
        assert!(window.shows(NOTHING), "{agency:?}");
        window.send(Message::Pieces(pieces::Message::Pressed(Effect::ShowMine(false))));
        assert!(!window.shows(NOTHING), "{agency:?}");
        window.effect(Effect::Open(Route::Progress));
        assert!(window.shows(own) && window.shows(other));
    }
}

#[test]
fn what_waits_for_my_approval_comes_first() {
    let mut window = window_of(identity_of(Some("ban-tuyen-giao"), None));
    window.effect(Effect::Open(Route::Home));
    let asked = window.newsroom().pieces().find(|piece| {
        let chain = piece.approval_chain(window.newsroom().plan(), window.newsroom().settings());
        piece.header.status == Status::InReview
            && chain.iter().any(|step| step.is_asked && step.step.id == "ban-tuyen-giao")
    });
    let title = asked.expect("a piece that waits for Ban Tuyên giáo").header.title.clone();
    assert!(window.shows("Chờ bạn duyệt"));
    assert!(window.shows(&title), "{title}");
    window.send(Message::Home(home::Message::Pressed(Effect::ShowMine(false))));
    assert!(window.shows("Chờ bạn duyệt"), "mine stays first among all");
}

/// A poster was changed after Sở VHTTDL, who makes it, and Ban Tuyên giáo agreed to it; the newspaper talks about its
/// own article. Partners of these clauses have nothing to see to.
#[test]
fn what_others_write_asks_only_those_who_took_part() {
    const EDITED: &str = "Đã sửa sau khi duyệt";
    const TALK: &str = "Góp ý chờ trả lời";
    for (agency, locality, has_edited, has_talk) in [
        ("so-vhttdl", None, true, false),
        ("ban-tuyen-giao", None, true, false),
        ("so-noi-vu", None, false, false),
        ("ubnd-quan-huyen", Some("ninh-kieu"), false, false),
        ("bao-can-tho", None, false, true),
    ] {
        let mut window = window_of(identity_of(Some(agency), locality));
        window.effect(Effect::Open(Route::Home));
        assert_eq!((window.shows(EDITED), window.shows(TALK)), (has_edited, has_talk), "{agency}");
    }
}

#[test]
fn a_body_without_slots_in_the_coming_days_is_told_which_one_is_next() {
    // IV.11: the contest of the Công đoàn is in September. IV.7 and IV.8 have no periods.
    for (agency, said) in [
        (
            "cong-doan-vien-chuc",
            "Trong 30 ngày tới bạn không có kỳ nào mở. Kỳ tới: Hội thi tìm hiểu CCHC, mở từ 01/09/2014.",
        ),
        ("so-vhttdl", "Mọi kỳ đang mở hoặc mở trong 30 ngày tới đã có bài."),
    ] {
        let mut window = window_of(identity_of(Some(agency), None));
        window.effect(Effect::Open(Route::Home));
        assert!(window.shows(said), "{agency}");
    }
}

#[test]
fn the_papers_i_print_are_my_agencys_and_my_part_by_choice() {
    let mut window = window_of(identity_of(Some("bao-can-tho"), None));
    let target = window.folder().join("lịch của báo.csv");
    let exported = |window: &mut Window, is_mine: bool| {
        window.effect(Effect::Export(Export::Schedule(Request::new(day("2014-03-01"), day("2014-03-31")))));
        assert!(window.shows("Chỉ phần của tôi (Báo Cần Thơ)"));
        window.send(Message::Export(export::Message::FormatChosen(export::FileFormat::Csv)));
        window.send(Message::Export(export::Message::MineChosen(is_mine)));
        window.send(Message::Export(export::Message::PathChanged(target.display().to_string())));
        window.send(Message::Export(export::Message::Confirmed));
        window.wait_until("the export is written", |_| target.exists());
        window.send(Message::Dismiss);
        let text = std::fs::read_to_string(&target).expect("the schedule");
        std::fs::remove_file(&target).expect("the schedule");
        text
    };
    let mine = exported(&mut window, true);
    assert!(mine.contains("dien-dan-bao/2014-W10") && !mine.contains("chuyen-muc-cchc/"), "{mine}");
    let all = exported(&mut window, false);
    assert!(all.contains("dien-dan-bao/2014-W10") && all.contains("chuyen-muc-cchc/"), "{all}");
}
