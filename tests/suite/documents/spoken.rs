//! What one voice reads, what is read from paper, and what happened on air.

use chrono::{NaiveDate, TimeDelta};
use toasoan::document::print::Content;
use toasoan::document::{self, PrintOptions, spoken};
use toasoan::export::job;
use toasoan::newsroom::Newsroom;
use toasoan::page::Fonts;
use toasoan::piece::av::Script;
use toasoan::piece::live::{Act, Desk};
use toasoan::piece::prompt::Prompt;
use toasoan::piece::{Format, Piece};

use super::{assert_sound, content, lost, newsroom, samples, text};

fn sample() -> Newsroom {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    newsroom(pieces)
}

fn script(newsroom: &Newsroom) -> &Piece {
    let piece = newsroom.pieces().find(|piece| piece.header.id.as_str().starts_with("018J5A8DH5"));
    piece.expect("the script on land certificates")
}

fn printed(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions) -> String {
    let document = document::of_piece(newsroom, piece, &|_| None, print, &mut Fonts::new());
    assert_sound(&document);
    text(&document)
}

#[test]
fn a_voice_has_its_own_lines_with_the_cues_before_them() {
    let newsroom = sample();
    let piece = script(&newsroom);
    assert!(job::voices(piece).contains(&"Quốc Huy".to_owned()));
    // A name is known however its letters are typed.
    let print = PrintOptions { role: Some("QUỐC HUY".into()), ..PrintOptions::default() };
    let paper = printed(&newsroom, piece, &print);
    let plain = spoken::plain_text(&newsroom, piece, &print);
    let prompt = Prompt::new(&Script::parse(&piece.body), newsroom.settings());
    for turn in &prompt.turns {
        let is_own = turn.voice == "Quốc Huy";
        for place in [&paper, &plain] {
            assert_eq!(lost(&turn.text, place).is_empty(), is_own, "{}: {}", turn.voice, turn.text);
        }
    }
    assert!(plain.contains("(Ngọc Hân: … "), "the presenter's last words: {plain}");

    let print = PrintOptions { role: Some("Nguyễn Văn Nào".into()), ..PrintOptions::default() };
    let none = &|_: &str| None;
    let mut out = std::io::Cursor::new(Vec::new());
    let error = job::piece(&newsroom, piece, "pdf", none, &print, &mut Fonts::new(), &mut out);
    let error = error.expect_err("no such voice").to_string();
    assert!(error.contains("Các giọng: Ngọc Hân"), "{error}");
}

#[test]
fn the_paper_to_read_from_is_large_and_has_every_word_that_is_spoken_and_no_other() {
    let newsroom = sample();
    let piece = script(&newsroom);
    let print = PrintOptions { content: Content::Prompter, ..PrintOptions::default() };
    let paper = printed(&newsroom, piece, &print);
    let script = Script::parse(&piece.body);
    for row in &script.rows {
        assert!(lost(&row.speech, &paper).is_empty(), "{}", row.speech);
        assert!(row.picture.is_empty() || !lost(&row.picture, &paper).is_empty(), "{}", row.picture);
    }
}

#[test]
fn a_script_says_on_paper_what_each_voice_has_to_say() {
    let newsroom = sample();
    let piece = script(&newsroom);
    let paper = printed(&newsroom, piece, &PrintOptions::default()).replace('\n', " ");
    let shares = Prompt::new(&Script::parse(&piece.body), newsroom.settings()).voices();
    assert!(shares.len() > 2);
    for share in shares.iter().filter(|share| !share.name.is_empty()) {
        let words = format!("{} {} tiếng,", share.name, share.syllables);
        assert!(lost(&words, &paper[paper.find("Theo giọng").expect("the line")..]).is_empty(), "{words}");
    }
}

#[test]
fn the_log_of_a_broadcast_prints_each_item_as_planned_and_as_run() {
    let newsroom = sample();
    let piece = newsroom.pieces().find(|piece| piece.header.activity == "gap-go-doi-thoai");
    let mut piece = piece.filter(|piece| piece.format == Format::Av).expect("a rundown").clone();
    let print = PrintOptions { content: Content::AsRun, ..PrintOptions::default() };
    let mut out = std::io::Cursor::new(Vec::new());
    let none = &|_: &str| None;
    let refused = job::piece(&newsroom, &piece, "pdf", none, &print, &mut Fonts::new(), &mut out);
    assert!(refused.expect_err("nothing happened yet").to_string().contains("Bàn trực tiếp"));

    let at = |second| {
        let day = NaiveDate::from_ymd_opt(2014, 4, 26).expect("a day");
        day.and_hms_opt(20, 0, 0).expect("a time") + TimeDelta::seconds(second)
    };
    let mut desk = Desk::new(&Script::parse(&piece.body), newsroom.settings(), None, None);
    assert!(desk.act(Act::Start(0), at(0)) && desk.act(Act::Start(2), at(75)) && desk.act(Act::End, at(200)));
    piece.header.set_as_run(None, desk.record(at(200)), None);
    let paper = printed(&newsroom, &piece, &print);
    for words in ["NHẬT KÝ PHÁT SÓNG", "20:00:00 20:01:15 1'15\"", "20:01:15 20:03:20 2'05\"", "không phát"]
    {
        assert!(lost(words, &paper).is_empty(), "{words} in {paper}");
    }
}
