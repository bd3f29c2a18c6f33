//! The main workflow from the plan to the printed page, in the window.

use chrono::NaiveDate;
use iced::keyboard::key::Named;
use toasoan::app::Message;
use toasoan::ledger::SlotState;
use toasoan::newsroom::Command;
use toasoan::plan::SlotId;
use toasoan::store::Workspace;
use toasoan::ui::screen::export;
use toasoan::ui::{Effect, Export, Route, Selection};

use super::window::Window;

/// Fill an empty slot, write, move to another day, undo, export; then check all files.
#[test]
fn an_editor_goes_from_an_empty_slot_to_the_printed_schedule() {
    let mut window = Window::on_sample();
    let slot = SlotId("dien-dan-bao/2014-W13".into());
    let state = |window: &Window| window.newsroom().obligations().get(&slot).expect("the slot").state;
    assert_eq!(state(&window), SlotState::Empty);

    // The tile of Tổng quan lists the empty slots; the button of the first drafts a piece and opens it.
    window.effect(Effect::Open(Route::Home));
    window.click("Còn trống");
    window.click("Viết bài");
    assert_eq!(state(&window), SlotState::InHand);
    let id = window.newsroom().obligations().get(&slot).expect("the slot").pieces[0].clone();

    let body = "Ý kiến bạn đọc: bảng niêm yết phải treo ngang tầm mắt.\n";
    window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body: body.into(), is_typing: true }));

    let planned = window.newsroom().piece(&id).expect("the piece").header.airings[0].date;
    let thursday = NaiveDate::from_ymd_opt(2014, 3, 27);
    let mut header = window.newsroom().piece(&id).expect("the piece").header.clone();
    header.airings[0].date = thursday;
    window.effect(Effect::Apply(Command::SetHeader(Box::new(header))));
    assert_eq!(window.newsroom().obligations().get(&slot).expect("the slot").date, thursday);
    window.effect(Effect::Undo);
    assert_eq!(window.newsroom().obligations().get(&slot).expect("the slot").date, planned);
    window.effect(Effect::Redo);

    window.save();
    let opened = Workspace::open(window.root()).expect("the workspace opens again");
    let stored =
        opened.pieces.iter().find(|stored| stored.piece.header.id == id).expect("the piece has a file");
    assert_eq!(stored.piece.body, body);
    assert_eq!(stored.piece.header.airings[0].date, thursday);

    for extension in ["pdf", "xlsx", "csv", "ics"] {
        let target = window.folder().join(format!("lịch tháng 3.{extension}"));
        window.effect(Effect::Export(Export::Schedule(toasoan::document::schedule::Request {
            from: NaiveDate::from_ymd_opt(2014, 3, 1).expect("a day"),
            to: NaiveDate::from_ymd_opt(2014, 3, 31).expect("a day"),
            activities: Vec::new(),
            locality: None,
            person: None,
            issuer: Box::default(),
        })));
        window.send(Message::Export(export::Message::PathChanged(target.display().to_string())));
        window.send(Message::Export(export::Message::Confirmed));
        window.wait_until("the export is written", |_| target.exists());
        let bytes = std::fs::read(&target).expect("the export");
        match extension {
            "pdf" => assert!(bytes.starts_with(b"%PDF-")),
            "csv" => {
                let text = String::from_utf8(bytes).expect("UTF-8");
                assert!(text.contains("2014-03-27"), "the moved piece stands on its new day");
            }
            "ics" => assert!(bytes.starts_with(b"BEGIN:VCALENDAR")),
            _ => assert!(bytes.starts_with(b"PK")),
        }
        window.wait_until_shown("Mở tệp");
        assert!(window.shows("Mở thư mục"));
        window.send(Message::Dismiss);
    }
}

/// Undoing the creation of a saved piece removes its file; redo restores it.
#[test]
fn undo_takes_back_a_saved_piece_and_redo_brings_it_again() {
    let mut window = Window::on_sample();
    let count = window.newsroom().pieces().len();
    let files = |window: &Window| Workspace::open(window.root()).expect("it opens").pieces.len();
    window.effect(Effect::BeginPiece { activity: "tieu-pham".into(), slots: Vec::new(), is_opened: false });
    window.save();
    assert_eq!(files(&window), count + 1);
    window.effect(Effect::Undo);
    window.save();
    assert_eq!((window.newsroom().pieces().len(), files(&window)), (count, count));
    window.effect(Effect::Redo);
    window.save();
    assert_eq!((window.newsroom().pieces().len(), files(&window)), (count + 1, count + 1));
}

/// Each screen can be laid out with the sample, and Ctrl+K finds a piece without diacritics.
#[test]
fn every_screen_opens_and_the_palette_finds_pieces_without_diacritics() {
    let mut window = Window::on_sample();
    for (place, words) in [
        (Route::Home, "Việc cần làm"),
        (Route::Calendar(None), "Chủ Nhật"),
        (Route::Progress, "Theo địa bàn"),
        (Route::Plan(None), "Mục lục"),
        (Route::Settings, "Các bước duyệt"),
    ] {
        window.effect(Effect::Open(place));
        assert!(window.shows(words), "\"{words}\" is missing");
    }
    window.effect(Effect::Palette);
    window.send(Message::Palette(toasoan::ui::screen::palette::Message::QueryChanged("bui chuoi".into())));
    assert!(window.shows("Bụi chuối biết đi"));
}

/// Without a mouse: Enter opens the selected piece.
#[test]
fn enter_opens_the_piece_chosen_in_the_calendar() {
    let mut window = Window::on_sample();
    let slot = SlotId("chuyen-muc-cchc/2014-03/2".into());
    let id = window.newsroom().obligations().get(&slot).expect("the slot").pieces[0].clone();
    window.effect(Effect::Open(Route::Calendar(Some(Selection::Piece(id)))));
    window.press(Named::Enter);
    assert!(window.shows("Lời"), "the script's table is open");
}
