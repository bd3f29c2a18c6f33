//! Người, and the steps of a piece: who does what by when, ticked, taken over, and taken back.

use std::rc::Rc;

use iced::keyboard::key::Named;
use toasoan::app::Message;
use toasoan::ledger::{TaskState, TaskView};
use toasoan::newsroom::Command;
use toasoan::piece::PieceId;
use toasoan::plan::{Person, Settings};
use toasoan::store::Profile;
use toasoan::store::profile::Identity;
use toasoan::ui::screen::calendar::filter::Filter;
use toasoan::ui::screen::calendar::model::{ChipKey, DayChips};
use toasoan::ui::screen::people::{self, Shown};
use toasoan::ui::screen::{calendar, pieces};
use toasoan::ui::steps::Message as StepMessage;
use toasoan::ui::{Effect, Route, Selection};

use super::window::Window;

/// The script that is being filmed for the beginning of April.
fn script(window: &Window) -> PieceId {
    let mut pieces = window.newsroom().pieces();
    let found = pieces.find(|piece| piece.header.title.starts_with("Thủ tục về tới đầu ấp"));
    found.expect("the script").header.id.clone()
}

/// The steps of a piece, as the ledger has them.
fn steps(window: &Window, id: &PieceId) -> Vec<(String, String, TaskState)> {
    let piece = window.newsroom().piece(id).expect("the piece");
    let seen = |view: &TaskView<'_>| (view.step.id.clone(), view.by.to_owned(), view.state);
    window.newsroom().tasks(&piece.header).iter().map(seen).collect()
}

fn state(window: &Window, id: &PieceId, step: &str) -> TaskState {
    steps(window, id).into_iter().find(|(known, ..)| known == step).expect("the step").2
}

fn settings(window: &mut Window, edit: impl FnOnce(&mut Settings)) {
    let mut settings = window.newsroom().settings().clone();
    edit(&mut settings);
    window.effect(Effect::Apply(Command::SetRecord { record: settings.into(), is_typing: false }));
}

#[test]
fn the_table_shows_each_person_and_a_week_opens_what_is_behind_it() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::People));
    let today = window.newsroom().today();
    let monday = toasoan::calendar::week::monday_of(today);
    let last = toasoan::calendar::week::add_days(monday, 27);
    // The person with the most work this week: the screen must show the ledger's figures.
    let newsroom = window.newsroom();
    let loads = newsroom.workload((monday, last));
    let busiest = loads
        .iter()
        .filter(|of| !of.person.is_empty())
        .filter_map(|of| Some((of, of.weeks.iter().find(|week| week.monday == monday)?)))
        .max_by_key(|(_, week)| week.open())
        .expect("someone works this week");
    let (name, open) = (busiest.0.person.to_owned(), busiest.1.open());
    let titles: Vec<String> =
        busiest.1.assignments.iter().map(|assignment| assignment.piece.title.clone()).collect();
    let title = titles[0].clone();
    assert!(window.shows(&name) && window.shows("Chưa giao ai"));
    assert!(window.shows(&format!("{open} việc")));
    assert!(!window.shows(&titles[0]));
    window.send(Message::People(people::Message::WeekOpened(name, monday)));
    for title in titles {
        assert!(window.shows(&title), "{title}");
    }
    window.press(Named::Escape);
    assert!(!window.shows(&title));
    let piece = script(&window);
    window.send(Message::People(people::Message::PieceOpened(piece)));
    assert!(window.shows("Việc trước khi phát, đăng"), "the calendar shows the piece with its steps");

    // A week ahead, and back.
    window.effect(Effect::Open(Route::People));
    assert!(window.shows("Tuần 12") && window.shows("Tuần 15"));
    window.press(Named::ArrowRight);
    assert!(!window.shows("Tuần 12") && window.shows("Tuần 16"));
    window.click("Tuần này");
    assert!(window.shows("Tuần 12"));
}

#[test]
fn too_much_in_a_week_is_seen_and_found_among_a_hundred_people() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::People));
    settings(&mut window, |settings| {
        settings.weekly_load = 0;
        let more = (0..100).map(|at| Person { name: format!("Người thứ {at}"), ..Person::default() });
        settings.people.extend(more);
    });
    let newsroom = window.newsroom();
    let monday = toasoan::calendar::week::monday_of(newsroom.today());
    let loads = newsroom.workload((monday, toasoan::calendar::week::add_days(monday, 27)));
    let over = |of: &&toasoan::ledger::Workload<'_>| {
        of.weeks.iter().any(|week| of.is_overloaded(week, newsroom.settings()))
    };
    let over: Vec<String> = loads.iter().filter(over).map(|of| of.person.to_owned()).collect();
    assert!(!over.is_empty());
    assert!(window.shows(&format!("{} người quá tải", over.len())));
    window.send(Message::People(people::Message::ShownChosen(Shown::Overloaded)));
    assert!(over.iter().all(|name| window.shows(name)));
    assert!(!window.shows("Người thứ 7") && !window.shows("Chưa giao ai"));
    window.send(Message::People(people::Message::ShownChosen(Shown::All)));
    assert!(!window.shows("Người thứ 99"), "a hundred rows are not all drawn");
    window.send(Message::People(people::Message::Searched("nguoi thu 99".into())));
    assert!(window.shows("Người thứ 99") && !window.shows("Người thứ 98"));
    window.press(Named::Escape);
    assert!(window.shows("Chưa giao ai"));
    window.send(Message::People(people::Message::Searched("không có ai tên vậy".into())));
    assert!(window.shows("Không thấy ai. Thử ít chữ hơn; không dấu cũng được."));
}

#[test]
fn mine_are_i_and_my_agency_and_nobody_yet_says_how_to_begin() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder for the test"));
    Window::put_sample(&folder);
    let root = folder.path().join("bản mẫu").canonicalize().expect("the sample");
    let mut profile = Profile::default();
    profile.identify(
        &root,
        Identity {
            name: "Lê Thị Hoài An".into(),
            agency: Some("bao-can-tho".into()),
            locality: None,
            is_mine_only: true,
            marks_late_steps: false,
            calendar_view: String::new(),
        },
    );
    profile.save_to(&folder.path().join("hồ sơ").join("profile.ron")).expect("the profile is written");
    let mut window = Window::with_profile_file(&folder);
    window.effect(Effect::Open(Route::People));
    assert!(window.shows("Lê Thị Hoài An (bạn)"));
    assert!(!window.shows("Trần Mỹ Duyên"), "she is the station's");
    // What is printed is what is shown.
    window.send(Message::People(people::Message::Searched("hoai an".into())));
    window.press_with_control("p");
    assert!(window.shows("In, xuất: Việc của Lê Thị Hoài An, 17/03–13/04/2014"));
    window.send(Message::Dismiss);
    window.send(Message::People(people::Message::Searched(String::new())));
    window.effect(Effect::ShowMine(false));
    assert!(window.shows("Trần Mỹ Duyên"));

    // What I do this week is on the overview.
    window.effect(Effect::Open(Route::Home));
    let newsroom = window.newsroom();
    let monday = toasoan::calendar::week::monday_of(newsroom.today());
    let loads = newsroom.workload((monday, toasoan::calendar::week::add_days(monday, 6)));
    let own = loads.iter().find(|of| of.person == "Lê Thị Hoài An").expect("she has work");
    assert!(window.shows("Việc của bạn tuần này"));
    assert!(window.shows(&format!("{} việc", own.weeks[0].open())));
    window.effect(Effect::Open(Route::People));

    // An office that has not begun.
    let ids: Vec<PieceId> = window.newsroom().pieces().map(|piece| piece.header.id.clone()).collect();
    window.effect(Effect::Apply(Command::All(ids.into_iter().map(Command::Remove).collect())));
    settings(&mut window, |settings| settings.people.clear());
    assert!(window.shows("Chưa có ai được giao việc"));
    window.click("Mở Thiết lập");
    assert!(window.shows("Thiết lập"));
}

#[test]
fn a_step_is_ticked_where_the_piece_is_and_one_undo_takes_it_back() {
    let mut window = Window::on_sample();
    let id = script(&window);
    let today = window.newsroom().today();
    let open = state(&window, &id, "quay");
    assert_ne!(open, TaskState::Done(today));
    let tick = |step: &str| StepMessage::Ticked(step.into());
    window.effect(Effect::Open(Route::Calendar(Some(Selection::Piece(id.clone())))));
    assert!(window.shows("Quay") && window.shows("Lê Hoàng Phúc"), "the step and who took it over");
    let in_calendar = |message| {
        Message::Calendar(calendar::Message::Inspector(calendar::inspector::Message::Step(message)))
    };
    let in_script = |message| Message::Pieces(pieces::Message::Step(message));
    for said in [
        in_calendar(tick("quay")),
        in_script(tick("quay")),
        Message::People(people::Message::Ticked(id.clone(), "quay".into())),
    ] {
        if matches!(said, Message::Pieces(_)) {
            window.effect(Effect::Open(Route::Piece(id.clone())));
            assert!(window.shows("Việc 1/4, tới: Quay 25/03"));
        }
        window.send(said);
        assert_eq!(state(&window, &id, "quay"), TaskState::Done(today));
        assert!(window.shows("“Quay” đã xong."));
        window.effect(Effect::Undo);
        assert_eq!(state(&window, &id, "quay"), open);
    }
}

#[test]
fn a_piece_gives_a_step_to_someone_else_and_back_to_its_role() {
    let mut window = Window::on_sample();
    let id = script(&window);
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.send(Message::Pieces(pieces::Message::Step(StepMessage::Toggled)));
    let say = |message| Message::Pieces(pieces::Message::Step(message));
    let by = |window: &Window, step: &str| {
        steps(window, &id).into_iter().find(|(known, ..)| known == step).expect("the step").1
    };
    let by_role = by(&window, "trinh-duyet");
    window.send(say(StepMessage::Opened("trinh-duyet".into())));
    assert!(window.shows(&format!("Để trống: theo vai Biên tập của bài, {by_role}.")));
    window.send(say(StepMessage::Typed(" Huỳnh Bảo Châu ".into())));
    assert_eq!(by(&window, "trinh-duyet"), by_role, "not before it is entered");
    window.send(say(StepMessage::Submitted));
    assert_eq!(by(&window, "trinh-duyet"), "Huỳnh Bảo Châu");
    window.send(say(StepMessage::Opened("trinh-duyet".into())));
    window.send(say(StepMessage::Typed(String::new())));
    window.send(say(StepMessage::Submitted));
    assert_eq!(by(&window, "trinh-duyet"), by_role);
    let header = &window.newsroom().piece(&id).expect("the piece").header;
    assert!(header.tasks.iter().all(|task| task.step != "trinh-duyet"), "nothing is left of it");
}

#[test]
fn the_overview_counts_late_steps_as_the_people_s_table_does() {
    let mut window = Window::on_sample();
    fall_behind(&mut window);
    let late: Vec<String> = window
        .newsroom()
        .late_tasks()
        .iter()
        .map(|late| format!("{}, {}: {}", late.task.step.name, late.task.by, late.piece.title))
        .collect();
    assert!(!late.is_empty());
    window.effect(Effect::Open(Route::Home));
    window.click("Việc trễ");
    assert!(window.shows("Bước làm bài đã trễ hạn, trễ lâu đứng trước"));
    assert!(window.shows(&format!("{} bước", late.len())));
    let newsroom = window.newsroom();
    let monday = toasoan::calendar::week::monday_of(newsroom.today());
    let sunday = toasoan::calendar::week::add_days(monday, 6);
    let loads = newsroom.workload((monday, sunday));
    let counted: usize = loads.iter().flat_map(|of| &of.weeks).map(toasoan::ledger::Week::late).sum();
    assert_eq!(counted, late.len());
    window.effect(Effect::Open(Route::People));
    assert!(window.shows(&format!("{} việc trễ", late.len())), "one truth");
}

#[test]
fn the_calendar_marks_late_steps_when_asked_and_remembers_it() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder for the test"));
    let late = |window: &Window| {
        let late = window.newsroom().late_tasks();
        let first = late.first().expect("a late step");
        (first.piece.id.clone(), first.task.step.name.clone())
    };
    let hint = |window: &Window, is_marked: bool| {
        let (id, _) = late(window);
        let filter = Filter { marks_late_steps: is_marked, ..Filter::default() };
        let chips = DayChips::new(window.newsroom(), &filter);
        let key = ChipKey::of_piece(id);
        let key = chips.follow(window.newsroom(), &key).expect("the piece is on the calendar");
        chips.find(window.newsroom(), &key).expect("the chip").hint(window.newsroom())
    };
    let mut window = Window::with_profile_file(&folder);
    fall_behind(&mut window);
    let (_, step) = late(&window);
    assert!(!hint(&window, false).contains("Việc trễ"));
    assert!(hint(&window, true).contains(&step));
    window.send_and_finish(Message::Effect(Effect::MarkLateSteps(true)));
    let root = folder.path().join("bản mẫu").canonicalize().expect("the sample");
    let profile = Profile::load_from(&folder.path().join("hồ sơ").join("profile.ron"));
    assert!(profile.identity(&root).is_some_and(|identity| identity.marks_late_steps));
}

/// The outline of the script was not ready in time after all.
fn fall_behind(window: &mut Window) {
    let id = script(window);
    window.send(Message::People(people::Message::Ticked(id.clone(), "de-cuong".into())));
    assert_eq!(state(window, &id, "de-cuong"), TaskState::Late);
}

/// Types into the field with this text, which has the focus.
fn type_text(window: &mut Window, text: &str) {
    for letter in text.chars() {
        let _ = window.type_letter(letter);
    }
}

#[test]
fn a_name_is_completed_while_typing_and_never_against_the_typist() {
    let mut window = Window::on_sample();
    let id = script(&window);
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.send(Message::Pieces(pieces::Message::Step(StepMessage::Toggled)));
    window.keep_widgets();
    let say = |message| Message::Pieces(pieces::Message::Step(message));
    let by = |window: &Window| {
        steps(window, &id).into_iter().find(|(known, ..)| known == "trinh-duyet").expect("the step").1
    };
    for (typed, keys, expected) in [
        // Down and Enter take the first known name, the second Enter is the field's.
        ("phuc", &[Named::ArrowDown, Named::Enter, Named::Enter][..], "Lê Hoàng Phúc"),
        // Nothing chosen: what was typed stands, though a known name would fit.
        ("Phúc", &[Named::Enter], "Phúc"),
        // Up again is back in the field.
        ("tam", &[Named::ArrowDown, Named::ArrowUp, Named::Enter], "tam"),
        // Escape closes the list, not the field.
        ("Tâm", &[Named::ArrowDown, Named::Escape, Named::Enter], "Tâm"),
        ("Người Mới", &[Named::Enter], "Người Mới"),
    ] {
        window.send(say(StepMessage::Opened("trinh-duyet".into())));
        window.catch_up();
        window.send(say(StepMessage::Typed(String::new())));
        type_text(&mut window, typed);
        for key in keys {
            window.press_kept(*key);
        }
        assert_eq!(by(&window), expected, "{typed} {keys:?}");
    }
}

#[test]
fn a_known_name_becomes_the_voice_of_a_row() {
    let mut window = Window::on_sample();
    let id = script(&window);
    let voice = |window: &Window| {
        let body = &window.newsroom().piece(&id).expect("the piece").body;
        toasoan::piece::av::Script::parse(body).rows[2].voice.clone()
    };
    window.effect(Effect::Open(Route::Piece(id.clone())));
    let row = |message| Message::Pieces(pieces::Message::Row(message));
    window.send(row(pieces::RowMessage::Pressed(2, toasoan::piece::av::Label::Voice)));
    window.keep_widgets();
    window.catch_up();
    window.send(row(pieces::RowMessage::VoiceChosen("Quốc Huy".into())));
    assert_eq!(voice(&window), "Quốc Huy");
    window.send(row(pieces::RowMessage::VoiceChosen("Ngọc Hân".into())));
    assert_eq!(voice(&window), "Ngọc Hân");
}
