//! Ý kiến: a reader's letter from the first line to the published answer, several at once, and what the overview says.

use std::fs;

use iced::keyboard::key::Named;
use toasoan::app::Message;
use toasoan::case::{Case, State, StepKind};
use toasoan::ledger::CaseTiming;
use toasoan::newsroom::Newsroom;
use toasoan::plan::CaseSource;
use toasoan::ui::screen::cases::form::{Line, Message as Form, Pick};
use toasoan::ui::screen::cases::list::{Choice, Filter, Quick};
use toasoan::ui::screen::cases::{self, act};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn say(window: &mut Window, message: cases::Message) {
    window.send(Message::Cases(message));
}

fn form(window: &mut Window, message: Form) {
    say(window, cases::Message::Form(message));
}

fn typed(window: &mut Window, line: Line, text: &str) {
    form(window, Form::Typed(line, text.into()));
}

fn act(window: &mut Window, kind: StepKind, text: &str) {
    say(window, cases::Message::ActAsked(kind));
    say(window, cases::Message::ActTyped(act::Field::Text, text.into()));
}

fn found<'a>(newsroom: &'a Newsroom, topic: &str) -> &'a Case {
    newsroom.entries::<Case>().find(|case| case.topic == topic).expect("the case")
}

#[test]
fn a_reader_s_letter_is_entered_forwarded_reminded_answered_published_and_undone() {
    const TOPIC: &str = "Trích lục khai sinh chờ hai tuần";
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Cases(None)));
    assert!(window.shows("Ý kiến") && window.shows("Quá hạn"));
    say(&mut window, cases::Message::NewAsked);
    form(&mut window, Form::Saved);
    assert!(window.shows("Hãy ghi tóm tắt ý kiến bằng một dòng."));
    typed(&mut window, Line::Topic, TOPIC);
    typed(&mut window, Line::Person, "Bà Lê Thị Bảy");
    typed(&mut window, Line::Received, "31/2");
    form(&mut window, Form::Saved);
    assert!(window.shows("Ngày nhận “31/2” chưa đúng: hãy ghi như 18/3 hoặc 18/03/2014."));
    typed(&mut window, Line::Received, "17/3");
    form(&mut window, Form::SourcePicked(CaseSource::Box));
    form(&mut window, Form::Picked(Pick::Field, Choice::new("ho-tich", "Tư pháp, hộ tịch")));
    form(&mut window, Form::Picked(Pick::Locality, Choice::new("o-mon", "quận Ô Môn")));
    form(&mut window, Form::Saved);
    let case = found(window.newsroom(), TOPIC);
    assert_eq!((case.source, case.person.as_str()), (CaseSource::Box, "Bà Lê Thị Bảy"));
    let id = case.id.clone();
    assert!(window.shows("Chuyển") && window.shows(TOPIC), "it is open, with its next step");

    act(&mut window, StepKind::Forwarded, "");
    say(&mut window, cases::Message::ActDone);
    assert!(window.shows("Hãy chọn cơ quan nhận."));
    say(&mut window, cases::Message::AgencyPicked(Choice::new("o-mon", "UBND quận Ô Môn")));
    say(&mut window, cases::Message::ActTyped(act::Field::Number, "133/SNV-CCHC".into()));
    say(&mut window, cases::Message::ActDone);
    assert!(window.shows("Đã chuyển: UBND quận Ô Môn"));
    act(&mut window, StepKind::Reminded, "Gọi điện");
    say(&mut window, cases::Message::ActDone);
    act(&mut window, StepKind::Answered, "Đã trả bản trích lục.");
    say(&mut window, cases::Message::ActDone);
    act(&mut window, StepKind::Published, "");
    let forum = window.newsroom().pieces().find(|piece| piece.header.activity == "dien-dan-bao");
    let piece = forum.expect("a forum article").id().clone();
    say(&mut window, cases::Message::PiecePicked(Choice::new(piece.as_str(), "Diễn đàn")));
    say(&mut window, cases::Message::ActDone);
    let today = window.newsroom().today();
    let case = window.newsroom().case(&id).expect("the case");
    let kinds: Vec<StepKind> = case.steps_to(today).iter().map(|step| step.kind).collect();
    let said = [StepKind::Forwarded, StepKind::Reminded, StepKind::Answered, StepKind::Published];
    assert_eq!(kinds, said);
    let view = window.newsroom().case_clock().view(case).expect("it is there");
    assert_eq!((view.state, view.timing, view.agency), (State::Published, CaseTiming::InTime, "o-mon"));

    // One file, its own; each step is undone and done again.
    let before = fs::read_dir(window.root().join("cases/2014")).expect("the folder").count();
    window.save();
    let folder = window.root().join("cases/2014");
    let files = || fs::read_dir(&folder).expect("the folder");
    assert_eq!(files().count(), before + 1);
    let mine =
        files().flatten().find(|file| file.file_name().to_string_lossy().contains("Trích lục khai sinh"));
    let text = fs::read_to_string(mine.expect("its file").path()).expect("a text");
    assert!(text.contains("133/SNV-CCHC") && text.contains(piece.as_str()), "{text}");
    for state in [State::Answered, State::Forwarded, State::Forwarded, State::New] {
        window.effect(Effect::Undo);
        assert_eq!(window.newsroom().case(&id).map(|case| case.state(today)), Some(state));
    }
    window.effect(Effect::Undo);
    assert!(window.newsroom().case(&id).is_none());
    window.save();
    assert_eq!(files().count(), before, "it went to the trash");
    window.effect(Effect::Redo);
    assert!(window.newsroom().case(&id).is_some());
}

#[test]
fn filters_and_search_show_what_the_ledger_counts_and_several_go_to_one_agency_at_once() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Cases(None)));
    let count = |window: &Window, wanted: &dyn Fn(&toasoan::ledger::CaseView<'_>) -> bool| {
        window.newsroom().cases().iter().filter(|view| wanted(view)).count()
    };
    let overdue = count(&window, &|view| view.timing == CaseTiming::Overdue);
    assert!(overdue > 0);
    say(&mut window, cases::Message::QuickChosen(Quick::Overdue));
    let seen = |window: &Window, topic: &str| window.shows(topic);
    assert!(seen(&window, "Mùng tám xin chứng thực, người ký đi cúng đình"));
    assert!(!seen(&window, "Trang tin của sở không có mục ý kiến đóng góp"));
    say(&mut window, cases::Message::QuickChosen(Quick::All));
    say(&mut window, cases::Message::Searched("nhen giang to".into()));
    assert!(seen(&window, "Thư góp ý nằm trên cùng, có con nhện giăng tơ"));
    say(&mut window, cases::Message::Searched("xyz không có".into()));
    assert!(window.shows(
        "Không có ý kiến nào khớp. Thử ít chữ hơn, có dấu hay không dấu đều được, hoặc bỏ bớt bộ lọc."
    ));
    say(&mut window, cases::Message::FiltersReset);
    say(&mut window, cases::Message::Filtered(Filter::Agency, Choice::new("so-khdt", "Sở KH-ĐT")));
    assert!(seen(&window, "Hồ sơ doanh nghiệp: “đầu năm, chị thông cảm”"));
    assert!(!seen(&window, "Mùng tám xin chứng thực, người ký đi cúng đình"));
    say(&mut window, cases::Message::FiltersReset);

    // Ten new letters go to one agency in one step, and come back in one.
    say(&mut window, cases::Message::QuickChosen(Quick::New));
    let new = count(&window, &|view| {
        view.state == State::New && !view.case.is_praise && view.case.duplicate_of.is_none()
    });
    let is_new = |view: &toasoan::ledger::CaseView<'_>| {
        view.state == State::New && !view.case.is_praise && view.case.duplicate_of.is_none()
    };
    let ids: Vec<String> = {
        let cases = window.newsroom().cases();
        cases.iter().filter(|view| is_new(view)).map(|view| view.case.id.clone()).collect()
    };
    assert!(new > 1 && ids.len() > 1);
    window.press_with_control("a");
    assert!(window.shows(&format!("Đã chọn {} ý kiến", ids.len())));
    say(&mut window, cases::Message::ActAsked(StepKind::Forwarded));
    say(&mut window, cases::Message::AgencyPicked(Choice::new("so-tu-phap", "Sở Tư pháp")));
    say(&mut window, cases::Message::ActDone);
    let today = window.newsroom().today();
    let all_asked = |window: &Window| {
        ids.iter().all(|id| window.newsroom().case(id).is_some_and(|case| case.asked(today) == "so-tu-phap"))
    };
    assert!(all_asked(&window));
    window.effect(Effect::Undo);
    assert!(
        ids.iter().all(|id| window.newsroom().case(id).is_some_and(|case| case.state(today) == State::New))
    );
    window.effect(Effect::Redo);
    assert!(all_asked(&window));
}

#[test]
fn the_overview_tells_what_is_owed_and_opens_it_and_the_arrows_go_through_the_list() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Home));
    let views = window.newsroom().cases();
    let open = views.iter().filter(|view| view.timing.is_open()).count();
    let overdue = views.iter().filter(|view| view.timing == CaseTiming::Overdue).count();
    drop(views);
    assert!(window.shows("Ý kiến quá hạn hoặc sắp đến hạn"));
    assert!(window.shows(&format!("{open} chờ trả lời, {overdue} quá hạn")), "one truth");
    let (id, topic) = {
        let case = found(window.newsroom(), "Mùng tám xin chứng thực, người ký đi cúng đình");
        (case.id.clone(), case.topic.clone())
    };
    window.effect(Effect::Open(Route::Cases(Some(id.clone()))));
    assert!(window.shows(&topic) && window.shows("Nhắc lần hai, gửi Chủ tịch quận."));
    window.press(Named::ArrowDown);
    assert!(!window.shows("Nhắc lần hai, gửi Chủ tịch quận."));
    window.press(Named::ArrowUp);
    assert!(window.shows("Nhắc lần hai, gửi Chủ tịch quận."));
}

#[test]
fn a_colleague_s_step_and_mine_both_stand() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Cases(None)));
    let (id, path) = {
        let case = found(window.newsroom(), "Thư góp ý nằm trên cùng, có con nhện giăng tơ");
        let name = format!(" {}.case", &case.id[..10]);
        let files = fs::read_dir(window.root().join("cases/2014")).expect("the folder").flatten();
        let file = files.map(|file| file.path()).find(|path| path.to_string_lossy().ends_with(&name));
        (case.id.clone(), file.expect("its file"))
    };
    say(&mut window, cases::Message::CaseOpened(id.clone()));
    act(&mut window, StepKind::Reminded, "Nhắc ở đây");
    say(&mut window, cases::Message::ActDone);
    let text = fs::read_to_string(&path).expect("the file");
    let theirs = "(id: \"01HQ0000000000000000000044\", kind: Answered, date: \"2014-03-18\", text: \"Trả lời nơi khác\"),";
    let at = text.rfind("    ],").expect("the steps end");
    fs::write(&path, format!("{}        {theirs}\n{}", &text[..at], &text[at..]))
        .expect("a colleague's save");
    window.send(Message::FilesChanged);
    window.wait_until_complete("both steps in memory", |window| {
        let case = window.newsroom().case(&id).expect("the case");
        ["Nhắc ở đây", "Trả lời nơi khác"].iter().all(|said| case.steps.iter().any(|step| step.text == *said))
    });
    window.save();
    window.wait_until_complete("both steps in the file", |_| {
        let text = fs::read_to_string(&path).expect("the file");
        text.contains("Nhắc ở đây") && text.contains("Trả lời nơi khác")
    });
}

#[test]
fn what_several_raised_is_linked_to_one_counted_once_and_parted_again() {
    const FIRST: &str = "Thư góp ý nằm trên cùng, có con nhện giăng tơ";
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Cases(None)));
    let today = window.newsroom().today();
    let received = |window: &Window| {
        let views = window.newsroom().cases();
        toasoan::ledger::CaseTally::of(&views).received
    };
    let (first, before) = (found(window.newsroom(), FIRST).id.clone(), received(&window));
    let mut twins: Vec<String> = Vec::new();
    for day in ["16/3", "17/3"] {
        say(&mut window, cases::Message::NewAsked);
        typed(&mut window, Line::Topic, "Thùng thư góp ý giăng tơ nhện");
        typed(&mut window, Line::Received, day);
        form(&mut window, Form::Saved);
        let is_it = |case: &&Case| {
            case.topic == "Thùng thư góp ý giăng tơ nhện" && twins.iter().all(|known| *known != case.id)
        };
        let added = window.newsroom().entries::<Case>().find(is_it).expect("the case").id.clone();
        twins.push(added);
    }
    assert_eq!(received(&window), before + 2);
    say(&mut window, cases::Message::TwinAsked);
    say(&mut window, cases::Message::TwinPicked(Choice::new(&first, FIRST)));
    assert!(window.shows("Đã nối 1 ý kiến trùng vào một, trả lời chung."));
    assert!(window.shows(&format!("Trùng với “{FIRST}”")) && !window.shows("Chuyển"));
    // The other one by choosing both.
    say(&mut window, cases::Message::CaseOpened(first.clone()));
    assert!(window.shows("Cùng việc này: thêm 1 người nêu"));
    window.press_with_control("a");
    say(&mut window, cases::Message::Closed);
    say(&mut window, cases::Message::Searched("to nhen".into()));
    window.press_with_control("a");
    assert!(window.shows("Đã chọn 3 ý kiến"));
    say(&mut window, cases::Message::TwinsJoined);
    let linked =
        |window: &Window, id: &str| window.newsroom().case(id).and_then(|case| case.duplicate_of.clone());
    assert_eq!(linked(&window, &first), None, "the one that came first is answered");
    assert!(twins.iter().all(|id| linked(&window, id).as_ref() == Some(&first)));
    assert_eq!(received(&window), before);
    let grievance = |window: &Window| {
        let views = window.newsroom().cases();
        let all = toasoan::ledger::grievances(&views);
        all.iter().map(|one| one.count).sum::<usize>()
    };
    let people = grievance(&window);
    say(&mut window, cases::Message::CaseOpened(twins[1].clone()));
    say(&mut window, cases::Message::TwinParted);
    assert_eq!(linked(&window, &twins[1]), None);
    assert_eq!(
        (received(&window), grievance(&window)),
        (before + 1, people),
        "each is a person all the same"
    );
    for _ in 0..2 {
        window.effect(Effect::Undo);
    }
    assert_eq!((linked(&window, &twins[0]), linked(&window, &twins[1])), (None, Some(first)));
    window.effect(Effect::Undo);
    assert_eq!(linked(&window, &twins[1]), None);
    assert_eq!(window.newsroom().case(&twins[0]).map(|case| case.state(today)), Some(State::New));
}
