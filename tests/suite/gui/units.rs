//! Địa bàn và cơ quan: the tables of localities and agencies, edited, pasted into, and back.

use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::plan::{Cadence, LocalityKind, Plan};
use toasoan::store::Workspace;
use toasoan::ui::screen::plan::{self, units};
use toasoan::ui::{Effect, Route};

use super::window::Window;

const CAN_THO: &str = include_str!("../../../assets/units/can-tho-2025.tsv");

fn tell(window: &mut Window, message: units::Message) {
    window.send(Message::Plan(plan::Message::Units(message)));
}

fn paste(window: &mut Window, list: &str) {
    tell(window, units::Message::Pasted(Some(list.to_owned())));
}

fn set(window: &mut Window, change: impl Fn(&mut Plan)) {
    let mut plan = window.newsroom().plan().clone();
    change(&mut plan);
    window.effect(Effect::Apply(Command::SetRecord { record: plan.into(), is_typing: false }));
}

fn on_disk(window: &Window) -> Plan {
    Workspace::open(window.root()).expect("the workspace opens").plan
}

#[test]
fn a_hundred_units_are_pasted_edited_removed_and_taken_back() {
    use units::{Field, Message as Units};
    let mut window = Window::on_sample();
    set(&mut window, |plan| plan.year = 2026);
    let before = window.newsroom().plan().clone();
    window.effect(Effect::Open(Route::Home));
    assert!(window.shows("Kế hoạch thiếu địa bàn"));
    window.click("Mở bảng địa bàn");
    assert!(window.shows("Ninh Kiều") && window.shows("30/06/2025"));

    // The preview changes nothing yet.
    let list = CAN_THO.split_once('\n').expect("the line of the source").1;
    paste(&mut window, &format!("{list}thành phố\tSóc Trăng\t01/07/2025\n"));
    assert!(window.shows("103 đơn vị mới · 1 dòng chưa hiểu, để lại"));
    assert!(window.shows("thành phố | Sóc Trăng | 01/07/2025") && window.shows("phường Ninh Kiều"));
    assert_eq!(*window.newsroom().plan(), before);
    window.click("Thôi");
    assert!(!window.shows("103 đơn vị mới · 1 dòng chưa hiểu, để lại"));
    paste(&mut window, list);
    window.click("Nhận 103 dòng");
    let pasted = window.newsroom().plan().clone();
    assert_eq!(pasted.localities.len(), 112);
    assert!(window.shows("Đã nhận 103 đơn vị vào kế hoạch."));
    window.save();
    assert_eq!(on_disk(&window), pasted);
    // What is there is not taken twice.
    paste(&mut window, list);
    assert!(window.shows("103 đơn vị đã có"));
    tell(&mut window, Units::Dismissed);
    paste(&mut window, "Tên\tĐiện thoại\nPhường Cái Khế\t0292 3 820 000");
    assert!(window.shows("1 đơn vị đổi") && window.shows("Đổi: Liên hệ"));
    window.click("Nhận 1 dòng");

    // Search without diacritics; edit in place; each burst of typing is one undo.
    tell(&mut window, Units::Searched("cai khe".into()));
    assert!(window.shows("Cái Khế") && window.shows("1/112") && !window.shows("An Bình"));
    window.click("Cái Khế");
    for name in ["Cái Khế ", "Cái Khế M", "Cái Khế Mới"] {
        tell(&mut window, Units::Typed(Field::Name, name.into()));
    }
    tell(&mut window, Units::KindChosen(LocalityKind::Commune));
    tell(&mut window, Units::ParentChosen(Some("xa-phong-dien".into())));
    let unit =
        |window: &Window| window.newsroom().plan().locality("phuong-cai-khe").cloned().expect("the unit");
    let seen = unit(&window);
    assert_eq!(
        (seen.full_name().as_str(), seen.parent.as_deref()),
        ("xã Cái Khế Mới", Some("xa-phong-dien"))
    );
    assert_eq!(seen.contact, "0292 3 820 000");
    for name in ["Cái Khế Mới", "Cái Khế Mới", "Cái Khế"] {
        window.effect(Effect::Undo);
        assert_eq!(unit(&window).name, name);
    }

    // What names it is said before it goes.
    tell(&mut window, Units::Searched(String::new()));
    tell(&mut window, Units::Chosen("xa-phong-dien".into(), Field::Name));
    set(&mut window, |plan| {
        let ward = plan.localities.iter_mut().find(|unit| unit.id == "phuong-cai-khe").expect("the ward");
        ward.parent = Some("xa-phong-dien".into());
    });
    window.click("Bỏ khỏi kế hoạch");
    assert!(window.shows("Còn nơi nhắc đến") && window.shows("phường Cái Khế (trực thuộc)"));
    window.click("Thôi");
    assert!(window.newsroom().plan().locality("xa-phong-dien").is_some());
    window.click("Bỏ khỏi kế hoạch");
    window.click("Vẫn bỏ");
    assert!(window.shows("Đã bỏ xã Phong Điền khỏi kế hoạch."));
    let plan = window.newsroom().plan();
    assert_eq!((plan.localities.len(), plan.locality("xa-phong-dien"), plan.check().len()), (111, None, 0));
    // All the way back.
    for _ in 0..4 {
        window.effect(Effect::Undo);
    }
    assert_eq!(*window.newsroom().plan(), before);
    window.save();
    assert_eq!(on_disk(&window), before);
}

#[test]
fn the_city_s_own_units_are_taken_in_one_step() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Units));
    let offer = "Lấy 103 đơn vị của Cần Thơ từ 1/7/2025";
    assert!(!window.shows(offer), "the year 2014 has its districts");
    set(&mut window, |plan| plan.year = 2026);
    let before = window.newsroom().plan().clone();
    window.click(offer);
    assert_eq!(window.newsroom().plan().localities.len(), 112);
    assert!(!window.shows(offer));
    window.effect(Effect::Undo);
    assert_eq!(*window.newsroom().plan(), before);
}

#[test]
fn a_field_that_cannot_be_read_keeps_the_units_old_value() {
    use units::{Field, Message as Units};
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Units));
    let before = window.newsroom().plan().clone();
    tell(&mut window, Units::Chosen("o-mon".into(), Field::To));
    for (field, text, fault, kept) in [
        (Field::Name, " ", "ghi tên đơn vị", "Ô Môn"),
        (Field::To, "31/2/2025", "ngày ghi như 01/07/2025, hoặc để trống", "30/06/2025"),
        (Field::From, "1/7/2025", "ngày bắt đầu đứng sau ngày kết thúc", "để trống"),
    ] {
        tell(&mut window, Units::Typed(field, text.into()));
        assert!(window.shows(&format!("Chưa lưu ô này: {fault}. Vẫn dùng giá trị cũ: {kept}.")), "{fault}");
        assert_eq!(*window.newsroom().plan(), before, "{fault}");
    }
    // The other fields count, and the bad texts stay when another row is chosen.
    tell(&mut window, Units::Typed(Field::Contact, "0292 3 860 000".into()));
    tell(&mut window, Units::Chosen("co-do".into(), Field::Name));
    window.save();
    assert_eq!(on_disk(&window).locality("o-mon").expect("the district").contact, "0292 3 860 000");
    tell(&mut window, Units::Chosen("o-mon".into(), Field::Name));
    assert!(window.shows("Chưa lưu ô này: ghi tên đơn vị. Vẫn dùng giá trị cũ: Ô Môn."));
    // Leaving asks about them.
    window.send(Message::Window(iced::window::Id::unique(), iced::window::Event::CloseRequested));
    window.wait_until_shown("Kế hoạch còn ô chưa đúng");
    assert!(window.shows("Tên của Ô Môn, Từ ngày của Ô Môn, Đến ngày của Ô Môn"));
    window.click("Về Kế hoạch để sửa");
    tell(&mut window, Units::Typed(Field::Name, "Ô Môn cũ".into()));
    assert_eq!(window.newsroom().plan().locality("o-mon").expect("the district").name, "Ô Môn cũ");
}

#[test]
fn agencies_are_found_added_edited_and_removed() {
    use units::{Field, Message as Units, Table};
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Units));
    let before = window.newsroom().plan().clone();
    window.click("Cơ quan");
    tell(&mut window, Units::Searched("tu phap".into()));
    window.click("Sở Tư pháp");
    assert!(window.shows("IV.1.b (phối hợp); IV.1.b (thống nhất)"));
    window.click("Bỏ khỏi kế hoạch");
    assert!(window.shows("Còn nơi nhắc đến"));
    window.click("Vẫn bỏ");
    assert_eq!(window.newsroom().plan().agency("so-tu-phap"), None);
    window.effect(Effect::Undo);
    tell(&mut window, Units::TableChosen(Table::Agencies));
    window.click("Thêm cơ quan");
    tell(&mut window, Units::NewNamed("Sở Y tế".into()));
    window.click("Thêm");
    tell(&mut window, Units::Chosen("so-y-te".into(), Field::Short));
    tell(&mut window, Units::Typed(Field::Short, "SYT".into()));
    let agency = window.newsroom().plan().agency("so-y-te").cloned().expect("the agency");
    assert_eq!((agency.name.as_str(), agency.short.as_str()), ("Sở Y tế", "SYT"));
    // A line of the signature a field; one undo takes a burst of typing back.
    for (line, text) in [(0, "KT. GIÁM ĐỐ"), (0, "KT. GIÁM ĐỐC"), (1, "PHÓ GIÁM ĐỐC")] {
        tell(&mut window, Units::Typed(Field::Title(line), text.into()));
    }
    let title = |window: &Window| {
        let agency = window.newsroom().plan().agency("so-y-te").expect("the agency");
        agency.letterhead.signer_title.clone()
    };
    assert_eq!(title(&window), "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC");
    window.save();
    assert_eq!(on_disk(&window), *window.newsroom().plan());
    window.effect(Effect::Undo);
    assert_eq!(title(&window), "KT. GIÁM ĐỐC");
    for _ in 0..3 {
        window.effect(Effect::Undo);
    }
    assert_eq!(*window.newsroom().plan(), before);
}

/// A drop-down of a hundred is searched by typing, without diacritics.
#[test]
fn a_long_list_is_searched_while_it_is_open() {
    use iced::keyboard::key::Named;
    use toasoan::ui::screen::calendar::{self, Menu};
    use units::{Field, Message as Units};
    let mut window = Window::on_sample();
    set(&mut window, |plan| plan.year = 2026);
    window.effect(Effect::Open(Route::Units));
    tell(&mut window, Units::RecordTaken);
    tell(&mut window, Units::Chosen("ninh-kieu".into(), Field::Name));
    let chosen = window.try_out(|screen| {
        let _ = screen.click("thành phố").expect("the parent's drop-down");
        let _ = screen.typewrite("xa cu lao dung");
        let _ = screen.tap_key(Named::Backspace);
        let _ = screen.tap_key(Named::Enter);
    });
    let is_meant = |message: &Message| matches!(message, Message::Plan(plan::Message::Units(Units::ParentChosen(Some(id)))) if id == "xa-cu-lao-dung");
    assert!(chosen.iter().any(is_meant), "{chosen:?}");

    window.effect(Effect::Open(Route::Calendar(None)));
    window.send(Message::Calendar(calendar::Message::MenuToggled(Menu::All)));
    assert!(window.shows("Quận Ninh Kiều") && window.shows("Quận Cái Răng"));
    window.send(Message::Calendar(calendar::Message::UnitSearched("cai rang".into())));
    assert!(window.shows("Phường Cái Răng") && !window.shows("Quận Ninh Kiều"));
}

/// Of a hundred localities only those in sight are drawn; scrolling brings the others.
#[test]
fn a_hundred_localities_are_scrolled_through_on_the_progress_screen() {
    use toasoan::ui::screen::progress::{self, View};
    let mut window = Window::on_sample();
    let plan = Plan::parse(include_str!("../../fixtures/plan-103-units.ron")).expect("the plan reads");
    let (first, last) = (&plan.localities[0], &plan.localities[102]);
    let names = [first, last].map(|unit| toasoan::fold::capital(&unit.full_name()));
    window.effect(Effect::Apply(Command::SetRecord { record: plan.clone().into(), is_typing: false }));
    window.effect(Effect::Open(Route::Progress));
    window.send(Message::Progress(progress::Message::ViewChosen(View::Bodies)));
    assert!(window.shows(&names[0]) && !window.shows(&names[1]));
    window.send(Message::Progress(progress::Message::Scrolled(2_800.0, 700.0)));
    assert!(!window.shows(&names[0]));
    window.send(Message::Progress(progress::Message::ViewChosen(View::Bodies)));
    assert!(window.shows(&names[0]));
    window.send(Message::Progress(progress::Message::Searched(toasoan::fold::fold(&last.name))));
    assert!(!window.shows(&names[0]) && window.shows(&names[1]), "{names:?}");
    window.send(Message::Progress(progress::Message::Searched("khong co".into())));
    assert!(window.shows("Không có tên nào như vậy."));
}

/// The progress screen names and groups those who owe slots of their own as the plan has them.
#[test]
fn kinds_of_places_and_agencies_are_groups_of_the_progress_screen() {
    use toasoan::ui::screen::progress::{self, View};
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Progress));
    window.send(Message::Progress(progress::Message::ViewChosen(View::Bodies)));
    assert!(window.shows("Theo địa bàn") && window.shows("Quận Ninh Kiều") && !window.shows("5 quận"));

    set(&mut window, |plan| {
        let activity = |id: &str| plan.activities.iter().position(|one| one.id == id).expect("an activity");
        let (radio, portal) = (activity("truyen-thanh"), activity("cong-thong-tin"));
        plan.activities[radio].kinds = vec![LocalityKind::UrbanDistrict];
        plan.activities[portal].cadence = Cadence::Quarterly;
        plan.activities[portal].per_agency = vec!["so-tu-phap".into(), "so-khdt".into()];
    });
    assert!(window.shows("Theo đơn vị") && !window.shows("Theo địa bàn"));
    for group in ["5 quận", "4 huyện", "2 cơ quan", "Sở Tư pháp"] {
        assert!(window.shows(group), "{group}");
    }
}

#[test]
fn an_agency_has_approval_steps_of_its_own() {
    use units::{Change, Field, Message as Units, Table};
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Units));
    tell(&mut window, Units::TableChosen(Table::Agencies));
    // The card of one just added is open.
    tell(&mut window, Units::NewAsked);
    tell(&mut window, Units::NewNamed("Sở Công Thương".into()));
    tell(&mut window, Units::NewAdded);
    assert!(window.shows("Sở Công Thương") && window.shows("Các bước duyệt văn bản của cơ quan này"));
    window.effect(Effect::Undo);
    tell(&mut window, Units::Chosen("so-tu-phap".into(), Field::Name));
    assert!(window.shows("Các bước duyệt văn bản của cơ quan này"));
    for name in ["Văn phòng", "Giám đốc"] {
        tell(&mut window, Units::Typed(Field::NewStep, name.into()));
        tell(&mut window, Units::StepChanged(Change::Added));
    }
    let steps = |window: &Window| -> Vec<(String, Option<u32>, Option<String>)> {
        let agency = window.newsroom().plan().agency("so-tu-phap").expect("the agency");
        let step = |step: &toasoan::plan::ApprovalStep| (step.name.clone(), step.days, step.agency.clone());
        agency.approvals.iter().map(step).collect()
    };
    tell(&mut window, Units::Typed(Field::StepDays(1), "ba".into()));
    assert!(
        window.shows(
            "Chưa lưu ô này: số ngày là số từ 1 đến 1000, hoặc để trống. Vẫn dùng giá trị cũ: để trống."
        )
    );
    tell(&mut window, Units::Typed(Field::StepDays(1), "3".into()));
    tell(&mut window, Units::Typed(Field::Step(0), "Chánh Văn phòng".into()));
    tell(&mut window, Units::StepChanged(Change::Agency(0, Some("so-noi-vu".into()))));
    tell(&mut window, Units::StepChanged(Change::Moved { at: 1, is_down: false }));
    let expected = vec![
        ("Giám đốc".to_owned(), Some(3), None),
        ("Chánh Văn phòng".to_owned(), None, Some("so-noi-vu".to_owned())),
    ];
    assert_eq!(steps(&window), expected);
    tell(&mut window, Units::StepChanged(Change::Removed(0)));
    assert_eq!(steps(&window).len(), 1);
    window.effect(Effect::Undo);
    assert_eq!(steps(&window), expected);
}

#[test]
fn a_day_that_leaves_airings_over_waits_until_they_were_seen() {
    use units::{Field, Message as Units};
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Units));
    let before = window.newsroom().plan().clone();
    tell(&mut window, Units::Chosen("ninh-kieu".into(), Field::To));
    tell(&mut window, Units::Typed(Field::To, "31/1/2014".into()));
    assert_eq!(*window.newsroom().plan(), before, "nothing happens before the answer");
    assert!(window.shows(
        "Chưa lưu ô này: đổi như thế thì có lần phát không còn kỳ, bấm Enter để xem. Vẫn dùng giá trị cũ: 30/06/2025."
    ));
    assert!(!window.shows("Vẫn đổi"));
    tell(&mut window, Units::Submitted(Field::To));
    assert!(window.shows("Vẫn đổi") && *window.newsroom().plan() == before);
    window.click("Thôi");
    assert_eq!(*window.newsroom().plan(), before);
    assert!(!window.shows("Vẫn đổi") && window.shows("30/06/2025"));

    tell(&mut window, Units::Typed(Field::To, "31/1/2014".into()));
    tell(&mut window, Units::Submitted(Field::To));
    window.click("Vẫn đổi");
    let end = |window: &Window| window.newsroom().plan().locality("ninh-kieu").expect("the unit").valid_to;
    assert_eq!(end(&window).map(|day| day.to_string()).as_deref(), Some("2014-01-31"));
    window.effect(Effect::Undo);
    assert_eq!(*window.newsroom().plan(), before);
    // A day that leaves nothing over is taken as it is typed.
    tell(&mut window, Units::Typed(Field::To, "31/12/2025".into()));
    assert_eq!(end(&window).map(|day| day.to_string()).as_deref(), Some("2025-12-31"));
}

/// With a hundred localities every screen opens, and each list of them is searched.
#[test]
fn a_plan_of_a_hundred_localities_opens_on_every_screen() {
    use toasoan::ui::Selection;
    use toasoan::ui::screen::settings;
    let mut window = Window::on_sample();
    let plan = Plan::parse(include_str!("../../fixtures/plan-103-units.ron")).expect("the plan reads");
    window.effect(Effect::Apply(Command::SetRecord { record: plan.clone().into(), is_typing: false }));
    for (route, words) in [
        (Route::Home, "Tổng quan"),
        (Route::Calendar(None), "Lịch"),
        (Route::Pieces, "Bài"),
        (Route::Posters, "Pano"),
        (Route::Progress, "Tiến độ"),
        (Route::Plan(None), "Kế hoạch"),
        (Route::Units, "Địa bàn và cơ quan"),
        (Route::Settings, "Thiết lập"),
    ] {
        window.effect(Effect::Open(route.clone()));
        assert!(window.shows(words), "{route:?}");
    }
    // The settings of single localities.
    assert!(window.shows("Hiện 12 trong 103 địa bàn; tìm theo tên để sửa địa bàn khác."));
    let last = plan.localities[102].full_name();
    assert!(!window.shows(&last));
    window.send(Message::Settings(settings::Message::LocalSearched(toasoan::fold::fold(&last))));
    assert!(window.shows(&last));
    // A hundred empty slots of a week: a few are named.
    let slot = toasoan::plan::SlotId(format!("truyen-thanh/{}-W10@{}", plan.year, plan.localities[0].id));
    window.effect(Effect::Open(Route::Calendar(Some(Selection::Slot(slot)))));
    assert!(window.shows("Địa bàn còn trống: 103/103") && window.shows("và 79 địa bàn nữa"));
}
