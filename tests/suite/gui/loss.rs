//! The folder of the pieces disappears under the open window: reported, kept in memory, and written back or
//! given up by choice.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use toasoan::app::{App, Message};
use toasoan::newsroom::Command;
use toasoan::piece::{Format, PieceId};
use toasoan::store::Workspace;
use toasoan::ui::screen::leave::Message as Leave;
use toasoan::ui::{Effect, Route};

use super::window::Window;

/// The path of each piece.
fn paths(window: &Window) -> BTreeMap<PieceId, String> {
    let opened = Workspace::open(window.root()).expect("the workspace opens");
    let place = |stored: &toasoan::store::Stored| (stored.piece.header.id.clone(), stored.path.clone());
    opened.pieces.iter().map(place).collect()
}

fn is_article(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "md")
}

fn reported(count: usize, what: &str, folder: &str) -> String {
    format!(
        "{count} {what} mất tệp: thư mục {folder} đã bị chuyển, đổi tên hoặc xóa. \
         Nội dung vẫn còn trong cửa sổ này."
    )
}

fn look(window: &mut Window) {
    window.send(Message::FilesChanged);
}

#[test]
fn pieces_whose_folder_went_away_stay_until_someone_says_so() {
    let mut window = Window::on_sample();
    let before = paths(&window);
    let inside = before.values().filter(|path| path.starts_with("pieces/")).count();
    let (id, path) = before.iter().find(|(_, path)| is_article(path)).expect("an article");
    let body = window.newsroom().piece(id).expect("the article").body.clone();
    let write = |window: &mut Window, words: &str| {
        let body = format!("{body}\n{words}\n");
        window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body, is_typing: true }));
    };
    let (folder, away) = (window.root().join("pieces"), window.folder().join("xa"));
    window.effect(Effect::Open(Route::Piece(id.clone())));

    // It disappears and comes back.
    fs::rename(&folder, &away).expect("it goes");
    look(&mut window);
    window.wait_until_shown(&reported(inside, "bài", "pieces"));
    assert!(!window.is_saved() && window.shows("Chưa lưu được"), "the bar does not say that all is saved");
    assert_eq!(window.newsroom().pieces().count(), before.len());
    fs::rename(&away, &folder).expect("it comes back");
    look(&mut window);
    window.wait_until_gone("Ghi lại");
    assert!(window.is_saved());

    // It stays away: text typed meanwhile is kept too.
    fs::rename(&folder, &away).expect("it goes");
    look(&mut window);
    window.wait_until_shown("Ghi lại");
    write(&mut window, "Gõ khi thư mục đã mất.");
    window.send(Message::SaveTick);
    window.catch_up();
    assert!(!folder.exists(), "nothing is made anew before someone says so");
    window.click("Ghi lại");
    window.wait_until("all is written back", App::is_saved);
    assert!(!window.shows("Ghi lại"));
    assert_eq!(paths(&window), before, "each where it stood");
    let now = fs::read_to_string(window.root().join(path)).expect("the article");
    assert!(now.contains("Gõ khi thư mục đã mất."));
    for (other, path) in &before {
        let old = window.folder().join(path.replacen("pieces", "xa", 1));
        if path.starts_with("pieces/") && other != id {
            assert_eq!(fs::read(window.root().join(path)).expect("now"), fs::read(old).expect("then"));
        }
    }

    // Given up: the pieces are removed, but unsaved text is kept.
    fs::remove_dir_all(&folder).expect("it is deleted");
    write(&mut window, "Chưa lưu.");
    look(&mut window);
    window.wait_until_shown("Bỏ theo thư mục");
    window.click("Bỏ theo thư mục");
    window.wait_until("what is unsaved is saved", App::is_saved);
    let left = paths(&window);
    assert_eq!(left.len(), before.len() - inside + 1);
    assert_eq!(window.newsroom().pieces().count(), left.len());
    assert!(
        left.contains_key(id) && window.newsroom().piece(id).expect("the article").body.contains("Chưa lưu.")
    );
}

#[test]
fn pictures_whose_folder_went_away_are_written_back() {
    let mut window = Window::on_sample();
    let source = window.folder().join("ảnh.png");
    image::RgbImage::new(4, 3).save(&source).expect("a picture");
    let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
    let path = workspace.import_picture(&source).expect("an import");
    let data = workspace.picture(&path).expect("the picture");
    let file = window.root().join(&path);
    // The pictures in the window's memory; the window's own first load may finish later.
    let loaded = Message::PicturesLoaded(Arc::new(HashMap::from([(path, Arc::clone(&data))])));
    fs::remove_dir_all(window.root().join("images")).expect("it is deleted");
    window.send(loaded.clone());
    look(&mut window);
    window.insist("the loss is told", |window| window.shows("Ghi lại"), &[&loaded, &Message::FilesChanged]);
    assert!(window.shows(&reported(1, "ảnh", "images")));
    window.send(loaded);
    window.click("Ghi lại");
    window.wait_until("it is written back", App::is_saved);
    assert_eq!(fs::read(file).expect("the picture"), *data);
}

#[test]
fn what_is_lost_is_not_left_behind_unseen() {
    let mut window = Window::on_sample();
    let inside = paths(&window).into_values().filter(|path| path.starts_with("pieces/")).count();
    fs::remove_dir_all(window.root().join("pieces")).expect("it is deleted");
    look(&mut window);
    window.wait_until_shown("Ghi lại");
    window.send(Message::Window(iced::window::Id::unique(), iced::window::Event::CloseRequested));
    window.send(Message::LeaveWaits);
    assert!(window.shows("Còn chữ chưa lưu được") && window.shows(&format!("{inside} bài mất tệp")));
    window.click("Lưu bản sao ra nơi khác…");
    let copies = window.folder().join("bản sao");
    window.send(Message::Leave(Leave::FolderChanged(copies.display().to_string())));
    window.click("Lưu bản sao rồi đóng");
    window.wait_until("the window goes", App::is_saved);
    assert_eq!(fs::read_dir(&copies).expect("the copies").count(), inside);
}

#[test]
fn a_few_pieces_that_are_deleted_go_without_a_question() {
    let mut window = Window::on_sample();
    let before = paths(&window);
    let gone: Vec<_> = before.iter().filter(|(_, path)| is_article(path)).take(2).collect();
    for (_, path) in &gone {
        fs::remove_file(window.root().join(path)).expect("a removal");
    }
    look(&mut window);
    let ids: Vec<PieceId> = gone.iter().map(|(id, _)| (*id).clone()).collect();
    window.wait_until("they are gone from the window", move |app| {
        let newsroom = app.newsroom().expect("a workspace");
        ids.iter().all(|id| newsroom.piece(id).is_none())
    });
    assert!(window.is_saved() && !window.shows("Ghi lại"));
}

/// Pieces deleted in a colleague's window are in the trash.
#[test]
fn pieces_that_a_colleague_deleted_go_without_a_question_however_many() {
    let mut window = Window::on_sample();
    let workspace = Workspace::open(window.root()).expect("the workspace opens").workspace;
    let inside: Vec<String> =
        paths(&window).into_values().filter(|path| path.starts_with("pieces/")).collect();
    for path in &inside {
        let _ = workspace.trash(path).expect("a deletion");
    }
    look(&mut window);
    let left = window.newsroom().pieces().count() - inside.len();
    window.wait_until("they are gone from the window", move |app| {
        app.newsroom().is_some_and(|newsroom| newsroom.pieces().count() == left)
    });
    assert!(window.is_saved() && !window.shows("Ghi lại"));
}

#[test]
fn a_picture_put_into_the_folder_of_an_open_window_is_seen() {
    let mut window = Window::on_sample();
    let poster = window.newsroom().all().find(|piece| piece.format == Format::Poster).expect("a poster");
    let (id, body) = (poster.header.id.clone(), poster.body.to_string());
    let frame = "(id: 999, frame: (x: 20.0, y: 20.0, width: 50.0, height: 40.0), \
                 kind: Picture((path: \"images/mới.png\"))),";
    let (head, rest) = body.split_once("elements: [").expect("elements");
    let body = format!("{head}elements: [{frame}{rest}");
    window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body, is_typing: false }));
    window.effect(Effect::Open(Route::Poster(id)));
    window.wait_until_shown("Thiếu ảnh");
    let folder = window.root().join("images");
    fs::create_dir_all(&folder).expect("a folder");
    let picture = image::RgbImage::from_pixel(400, 320, image::Rgb([200, 60, 60]));
    picture.save(folder.join("mới.png")).expect("a picture");
    look(&mut window);
    window.wait_until_gone("Thiếu ảnh");
}
