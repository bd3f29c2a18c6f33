//! The settings screen: an invalid field does not affect the others.

use chrono::{Datelike, Weekday};
use iced::window;
use toasoan::app::Message;
use toasoan::newsroom::{Command, Newsroom};
use toasoan::plan::{Settings, SlotId};
use toasoan::store::Workspace;
use toasoan::ui::screen::settings::{self, OfficeField, StepField};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn type_in(window: &mut Window, message: settings::Message) {
    window.send(Message::Settings(message));
}

fn on_disk(window: &Window) -> Settings {
    Workspace::open(window.root()).expect("the workspace opens").settings
}

fn close(window: &mut Window) {
    window.send(Message::Window(window::Id::unique(), window::Event::CloseRequested));
}

/// The error message for an invalid field.
fn remark(fault: &str, kept: &str) -> String {
    format!("Chưa lưu ô này: {fault}. Vẫn dùng giá trị cũ: {kept}.")
}

const MINUTES: &str = "số phút là số từ 1 đến 1440 (một ngày)";
const RATE: &str = "số tiếng mỗi phút là số từ 1 đến 1000";

/// The index of an activity's programme.
fn line(window: &Window, activity: &str) -> usize {
    let mut activities = window.newsroom().plan().activities.iter();
    activities.position(|other| other.id == activity).expect("the activity")
}

#[test]
fn a_field_that_cannot_be_read_keeps_its_old_value_and_holds_up_no_other() {
    use settings::Message as SettingsMessage;
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Settings));
    let before = window.newsroom().settings().clone();
    let (talk, forum) = (line(&window, "chuyen-muc-cchc"), line(&window, "dien-dan-bao"));
    // Invalid text, error, and the value that stays.
    for (message, fault, kept) in [
        (SettingsMessage::RateChanged(String::new()), RATE, "240"),
        (SettingsMessage::PresenterRated(0, "nhanh".into()), RATE, "200"),
        (SettingsMessage::PresenterNamed(0, "  ".into()), "ghi họ tên, hoặc bỏ dòng này", "Quốc Huy"),
        (
            SettingsMessage::WorkingDateChanged("31/2/2014".into()),
            "ngày ghi như 18/3/2014, hoặc để trống",
            "18/03/2014",
        ),
        (SettingsMessage::TimeChanged(talk, "tối".into()), "giờ ghi như 19:45", "19:45"),
        (SettingsMessage::MinutesChanged(talk, "0".into()), MINUTES, "15"),
        (SettingsMessage::MinutesChanged(talk, "1441".into()), MINUTES, "15"),
        (
            SettingsMessage::StepChanged(0, StepField::Name(String::new())),
            "ghi tên bước, hoặc bỏ bước này",
            &before.approvals[0].name,
        ),
    ] {
        type_in(&mut window, message);
        assert!(window.shows(&remark(fault, kept)), "{fault}");
        assert_eq!(*window.newsroom().settings(), before, "{fault}");
    }
    type_in(&mut window, SettingsMessage::OfficeChanged(OfficeField::Signer, "Trần Thị Lan".into()));
    type_in(&mut window, SettingsMessage::EditorChanged(forum, "Minh".into()));
    type_in(&mut window, SettingsMessage::EditorChanged(talk, "Hạnh".into()));
    window.save();
    let mut expected = before.clone();
    expected.office.signer = "Trần Thị Lan".into();
    for (activity, editor) in [("dien-dan-bao", "Minh"), ("chuyen-muc-cchc", "Hạnh")] {
        let programme = expected.programmes.iter_mut().find(|programme| programme.activity == activity);
        editor.clone_into(&mut programme.expect("the sample has its programme").editor);
    }
    assert_eq!(on_disk(&window), expected);
    // Once corrected, the field counts.
    type_in(&mut window, SettingsMessage::RateChanged("210".into()));
    window.save();
    assert_eq!(on_disk(&window).syllables_per_minute, 210);
}

#[test]
fn leaving_asks_about_a_field_that_cannot_be_read() {
    let mut window = Window::on_sample();
    type_in(&mut window, settings::Message::RateChanged("nhanh".into()));
    type_in(&mut window, settings::Message::OfficeChanged(OfficeField::Signer, "Trần Thị Lan".into()));
    close(&mut window);
    window.wait_until_shown("Thiết lập còn ô chưa đúng");
    window.wait_until_shown("Tốc độ đọc của mọi người khác");
    window.click("Về Thiết lập để sửa");
    window.wait_until_gone("Thiết lập còn ô chưa đúng");
    assert!(window.shows(&remark(RATE, "240")));
    close(&mut window);
    window.click("Bỏ ô này và đóng");
    window.wait_until("the window goes", |app| app.is_saved() && !app.is_leaving());
    assert!(!window.shows(&remark(RATE, "240")));
    let settings = on_disk(&window);
    assert_eq!((settings.office.signer.as_str(), settings.syllables_per_minute), ("Trần Thị Lan", 240));
}

/// "KT. GIÁM ĐỐC" and "PHÓ GIÁM ĐỐC" stand on lines of their own, all of them in sight.
#[test]
fn each_line_over_the_signature_has_its_field() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Settings));
    let title = |window: &Window| window.newsroom().settings().office.signer_title.clone();
    assert_eq!(title(&window), "GIÁM ĐỐC");
    for (line, text, expected) in [
        (0, "KT. GIÁM ĐỐC", "KT. GIÁM ĐỐC"),
        (1, "PHÓ ", "KT. GIÁM ĐỐC\nPHÓ "),
        (1, "PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
        (0, "", "PHÓ GIÁM ĐỐC"),
        (1, "TRƯỞNG PHÒNG", "PHÓ GIÁM ĐỐC\nTRƯỞNG PHÒNG"),
    ] {
        type_in(&mut window, settings::Message::OfficeChanged(OfficeField::SignerTitle(line), text.into()));
        assert_eq!(title(&window), expected);
        assert!(expected.lines().all(|line| window.shows(line)), "{expected}");
    }
    let filing = "Lưu: VT, CCHC";
    type_in(&mut window, settings::Message::OfficeChanged(OfficeField::Filing, filing.into()));
    window.save();
    let office = on_disk(&window).office;
    assert_eq!((office.signer_title.lines().count(), office.filing.as_str()), (2, filing));
}

/// Another window's settings are taken in while a field is invalid.
#[test]
fn a_bad_field_stays_while_others_settings_come_in() {
    let mut mine = Window::on_sample();
    let mut colleague = Window::beside(&mine);
    mine.effect(Effect::Open(Route::Settings));
    type_in(&mut mine, settings::Message::RateChanged("nhanh".into()));
    type_in(&mut colleague, settings::Message::RateChanged("200".into()));
    type_in(&mut colleague, settings::Message::OfficeChanged(OfficeField::Signer, "Minh".into()));
    colleague.save();
    mine.send(Message::FilesChanged);
    let came = |newsroom: &Newsroom| newsroom.settings().office.signer == "Minh";
    mine.wait_until("the settings come in", |app| app.newsroom().is_some_and(came));
    assert!(mine.shows(&remark(RATE, "200")));
    type_in(&mut mine, settings::Message::OfficeChanged(OfficeField::Place, "Cần Thơ".into()));
    mine.save();
    let settings = on_disk(&mine);
    assert_eq!((settings.office.signer.as_str(), settings.syllables_per_minute), ("Minh", 200));
}

/// Each district has its own day, hour, length and editor; what it leaves out is as for all.
#[test]
fn a_district_has_its_own_day_hour_and_editor() {
    use settings::{LocalField, Message as SettingsMessage};
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Settings));
    assert!(window.shows("Riêng từng địa bàn") && window.shows("quận Ô Môn"));
    let text =
        |window: &Window| std::fs::read_to_string(window.root().join("settings.ron")).expect("settings");
    let comments = text(&window).matches("//").count();
    let before = window.newsroom().settings().clone();
    let place = |window: &Window, locality: &str| {
        let plan = window.newsroom().plan();
        let localities = plan.localities.len();
        let mut local = plan.activities.iter().filter(|activity| activity.per_locality);
        let activity = local.position(|activity| activity.id == "truyen-thanh").expect("the radios");
        activity * localities + plan.localities.iter().position(|one| one.id == locality).expect("a district")
    };
    let (o_mon, co_do) = (place(&window, "o-mon"), place(&window, "co-do"));
    type_in(&mut window, SettingsMessage::LocalChanged(o_mon, LocalField::Time("sáng sớm".into())));
    assert!(window.shows(&remark("giờ ghi như 19:45", "để trống")));
    assert_eq!(*window.newsroom().settings(), before);
    for field in [LocalField::Weekday(Some(Weekday::Thu)), LocalField::Editor("Trần Văn Bảy".into())] {
        type_in(&mut window, SettingsMessage::LocalChanged(o_mon, field));
    }
    type_in(&mut window, SettingsMessage::LocalChanged(co_do, LocalField::Minutes(String::new())));
    window.save();
    let slot = SlotId("truyen-thanh/2014-W20@o-mon".into());
    let settings = on_disk(&window);
    let programme = settings.programme_of(&slot).expect("a programme");
    let seen = (programme.weekday, programme.time, programme.minutes, programme.editor.as_str());
    let general = settings.programme("truyen-thanh").expect("the common one");
    assert_eq!(seen, (Some(Weekday::Thu), general.time, general.minutes, "Trần Văn Bảy"));
    assert_eq!(settings.localities.len(), before.localities.len() + 1);
    assert_eq!(text(&window).matches("//").count(), comments, "comments stay");
    // Leaving asks about the field that cannot be read, by its place.
    close(&mut window);
    assert!(window.shows("Giờ của Truyền thanh quận, huyện ở quận Ô Môn"));
    window.send(Message::Dismiss);

    // The slot's day follows, and a new piece for it takes its editor.
    let view = window.newsroom().obligations().get(&slot).expect("the slot").clone();
    assert_eq!(view.date.map(|date| date.weekday()), Some(Weekday::Thu));
    let city = SlotId("truyen-thanh/2014-W20@thot-not".into());
    for (slots, editor) in
        [(vec![slot.clone()], Some("Trần Văn Bảy")), (vec![city.clone()], None), (vec![slot, city], None)]
    {
        let known = window.newsroom().pieces().len();
        window.effect(Effect::BeginPiece { activity: "truyen-thanh".into(), slots, is_opened: false });
        assert_eq!(window.newsroom().pieces().len(), known + 1);
        let piece = window.newsroom().pieces().last().expect("the new piece");
        assert_eq!(piece.header.person("Biên tập"), editor);
    }

    // All as for everyone again: nothing is left in the file.
    let clear = |field| SettingsMessage::LocalChanged(o_mon, field);
    for field in
        [LocalField::Weekday(None), LocalField::Time(String::new()), LocalField::Editor(String::new())]
    {
        type_in(&mut window, clear(field));
    }
    window.save();
    assert!(on_disk(&window).localities.iter().all(|local| local.locality != "o-mon"));
}

#[test]
fn the_years_announced_days_are_typed_pasted_and_computed() {
    use settings::{HolidayField, HolidayKind, Message as SettingsMessage};
    let mut window = Window::on_sample();
    let plan = window.newsroom().plan().for_year(2027);
    let empty = Settings { holidays: Vec::new(), ..window.newsroom().settings().clone() };
    window.effect(Effect::Apply(Command::All(vec![
        Command::SetRecord { record: plan.into(), is_typing: false },
        Command::SetRecord { record: empty.into(), is_typing: false },
    ])));
    let said = |window: &Window| -> Vec<String> {
        let days = window.newsroom().settings().holidays.iter();
        days.map(|day| format!("{} {} {}", day.date.format("%-d/%-m"), day.name, day.day_off)).collect()
    };
    type_in(&mut window, SettingsMessage::UsualHolidaysAsked);
    let usual = [
        "4/2 Nghỉ Tết Nguyên đán true",
        "9/2 Nghỉ bù Tết Nguyên đán true",
        "10/2 Nghỉ bù Tết Nguyên đán true",
        "3/5 Nghỉ bù Quốc tế Lao động true",
        "3/9 Nghỉ Quốc khánh true",
    ];
    assert_eq!(said(&window), usual);
    let list = "8/5\tlàm bù\n4/5 nghỉ hoán đổi\n4/2 nghỉ\nkhông rõ";
    type_in(&mut window, SettingsMessage::HolidaysPasted(Some(list.into())));
    assert_eq!(said(&window)[4..6], ["4/5 Nghỉ hoán đổi true", "8/5 Làm bù false"]);
    assert_eq!(said(&window).len(), 7, "a day that has a line keeps it");
    // 8 May 2027 is a Saturday.
    let is_off = |window: &Window, text: &str| {
        toasoan::calendar::is_day_off(text.parse().expect("a day"), &window.newsroom().settings().holidays)
    };
    assert!(!is_off(&window, "2027-05-08") && is_off(&window, "2027-05-04"));

    type_in(&mut window, SettingsMessage::HolidayAdded);
    type_in(&mut window, SettingsMessage::HolidayChanged(7, HolidayField::Date("hôm nào".into())));
    type_in(&mut window, SettingsMessage::HolidayChanged(7, HolidayField::Name("Thành lập Sở".into())));
    assert_eq!(said(&window).len(), 7, "without a day it is no line of the settings yet");
    type_in(&mut window, SettingsMessage::HolidayChanged(7, HolidayField::Date("20/10".into())));
    type_in(&mut window, SettingsMessage::HolidayChanged(7, HolidayField::Kind(HolidayKind::Mark)));
    assert_eq!(said(&window)[7], "20/10 Thành lập Sở false");
    type_in(&mut window, SettingsMessage::HolidayRemoved(0));
    assert_eq!(said(&window).len(), 7);
    window.effect(Effect::Undo);
    assert_eq!(said(&window).len(), 8);
    window.save();
    assert_eq!(on_disk(&window).holidays, window.newsroom().settings().holidays);
}

#[test]
fn the_day_from_which_obligations_count_is_set_and_unset() {
    use settings::Message as SettingsMessage;
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Settings));
    let owed = |window: &Window| window.newsroom().obligations().slots.len();
    let all = owed(&window);
    type_in(&mut window, SettingsMessage::StartChanged("18/3".into()));
    let from = chrono::NaiveDate::from_ymd_opt(2014, 3, 18);
    assert_eq!(window.newsroom().settings().start, from);
    let slots = &window.newsroom().obligations().slots;
    assert!(slots.len() < all && slots.iter().all(|view| Some(view.slot.to) >= from));
    type_in(&mut window, SettingsMessage::StartChanged("tháng ba".into()));
    assert!(window.shows(&remark("ngày ghi như 18/3/2014, hoặc để trống", "18/3")));
    type_in(&mut window, SettingsMessage::StartChanged(String::new()));
    assert_eq!(owed(&window), all);
    window.save();
    assert_eq!(on_disk(&window).start, None);
}

#[test]
fn a_step_has_activities_an_agency_days_and_may_be_asked_beside_another() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Settings));
    let step = |window: &Window| window.newsroom().settings().approvals[1].clone();
    let before = step(&window);
    window.send(Message::Settings(settings::Message::StepOpened(1)));
    for field in [
        StepField::Agency(Some("so-noi-vu".into())),
        StepField::Days("3".into()),
        StepField::IsParallel(true),
        StepField::Activity("tieu-pham".into()),
        StepField::Activity("khao-sat".into()),
    ] {
        type_in(&mut window, settings::Message::StepChanged(1, field));
    }
    let expected = toasoan::plan::ApprovalStep {
        agency: Some("so-noi-vu".into()),
        days: Some(3),
        is_parallel: true,
        activities: vec!["tieu-pham".into(), "khao-sat".into()],
        ..before.clone()
    };
    assert_eq!(step(&window), expected);
    window.save();
    assert_eq!(on_disk(&window).approvals[1], expected);
    type_in(&mut window, settings::Message::StepChanged(1, StepField::Days("mai".into())));
    assert!(window.shows(&remark("số ngày là số từ 1 đến 1000, hoặc để trống", "3")));
    assert_eq!(step(&window), expected);
    // None of it is in the file once it is taken back.
    for _ in 0..5 {
        window.effect(Effect::Undo);
    }
    assert_eq!(step(&window), before);
}

#[test]
fn people_are_kept_once_and_pasted_from_a_list() {
    use settings::{PersonField, StaffMessage};
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Settings));
    let before = window.newsroom().settings().people.clone();
    let say = |message| settings::Message::Staff(message);
    let at = before.len();
    type_in(&mut window, say(StaffMessage::Added));
    type_in(&mut window, say(StaffMessage::Changed(at, PersonField::Role("Biên tập".into()))));
    assert_eq!(window.newsroom().settings().people, before, "a person needs a name");
    // A name stands once: it is how steps and roles know the person.
    let known = before[0].name.clone();
    type_in(&mut window, say(StaffMessage::Changed(at, PersonField::Name(known.clone()))));
    assert_eq!(window.newsroom().settings().people, before);
    assert!(
        window.shows(&remark(
            "đã có người tên này; thêm chức danh hay đơn vị vào tên để phân biệt",
            "để trống"
        ))
    );
    type_in(&mut window, say(StaffMessage::Changed(at, PersonField::Name("Lâm Thị Mới".into()))));
    type_in(&mut window, say(StaffMessage::Changed(at, PersonField::Agency(Some("bao-can-tho".into())))));
    let people = &window.newsroom().settings().people;
    assert_eq!(
        people.last().map(|one| (one.name.as_str(), one.agency.as_str(), one.role.as_str())),
        Some(("Lâm Thị Mới", "bao-can-tho", "Biên tập"))
    );

    let list = format!(
        "STT\tHọ và tên\tĐơn vị\tChức vụ\tSĐT\n1\t{known}\t\t\t0903 111 222\n2\tTạ Văn Ba\tsở nội vụ\tChuyên viên\t\n3\t\tSở X\t\t"
    );
    type_in(&mut window, say(StaffMessage::Pasted(Some(list))));
    assert!(window.shows(
        "Đã thêm 1 người, cập nhật 1 người; chưa hiểu: dòng 4: kế hoạch không có cơ quan “Sở X”; dòng 4 không có họ tên"
    ));
    let settings = window.newsroom().settings();
    let person = |name: &str| settings.person(name).expect("the person");
    assert_eq!(person(&known).phone, "0903 111 222");
    assert_eq!(person(&known).role, before[0].role, "what the list leaves empty stays");
    assert_eq!(
        (person("Tạ Văn Ba").agency.as_str(), person("Tạ Văn Ba").role.as_str()),
        ("so-noi-vu", "Chuyên viên")
    );
    window.save();
    assert_eq!(on_disk(&window).people.len(), before.len() + 2);
    window.effect(Effect::Undo);
    assert!(window.newsroom().settings().person("Tạ Văn Ba").is_none(), "one undo takes the list back");
}

#[test]
fn steps_before_an_airing_are_set_for_each_activity() {
    use settings::{ActivityChoice, TaskField, TaskMessage};
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Settings));
    let say = |message| settings::Message::Task(message);
    let choice = |id: &str| ActivityChoice { activity: id.into(), name: String::new() };
    let steps = |window: &Window, activity: &str| {
        let template = window.newsroom().settings().task_template(activity);
        let steps = template.map_or_else(Vec::new, |template| template.steps.clone());
        steps.iter().map(|step| (step.name.clone(), step.days_before, step.is_workdays)).collect::<Vec<_>>()
    };
    assert!(steps(&window, "truyen-thanh").is_empty());
    type_in(&mut window, say(TaskMessage::ActivityChosen(choice("truyen-thanh"))));
    assert!(window.shows("Hình thức này chưa có bước nào."));
    type_in(&mut window, say(TaskMessage::Added));
    assert!(steps(&window, "truyen-thanh").is_empty(), "a step needs a name");
    type_in(&mut window, say(TaskMessage::Changed(0, TaskField::Name("Thu thanh".into()))));
    type_in(&mut window, say(TaskMessage::Changed(0, TaskField::Days("2".into()))));
    type_in(&mut window, say(TaskMessage::Changed(0, TaskField::IsWorkdays(true))));
    type_in(&mut window, say(TaskMessage::Changed(0, TaskField::Days("hai".into()))));
    assert!(window.shows(&remark("số ngày trước khi phát là số từ 0 đến 366", "2")));
    assert_eq!(steps(&window, "truyen-thanh"), [("Thu thanh".to_owned(), 2, true)]);
    // One template of both: what is changed for one is changed for the other.
    type_in(&mut window, say(TaskMessage::Shared(choice("hoi-thi"))));
    type_in(&mut window, say(TaskMessage::Changed(0, TaskField::Days("3".into()))));
    assert_eq!(steps(&window, "hoi-thi"), [("Thu thanh".to_owned(), 3, true)]);
    assert_eq!(steps(&window, "hoi-thi"), steps(&window, "truyen-thanh"));
    assert!(window.shows("Dùng chung với:") && window.shows("Hội thi tìm hiểu CCHC"));
    window.save();
    let template = on_disk(&window).task_template("hoi-thi").cloned().expect("the template");
    assert_eq!(template.activities().collect::<Vec<_>>(), ["truyen-thanh", "hoi-thi"]);
    // On its own from now on.
    type_in(&mut window, say(TaskMessage::ActivityChosen(choice("hoi-thi"))));
    type_in(&mut window, say(TaskMessage::Parted));
    type_in(&mut window, say(TaskMessage::Changed(0, TaskField::Days("5".into()))));
    assert_eq!(steps(&window, "hoi-thi"), [("Thu thanh".to_owned(), 5, true)]);
    assert_eq!(steps(&window, "truyen-thanh"), [("Thu thanh".to_owned(), 3, true)]);
    type_in(&mut window, say(TaskMessage::Removed(0)));
    assert!(steps(&window, "hoi-thi").is_empty() && !steps(&window, "truyen-thanh").is_empty());
    // And the other way: an activity that is taken off has no steps.
    type_in(&mut window, say(TaskMessage::ActivityChosen(choice("truyen-thanh"))));
    type_in(&mut window, say(TaskMessage::Shared(choice("hoi-thi"))));
    type_in(&mut window, say(TaskMessage::Unshared("truyen-thanh".into())));
    assert!(steps(&window, "truyen-thanh").is_empty());
    assert_eq!(steps(&window, "hoi-thi"), [("Thu thanh".to_owned(), 3, true)]);
    window.effect(Effect::Undo);
    window.save();
    assert_eq!(on_disk(&window).task_template("truyen-thanh").map(|one| one.steps.len()), Some(1));
    // How much a week may hold.
    type_in(&mut window, settings::Message::Staff(settings::StaffMessage::LoadChanged("4".into())));
    assert_eq!(window.newsroom().settings().weekly_load, 4);
}

/// Reading a text aloud gives a voice its speed, which an undo takes back.
#[test]
fn a_voice_is_measured_by_reading() {
    use settings::{Message as SettingsMessage, WatchMessage};
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Settings));
    let before = window.newsroom().settings().presenters.clone();
    let mut watch = |message| type_in(&mut window, SettingsMessage::Watch(message));
    watch(WatchMessage::Opened(Some(0)));
    watch(WatchMessage::Started);
    watch(WatchMessage::Stopped);
    // Nobody reads that fast.
    watch(WatchMessage::Taken);
    assert_eq!(window.newsroom().settings().presenters, before);
    let mut watch = |message| type_in(&mut window, SettingsMessage::Watch(message));
    watch(WatchMessage::Opened(Some(0)));
    watch(WatchMessage::SecondsChanged("45,5".into()));
    watch(WatchMessage::Taken);
    let after = window.newsroom().settings().presenters.clone();
    let rate = after[0].syllables_per_minute;
    assert!((150..=260).contains(&rate) && rate != before[0].syllables_per_minute, "{rate}");
    assert_eq!(after[1..], before[1..]);
}
