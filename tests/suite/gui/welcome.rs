//! The first start: creating a new year's workspace, and opening an existing one, by typed paths.

use toasoan::app::Message;
use toasoan::ledger::SlotState;
use toasoan::plan::SlotId;
use toasoan::ui::screen::welcome;
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn send(window: &mut Window, message: welcome::Message) {
    window.send(Message::Welcome(message));
}

#[test]
fn a_new_year_is_made_filled_left_and_opened_again() {
    let mut window = Window::first();
    let place = window.folder().display().to_string();
    send(&mut window, welcome::Message::ParentChanged(format!(" {place} ")));
    send(&mut window, welcome::Message::YearChanged("2026".into()));
    window.click("Tạo");
    window.wait_until("the new year opens", |app| app.newsroom().is_some());
    assert_eq!(window.newsroom().plan().year, 2026);

    let slot = SlotId("dien-dan-bao/2026-W10".into());
    let state = |window: &Window| window.newsroom().obligations().get(&slot).expect("the slot").state;
    window.effect(Effect::BeginPiece {
        activity: "dien-dan-bao".into(),
        slots: vec![slot.clone()],
        is_opened: true,
    });
    let filled = state(&window);
    assert_ne!(filled, SlotState::Empty);

    window.effect(Effect::NewWorkspace);
    window.wait_until("the workspace is left", |app| app.newsroom().is_none());
    let path = window.folder().join("Kế hoạch tuyên truyền 2026");
    send(&mut window, welcome::Message::PathChanged(path.display().to_string()));
    window.click("Mở");
    window.wait_until("it opens again", |app| app.newsroom().is_some());
    assert_eq!(state(&window), filled);
    window.effect(Effect::Open(Route::Calendar(None)));
    assert!(window.shows("Chủ Nhật"));
}

#[test]
fn a_folder_that_is_no_workspace_is_refused_with_a_reason() {
    let mut window = Window::first();
    let path = window.folder().join("không có");
    send(&mut window, welcome::Message::PathChanged(path.display().to_string()));
    window.click("Mở");
    window.wait_until_shown("Mở thư mục đang làm");
    assert!(window.newsroom_if_open().is_none());
}
