//! Letters with looks of their own: kept through edits and merges, on paper as on the screen, seen by the preflight.

use proptest::prelude::*;
use toasoan::document::poster::{self as sheet, Damage, KeptLayout, PrintOptions};
use toasoan::export::pdf;
use toasoan::fontbook;
use toasoan::page::{Fonts, Raster, Rect, render};
use toasoan::piece::merge::merge;
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::poster::preflight::Rule;
use toasoan::poster::{
    Edit, Element, ElementId, ElementKind, Frame, HorizontalAlign, Ink, Look, Outline, Poster, Shadow, Span,
    SystemFace, Text, Typeface, VerticalAlign, family,
};

use super::{NO_PICTURES, board, element, words};
use crate::export::readers::{has_readers, preview_is_print};

const RED: Ink = Ink::new(0.0, 100.0, 100.0, 0.0);

fn span(from: usize, to: usize, look: Look) -> Span {
    Span { from, to, look }
}

fn red() -> Look {
    Look { ink: Some(RED), ..Look::default() }
}

/// "cửa" in red.
fn gate() -> Text {
    Text { spans: vec![span(4, 7, red())], ..words("Một cửa, một lần hẹn", 20.0) }
}

fn text_of(poster: &Poster) -> &Text {
    match &poster.elements[0].kind {
        ElementKind::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

/// The words that are red.
fn in_red(text: &Text) -> String {
    text.runs().into_iter().filter(|run| run.ink == RED).map(|run| run.words).collect()
}

/// Texts with everything that letters can have about them.
fn rich() -> Poster {
    let base = |words: &str| Text::new(words, Typeface::BeVietnamPro, 22.0, Ink::BLACK).shrink(4.0);
    let look = |look: Look| vec![span(4, 12, look)];
    let large = Look { scale: Some(1.8), typeface: Some(Typeface::Anton), ..red() };
    let leaning = Look { is_italic: true, is_underlined: true, ..Look::default() };
    let slanted = Look { typeface: Some(Typeface::MontserratBlack), is_italic: true, ..Look::default() };
    let shadow = Some(Shadow { ink: Ink::new(0.0, 0.0, 0.0, 50.0), dx: 0.08, dy: 0.08 });
    let rim = Some(Outline { ink: RED, width: 0.06 });
    let texts = [
        Text { spans: look(large), ..base("Bộ phận một cửa: nộp hồ sơ một lần") },
        Text { spans: look(leaning), letter_spacing: 0.2, ..base("Đúng hẹn, thân thiện") },
        Text {
            spans: look(slanted),
            is_capital: true,
            align: HorizontalAlign::Center,
            ..base("hẹn gì trả nấy")
        },
        Text { outline: rim, ink: Ink::WHITE, shadow, ..base("VÌ DÂN PHỤC VỤ") },
        Text {
            arc: 90.0,
            outline: rim,
            spans: look(red()),
            align: HorizontalAlign::Center,
            ..base("Cần Thơ gạo trắng")
        },
        Text {
            arc: -60.0,
            align: HorizontalAlign::Center,
            vertical: VerticalAlign::Middle,
            ..base("nước trong, ai đi đến đó")
        },
        Text {
            align: HorizontalAlign::Justify,
            size: 12.0,
            ..base("Cán bộ hướng dẫn một lần cho đủ, nhận hồ sơ là hẹn ngày, tới ngày là có kết quả.")
        },
    ];
    let elements = texts.into_iter().zip(0_u8..).map(|(text, index)| {
        let frame = Frame::new(20.0, 15.0 + 82.0 * f32::from(index), 360.0, 78.0);
        element(u32::from(index) + 1, frame, ElementKind::Text(text))
    });
    board(elements.collect())
}

#[test]
fn letters_of_every_look_are_on_paper_as_on_the_screen() {
    let mut fonts = Fonts::new();
    let poster = rich();
    let found = sheet::check(&poster, NO_PICTURES, &mut fonts);
    assert!(found.iter().all(|one| one.rule != Rule::Overflow), "{found:?}");
    let document = sheet::poster(&poster, "Chữ", NO_PICTURES, &PrintOptions::default(), &mut fonts);
    let file = pdf::write(&document).expect("a PDF");
    if has_readers() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.pdf").to_string_lossy().into_owned();
        std::fs::write(&path, file).expect("a file");
        preview_is_print("looks", &document.pages[0], &path, &mut fonts);
    }
    let read = Poster::parse(&poster.to_text()).expect("a poster");
    assert_eq!(read, poster);
}

/// The pixels of a part of a page.
fn outside_differs(a: &Raster, b: &Raster, within: Rect) -> bool {
    let near = |at: usize| {
        let (x, y) = ((at % a.width as usize) as f32, (at / a.width as usize) as f32);
        let (right, foot) = (within.x + within.width, within.y + within.height);
        x >= within.x - 1.0 && x <= right + 1.0 && y >= within.y - 1.0 && y <= foot + 1.0
    };
    let pixels = a.rgba.chunks_exact(4).zip(b.rgba.chunks_exact(4)).enumerate();
    pixels.into_iter().any(|(at, (a, b))| a != b && !near(at))
}

#[test]
fn a_change_lays_out_one_element_and_looks_different_only_near_it() {
    let mut fonts = Fonts::new();
    let mut poster = rich();
    let first = KeptLayout::new(&poster, None, NO_PICTURES, &mut fonts);
    let picture = |poster: &Poster, fonts: &mut Fonts| {
        render(&sheet::layout(poster, NO_PICTURES, fonts).page, 1.0, fonts)
    };
    let before = picture(&poster, &mut fonts);
    assert_eq!(first.damage_since(&first), Damage::Nothing);
    for id in 1..=poster.elements.len() as u32 {
        let old = poster.clone();
        let text = format!("Thêm {}", text_of_id(&poster, id).text);
        let _ = Edit::SetText { id: ElementId(id), text }.apply(&mut poster).expect("a text");
        let next = KeptLayout::new(&poster, Some(&first), NO_PICTURES, &mut fonts);
        let Damage::Within(rect) = next.damage_since(&first) else { panic!("some damage") };
        assert!(rect.height < 160.0 * 72.0 / 25.4, "only its own part: {rect:?}");
        let after = picture(&poster, &mut fonts);
        assert!(before != after && !outside_differs(&before, &after, rect), "element {id}");
        let whole: sheet::Layout = next.into();
        assert_eq!(whole, sheet::layout(&poster, NO_PICTURES, &mut fonts), "as if laid out anew");
        poster = old;
    }
}

#[test]
fn letters_stay_in_their_frame_whatever_they_look_like() {
    const POINTS: f32 = 72.0 / 25.4;
    // Leaning letters reach this far beyond it.
    const LEAN: f32 = 3.0;
    let mut fonts = Fonts::new();
    let mut picture = |elements: Vec<Element>| {
        render(&sheet::layout(&board(elements), NO_PICTURES, &mut fonts).page, 1.0, &mut fonts)
    };
    let empty = picture(Vec::new());
    let frame = Frame::new(60.0, 200.0, 300.0, 60.0);
    let within = Rect {
        x: (frame.x - LEAN) * POINTS,
        y: frame.y * POINTS,
        width: (frame.width + 2.0 * LEAN) * POINTS,
        height: frame.height * POINTS,
    };
    let underlined = Look { is_underlined: true, ..Look::default() };
    let leaning = Look { is_italic: true, ..underlined.clone() };
    for look in [underlined, leaning, red()] {
        let plain = Text { spans: vec![span(0, 7, look)], ..words("Một cửa, một lần hẹn", 20.0) };
        let rimmed = Text { outline: Some(Outline { ink: RED, width: 0.06 }), ..plain.clone() };
        for text in [plain, rimmed] {
            let shown = picture(vec![element(1, frame, ElementKind::Text(text.clone()))]);
            assert!(shown != empty && !outside_differs(&empty, &shown, within), "{text:?}");
        }
    }
}

fn text_of_id(poster: &Poster, id: u32) -> &Text {
    match &poster.element(ElementId(id)).expect("there").kind {
        ElementKind::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn letters_keep_their_look_while_the_words_change() {
    for (words, expected) in [
        ("Một cửa, một lần hẹn trả", "cửa"),
        ("Vào một cửa, một lần hẹn", "cửa"),
        ("Một cửa khẩu, một lần hẹn", "cửa"),
        ("Một cửaa, một lần hẹn", "cửaa"),
        ("Một của, một lần hẹn", "của"),
        ("Một , một lần hẹn", ""),
        ("", ""),
    ] {
        let mut text = gate();
        text.set_words(words.to_owned());
        let expected = if words.contains("khẩu") { "cửa khẩu" } else { expected };
        assert_eq!(in_red(&text), expected, "{words}");
    }
}

#[test]
fn two_machines_change_words_and_looks_of_one_text() {
    let piece = |text: &Text| {
        let poster =
            board(vec![element(1, Frame::new(20.0, 20.0, 360.0, 100.0), ElementKind::Text(text.clone()))]);
        let header = Header::new(PieceId("01HV5A8DH5NF2NGG13D14RH1YM".into()), "Áp phích", "pano-ap-phich");
        Piece::new(header, Format::Poster, poster.to_text())
    };
    let base = gate();
    let mut mine = base.clone();
    mine.set_words("Đến một cửa, một lần hẹn là xong".to_owned());
    let mut theirs = base.clone();
    theirs.ink = Ink::WHITE;
    theirs.restyle(9..16, |look| look.is_italic = true);
    let merged = merge(&piece(&base), &piece(&mine), &piece(&theirs));
    assert!(merged.is_clean(), "{:?}", merged.conflicts);
    let poster = Poster::parse(&merged.piece.body).expect("a poster");
    let text = text_of(&poster);
    assert_eq!((text.text.as_str(), text.ink), ("Đến một cửa, một lần hẹn là xong", Ink::WHITE));
    assert_eq!(in_red(text), "cửa");
    let leaning: String = text.runs().into_iter().filter(|run| run.is_italic).map(|run| run.words).collect();
    assert_eq!(leaning, "một lần");

    // Both colour the same word.
    let mut other = base.clone();
    other.restyle(4..7, |look| look.ink = Some(Ink::BLACK));
    theirs.restyle(4..7, |look| look.ink = Some(Ink::WHITE));
    assert_eq!(merge(&piece(&base), &piece(&other), &piece(&theirs)).conflicts.len(), 1);
}

#[test]
fn the_preflight_sees_letters_that_are_small_or_pale() {
    let mut fonts = Fonts::new();
    let mut rules = |look: Look| -> Vec<Rule> {
        let text = Text { spans: vec![span(4, 7, look)], ..words("Một cửa, một lần hẹn", 20.0) };
        let kind = ElementKind::Text(text);
        let poster = board(vec![element(1, Frame::new(20.0, 20.0, 360.0, 100.0), kind)]);
        let found = sheet::check(&poster, NO_PICTURES, &mut fonts);
        // What is offered mends it.
        for finding in &found {
            let fix = finding.fix.clone().map(|fix| fix.remedy);
            let Some(toasoan::poster::preflight::Remedy::Edit(edit)) = fix else { continue };
            let mut mended = poster.clone();
            let _ = edit.apply(&mut mended).expect("a mend");
            let left = sheet::check(&mended, NO_PICTURES, &mut fonts);
            assert!(left.iter().all(|one| one.rule != finding.rule), "{finding:?} leaves {left:?}");
        }
        found.into_iter().map(|finding| finding.rule).collect()
    };
    assert_eq!(rules(Look::default()), []);
    assert_eq!(rules(Look { scale: Some(0.3), ..Look::default() }), [Rule::LetterHeight]);
    assert_eq!(rules(Look { ink: Some(Ink::WHITE), ..Look::default() }), [Rule::Contrast]);
    assert!(rules(Look { scale: Some(8.0), ..Look::default() }).contains(&Rule::Overflow));
}

#[test]
fn looks_go_to_the_other_sizes_of_a_design() {
    let first = board(vec![element(1, Frame::new(20.0, 20.0, 360.0, 100.0), ElementKind::Text(gate()))]);
    let mut other = first.clone();
    family::join(&mut other, "mot-cua", 0);
    let _ = Edit::SetText { id: ElementId(1), text: "Một cửa,\nmột lần hẹn".into() }
        .apply(&mut other)
        .expect("a text");
    assert_eq!(family::differences(&first, &other), [], "only its lines differ");
    let mut changed = first.clone();
    let mut text = gate();
    text.restyle(9..12, |look| look.ink = Some(RED));
    changed.elements[0].kind = ElementKind::Text(text);
    assert_eq!(family::differences(&changed, &other).len(), 1);
    let _ = family::carry(&changed, &other).apply(&mut other).expect("carried");
    assert_eq!(text_of(&other).text, "Một cửa,\nmột lần hẹn");
    assert_eq!(in_red(text_of(&other)), "cửamột");
    assert_eq!(family::differences(&changed, &other), []);
}

/// A font that ships with the program under another family's name, with another `fsType`.
fn renamed(mut file: Vec<u8>, rights: u16) -> Vec<u8> {
    let number = |at: usize, file: &[u8]| {
        u32::from_be_bytes(file[at..at + 4].try_into().expect("four bytes")) as usize
    };
    let count = usize::from(u16::from_be_bytes([file[4], file[5]]));
    for record in (0..count).map(|index| 12 + index * 16) {
        let (at, length) = (number(record + 8, &file), number(record + 12, &file));
        match &file[record..record + 4] {
            b"OS/2" => file[at + 8..at + 10].copy_from_slice(&rights.to_be_bytes()),
            b"name" => {
                // "Anton" → "Antun", in both of its encodings.
                let table = &mut file[at..at + length];
                for index in 0..table.len() - 9 {
                    if table[index..].starts_with(b"Anton") {
                        table[index + 3] = b'u';
                    } else if table[index..].starts_with(b"A\0n\0t\0o\0n") {
                        table[index + 6] = b'u';
                    }
                }
            }
            _ => {}
        }
    }
    file
}

#[test]
fn a_font_that_may_not_be_embedded_is_refused_and_a_missing_one_is_told() {
    let anton = toasoan::page::Face::Anton.bytes().to_vec();
    let names = fontbook::add(renamed(anton, 2));
    let [locked] = names.as_slice() else { panic!("one face: {names:?}") };
    assert!(locked.family.contains("Antun"), "{locked:?}");
    let missing = SystemFace { family: "Phông Không Có".into(), weight: 700, is_italic: false };
    let khmer = SystemFace { family: "Noto Sans Khmer".into(), weight: 400, is_italic: false };
    let _ = fontbook::add(toasoan::page::Face::Khmer.bytes().to_vec());
    let mut fonts = Fonts::new();
    for (face, part, is_refused) in [
        (locked.clone(), "không cho nhúng", true),
        (missing, "không có phông", false),
        (khmer, "thiếu chữ", false),
    ] {
        let text =
            Text { typeface: Typeface::System(face.clone()), ..words("Một cửa, đúng hẹn", 20.0) };
        let kind = ElementKind::Text(text);
        let poster = board(vec![element(1, Frame::new(20.0, 20.0, 360.0, 100.0), kind)]);
        assert_eq!(Poster::parse(&poster.to_text()).as_ref(), Ok(&poster));
        let found = sheet::check(&poster, NO_PICTURES, &mut fonts);
        let told =
            found.iter().find(|one| one.rule == Rule::Font).unwrap_or_else(|| panic!("{face:?}: {found:?}"));
        assert!(told.message.contains(part), "{}", told.message);
        let print = |options: &PrintOptions, fonts: &mut Fonts| {
            pdf::write(&sheet::poster(&poster, "Phông", NO_PICTURES, options, fonts))
        };
        let written = print(&PrintOptions::default(), &mut fonts);
        assert_eq!(written.is_err(), is_refused, "{face:?}");
        if let Err(error) = written {
            assert!(error.to_string().contains("Chữ thành nét"), "{error}");
        }
        let outlined = PrintOptions { has_outlined_text: true, ..PrintOptions::default() };
        assert!(print(&outlined, &mut fonts).is_ok());
    }
}

#[test]
fn a_font_of_the_system_is_set_shown_and_embedded() {
    let anton = toasoan::page::Face::Anton.bytes().to_vec();
    let mut file = renamed(anton, 8);
    // Another name than the one that may not be embedded.
    for at in 0..file.len() - 9 {
        if file[at..].starts_with(b"A\0n\0t\0u\0n") || file[at..].starts_with(b"Antun") {
            let third = if file[at + 1] == 0 { 6 } else { 3 };
            file[at + third] = b'i';
        }
    }
    let names = fontbook::add(file);
    let text = |typeface| Text { typeface, ..words("Một cửa, đúng hẹn", 30.0) };
    let poster = |typeface| {
        let kind = ElementKind::Text(text(typeface));
        board(vec![element(1, Frame::new(20.0, 20.0, 360.0, 100.0), kind)])
    };
    let (own, of_system) = (poster(Typeface::Anton), poster(Typeface::System(names[0].clone())));
    let mut fonts = Fonts::new();
    let seen = |poster: &Poster, fonts: &mut Fonts| {
        render(&sheet::layout(poster, NO_PICTURES, fonts).page, 0.5, fonts)
    };
    assert_eq!(seen(&own, &mut fonts), seen(&of_system, &mut fonts), "the same letters");
    assert_eq!(sheet::check(&of_system, NO_PICTURES, &mut fonts), []);
    let document = sheet::poster(&of_system, "Phông", NO_PICTURES, &PrintOptions::default(), &mut fonts);
    let file = pdf::write(&document).expect("a PDF");
    if has_readers() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.pdf").to_string_lossy().into_owned();
        std::fs::write(&path, file).expect("a file");
        preview_is_print("font of the system", &document.pages[0], &path, &mut fonts);
    }
}

/// Words of few letters, so that edits often meet.
fn some_words() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        proptest::sample::select(vec!["một", "cửa", "ế", " ", "\n", "hẹn", "e\u{302}"]),
        0..12,
    )
    .prop_map(|words| words.concat())
}

fn some_look() -> impl Strategy<Value = Look> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(is_red, is_italic, is_large)| Look {
        ink: is_red.then_some(RED),
        is_italic,
        scale: is_large.then_some(1.5),
        ..Look::default()
    })
}

proptest! {
    #[test]
    fn spans_stay_well_formed_whatever_is_edited(
        start in some_words(),
        edits in proptest::collection::vec((some_words(), 0_usize..20, 0_usize..20, some_look()), 0..6),
    ) {
        let mut text = words(&start, 20.0);
        for (words, from, to, look) in edits {
            text.restyle(from.min(to)..from.max(to), |one| *one = look.clone());
            text.set_words(words);
            let count = text.text.chars().count();
            prop_assert!(text.spans.iter().all(|span| span.from < span.to && span.to <= count));
            let is_apart = |pair: &[Span]| {
                pair[0].to < pair[1].from || pair[0].to == pair[1].from && pair[0].look != pair[1].look
            };
            prop_assert!(text.spans.windows(2).all(is_apart));
            let whole: String = text.runs().into_iter().map(|run| run.words).collect();
            prop_assert_eq!(&whole, &text.text);
            let poster = board(vec![Element::new(
                ElementId(1),
                Frame::new(0.0, 0.0, 100.0, 100.0),
                ElementKind::Text(text.clone()),
            )]);
            let read = Poster::parse(&poster.to_text());
            prop_assert!(read.is_ok(), "{:?}", read);
            let read = read.unwrap_or(poster);
            prop_assert_eq!(Poster::parse(&read.to_text()), Ok(read));
        }
    }
}
