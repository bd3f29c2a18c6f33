use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Anchor, Part};
use crate::piece::edit::Edit;
use crate::piece::part::of_body as parts;
use crate::piece::{Format, Header, Piece, PieceId, Spot};
use crate::poster::{Element, ElementKind, Frame, Ink, Poster, Text, Typeface, size};

const SCRIPT: &str = "\
## 01
Hình: Toàn cảnh chợ An Bình
Lời: Sáng nay, bà con phường An Bình đến nhận kết quả ở bộ phận một cửa.

## 02
Hình: Phỏng vấn bà Nguyễn Thị Tư
Lời: Tôi nộp hồ sơ hôm thứ hai, hôm nay đã có giấy, không phải đi lại lần nào.

## 03
Lời: Vâng ạ.

## 04
Lời: Vâng ạ.
";

fn anchor(format: Format, body: &str, line: usize) -> Anchor {
    let parts = parts(format, body);
    let at = Part::at_line(&parts, line).expect("a part");
    Anchor::new(&parts[at], at)
}

/// The place where an anchor is found, for people.
fn found(anchor: &Anchor, format: Format, body: &str) -> String {
    let parts = parts(format, body);
    anchor.find(&parts).map_or_else(|| "mất".to_owned(), |at| parts[at].place.clone())
}

fn piece(format: Format, body: &str) -> Piece {
    Piece::new(Header::new(PieceId("018J5A8DH5".into()), "Một cửa", "chuyen-muc-cchc"), format, body)
}

/// Selects a text and types over it, letter by letter.
fn type_over(piece: &mut Piece, old: &str, new: &str) {
    let start = piece.body.find(old).expect("the old text");
    let mut range = start..start + old.len();
    let letters = new.chars().map(String::from);
    for text in letters.chain(new.is_empty().then(String::new)) {
        let end = range.start + text.len();
        let _ = piece.edit(&Edit { range, text }).expect("it fits");
        range = end..end;
    }
}

/// A comment at a line of a body, with the words selected there; what is typed over; where it is then, and what it
/// quotes.
type Case<'a> = (Format, &'a str, usize, &'a str, &'a [(&'a str, &'a str)], (&'a str, &'a str));

#[test]
fn a_comment_follows_its_words_while_they_are_edited() {
    use Format::{Article, Av, Stage};
    let article =
        "Ông Ba nói thủ tục nay gọn hơn.\n\nVâng ạ.\n\nVâng ạ.\n\nTrụ sở mở cửa lúc bảy giờ sáng.\n";
    let skit = "BÀ TƯ\nVâng ạ.\n\nCHÚ BA\nVâng ạ.\n";
    let cases: &[Case<'_>] = &[
        // Every word of a paragraph is written anew, one after another.
        (
            Article,
            article,
            0,
            "",
            &[("Ông Ba nói", "Bà Tư kể"), ("thủ tục nay gọn hơn", "chuyện giấy tờ bớt phiền")],
            ("Đoạn 1", "Bà Tư kể chuyện giấy tờ bớt phiền."),
        ),
        // The selected words are mended, and words around them.
        (
            Article,
            article,
            6,
            "bảy giờ",
            &[("bảy", "tám"), ("mở cửa", "nhận hồ sơ"), ("sáng", "sáng thứ Hai")],
            ("Đoạn 4", "tám giờ"),
        ),
        // Of equal paragraphs, its own, whatever is written above.
        (
            Article,
            article,
            4,
            "",
            &[("Ông Ba", "Mở đầu.\n\nThêm đoạn.\n\nÔng Ba"), ("thủ tục", "giấy tờ")],
            ("Đoạn 5", "Vâng ạ."),
        ),
        (Stage, skit, 4, "", &[("BÀ TƯ\nVâng ạ.\n\n", "")], ("Dòng 2", "Vâng ạ.")),
        (Stage, skit, 1, "", &[("Vâng", "Dạ vâng")], ("Dòng 2", "Dạ vâng ạ.")),
        // A paragraph is broken in two: the words go with their half.
        (Article, article, 6, "bảy giờ", &[(" lúc", ".\n\nLúc")], ("Đoạn 5", "bảy giờ")),
        (Av, SCRIPT, 12, "", &[("## 02\n", "## 02a\nLời: Vâng ạ.\n\n## 02b\n")], ("Mục 04", "Vâng ạ.")),
    ];
    for (format, body, line, selection, changes, (place, quote)) in cases {
        let mut piece = piece(*format, body);
        let anchor = piece.anchor(*line, selection);
        let id = piece.header.add_comment(anchor, "Chị Lan", NaiveDate::default(), "Xem lại.");
        for (old, new) in *changes {
            type_over(&mut piece, old, new);
        }
        let anchor = piece.header.comment(&id).and_then(|comment| comment.anchor.clone()).expect("an anchor");
        let placed = piece.placed_comments().remove(0);
        assert_eq!((placed.place.as_str(), anchor.quote.as_str()), (*place, *quote), "{changes:?}");
        assert_eq!(anchor.place, *place, "{changes:?}");
    }
}

/// What is deleted with its words says so, and is found again when they come back.
#[test]
fn words_that_come_back_have_their_comment_again() {
    let mut piece = piece(Format::Av, SCRIPT);
    let anchor = piece.anchor(5, "đã có giấy");
    let id = piece.header.add_comment(anchor.clone(), "Chị Lan", NaiveDate::default(), "Giấy nào?");
    let edit = Edit::between(SCRIPT, &SCRIPT.replace("hôm nay đã có giấy, ", "")).expect("an edit");
    let back = piece.edit(&edit).expect("it fits");
    assert_eq!(piece.placed_comments()[0].spot, Spot::Lost);
    let _ = piece.edit(&back).expect("it fits");
    assert_eq!(piece.placed_comments()[0].place, "Mục 02");
    // So with its whole row.
    let row = SCRIPT.find("## 02").expect("the row")..SCRIPT.find("## 03").expect("the next");
    let back = piece.edit(&Edit { range: row, text: String::new() }).expect("it fits");
    assert_eq!(piece.placed_comments()[0].spot, Spot::Lost);
    let _ = piece.edit(&back).expect("it fits");
    assert_eq!(piece.header.comment(&id).map(|comment| comment.anchor.clone()), Some(anchor));
}

/// A line that happens to say the same is not the one that was remarked on.
#[test]
fn a_comment_of_a_deleted_line_does_not_go_to_an_equal_one() {
    let skit = "BÀ TƯ\nVâng ạ.\n\nCHÚ BA\nVâng ạ.\n\nCÔ ÚT\nVâng ạ.\n";
    let mut piece = piece(Format::Stage, skit);
    let anchor = piece.anchor(4, "");
    let id = piece.header.add_comment(anchor.clone(), "Chị Lan", NaiveDate::default(), "Nói lớn hơn.");
    let place = |piece: &Piece| {
        let placed = piece.placed_comments().remove(0);
        (placed.spot != Spot::Lost).then_some(placed.place)
    };
    let cut = |piece: &mut Piece, words: &str| {
        let start = piece.body.find(words).expect("the words");
        piece.edit(&Edit { range: start..start + words.len(), text: String::new() }).expect("it fits")
    };
    let back = cut(&mut piece, "CHÚ BA\nVâng ạ.\n\n");
    assert_eq!(place(&piece), None);
    // Also once the file was read again.
    let text = piece.to_text();
    let read = Piece::parse(&text, Format::Stage).expect("it reads");
    assert_eq!(place(&read), None);
    // Typing elsewhere does not bring it back, nor that another goes.
    type_over(&mut piece, "BÀ TƯ", "BÀ NĂM");
    let other = cut(&mut piece, "CÔ ÚT\nVâng ạ.\n");
    assert_eq!(place(&piece), None);
    let _ = piece.edit(&other).expect("it fits");
    // What was cut is put in elsewhere: its comment goes along.
    let end = piece.body.len();
    let mut pasted = piece.clone();
    let _ = pasted.edit(&Edit { range: end..end, text: "\nCHÚ BA\nVâng ạ.\n".into() }).expect("it fits");
    assert_eq!(place(&pasted).as_deref(), Some("Dòng 8"));
    // Undone, it is where it was.
    type_over(&mut piece, "BÀ NĂM", "BÀ TƯ");
    let _ = piece.edit(&back).expect("it fits");
    assert_eq!(piece.header.comment(&id).map(|comment| comment.anchor.clone()), Some(anchor));
}

#[test]
fn a_comment_stays_with_its_words() {
    use Format::{Article, Av, Quiz, Stage};
    let article =
        "Mở đầu bài viết.\n\nÔng Ba nói rằng thủ tục nay đã gọn hơn trước rất nhiều.\nÔng vui lắm.\n\nKết.\n";
    let skit = ".CẢNH 1\n\nBÀ TƯ\nChú Ba ơi, chú đi đâu mà sớm dữ vậy chú?\n\nCHÚ BA\nTôi đi nộp hồ sơ.\n";
    let quiz = "Mời ông bà trả lời.\n\n1. Một cửa là gì?\nA. Một nơi\nB. Nhiều nơi\nĐáp án: A\n\n2. Hồ sơ đất đai nhận trong mấy ngày làm việc?\nA. 5\nB. 7\nĐáp án: B\n";
    for (format, body, line, change, place) in [
        // Rows above are added or removed; the numbers follow.
        (Av, SCRIPT, 4, ("## 01\n", "## 01\nLời: Xin chào quý vị.\n\n## 02\n"), "Mục 02"),
        (
            Av,
            SCRIPT,
            5,
            (
                "## 01\nHình: Toàn cảnh chợ An Bình\nLời: Sáng nay, bà con phường An Bình đến nhận kết quả ở bộ phận một cửa.\n\n",
                "",
            ),
            "Mục 02",
        ),
        // The words are mended.
        (Av, SCRIPT, 5, ("Tôi nộp hồ sơ hôm thứ hai", "Tui nộp giấy tờ hôm thứ hai"), "Mục 02"),
        (Av, SCRIPT, 5, ("Tôi nộp", "Dạ, tôi mới nộp"), "Mục 02"),
        // The row is rewritten.
        (
            Av,
            SCRIPT,
            5,
            (
                "Tôi nộp hồ sơ hôm thứ hai, hôm nay đã có giấy, không phải đi lại lần nào.",
                "Nhờ có tổ công nghệ của khóm giúp đỡ nên mọi việc đều êm xuôi cả.",
            ),
            "mất",
        ),
        // Of two rows with the same words, the one that it was at.
        (Av, SCRIPT, 10, ("chợ An Bình", "chợ Xuân Khánh"), "Mục 03"),
        (Av, SCRIPT, 13, ("chợ An Bình", "chợ Xuân Khánh"), "Mục 04"),
        (Article, article, 3, ("Mở đầu", "Một đoạn mới.\n\nMở đầu"), "Đoạn 3"),
        (Article, article, 2, ("Ông Ba nói rằng thủ tục nay", "Theo ông Ba, thủ tục nay"), "Đoạn 2"),
        (
            Article,
            article,
            2,
            ("Ông Ba nói rằng thủ tục nay đã gọn hơn trước rất nhiều.\nÔng vui lắm.\n\n", ""),
            "mất",
        ),
        (Stage, skit, 3, (".CẢNH 1", ".CẢNH 1 – BẾN ĐÒ\n\nGió thổi."), "Dòng 6"),
        (Stage, skit, 3, ("sớm dữ vậy chú", "sớm vậy"), "Dòng 4"),
        (
            Quiz,
            quiz,
            9,
            ("1. Một cửa là gì?\nA. Một nơi\nB. Nhiều nơi\nĐáp án: A\n\n2. Hồ", "1. Hồ"),
            "Câu 1",
        ),
        (Quiz, quiz, 8, ("B. 7", "B. 10"), "Câu 2"),
    ] {
        let anchor = anchor(format, body, line);
        let changed = body.replacen(change.0, change.1, 1);
        assert_ne!(changed, body, "{change:?}");
        assert_eq!(found(&anchor, format, &changed), place, "{change:?}");
    }
}

#[test]
fn an_element_is_found_by_its_id_until_it_is_deleted() {
    let mut poster = Poster::blank(&size::STANDARDS[2]);
    for words in ["CẢI CÁCH", "MỘT CỬA"] {
        let text = Text::new(words, Typeface::Anton, 20.0, Ink::new(0.0, 0.0, 0.0, 100.0));
        poster.elements.push(Element::new(
            poster.free_id(),
            Frame::new(10.0, 10.0, 100.0, 40.0),
            ElementKind::Text(text),
        ));
    }
    let body = poster.to_text();
    let all = parts(Format::Poster, &body);
    let anchor = Anchor::new(&all[1], 1);
    assert_eq!(anchor.quote, "MỘT CỬA");
    poster.elements.swap(0, 1);
    assert_eq!(anchor.find(&parts(Format::Poster, &poster.to_text())), Some(0));
    drop(poster.elements.remove(0));
    assert_eq!(anchor.find(&parts(Format::Poster, &poster.to_text())), None);
}

fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let word =
        prop::sample::select(vec!["một", "cửa", "hồ", "sơ", "đất", "đai", "bà", "con", "phường", "vâng"]);
    let paragraph = prop::collection::vec(word, 1..18).prop_map(|words| words.join(" "));
    prop::collection::vec(paragraph, 1..8)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn body(format: Format, paragraphs: &[String]) -> String {
    let part = |(at, words): (usize, &String)| match format {
        Format::Av => format!("## {:02}\nLời: {words}\n\n", at + 1),
        Format::Quiz => format!("{}. {words}\nA. Có\nB. Không\n\n", at + 1),
        _ => format!("{words}\n\n"),
    };
    paragraphs.iter().enumerate().map(part).collect()
}

proptest! {
    #[test]
    fn what_is_not_changed_is_found_where_it_is(
        texts in paragraphs(), above in paragraphs(), which in any::<prop::sample::Index>(),
    ) {
        for format in [Format::Av, Format::Article, Format::Stage, Format::Quiz] {
            let text = body(format, &texts);
            let all = parts(format, &text);
            prop_assert_eq!(all.len(), texts.len());
            let at = which.index(texts.len());
            let anchor = Anchor::new(&all[at], at);
            prop_assert_eq!(anchor.find(&all), Some(at));
            // Whatever is put above it, it is at a part that begins with its words.
            let text = body(format, &[above.clone(), texts.clone()].concat());
            let all = parts(format, &text);
            let now = anchor.find(&all).expect("its words are there");
            prop_assert!(one_line(&all[now].text).starts_with(&anchor.quote), "{} in {text}", anchor.quote);
        }
    }

    #[test]
    fn any_text_has_parts_that_cover_its_lines_in_order(text in "[#a-zđ0-9 .:\n]{0,80}", line in 0_usize..60) {
        for format in [Format::Av, Format::Radio, Format::Article, Format::Stage, Format::Quiz, Format::Poster] {
            let all = parts(format, &text);
            prop_assert!(all.windows(2).all(|two| two[0].lines.end <= two[1].lines.start));
            if let Some(at) = Part::at_line(&all, line) {
                let found = Anchor::new(&all[at], at).find(&all).expect("it was just there");
                prop_assert_eq!(Anchor::new(&all[found], found).quote, Anchor::new(&all[at], at).quote);
            }
        }
    }
}
