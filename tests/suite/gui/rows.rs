//! The rows of a script: split, joined, selected, moved, copied between pieces and other programs.

use std::sync::Arc;

use iced::keyboard::Modifiers;
use iced::widget::text_editor::{Action, Edit, Motion};
use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::av::{Label, Script};
use toasoan::piece::{Format, PieceId, block};
use toasoan::ui::screen::pieces::{self, RowMessage};
use toasoan::ui::{Effect, Route};

use super::window::Window;

const BODY: &str = "\
## 01
Hình: Toàn cảnh chợ
Lời: Chào bà con. Hôm nay chợ đông.
Giọng: Ngọc Hân
Thời lượng: 20s
Tính chất: biểu dương

## 02
Nhạc: dân ca
Hình: Cận cảnh
Lời: Mời bà con xem tiếp.
Giọng: Ngọc Hân

## 03
Lời: Xin hết.
Giọng: Quốc Huy
";

/// A window with a TV script and a radio one; the TV script is open.
fn opened() -> (Window, PieceId, PieceId) {
    let mut window = Window::on_sample();
    let [tv, radio] = [Format::Av, Format::Radio].map(|format| {
        let piece = window.newsroom().pieces().find(|piece| piece.format == format);
        piece.expect("a script").header.id.clone()
    });
    for id in [&tv, &radio] {
        let set = Command::SetBody { id: id.clone(), body: BODY.into(), is_typing: false };
        window.effect(Effect::Apply(set));
    }
    window.effect(Effect::Open(Route::Piece(tv.clone())));
    (window, tv, radio)
}

fn body(window: &Window, id: &PieceId) -> String {
    window.newsroom().piece(id).expect("the piece").body.to_string()
}

fn speeches(window: &Window, id: &PieceId) -> Vec<String> {
    Script::parse(&body(window, id)).rows.into_iter().map(|row| row.speech).collect()
}

fn row(window: &mut Window, message: RowMessage) {
    window.send(Message::Pieces(pieces::Message::Row(message)));
}

fn edit(window: &mut Window, label: Label, edit: Edit) {
    row(window, RowMessage::Edited(label, Action::Edit(edit)));
}

fn paste(window: &mut Window, text: &str) {
    window.send(Message::Pieces(pieces::Message::RowsPasted(Some(text.into()))));
}

const FIRST: &str = "Chào bà con. Hôm nay chợ đông.";
const SECOND: &str = "Mời bà con xem tiếp.";
const THIRD: &str = "Xin hết.";

#[test]
fn a_row_is_split_at_the_cursor_and_joined_again() {
    let (mut window, id, _) = opened();
    row(&mut window, RowMessage::Pressed(0, Label::Speech));
    for _ in 0.."Hôm nay chợ đông.".chars().count() {
        row(&mut window, RowMessage::Edited(Label::Speech, Action::Move(Motion::Left)));
    }
    row(&mut window, RowMessage::Split(Label::Speech));
    let script = Script::parse(&body(&window, &id));
    let said: Vec<_> = script.rows.iter().map(|row| (row.number.as_str(), row.speech.as_str())).collect();
    assert_eq!(said, [("01", "Chào bà con."), ("02", "Hôm nay chợ đông."), ("03", SECOND), ("04", THIRD)]);
    // The new row is of the same voice and tone, and both together take the time that was written.
    let (upper, lower) = (&script.rows[0], &script.rows[1]);
    assert_eq!((&lower.voice, &lower.tones, lower.picture.as_str()), (&upper.voice, &upper.tones, ""));
    assert_eq!(upper.duration.zip(lower.duration).map(|(one, other)| one + other), Some(20));

    // The cursor is at the beginning of the new row: Backspace joins it with the one above.
    edit(&mut window, Label::Speech, Edit::Backspace);
    assert_eq!(body(&window, &id).replace("0:20", "20s"), BODY);
    edit(&mut window, Label::Speech, Edit::Insert('"'));
    assert_eq!(
        speeches(&window, &id)[0],
        "Chào bà con. \"Hôm nay chợ đông.",
        "the cursor stays between the words"
    );
    for _ in 0..3 {
        window.effect(Effect::Undo);
    }
    assert_eq!(body(&window, &id), BODY, "one undo each");
}

#[test]
fn joined_rows_lose_no_word() {
    let (mut window, id, _) = opened();
    // Delete at the end joins with the row below.
    row(&mut window, RowMessage::Pressed(0, Label::Speech));
    edit(&mut window, Label::Speech, Edit::Delete);
    row(&mut window, RowMessage::Edited(Label::Speech, Action::Move(Motion::DocumentEnd)));
    edit(&mut window, Label::Speech, Edit::Delete);
    let script = Script::parse(&body(&window, &id));
    let [whole] = &script.rows[..] else { panic!("one row: {script:?}") };
    assert_eq!(whole.speech, format!("{FIRST} {SECOND}\nQuốc Huy: {THIRD}"));
    assert_eq!(whole.picture, "Toàn cảnh chợ\nCận cảnh");
    assert_eq!((whole.voice.as_str(), whole.other.as_str()), ("Ngọc Hân", "Nhạc: dân ca"));
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), BODY);
    // Nothing is above the first row; elsewhere in a field, the key deletes as ever.
    row(&mut window, RowMessage::Pressed(0, Label::Speech));
    row(&mut window, RowMessage::Edited(Label::Speech, Action::Move(Motion::DocumentStart)));
    edit(&mut window, Label::Speech, Edit::Backspace);
    assert_eq!(body(&window, &id), BODY);
}

#[test]
fn several_rows_are_selected_moved_doubled_and_deleted_in_one_step_each() {
    let (mut window, id, _) = opened();
    let hold = |window: &mut Window, keys| row(window, RowMessage::Held(keys));
    row(&mut window, RowMessage::Pressed(0, Label::Speech));
    row(&mut window, RowMessage::Left);
    row(&mut window, RowMessage::Extended { is_up: false });
    assert!(window.shows("Đã chọn 2 mục"));
    row(&mut window, RowMessage::Shifted { is_up: false });
    assert_eq!(speeches(&window, &id), [THIRD, FIRST, SECOND]);
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), BODY);

    // Ctrl adds a row, and takes it back; Shift selects up to one.
    row(&mut window, RowMessage::Pressed(0, Label::Speech));
    hold(&mut window, Modifiers::CTRL);
    row(&mut window, RowMessage::Pressed(2, Label::Speech));
    row(&mut window, RowMessage::Duplicated);
    assert_eq!(speeches(&window, &id), [FIRST, SECOND, THIRD, FIRST, THIRD]);
    row(&mut window, RowMessage::Removed);
    assert_eq!(speeches(&window, &id), [FIRST, SECOND, THIRD], "the copies were selected");
    hold(&mut window, Modifiers::default());
    row(&mut window, RowMessage::Pressed(0, Label::Speech));
    hold(&mut window, Modifiers::SHIFT);
    row(&mut window, RowMessage::Pressed(1, Label::Speech));
    row(&mut window, RowMessage::Removed);
    assert_eq!(speeches(&window, &id), [THIRD]);
    for _ in 0..3 {
        window.effect(Effect::Undo);
    }
    assert_eq!(body(&window, &id), BODY);
}

#[test]
fn a_row_is_dragged_by_its_number() {
    for (from, over, order) in [
        (0, 2, [SECOND, THIRD, FIRST]),
        (2, 0, [THIRD, FIRST, SECOND]),
        (0, 1, [SECOND, FIRST, THIRD]),
        (1, 1, [FIRST, SECOND, THIRD]),
    ] {
        let (mut window, id, _) = opened();
        row(&mut window, RowMessage::Grabbed(from));
        row(&mut window, RowMessage::DraggedOver(1));
        row(&mut window, RowMessage::DraggedOver(over));
        window.draw();
        row(&mut window, RowMessage::Dropped);
        assert_eq!(speeches(&window, &id), order, "{from} over {over}");
        let numbers = Script::parse(&body(&window, &id)).rows.into_iter().map(|row| row.number);
        assert_eq!(numbers.collect::<Vec<_>>(), ["01", "02", "03"]);
    }
    // One that leaves the list is put back.
    let (mut window, id, _) = opened();
    row(&mut window, RowMessage::Grabbed(0));
    row(&mut window, RowMessage::DraggedOver(2));
    row(&mut window, RowMessage::DragLeft);
    row(&mut window, RowMessage::Dropped);
    assert_eq!(body(&window, &id), BODY);
}

#[test]
fn rows_go_to_another_piece_whole() {
    let (mut window, tv, radio) = opened();
    row(&mut window, RowMessage::Pressed(1, Label::Speech));
    row(&mut window, RowMessage::Left);
    row(&mut window, RowMessage::Copied { is_cut: true });
    assert_eq!(speeches(&window, &tv), [FIRST, THIRD]);

    window.effect(Effect::Open(Route::Piece(radio.clone())));
    row(&mut window, RowMessage::Pressed(2, Label::Speech));
    // What the clipboard gives in another program's line ends.
    let text = "TT\tHình\tLời\tGiọng\tKhác\r\n02\tCận cảnh\tMời bà con xem tiếp.\tNgọc Hân\tNhạc: dân ca\r\n";
    edit(&mut window, Label::Speech, Edit::Paste(Arc::new(text.into())));
    let script = Script::parse(&body(&window, &radio));
    let last = script.rows.last().expect("the row");
    assert_eq!((script.rows.len(), last.number.as_str()), (4, "04"));
    assert_eq!((last.picture.as_str(), last.speech.as_str()), ("Cận cảnh", SECOND));
    assert_eq!(last.other, "Nhạc: dân ca", "what other programs do not know comes along");
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &radio), BODY);
}

#[test]
fn a_speech_of_a_skit_is_moved_doubled_joined_and_selected_whole() {
    const SKIT: &str = ".CẢNH 1\n\nÔNG BA\nĐi đâu?\n\nBÀ NĂM\nLên phường.";
    let mut window = Window::on_sample();
    let skit = window.newsroom().pieces().find(|piece| piece.format == Format::Stage);
    let id = skit.expect("a skit").header.id.clone();
    let set = Command::SetBody { id: id.clone(), body: SKIT.into(), is_typing: false };
    window.effect(Effect::Apply(set));
    window.effect(Effect::Open(Route::Piece(id.clone())));
    let send = |window: &mut Window, message| window.send(Message::Pieces(message));
    send(&mut window, pieces::Message::Wrote(Action::Move(Motion::DocumentEnd)));
    send(&mut window, pieces::Message::Block(block::Act::Up));
    assert_eq!(body(&window, &id), ".CẢNH 1\n\nBÀ NĂM\nLên phường.\n\nÔNG BA\nĐi đâu?");
    // The caret stays at the end of her speech.
    send(&mut window, pieces::Message::Wrote(Action::Edit(Edit::Insert('!'))));
    assert!(body(&window, &id).contains("Lên phường.!\n"));
    window.effect(Effect::Undo);
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), SKIT);

    send(&mut window, pieces::Message::Wrote(Action::Move(Motion::DocumentEnd)));
    window.press_with_control("d");
    assert_eq!(body(&window, &id), format!("{SKIT}\n\nBÀ NĂM\nLên phường."));
    window.press_with_control("j");
    assert_eq!(body(&window, &id), format!("{SKIT}\nLên phường."), "one speech of the same speaker");
    send(&mut window, pieces::Message::Block(block::Act::SelectUp));
    send(&mut window, pieces::Message::Wrote(Action::Edit(Edit::Backspace)));
    assert_eq!(body(&window, &id), SKIT.replace("BÀ NĂM\nLên phường.", ""), "all of it was selected");
    for _ in 0..3 {
        window.effect(Effect::Undo);
    }
    assert_eq!(body(&window, &id), SKIT);
}

#[test]
fn a_table_pasted_into_an_article_prints_as_one() {
    let mut window = Window::on_sample();
    let article = window.newsroom().pieces().find(|piece| piece.format == Format::Article);
    let id = article.expect("an article").header.id.clone();
    let set = Command::SetBody { id: id.clone(), body: "Lịch tiếp dân".into(), is_typing: false };
    window.effect(Effect::Apply(set));
    window.effect(Effect::Open(Route::Piece(id.clone())));
    let write = |window: &mut Window, action| window.send(Message::Pieces(pieces::Message::Wrote(action)));
    write(&mut window, Action::Move(Motion::DocumentEnd));
    write(&mut window, Action::Edit(Edit::Paste(Arc::new("Ngày\tNơi\r\n2/4\tAn Bình\r\n".into()))));
    assert_eq!(
        body(&window, &id).trim_end(),
        "Lịch tiếp dân\n\n| Ngày | Nơi |\n| --- | --- |\n| 2/4 | An Bình |"
    );
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), "Lịch tiếp dân");
    write(&mut window, Action::Edit(Edit::Paste(Arc::new(" hai dòng\nchữ".into()))));
    assert_eq!(body(&window, &id), "Lịch tiếp dân hai dòng\nchữ", "other texts stay as they are");
}

#[test]
fn rows_come_from_excel_and_word() {
    for (text, rows) in [
        // With a head, in any order of columns; cells of several lines.
        (
            "Lời bình\tHình ảnh\tThời lượng\n\"Một.\nHai.\"\tToàn cảnh\t15s\nBa.\tCận\t10s\n",
            vec![("Toàn cảnh", "Một.\nHai.", Some(15)), ("Cận", "Ba.", Some(10))],
        ),
        // Without: pictures left, words right.
        ("Toàn cảnh\tMột.\nCận\tHai.\n", vec![("Toàn cảnh", "Một.", None), ("Cận", "Hai.", None)]),
        // A text: a row for each speaker.
        (
            "MC: Xin chào.\nMời xem.\nBác Ba: Chào cô.",
            vec![("", "Xin chào.\nMời xem.", None), ("", "Chào cô.", None)],
        ),
    ] {
        let (mut window, id, _) = opened();
        row(&mut window, RowMessage::Pressed(2, Label::Speech));
        row(&mut window, RowMessage::Left);
        paste(&mut window, text);
        let script = Script::parse(&body(&window, &id));
        let found: Vec<_> = script.rows[3..]
            .iter()
            .map(|row| (row.picture.as_str(), row.speech.as_str(), row.duration))
            .collect();
        assert_eq!(found, rows, "{text:?}");
        window.effect(Effect::Undo);
        assert_eq!(body(&window, &id), BODY, "{text:?}");
    }
    // A paragraph pasted into a field stays in it.
    let (mut window, id, _) = opened();
    row(&mut window, RowMessage::Pressed(2, Label::Speech));
    edit(&mut window, Label::Speech, Edit::Paste(Arc::new(" Một.\nHai.".into())));
    assert_eq!(speeches(&window, &id)[2], format!("{THIRD} Một.\nHai."));
}
