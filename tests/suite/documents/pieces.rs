//! The papers of pieces, and what every paper has: an outline, links, approvals with their text.

use toasoan::document::schedule::{self, Grouping, Request};
use toasoan::document::{self, PrintOptions, quiz, report};
use toasoan::page::{Document, Fonts, Item, Link, Rect};
use toasoan::piece::av::Script;
use toasoan::piece::stage::parse;
use toasoan::piece::{Airing, Format};

use super::{airing, assert_sound, content, day, lost, newsroom, piece, samples, skit, text};

#[test]
fn every_sample_prints_whole_and_in_order() {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    assert!(pieces.len() > 20, "the sample workspace is filled");
    let newsroom = newsroom(pieces);
    let mut fonts = Fonts::new();
    for piece in newsroom.pieces().filter(|piece| piece.format != Format::Poster) {
        let paper = document::of_piece(&newsroom, piece, &|_| None, &PrintOptions::default(), &mut fonts);
        assert_sound(&paper);
        let wanted: String = match piece.format {
            Format::Av | Format::Radio => {
                let script = Script::parse(&piece.body);
                script.rows.iter().flat_map(|row| [row.speech.as_str(), "\n"]).collect()
            }
            Format::Stage => skit::spoken(&piece.body),
            _ => continue,
        };
        assert_eq!(lost(&wanted, &text(&paper)), [""; 0], "{}", piece.header.title);
        let plain = document::plain_text(&newsroom, piece, quiz::SurveyPart::Both);
        assert_eq!(lost(&wanted, &plain), [""; 0], "{} as text", piece.header.title);
    }
    let report = report::document(&newsroom, None, &PrintOptions::default(), &mut fonts);
    assert_sound(&report);
    assert!(text(&report).contains("BÁO CÁO"));
}

#[test]
fn the_key_does_not_go_out_with_the_sheet() {
    let mut survey = piece(1, "Khảo sát", "khao-sat", Vec::new());
    survey.format = Format::Quiz;
    survey.body = "1. Hỏi?\nA. Một\nB. Hai\nĐáp án: B\nGiải thích: Vì hai hơn một.\n".into();
    let newsroom = newsroom([]);
    let mut fonts = Fonts::new();
    let mut printed = |part| {
        text(&{
            let print = PrintOptions { part, ..PrintOptions::default() };
            quiz::manuscript(&newsroom, &survey, &|_| None, &print, &mut fonts).set(&mut fonts)
        })
    };
    let (sheet, key) = (printed(quiz::SurveyPart::Questionnaire), printed(quiz::SurveyPart::Key));
    assert!(sheet.contains("Một") && !sheet.contains("Vì hai hơn một"), "{sheet}");
    assert!(key.contains("Vì hai hơn một") && !key.contains("Một"), "{key}");
}

#[test]
fn a_live_rundown_counts_back_from_its_end() {
    let mut live = piece(1, "Đối thoại", "gap-go-doi-thoai", Vec::new());
    live.format = Format::Av;
    live.header.airings = vec![Airing {
        time: chrono::NaiveTime::from_hms_opt(20, 0, 0),
        minutes: Some(10),
        ..airing("gap-go-doi-thoai/2014-04", Some("2014-04-26"), false)
    }];
    live.body = "## 01\nMục: Mở đầu\nThời lượng: 2:00\n\n## 02\nMục: Hỏi đáp\nThời lượng: 7:30\n".into();
    let newsroom = newsroom([]);
    let paper =
        text(&document::of_piece(&newsroom, &live, &|_| None, &PrintOptions::default(), &mut Fonts::new()));
    // With half a minute to spare, each item may start half a minute later.
    let order = "01 20:00:00 20:00:30 2' Mở đầu 02 20:02:00 20:02:30 7'30\" Hỏi đáp 20:09:30 20:10:00";
    assert_eq!(lost(order, &paper), [""; 0], "{paper}");
}

#[test]
fn a_reader_s_outline_leads_to_every_part() {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    let newsroom = newsroom(pieces);
    let mut fonts = Fonts::new();
    let print = PrintOptions::default();
    let assert_led = |paper: &Document, least: usize| {
        assert!(paper.bookmarks.len() >= least, "{}: {:?}", paper.title, paper.bookmarks);
        assert!(paper.bookmarks.is_sorted_by_key(|mark| mark.page), "{}", paper.title);
        for mark in &paper.bookmarks {
            let page = paper.pages[mark.page].text().to_uppercase();
            assert_eq!(lost(&mark.title.to_uppercase(), &page), [""; 0], "{}", paper.title);
        }
    };
    for piece in newsroom.pieces() {
        let parts = match piece.format {
            Format::Av | Format::Radio => {
                Script::parse(&piece.body).rows.iter().filter(|row| !row.name.is_empty()).count()
            }
            Format::Stage => parse(&piece.body).scenes().len(),
            Format::Article | Format::Quiz => 0,
            Format::Poster | Format::Contest | Format::Dialogue => continue,
        };
        let paper = document::of_piece(&newsroom, piece, &|_| None, &print, &mut fonts);
        assert_led(&paper, 1 + parts);
    }
    assert_led(&report::document(&newsroom, None, &print, &mut fonts), 6);
    let year = Request::new(day("2014-01-01"), day("2014-12-31"));
    for (grouping, parts) in
        [(Grouping::Day, 12), (Grouping::Week, 52), (Grouping::Month, 12), (Grouping::Locality, 10)]
    {
        let print = PrintOptions { grouping, ..PrintOptions::default() };
        let paper = schedule::document(&newsroom, &year, &print, &mut fonts);
        assert_led(&paper, 1 + parts);
        assert!(paper.bookmarks.len() < parts + 5, "{grouping:?}: {:?}", paper.bookmarks);
    }
}

#[test]
fn approvals_follow_words_on_their_page() {
    let newsroom = newsroom([]);
    let mut fonts = Fonts::new();
    let line = "Bà con đem giấy hẹn tới, cán bộ trả kết quả ngay tại quầy.";
    for (format, activity, row) in [
        (Format::Av, "chuyen-muc-cchc", format!("## 1\nHình: Chợ\nLời: {line}\n\n")),
        (Format::Av, "gap-go-doi-thoai", format!("## 1\nMục: Hỏi\nThời lượng: 1:00\nLời: {line}\n\n")),
        (Format::Radio, "truyen-thanh", format!("## 1\nGiọng: Lan\nLời: {line}\n\n")),
        (Format::Article, "dien-dan-bao", format!("{line}\n\n")),
        (Format::Stage, "tieu-pham", format!("BÀ NGHIỆP\n{line}\n\n")),
    ] {
        // Each additional row moves the end of the page relative to the approvals.
        let mut ends = 0;
        for rows in 1..90 {
            let mut one = piece(1, "Thử", activity, Vec::new());
            (one.format, one.body) = (format, row.repeat(rows).into());
            let print = PrintOptions::default();
            let paper = document::of_piece(&newsroom, &one, &|_| None, &print, &mut fonts);
            let last = paper.pages.last().expect("a page").text();
            ends += usize::from(paper.pages.len() > 1 && last.matches("kết quả").count() < 3);
            assert!(last.contains("(ký, ghi rõ họ tên)"), "{format:?}: {last}");
            assert!(last.contains("trả kết quả"), "{format:?} {activity}, {rows} rows: {last}");
        }
        assert!(ends > 0, "{format:?} {activity}: some page began with the approvals' last words");
    }
}

#[test]
fn a_printed_address_opens() {
    let long = format!("https://cantho.gov.vn/{}", "thu-tuc/".repeat(20));
    let mut web = piece(1, "Hỏi đáp", "cong-thong-tin", Vec::new());
    web.format = Format::Article;
    web.body = format!(
        "Xem [cổng thành phố](https://cantho.gov.vn), [baocantho.com.vn](http://baocantho.com.vn), [thủ tục]({long}).\n"
    )
    .into();
    let newsroom = newsroom([]);
    let print = PrintOptions::default();
    let paper = document::of_piece(&newsroom, &web, &|_| None, &print, &mut Fonts::new());
    let items = &paper.pages[0].items;
    let links: Vec<&Link> =
        items.iter().filter_map(|item| if let Item::Link(link) = item { Some(link) } else { None }).collect();
    // The letters whose centre is within a link's area.
    let below = |link: &Link| {
        let Rect { x: left, y: top, width, height } = link.rect;
        let mut letters = String::new();
        for item in items {
            let Item::Glyphs(run) = item else { continue };
            let is_on_line = (top..top + height).contains(&(run.origin.y - 1.0));
            for glyph in run.glyphs.iter().filter(|_| is_on_line) {
                let middle = run.origin.x + glyph.x + glyph.advance / 2.0;
                if (left..left + width).contains(&middle) {
                    letters.push_str(&run.text[glyph.start as usize..glyph.end as usize]);
                }
            }
        }
        letters
    };
    for (shown, url) in [
        ("https://cantho.gov.vn", "https://cantho.gov.vn"),
        ("baocantho.com.vn", "http://baocantho.com.vn"),
        (&*long, &*long),
    ] {
        let found: String = links.iter().filter(|link| link.url == url).map(|link| below(link)).collect();
        assert_eq!(found, shown);
    }
    assert!(links.len() > 3, "the long one goes over lines");
}
