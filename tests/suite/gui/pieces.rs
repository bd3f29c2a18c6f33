//! Bài: typing changes only the edited piece; undo reverts it; a search ignores diacritics.

use iced::widget::text_editor::{Action, Edit, Motion};
use toasoan::app::Message;
use toasoan::piece::av::{Label, Script};
use toasoan::piece::{Format, PieceId, stage};
use toasoan::ui::screen::pieces::{self, Mode, RowMessage};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn id_of(window: &Window, title: &str) -> PieceId {
    let piece = window.newsroom().pieces().find(|piece| piece.header.title.starts_with(title));
    piece.unwrap_or_else(|| panic!("no piece {title}")).header.id.clone()
}

fn body(window: &Window, id: &PieceId) -> String {
    window.newsroom().piece(id).expect("the piece").body.to_string()
}

fn row(window: &mut Window, message: RowMessage) {
    window.send(Message::Pieces(pieces::Message::Row(message)));
}

fn type_in_row(window: &mut Window, field: Label, words: &str) {
    for letter in words.chars() {
        row(window, RowMessage::Edited(field, Action::Edit(Edit::Insert(letter))));
    }
}

fn write(window: &mut Window, words: &str) {
    for letter in words.chars() {
        let edit = if letter == '\n' { Edit::Enter } else { Edit::Insert(letter) };
        window.send(Message::Pieces(pieces::Message::Wrote(Action::Edit(edit))));
    }
}

#[test]
fn typing_in_a_row_changes_that_record_alone_and_one_undo_takes_the_burst_back() {
    let mut window = Window::on_sample();
    let id = id_of(&window, "Cấp giấy chứng nhận");
    window.effect(Effect::Open(Route::Piece(id.clone())));
    let before = body(&window, &id);
    let old = Script::parse(&before);

    row(&mut window, RowMessage::Pressed(3, Label::Speech));
    type_in_row(&mut window, Label::Speech, " Đó là điều mừng.");
    let new = Script::parse(&body(&window, &id));
    assert_eq!(new.rows[3].speech, format!("{} Đó là điều mừng.", old.rows[3].speech));
    for (index, (old, new)) in old.rows.iter().zip(&new.rows).enumerate() {
        assert_eq!(old.source() == new.source(), index != 3, "row {index}");
    }
    // Another field is another undo step.
    row(&mut window, RowMessage::Pressed(3, Label::Sound));
    row(&mut window, RowMessage::Moved { is_back: false });
    type_in_row(&mut window, Label::Note, "hỏi lại");
    window.effect(Effect::Undo);
    assert_eq!(Script::parse(&body(&window, &id)).rows, new.rows);
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), before);

    // The editors follow the undo: typing continues from the old text.
    type_in_row(&mut window, Label::Speech, "!");
    assert_eq!(Script::parse(&body(&window, &id)).rows[3].speech, format!("{}!", old.rows[3].speech));
}

#[test]
fn rows_come_move_and_go_and_keep_their_numbers_in_order() {
    let mut window = Window::on_sample();
    let id = id_of(&window, "Cấp giấy chứng nhận");
    window.effect(Effect::Open(Route::Piece(id.clone())));
    let before = body(&window, &id);
    let speeches = |window: &Window| -> Vec<String> {
        Script::parse(&body(window, &id)).rows.into_iter().map(|row| row.speech).collect()
    };
    let old = speeches(&window);

    row(&mut window, RowMessage::Pressed(1, Label::Speech));
    row(&mut window, RowMessage::Added);
    type_in_row(&mut window, Label::Speech, "Xin chào");
    row(&mut window, RowMessage::Shifted { is_up: true });
    let script = Script::parse(&body(&window, &id));
    let numbers: Vec<_> = script.rows.iter().map(|row| row.number.clone()).collect();
    let expected: Vec<_> = (1..=old.len() + 1).map(|number| format!("{number:02}")).collect();
    assert_eq!(numbers, expected);
    assert_eq!(speeches(&window)[..3], [old[0].clone(), "Xin chào".into(), old[1].clone()]);

    row(&mut window, RowMessage::Removed);
    assert_eq!(speeches(&window), old);
    let after = body(&window, &id);
    assert!(after.trim_end() == before.trim_end(), "what was added and taken out leaves no trace");
    for _ in 0..4 {
        window.effect(Effect::Undo);
    }
    assert!(body(&window, &id) == before, "all is undone");
}

#[test]
fn a_text_is_undone_by_the_line_and_the_editor_follows() {
    let mut window = Window::on_sample();
    let id = id_of(&window, "Bụi chuối");
    window.effect(Effect::Open(Route::Piece(id.clone())));
    let before = body(&window, &id);
    window.send(Message::Pieces(pieces::Message::Wrote(Action::Move(Motion::DocumentEnd))));
    write(&mut window, "\nBÀ TƯ SEN\nĐủ rồi nghen!");
    assert_eq!(body(&window, &id), format!("{before}\nBÀ TƯ SEN\nĐủ rồi nghen!"));
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), format!("{before}\nBÀ TƯ SEN"));
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), before);
    write(&mut window, "Hết.");
    assert_eq!(body(&window, &id), format!("{before}Hết."));
}

#[test]
fn a_search_without_diacritics_finds_and_enter_opens() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Pieces));
    window.send(Message::Pieces(pieces::Message::Searched("BUI chuoi".into())));
    assert!(window.shows("Bụi chuối biết đi") && !window.shows("Một năm mới, một lời hẹn"));
    window.send(Message::Pieces(pieces::Message::MarkedOpened));
    assert!(window.shows("Bố cục"), "the piece is open with its outline");
    window.send(Message::Pieces(pieces::Message::Searched("không có bài này".into())));
    let advice = "Không thấy bài nào. Thử ít chữ hơn (không dấu cũng được) hoặc bỏ bớt điều kiện lọc.";
    assert!(window.shows(advice));
}

#[test]
fn every_sample_opens_in_its_editor_with_an_outline() {
    let mut window = Window::on_sample();
    let pieces: Vec<_> = window
        .newsroom()
        .pieces()
        .filter(|piece| piece.format != Format::Poster)
        .map(|piece| (piece.header.id.clone(), piece.header.title.clone(), piece.format, piece.body.clone()))
        .collect();
    assert!(pieces.len() > 30);
    for (id, title, format, before) in pieces {
        window.effect(Effect::Open(Route::Piece(id.clone())));
        assert!(window.shows("In"), "{title}");
        if matches!(format, Format::Av | Format::Radio | Format::Stage | Format::Quiz) && !before.is_empty() {
            assert!(window.shows("Bố cục"), "{title} has no outline");
        }
        if matches!(format, Format::Av | Format::Radio) {
            window.send(Message::Pieces(pieces::Message::ModeChosen(Mode::Text)));
            assert!(window.shows("In"), "{title} as text");
        }
        assert_eq!(body(&window, &id), before, "to look is not to change");
    }
    assert!(!window.newsroom().can_undo());
}

/// Text copied out of a document with old fonts is recognised when it is pasted, and converted if one wishes.
#[test]
fn pasted_text_of_old_fonts_is_offered_in_unicode() {
    const PASTED: &str = "Thñ tôc hµnh chÝnh ®\u{ad}îc niªm yÕt c«ng khai.";
    let paste = || Action::Edit(Edit::Paste(std::sync::Arc::new(PASTED.to_owned())));
    let mut window = Window::on_sample();
    let send = |window: &mut Window, message| window.send(Message::Pieces(message));
    for (title, is_row) in [("Khai bút đầu xuân", false), ("Cấp giấy chứng nhận", true)] {
        let id = id_of(&window, title);
        window.effect(Effect::Open(Route::Piece(id.clone())));
        let before = body(&window, &id);
        if is_row {
            row(&mut window, RowMessage::Pressed(3, Label::Speech));
            row(&mut window, RowMessage::Edited(Label::Speech, paste()));
        } else {
            send(&mut window, pieces::Message::Wrote(paste()));
        }
        let pasted = body(&window, &id);
        assert!(pasted.contains(PASTED) && window.shows("Chuyển sang Unicode"), "{title}");
        send(&mut window, pieces::Message::LegacyTaken);
        let converted = body(&window, &id);
        assert_eq!(
            converted,
            pasted.replace(PASTED, "Thủ tục hành chính được niêm yết công khai."),
            "{title}"
        );
        assert!(!window.shows("Chuyển sang Unicode"));
        window.effect(Effect::Undo);
        assert_eq!(body(&window, &id), pasted, "{title}: as pasted");
        window.effect(Effect::Undo);
        assert_eq!(body(&window, &id), before, "{title}");
    }
}

#[test]
fn a_skit_typed_as_name_and_words_is_converted_after_a_look_and_one_undo_takes_it_back() {
    let mut window = Window::on_sample();
    let id = id_of(&window, "Bụi chuối biết đi");
    window.effect(Effect::Open(Route::Piece(id.clone())));
    let before = body(&window, &id);
    let typed = "NHÂN VẬT:\n- Ông Ba, 60 tuổi, nông dân\n- Bà Năm, vợ ông Ba\n\nCẢNH 1: SÂN NHÀ\n\
                 Ông Ba (thở dài): Bà nó ơi!\nBà Năm: Dạ, tui đây.\n";
    window.send(Message::Pieces(pieces::Message::Wrote(Action::SelectAll)));
    let paste = Action::Edit(Edit::Paste(std::sync::Arc::new(typed.to_owned())));
    window.send(Message::Pieces(pieces::Message::Wrote(paste)));
    assert_eq!(body(&window, &id), typed);

    window.send(Message::Pieces(pieces::Message::ConversionAsked));
    assert_eq!(body(&window, &id), typed, "shown first");
    window.send(Message::Pieces(pieces::Message::Converted));
    let play = stage::parse(&body(&window, &id));
    let turns: Vec<_> = play.turns().map(|turn| turn.name.to_owned()).collect();
    assert_eq!((turns, play.cast.len()), (vec!["ÔNG BA".to_owned(), "BÀ NĂM".to_owned()], 2));
    assert_eq!(play.scenes().len(), 1);

    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), typed);
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), before);
}
