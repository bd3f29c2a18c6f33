//! Pieces as Word files.

use std::collections::HashMap;
use std::fmt::Write;
use std::io::Cursor;

use toasoan::document::print::SurveyPart;
use toasoan::document::{self, PrintOptions};
use toasoan::export::job;
use toasoan::import;
use toasoan::newsroom::Newsroom;
use toasoan::page::{Fonts, Page};
use toasoan::piece::av::{Label, Script};
use toasoan::piece::{Format, Piece};

use super::{draft, open};
use crate::documents::{content, newsroom, samples};

fn sample_newsroom() -> Newsroom {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    newsroom(pieces)
}

fn export(newsroom: &Newsroom, piece: &Piece, extension: &str, print: &PrintOptions) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    job::piece(newsroom, piece, extension, &|_| None, print, &mut Fonts::new(), &mut out)
        .unwrap_or_else(|error| panic!("{}: {error}", piece.header.title));
    out.into_inner()
}

fn bag(text: &str) -> HashMap<&str, usize> {
    let mut bag = HashMap::new();
    for word in text.split([' ', '\u{a0}', '\n', '\t', '\u{2028}']).filter(|word| !word.is_empty()) {
        *bag.entry(word).or_default() += 1;
    }
    bag
}

#[test]
fn a_word_file_says_what_the_paper_says() {
    let newsroom = sample_newsroom();
    let print = PrintOptions::default();
    for piece in newsroom.pieces().filter(|piece| piece.format != Format::Poster) {
        let title = &piece.header.title;
        let bytes = export(&newsroom, piece, "docx", &print);
        assert_eq!(bytes, export(&newsroom, piece, "docx", &print), "{title}: the same bytes each time");
        let words = import::document_text(&bytes, |_| panic!("a Word file")).expect("it is read");
        let paper = document::of_piece(&newsroom, piece, &|_| None, &print, &mut Fonts::new());
        let paper: String = paper.pages.iter().map(Page::text).collect::<Vec<_>>().join("\n");
        let (words, paper) = (bag(&words), bag(&paper));
        for (word, count) in &words {
            assert!(
                paper.get(word) >= Some(count),
                "{title}: “{word}” {count} times, on paper {:?}",
                paper.get(word)
            );
        }
        // Paper has more only where pages begin and end: numbers, the title, a speaker again, a table's head again.
        for (word, count) in paper {
            let said = words.get(word).copied().unwrap_or(0);
            let is_of_page = word.chars().all(|letter| letter.is_ascii_digit() || letter == '/')
                || ["Trang", "(còn", "tiếp)", "(tiếp)", "(tiếp):"].contains(&word)
                || word.ends_with('…')
                // Dots to write on are a tab stop in Word.
                || word.chars().all(|letter| letter == '.')
                || title.split(' ').any(|part| part == word)
                || said > 0;
            assert!(count <= said || is_of_page, "{title}: “{word}” is on paper only");
        }
    }
}

#[test]
fn the_key_stays_out_of_a_sheet_in_word_too() {
    let newsroom = sample_newsroom();
    let survey = newsroom.pieces().find(|piece| piece.format == Format::Quiz).expect("a survey");
    let print = PrintOptions { part: SurveyPart::Questionnaire, ..PrintOptions::default() };
    let bytes = export(&newsroom, survey, "docx", &print);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let mut text = String::new();
        let _ = std::io::Read::read_to_string(&mut part, &mut text).expect("text");
        assert!(!text.contains("Mục IV.1.a") && !text.contains("ĐÁP ÁN"), "part {at}");
    }
}

/// What the paper does not print, and therefore no Word file brings back.
fn printed(piece: &Piece) -> String {
    let body = piece.body.to_string();
    match piece.format {
        Format::Av | Format::Radio => script(&body),
        // Notes are for colleagues.
        Format::Stage => {
            let mut body = body;
            while let Some((start, end)) = body.find("[[").zip(body.find("]]")) {
                body.replace_range(start..end + 2, "");
            }
            format!("{}\n", body.trim())
        }
        _ => body,
    }
}

/// A script with the labels of each record in their order.
fn script(body: &str) -> String {
    let script = Script::parse(body);
    let mut out = script.preface.clone();
    for row in &script.rows {
        let _ = writeln!(out, "## {}", row.number);
        for (label, value) in
            Label::ALL.into_iter().map(|label| (label, row.get(label))).filter(|(_, value)| !value.is_empty())
        {
            // However it is typed: "1p30s", "1:30".
            let seconds =
                row.duration.filter(|_| label == Label::Duration).map(|seconds| seconds.to_string());
            let _ = writeln!(out, "{}: {}", label.label(), seconds.as_deref().unwrap_or(value));
        }
        out.push('\n');
    }
    out
}

#[test]
fn every_sample_comes_back_from_word_as_it_was() {
    let newsroom = sample_newsroom();
    let mut differing = Vec::new();
    // A contest and a dialogue are no text that Word could give back.
    let is_text =
        |piece: &&Piece| !matches!(piece.format, Format::Poster | Format::Contest | Format::Dialogue);
    for piece in newsroom.pieces().filter(is_text) {
        let title = &piece.header.title;
        let bytes = export(&newsroom, piece, "docx", &PrintOptions::default());
        let source = open("bài.docx", &bytes).expect("it is read");
        assert_eq!(import::guess(&source), piece.format, "{title}");
        let settings = newsroom.settings();
        let back = import::draft(&source, piece.format, &|voice| settings.rate_of(voice));
        let body = match piece.format {
            Format::Av | Format::Radio => script(&back.body),
            _ => back.body.clone(),
        };
        differing.extend(difference(title, &printed(piece), &body));
        assert_eq!(&back.title, title);
        let people: Vec<_> =
            piece.header.people.iter().map(|one| (one.role.clone(), one.name.clone())).collect();
        let is_in = |one: &&(String, String)| back.people.contains(one);
        if piece.format != Format::Quiz {
            assert_eq!(people.iter().filter(is_in).count(), people.len(), "{title}: {:?}", back.people);
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n\n"));
}

/// The first line that differs, with its neighbours.
fn difference(title: &str, expected: &str, found: &str) -> Option<String> {
    let (expected, found): (Vec<&str>, Vec<&str>) =
        (expected.trim().lines().map(str::trim_end).collect(), found.trim().lines().collect());
    let at = (0..expected.len().max(found.len())).find(|at| expected.get(*at) != found.get(*at))?;
    let part =
        |lines: &[&str]| lines[at.saturating_sub(2).min(lines.len())..lines.len().min(at + 3)].join("\n");
    Some(format!("{title}, line {at}:\n--- expected\n{}\n--- found\n{}", part(&expected), part(&found)))
}

#[test]
fn a_skit_goes_to_final_draft_and_back() {
    let newsroom = sample_newsroom();
    for piece in newsroom.pieces().filter(|piece| piece.format == Format::Stage) {
        let source =
            open("kịch.fdx", &export(&newsroom, piece, "fdx", &PrintOptions::default())).expect("it is read");
        let back = draft(&source, Format::Stage);
        assert_eq!(back.title, piece.header.title);
        assert_eq!(difference(&piece.header.title, &printed(piece), &back.body), None);
    }
}

#[test]
fn all_that_fountain_can_say_goes_to_final_draft_and_back() {
    let newsroom = sample_newsroom();
    let skit = newsroom.pieces().find(|piece| piece.format == Format::Stage).expect("a skit");
    let body = "# Nhân vật\n\n!- LAN | cán bộ\n\n# Nội dung\n\n## Hồi một\n\n= Lan gặp dân.\n\n.SÂN NHÀ #1A#\n\n\
                EXT. bờ sông\n\nLAN (vọng vào)\nXin *chào*, **bà** con_!\n(cười)\n~Ơi con sông\n\n@Bà Tư ^\nChào _cô_.\n\n\
                > CHUYỂN CẢNH:\n\n===\n\n!Màn 2 sắp mở.\n\n!ĐÈN TẮT\n\nPhép tính 5\\*3\\*2.\n\n> HẾT <\n";
    let written = Piece { body: body.into(), ..skit.clone() };
    let fdx = export(&newsroom, &written, "fdx", &PrintOptions::default());
    let back = draft(&open("kịch.fdx", &fdx).expect("it is read"), Format::Stage);
    assert_eq!(back.body, body.replace("EXT.", ".EXT.").replace("!Màn", "Màn").replace("5\\*3\\*2", "5*3*2"));
}

#[test]
fn an_article_becomes_a_page_without_looks_or_scripts() {
    let newsroom = sample_newsroom();
    let mut article =
        newsroom.pieces().find(|piece| piece.format == Format::Article).expect("an article").clone();
    article.header.title = "Hỏi <đáp> & “một cửa”".into();
    article.body = "Lời dẫn *nghiêng*, **đậm**.\n\n## Mục\n\n- một\n- hai\n\n1. ba\n2. bốn\n\n> trích\n\n| Cột | Giá |\n|---|---|\n| A | 1 |\n\n[mở](javascript:alert) \
                    [cổng](https://cantho.gov.vn/?a=1&b=2) <script>x</script>\n"
        .into();
    let page =
        String::from_utf8(export(&newsroom, &article, "html", &PrintOptions::default())).expect("UTF-8");
    for part in [
        "<html lang=\"vi\">",
        "<h1>Hỏi &lt;đáp&gt; &amp; “một cửa”</h1>",
        "<p>Lời dẫn <em>nghiêng</em>, <strong>đậm</strong>.</p>",
        "<h2>Mục</h2>",
        "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>",
        "<ol>\n<li>ba</li>\n<li>bốn</li>\n</ol>",
        "<blockquote>\n<p>trích</p>\n</blockquote>",
        "<table>\n<tr><th>Cột</th><th>Giá</th></tr>\n<tr><td>A</td><td>1</td></tr>\n</table>",
        "mở (javascript:alert)",
        "<a href=\"https://cantho.gov.vn/?a=1&amp;b=2\">cổng</a>",
    ] {
        assert!(page.contains(part), "{part} in:\n{page}");
    }
    for part in ["style", "href=\"javascript", "<script"] {
        assert!(!page.contains(part), "{part} in:\n{page}");
    }
}
