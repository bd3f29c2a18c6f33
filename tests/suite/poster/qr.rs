//! QR codes read back by a reader of others.

use toasoan::document::poster as sheet;
use toasoan::page::{Fonts, render};
use toasoan::poster::{ElementKind, Frame, Ink, Qr};

use super::{NO_PICTURES, board, element};

/// What a reader finds in the code on the screen.
fn read(content: &str) -> String {
    let code = Qr { content: content.into(), ink: Ink::BLACK, paper: Some(Ink::WHITE) };
    let poster = board(vec![element(1, Frame::new(20.0, 20.0, 360.0, 360.0), ElementKind::Qr(code))]);
    let mut fonts = Fonts::new();
    let page = sheet::layout(&poster, NO_PICTURES, &mut fonts).page;
    let seen = render(&page, 0.7, &mut fonts);
    let gray = |x: usize, y: usize| seen.rgba[(y * seen.width as usize + x) * 4];
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(seen.width as usize, seen.height as usize, gray);
    let grids = image.detect_grids();
    let [grid] = grids.as_slice() else { panic!("{content}: {} codes", grids.len()) };
    grid.decode().unwrap_or_else(|error| panic!("{content}: {error}")).1
}

#[test]
fn each_code_reads_back_as_it_was_written() {
    let long = "Bộ phận tiếp nhận và trả kết quả ".repeat(12);
    let contents = [
        "https://cchc.cantho.gov.vn",
        "HTTPS://CCHC.CANTHO.GOV.VN/2014",
        "0292 3 820 820",
        "“Một cửa, một lần hẹn”",
        "Mời bà con góp ý về thủ tục hành chính",
        "https://vi.du/Cần-Thơ?q=Đúng hẹn",
        "ỄỆỮỰ ƯỜ Ơ",
        "một cửa ☎ 0292",
        long.trim(),
    ];
    for content in contents {
        assert_eq!(read(content), content);
    }
}
