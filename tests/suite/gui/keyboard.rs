//! The window without a mouse: every control can be focused, and a dialog keeps the focus inside.

use iced::keyboard::key::Named;
use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::ui::screen::export;
use toasoan::ui::{Effect, Export, Notice, Route, Selection};

use super::window::{Profiled, Window};

fn print_schedule(window: &mut Window) {
    let request = toasoan::document::schedule::Request {
        from: chrono::NaiveDate::from_ymd_opt(2014, 3, 1).expect("a day"),
        to: chrono::NaiveDate::from_ymd_opt(2014, 3, 31).expect("a day"),
        activities: Vec::new(),
        locality: None,
        person: None,
        issuer: Box::default(),
    };
    window.effect(Effect::Export(Export::Schedule(request)));
}

#[test]
fn escape_closes_the_open_drop_down_and_only_then_the_dialog() {
    let mut window = Window::on_sample();
    print_schedule(&mut window);
    for (is_open, leaves) in [(true, 0), (false, 1)] {
        let messages = window.try_out(|screen| {
            if is_open {
                let _ = screen.click("Phát sóng và báo").expect("the drop-down");
            }
            let _ = screen.tap_key(Named::Escape);
        });
        let left = messages.iter().filter(|message| matches!(message, Message::Dismiss)).count();
        assert_eq!(left, leaves, "the drop-down is open: {is_open}");
    }
}

#[test]
fn arrows_and_enter_choose_in_an_open_drop_down() {
    let mut window = Window::on_sample();
    print_schedule(&mut window);
    let messages = window.try_out(|screen| {
        let _ = screen.click("Phát sóng và báo").expect("the drop-down");
        for key in [Named::ArrowDown, Named::ArrowDown, Named::ArrowUp, Named::Enter] {
            let _ = screen.tap_key(key);
        }
    });
    assert!(
        matches!(messages.as_slice(), [Message::Export(export::Message::ActivityChosen(_))]),
        "{messages:?}"
    );
    for message in messages {
        window.send(message);
    }
    assert!(window.shows("Chuyên mục CCHC") && !window.shows("Phát sóng và báo"));
}

/// Tab cycles within the dialog; Enter and the space bar press the focused control exactly once.
#[test]
fn tab_reaches_every_control_of_a_dialog_and_none_beneath_it() {
    let mut window = Window::on_sample();
    print_schedule(&mut window);
    let reached = window.traverse_focus(Named::Enter);
    let pressed = |wanted: &dyn Fn(&export::Message) -> bool| {
        reached
            .iter()
            .filter(|message| matches!(message, Message::Export(message) if wanted(message)))
            .count()
    };
    assert!(
        reached.iter().all(|message| matches!(message, Message::Export(_))),
        "the screen beneath is reached: {reached:?}"
    );
    for format in
        [export::FileFormat::Pdf, export::FileFormat::Xlsx, export::FileFormat::Csv, export::FileFormat::Ics]
    {
        let is_format = |message: &export::Message| matches!(message, export::Message::FormatChosen(chosen) if *chosen == format);
        assert_eq!(pressed(&is_format), 1, "{format:?}");
    }
    for by in [-1, 1] {
        let is_step =
            |message: &export::Message| matches!(message, export::Message::MonthMoved(moved) if *moved == by);
        assert_eq!(pressed(&is_step), 1, "{by} months");
    }
    assert_eq!(pressed(&|message| matches!(message, export::Message::Left)), 1);
    // From the path field and from the button.
    assert_eq!(pressed(&|message| matches!(message, export::Message::Confirmed)), 2);
}

#[test]
fn the_keys_of_the_screens_sleep_while_a_dialog_is_open() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Calendar(None)));
    print_schedule(&mut window);
    window.press_with_control("1");
    window.press(Named::Escape);
    assert!(window.shows("Chủ Nhật"), "the calendar is still there");
    window.press_with_control("1");
    assert!(window.shows("Việc cần làm"));
}

#[test]
fn a_new_piece_begins_with_the_choice_of_its_kind() {
    let mut window = Window::on_sample();
    window.press_with_control("n");
    assert!(window.shows("Bài mới: Cổng, trang thông tin điện tử") && !window.shows("Xuất tất cả…"));
    window.click("Bài mới: Tiểu phẩm");
    assert!(window.newsroom().pieces().any(|piece| piece.header.title.starts_with("Tiểu phẩm")));
}

#[test]
fn the_offer_to_undo_ends_with_the_next_change() {
    let mut window = Window::on_sample();
    window.effect(Effect::BeginPiece { activity: "tieu-pham".into(), slots: Vec::new(), is_opened: false });
    window.effect(Effect::Notify(Notice::undoable("Đã tạo bài.")));
    assert!(window.shows("Đã tạo bài."));
    window.effect(Effect::Undo);
    assert!(!window.shows("Đã tạo bài."), "it would take back something else now");
}

#[test]
fn the_calendar_follows_a_piece_that_undo_takes_to_another_month() {
    let mut window = Window::on_sample();
    let piece =
        window.newsroom().pieces().find(|piece| piece.header.title.starts_with("Cấp giấy chứng nhận"));
    let mut header = piece.expect("the sample script").header.clone();
    window.effect(Effect::Open(Route::Calendar(Some(Selection::Piece(header.id.clone())))));
    for airing in &mut header.airings {
        airing.date = airing.date.and_then(|date| date.checked_add_months(chrono::Months::new(1)));
    }
    window.effect(Effect::Apply(Command::SetHeader(Box::new(header))));
    assert!(window.shows("Tháng 4, 2014"));
    window.effect(Effect::Undo);
    assert!(window.shows("Tháng 3, 2014"));
}

#[test]
fn a_window_that_begins_with_the_posters_shows_them() {
    let window = Window::profiled(&Profiled { screen: "poster" });
    assert!(window.shows("Pano cầu Cần Thơ 8 × 4 m") && !window.shows("Chưa có pano, áp phích nào"));
}

#[test]
fn settings_that_could_not_be_written_are_written_when_tried_again() {
    let mut window = Window::on_sample();
    let mut settings = window.newsroom().settings().clone();
    settings.office.signer = "Nguyễn Thị Thử Lại".into();
    let away = window.folder().join("đi vắng");
    std::fs::rename(window.root(), &away).expect("the share goes away");
    window.effect(Effect::Apply(Command::SetRecord { record: settings.into(), is_typing: false }));
    window.send(Message::SaveTick);
    window.wait_until_shown("Chưa lưu được");
    std::fs::rename(&away, window.root()).expect("the share comes back");
    window.send(Message::RetrySave);
    window.wait_until_gone("Chưa lưu được");
    window.wait_until("the settings are saved", toasoan::app::App::is_saved);
    let written = std::fs::read_to_string(window.root().join("settings.ron")).expect("the settings");
    assert!(written.contains("Nguyễn Thị Thử Lại"));
}

#[test]
fn ctrl_p_prints_what_the_screen_shows() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Calendar(None)));
    window.press(Named::PageDown);
    window.press_with_control("p");
    window.wait_until_shown("In, xuất lịch phát sóng");
    assert!(window.shows("01/04/2014") && window.shows("30/04/2014"), "the month that is shown");
    window.send(Message::Dismiss);
    window.effect(Effect::Open(Route::Progress));
    window.press_with_control("p");
    window.wait_until_shown("In, xuất báo cáo tiến độ");
}

#[test]
fn escape_uncovers_the_dialogs_from_the_one_opened_last() {
    let mut window = Window::on_sample();
    let shown = |window: &Window| (window.shows("Khổ giấy"), window.shows("Xuất tất cả"));
    print_schedule(&mut window);
    assert_eq!(shown(&window), (true, false));
    window.effect(Effect::ExportAll);
    assert_eq!(shown(&window), (false, true), "what was asked for last is seen");
    window.press(Named::Escape);
    assert_eq!(shown(&window), (true, false), "what lies beneath is still there");
    window.press(Named::Escape);
    assert_eq!(shown(&window), (false, false));
}
