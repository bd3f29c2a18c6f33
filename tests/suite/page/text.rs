//! Line breaking and placement.

use toasoan::page::{Align, Face, Fonts, Paragraph, Segment, Size, Span};
use unicode_normalization::UnicodeNormalization as _;

use super::{Rng, lines, serif, span, style};

/// The 134 letters, with tone marks, that Vietnamese adds to the Latin alphabet.
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ\
                       ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";

#[test]
fn each_face_has_its_name_and_all_vietnamese_letters() {
    for face in Face::ALL {
        let font = ttf_parser::Face::parse(face.bytes(), 0).expect("the font file parses");
        let name = font.names().into_iter().find(|name| name.name_id == 6 && name.is_unicode());
        assert_eq!(name.and_then(|name| name.to_string()).as_deref(), Some(face.name()));
        let metrics = face.metrics();
        assert!(metrics.ascent > 0.7 && metrics.descent >= 0.0 && metrics.cap_height > 0.5, "{face:?}");
        // Icons, signs and Khmer.
        if face >= Face::Icons {
            continue;
        }
        let missing: String = LETTERS.chars().filter(|letter| face.glyph(*letter).is_none()).collect();
        assert_eq!(missing, "", "{face:?}");
        let glyph = face.glyph('Ễ').expect("checked above");
        let highest = face
            .outline(glyph)
            .iter()
            .filter_map(|segment| if let Segment::Move(at) = segment { Some(at.y) } else { None })
            .fold(0.0, f32::min);
        assert!(highest < -metrics.cap_height, "{face:?}: the marks stand above the capital: {highest}");
    }
}

#[test]
fn lines_break_between_words_and_where_vietnamese_readers_expect() {
    let mut fonts = Fonts::new();
    let mut check = |text: &str, width: f32, expected: &[&str]| {
        let set = fonts.set(&Paragraph::text(text, serif()), width);
        assert_eq!(lines(&set), expected, "{text:?} in {width} points");
        assert!(!set.overflow, "{text:?}");
    };
    check("Tuyên truyền cải cách hành chính", 80.0, &["Tuyên truyền", "cải cách hành", "chính"]);
    // A number's parts, an abbreviation with its full stop and a no-break space are not divided.
    check("Kế hoạch số 127/KH-UBND", 110.0, &["Kế hoạch số", "127/KH-UBND"]);
    check("giá 50.000\u{a0}đồng", 80.0, &["giá", "50.000\u{a0}đồng"]);
    check("giai đoạn 2011–2015", 90.0, &["giai đoạn", "2011–2015"]);
    // A dash ends its line; a list item's dash stays with its first word.
    check("Độc lập – Tự do", 62.0, &["Độc lập –", "Tự do"]);
    check("- Lưu: VT, Sở Nội vụ", 40.0, &["- Lưu:", "VT, Sở", "Nội vụ"]);
    check("Thật không !", 62.0, &["Thật", "không !"]);
    // Line feeds break; a final one adds nothing.
    check("một\n\nhai\r\nba\n", 90.0, &["một", "", "hai", "ba"]);
    // Decomposed letters become the precomposed ones of Vietnamese keyboards.
    check("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", 90.0, &["Tiếng Việt"]);
    check("", 90.0, &[""]);
}

#[test]
fn what_is_too_wide_is_broken_at_a_hyphen_then_anywhere_and_reported() {
    let mut fonts = Fonts::new();
    let set = fonts.set(&Paragraph::text("số 127/KH-UBND-CCHC", serif()), 70.0);
    assert_eq!(lines(&set), ["số 127/KH-", "UBND-", "CCHC"]);
    assert!(!set.overflow);
    let set = fonts.set(&Paragraph::text("nghiêng", serif()), 30.0);
    assert!(set.overflow);
    assert_eq!(lines(&set).concat(), "nghiêng");
    assert!(set.lines.iter().all(|line| line.width <= 30.0));
}

#[test]
fn justified_lines_are_even_and_the_last_is_not_stretched() {
    let text = "Tiếp tục nâng cao nhận thức của cán bộ, công chức, viên chức và nhân dân về ý nghĩa, mục tiêu, \
                tầm quan trọng của việc thực hiện cải cách hành chính, tạo sự thống nhất trong tổ chức thực hiện.";
    let mut fonts = Fonts::new();
    let mut paragraph = Paragraph::text(text, serif()).align(Align::Justify);
    paragraph.first_line_indent = 28.0;
    let set = fonts.set(&paragraph, 300.0);
    let (last, full) = set.lines.split_last().expect("there are lines");
    for (index, line) in full.iter().enumerate() {
        let indent = if index == 0 { 28.0 } else { 0.0 };
        let text: String = line.runs.iter().map(|run| &*run.text).collect();
        // A comma hangs into the margin by most of its width.
        let over = if text.ends_with(',') { 0.7 * fonts.measure(&[span(",")]) } else { 0.0 };
        assert!((line.width + indent - 300.0 - over).abs() < 0.05, "{text}: {}", line.width);
        // The glyphs' advances give their positions.
        for run in &line.runs {
            let mut x = 0.0;
            for glyph in &*run.glyphs {
                assert!((glyph.x - x).abs() < 0.5, "{} of {}", glyph.x, run.text);
                x += glyph.advance;
            }
        }
    }
    assert!(last.width < 300.0);
    assert_eq!(lines(&set).join(" "), text);
}

#[test]
fn alignment_places_lines_in_their_column() {
    let mut fonts = Fonts::new();
    let width = fonts.measure(&[span("Cần Thơ")]);
    for (align, expected) in
        [(Align::Left, 20.0), (Align::Center, 20.0 + (170.0 - width) / 2.0), (Align::Right, 190.0 - width)]
    {
        let mut paragraph = Paragraph::text("Cần Thơ", serif()).align(align);
        (paragraph.left, paragraph.right) = (20.0, 10.0);
        let set = fonts.set(&paragraph, 200.0);
        let x = set.lines[0].runs[0].origin.x;
        assert!((x - expected).abs() < 0.01, "{align:?}: {x} is not {expected}");
    }
}

#[test]
fn tabs_stand_in_columns_and_figures_are_as_wide_as_each_other() {
    let mut fonts = Fonts::new();
    let set = fonts.set(&Paragraph::text("Gồm\t1.110\nPhát lại\t9.888\nSáng, chiều\t22", serif()), 300.0);
    let places: Vec<f32> = set.lines.iter().map(|line| line.runs[1].origin.x).collect();
    assert_eq!(places, [36.0, 72.0, 72.0]);
    for face in [Face::Serif, Face::SerifBold, Face::SerifItalic, Face::SerifBoldItalic, Face::Figures] {
        let width = |fonts: &mut Fonts, text: &str| {
            fonts.measure(&[Span { text: text.to_owned(), style: style(face, 13.0) }])
        };
        let all: Vec<f32> = (0..10).map(|digit| width(&mut fonts, &digit.to_string().repeat(4))).collect();
        assert!(all.iter().all(|one| (one - all[0]).abs() < 0.01), "{face:?}: {all:?}");
    }
}

#[test]
fn kerning_brings_letters_together_and_marks_keep_their_letter() {
    let mut fonts = Fonts::new();
    let alone: f32 = "AVATAR".chars().map(|letter| fonts.measure(&[span(&letter.to_string())])).sum();
    assert!(fonts.measure(&[span("AVATAR")]) < alone - 1.0);
    let set = fonts.set(&Paragraph::text("ffi Ễ", serif()), 200.0);
    let run = &set.lines[0].runs[0];
    let covered: String =
        run.glyphs.iter().map(|glyph| &run.text[glyph.start as usize..glyph.end as usize]).collect();
    assert_eq!(covered, "ffi Ễ", "each character belongs to one glyph");
}

#[test]
fn styles_meet_on_one_baseline_and_missing_characters_are_reported() {
    let mut fonts = Fonts::new();
    let spans = vec![
        span("giá "),
        Span { text: "50.000₫".to_owned(), style: style(Face::Lobster, 20.0) },
        span(" 漢"),
    ];
    let set = fonts.set(&Paragraph::new(spans), 300.0);
    let faces: Vec<Face> = set.lines[0].runs.iter().map(|run| run.face).collect();
    assert!(faces.starts_with(&[Face::Serif, Face::Lobster, Face::Figures]), "Lobster has no ₫: {faces:?}");
    assert!(set.lines[0].runs.iter().all(|run| (run.origin.y - set.lines[0].baseline).abs() < 0.001));
    assert_eq!(set.missing, ['漢']);
    assert_eq!(Fonts::missing("Cần Thơ 漢\n", Face::Serif), ['漢']);
    assert!((set.lines[0].height - 26.0).abs() < 0.01, "the largest size makes the line");
}

#[test]
fn signs_and_khmer_are_set_and_what_is_missing_is_a_box() {
    let mut fonts = Fonts::new();
    for sign in "☎✓☐☑★➔➢→①❖▪✔☆".chars() {
        assert!(Fonts::missing(&sign.to_string(), Face::Serif).is_empty(), "{sign}");
    }
    let mut glyphs = |text: &str| {
        let set = fonts.set(&Paragraph::text(text, serif()), 400.0);
        let runs = set.lines[0].runs.clone();
        assert_eq!(runs.iter().map(|run| &*run.text).collect::<String>(), text, "the text can be copied");
        runs
    };
    // The vowel ែ stands before the letter it follows, the subscript ្ម under its letter.
    let khmer = glyphs("ខ្មែរ");
    assert_eq!((khmer.len(), khmer[0].face), (1, Face::KhmerSerif));
    let alone = |letter: char| Face::KhmerSerif.glyph(letter).expect("a letter");
    let ids: Vec<u16> = khmer[0].glyphs.iter().map(|glyph| glyph.id).collect();
    assert_eq!(ids.first(), Some(&alone('ែ')), "{ids:?}");
    assert!(!ids.contains(&alone('\u{17d2}')) && ids.len() < 5, "{ids:?}");
    let missing = glyphs("便民");
    let square = Face::Symbols.glyph('□').expect("a box");
    let shown: Vec<(Face, u16)> =
        missing.iter().flat_map(|run| run.glyphs.iter().map(|one| (run.face, one.id))).collect();
    assert_eq!(shown, [(Face::Symbols, square); 2]);
}

#[test]
fn labels_hang_beside_their_text() {
    let mut fonts = Fonts::new();
    let mut paragraph = Paragraph::text("Dạ thưa bác.", serif());
    paragraph.left = 80.0;
    paragraph.label_width = 80.0;
    paragraph.label = Some(vec![span("BÀ NGHIỆP VÀ ÔNG THỊNH")]);
    let set = fonts.set(&paragraph, 300.0);
    assert_eq!(lines(&set), ["BÀ NGHIỆP|Dạ thưa bác.", "VÀ ÔNG", "THỊNH"]);
    assert!(set.lines[0].runs[0].origin.x.abs() < 0.01);
    assert!((set.lines[0].runs[1].origin.x - 80.0).abs() < 0.01);
    assert!((set.height - 3.0 * 13.0 * 1.3).abs() < 0.01);
    // Without its own column the name comes first on the line.
    paragraph.left = 0.0;
    paragraph.label_width = 0.0;
    paragraph.label = Some(vec![span("BÀ NGHIỆP:")]);
    let set = fonts.set(&paragraph, 300.0);
    assert_eq!(lines(&set), ["BÀ NGHIỆP:|Dạ thưa bác."]);
    assert!(set.lines[0].runs[1].origin.x > fonts.measure(&[span("BÀ NGHIỆP:")]));
}

#[test]
fn text_grows_until_it_fills_its_place_and_no_further() {
    let mut fonts = Fonts::new();
    let poster = Paragraph::text("CẢI CÁCH HÀNH CHÍNH", style(Face::Anton, 10.0));
    let area = Size { width: 400.0, height: 300.0 };
    let fitted = fonts.fit(&poster, area, 10.0, 400.0);
    assert!(fitted.is_fitting && fitted.text.height <= area.height + 0.1);
    assert!(fitted.text.lines.iter().all(|line| line.width <= area.width));
    assert!(fitted.size > 60.0, "{}", fitted.size);
    let mut larger = poster.clone();
    larger.spans[0].style.size = fitted.size + 1.0;
    let set = fonts.set(&larger, area.width);
    assert!(set.overflow || set.height > area.height, "{} could have been larger", fitted.size);
    // Even the smallest size does not fit: reported, not hidden.
    let fitted = fonts.fit(&poster, Size { width: 20.0, height: 20.0 }, 10.0, 40.0);
    assert!(!fitted.is_fitting);
    assert!((fitted.size - 10.0).abs() < f32::EPSILON);
}

#[test]
fn no_text_loses_a_character_whatever_the_column() {
    const PIECES: [&str; 24] = [
        "Cần",
        "Thơ",
        " ",
        " ",
        " ",
        "  ",
        "\u{a0}",
        "\t",
        "\n",
        "\r\n",
        "\u{200b}",
        "–",
        "-",
        "/",
        "127",
        "(",
        ")",
        "“",
        "e\u{302}\u{301}",
        "漢",
        "👍🏽",
        "ﬁ",
        "\u{301}",
        "nghiêng",
    ];
    let shown = |text: &str| -> String {
        text.chars().filter(|character| !character.is_whitespace() && *character != '\u{200b}').collect()
    };
    let mut fonts = Fonts::new();
    let mut rng = Rng(11);
    for round in 0..3000 {
        let spans: Vec<Span> = (0..=rng.roll(4))
            .map(|_| {
                let text: String = (0..rng.roll(12)).map(|_| PIECES[rng.roll(PIECES.len())]).collect();
                let face = Face::ALL[rng.roll(Face::ALL.len())];
                Span { text, style: style(face, 4.0 + rng.roll(30) as f32) }
            })
            .collect();
        // Letters do not combine across a span boundary.
        let expected: String = spans.iter().map(|span| shown(&span.text.nfc().to_string())).collect();
        let mut paragraph = Paragraph::new(spans);
        paragraph.align = [Align::Left, Align::Center, Align::Right, Align::Justify][rng.roll(4)];
        paragraph.first_line_indent = rng.roll(3) as f32 * 10.0;
        let set = fonts.set(&paragraph, 5.0 + rng.roll(200) as f32);
        assert_eq!(shown(&lines(&set).concat().replace('|', "")), expected, "round {round}: {paragraph:?}");
        assert!(set.lines.is_sorted_by(|a, b| a.top <= b.top && a.start <= b.start));
    }
}

#[test]
fn fonts_move_between_threads_and_set_the_same() {
    let text = Paragraph::text("Trung tâm Văn hóa thành phố Cần Thơ", serif()).align(Align::Justify);
    let here = Fonts::new().set(&text, 90.0);
    let mut fonts = Fonts::new();
    let there = std::thread::spawn(move || fonts.set(&text, 90.0)).join().expect("the thread ends well");
    assert_eq!(here, there);
}
