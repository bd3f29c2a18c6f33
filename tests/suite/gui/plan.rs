//! The plan made and changed in the window.

use std::rc::Rc;
use std::sync::Arc;

use iced::widget::text_editor::{Action, Edit};
use iced::window;
use toasoan::app::Message;
use toasoan::piece::Piece;
use toasoan::plan::{Format, Hue, Medium, Plan, Rule, Settings};
use toasoan::store::Workspace;
use toasoan::ui::screen::plan::Message as PlanMessage;
use toasoan::ui::screen::plan::edit::{Change, Choice, Kind, Line, List, Message as Act, Role, RuleKind};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn act(window: &mut Window, message: Act) {
    window.send(Message::Plan(PlanMessage::Edit(message)));
}

fn type_in(window: &mut Window, line: Line, text: &str) {
    act(window, Act::Typed(line, text.into()));
}

/// Pastes into a text of several lines.
fn write(window: &mut Window, line: Line, text: &str) {
    act(window, Act::Wrote(line, Action::Edit(Edit::Paste(Arc::new(text.into())))));
}

fn choose(window: &mut Window, at: usize, choices: &[Choice]) {
    for choice in choices {
        act(window, Act::Chosen(at, *choice));
    }
}

fn add_activity(window: &mut Window, name: &str) -> usize {
    act(window, Act::ActivityNamed(name.into()));
    act(window, Act::ActivityAdded);
    window.newsroom().plan().activities.len() - 1
}

fn editing(mut window: Window) -> Window {
    window.effect(Effect::Open(Route::Plan(None)));
    window.click("Sửa");
    window
}

fn place(window: &Window, activity: &str) -> usize {
    let mut activities = window.newsroom().plan().activities.iter();
    activities.position(|one| one.id == activity).expect("the activity")
}

fn pieces(window: &Window) -> Vec<Piece> {
    window.newsroom().pieces().cloned().collect()
}

#[test]
fn a_blank_plan_becomes_a_citys_plan_and_is_taken_back_to_blank() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder for the test"));
    let blank = Plan {
        schema: Plan::SCHEMA,
        year: 2027,
        city: "Hải Phòng".into(),
        name: "Mới".into(),
        ..Plan::default()
    };
    let _ =
        Workspace::create(folder.path().join("bản mẫu"), &blank, &Settings::default()).expect("a workspace");
    let mut window = editing(Window::beside_folder(&folder));
    let units = blank.with_units(&blank.read_units("phường An Biên\nphường Gia Viên\nxã Vĩnh Bảo"));
    let (command, _) = window.newsroom().replan(units, false);
    window.effect(Effect::Apply(command));

    for (line, text) in [
        (Line::Name, "CCHC Hải Phòng 2027"),
        (Line::Number, "45/KH-UBND"),
        (Line::Date, "15/1/2027"),
        (Line::Issuer, "Ủy ban nhân dân thành phố Hải Phòng"),
        (Line::Signer, "Trần Thị Lan"),
    ] {
        type_in(&mut window, line, text);
    }
    write(&mut window, Line::Title, "Kế hoạch tuyên truyền\ncải cách hành chính năm 2027");
    write(&mut window, Line::Recipients, "Bộ Nội vụ\n\nLưu VT");
    for list in
        [List::Goals, List::Requirements, List::Audiences, List::Topics(0), List::Topics(0), List::Duties]
    {
        act(&mut window, Act::Added(list));
    }
    write(&mut window, Line::Requirement(0), "Đúng tiến độ.");
    write(&mut window, Line::Topic(0, 1), "Bộ thủ tục hành chính.");

    // Each with the slots of 2027 counted by hand: a year of 52 weeks, three units.
    let cases: [(&str, &[Choice], &str, usize, &str); 7] = [
        (
            "Tọa đàm truyền hình",
            &[Choice::Cadence(Change::Kind(Kind::PerMonth))],
            "2",
            24,
            "mỗi tháng hai kỳ → 24 kỳ",
        ),
        (
            "Truyền thanh cơ sở",
            &[Choice::Cadence(Change::Kind(Kind::Weekly)), Choice::PerLocality(true)],
            "",
            156,
            "hằng tuần, 3 địa bàn → 156 kỳ (52 × 3)",
        ),
        (
            "Diễn đàn báo",
            &[Choice::Cadence(Change::Kind(Kind::EveryWeeks))],
            "3",
            18,
            "ba tuần một lần → 18 kỳ",
        ),
        (
            "Đối thoại doanh nghiệp",
            &[
                Choice::Cadence(Change::Kind(Kind::Times)),
                Choice::Cadence(Change::From(4)),
                Choice::Cadence(Change::To(10)),
            ],
            "3",
            3,
            "ba lần từ tháng 4 đến tháng 10 → 3 kỳ",
        ),
        (
            "Ngày cải cách",
            &[
                Choice::Cadence(Change::Kind(Kind::On)),
                Choice::Cadence(Change::Month(5)),
                Choice::Cadence(Change::Day(19)),
            ],
            "",
            1,
            "ngày 19 tháng 5 → 1 kỳ",
        ),
        ("Tập huấn", &[Choice::Cadence(Change::Kind(Kind::EveryMonths))], "", 2, "sáu tháng một lần → 2 kỳ"),
        (
            "Tin trên cổng",
            &[Choice::Cadence(Change::Kind(Kind::AtLeastMonthly)), Choice::PerLocality(true)],
            "4",
            144,
            "mỗi tháng ít nhất bốn kỳ, 3 địa bàn → 144 kỳ (48 × 3)",
        ),
    ];
    for (name, choices, count, owed, words) in cases {
        let at = add_activity(&mut window, name);
        choose(&mut window, at, choices);
        if !count.is_empty() {
            type_in(&mut window, Line::Count(at), count);
        }
        let id = window.newsroom().plan().activities[at].id.clone();
        assert_eq!(window.newsroom().obligations().of_activity(&id).count(), owed, "{name}");
        assert!(window.shows(words), "{words}");
    }
    // Two names with one id, the rules in words, and the year's second half only.
    let at = add_activity(&mut window, "Tọa đàm: truyền hình");
    choose(
        &mut window,
        at,
        &[
            Choice::Cadence(Change::Kind(Kind::Quarterly)),
            Choice::Medium(Medium::Television),
            Choice::Live(true),
            Choice::Format(Format::Av),
            Choice::Hue(Hue::Live),
            Choice::Rule(RuleKind::ModelOfficial),
        ],
    );
    type_in(&mut window, Line::ModelMonths(at), "2");
    type_in(&mut window, Line::Starts(at), "1/7/2027");
    assert!(window.shows("mỗi quý một lần, bắt đầu từ ngày 01/07/2027 → 2 kỳ"));
    assert!(window.shows("Cứ hai tháng ít nhất một lần nêu gương cán bộ, công chức."));
    // It has no lead, which is said beside it.
    assert!(window.shows("Mục IV.8 chưa có cơ quan chủ trì. Hãy ghi cơ quan chủ trì của mục này."));

    window.save();
    let plan = Workspace::open(window.root()).expect("the workspace opens").plan;
    let activity = &plan.activities[at];
    assert_eq!((activity.id.as_str(), activity.clause.as_str()), ("toa-dam-truyen-hinh-2", "IV.8"));
    assert_eq!(activity.rules, [Rule::ModelOfficialEvery { months: 2 }]);
    assert_eq!(plan.title, "Kế hoạch tuyên truyền cải cách hành chính năm 2027");
    assert_eq!(plan.recipients, ["Bộ Nội vụ", "Lưu VT"]);
    assert_eq!(plan.audiences[0].topics[1].clause, "III.1.b");
    assert_eq!(plan.check().len(), plan.activities.len(), "only the leads are missing: {:?}", plan.check());

    while window.newsroom().can_undo() {
        window.effect(Effect::Undo);
    }
    assert_eq!(*window.newsroom().plan(), blank);
    assert!(window.shows("Kế hoạch chưa ban hành: chưa có số. Hãy bổ sung khi kế hoạch được ban hành."));
}

#[test]
fn a_field_of_the_plan_that_cannot_be_read_keeps_its_old_value() {
    let mut window = editing(Window::on_sample());
    let before = window.newsroom().plan().clone();
    let (talk, forum, skits) =
        (place(&window, "chuyen-muc-cchc"), place(&window, "dien-dan-bao"), place(&window, "tieu-pham"));
    let name = "ghi tên, hoặc bỏ cả mục";
    act(&mut window, Act::Opened(forum));
    for (line, text, fault, kept) in [
        (Line::Date, "31/2/2014", "ngày ghi như 24/12/2026, hoặc để trống", "24/12/2013"),
        (Line::Year, "20", "năm là số từ 1945 đến 2100", "2014"),
        (Line::Name, " ", name, "CCHC Cần Thơ 2014"),
        (Line::AudienceShort(0), "", name, "Cán bộ, công chức"),
        (Line::ActivityShort(forum), "", name, &before.activities[forum].short),
        (Line::Clause(forum), "", name, &before.activities[forum].clause),
        (Line::DutyClause(0), "", name, "V.1.a"),
    ] {
        type_in(&mut window, line, text);
        let remark = format!("Chưa lưu ô này: {fault}. Vẫn dùng giá trị cũ: {kept}.");
        assert!(window.shows(&remark), "{remark}");
        assert_eq!(*window.newsroom().plan(), before, "{fault}");
    }
    let date = "ngày ghi như 24/12/2026, hoặc để trống";
    for (at, fields) in [
        (
            talk,
            vec![
                (Line::Count(talk), "29", "ghi một số từ 1 đến 28", "2"),
                (Line::Starts(talk), "mai", date, "để trống"),
            ],
        ),
        (skits, vec![(Line::Count(skits), "", "ghi một số từ 1 đến 1000", "3")]),
    ] {
        act(&mut window, Act::Opened(at));
        for (line, text, fault, kept) in fields {
            type_in(&mut window, line, text);
            let remark = format!("Chưa lưu ô này: {fault}. Vẫn dùng giá trị cũ: {kept}.");
            assert!(window.shows(&remark), "{remark}");
            assert_eq!(*window.newsroom().plan(), before, "{fault}");
        }
    }
    // Leaving asks about them, by name.
    window.send(Message::Window(window::Id::unique(), window::Event::CloseRequested));
    assert!(window.shows("Kế hoạch còn ô chưa đúng"));
    window.click("Về Kế hoạch để sửa");
    assert!(!window.shows("Kế hoạch còn ô chưa đúng"));
    // They hold up no other field, and a burst of typing is one step.
    for text in ["1", "12", "128/KH-UBND"] {
        type_in(&mut window, Line::Number, text);
    }
    assert_eq!(window.newsroom().plan().number, "128/KH-UBND");
    window.effect(Effect::Undo);
    assert_eq!(*window.newsroom().plan(), before);
}

#[test]
fn a_change_of_the_cadence_takes_the_pieces_along_or_asks() {
    let mut window = editing(Window::on_sample());
    let (plan, before) = (window.newsroom().plan().clone(), pieces(&window));
    let talk = place(&window, "chuyen-muc-cchc");
    let slots = |window: &Window| -> Vec<String> {
        let airings = window.newsroom().pieces().flat_map(|piece| &piece.header.airings);
        airings.map(|airing| airing.slot.to_string()).collect()
    };
    let owed = |window: &Window| {
        let of = |slot: &&String| slot.starts_with("chuyen-muc-cchc/");
        let slots = slots(window);
        let known = |slot: &&String| {
            window.newsroom().obligations().get(&toasoan::plan::SlotId((*slot).clone())).is_some()
        };
        (slots.iter().filter(of).count(), slots.iter().filter(of).filter(known).count())
    };
    let (all, known) = owed(&window);
    assert!(all > 3 && all == known, "the sample's pieces: {all}, {known}");

    // Four a month, typed over the two: every piece follows, as one step.
    type_in(&mut window, Line::Count(talk), "");
    type_in(&mut window, Line::Count(talk), "4");
    assert_eq!(owed(&window), (all, all));
    assert_ne!(pieces(&window), before);
    window.effect(Effect::Undo);
    assert_eq!((window.newsroom().plan(), pieces(&window)), (&plan, before.clone()));

    // Once in January: the others have no slot.
    act(&mut window, Act::Chosen(talk, Choice::Cadence(Change::Kind(Kind::Months))));
    assert_eq!(*window.newsroom().plan(), plan, "nothing happens before the answer");
    assert!(window.shows("Vẫn đổi"));
    window.click("Thôi");
    assert!(!window.shows("Vẫn đổi"));
    assert_eq!((window.newsroom().plan(), pieces(&window)), (&plan, before.clone()));
    act(&mut window, Act::Chosen(talk, Choice::Cadence(Change::Kind(Kind::Months))));
    window.click("Vẫn đổi");
    let (left, known) = owed(&window);
    assert!(left == all && known < all, "no airing is lost");
    window.effect(Effect::Undo);
    assert_eq!((window.newsroom().plan(), pieces(&window)), (&plan, before.clone()));

    // Typed, it waits for Enter.
    type_in(&mut window, Line::Starts(talk), "1/12/2014");
    assert_eq!(*window.newsroom().plan(), plan);
    assert!(!window.shows("Vẫn đổi"));
    act(&mut window, Act::Submitted(Line::Starts(talk)));
    window.click("Vẫn đổi");
    assert!(window.newsroom().plan().activities[talk].starts.is_some());
    window.effect(Effect::Undo);
    assert_eq!((window.newsroom().plan(), pieces(&window)), (&plan, before));
}

#[test]
fn pieces_follow_the_numbers_of_topics_and_lists_are_put_in_order() {
    let mut window = editing(Window::on_sample());
    let (plan, before) = (window.newsroom().plan().clone(), pieces(&window));
    let naming = |window: &Window, short: &str| -> usize {
        let topics = window.newsroom().plan().audiences[1].topics.clone();
        let clause = topics.iter().find(|topic| topic.short == short).map(|topic| topic.clause.clone());
        let names =
            |piece: &&Piece| clause.as_ref().is_some_and(|clause| piece.header.topics.contains(clause));
        window.newsroom().pieces().filter(names).count()
    };
    let [first, second] = [0, 1].map(|at| plan.audiences[1].topics[at].short.clone());
    let (of_first, of_second) = (naming(&window, &first), naming(&window, &second));
    assert!(of_second > 0 && of_first != of_second);
    act(&mut window, Act::Moved { list: List::Topics(1), at: 0, is_down: true });
    assert_eq!(window.newsroom().plan().audiences[1].topics[0].short, second);
    assert_eq!(window.newsroom().plan().audiences[1].topics[0].clause, "III.2.a");
    assert_eq!((naming(&window, &first), naming(&window, &second)), (of_first, of_second));
    act(&mut window, Act::Removed(List::Topics(1), 1));
    assert_eq!((naming(&window, &first), naming(&window, &second)), (0, of_second));
    assert_eq!(window.newsroom().plan().audiences[1].topics.len() + 1, plan.audiences[1].topics.len());
    for _ in 0..2 {
        window.effect(Effect::Undo);
    }
    assert_eq!((window.newsroom().plan(), pieces(&window)), (&plan, before));

    // Lists and agencies.
    let agency = |window: &Window| window.newsroom().plan().duties[0].agencies.clone();
    act(&mut window, Act::AgencyAdded(Role::Duty(0), "dai-ptth".into()));
    assert_eq!(agency(&window), ["so-noi-vu", "dai-ptth"]);
    act(&mut window, Act::AgencyRemoved(Role::Duty(0), 0));
    assert_eq!(agency(&window), ["dai-ptth"]);
    act(&mut window, Act::Moved { list: List::Requirements, at: 1, is_down: false });
    assert_eq!(window.newsroom().plan().requirements[0], plan.requirements[1]);
    act(&mut window, Act::Removed(List::Goals, 2));
    assert_eq!(window.newsroom().plan().goals, plan.goals[..2]);
}

#[test]
fn each_agency_and_each_kind_of_place_is_chosen_with_its_count() {
    use toasoan::plan::LocalityKind::RuralDistrict;
    let mut window = editing(Window::on_sample());
    let before = window.newsroom().plan().clone();
    let news = add_activity(&mut window, "Tin của các sở");
    assert!(window.shows("Mỗi cơ quan một kỳ"));
    choose(&mut window, news, &[Choice::Cadence(Change::Kind(Kind::Quarterly))]);
    for id in ["so-tu-phap", "so-khdt", "so-tnmt"] {
        act(&mut window, Act::AgencyAdded(Role::Partner(news), id.into()));
    }
    let words = |window: &Window| {
        let newsroom = window.newsroom();
        newsroom.plan().activities[news].owed_words(newsroom.plan(), newsroom.settings())
    };
    for (message, expected) in [
        (Act::Chosen(news, Choice::PerPartner), "mỗi quý một lần, 3 cơ quan → 12 kỳ (4 × 3)"),
        (Act::AgencyRemoved(Role::Each(news), 0), "mỗi quý một lần, 2 cơ quan → 8 kỳ (4 × 2)"),
        (Act::Chosen(news, Choice::PerLocality(true)), "mỗi quý một lần, 11 đơn vị → 44 kỳ (4 × 11)"),
        (Act::Chosen(news, Choice::Locality(RuralDistrict)), "mỗi quý một lần, 6 đơn vị → 24 kỳ (4 × 6)"),
        (Act::Chosen(news, Choice::PerLocality(false)), "mỗi quý một lần, 2 cơ quan → 8 kỳ (4 × 2)"),
    ] {
        act(&mut window, message);
        assert_eq!(words(&window), expected);
        assert!(window.shows(expected), "{expected}");
    }
    for _ in 0..10 {
        window.effect(Effect::Undo);
    }
    assert_eq!(*window.newsroom().plan(), before);
}

/// Other screens follow a change of the plan when they are shown, not at each key.
#[test]
fn the_calendar_has_the_new_name_when_it_is_shown() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Calendar(None)));
    let mut window = editing(window);
    let forum = place(&window, "dien-dan-bao");
    for name in ["Trang", "Trang bạn đọc"] {
        type_in(&mut window, Line::ActivityShort(forum), name);
    }
    window.effect(Effect::Open(Route::Calendar(None)));
    assert!(window.shows("Trang bạn đọc"), "the empty slot of the week");
    window.effect(Effect::Undo);
    assert!(!window.shows("Trang bạn đọc"));
}
