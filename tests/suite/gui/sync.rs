//! Two windows on one workspace: each sees the other's changes, and nothing is lost.

use iced::Point;
use iced::keyboard::key::Named;
use iced::widget::text_editor::{Action, Edit, Motion};
use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::PieceId;
use toasoan::piece::av::{Label, Script};
use toasoan::store::{Known, Revision, Workspace};
use toasoan::ui::screen::pieces::{self, RowMessage};
use toasoan::ui::screen::settings::{self, OfficeField};
use toasoan::ui::{Effect, Route};

use super::history::line;
use super::window::Window;

fn script(window: &Window) -> PieceId {
    let piece =
        window.newsroom().pieces().find(|piece| piece.header.title.starts_with("Cấp giấy chứng nhận"));
    piece.expect("the sample script").header.id.clone()
}

fn body(window: &Window, id: &PieceId) -> String {
    window.newsroom().piece(id).expect("the piece").body.to_string()
}

fn open(window: &mut Window, id: &PieceId) {
    window.effect(Effect::Open(Route::Piece(id.clone())));
}

fn speak(window: &mut Window, row: usize, words: &str) {
    window.send(Message::Pieces(pieces::Message::Row(RowMessage::Pressed(row, Label::Speech))));
    for letter in words.chars() {
        let edit = Action::Edit(Edit::Insert(letter));
        window.send(Message::Pieces(pieces::Message::Row(RowMessage::Edited(Label::Speech, edit))));
    }
}

/// The watcher's signal after a change of a file.
fn look(window: &mut Window, id: &PieceId, words: &str) {
    window.send(Message::FilesChanged);
    window.wait_until_complete("the colleague's words come in", |window| {
        window.newsroom().piece(id).is_some_and(|piece| piece.body.contains(words))
    });
}

#[test]
fn both_write_in_one_script_and_both_see_all_of_it() {
    let mut lan = Window::on_sample();
    let mut minh = Window::beside(&lan);
    let id = script(&lan);
    open(&mut lan, &id);
    open(&mut minh, &id);

    speak(&mut lan, 1, " Chị Lan thêm.");
    speak(&mut minh, 3, " Anh Minh thêm.");
    lan.save();
    // His file has changed meanwhile: his save merges and completes by itself.
    minh.save();
    assert!(body(&minh, &id).contains("Chị Lan thêm.") && body(&minh, &id).contains("Anh Minh thêm."));

    // She is still in her row; his text arrives, and her cursor stays where it was.
    look(&mut lan, &id, "Anh Minh thêm.");
    speak(&mut lan, 1, " Rồi thêm nữa.");
    let rows = Script::parse(&body(&lan, &id)).rows;
    assert!(rows[1].speech.ends_with("Chị Lan thêm. Rồi thêm nữa."), "{}", rows[1].speech);
    assert!(rows[3].speech.ends_with("Anh Minh thêm."));

    // Undo reverts her own text and keeps his.
    lan.effect(Effect::Undo);
    lan.effect(Effect::Undo);
    let text = body(&lan, &id);
    assert!(!text.contains("Chị Lan") && text.contains("Anh Minh thêm."), "{text}");
    lan.effect(Effect::Redo);
    lan.effect(Effect::Redo);
    lan.save();
    look(&mut minh, &id, "Rồi thêm nữa.");
    assert_eq!(body(&lan, &id), body(&minh, &id));
}

/// Someone put another piece at the path of one with unsaved words.
#[test]
fn a_file_that_now_holds_another_piece_takes_no_word_with_it() {
    let mut lan = Window::on_sample();
    let id = script(&lan);
    let on_disk = |lan: &Window| Workspace::open(lan.root()).expect("the workspace opens").pieces;
    let stored = on_disk(&lan).into_iter().find(|stored| stored.piece.header.id == id).expect("the file");
    open(&mut lan, &id);
    speak(&mut lan, 1, " Chưa lưu.");
    let other = PieceId("01JZZZZZZZZZZZZZZZZZZZZZZZ".into());
    let text = stored.piece.to_text().replace(id.as_str(), other.as_str());
    std::fs::write(lan.root().join(&stored.path), text).expect("another piece");
    lan.send(Message::SaveTick);
    let ids = [id, other];
    lan.insist(
        "both are on disk and in the window",
        |lan| lan.is_saved() && ids.iter().all(|id| lan.newsroom().piece(id).is_some()),
        &[&Message::SettleTick, &Message::FilesChanged, &Message::RetrySave],
    );
    let pieces = on_disk(&lan);
    let of = |id: &PieceId| pieces.iter().find(|stored| stored.piece.header.id == *id).expect("its file");
    assert!(of(&ids[0]).piece.body.contains("Chưa lưu."));
    assert_eq!((&of(&ids[1]).path, &of(&ids[1]).piece.body), (&stored.path, &stored.piece.body));
}

#[test]
fn one_place_written_by_both_is_kept_twice_until_someone_chooses() {
    for (choice, expected) in [
        ("Giữ bản của tôi", ["Của Minh.", ""]),
        ("Lấy bản kia", ["Của Lan.", ""]),
        ("Giữ cả hai", ["Của Minh.", "Của Lan."]),
    ] {
        let mut lan = Window::on_sample();
        let mut minh = Window::beside(&lan);
        let id = script(&lan);
        for (window, words) in [(&mut lan, " Của Lan."), (&mut minh, " Của Minh.")] {
            open(window, &id);
            speak(window, 2, words);
        }
        lan.save();
        minh.save();
        let on_disk = || {
            let opened = Workspace::open(lan.root()).expect("the workspace opens");
            opened
                .pieces
                .into_iter()
                .find(|stored| stored.piece.header.id == id)
                .expect("the file")
                .piece
                .body
        };
        assert!(
            on_disk().contains("Của Lan.") && on_disk().contains("Của Minh."),
            "both are safe before any choice"
        );
        assert!(!minh.shows(choice), "no dialog comes over the typing");
        minh.click("Xem và chọn");
        minh.click(choice);
        minh.click("Xong");
        assert!(!minh.shows("Giữ bản của tôi") && !minh.shows("Xem và chọn"), "nothing is left to choose");
        let now = body(&minh, &id);
        for words in ["Của Lan.", "Của Minh."] {
            assert_eq!(now.contains(words), expected.contains(&words), "{choice}: {words}");
        }
        minh.save();
        look(&mut lan, &id, expected[0]);
    }
}

#[test]
fn a_text_that_grows_above_leaves_the_caret_in_place() {
    let mut lan = Window::on_sample();
    let mut minh = Window::beside(&lan);
    let skit = |window: &Window| {
        let piece = window.newsroom().pieces().find(|piece| piece.header.title.starts_with("Bụi chuối"));
        piece.expect("the sample skit").header.id.clone()
    };
    let id = skit(&lan);
    open(&mut lan, &id);
    lan.send(Message::Pieces(pieces::Message::Wrote(Action::Move(Motion::DocumentEnd))));
    let above = format!("Ghi chú của Minh.\n\n{}", body(&minh, &id));
    minh.effect(Effect::Apply(Command::SetBody { id: id.clone(), body: above.clone(), is_typing: false }));
    minh.save();
    look(&mut lan, &id, "Ghi chú của Minh.");
    for letter in "Hết.".chars() {
        lan.send(Message::Pieces(pieces::Message::Wrote(Action::Edit(Edit::Insert(letter)))));
    }
    assert_eq!(body(&lan, &id), format!("{above}Hết."));
}

#[test]
fn words_outlive_their_file() {
    let mut lan = Window::on_sample();
    let id = script(&lan);
    open(&mut lan, &id);
    speak(&mut lan, 1, " Chưa lưu.");
    let opened = Workspace::open(lan.root()).expect("the workspace opens");
    let stored = opened.pieces.iter().find(|stored| stored.piece.header.id == id).expect("the file");
    std::fs::remove_file(lan.root().join(&stored.path)).expect("a colleague deletes the file");
    lan.save();
    let opened = Workspace::open(lan.root()).expect("the workspace opens");
    let stored = opened.pieces.iter().find(|stored| stored.piece.header.id == id).expect("a new file");
    assert!(stored.piece.body.contains("Chưa lưu."));
}

/// Another program changes the file of a piece.
fn change_outside(window: &Window, id: &PieceId, from: &str, to: &str) {
    let opened = Workspace::open(window.root()).expect("the workspace opens");
    let stored = opened.pieces.iter().find(|stored| stored.piece.header.id == *id).expect("the file");
    let file = window.root().join(&stored.path);
    let text = std::fs::read_to_string(&file).expect("the file reads");
    assert!(text.contains(from));
    std::fs::write(&file, text.replace(from, to)).expect("the file can be written");
}

#[test]
fn a_change_by_another_program_is_told_when_missed_and_kept_when_seen() {
    let mut lan = Window::on_sample();
    let id = script(&lan);
    open(&mut lan, &id);
    speak(&mut lan, 1, " Chị Lan thêm.");
    lan.save();
    change_outside(&lan, &id, "Chị Lan thêm.", "Sửa bằng Word.");

    // Nobody had the workspace open when it happened.
    let mut minh = Window::beside(&lan);
    minh.effect(Effect::Open(Route::Home));
    minh.wait_until_shown("Tệp cần xem lại");

    // She sees it happen: it is added to the history, and not reported to anybody.
    look(&mut lan, &id, "Sửa bằng Word.");
    let workspace = Workspace::open(lan.root()).expect("the workspace opens").workspace;
    lan.wait_until("the change is in the history", |_| {
        let revisions = workspace.revisions(&id).expect("revisions");
        revisions.last().is_some_and(|last| last.author == "ngoài chương trình")
    });
    let opened = Workspace::open(lan.root()).expect("the workspace opens");
    assert_eq!(opened.workspace.verify(&Known::of(&opened.pieces, opened.stamps())), []);
}

/// A sync program set aside a colleague's version, with changes in one row that nobody else edited and in one
/// that somebody did.
#[test]
fn a_conflict_copy_is_merged_and_what_clashes_is_asked() {
    for suffix in [".sync-conflict-20140320-101500-ABCDEFG.av", "-DESKTOP-ABC123.av", " (1).av"] {
        merge_copy(suffix);
    }
}

fn merge_copy(suffix: &str) {
    let mut lan = Window::on_sample();
    let id = script(&lan);
    open(&mut lan, &id);
    let opened = Workspace::open(lan.root()).expect("the workspace opens");
    let stored = opened.pieces.into_iter().find(|stored| stored.piece.header.id == id).expect("the file");
    let mut theirs = stored.piece.clone();
    let mut script = Script::parse(&theirs.body);
    for (row, words) in [(1, "Anh Minh thêm."), (2, "Của Minh.")] {
        let speech = format!("{} {words}", script.rows[row].speech);
        script.set(row, Label::Speech, &speech);
    }
    theirs.body = script.write().into();
    speak(&mut lan, 2, " Của Lan.");
    lan.save();
    let workspace = opened.workspace;
    let _ = workspace.keep_as_head(theirs.clone(), Some(&stored.stamp)).expect("the revision came over");
    let path = stored.path.replace(".av", suffix);
    let file = lan.root().join(&path);
    std::fs::write(&file, theirs.to_text()).expect("the copy came over");

    look(&mut lan, &id, "Anh Minh thêm.");
    assert!(body(&lan, &id).contains("Của Lan.") && body(&lan, &id).contains("Của Minh."));
    lan.wait_until("the copy is put away", |_| !file.exists());
    lan.click("Xem và chọn");
    lan.click("Giữ cả hai");
    lan.click("Xong");
    lan.save();
    assert!(workspace.trashed().iter().any(|trashed| trashed.path == path));
    assert_eq!(workspace.heads(&id).expect("heads").len(), 1);
}

#[test]
fn a_choice_that_is_put_off_keeps_both() {
    for is_key in [true, false] {
        let mut lan = Window::on_sample();
        let mut minh = Window::beside(&lan);
        let id = script(&lan);
        for (window, words) in [(&mut lan, " Của Lan."), (&mut minh, " Của Minh.")] {
            open(window, &id);
            speak(window, 2, words);
        }
        lan.save();
        minh.save();
        minh.click("Xem và chọn");
        assert!(minh.shows("Giữ cả hai"));
        if is_key {
            minh.press(Named::Escape);
        } else {
            minh.click_at(Point::new(12.0, 450.0));
        }
        assert!(!minh.shows("Giữ cả hai"), "the dialog has gone");
        minh.effect(Effect::Open(Route::Home));
        minh.click("Xem và chọn");
        assert!(minh.shows("Giữ cả hai"), "the choice is still to be had");
        minh.send(Message::Dismiss);
        minh.save();
        let now = body(&minh, &id);
        assert!(now.contains("Của Lan.") && now.contains("Của Minh."), "{now}");
        look(&mut lan, &id, "Của Minh.");
        assert_eq!(body(&lan, &id), now);
    }
}

/// Text kept aside in the history is reported, and can be merged.
#[test]
fn words_kept_beside_are_merged_from_the_history() {
    let first = Window::on_sample();
    let id = script(&first);
    let opened = Workspace::open(first.root()).expect("the workspace opens");
    let stored = opened.pieces.into_iter().find(|stored| stored.piece.header.id == id).expect("the file");
    let workspace = opened.workspace.signed("Anh Ba");
    let mut lan = Window::beside(&first);
    open(&mut lan, &id);
    speak(&mut lan, 1, " Chị Lan thêm.");
    lan.save();
    let mut theirs = stored.piece.clone();
    let mut script = Script::parse(&theirs.body);
    let speech = format!("{} Anh Ba thêm.", script.rows[3].speech);
    script.set(3, Label::Speech, &speech);
    theirs.body = script.write().into();
    let _ = workspace.keep_as_head(theirs, Some(&stored.stamp)).expect("a head");

    let pieces = Workspace::open(first.root()).expect("the workspace opens").pieces;
    let lan_stamp = pieces.iter().find(|stored| stored.piece.header.id == id).expect("the file").stamp;
    let mut lan = Window::beside(&first);
    lan.effect(Effect::Open(Route::Home));
    lan.wait_until_shown("có 2 bản cùng nối từ một bản cũ mà chưa gộp");
    lan.effect(Effect::History(id.clone().into()));
    lan.wait_until_shown("Anh Ba");
    let own = workspace.revision_of(&id, &lan_stamp).expect("the history").expect("her revision");
    lan.click(&own.author);
    assert!(!lan.shows("Gộp vào bản đang mở"), "her own is what is open");
    lan.click("Anh Ba");
    lan.click("Gộp vào bản đang mở");
    let wanted = id.clone();
    lan.wait_until("his words come in", move |app| {
        let piece = app.newsroom().and_then(|newsroom| newsroom.piece(&wanted));
        piece.is_some_and(|piece| piece.body.contains("Anh Ba thêm."))
    });
    assert!(body(&lan, &id).contains("Chị Lan thêm."));
    lan.save();
    assert_eq!(workspace.heads(&id).expect("heads").len(), 1);
    lan.wait_until_gone("có 2 bản cùng nối từ một bản cũ mà chưa gộp");
}

/// A field can have only one version in the file; the other is in the history.
#[test]
fn a_title_given_by_both_and_put_off_is_found_in_the_history() {
    let mut lan = Window::on_sample();
    let mut minh = Window::beside(&lan);
    let id = script(&lan);
    for (window, title) in [(&mut lan, "Tên của Lan"), (&mut minh, "Tên của Minh")] {
        let mut header = window.newsroom().piece(&id).expect("the piece").header.clone();
        header.title = title.into();
        window.effect(Effect::Apply(Command::SetHeader(Box::new(header))));
    }
    lan.save();
    minh.save();
    minh.click("Xem và chọn");
    assert!(minh.shows("Lấy bản kia") && !minh.shows("Giữ cả hai"));
    minh.press(Named::Escape);
    minh.save();
    assert!(!minh.shows("Lấy bản kia"), "the dialog has gone");
    let opened = Workspace::open(lan.root()).expect("the workspace opens");
    let stored = opened.pieces.iter().find(|stored| stored.piece.header.id == id).expect("the file");
    assert_eq!(stored.piece.header.title, "Tên của Minh");
    let revisions = opened.workspace.revisions(&id).expect("revisions");
    let read = |revision: &&Revision| opened.workspace.read_revision(revision).expect("a piece").header.title;
    let hers = revisions.iter().find(|revision| read(revision) == "Tên của Lan").map(line).expect("hers");
    assert_eq!(opened.workspace.heads(&id).expect("heads").len(), 1, "both are in one line");
    minh.effect(Effect::History(id.clone().into()));
    minh.wait_until_shown(&hers);
    minh.click(&hers);
    minh.wait_until_shown("Gạch ngang: bản này đã bỏ. Gạch chân: bản này đã thêm.");
    minh.click("Khôi phục bản này");
    assert_eq!(minh.newsroom().piece(&id).expect("the piece").header.title, "Tên của Lan");
}

#[test]
fn settings_of_two_windows_are_merged() {
    let mut lan = Window::on_sample();
    let mut minh = Window::beside(&lan);
    let set = |window: &mut Window, field, words: &str| {
        window.send(Message::Settings(settings::Message::OfficeChanged(field, words.into())));
    };
    set(&mut lan, OfficeField::Name, "Đài của Lan");
    set(&mut lan, OfficeField::Signer, "Lan");
    set(&mut minh, OfficeField::Place, "Cần Thơ của Minh");
    set(&mut minh, OfficeField::Signer, "Minh");
    lan.save();
    minh.save();
    minh.wait_until_shown("Người khác vừa đổi thiết lập: đã gộp; chỗ cả hai cùng đổi giữ theo bạn.");
    minh.save();
    let office = &Workspace::open(lan.root()).expect("the workspace opens").settings.office;
    let words = (office.name.as_str(), office.place.as_str(), office.signer.as_str());
    assert_eq!(words, ("Đài của Lan", "Cần Thơ của Minh", "Minh"));
    lan.send(Message::FilesChanged);
    lan.wait_until("his settings come in", |app| {
        app.newsroom().is_some_and(|newsroom| newsroom.settings().office.signer == "Minh")
    });
}
