//! A piece of many times the usual length can be edited, undone, viewed and paged like any other.

use std::fmt::Write;

use iced::widget::text_editor::{Action, Edit, Motion};
use toasoan::app::Message;
use toasoan::document::{self, PrintOptions};
use toasoan::newsroom::Command;
use toasoan::page::Fonts;
use toasoan::piece::av::{Label, Script};
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::ui::screen::pieces::{self, RowMessage};
use toasoan::ui::{Effect, Route};

use super::window::Window;

const PARAGRAPH: &str =
    "Sáng nay, bộ phận một cửa trả kết quả cho bà con sớm hơn hẹn ba ngày, không ai phải đi lại. ";

fn open(window: &mut Window, format: Format, body: &str) -> PieceId {
    let id = PieceId("01TESTLONG0000000000000000".into());
    let header = Header::new(id.clone(), "Một bài dài", "chuyen-muc-cchc");
    let piece = Piece::new(header, format, body);
    window.effect(Effect::Apply(Command::Add(Box::new(piece))));
    window.effect(Effect::Open(Route::Piece(id.clone())));
    id
}

fn body(window: &Window, id: &PieceId) -> String {
    window.newsroom().piece(id).expect("the piece").body.to_string()
}

fn act(window: &mut Window, action: Action) {
    window.send(Message::Pieces(pieces::Message::Wrote(action)));
}

fn write(window: &mut Window, words: &str) {
    for letter in words.chars() {
        let edit = if letter == '\n' { Edit::Enter } else { Edit::Insert(letter) };
        act(window, Action::Edit(edit));
        // As in a window, the screen is laid out after each key.
        assert!(window.shows("In"));
    }
}

fn article(paragraphs: usize) -> String {
    (1..=paragraphs).fold(String::new(), |mut text, part| {
        let _ = write!(text, "## Phần {part}\n\n{}\n\n", PARAGRAPH.repeat(3));
        text
    })
}

#[test]
fn words_typed_at_the_end_in_the_middle_and_at_the_start_stand_there_and_are_undone_by_bursts() {
    let mut window = Window::on_sample();
    let before = article(900);
    let id = open(&mut window, Format::Article, &before);
    assert!(window.shows("In"));

    act(&mut window, Action::Move(Motion::DocumentEnd));
    write(&mut window, "Hết bài.\nThật");
    let ended = format!("{before}Hết bài.\nThật");
    assert!(body(&window, &id) == ended);

    // A heading of the outline far from the cursor.
    window.wait_until_shown("Phần 3");
    window.send(Message::Pieces(pieces::Message::HeadingChosen(449)));
    assert!(window.shows("In"));
    act(&mut window, Action::Move(Motion::End));
    write(&mut window, " ơ");
    let middle = ended.replace("## Phần 450\n", "## Phần 450 ơ\n");
    assert!(body(&window, &id) == middle);

    act(&mut window, Action::Move(Motion::DocumentStart));
    act(&mut window, Action::Scroll { lines: 3000 });
    assert!(window.shows("In"));
    write(&mut window, "Mở ");
    assert!(body(&window, &id) == format!("Mở {middle}"), "what is typed stands at the caret, not in view");

    for expected in [&middle, &ended, &format!("{before}Hết bài."), &before] {
        window.effect(Effect::Undo);
        assert!(body(&window, &id) == **expected);
    }
    for expected in [&format!("{before}Hết bài."), &ended, &middle] {
        window.effect(Effect::Redo);
        assert!(body(&window, &id) == **expected);
        assert!(window.shows("In"));
    }
    // The editor has followed: typing continues there.
    write(&mut window, "!");
    assert!(body(&window, &id) == middle.replace("## Phần 450 ơ\n", "## Phần 450 ơ!\n"));
}

#[test]
fn a_whole_long_text_is_replaced_at_once_and_comes_back() {
    let mut window = Window::on_sample();
    let before = article(700);
    let id = open(&mut window, Format::Article, &before);
    assert!(window.shows("In"));
    act(&mut window, Action::SelectAll);
    assert!(window.shows("In"));
    let pasted = article(500).replace('\n', "\r\n");
    act(&mut window, Action::Edit(Edit::Paste(std::sync::Arc::new(pasted))));
    assert!(window.shows("In"));
    assert!(body(&window, &id) == article(500), "line ends of Windows are taken as the program's own");
    window.effect(Effect::Undo);
    assert!(body(&window, &id) == before);
    write(&mut window, "!");
    assert_eq!(body(&window, &id).len(), before.len() + 1);
}

#[test]
fn its_preview_counts_all_pages_and_shows_the_last_when_scrolled_to() {
    let mut window = Window::on_sample();
    let id = open(&mut window, Format::Article, &article(900));
    let caption = |page: usize, count: usize| format!("Trang {page} / {count} · A4 · như bản in");
    // As many as the whole document has.
    let piece = window.newsroom().piece(&id).expect("the piece");
    let (print, fonts) = (PrintOptions::default(), &mut Fonts::new());
    let count = document::of_piece(window.newsroom(), piece, &|_| None, &print, fonts).pages.len();
    assert!(count > 90, "{count} pages");
    window.wait_until_shown(&caption(1, count));
    assert!(!window.shows(&caption(count, count)), "only what is near is there");
    window.send(Message::Pieces(pieces::Message::PreviewScrolled(1000.0 * count as f32, 800.0)));
    assert!(window.shows(&caption(count, count)) && !window.shows(&caption(1, count)));
    // Typing sets it again.
    act(&mut window, Action::Move(Motion::DocumentStart));
    act(&mut window, Action::Edit(Edit::Paste(std::sync::Arc::new(article(30)))));
    window.wait_until_gone(&caption(count, count));
}

#[test]
fn of_a_script_of_many_rows_any_row_is_gone_to_and_written_wherever_the_view_is() {
    let mut window = Window::on_sample();
    let rows = (1..=600).fold(String::new(), |mut text, row| {
        let _ = write!(text, "## {row:02}\nHình: Cảnh {row}\nLời: {}\n\n", PARAGRAPH.trim());
        text
    });
    let id = open(&mut window, Format::Av, &rows);
    assert!(window.shows("Cảnh 1") && !window.shows("Cảnh 400"));
    window.wait_until_shown("Bố cục");
    window.send(Message::Pieces(pieces::Message::HeadingChosen(399)));
    assert!(window.shows("Cảnh 400"), "the chosen row is there, wherever the view is");
    let row = |window: &mut Window, message| {
        window.send(Message::Pieces(pieces::Message::Row(message)));
        assert!(window.shows("In"));
    };
    row(&mut window, RowMessage::Pressed(399, Label::Speech));
    row(&mut window, RowMessage::Scrolled(50.0, 700.0));
    for letter in "Đủ rồi.".chars() {
        row(&mut window, RowMessage::Edited(Label::Speech, Action::Edit(Edit::Insert(letter))));
    }
    let script = Script::parse(&body(&window, &id));
    assert_eq!(script.rows[399].speech, format!("{}Đủ rồi.", PARAGRAPH.trim()));
    assert_eq!(script.rows.len(), 600);
    let spoken = format!("Hình: Cảnh 400\nLời: {}", PARAGRAPH.trim());
    assert!(body(&window, &id) == rows.replacen(&spoken, &format!("{spoken}Đủ rồi."), 1));
    row(&mut window, RowMessage::Scrolled(100_000.0, 700.0));
    assert!(window.shows("Cảnh 600") && !window.shows("Cảnh 1"));
    window.effect(Effect::Undo);
    assert!(body(&window, &id) == rows);
}
