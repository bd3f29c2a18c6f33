//! Text typed just before leaving is saved; text typed in a field is undone field by field.

use iced::window;
use toasoan::app::Message;
use toasoan::piece::{Piece, PieceId};
use toasoan::store::Workspace;
use toasoan::ui::screen::calendar::{self, inspector};
use toasoan::ui::screen::{pieces, settings};
use toasoan::ui::{Effect, Route, Selection};

use super::window::Window;

const TITLE: &str = "Bụi chuối biết đi";

fn skit(window: &Window) -> PieceId {
    let piece = window.newsroom().pieces().find(|piece| piece.header.title == TITLE);
    piece.expect("the sample has the skit").header.id.clone()
}

/// The piece in its file.
fn stored(window: &Window, id: &PieceId) -> Piece {
    let opened = Workspace::open(window.root()).expect("the workspace opens again");
    let stored = opened.pieces.into_iter().find(|stored| stored.piece.header.id == *id);
    stored.expect("the piece has a file").piece
}

fn note(window: &mut Window, words: &str) {
    let typed = inspector::Message::Typed(inspector::PieceField::Note, words.into());
    window.send(Message::Calendar(calendar::Message::Inspector(typed)));
}

fn title(window: &mut Window, words: &str) {
    window.send(Message::Pieces(pieces::Message::TitleChanged(words.into())));
}

fn close(window: &mut Window) {
    window.send(Message::Window(window::Id::unique(), window::Event::CloseRequested));
    window.wait_until("the words are written", |app| app.is_saved() && !app.is_leaving());
}

#[test]
fn what_stands_in_fields_is_written_when_the_window_closes() {
    let mut window = Window::on_sample();
    let id = skit(&window);
    window.effect(Effect::Open(Route::Piece(id.clone())));
    title(&mut window, "Bụi chuối biết chạy");
    window.effect(Effect::Open(Route::Calendar(Some(Selection::Piece(id.clone())))));
    note(&mut window, "Tập với bà con Thới An");
    close(&mut window);
    let header = stored(&window, &id).header;
    assert_eq!(
        (header.title.as_str(), header.note.as_str()),
        ("Bụi chuối biết chạy", "Tập với bà con Thới An")
    );
}

/// The window is closed with newer text while the first text is still being written.
#[test]
fn a_write_under_way_does_not_swallow_what_came_after_it() {
    let mut window = Window::on_sample();
    let id = skit(&window);
    window.effect(Effect::Open(Route::Piece(id.clone())));
    title(&mut window, "Bụi chuối");
    window.send(Message::Pieces(pieces::Message::TitleSubmitted));
    window.send(Message::SaveTick);
    title(&mut window, "Bụi chuối về làng");
    close(&mut window);
    assert_eq!(stored(&window, &id).header.title, "Bụi chuối về làng");
}

#[test]
fn another_workspace_opens_only_after_the_words_of_this_one_are_written() {
    let mut window = Window::on_sample();
    let id = skit(&window);
    window.effect(Effect::Open(Route::Calendar(Some(Selection::Piece(id.clone())))));
    note(&mut window, "Mượn bộ cồng");
    window.effect(Effect::OpenWorkspace);
    window.wait_until("the workspace is left", |app| app.newsroom().is_none());
    assert_eq!(stored(&window, &id).header.note, "Mượn bộ cồng");
}

#[test]
fn undo_takes_back_what_was_just_typed_in_a_field() {
    let mut window = Window::on_sample();
    let id = skit(&window);
    let before = window.newsroom().piece(&id).expect("the piece").clone();
    window.effect(Effect::Open(Route::Calendar(Some(Selection::Piece(id.clone())))));
    note(&mut window, "nhầm");
    window.effect(Effect::Undo);
    assert_eq!(window.newsroom().piece(&id), Some(&before));
    window.effect(Effect::Redo);
    assert_eq!(window.newsroom().piece(&id).expect("the piece").header.note, "nhầm");
}

#[test]
fn settings_are_undone_by_the_field() {
    let mut window = Window::on_sample();
    let before = window.newsroom().settings().office.clone();
    let mut change = |field, words: &[&str]| {
        for typed in words {
            let message = settings::Message::OfficeChanged(field, (*typed).to_owned());
            window.send(Message::Settings(message));
        }
    };
    change(settings::OfficeField::Name, &["Đ", "Đà", "Đài"]);
    change(settings::OfficeField::Place, &["C", "Cầ", "Cần Thơ, ngày"]);
    window.effect(Effect::Undo);
    let office = &window.newsroom().settings().office;
    assert_eq!((&office.name[..], &office.place), ("Đài", &before.place));
    window.effect(Effect::Undo);
    assert_eq!(window.newsroom().settings().office, before);
}
