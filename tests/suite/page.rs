//! Paper: text is set as a typographer sets it, pages break as actors and readers need them.

use std::sync::Arc;

use toasoan::page::{
    Align, Block, Cell, Color, Column, Continuation, Face, Flowed, Fonts, Furniture, Item, Link, MM, Page,
    PageImage, Paragraph, Path, Point, Rect, Row, Segment, SetText, Sheet, Size, Span, Stroke, Style, Table,
    flow, render,
};
use unicode_normalization::UnicodeNormalization as _;

/// The 134 letters that Vietnamese adds to or takes from the alphabet with its tone marks.
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ\
                       ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";

fn style(face: Face, size: f32) -> Style {
    Style { face, size, color: Color::BLACK }
}

fn serif() -> Style {
    style(Face::Serif, 13.0)
}

fn span(text: &str) -> Span {
    Span { text: text.to_owned(), style: serif() }
}

fn lines(set: &SetText) -> Vec<String> {
    set.lines
        .iter()
        .map(|line| line.runs.iter().map(|run| &*run.text).collect::<Vec<_>>().join("|"))
        .collect()
}

fn words(pages: &[Page]) -> Vec<String> {
    pages
        .iter()
        .flat_map(|page| page.text().split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// A sheet whose body is `width` × `height` points, with 50-point margins.
fn sheet(width: f32, height: f32) -> Sheet {
    Sheet {
        size: Size { width: width + 100.0, height: height + 100.0 },
        margins: [50.0; 4],
        is_duplex: false,
        header: None,
        footer: None,
    }
}

fn paragraphs(texts: &[&str]) -> Vec<Block> {
    texts.iter().map(|text| Block::Paragraph(Paragraph::text(*text, serif()))).collect()
}

/// No glyph of the body stands outside of it.
fn assert_inside(flowed: &Flowed, sheet: &Sheet) {
    let [top, right, bottom, left] = sheet.margins;
    for (number, page) in flowed.pages.iter().enumerate() {
        for item in &page.items {
            let Item::Glyphs(run) = item else { continue };
            let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            let metrics = run.face.metrics();
            let (ascent, descent) = (metrics.ascent * run.size, metrics.descent * run.size);
            assert!(run.origin.x >= left - 0.1, "page {number}: {}", run.text);
            assert!(run.origin.x + width <= sheet.size.width - right + 0.1, "page {number}: {}", run.text);
            assert!(run.origin.y - ascent >= top - 2.0, "page {number}: {}", run.text);
            assert!(
                run.origin.y + descent <= sheet.size.height - bottom + 2.0,
                "page {number}: {}",
                run.text
            );
        }
    }
}

/// Even numbers without a seed from outside: the same skits on each run (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn sentence(&mut self, number: &mut usize) -> String {
        let mut sentence = Vec::new();
        for _ in 0..3 + self.roll(14) {
            *number += 1;
            sentence.push(format!("tiếng{number}"));
        }
        format!("{}{}", sentence.join(" "), [".", "!", "?", "…"][self.roll(4)])
    }

    fn text(&mut self, number: &mut usize, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence(number)).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn each_face_has_its_name_and_all_vietnamese_letters() {
    for face in Face::ALL {
        let font = ttf_parser::Face::parse(face.bytes(), 0).expect("the font file parses");
        let name = font.names().into_iter().find(|name| name.name_id == 6 && name.is_unicode());
        assert_eq!(name.and_then(|name| name.to_string()).as_deref(), Some(face.name()));
        let metrics = face.metrics();
        assert!(metrics.ascent > 0.7 && metrics.descent >= 0.0 && metrics.cap_height > 0.5, "{face:?}");
        if face == Face::Icons {
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
    // A number's parts, an abbreviation with its sign, a no-break space stay whole.
    check("Kế hoạch số 127/KH-UBND", 110.0, &["Kế hoạch số", "127/KH-UBND"]);
    check("giá 50.000\u{a0}đồng", 80.0, &["giá", "50.000\u{a0}đồng"]);
    check("giai đoạn 2011–2015", 90.0, &["giai đoạn", "2011–2015"]);
    // A dash ends its line, an item's dash leads its first word.
    check("Độc lập – Tự do", 62.0, &["Độc lập –", "Tự do"]);
    check("- Lưu: VT, Sở Nội vụ", 40.0, &["- Lưu:", "VT, Sở", "Nội vụ"]);
    check("Thật không !", 62.0, &["Thật", "không !"]);
    // Line feeds break, a last one adds nothing.
    check("một\n\nhai\r\nba\n", 90.0, &["một", "", "hai", "ba"]);
    // Decomposed letters become the letters of Vietnamese keyboards.
    check("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", 90.0, &["Tiếng Việt"]);
    check("", 90.0, &[""]);
}

#[test]
fn what_is_too_wide_is_broken_at_a_hyphen_then_anywhere_and_told() {
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
        assert!((line.width + indent - 300.0).abs() < 0.05, "{}", line.width);
        // The glyphs' advances tell where each stands.
        for run in &line.runs {
            let mut x = 0.0;
            for glyph in &run.glyphs {
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
fn styles_meet_on_one_baseline_and_missing_characters_are_told() {
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
    // Without a column of its own the name leads the line.
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
    // No room even at the least size: said, not hidden.
    let fitted = fonts.fit(&poster, Size { width: 20.0, height: 20.0 }, 10.0, 40.0);
    assert!(!fitted.is_fitting);
    assert!((fitted.size - 10.0).abs() < f32::EPSILON);
}

#[test]
fn every_word_of_a_long_text_is_on_the_pages_once_and_in_order() {
    let text = include_str!("../../LICENSE").repeat(9);
    let blocks = paragraphs(&text.split("\n\n").collect::<Vec<_>>());
    let sheet = sheet(300.0, 400.0);
    let flowed = flow(&mut Fonts::new(), &sheet, &blocks);
    assert!(flowed.pages.len() > 5);
    assert_eq!(words(&flowed.pages), text.split_whitespace().collect::<Vec<_>>());
    assert_inside(&flowed, &sheet);
    assert!(!flowed.overflow);
}

/// Lines of each page's body, by their baselines.
fn page_lines(page: &Page) -> Vec<String> {
    page.text().lines().map(str::to_owned).collect()
}

#[test]
fn no_line_of_a_paragraph_is_left_alone() {
    let line_height = 13.0 * 1.3;
    let five = "một\nhai\nba\nbốn\nnăm";
    // Lines before the paragraph on a page of ten; lines of it that stay.
    for (before, expected) in [(4, 5), (5, 5), (6, 3), (7, 3), (8, 2), (9, 0), (10, 0)] {
        let filler = (0..before).map(|index| format!("dòng {index}")).collect::<Vec<_>>().join("\n");
        let flowed =
            flow(&mut Fonts::new(), &sheet(300.0, line_height * 10.2), &paragraphs(&[filler.as_str(), five]));
        assert_eq!(page_lines(&flowed.pages[0]).len() - before, expected, "{before} lines before");
    }
    // Three lines are never broken: one of the two parts would be a single line.
    let flowed = flow(
        &mut Fonts::new(),
        &sheet(300.0, line_height * 10.2),
        &paragraphs(&["1\n2\n3\n4\n5\n6\n7\n8", "một\nhai\nba"]),
    );
    assert_eq!(page_lines(&flowed.pages[0]).len(), 8);
}

#[test]
fn what_stays_together_moves_together_unless_no_page_can_hold_it() {
    let line_height = 13.0 * 1.3;
    let ten = sheet(300.0, line_height * 10.2);
    let text = |count: usize| (0..count).map(|index| format!("dòng {index}")).collect::<Vec<_>>().join("\n");
    let counts = |blocks: &[Block]| -> Vec<usize> {
        flow(&mut Fonts::new(), &ten, blocks).pages.iter().map(|page| page_lines(page).len()).collect()
    };
    let paragraph = |lines: usize| Paragraph::text(text(lines), serif());
    let whole = |lines: usize| Paragraph { keep_together: true, ..paragraph(lines) };
    let heading = || Paragraph { keep_with_next: true, ..paragraph(1) };

    let check = |blocks: Vec<Block>, expected: &[usize]| assert_eq!(counts(&blocks), expected);
    check(vec![Block::Paragraph(paragraph(6)), Block::Paragraph(whole(6))], &[6, 6]);
    check(vec![Block::Paragraph(whole(14))], &[10, 4]);
    check(
        vec![Block::Paragraph(paragraph(8)), Block::Paragraph(heading()), Block::Paragraph(paragraph(4))],
        &[8, 5],
    );
    // A chain of headings goes with its text; a rule below a heading too.
    let chain = vec![
        Block::Paragraph(paragraph(8)),
        Block::Paragraph(heading()),
        Block::Rule { length: 50.0, thickness: 0.5, align: Align::Center },
        Block::Paragraph(heading()),
        Block::Paragraph(paragraph(4)),
    ];
    check(chain, &[8, 6]);
    let together =
        |blocks: Vec<Paragraph>| Block::Together(blocks.into_iter().map(Block::Paragraph).collect());
    check(vec![Block::Paragraph(paragraph(5)), together(vec![paragraph(3), paragraph(3)])], &[5, 6]);
    check(vec![Block::Paragraph(paragraph(5)), together(vec![paragraph(6), paragraph(6)])], &[9, 8]);
    // Rows that may be cut stay whole when their table stays together.
    let row = |may_split| Row { cells: vec![Cell::new(paragraph(6))], may_split, ..Row::default() };
    let table = |may_split| {
        let (columns, rows) = (vec![Column::Share(1.0)], vec![row(may_split)]);
        Block::Table(Table { columns, head: Vec::new(), rows, border: 0.0, padding: (0.0, 0.0) })
    };
    check(vec![Block::Paragraph(paragraph(7)), table(false)], &[7, 6]);
    check(vec![Block::Paragraph(paragraph(7)), table(true)], &[10, 3]);
    check(vec![Block::Paragraph(paragraph(7)), Block::Together(vec![table(true)])], &[7, 6]);
    check(
        vec![
            Block::PageBreak,
            Block::Paragraph(paragraph(2)),
            Block::PageBreak,
            Block::PageBreak,
            Block::Paragraph(paragraph(3)),
            Block::PageBreak,
        ],
        &[2, 3],
    );
    check(Vec::new(), &[0]);
}

#[test]
fn a_broken_speech_ends_behind_a_sentence_and_names_its_speaker_again() {
    let line_height = 13.0 * 1.3;
    let speech = "Trời đất ơi! Tôi đi tới đi lui ba bận rồi đó cô. Bữa thì nói thiếu cái này, bữa thì nói thiếu \
                  cái kia. Sao ngay từ đầu cô không nói một lượt cho tôi biết, để tôi khỏi phải chạy từ Thới Lai \
                  ra tới đây, đường thì xa, nắng thì gắt. Tôi già rồi!";
    let mut paragraph = Paragraph::text(speech, serif());
    paragraph.left = 100.0;
    paragraph.label_width = 100.0;
    paragraph.label = Some(vec![span("BÀ NGHIỆP")]);
    paragraph.break_after_sentence = true;
    paragraph.continuation =
        Some(Continuation { foot: vec![span("(còn tiếp)")], head: vec![span("BÀ NGHIỆP (tiếp)")] });
    let filler = Paragraph::text("1\n2\n3\n4\n5", serif());
    let blocks = [Block::Paragraph(filler), Block::Paragraph(paragraph.clone())];
    let flowed = flow(&mut Fonts::new(), &sheet(320.0, line_height * 10.2), &blocks);
    let texts: Vec<String> = flowed.pages.iter().map(|page| page.text().replace('\n', " ")).collect();
    assert!(texts[0].ends_with("thiếu cái kia. (còn tiếp)"), "{}", texts[0]);
    assert!(texts[1].starts_with("BÀ NGHIỆP Sao ngay từ"), "{}", texts[1]);
    assert!(texts[1].contains("(tiếp)"));

    // Above the text where the name has no column; nothing is said when the speech moves whole.
    paragraph.label = None;
    paragraph.left = 0.0;
    let flowed = flow(
        &mut Fonts::new(),
        &sheet(220.0, line_height * 10.2),
        &[Block::Paragraph(Paragraph::text("1\n2\n3\n4\n5", serif())), Block::Paragraph(paragraph.clone())],
    );
    let texts: Vec<String> = flowed.pages.iter().map(Page::text).collect();
    assert!(texts[0].ends_with("\n(còn tiếp)"), "{}", texts[0]);
    assert!(texts[1].starts_with("BÀ NGHIỆP (tiếp)\n"), "{}", texts[1]);
    paragraph.keep_together = true;
    let flowed = flow(
        &mut Fonts::new(),
        &sheet(320.0, line_height * 10.2),
        &[Block::Paragraph(Paragraph::text("1\n2\n3\n4\n5\n6\n7\n8", serif())), Block::Paragraph(paragraph)],
    );
    assert!(flowed.pages.iter().all(|page| !page.text().contains("tiếp)")));
}

#[test]
fn two_hundred_skits_strand_no_heading_no_cue_and_lose_no_word() {
    let mut fonts = Fonts::new();
    for seed in 1..=200 {
        let mut dice = Dice(seed * 0x9e37_79b9);
        let mut number = 0;
        let mut blocks = Vec::new();
        let mut notes = 0;
        for scene in 0..4 {
            let mut heading = Paragraph::text(format!("CẢNH{scene}"), style(Face::SerifBold, 14.0));
            heading.keep_with_next = true;
            heading.space_before = 12.0;
            blocks.push(Block::Paragraph(heading));
            for _ in 0..3 + dice.roll(6) {
                let is_action = dice.roll(4) == 0;
                let count = 1 + dice.roll(7);
                let mut paragraph = Paragraph::text(dice.text(&mut number, count), serif());
                paragraph.space_after = 6.0;
                if !is_action {
                    let mut cue = Paragraph::text("CÔ-HOA", style(Face::SerifBold, 12.0));
                    cue.keep_with_next = true;
                    blocks.push(Block::Paragraph(cue));
                    paragraph.left = 40.0;
                    paragraph.break_after_sentence = true;
                    paragraph.continuation = Some(Continuation {
                        foot: vec![span("(còn-tiếp)")],
                        head: vec![span("CÔ-HOA(tiếp)")],
                    });
                }
                blocks.push(Block::Paragraph(paragraph));
            }
        }
        let sheet = sheet(260.0 + dice.roll(120) as f32, 300.0 + dice.roll(200) as f32);
        let flowed = flow(&mut fonts, &sheet, &blocks);
        assert_inside(&flowed, &sheet);
        let is_spoken = |word: &&String| word.starts_with("tiếng");
        let spoken: Vec<String> = words(&flowed.pages).iter().filter(is_spoken).cloned().collect();
        let numbers: Vec<usize> = spoken
            .iter()
            .map(|word| {
                word.trim_matches(|character: char| !character.is_ascii_digit()).parse().expect("a number")
            })
            .collect();
        assert_eq!(numbers, (1..=number).collect::<Vec<_>>(), "skit {seed}");
        for (index, page) in flowed.pages.iter().enumerate() {
            let lines = page_lines(page);
            let last = lines.last().expect("no page is empty");
            assert!(
                !last.starts_with("CẢNH") && last != "CÔ-HOA",
                "skit {seed}, page {index} ends with {last}"
            );
            let is_continued = last == "(còn-tiếp)";
            if is_continued {
                notes += 1;
                let spoken = &lines[lines.len() - 2];
                assert!(
                    spoken.ends_with(['.', '!', '?', '…']) && lines[lines.len() - 3].starts_with("tiếng"),
                    "skit {seed}, page {index}: {lines:?}"
                );
            }
            if let Some(next) = flowed.pages.get(index + 1) {
                let head = page_lines(next);
                assert_eq!(head[0] == "CÔ-HOA(tiếp)", is_continued, "skit {seed}, page {index}");
                if is_continued {
                    assert!(
                        head[2].starts_with("tiếng"),
                        "skit {seed}: two lines are carried over: {head:?}"
                    );
                }
            }
        }
        assert!(seed > 1 || notes > 0, "the first skit has a broken speech");
    }
}

fn cell(text: &str) -> Cell {
    Cell::new(Paragraph::text(text, serif()))
}

#[test]
fn tables_repeat_their_head_and_lose_no_row() {
    for may_split in [false, true] {
        let mut dice = Dice(7);
        let mut number = 0;
        let mut said = Vec::new();
        let rows: Vec<Row> = (0..60)
            .map(|index| {
                let is_day = index % 10 == 0;
                let count = if is_day { 1 } else { 1 + dice.roll(5) };
                let text = dice.text(&mut number, count);
                said.extend(text.split_whitespace().map(str::to_owned));
                if is_day {
                    let mut day = cell(&format!("NGÀY{index}"));
                    day.columns = 2;
                    let mut fill = Row { cells: vec![day], keep_with_next: true, ..Row::default() };
                    fill.cells[0].paragraphs.push(Paragraph::text(text, serif()));
                    return fill;
                }
                Row { cells: vec![cell(&format!("GIỜ{index}")), cell(&text)], may_split, ..Row::default() }
            })
            .collect();
        let head = Row { cells: vec![cell("Giờ"), cell("Nội-dung")], ..Row::default() };
        let table = Table {
            columns: vec![Column::Fixed(60.0), Column::Share(1.0)],
            head: vec![head],
            rows,
            border: 0.5,
            padding: (4.0, 3.0),
        };
        let sheet = sheet(300.0, 350.0);
        let flowed = flow(&mut Fonts::new(), &sheet, &[Block::Table(table)]);
        assert!(flowed.pages.len() > 4 && !flowed.overflow);
        assert_inside(&flowed, &sheet);
        let mut found = Vec::new();
        for page in &flowed.pages {
            let text = page.text();
            assert!(text.starts_with("Giờ Nội-dung\n"), "{text}");
            let day = text.rfind("NGÀY").unwrap_or(0);
            let rows = text.rfind("GIỜ").unwrap_or(0);
            assert!(rows > day || !text.contains("NGÀY"), "a day without its first row: {text}");
            found.extend(text.split_whitespace().filter(|word| word.starts_with("tiếng")).map(str::to_owned));
        }
        assert_eq!(found, said, "may_split: {may_split}");
        let times = words(&flowed.pages).iter().filter(|word| word.starts_with("GIỜ")).count();
        assert_eq!(times, 54);
    }
}

#[test]
fn a_row_taller_than_a_page_is_cut_rather_than_lost() {
    let mut number = 0;
    let text = Dice(3).text(&mut number, 60);
    let row = Row { cells: vec![cell("19:45"), cell(&text)], ..Row::default() };
    let table = Table {
        columns: vec![Column::Fixed(60.0), Column::Share(1.0)],
        head: Vec::new(),
        rows: vec![row],
        border: 0.5,
        padding: (4.0, 3.0),
    };
    let sheet = sheet(300.0, 200.0);
    let flowed = flow(&mut Fonts::new(), &sheet, &[Block::Table(table)]);
    assert_inside(&flowed, &sheet);
    assert_eq!(words(&flowed.pages), format!("19:45 {text}").split_whitespace().collect::<Vec<_>>());
}

#[test]
fn rules_of_a_table_are_drawn_once() {
    let rows = |cells: usize| Row { cells: (0..cells).map(|_| cell("x")).collect(), ..Row::default() };
    let mut wide = rows(1);
    wide.cells[0].columns = 3;
    let table = Table {
        columns: vec![Column::Share(1.0); 3],
        head: Vec::new(),
        rows: vec![wide, rows(3), rows(3)],
        border: 0.5,
        padding: (4.0, 3.0),
    };
    let flowed = flow(&mut Fonts::new(), &sheet(300.0, 400.0), &[Block::Table(table)]);
    let mut horizontal = 0;
    let mut vertical = Vec::new();
    for item in &flowed.pages[0].items {
        let Item::Path(Path { segments, .. }) = item else { continue };
        let [Segment::Move(from), Segment::Line(to)] = segments[..] else { continue };
        if (from.y - to.y).abs() < 0.01 {
            horizontal += 1;
        } else {
            vertical.push((from.x.round() as i32, ((to.y - from.y) / 22.9).round() as i32));
        }
    }
    vertical.sort_unstable();
    assert_eq!(horizontal, 4);
    assert_eq!(vertical, [(50, 3), (150, 2), (250, 2), (350, 3)]);
}

#[test]
fn furniture_counts_pages_and_duplex_swaps_the_margins() {
    let mut paper = sheet(300.0, 100.0);
    paper.margins = [50.0, 30.0, 50.0, 70.0];
    paper.is_duplex = true;
    let furniture = |text: &str, is_on_first_page| Furniture {
        left: String::new(),
        center: text.to_owned(),
        right: String::new(),
        style: serif(),
        is_on_first_page,
        offset: 25.0,
    };
    paper.header = Some(furniture("{trang}", false));
    paper.footer = Some(furniture("trang {trang}/{số trang}", true));
    let mut blocks = paragraphs(&["a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl"]);
    if let Block::Paragraph(paragraph) = &mut blocks[0] {
        paragraph.bookmark = Some("Mở đầu".to_owned());
    }
    let flowed = flow(&mut Fonts::new(), &paper, &blocks);
    let texts: Vec<String> = flowed.pages.iter().map(Page::text).collect();
    assert_eq!(texts.len(), 3);
    assert!(texts[0].starts_with("a\n") && texts[0].ends_with("trang 1/3"), "{texts:?}");
    assert!(texts[1].starts_with("2\n") && texts[1].ends_with("trang 2/3"), "{texts:?}");
    let left = |page: &Page| {
        page.items.iter().find_map(|item| match item {
            Item::Glyphs(run) if run.text.len() == 1 && run.text.as_bytes()[0].is_ascii_lowercase() => {
                Some(run.origin.x)
            }
            _ => None,
        })
    };
    let lefts: Vec<Option<f32>> = flowed.pages.iter().map(left).collect();
    assert_eq!(lefts, [Some(70.0), Some(30.0), Some(70.0)]);
    assert_eq!(flowed.bookmarks.len(), 1);
    assert_eq!((flowed.bookmarks[0].title.as_str(), flowed.bookmarks[0].page), ("Mở đầu", 0));
}

#[test]
fn columns_stand_side_by_side() {
    let columns = vec![(1.0, paragraphs(&["trái"])), (2.0, paragraphs(&["phải\nhai dòng"]))];
    let flowed = flow(
        &mut Fonts::new(),
        &sheet(300.0, 300.0),
        &[Block::Columns(columns), Block::Paragraph(Paragraph::text("dưới", serif()))],
    );
    let places: Vec<(&str, i32, i32)> = flowed.pages[0]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Glyphs(run) => {
                let line = (run.origin.y - 50.0) / (13.0 * 1.3);
                Some((&*run.text, run.origin.x as i32, line as i32))
            }
            _ => None,
        })
        .collect();
    assert_eq!(places, [("trái", 50, 0), ("phải", 150, 0), ("hai dòng", 150, 1), ("dưới", 50, 2)]);
}

fn pixel(page: &Page, scale: f32, x: u32, y: u32) -> [u8; 3] {
    let raster = render(page, scale, &mut Fonts::new());
    let at = ((y * raster.width + x) * 4) as usize;
    assert_eq!(raster.rgba[at + 3], 255, "paper is opaque");
    [raster.rgba[at], raster.rgba[at + 1], raster.rgba[at + 2]]
}

fn page_of(items: Vec<Item>) -> Page {
    Page { size: Size { width: 100.0, height: 100.0 }, items, ..Page::default() }
}

#[test]
fn a_page_is_drawn_where_its_items_stand() {
    let red = Color::Cmyk { c: 0.0, m: 1.0, y: 1.0, k: 0.0 };
    let square = |rect: Rect, color: Color| Item::Path(Path::rect(rect, Some(color), None));
    let left_half = Path::rect(Rect::new(0.0, 0.0, 50.0, 100.0), None, None).segments;
    let page = page_of(vec![
        // Clipped to the left half, moved 10 points right.
        Item::Group {
            transform: [1.0, 0.0, 0.0, 1.0, 10.0, 0.0],
            clip: Some(left_half),
            items: vec![square(Rect::new(0.0, 0.0, 100.0, 20.0), red)],
        },
        Item::Path(Path::line(
            Point { x: 0.0, y: 40.3 },
            Point { x: 100.0, y: 40.3 },
            Stroke::solid(Color::BLACK, 0.5),
        )),
        Item::Shade {
            segments: Path::rect(Rect::new(0.0, 60.0, 100.0, 20.0), None, None).segments,
            from: Color::BLACK,
            to: Color::WHITE,
            start: Point { x: 0.0, y: 0.0 },
            end: Point { x: 100.0, y: 0.0 },
        },
        Item::Link(Link { rect: Rect::new(0.0, 0.0, 10.0, 10.0), url: "https://cantho.gov.vn".to_owned() }),
    ]);
    assert_eq!(pixel(&page, 1.0, 5, 10), [255, 255, 255]);
    assert_eq!(pixel(&page, 1.0, 15, 10), [255, 0, 0]);
    assert_eq!(pixel(&page, 1.0, 65, 10), [255, 255, 255]);
    assert_eq!(pixel(&page, 2.0, 117, 39), [255, 0, 0], "twice as large");
    // A hairline is one row of full black wherever it falls.
    assert_eq!(pixel(&page, 1.0, 50, 40), [0, 0, 0]);
    assert_eq!(pixel(&page, 1.0, 50, 39), [255, 255, 255]);
    assert_eq!(pixel(&page, 1.0, 50, 41), [255, 255, 255]);
    let [middle, _, _] = pixel(&page, 1.0, 50, 70);
    assert!((120..=136).contains(&middle), "{middle}");
}

#[test]
fn text_is_drawn_alike_from_stamps_and_from_outlines() {
    // At three pixels a point 66 points are stamped, 67 drawn from the outline.
    let cover = |size: f32| {
        let mut fonts = Fonts::new();
        let style = style(Face::SerifBold, size);
        let runs =
            fonts.line(&[Span { text: "Ễg".to_owned(), style }], Point { x: 5.0, y: 80.0 }, Align::Left);
        let page = page_of(runs.into_iter().map(Item::Glyphs).collect());
        let raster = render(&page, 3.0, &mut fonts);
        let ink: u32 = raster.rgba.chunks(4).map(|pixel| 255 - u32::from(pixel[0])).sum();
        ink as f32 / (size * size)
    };
    let (stamped, drawn) = (cover(66.0), cover(67.0));
    assert!(stamped > 50.0 && (stamped / drawn - 1.0).abs() < 0.03, "{stamped} and {drawn}");
}

#[test]
fn pictures_fill_their_frame_and_broken_ones_are_seen() {
    let mut png = Vec::new();
    let picture = image::RgbaImage::from_fn(400, 200, |x, _| {
        if x < 200 { image::Rgba([0, 0, 255, 255]) } else { image::Rgba([255, 255, 0, 255]) }
    });
    picture
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .expect("a picture in memory is written");
    let rect = Rect::new(10.0, 10.0, 80.0, 40.0);
    let image = |data: Arc<[u8]>| Item::Image(PageImage { rect, data });
    let page = page_of(vec![image(png.into())]);
    assert_eq!(pixel(&page, 1.0, 12, 12), [0, 0, 255]);
    assert_eq!(pixel(&page, 1.0, 88, 48), [255, 255, 0]);
    assert_eq!(pixel(&page, 1.0, 5, 5), [255, 255, 255]);
    let crop = Path::rect(Rect::new(60.0, 10.0, 20.0, 20.0), None, None).segments;
    let Item::Image(whole) = &page.items[0] else { unreachable!("the page has one picture") };
    let cropped = page_of(vec![Item::Group {
        transform: Item::IDENTITY,
        clip: Some(crop),
        items: vec![Item::Image(whole.clone())],
    }]);
    assert_eq!(pixel(&cropped, 1.0, 12, 12), [255, 255, 255]);
    assert_eq!(pixel(&cropped, 1.0, 70, 20), [255, 255, 0]);
    let broken = page_of(vec![image(Arc::from(&b"no picture"[..]))]);
    assert_ne!(pixel(&broken, 1.0, 15, 40), [255, 255, 255]);
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
    let mut dice = Dice(11);
    for round in 0..3000 {
        let spans: Vec<Span> = (0..=dice.roll(4))
            .map(|_| {
                let text: String = (0..dice.roll(12)).map(|_| PIECES[dice.roll(PIECES.len())]).collect();
                let face = Face::ALL[dice.roll(Face::ALL.len())];
                Span { text, style: style(face, 4.0 + dice.roll(30) as f32) }
            })
            .collect();
        // Letters that meet over a span's edge stay two.
        let expected: String = spans.iter().map(|span| shown(&span.text.nfc().to_string())).collect();
        let mut paragraph = Paragraph::new(spans);
        paragraph.align = [Align::Left, Align::Center, Align::Right, Align::Justify][dice.roll(4)];
        paragraph.first_line_indent = dice.roll(3) as f32 * 10.0;
        let set = fonts.set(&paragraph, 5.0 + dice.roll(200) as f32);
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

#[test]
fn no_size_of_paper_or_scale_panics() {
    let mut fonts = Fonts::new();
    for (width, height) in [(0.0, 0.0), (10.0, 10.0), (-5.0, 3.0), (14_400.0, 10.0)] {
        let mut paper = sheet(300.0, 300.0);
        paper.size = Size { width, height };
        let flowed = flow(&mut fonts, &paper, &paragraphs(&["Một dòng chữ dài hơn tờ giấy"]));
        for page in &flowed.pages {
            for scale in [0.0, 0.01, 1.0] {
                let _ = render(page, scale, &mut fonts);
            }
        }
    }
    assert!((Size::mm(210.0, 297.0).landscape().width - 297.0 * MM).abs() < 0.001);
}
