//! The editor of a dialogue: guests, a promise entered in one line, its deadline on the overview, undone.

use toasoan::app::Message;
use toasoan::case::Case;
use toasoan::dialogue::{Dialogue, Phase, Reply};
use toasoan::piece::{Format, PieceId};
use toasoan::ui::screen::cases::list::Choice;
use toasoan::ui::screen::pieces;
use toasoan::ui::screen::pieces::dialogue::{self, Line, Part, asked};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn opened() -> (Window, PieceId) {
    let mut window = Window::on_sample();
    let id = {
        let mut dialogues = window.newsroom().pieces().filter(|piece| piece.format == Format::Dialogue);
        let quarter = dialogues.find(|piece| piece.header.activity == "doi-thoai-doanh-nghiep");
        quarter.expect("the quarter's").header.id.clone()
    };
    window.effect(Effect::Open(Route::Piece(id.clone())));
    (window, id)
}

fn send(window: &mut Window, message: dialogue::Message) {
    window.send(Message::Pieces(pieces::Message::Dialogue(message)));
}

fn enter(window: &mut Window, message: asked::Message) {
    send(window, dialogue::Message::Entry(message));
}

fn dialogue(window: &Window, id: &PieceId) -> Dialogue {
    Dialogue::parse(&window.newsroom().piece(id).expect("the piece").body).expect("a dialogue")
}

#[test]
fn guests_answer_a_promise_is_noted_and_everything_is_undone() {
    let (mut window, id) = opened();
    let before = window.newsroom().piece(&id).expect("the piece").body.to_string();
    assert!(
        window.shows("Khách mời")
            && window.shows("Đã mời 12; 9 sẽ dự hoặc cử người thay, 2 chưa trả lời, 0 có dự.")
    );
    send(&mut window, dialogue::Message::Replied(6, Reply::Coming));
    send(&mut window, dialogue::Message::Came(0, true));
    assert!(window.shows("Đã mời 12; 10 sẽ dự hoặc cử người thay, 1 chưa trả lời, 1 có dự."));
    send(&mut window, dialogue::Message::Typed(Line::Place, "Nhà văn hóa".into()));
    send(&mut window, dialogue::Message::PhaseChosen(Phase::Comments));
    let changed = dialogue(&window, &id);
    assert_eq!((changed.place.as_str(), changed.phase), ("Nhà văn hóa", Phase::Comments));
    for part in [Part::Programme, Part::Minutes, Part::Review, Part::Asked] {
        send(&mut window, dialogue::Message::PartChosen(part));
        window.draw();
    }

    let count = window.newsroom().entries::<Case>().count();
    enter(&mut window, asked::Message::KindChosen(asked::Kind::Promise));
    enter(&mut window, asked::Message::Entered);
    assert!(window.shows("Hãy ghi câu hỏi hay lời hứa bằng một dòng."));
    enter(&mut window, asked::Message::Topic("Bốn ngành kiểm tra chung một lần".into()));
    enter(&mut window, asked::Message::Entered);
    assert!(window.shows("Hãy chọn cơ quan hứa."));
    enter(&mut window, asked::Message::AgencyPicked(Choice::new("so-khdt", "Sở KH&ĐT")));
    enter(&mut window, asked::Message::Due("31/2".into()));
    enter(&mut window, asked::Message::Entered);
    assert!(window.shows("“31/2” không phải ngày; ghi như 31/3."));
    enter(&mut window, asked::Message::Due("31/3".into()));
    enter(&mut window, asked::Message::Entered);
    let promise =
        window.newsroom().entries::<Case>().find(|case| case.is_promise).expect("the promise").clone();
    assert_eq!((promise.raised_in.as_ref(), promise.agency.as_str()), (Some(&id), "so-khdt"));
    assert!(window.shows("Bốn ngành kiểm tra chung một lần"));
    window.effect(Effect::Undo);
    assert_eq!(window.newsroom().entries::<Case>().count(), count);
    assert!(!window.shows("Bốn ngành kiểm tra chung một lần"));
    for _ in 0..4 {
        window.effect(Effect::Undo);
    }
    assert_eq!(*window.newsroom().piece(&id).expect("the piece").body, *before);
    assert!(window.shows("Câu hỏi, kiến nghị"), "the part stays");
}
