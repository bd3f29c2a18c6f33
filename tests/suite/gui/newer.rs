//! Files of a newer version of the program are shown and printed, but read-only.

use iced::widget::text_editor::{Action, Edit};
use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::{Format, Piece, PieceId, Status};
use toasoan::store::Workspace;
use toasoan::ui::screen::calendar::{self, inspector};
use toasoan::ui::screen::pieces;
use toasoan::ui::screen::poster::{self, Act, DesignerMessage};
use toasoan::ui::{Effect, Export, Route, Selection};

use super::window::Window;

const BANNER: &str = "Do phiên bản mới hơn của Tòa soạn ghi: chỉ đọc và in được. Cập nhật để sửa.";

/// A colleague with a newer program saves the piece while it is open here.
fn update(window: &mut Window, id: &PieceId) -> (std::path::PathBuf, String) {
    let opened = Workspace::open(window.root()).expect("the workspace opens");
    let stored = opened.pieces.iter().find(|stored| stored.piece.header.id == *id).expect("the file");
    let file = window.root().join(&stored.path);
    let text = std::fs::read_to_string(&file).expect("the file reads");
    let newer = text.replacen("schema: 1", "schema: 2, mới: \"gì đó\"", 1);
    assert_ne!(newer, text, "the sample says its schema");
    std::fs::write(&file, &newer).expect("the file can be written");
    window.send(Message::FilesChanged);
    window.wait_until_complete("the newer file comes in", |window| {
        window.newsroom().piece(id).is_some_and(|piece| piece.header.is_newer())
    });
    (file, newer)
}

#[test]
fn a_newer_versions_piece_is_read_and_printed_but_not_changed() {
    let mut window = Window::on_sample();
    let piece = window.newsroom().pieces().find(|piece| piece.header.title == "Bụi chuối biết đi");
    let id = piece.expect("the sample skit").header.id.clone();
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.send(Message::Pieces(pieces::Message::Wrote(Action::Edit(Edit::Insert('x')))));
    window.save();
    assert!(!window.shows(BANNER));
    let (file, text) = update(&mut window, &id);
    assert!(window.shows(BANNER));
    let before = window.newsroom().piece(&id).expect("the piece").clone();
    let refusal = "“Bụi chuối biết đi” do phiên bản mới hơn của Tòa soạn ghi, ở đây chỉ đọc được. \
                   Hãy cập nhật chương trình để sửa.";

    let mut moved = before.header.clone();
    moved.airings.clear();
    let note = inspector::Message::Typed(inspector::PieceField::Note, "ghi chú".into());
    let open = |place| Message::Effect(Effect::Open(place));
    let attempts: [(&str, Vec<Message>); 7] = [
        ("typing", vec![Message::Pieces(pieces::Message::Wrote(Action::Edit(Edit::Insert('x'))))]),
        ("the status", vec![Message::Pieces(pieces::Message::StatusChosen(Status::Approved))]),
        (
            "the title",
            vec![
                Message::Pieces(pieces::Message::TitleChanged("Tên khác".into())),
                Message::Pieces(pieces::Message::TitleSubmitted),
            ],
        ),
        ("a move in the calendar", vec![apply(Command::SetHeader(Box::new(moved)))]),
        (
            "a field of the calendar",
            vec![
                open(Route::Calendar(Some(Selection::Piece(id.clone())))),
                Message::Calendar(calendar::Message::Inspector(note)),
                open(Route::Piece(id.clone())),
            ],
        ),
        ("deleting", vec![apply(Command::Remove(id.clone()))]),
        ("undoing what was done before", vec![Message::Effect(Effect::Undo)]),
    ];
    for (what, messages) in attempts {
        for message in messages {
            window.send(message);
        }
        if what != "undoing what was done before" {
            window.wait_until_shown(refusal);
        }
        assert_eq!(window.newsroom().piece(&id), Some(&before), "{what}");
        assert!(window.is_saved(), "{what}");
    }
    // The editor shows the file's text again: the next letter is refused like the first.
    assert!(!window.shows("Tên khác"));
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), text);

    window.effect(Effect::Export(Export::Piece(id.clone())));
    assert!(window.shows(&format!("In, xuất: {}", before.header.title)), "it can still be printed");
}

fn apply(command: Command) -> Message {
    Message::Effect(Effect::Apply(command))
}

#[test]
fn a_newer_versions_poster_says_so_in_the_designer_and_stays_as_it_is() {
    let mut window = Window::on_sample();
    let is_poster = |piece: &&Piece| piece.format == Format::Poster;
    let id = window.newsroom().pieces().find(is_poster).expect("a sample poster").header.id.clone();
    window.effect(Effect::Open(Route::Poster(id.clone())));
    assert!(!window.shows(BANNER));
    let (file, text) = update(&mut window, &id);
    assert!(window.shows(BANNER));
    let before = window.newsroom().piece(&id).expect("the piece").clone();
    let say = |message| Message::Poster(poster::Message::Designer(message));
    for message in [DesignerMessage::Act(Act::ChooseAll), DesignerMessage::Act(Act::Delete)] {
        window.send(say(message));
    }
    window.wait_until_shown(&format!(
        "“{}” do phiên bản mới hơn của Tòa soạn ghi, ở đây chỉ đọc được. Hãy cập nhật chương trình để sửa.",
        before.header.title
    ));
    window.send(say(DesignerMessage::SetStatus(Status::Dropped)));
    assert_eq!(window.newsroom().piece(&id), Some(&before));
    assert!(window.is_saved());
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), text);
}
