//! The preflight's findings are shown in the print dialog too, and link to the element and its fix.

use toasoan::app::Message;
use toasoan::export::job;
use toasoan::page::Fonts;
use toasoan::piece::Format;
use toasoan::poster::preflight::Rule;
use toasoan::poster::{Edit, ElementKind, Poster, Text};
use toasoan::ui::screen::export;
use toasoan::ui::screen::poster::{self, DesignerMessage};
use toasoan::ui::{Effect, Export, Route};

use super::window::Window;

#[test]
fn a_fault_told_in_the_print_dialog_is_mended_in_the_designer() {
    let mut window = Window::on_sample();
    let id = window.newsroom().pieces().find(|piece| piece.format == Format::Poster);
    let id = id.expect("a sample poster").header.id.clone();
    let board = |window: &Window| {
        let body = &window.newsroom().piece(&id).expect("the poster").body;
        Poster::parse(body).expect("a poster")
    };
    let sizes = |window: &Window| -> Vec<f32> {
        let board = board(window);
        let texts = board.elements.iter();
        texts
            .filter_map(|one| if let ElementKind::Text(text) = &one.kind { Some(text.size) } else { None })
            .collect()
    };
    let say = |message| Message::Poster(poster::Message::Designer(message));
    window.effect(Effect::Open(Route::Poster(id.clone())));
    let before = sizes(&window);

    // Text of one millimetre is unreadable.
    let (element, text) = board(&window)
        .elements
        .into_iter()
        .find_map(|one| match one.kind {
            ElementKind::Text(text) => Some((one.id, text)),
            _ => None,
        })
        .expect("a text");
    let kind = Box::new(ElementKind::Text(Text { size: 1.0, ..text }));
    window.send(say(DesignerMessage::Edit(Box::new(Edit::SetKind { id: element, kind }))));
    window.send(say(DesignerMessage::ChooseBoard));
    assert_ne!(sizes(&window), before);

    window.effect(Effect::Export(Export::Piece(id.clone())));
    window.wait_until_shown("Kiểm tra in: bấm để sửa trong bảng thiết kế");
    let faulty = window.newsroom().piece(&id).expect("the poster");
    let findings = job::preflight(faulty, &|_| None, &mut Fonts::new());
    let reported =
        findings.into_iter().find(|one| one.rule == Rule::LetterHeight).expect("a finding").message;
    window.click(&reported);
    window.wait_until_shown("Tăng cỡ chữ");
    assert!(!window.shows("Lưu vào"), "the dialog is gone");
    assert!(window.shows(&reported), "the list of findings is open");
    window.click("Tăng cỡ chữ");
    assert!(sizes(&window).into_iter().all(|size| size > 2.0), "{:?}", sizes(&window));
    window.wait_until_gone(&reported);
}

#[test]
fn pixels_are_previewed_without_what_the_press_adds() {
    let mut window = Window::on_sample();
    let pano = window.newsroom().pieces().find(|piece| piece.header.title == "Pano cầu Cần Thơ 8 × 4 m");
    let id = pano.expect("the pano").header.id.clone();
    window.effect(Effect::Export(Export::Piece(id)));
    // At a tenth, with a bleed of 5 mm and a slug line for the scale.
    window.wait_until_shown("Trang 1 / 1 · 810 × 418 mm · như bản in");
    window.send(Message::Export(export::Message::FormatChosen(export::FileFormat::Tiff)));
    window.wait_until_shown("Trang 1 / 1 · 8000 × 4000 mm · như bản in");
    window.click("Kèm phần tràn lề");
    window.wait_until_shown("Trang 1 / 1 · 8100 × 4100 mm · như bản in");
}

#[test]
fn a_final_poster_without_every_agreement_takes_a_second_press_and_a_proof_none() {
    let mut window = Window::on_sample();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let pano = window.newsroom().pieces().find(|piece| piece.header.title == "Pano cầu Cần Thơ 8 × 4 m");
    let id = pano.expect("the pano").header.id.clone();
    for (name, is_proof, presses) in [("cuối.pdf", false, 2), ("xin ý kiến.pdf", true, 1)] {
        let file = folder.path().join(name);
        window.effect(Effect::Export(Export::Piece(id.clone())));
        window.send(Message::Export(export::Message::PathChanged(file.display().to_string())));
        if is_proof {
            window.click("Bản xin ý kiến: in chữ “BẢN XIN Ý KIẾN” đè lên");
        }
        for press in 1..=presses {
            assert!(!file.exists(), "{name}: {press}");
            window.send_and_finish(Message::Export(export::Message::Confirmed));
        }
        assert!(file.exists(), "{name}");
        window.send(Message::Dismiss);
    }
}
