//! Templates that an office makes of its own posters: kept, begun with, renamed, deleted, and taken into a new year.

use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::{Format, Piece, PieceId};
use toasoan::poster::template;
use toasoan::poster::{ElementKind, OwnTemplate, Poster as Board};
use toasoan::store::Workspace;
use toasoan::ui::screen::new_year::{Field, Message as NewMessage, Source};
use toasoan::ui::screen::poster::{
    Beginning, CardAct, ChooserMessage, DesignerMessage, GalleryMessage, Message as PosterMessage,
    TemplateAct,
};
use toasoan::ui::{Effect, Route};

use super::window::Window;

const PHOTO: &[u8] = include_bytes!("../../fixtures/pictures/jpeg-420.jpg");

fn gallery(window: &mut Window, message: GalleryMessage) {
    window.send(Message::Poster(PosterMessage::Gallery(message)));
}

fn names(window: &Window) -> Vec<String> {
    window.newsroom().entries::<OwnTemplate>().map(|template| template.name.clone()).collect()
}

fn own(window: &Window) -> OwnTemplate {
    window.newsroom().entries::<OwnTemplate>().next().expect("a template").clone()
}

/// A poster with a photo in its frame, in the sample.
fn with_photo(window: &mut Window) -> Piece {
    let images = window.root().join("images");
    std::fs::create_dir_all(&images).expect("the folder");
    std::fs::write(images.join("gương.jpg"), PHOTO).expect("the photo");
    let poster = window.newsroom().pieces().find(|piece| piece.format == Format::Poster);
    let mut piece = poster.expect("a poster").clone();
    let mut board = template::with_picture();
    for element in &mut board.elements {
        if let ElementKind::Picture(picture) = &mut element.kind {
            picture.path = "images/gương.jpg".into();
        }
    }
    assert!(board.pictures().next().is_some());
    piece.body = board.to_text().into();
    let id = piece.header.id.clone();
    let body = piece.body.to_string();
    window.effect(Effect::Apply(Command::SetBody { id, body, is_typing: false }));
    piece
}

fn keep(window: &mut Window, piece: &PieceId) {
    gallery(window, GalleryMessage::MenuAsked(Some(piece.clone())));
    gallery(window, GalleryMessage::MenuChosen(CardAct::Keep));
}

#[test]
fn a_poster_is_kept_as_a_template_and_another_begins_with_it() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Posters));
    let first = with_photo(&mut window);
    let id = first.header.id.clone();
    window.effect(Effect::Open(Route::Poster(id)));
    window.send(Message::Poster(PosterMessage::Designer(DesignerMessage::Kept)));
    assert_eq!(names(&window), [first.header.title.as_str()]);

    window.effect(Effect::Open(Route::Posters));
    window.click("Áp phích mới");
    assert!(window.shows("Mẫu của đơn vị") && window.shows("Mẫu có sẵn"));
    let beginning = Beginning::Own(own(&window).id);
    let before: Vec<PieceId> = window.newsroom().pieces().map(|piece| piece.header.id.clone()).collect();
    gallery(&mut window, GalleryMessage::Begin(beginning));
    let has_begun = |newsroom: &toasoan::newsroom::Newsroom| {
        let mut added = newsroom.pieces().filter(|piece| !before.contains(&piece.header.id));
        added.any(|piece| piece.header.title == first.header.title)
    };
    window.wait_until("the poster begins", |app| app.newsroom().is_some_and(has_begun));
    let added =
        window.newsroom().pieces().find(|piece| !before.contains(&piece.header.id)).expect("a poster");
    assert_eq!(added.body.to_string(), first.body.to_string());

    // The file is one like others: read again with the workspace.
    window.save();
    let opened = Workspace::open(window.root()).expect("the workspace");
    let paths = opened
        .entries
        .iter()
        .filter(|stored| stored.record().is_some_and(|one| one.get::<OwnTemplate>().is_some()));
    assert_eq!(paths.count(), 1);
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
}

#[test]
fn a_template_is_no_further_size_and_the_same_name_is_numbered() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Posters));
    let piece = with_photo(&mut window);
    let mut board = Board::parse(&piece.body).expect("a poster");
    toasoan::poster::family::join(&mut board, "01HV5A8DH5NF2NGG13D14RH1YM", 0);
    let body = board.to_text();
    let id = piece.header.id.clone();
    window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body, is_typing: false }));
    keep(&mut window, &id);
    keep(&mut window, &id);
    let title = piece.header.title;
    assert_eq!(names(&window), [title.clone(), format!("{title} (2)")]);
    let kept = own(&window).poster;
    assert!(kept.family.is_empty() && kept.elements.iter().all(|element| element.link.is_none()));
    assert_eq!(kept.elements.len(), board.elements.len());
}

#[test]
fn a_template_is_renamed_and_deleted_and_comes_back_by_undo() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Posters));
    let piece = with_photo(&mut window);
    keep(&mut window, &piece.header.id);
    let kept = own(&window);
    let menu = |window: &mut Window, act| {
        let asked = ChooserMessage::MenuAsked(Some(own(window).id));
        gallery(window, GalleryMessage::Chooser(asked));
        gallery(window, GalleryMessage::Chooser(ChooserMessage::MenuChosen(act)));
    };
    gallery(&mut window, GalleryMessage::Choose(true));
    menu(&mut window, TemplateAct::Rename);
    gallery(&mut window, GalleryMessage::Chooser(ChooserMessage::NameTyped("  Mẫu gương  tốt ".into())));
    gallery(&mut window, GalleryMessage::Chooser(ChooserMessage::NameEntered));
    assert_eq!(names(&window), ["Mẫu gương tốt"]);
    // An empty name is none.
    menu(&mut window, TemplateAct::Rename);
    gallery(&mut window, GalleryMessage::Chooser(ChooserMessage::NameTyped(" ".into())));
    gallery(&mut window, GalleryMessage::Chooser(ChooserMessage::NameEntered));
    assert_eq!(names(&window), ["Mẫu gương tốt"]);
    assert!(window.shows("Mẫu gương tốt"));

    menu(&mut window, TemplateAct::Trash);
    assert!(names(&window).is_empty() && !window.shows("Mẫu của đơn vị"));
    window.save();
    assert_eq!(files(&window).len(), 0);
    window.effect(Effect::Undo);
    assert_eq!(names(&window), ["Mẫu gương tốt"]);
    assert!(window.shows("Mẫu của đơn vị"));
    window.save();
    assert_eq!(files(&window).len(), 1);
    window.effect(Effect::Undo);
    assert_eq!(own(&window), kept, "the name of before");
}

fn files(window: &Window) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(window.root().join("templates"));
    entries.map(|all| all.flatten().map(|one| one.path()).collect()).unwrap_or_default()
}

#[test]
fn templates_go_along_into_a_new_year_with_their_pictures() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Posters));
    let piece = with_photo(&mut window);
    keep(&mut window, &piece.header.id);
    window.save();
    let kept = own(&window);
    window.effect(Effect::NewWorkspace);
    let place = window.folder().join("mới").display().to_string();
    for message in [
        NewMessage::FolderChanged(place),
        NewMessage::SourceChosen(Source::Open),
        NewMessage::Typed(Field::Year, "2020".into()),
    ] {
        window.send(Message::NewYear(message));
    }
    window.click("Lập kế hoạch");
    let is_made = |app: &toasoan::app::App| app.newsroom().is_some_and(|one| one.plan().year == 2020);
    window.wait_until("the new year opens", is_made);
    assert_eq!(own(&window), kept);
    let photo = window.folder().join("mới/Kế hoạch tuyên truyền 2020/images/gương.jpg");
    assert_eq!(std::fs::read(photo).expect("the photo"), PHOTO);
}
