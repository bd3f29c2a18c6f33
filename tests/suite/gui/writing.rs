//! Writing: spelling and F7, bold and italic, and the cursor after an undo.

use iced::keyboard::key::Named;
use iced::widget::text_editor::{Action, Edit, Motion};
use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::PieceId;
use toasoan::piece::av::{Label, Script};
use toasoan::piece::marks::Act;
use toasoan::spelling::Vocabulary;
use toasoan::store::Workspace;
use toasoan::ui::screen::pieces::{self, RowMessage, SpellingMessage};
use toasoan::ui::{Effect, Route};

use super::window::Window;

/// Opens a piece of the sample with this body.
fn open(title: &str, body: &str) -> (Window, PieceId) {
    let mut window = Window::on_sample();
    let piece = window.newsroom().pieces().find(|piece| piece.header.title.starts_with(title));
    let id = piece.expect("the piece").header.id.clone();
    let command = Command::SetBody { id: id.clone(), body: body.into(), is_typing: false };
    window.effect(Effect::Apply(command));
    window.effect(Effect::Open(Route::Piece(id.clone())));
    (window, id)
}

fn body(window: &Window, id: &PieceId) -> String {
    window.newsroom().piece(id).expect("the piece").body.to_string()
}

fn write(window: &mut Window, action: Action) {
    window.send(Message::Pieces(pieces::Message::Wrote(action)));
}

fn type_words(window: &mut Window, words: &str) {
    for letter in words.chars() {
        write(window, Action::Edit(Edit::Insert(letter)));
    }
}

const ARTICLE: &str = "Bụi chuối";

#[test]
fn f7_goes_from_one_misspelling_to_the_next_by_keys_alone() {
    let text = "Ngành sử lý hồ sơ.\nCác nghành Kbang, nghành kbang.\nSử lý xong.";
    let (mut window, id) = open(ARTICLE, text);
    window.press(Named::F7);
    assert!(window.shows("“sử lý”") && window.shows("xử lý"));
    // Here and in the whole text, in its capitals.
    window.send(Message::Pieces(pieces::Message::Spelling(SpellingMessage::ReplacedEverywhere)));
    assert_eq!(body(&window, &id), text.replace("sử lý", "xử lý").replace("Sử lý", "Xử lý"));
    assert!(window.shows("“nghành”") && window.shows("ngành"));
    window.press(Named::Enter);
    assert!(body(&window, &id).contains("Các ngành Kbang, nghành kbang."));
    // A foreign name is not judged; the next one is passed over.
    assert!(window.shows("“nghành”"));
    window.press(Named::F7);
    assert!(window.shows("“kbang”"));
    window.press(Named::Insert);
    assert!(window.shows("“nghành”") || window.shows("Đã xem hết bài, không còn chữ nào cần sửa."));
    window.press(Named::Escape);
    assert!(!window.shows("“nghành”"));
    // What was learnt is in the workspace's own file, for all.
    window.save();
    let opened = Workspace::open(window.root()).expect("the workspace");
    let words =
        opened.records.iter().find_map(|stored| stored.record.get::<Vocabulary>()).expect("the words");
    assert!(words.has("Kbang"));
    // Each replacement is a step.
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), text);
}

#[test]
fn f7_goes_through_the_rows_of_a_script_too() {
    let rows = "## 01\nLời: Kính chào.\n\n## 02\nHình: Chợ\nLời: Người dân tự sữa chữa nhà.\n";
    let (mut window, id) = open("Cấp giấy chứng nhận", rows);
    window.press(Named::F7);
    assert!(window.shows("“sữa chữa”"));
    window.press(Named::Enter);
    assert_eq!(body(&window, &id), rows.replace("sữa chữa", "sửa chữa"));
    assert!(window.shows("Đã xem hết bài, không còn chữ nào cần sửa."));
}

#[test]
fn bold_is_one_step_at_the_word_or_the_selection() {
    let (mut window, id) = open(ARTICLE, "Sở Nội vụ họp");
    write(&mut window, Action::Move(Motion::DocumentEnd));
    window.press_with_control("b");
    assert_eq!(body(&window, &id), "Sở Nội vụ **họp**");
    // Typing goes on within; the same key removes the signs.
    type_words(&mut window, "!");
    assert_eq!(body(&window, &id), "Sở Nội vụ **họp!**");
    window.press_with_control("b");
    assert_eq!(body(&window, &id), "Sở Nội vụ họp!");
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), "Sở Nội vụ họp");
    write(&mut window, Action::SelectAll);
    window.send(Message::Pieces(pieces::Message::Formatted(Act::Italic)));
    assert_eq!(body(&window, &id), "*Sở Nội vụ họp*");
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), "Sở Nội vụ họp");
    // A script has no such signs.
    let rows = "## 01\nLời: Kính chào.\n";
    let (mut window, id) = open("Cấp giấy chứng nhận", rows);
    window.press_with_control("b");
    assert_eq!(body(&window, &id), rows);
}

#[test]
fn an_undo_puts_the_cursor_where_the_change_was() {
    let (mut window, id) = open(ARTICLE, "Một\n\nHai\n\nBa");
    type_words(&mut window, "Số m");
    write(&mut window, Action::Move(Motion::DocumentEnd));
    window.effect(Effect::Undo);
    type_words(&mut window, "“");
    assert_eq!(body(&window, &id), "“Một\n\nHai\n\nBa");
}

#[test]
fn an_undo_in_rows_opens_the_row_that_changed_at_the_change() {
    let rows = "## 01\nHình: Chợ\nLời: Một.\n\n## 02\nLời: Hai.\n\n## 03\nLời: Ba.\n";
    let (mut window, id) = open("Cấp giấy chứng nhận", rows);
    let row = |window: &mut Window, message| window.send(Message::Pieces(pieces::Message::Row(message)));
    let edited = |field, action| RowMessage::Edited(field, action);
    row(&mut window, RowMessage::Pressed(0, Label::Speech));
    row(&mut window, edited(Label::Speech, Action::Move(Motion::DocumentStart)));
    row(&mut window, edited(Label::Speech, Action::Edit(Edit::Insert('x'))));
    row(&mut window, RowMessage::Pressed(2, Label::Speech));
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), rows);
    row(&mut window, edited(Label::Speech, Action::Edit(Edit::Insert('“'))));
    let script = Script::parse(&body(&window, &id));
    let speeches: Vec<&str> = script.rows.iter().map(|row| row.speech.as_str()).collect();
    assert_eq!(speeches, ["“Một.", "Hai.", "Ba."]);
    // A row that was removed comes back selected.
    row(&mut window, RowMessage::Pressed(1, Label::Speech));
    row(&mut window, RowMessage::Removed);
    row(&mut window, RowMessage::Pressed(0, Label::Picture));
    window.effect(Effect::Undo);
    row(&mut window, edited(Label::Picture, Action::Edit(Edit::Insert('!'))));
    assert_eq!(Script::parse(&body(&window, &id)).rows[1].picture, "!");
}
