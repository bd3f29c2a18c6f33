//! Nesting: read, checked, set and merged on a small stack; beyond the supported depth it is shown as typed.

use toasoan::document::quiz::SurveyPart;
use toasoan::document::stage::Layout;
use toasoan::document::{self, PrintOptions};
use toasoan::export::job;
use toasoan::page::Fonts;
use toasoan::piece::article::{Article, Block};
use toasoan::piece::{Format, Header, Piece, PieceId, check, merge};
use toasoan::plan::{Plan, Settings};
use toasoan::poster::Poster;

use crate::documents::{newsroom, text};

/// Windows gives the main thread 1 MB, and this program's workers have 2 MB, of which an optimised build uses
/// a small part of what this build does.
const STACK: usize = 512 * 1024;

fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread");
    thread.join().expect("the work ends");
}

fn piece(format: Format, body: &str) -> Piece {
    let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Sâu", "dien-dan-bao");
    Piece::new(header, format, body)
}

/// Each line is one level deeper than the line before.
fn ladder(levels: usize) -> String {
    (0..levels).map(|level| "  ".repeat(level) + "- a\n").collect::<String>() + "\nđáy\n"
}

/// The same marker many times, then a word.
fn deep(mark: &str, levels: usize) -> String {
    mark.repeat(levels) + "đáy\n"
}

#[test]
fn nested_texts_are_set_on_a_small_stack() {
    on_small_stack(|| {
        let newsroom = newsroom([]);
        let settings = Settings::default();
        let mut fonts = Fonts::new();
        for (format, body) in [
            (Format::Article, deep(">", 1700)),
            (Format::Article, deep("> ", 6490)),
            (Format::Article, deep("- ", 100_000)),
            (Format::Article, deep("1. ", 50_000)),
            (Format::Article, deep("> - + * 7) ", 2000)),
            (Format::Article, deep("> ", 40)),
            (Format::Article, deep("- ", 40)),
            (Format::Article, deep("*a **b ", 5000)),
            (Format::Article, deep("[", 20_000)),
            (Format::Article, ladder(400)),
            (Format::Stage, format!("{}\nđáy\n", deep("[[", 5000))),
            (Format::Stage, format!("BẢY\n{}", deep("(", 5000))),
            (Format::Av, format!("## 01\nLời: {}", deep("(“", 5000))),
            (Format::Radio, deep("## ", 5000)),
            (Format::Quiz, format!("1. {}A. {}", deep("(", 5000), deep("A. ", 2000))),
            (Format::Poster, deep("(a: [", 50_000)),
        ] {
            let one = piece(format, &body);
            let _ = check::piece(&one, newsroom.plan(), &settings);
            let document =
                document::of_piece(&newsroom, &one, &|_| None, &PrintOptions::default(), &mut fonts);
            assert!(!document.pages.is_empty());
            let text = document::plain_text(&newsroom, &one, SurveyPart::Both);
            assert!(format == Format::Poster || text.contains("đáy"), "{format:?}: the last word is lost");
            let other = piece(format, &format!("{body}\nThêm.\n"));
            let merged = merge::merge(&piece(format, ""), &one, &other);
            assert!(merged.keep_all().body.contains("đáy"));
        }
    });
}

/// Supported levels are set; deeper markers and words are shown as typed.
#[test]
fn what_is_nested_too_deep_stands_as_typed() {
    for (mark, levels, shown) in
        [(">", 1700, 1700), ("> ", 40, 32), (">", 8, 0), (">", 9, 1), ("- ", 100_000, 100_000)]
    {
        let article = Article::parse(&format!("Trước.\n\n{}\nSau.\n", deep(mark, levels)));
        let text = article.plain_text();
        assert_eq!(text.matches(mark.trim_end()).count(), shown, "{levels} times {mark}");
        assert!(
            text.starts_with("Trước.\n") && text.contains("đáy") && text.ends_with("Sau.\n"),
            "{levels} times {mark}"
        );
    }
    // A thematic break may have any length, and code keeps its lines.
    assert_eq!(Article::parse(&"- ".repeat(500)).blocks, [Block::Rule]);
    let code = "```\n- a\n  - b\n```\n";
    assert_eq!(Article::parse(code).blocks, [Block::Verbatim("- a\n  - b\n".into())]);
    // No text is lost, however its levels are set.
    assert_eq!(Article::parse(&ladder(300)).plain_text().matches('a').count(), 300);
}

/// 100,000 dashes formerly took the Markdown parser quadratic time: hours for a file of the maximum size. Now
/// the work per line is bounded, so it is linear, and this test ends.
#[test]
fn a_text_of_marks_alone_takes_no_longer_than_prose() {
    for body in [
        deep("- ", 500_000),
        deep("> - ", 250_000),
        format!("{}{}", deep("- ", 40), "\n".repeat(500_000)),
        "[[\n".repeat(250_000),
    ] {
        assert!(!Article::parse(&body).blocks.is_empty());
        let play = toasoan::piece::stage::parse(&body);
        assert!(play.characters().is_empty());
    }
    for body in [
        "[[".repeat(500_000),
        "[[a]]".repeat(200_000),
        "/*a*/[[".repeat(150_000),
        format!("{}]]", "[[\n".repeat(250_000)),
        "*a **b _c ".repeat(100_000),
        "(Lan: a\n".repeat(100_000),
    ] {
        let play = toasoan::piece::stage::parse(&body);
        assert!(play.characters().is_empty());
        assert!(!toasoan::piece::stage::import(&body).body.is_empty());
    }
    let cast: String = (0..20_000)
        .flat_map(|number| ["VAI ".to_owned(), number.to_string(), "\nLời.\n\n".to_owned()])
        .collect();
    assert_eq!(toasoan::piece::stage::parse(&cast).characters().len(), 20_000);
    let tones = "## 01\n".to_owned() + &"Tính chất: khen\nThời lượng: 5s\n".repeat(20_000);
    assert_eq!(toasoan::piece::av::Script::parse(&tones).rows.len(), 1);
    let answers = "1. Hỏi?\n".to_owned() + &"A. x\n".repeat(30_000) + &"B. x\n".repeat(30_000);
    let key = format!("{answers}Đáp án: {}\n", "Z".repeat(300_000));
    assert_eq!(toasoan::piece::quiz::Quiz::parse(&key).questions[0].key, ['Z']);
    assert_eq!(toasoan::piece::quiz::Quiz::parse(&key).problems().len(), 59_999);
    let keys = "1. Hỏi ".to_owned() + &"đáp án: ".repeat(100_000);
    assert_eq!(toasoan::piece::quiz::Quiz::parse(&keys).questions.len(), 1);
}

/// A speech over hundreds of pages was formerly set again for each of them. All of it must be printed.
#[test]
fn a_speech_without_end_is_set_once() {
    let newsroom = newsroom([]);
    let line = "Bà con ơi, một cửa là một cửa. ";
    for body in
        [format!("BẢY\n{}\n", line.repeat(2500)), format!("BẢY\n{}", format!("{line}\n").repeat(2500))]
    {
        for layout in Layout::ALL {
            let print = PrintOptions { layout, ..PrintOptions::default() };
            let skit = piece(Format::Stage, &body);
            let document = document::of_piece(&newsroom, &skit, &|_| None, &print, &mut Fonts::new());
            let printed: String = text(&document).split_whitespace().collect();
            assert!(document.pages.len() > 10 && printed.contains("BẢY"), "{layout:?}");
            // Headers and footers may come between words.
            let whole = printed.matches("mộtcửalàmộtcửa.").count();
            assert!((2400..=2500).contains(&whole), "{layout:?}: {whole}");
        }
    }
}

/// Deeply nested records are refused before the stack overflows, in every kind of file; an edit leaves them
/// alone.
#[test]
fn nested_records_are_refused_on_a_small_stack() {
    on_small_stack(|| {
        for (open, close) in
            [("(a: ", ")"), ("[", "]"), ("{1: ", "}"), ("Some(", ")"), ("(", ")"), ("a(b: ", ")")]
        {
            for levels in [20, 40, 200, 100_000] {
                let value = open.repeat(levels) + "1" + &close.repeat(levels);
                let header = format!("(id: \"0123456789\", title: \"a\", activity: \"b\", lạ: {value})\n");
                match Piece::parse(&format!("{header}---\nChữ.\n"), Format::Article) {
                    Ok(mut piece) => {
                        piece.header.title = "Khác".into();
                        let text = piece.to_text();
                        assert!(text.contains(&value) || levels > 20, "an edit keeps what it does not know");
                        assert_eq!(Piece::parse(&text, Format::Article).expect("reads").header.title, "Khác");
                    }
                    Err(error) => assert!(levels > 20, "{levels} times {open}: {error}"),
                }
                for message in [
                    Plan::parse(&format!("(schema: 1, lạ: {value})")).err().map(|error| error.to_string()),
                    Settings::parse(&format!("(lạ: {value})")).err().map(|error| error.to_string()),
                    Poster::parse(&format!("(width: {value})")).err().map(|error| error.to_string()),
                ]
                .into_iter()
                .flatten()
                {
                    assert_eq!(super::foreign(&message), None, "{message}");
                }
            }
        }
        let deep = format!("(lạ: {}1{})", "(a: ".repeat(5000), ")".repeat(5000));
        let error = Settings::parse(&deep).expect_err("too deep").to_string();
        assert!(error.contains("lồng nhau quá sâu"), "{error}");
    });
}

/// The same through an export, as the commands and the window run it.
#[test]
fn a_nested_article_becomes_a_pdf_on_a_small_stack() {
    on_small_stack(|| {
        let newsroom = newsroom([]);
        for body in [deep(">", 1700), deep("- ", 3000), deep("> ", 90)] {
            let one = piece(Format::Article, &body);
            let (print, mut fonts) = (PrintOptions::default(), Fonts::new());
            let mut pdf = std::io::Cursor::new(Vec::new());
            job::piece(&newsroom, &one, "pdf", &|_| None, &print, &mut fonts, &mut pdf).expect("a PDF");
            assert!(pdf.get_ref().starts_with(b"%PDF-"));
        }
    });
}
