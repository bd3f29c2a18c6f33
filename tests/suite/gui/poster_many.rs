//! Several posters at once: chosen in the gallery, made at every size, exported for every locality.

use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::{Format, PieceId, StepState};
use toasoan::poster::size::STANDARDS;
use toasoan::poster::{ElementKind, template};
use toasoan::poster::{Motif, ShapeForm};
use toasoan::ui::screen::export::{self, Locals, PrintMessage};
use toasoan::ui::screen::identity;
use toasoan::ui::screen::poster::{
    CardAct, DesignerMessage, FamilyMessage, Figure, GalleryMessage, Message as PosterMessage, ShelfMessage,
};
use toasoan::ui::{Effect, Export, Route};

use super::window::Window;

fn gallery(window: &mut Window, message: GalleryMessage) {
    window.send(Message::Poster(PosterMessage::Gallery(message)));
}

fn designer(window: &mut Window, message: DesignerMessage) {
    window.send(Message::Poster(PosterMessage::Designer(message)));
}

fn posters(window: &Window) -> Vec<PieceId> {
    let posters = window.newsroom().pieces().filter(|piece| piece.format == Format::Poster);
    posters.map(|piece| piece.header.id.clone()).collect()
}

/// A template as it is once its pictures are chosen.
fn complete(mut poster: toasoan::poster::Poster) -> toasoan::poster::Poster {
    poster
        .elements
        .retain(|element| !matches!(&element.kind, ElementKind::Picture(picture) if picture.path.is_empty()));
    poster
}

/// The first poster, with another design.
fn with_body(window: &mut Window, body: String) -> PieceId {
    let id = posters(window)[0].clone();
    window.effect(Effect::Apply(Command::SetBody { id: id.clone(), body, is_typing: false }));
    id
}

#[test]
fn chosen_posters_are_duplicated_deleted_and_exported_together() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Posters));
    let all = posters(&window);
    window.press_with_control("a");
    assert!(window.shows(&format!("Đã chọn {} bài", all.len())));
    window.click("Bỏ chọn");
    for id in &all[..2] {
        gallery(&mut window, GalleryMessage::Picked(id.clone(), true));
    }
    window.click("Nhân bản");
    assert_eq!(posters(&window).len(), all.len() + 2);
    window.effect(Effect::Undo);
    assert_eq!(posters(&window), all);

    for id in &all[..2] {
        gallery(&mut window, GalleryMessage::Picked(id.clone(), true));
    }
    gallery(&mut window, GalleryMessage::AllChosen(CardAct::Trash));
    assert_eq!(posters(&window), all[2..]);
    window.effect(Effect::Undo);
    assert_eq!(posters(&window), all);

    let folder = window.folder().join("nhà in");
    std::fs::create_dir(&folder).expect("a folder");
    window.send_and_finish(Message::PostersFolderPicked(all.clone(), Some(folder.clone())));
    let files = std::fs::read_dir(&folder).expect("the folder").flatten();
    let written: Vec<Vec<u8>> = files.map(|file| std::fs::read(file.path()).expect("a file")).collect();
    assert_eq!(written.len(), all.len());
    assert!(written.iter().all(|bytes| bytes.starts_with(b"%PDF-")));
}

#[test]
fn pictures_dropped_on_the_window_come_onto_the_open_board() {
    let mut window = Window::on_sample();
    let id = posters(&window)[0].clone();
    window.effect(Effect::Open(Route::Poster(id.clone())));
    let elements = |window: &Window| {
        let body = window.newsroom().piece(&id).map(|piece| piece.body.to_string()).expect("the poster");
        toasoan::poster::Poster::parse(&body).expect("a poster").elements
    };
    let before = elements(&window).len();
    let folder = tempfile::tempdir().expect("a folder");
    for (name, count) in [("cầu.png", before + 1), ("sông.PNG", before + 2)] {
        let file = folder.path().join(name);
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture = image::RgbImage::new(64, u32::try_from(name.len()).expect("short"));
        picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a PNG");
        std::fs::write(&file, bytes.into_inner()).expect("a file");
        let dropped = iced::window::Event::FileDropped(file);
        window.send(Message::Window(iced::window::Id::unique(), dropped));
        window.wait_until("the picture is on the board", |app| {
            app.poster_designer().is_some_and(|designer| designer.poster().elements.len() == count)
        });
    }
    let after = elements(&window);
    let shown = after.iter().filter_map(|element| match &element.kind {
        ElementKind::Picture(picture) if !picture.path.is_empty() => Some(picture.path.clone()),
        _ => None,
    });
    let shown: Vec<String> = shown.collect();
    assert!(shown.contains(&"images/cầu.png".to_owned()), "{shown:?}");
    assert!(window.folder().join("images").join("cầu.png").is_file());
}

#[test]
fn chosen_posters_are_agreed_to_in_one_act() {
    let mut window = Window::on_sample();
    window.effect(Effect::Identify);
    window.send(Message::Identity(identity::Message::Named("Chị Lan".into())));
    window.send_and_finish(Message::Identity(identity::Message::Done));
    window.effect(Effect::Open(Route::Posters));
    let all = posters(&window);
    window.press_with_control("a");
    gallery(&mut window, GalleryMessage::AgreementAsked(true));
    let agreed = |window: &Window| {
        let newsroom = window.newsroom();
        let has = |id: &&PieceId| {
            let chain =
                newsroom.piece(id).map(|piece| piece.approval_chain(newsroom.plan(), newsroom.settings()));
            let chain = chain.expect("the poster");
            chain.iter().any(|one| one.step.id == "so-noi-vu" && one.state == StepState::Agreed)
        };
        all.iter().filter(has).count()
    };
    let before = agreed(&window);
    assert!(before < all.len());
    assert!(window.shows(&format!("1. Sở Nội vụ: {} bài", all.len() - before)));
    gallery(&mut window, GalleryMessage::Agreed("so-noi-vu".to_owned()));
    assert_eq!(agreed(&window), all.len());
    window.effect(Effect::Undo);
    assert_eq!(agreed(&window), before, "one act, one step to undo");
}

#[test]
fn every_size_is_made_in_one_go_and_the_preflight_looks_at_each() {
    let mut window = Window::on_sample();
    let id = with_body(&mut window, complete(template::portrait()).to_text());
    let before = posters(&window).len();
    window.effect(Effect::Open(Route::Poster(id)));
    for message in [FamilyMessage::Show(true), FamilyMessage::AllToggled(true), FamilyMessage::Make] {
        designer(&mut window, DesignerMessage::Family(message));
    }
    // The design's own size is there already.
    let made = STANDARDS.len() - 1;
    window.wait_until("every size is made and looked at", |app| {
        let Some(designer) = app.poster_designer() else { return false };
        let seen: Vec<_> = designer.family_verdicts().collect();
        seen.len() == made && seen.iter().all(|(_, verdict)| verdict.is_some())
    });
    assert_eq!(posters(&window).len(), before + made);
    let designer = window.app().poster_designer().expect("the designer");
    for (id, verdict) in designer.family_verdicts() {
        let title = window.newsroom().piece(id).map(|piece| piece.header.title.clone());
        assert_eq!(verdict.map(|one| one.errors), Some(0), "{title:?}");
    }
    assert!(window.shows("đạt"));
}

#[test]
fn the_export_dialog_writes_a_page_or_a_file_for_each_locality() {
    let mut window = Window::on_sample();
    let mut poster = complete(template::portrait());
    let words = poster.elements.iter_mut().find_map(|element| match &mut element.kind {
        ElementKind::Text(text) if text.text.starts_with("Cần hỏi") => Some(&mut text.text),
        _ => None,
    });
    *words.expect("the foot") = "Mời bà con đến Bộ phận tiếp nhận của {địa phương}.".into();
    let id = with_body(&mut window, poster.to_text());
    let places = window.newsroom().plan().localities.len();
    let export = |window: &mut Window, locals, name: &str| {
        window.effect(Effect::Export(Export::Piece(id.clone())));
        let path = window.folder().join(name).display().to_string();
        let chosen = PrintMessage::LocalsChosen(Some(locals));
        window.send_and_finish(Message::Export(export::Message::Print(chosen)));
        window.send(Message::Export(export::Message::PathChanged(path)));
        // It is not agreed to: the first press says so.
        window.send_and_finish(Message::Export(export::Message::Confirmed));
        window.send_and_finish(Message::Export(export::Message::Confirmed));
    };
    export(&mut window, Locals::OneFile, "mot cua.pdf");
    let pdf = lopdf::Document::load(window.folder().join("mot cua.pdf")).expect("a PDF");
    assert_eq!(pdf.get_pages().len(), places);
    export(&mut window, Locals::FileEach, "mot cua.pdf");
    let folder = window.folder().join("mot cua – theo địa bàn");
    assert_eq!(std::fs::read_dir(folder).expect("the folder").count(), places);
}

#[test]
fn a_figure_of_the_shelf_is_added_and_put_in_the_place_of_another() {
    let mut window = Window::on_sample();
    let id = with_body(&mut window, complete(template::portrait()).to_text());
    window.effect(Effect::Open(Route::Poster(id)));
    let shelf = |window: &mut Window, message| designer(window, DesignerMessage::Shelf(message));
    shelf(&mut window, ShelfMessage::Opened(None));
    assert!(window.shows("Kho hình") && window.shows("Hoa sen") && window.shows("Giấy hẹn"));
    shelf(&mut window, ShelfMessage::Sought("cầu dây".into()));
    assert!(window.shows("Cầu dây văng") && !window.shows("Hoa sen"));
    shelf(&mut window, ShelfMessage::Chosen(Figure::Form(ShapeForm::Motif(Motif::Bridge))));
    let last = |window: &Window| {
        let board = window.app().poster_designer().expect("the designer").poster();
        board.elements.last().expect("an element").clone()
    };
    let bridge = last(&window);
    assert_eq!(bridge.label(), "Cầu dây văng");
    let (wide, high) = Motif::Bridge.size();
    assert!((bridge.frame.width / bridge.frame.height - wide / high).abs() < 0.05, "as it was drawn");
    shelf(&mut window, ShelfMessage::Opened(Some(bridge.id)));
    shelf(&mut window, ShelfMessage::Chosen(Figure::Icon("door-open")));
    let door = last(&window);
    assert_eq!((door.id, door.frame), (bridge.id, bridge.frame));
    assert!(matches!(&door.kind, ElementKind::Icon(icon) if icon.name == "door-open"));
}
