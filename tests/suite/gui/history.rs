//! Revisions are listed, compared with the current piece, and restored as one step that can be undone.

use toasoan::app::Message;
use toasoan::calendar::wording;
use toasoan::newsroom::Command;
use toasoan::piece::Status;
use toasoan::store::{Revision, Workspace};
use toasoan::ui::screen::history::{Message as HistoryMessage, Other};
use toasoan::ui::screen::pieces;
use toasoan::ui::{Effect, Route};

use super::window::Window;

/// The line in the list, under its day.
pub fn line(revision: &Revision) -> String {
    let time = revision.time.with_timezone(&chrono::Local).naive_local();
    format!("Bản {} · {}", revision.revision_id.number, wording::clock(time.time()))
}

/// The name among the versions to compare with.
fn name(revision: &Revision) -> String {
    let time = revision.time.with_timezone(&chrono::Local).naive_local();
    format!(
        "Bản {} · {} {}",
        revision.revision_id.number,
        wording::clock(time.time()),
        wording::date(time.date())
    )
}

#[test]
fn an_old_version_is_compared_and_comes_back() {
    let mut window = Window::on_sample();
    let piece = window.newsroom().pieces().find(|piece| piece.header.title == "Bụi chuối biết đi");
    let id = piece.expect("the sample skit").header.id.clone();
    window.effect(Effect::Open(Route::Piece(id.clone())));
    for words in ["Lời cũ.\n", "Lời mới.\n"] {
        let body = words.to_owned();
        window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body, is_typing: false }));
        window.save();
    }
    let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
    let revisions = workspace.revisions(&id).expect("revisions");
    // The file from before the first save is kept as well.
    assert_eq!(revisions.len(), 3);

    window.send(Message::Pieces(pieces::Message::HistoryAsked));
    // What its author changed.
    window.wait_until_shown("Gạch ngang: bản này đã bỏ. Gạch chân: bản này đã thêm.");
    let against = |other| Message::History(HistoryMessage::Against(other));
    // The last one is the current piece.
    window.send(against(Other::Now));
    window.wait_until_shown(
        "Chữ của hai bản như nhau. Nếu có khác thì chỉ ở trạng thái, lịch phát, người làm hoặc hình thức.",
    );
    window.send(against(Other::Revision(2, name(&revisions[0]))));
    window.wait_until_shown(&format!(
        "Gạch ngang: chỉ có trong bản này. Gạch chân: chỉ có trong “{}”.",
        name(&revisions[0])
    ));
    window.send(against(Other::Now));
    for revision in &revisions {
        assert!(window.shows(&line(revision)), "{}", line(revision));
        assert!(window.shows(&revision.author));
    }
    window.click(&line(&revisions[1]));
    window.wait_until_shown("Gạch ngang: chỉ có trong bản này. Gạch chân: chỉ có trong “Bản đang mở”.");
    window.click("Khôi phục bản này");
    let body = |window: &Window| window.newsroom().piece(&id).expect("the piece").body.clone();
    assert_eq!(body(&window), "Lời cũ.\n");
    assert!(!window.shows("Khôi phục bản này"), "the panel has gone");
    window.effect(Effect::Undo);
    assert_eq!(body(&window), "Lời mới.\n");
    window.effect(Effect::Redo);
    window.save();
    let revisions = workspace.revisions(&id).expect("revisions");
    let last = workspace.read_revision(revisions.last().expect("a revision")).expect("a piece");
    assert_eq!((revisions.len(), last.body.as_str()), (4, "Lời cũ.\n"));
}

#[test]
fn a_version_sent_for_approval_gets_a_name_that_stays() {
    let mut window = Window::on_sample();
    let piece = window.newsroom().pieces().find(|piece| piece.header.status == Status::Drafting);
    let mut header = piece.expect("a draft").header.clone();
    let id = header.id.clone();
    header.set_status(Status::InReview, window.newsroom().today());
    window.effect(Effect::Apply(Command::SetHeader(Box::new(header))));
    window.wait_until_shown("Đặt tên bản này");
    window.save();
    window.click("Đặt tên bản này");
    // What it is, is proposed; and what has changed is said in words.
    window.wait_until_shown("“gửi duyệt lần 1”");
    assert!(window.shows("Trạng thái: Đang soạn → Chờ duyệt"));
    window.click("“gửi duyệt lần 1”");
    window.wait_until_shown("gửi duyệt lần 1");

    let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
    let named = |workspace: &Workspace| -> Vec<String> {
        workspace.revisions(&id).expect("revisions").into_iter().map(|revision| revision.name).collect()
    };
    assert_eq!(named(&workspace).last().map(String::as_str), Some("gửi duyệt lần 1"));
    // Another name counts instead, and none takes it away.
    let send = |window: &mut Window, name: &str| {
        window.send(Message::History(HistoryMessage::Named(name.to_owned())));
        window.settle();
    };
    send(&mut window, "bản trình sở");
    assert_eq!(named(&workspace).last().map(String::as_str), Some("bản trình sở"));
    send(&mut window, "");
    assert!(named(&workspace).iter().all(String::is_empty));
}
