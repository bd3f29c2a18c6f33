//! Comments in the window: written at a place, answered, settled, and found again where their words are.

use iced::keyboard::{Modifiers, key::Named};
use iced::widget::text_editor::{Action, Edit, Motion};
use toasoan::app::Message;
use toasoan::piece::av::Label;
use toasoan::piece::{Comment, Format, PieceId};
use toasoan::poster::{ElementKind, Poster};
use toasoan::store::Workspace;
use toasoan::ui::comment::{self, Filter};
use toasoan::ui::screen::poster::DesignerMessage;
use toasoan::ui::screen::{identity, pieces, poster};
use toasoan::ui::{Effect, Route};

use super::window::Window;

type RowMessage = pieces::RowMessage;

/// A script without comments.
fn script(window: &Window) -> PieceId {
    let mut pieces = window.newsroom().pieces();
    let found = pieces.find(|piece| piece.header.title.starts_with("Cấp giấy chứng nhận"));
    found.expect("the sample script").header.id.clone()
}

fn name(window: &mut Window, name: &str) {
    window.effect(Effect::Identify);
    window.send(Message::Identity(identity::Message::Named(name.into())));
    window.send_and_finish(Message::Identity(identity::Message::Done));
}

fn act(window: &mut Window, message: comment::Message) {
    window.send(Message::Pieces(pieces::Message::Comment(message)));
}

fn write(window: &mut Window, words: &str) {
    act(window, comment::Message::Wrote(Action::Edit(Edit::Paste(std::sync::Arc::new(words.to_owned())))));
    act(window, comment::Message::Sent);
}

fn row(window: &mut Window, message: RowMessage) {
    window.send(Message::Pieces(pieces::Message::Row(message)));
}

fn comments(window: &Window, id: &PieceId) -> Vec<Comment> {
    window.newsroom().piece(id).expect("the piece").header.comments.clone()
}

#[test]
fn a_comment_is_written_answered_and_settled_at_its_row() {
    let mut window = Window::on_sample();
    let id = script(&window);
    window.effect(Effect::Open(Route::Piece(id.clone())));
    row(&mut window, RowMessage::Pressed(1, Label::Speech));
    window.press_with_control("m");
    // Nobody has said who sits here: that is asked first, and what was written stays.
    write(&mut window, "Con số này lấy ở đâu?");
    assert!(comments(&window, &id).is_empty() && window.shows("Bạn là ai?"));
    name(&mut window, "Chị Lan");
    act(&mut window, comment::Message::Sent);
    let [written] = comments(&window, &id).try_into().expect("a comment");
    assert_eq!((written.by.as_str(), written.date.to_string()), ("Chị Lan", "2014-03-18".to_owned()));
    assert_eq!(written.anchor.as_ref().map(|anchor| anchor.place.as_str()), Some("Mục 02"));
    for words in ["1 góp ý", "Mục 02", "Con số này lấy ở đâu?"] {
        assert!(window.shows(words), "{words}");
    }

    // A row above: it stays with its words, and its place is where they are.
    row(&mut window, RowMessage::Pressed(0, Label::Speech));
    row(&mut window, RowMessage::Added);
    window.wait_until_shown("Mục 03");
    act(&mut window, comment::Message::Chosen(written.id.clone()));
    window.press_with_control("m");
    write(&mut window, "Thêm tên phường.");
    assert_eq!(comments(&window, &id)[1].anchor.as_ref().map(|anchor| anchor.at), Some(2), "it went there");
    window.effect(Effect::Undo);

    act(&mut window, comment::Message::ReplyAsked(written.id.clone()));
    write(&mut window, "Của Sở Nội vụ, đã ghi thêm.");
    assert!(window.shows("Của Sở Nội vụ, đã ghi thêm."));
    act(&mut window, comment::Message::Settled(written.id.clone()));
    assert!(window.shows("Không còn góp ý nào đang mở.") && !window.shows("1 góp ý"));
    act(&mut window, comment::Message::Filtered(Filter::Settled));
    assert!(window.shows("Chị Lan ghi là đã xong, 18/03"));
    window.effect(Effect::Undo);
    assert!(window.shows("1 góp ý"), "one undo opens it again");
    window.save();
    let opened = Workspace::open(window.root()).expect("the workspace opens");
    let saved = opened.pieces.into_iter().find(|stored| stored.piece.header.id == id).expect("the file");
    assert_eq!(saved.piece.header.comments, comments(&window, &id));

    // What is said in the row is written anew: the comment stays with it. It goes: the comment is kept, and says so.
    let quote = |window: &Window| {
        let anchor = comments(window, &id).remove(0).anchor.expect("an anchor");
        (anchor.place, anchor.quote)
    };
    row(&mut window, RowMessage::Pressed(2, Label::Speech));
    for act in [
        Action::Move(Motion::DocumentStart),
        Action::Select(Motion::DocumentEnd),
        Action::Edit(Edit::Paste(std::sync::Arc::new("Theo báo cáo quý I của Sở Nội vụ.".to_owned()))),
    ] {
        row(&mut window, RowMessage::Edited(Label::Speech, act));
    }
    let (place, said) = quote(&window);
    assert!(place == "Mục 03" && said.starts_with("Theo báo cáo quý I của Sở Nội vụ."), "{place}: {said}");
    row(&mut window, RowMessage::Removed);
    act(&mut window, comment::Message::Filtered(Filter::Open));
    window.wait_until_shown("đoạn này đã được sửa");
    assert!(window.shows("Con số này lấy ở đâu?"));
    act(&mut window, comment::Message::Deleted(written.id.clone()));
    assert!(comments(&window, &id).is_empty());
    window.effect(Effect::Undo);
    assert_eq!(comments(&window, &id).len(), 1, "a deleted one comes back");
}

#[test]
fn keys_in_the_comment_do_nothing_to_the_text() {
    let mut window = Window::on_sample();
    name(&mut window, "Chị Lan");
    let skit = window.newsroom().pieces().find(|piece| piece.header.title == "Bụi chuối biết đi");
    let skit = skit.expect("the sample's skit").clone();
    window.effect(Effect::Open(Route::Piece(skit.id().clone())));
    window.keep_widgets();
    window.press_with_control("m");
    let _ = window.type_letter('x');
    for (key, held) in [(Named::ArrowDown, Modifiers::ALT), (Named::Enter, Modifiers::COMMAND)] {
        window.press_kept_with(key, held);
    }
    let commented = window.newsroom().piece(skit.id()).expect("the skit");
    assert_eq!(commented.header.comments.last().map(|comment| comment.text.as_str()), Some("x"), "sent");
    assert_eq!(commented.body, skit.body);
}

#[test]
fn two_windows_comment_at_once_and_both_stand() {
    let mut lan = Window::on_sample();
    let mut minh = Window::beside(&lan);
    let id = script(&lan);
    for (window, by, at) in [(&mut lan, "Chị Lan", 0), (&mut minh, "Anh Minh", 2)] {
        window.effect(Effect::Open(Route::Piece(id.clone())));
        name(window, by);
        row(window, RowMessage::Pressed(at, Label::Speech));
        window.press_with_control("m");
        write(window, "Xem lại câu này.");
    }
    lan.save();
    minh.save();
    lan.send(Message::FilesChanged);
    lan.wait_until_complete("the other comment comes in", |window| comments(window, &id).len() == 2);
    let mut names: Vec<String> = comments(&minh, &id).into_iter().map(|comment| comment.by).collect();
    names.sort();
    assert_eq!(names, ["Anh Minh", "Chị Lan"]);
}

#[test]
fn an_element_keeps_its_comment_until_it_is_deleted() {
    let mut window = Window::on_sample();
    name(&mut window, "Chị Lan");
    let piece = window.newsroom().pieces().find(|piece| piece.format == Format::Poster).expect("a poster");
    let (id, board) = (piece.header.id.clone(), Poster::parse(&piece.body).expect("a layout"));
    let before = piece.header.open_comments();
    let text = board.elements.iter().find(|one| matches!(one.kind, ElementKind::Text(_))).expect("a text").id;
    let say = |message| Message::Poster(poster::Message::Designer(message));
    window.effect(Effect::Open(Route::Poster(id.clone())));
    window.send(say(DesignerMessage::Choose(text)));
    window.press_with_control("m");
    let words = Action::Edit(Edit::Paste(std::sync::Arc::new("Chữ nhỏ quá.".to_owned())));
    for message in [comment::Message::Wrote(words), comment::Message::Sent] {
        window.send(say(DesignerMessage::Comment(message)));
    }
    let comment = comments(&window, &id).pop().expect("a comment");
    assert_eq!(comment.anchor.and_then(|anchor| anchor.element), Some(text));
    window.draw();
    window.send(say(DesignerMessage::ChooseBoard));
    window.send(say(DesignerMessage::Comment(comment::Message::Chosen(comment.id))));
    window.send(say(DesignerMessage::Act(poster::Act::Delete)));
    assert!(window.shows("đoạn này đã được sửa") && window.shows("Chữ nhỏ quá."));
    window.effect(Effect::Open(Route::Posters));
    assert_eq!(window.newsroom().piece(&id).map(|piece| piece.header.open_comments()), Some(before + 1));
}

#[test]
fn a_comment_waits_on_the_overview_until_it_is_answered() {
    let mut window = Window::on_sample();
    name(&mut window, "Trần Hoài Sa");
    let skit = window.newsroom().pieces().find(|piece| piece.header.title.starts_with("Cò đậu ngoài sân"));
    let header = skit.expect("the sample skit").header.clone();
    let [comment] = header.comments.as_slice() else { panic!("the sample's comment") };
    let line = format!("{} – {}: {}", header.title, comment.by, comment.text);
    window.effect(Effect::Open(Route::Home));
    assert!(window.shows(&line) && window.shows("Góp ý chờ trả lời"));
    window.effect(Effect::Open(Route::Piece(header.id.clone())));
    act(&mut window, comment::Message::ReplyAsked(comment.id.clone()));
    write(&mut window, "Hay, để tôi viết lại.");
    window.effect(Effect::Open(Route::Home));
    assert!(!window.shows(&line));
    // For its author it is the answer that waits.
    name(&mut window, "Ngô Bích Liễu");
    window.effect(Effect::Open(Route::Home));
    assert!(window.shows(&format!("{} – Trần Hoài Sa: Hay, để tôi viết lại.", header.title)));
}
