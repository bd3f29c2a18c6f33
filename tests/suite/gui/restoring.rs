//! Deleted, damaged or unsaved content can be recovered within the window.

use std::rc::Rc;

use toasoan::app::Message;
use toasoan::newsroom::{Command, Newsroom};
use toasoan::piece::{Format, PieceId};
use toasoan::store::Workspace;
use toasoan::ui::screen::pieces;
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn skit(window: &Window) -> PieceId {
    let piece = window.newsroom().pieces().find(|piece| piece.header.title == "Bụi chuối biết đi");
    piece.expect("the sample skit").header.id.clone()
}

fn file(window: &Window, id: &PieceId) -> std::path::PathBuf {
    let opened = Workspace::open(window.root()).expect("the workspace opens");
    let stored = opened.pieces.into_iter().find(|stored| stored.piece.header.id == *id);
    window.root().join(stored.expect("the file").path)
}

#[test]
fn a_deleted_piece_comes_back_from_the_trash_in_a_later_window() {
    let mut lan = Window::on_sample();
    let id = skit(&lan);
    let path = file(&lan, &id);
    let text = std::fs::read_to_string(&path).expect("the file");
    lan.effect(Effect::Apply(Command::Remove(id.clone())));
    lan.save();
    assert!(!path.exists());

    let mut later = Window::beside(&lan);
    assert!(later.newsroom().piece(&id).is_none());
    later.effect(Effect::Trash);
    later.wait_until_shown("Khôi phục");
    later.click("Khôi phục");
    later.wait_until_shown("Thùng rác trống");
    let wanted = id.clone();
    later.wait_until("the piece is in the window again", move |app| {
        app.newsroom().is_some_and(|newsroom| newsroom.piece(&wanted).is_some())
    });
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), text);
}

#[test]
fn a_damaged_file_is_looked_at_and_its_last_good_revision_comes_back() {
    let mut window = Window::on_sample();
    let id = skit(&window);
    let body = "Lời tốt.\n".to_owned();
    window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body, is_typing: false }));
    window.save();
    let path = file(&window, &id);
    let damage = "(schema: 1, id: \"\nchữ còn đọc được";
    std::fs::write(&path, damage).expect("the damage");
    window.effect(Effect::Open(Route::Home));
    window.send(Message::FilesChanged);
    window.wait_until_complete("the damage is told", |window| window.shows("Tệp cần xem lại"));
    window.click("Xem");
    window.wait_until_shown("chữ còn đọc được");
    window.click("Lấy lại bản tốt gần nhất");
    window.wait_until_gone("Tệp cần xem lại");
    let text = std::fs::read_to_string(&path).expect("the file");
    assert!(text.ends_with("Lời tốt.\n"), "{text}");
    let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
    let revisions = workspace.revisions(&id).expect("revisions");
    let kept = |path: &str| std::fs::read_to_string(window.root().join(path)).expect("a revision");
    assert!(revisions.iter().any(|revision| kept(&revision.path) == damage), "the damaged file is kept");

    // The restored revision's parent cannot be read: it is compared with the last readable one.
    window.effect(Effect::Open(Route::Piece(id)));
    window.send(Message::Pieces(pieces::Message::HistoryAsked));
    window.wait_until_shown(
        "Bản ngay trước nó bị hỏng. Chữ của bản này như chữ của bản tốt gần nhất trước đó.",
    );
}

#[test]
fn a_file_larger_than_a_piece_can_be_goes_to_the_trash_for_the_last_good_revision() {
    let mut window = Window::on_sample();
    let id = skit(&window);
    let body = "Lời tốt.\n".to_owned();
    window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body, is_typing: false }));
    window.save();
    let path = file(&window, &id);
    let grown = std::fs::File::options().append(true).open(&path).expect("the file");
    grown.set_len(9 * 1024 * 1024).expect("a long file");

    let opened = Workspace::open(window.root()).expect("the workspace opens");
    let [problem] = opened.problems.as_slice() else { panic!("{:?}", opened.problems) };
    assert!(problem.to_string().contains("lớn hơn 8 MB") && problem.can_restore(), "{problem}");
    let restored = opened.workspace.restore_last_good(problem).expect("the last good revision");
    assert_eq!(restored.piece().expect("a piece").body, "Lời tốt.\n");
    let trashed = opened.workspace.trashed();
    assert!(trashed.iter().any(|trashed| trashed.path == problem.path), "{trashed:?}");
    let opened = Workspace::open(window.root()).expect("the workspace opens");
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    assert!(opened.pieces.iter().any(|stored| stored.piece.header.id == id));
}

#[test]
fn of_two_files_of_one_id_either_becomes_a_piece_of_its_own_or_goes() {
    for (choice, count) in [("Là bài khác: cấp mã mới", 1), ("Bỏ tệp này vào thùng rác", 0)] {
        let lan = Window::on_sample();
        let pieces = lan.newsroom().pieces().len();
        let path = file(&lan, &skit(&lan));
        let twin = path.with_extension("bài khác.fountain");
        let _ = std::fs::copy(&path, &twin).expect("a copy");
        let mut window = Window::beside(&lan);
        window.effect(Effect::Open(Route::Home));
        window.wait_until_shown("Tệp cần xem lại");
        window.click("Xem");
        window.click(choice);
        window.wait_until_gone("Tệp cần xem lại");
        window.wait_until("the file is taken in", move |app| {
            app.newsroom().is_some_and(|newsroom| newsroom.pieces().len() == pieces + count)
        });
        assert!(path.exists() && twin.exists() == (count == 1));
    }
}

#[test]
fn unsaved_words_are_seen_beside_the_piece_before_they_are_taken_in() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder"));
    let mut window = Window::with_data(&folder);
    let id = skit(&window);
    let body = window.newsroom().piece(&id).expect("the piece").body.clone();
    let body = format!("{body}\nChữ chưa lưu.\n");
    window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body: body.clone(), is_typing: true }));
    window.send_and_finish(Message::JournalTick);
    drop(window);

    let mut window = Window::with_data(&folder);
    window.effect(Effect::Open(Route::Home));
    window.wait_until_shown("So sánh");
    window.click("So sánh");
    window.wait_until_shown("Bản đang có");
    window.click("Đóng");
    assert_ne!(window.newsroom().piece(&id).expect("the piece").body, body, "looking takes nothing in");
    window.click("So sánh");
    window.wait_until_shown("Bỏ chữ này");
    window.effect(Effect::Recover(0));
    assert_eq!(window.newsroom().piece(&id).expect("the piece").body, body);
}

#[test]
fn a_text_put_into_the_folder_or_dropped_on_the_window_is_made_a_piece() {
    let mut window = Window::on_sample();
    let skit = "NHÂN VẬT:\n- Lan\n- Tâm\n\nLan: Chào.\nTâm (cười): Chào Lan.\nLan: Dạ.\n";
    let path = window.root().join("pieces/2014/Giấy hẹn.txt");
    std::fs::write(&path, skit).expect("a text");
    let title = |window: &Window, title: &str| {
        let piece = window.newsroom().pieces().find(|piece| piece.header.title == title);
        piece.map(|piece| (piece.format, piece.body.to_string()))
    };
    window.effect(Effect::Open(Route::Home));
    window.send(Message::FilesChanged);
    window.wait_until_complete("the text is told", |window| window.shows("Đưa vào…"));
    window.click("Đưa vào…");
    window.wait_until_shown("Tâm (cười): Chào Lan.");
    window.click("Đưa vào thành bài");
    window.wait_until_complete("the text is in the trash", |_| !path.exists());
    let (format, body) = title(&window, "Giấy hẹn").expect("a piece");
    assert_eq!((format, body.contains("\nTÂM\n(cười)\nChào Lan.\n")), (Format::Stage, true), "{body}");

    // A file from anywhere stays where it is.
    let elsewhere = tempfile::tempdir().expect("a folder");
    let file = elsewhere.path().join("Vở cũ.fountain");
    std::fs::write(&file, "Title: Vở của người khác\n\nLAN\nChào.\n").expect("a file");
    let dropped = iced::window::Event::FileDropped(file.clone());
    window.send(Message::Window(iced::window::Id::unique(), dropped));
    window.wait_until("the dropped file is a piece", |app| {
        let mut pieces = app.newsroom().into_iter().flat_map(Newsroom::pieces);
        pieces.any(|piece| piece.header.title == "Vở của người khác" && piece.format == Format::Stage)
    });
    assert!(file.exists());
    window.effect(Effect::Undo);
    assert!(title(&window, "Vở của người khác").is_none(), "taken back by one undo");
}
