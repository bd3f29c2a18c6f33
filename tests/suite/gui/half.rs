//! Another program truncates and rewrites a file while the window has unsaved text for it.

use std::fs;
use std::path::PathBuf;

use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::PieceId;
use toasoan::store::Workspace;
use toasoan::ui::Effect;

use super::window::Window;

/// The sample skit and its file.
fn skit(window: &Window) -> (PieceId, PathBuf) {
    let opened = Workspace::open(window.root()).expect("the workspace opens");
    let stored = opened.pieces.iter().find(|stored| stored.piece.header.title.starts_with("Bụi chuối"));
    let stored = stored.expect("the sample skit");
    (stored.piece.header.id.clone(), window.root().join(&stored.path))
}

fn body(window: &Window, id: &PieceId) -> String {
    window.newsroom().piece(id).expect("the piece").body.to_string()
}

#[test]
fn half_a_file_takes_nothing_from_the_window() {
    for is_typed in [false, true] {
        let mut window = Window::on_sample();
        let (id, file) = skit(&window);
        let whole = fs::read_to_string(&file).expect("the file");
        let before = body(&window, &id);
        let typed = format!("{before}\nLời gõ thêm.\n");
        if is_typed {
            let command = Command::SetBody { id: id.clone(), body: typed.clone(), is_typing: true };
            window.effect(Effect::Apply(command));
        }
        fs::write(&file, &whole.as_bytes()[..whole.len() / 2]).expect("the first half");
        window.send(Message::FilesChanged);
        window.send(Message::SaveTick);
        if is_typed {
            window.wait_until_shown("Chưa lưu được");
        }
        window.catch_up();
        assert_eq!(body(&window, &id), if is_typed { typed } else { before }, "the half is not taken");
        assert_eq!(fs::metadata(&file).expect("the file").len(), whole.len() as u64 / 2, "nor saved over");

        // The rest arrives, with a new line.
        let theirs = whole.replacen("Bụi chuối", "Bụi chuối sau nhà", 1);
        fs::write(&file, &theirs).expect("all of it");
        window.wait_until_complete("all of it comes in", |window| {
            let piece = window.newsroom().piece(&id).expect("the piece");
            piece.to_text().contains("Bụi chuối sau nhà")
        });
        window.save();
        let now = fs::read_to_string(&file).expect("the file");
        assert_eq!(now.contains("Lời gõ thêm."), is_typed);
        assert!(now.contains("Bụi chuối sau nhà") && now.len() >= theirs.len(), "nothing is cut off");
    }
}

#[test]
fn an_end_that_a_person_deleted_stays_deleted() {
    let mut window = Window::on_sample();
    let (id, file) = skit(&window);
    let whole = fs::read_to_string(&file).expect("the file");
    let end = whole[..whole.len() / 2].rfind("\n\n").expect("a paragraph");
    fs::write(&file, &whole[..end]).expect("a shorter text");
    let length = body(&window, &id).len();
    window.send(Message::FilesChanged);
    window.wait_until_complete("the shorter text counts", |window| body(window, &id).len() < length);
    window.save();
    assert_eq!(fs::read_to_string(&file).expect("the file"), whole[..end]);
}
