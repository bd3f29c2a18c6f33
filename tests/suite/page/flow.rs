//! Page breaks, as actors and readers need them.

use toasoan::page::{
    Align, Block, Cell, Column, Continuation, Face, Flowed, Fonts, Furniture, Item, Page, Paragraph, Path,
    Row, Segment, Sheet, Table, flow,
};

use super::{Rng, paragraphs, serif, sheet, span, style};

fn words(pages: &[Page]) -> Vec<String> {
    pages
        .iter()
        .flat_map(|page| page.text().split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// No glyph is outside the body.
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

#[test]
fn every_word_of_a_long_text_is_on_the_pages_once_and_in_order() {
    let text = include_str!("../../../LICENSE").repeat(9);
    let blocks = paragraphs(&text.split("\n\n").collect::<Vec<_>>());
    let sheet = sheet(300.0, 400.0);
    let flowed = flow(&mut Fonts::new(), &sheet, &blocks);
    assert!(flowed.pages.len() > 5);
    assert_eq!(words(&flowed.pages), text.split_whitespace().collect::<Vec<_>>());
    assert_inside(&flowed, &sheet);
    assert!(!flowed.overflow);
}

/// Lines of each page's body, by baseline.
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
    // Three lines are never broken: one part would be a single line.
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
    // A chain of headings stays with its text, including a rule below a heading.
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
    // Rows that may be split stay whole when their table stays together.
    let row = |may_split| Row { cells: vec![Cell::new(paragraph(6))], may_split, ..Row::default() };
    let table = |may_split| {
        let (columns, rows) = (vec![Column::Share(1.0)], vec![row(may_split)]);
        Block::Table(Table {
            columns,
            head: Vec::new(),
            rows,
            border: 0.0,
            padding: (0.0, 0.0),
            repeated_cells: 0,
        })
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
    paragraph.continuation = Some(Box::new(Continuation {
        foot: vec![span("(còn tiếp)")],
        head: vec![span("BÀ NGHIỆP (tiếp)")],
        indent: 0.0,
        number: None,
    }));
    let filler = Paragraph::text("1\n2\n3\n4\n5", serif());
    let blocks = [Block::Paragraph(filler), Block::Paragraph(paragraph.clone())];
    let flowed = flow(&mut Fonts::new(), &sheet(320.0, line_height * 10.2), &blocks);
    let texts: Vec<String> = flowed.pages.iter().map(|page| page.text().replace('\n', " ")).collect();
    assert!(texts[0].ends_with("thiếu cái kia. (còn tiếp)"), "{}", texts[0]);
    assert!(texts[1].starts_with("BÀ NGHIỆP Sao ngay từ"), "{}", texts[1]);
    assert!(texts[1].contains("(tiếp)"));

    // Above the text when the name has no column; not shown when the speech moves as a whole.
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
        let mut rng = Rng(seed * 0x9e37_79b9);
        let mut number = 0;
        let mut blocks = Vec::new();
        let mut notes = 0;
        for scene in 0..4 {
            let mut heading = Paragraph::text(format!("CẢNH{scene}"), style(Face::SerifBold, 14.0));
            heading.keep_with_next = true;
            heading.space_before = 12.0;
            blocks.push(Block::Paragraph(heading));
            for _ in 0..3 + rng.roll(6) {
                let is_action = rng.roll(4) == 0;
                let count = 1 + rng.roll(7);
                let mut paragraph = Paragraph::text(rng.text(&mut number, count), serif());
                paragraph.space_after = 6.0;
                if !is_action {
                    let mut cue = Paragraph::text("CÔ-HOA", style(Face::SerifBold, 12.0));
                    cue.keep_with_next = true;
                    blocks.push(Block::Paragraph(cue));
                    paragraph.left = 40.0;
                    paragraph.break_after_sentence = true;
                    paragraph.continuation = Some(Box::new(Continuation {
                        foot: vec![span("(còn-tiếp)")],
                        head: vec![span("CÔ-HOA(tiếp)")],
                        indent: 0.0,
                        number: None,
                    }));
                }
                blocks.push(Block::Paragraph(paragraph));
            }
        }
        let sheet = sheet(260.0 + rng.roll(120) as f32, 300.0 + rng.roll(200) as f32);
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
        let mut rng = Rng(7);
        let mut number = 0;
        let mut said = Vec::new();
        let rows: Vec<Row> = (0..60)
            .map(|index| {
                let is_day = index % 10 == 0;
                let count = if is_day { 1 } else { 1 + rng.roll(5) };
                let text = rng.text(&mut number, count);
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
            repeated_cells: 0,
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
    let text = Rng(3).text(&mut number, 60);
    let row = Row { cells: vec![cell("19:45"), cell(&text)], ..Row::default() };
    let mut table = Table {
        columns: vec![Column::Fixed(60.0), Column::Share(1.0)],
        head: Vec::new(),
        rows: vec![row],
        border: 0.5,
        padding: (4.0, 3.0),
        repeated_cells: 0,
    };
    let sheet = sheet(300.0, 200.0);
    let flowed = flow(&mut Fonts::new(), &sheet, &[Block::Table(table.clone())]);
    assert_inside(&flowed, &sheet);
    assert_eq!(words(&flowed.pages), format!("19:45 {text}").split_whitespace().collect::<Vec<_>>());

    // A continued row repeats its first cell.
    table.repeated_cells = 1;
    let flowed = flow(&mut Fonts::new(), &sheet, &[Block::Table(table)]);
    assert!(flowed.pages.len() > 1);
    for page in &flowed.pages {
        assert!(page.text().starts_with("19:45"), "{}", page.text());
    }
    let (found, times) = (words(&flowed.pages), flowed.pages.len());
    assert_eq!(found.iter().filter(|word| *word == "19:45").count(), times);
    let rest: Vec<_> = found.into_iter().filter(|word| word != "19:45").collect();
    assert_eq!(rest, text.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn a_cut_row_leaves_no_line_of_a_paragraph_alone() {
    let mut fonts = Fonts::new();
    let (mut cuts, mut within) = (0, 0);
    for seed in 1..=60 {
        let mut rng = Rng(seed * 0x9e37_79b9);
        // Each line names its paragraph and number: "đoạn2.1/4" is the first of four.
        let cell = |rng: &mut Rng| Cell {
            paragraphs: (0..2 + rng.roll(6))
                .map(|paragraph| {
                    let count = 1 + rng.roll(6);
                    let lines: Vec<String> =
                        (1..=count).map(|line| format!("đoạn{paragraph}.{line}/{count}")).collect();
                    Paragraph { space_before: 3.0, ..Paragraph::text(lines.join("\n"), serif()) }
                })
                .collect(),
            columns: 1,
            is_middle: false,
        };
        let rows: Vec<Row> = (0..6)
            .map(|_| Row { cells: vec![cell(&mut rng), cell(&mut rng)], may_split: true, ..Row::default() })
            .collect();
        let (columns, padding) = (vec![Column::Share(1.0), Column::Share(1.0)], (4.0, 3.0));
        let table = Table { columns, head: Vec::new(), rows, border: 0.5, padding, repeated_cells: 0 };
        let flowed = flow(&mut fonts, &sheet(300.0, 480.0), &[Block::Table(table)]);
        for pair in flowed.pages.windows(2) {
            cuts += 1;
            for column in [50..200, 200..350] {
                let lines = |page: &Page| -> Vec<(usize, usize)> {
                    let runs = page.items.iter().filter_map(|item| match item {
                        Item::Glyphs(run) if column.contains(&(run.origin.x as i32)) => Some(run),
                        _ => None,
                    });
                    let reported = runs.filter_map(|run| run.text.split_once('.')?.1.split_once('/'));
                    reported
                        .map(|(line, of)| (line.parse().expect("a line"), of.parse().expect("a count")))
                        .collect()
                };
                let (Some((above, of)), Some((below, _))) =
                    (lines(&pair[0]).last().copied(), lines(&pair[1]).first().copied())
                else {
                    continue;
                };
                if above < of && below == above + 1 {
                    within += 1;
                    assert!(above >= 2 && of - above >= 2, "table {seed}: {above} of {of} stay above");
                }
            }
        }
    }
    assert!(cuts > 60 && within > 20, "{within} of {cuts} pages end within a paragraph");
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
        repeated_cells: 0,
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
