//! A file dropped on the window becomes a piece.

use iced::window;
use toasoan::app::Message;
use toasoan::ui::screen::{export, import};
use toasoan::ui::{Effect, Export};

use super::window::Window;

const SKIT: &str = "TIỂU PHẨM: GIẤY HẸN KHÔNG HẸN\nNHÂN VẬT:\n- Ông Ba, 60 tuổi\n- Bà Năm\n\nCẢNH 1: SÂN NHÀ\n\
    Ông Ba: Bà nó ơi.\nBà Năm: Thì ông lên hỏi lại coi!\nCò Sáu: Để tui lo cho.\n";

#[test]
fn a_dropped_file_is_shown_beside_its_piece_and_added_with_undo() {
    let mut window = Window::on_sample();
    let file = window.folder().join("giấy hẹn.txt");
    std::fs::write(&file, SKIT).expect("a file");
    let count = window.newsroom().pieces().count();
    let drop = |path| Message::Window(window::Id::unique(), window::Event::FileDropped(path));
    window.send(drop(file));
    window.wait_until_shown("Cò Sáu: Để tui lo cho.");
    // The skit is shown on the right, the remarks below it.
    assert!(window.shows("ÔNG BA") && window.shows("GIẤY HẸN KHÔNG HẸN") && window.shows("1 điều cần xem"));
    assert_eq!(window.newsroom().pieces().count(), count, "nothing is added yet");

    // Another kind makes another text.
    window.click("Đưa vào");
    assert_eq!(window.newsroom().pieces().count(), count + 1);
    let is_it = |piece: &&toasoan::piece::Piece| piece.header.title == "GIẤY HẸN KHÔNG HẸN";
    let piece = window.newsroom().pieces().find(is_it).expect("the new piece");
    assert_eq!(piece.header.activity, "tieu-pham");
    assert!(!window.shows("Nhập từ Word, tệp chữ"), "the dialog is gone, the piece open");
    window.effect(Effect::Undo);
    assert_eq!(window.newsroom().pieces().count(), count);
}

#[test]
fn a_file_that_is_not_read_says_why_and_the_next_one_comes() {
    let mut window = Window::on_sample();
    let old = window.folder().join("cũ.doc");
    std::fs::write(&old, [0xD0, 0xCF, 0x11, 0xE0]).expect("a file");
    let next = window.folder().join("bài.md");
    std::fs::write(&next, "Một cửa ở phường.\n").expect("a file");
    window.effect(Effect::Import);
    assert!(window.shows("Nhập từ Word, tệp chữ"));
    for path in [old, next] {
        window.send(Message::Window(window::Id::unique(), window::Event::FileDropped(path)));
    }
    window.wait_until_shown("Bỏ qua tệp này");
    window.send(Message::Import(import::Message::Skipped));
    window.wait_until_shown("Một cửa ở phường.");
    window.send(Message::Import(import::Message::Closed));
    assert!(!window.shows("Nhập từ Word, tệp chữ"));
}

/// As a director does it: eight actors get their lines from the author's Word file.
#[test]
fn a_skit_goes_from_word_to_eight_role_papers() {
    let mut window = Window::on_sample();
    let file = window.folder().join("cái ghế chờ.docx");
    std::fs::write(&file, include_bytes!("../../fixtures/word/tam-vai.docx")).expect("a file");
    window.send(Message::Window(window::Id::unique(), window::Event::FileDropped(file)));
    window.wait_until_shown("CÁI GHẾ CHỜ");
    window.click("Đưa vào");
    let is_it = |piece: &&toasoan::piece::Piece| piece.header.title == "CÁI GHẾ CHỜ";
    let piece = window.newsroom().pieces().find(is_it).expect("the new skit");
    assert_eq!(piece.header.person("Tác giả"), Some("Trần Hoài Sa"));
    let id = piece.header.id.clone();
    window.effect(Effect::Export(Export::Piece(id)));
    let say = |window: &mut Window, message| window.send_and_finish(Message::Export(message));
    let target = window.folder().join("ghế chờ.pdf");
    say(&mut window, export::Message::PathChanged(target.display().to_string()));
    // Nobody has agreed to it yet: the first press says so.
    for _ in 0..2 {
        say(&mut window, export::Message::Print(export::PrintMessage::RolePackAsked));
    }
    let mut papers: Vec<String> = std::fs::read_dir(window.folder().join("ghế chờ – bộ vai"))
        .expect("the folder of the papers")
        .map(|entry| entry.expect("a paper").file_name().to_string_lossy().into_owned())
        .collect();
    papers.sort();
    let roles = ["ANH ĐẠT", "BÀ NĂM", "BÉ NA", "CHÚ TƯ", "CHỊ HÒA", "THẦY HAI", "ÔNG SÁU", "ÚT LIÊN"];
    assert_eq!(papers, roles.map(|role| format!("{role}.pdf")));
}
