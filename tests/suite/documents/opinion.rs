//! "Phiếu lấy ý kiến": a page for each body that is asked, with what it is asked about; and comments as notes.

use toasoan::document::print::{Comments, Content};
use toasoan::document::{PrintOptions, of_piece, opinion};
use toasoan::page::{Fonts, Item};
use toasoan::piece::comment::{Reply, Resolution};
use toasoan::piece::{Format, Piece};

use super::{assert_sound, content, day, newsroom, samples, text};

fn sample(is_wanted: impl Fn(&Piece) -> bool) -> (toasoan::newsroom::Newsroom, Piece) {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    samples(&content().join("posters"), &mut pieces);
    let piece = pieces.iter().find(|piece| is_wanted(piece)).expect("a sample").clone();
    (newsroom(pieces), piece)
}

fn is_live(piece: &Piece) -> bool {
    piece.header.activity == "gap-go-doi-thoai"
}

fn is_poster(piece: &Piece) -> bool {
    piece.header.title == "Pano cầu Cần Thơ 8 × 4 m"
}

#[test]
fn each_body_is_asked_on_a_page_of_its_own() {
    let print = PrintOptions { content: Content::Opinion, ..PrintOptions::default() };
    for (is_wanted, names) in [
        (is_poster as fn(&Piece) -> bool, ["Sở Nội vụ", "Ban Tuyên giáo Thành ủy"]),
        (is_live, ["Sở Nội vụ", "Sở Tư pháp"]),
    ] {
        let (newsroom, piece) = sample(is_wanted);
        assert!(opinion::is_for(&newsroom, &piece));
        let document = of_piece(&newsroom, &piece, &|_| None, &print, &mut Fonts::new());
        assert_eq!(document.pages.len(), names.len(), "{}", text(&document));
        for (page, name) in document.pages.iter().zip(names) {
            let words = page.text().split_whitespace().collect::<Vec<_>>().join(" ");
            for wanted in [
                "PHIẾU LẤY Ý KIẾN".to_owned(),
                format!("Kính gửi: {name}"),
                format!("Ý kiến của {name}"),
                "□ Đồng ý".to_owned(),
                "□ Không đồng ý, vì:".to_owned(),
                "□ Ý kiến khác:".to_owned(),
                "(ký, ghi rõ họ tên, đóng dấu)".to_owned(),
            ] {
                assert!(words.contains(&wanted), "{wanted}: {words}");
            }
            // The proof itself, marked as one.
            let has_proof = words.contains("BẢN XIN Ý KIẾN");
            assert_eq!(has_proof, piece.format == Format::Poster, "{words}");
        }
        // Nothing but the board's own letters is outside the text.
        let mut outside = document.clone();
        for page in &mut outside.pages {
            page.items.retain(|item| !matches!(item, Item::Group { .. }));
        }
        assert_sound(&outside);
    }
    let (newsroom, article) = sample(|piece| piece.format == Format::Article);
    assert!(!opinion::is_for(&newsroom, &article));
}

#[test]
fn comments_are_printed_only_when_asked_for() {
    let (newsroom, mut piece) =
        sample(|piece| piece.format == Format::Av && piece.header.title.starts_with("Cấp giấy chứng nhận"));
    piece.header.comments.clear();
    let anchor = piece.anchor(8, "").expect("a row");
    let quote = anchor.quoted().expect("words");
    let id = piece.header.add_comment(Some(anchor), "Chị Lan", day("2014-03-15"), "Con số này lấy ở đâu?");
    let comment = piece.header.comment_mut(&id).expect("it");
    comment
        .replies
        .push(Reply { by: "Anh Minh".into(), date: day("2014-03-16"), text: "Của Sở.".into() });
    comment.resolved = Some(Resolution { by: "Chị Lan".into(), date: day("2014-03-17") });
    let _ = piece.header.add_comment(None, "Cô Thu", day("2014-03-14"), "Bài hơi dài.");
    let printed = |comments, content| {
        let print = PrintOptions { comments, content, ..PrintOptions::default() };
        let document = of_piece(&newsroom, &piece, &|_| None, &print, &mut Fonts::new());
        assert_sound(&document);
        text(&document).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for content in [Content::Piece, Content::Review] {
        assert!(!printed(Comments::LeftOut, content).contains("Con số này lấy ở đâu?"));
        let words = printed(Comments::Printed, content);
        for wanted in [
            "GÓP Ý 1. Cả bài Cô Thu (14/03/2014): Bài hơi dài.".to_owned(),
            format!("2. Mục 01: {quote} Chị Lan (15/03/2014): Con số này lấy ở đâu?"),
            "Anh Minh (16/03/2014): Của Sở. Đã xong: Chị Lan, 17/03/2014".to_owned(),
        ] {
            assert!(words.contains(&wanted), "{wanted}: {words}");
        }
    }
}
