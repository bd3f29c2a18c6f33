//! The pages of a long document set one by one equal those of the whole, and an edit sets only the pages
//! around it again.

use proptest::prelude::*;
use toasoan::page::{
    Block, Breaks, Cell, Color, Column, Continuation, Face, Fonts, Furniture, Page, Paragraph, Row, Sheet,
    Size, Span, Style, Table, flow,
};

const STYLE: Style = Style { face: Face::Serif, size: 12.0, color: Color::BLACK, is_underlined: false };

fn sheet() -> Sheet {
    let foot = Furniture {
        left: String::new(),
        center: "{trang}/{số trang}".into(),
        right: String::new(),
        style: STYLE,
        is_on_first_page: true,
        offset: 12.0,
    };
    Sheet {
        size: Size { width: 260.0, height: 220.0 },
        margins: [20.0, 30.0, 24.0, 20.0],
        is_duplex: true,
        header: None,
        footer: Some(foot),
    }
}

fn paragraph(words: usize) -> Paragraph {
    Paragraph { space_before: 4.0, ..Paragraph::text("Một cửa liên thông. ".repeat(words), STYLE) }
}

fn span(text: &str) -> Vec<Span> {
    vec![Span { text: text.into(), style: STYLE }]
}

/// A turn of a skit that is marked when it continues on the next page.
fn turn(words: usize) -> Paragraph {
    let continuation = Continuation {
        foot: span("(còn tiếp)"),
        head: span("BÀ TƯ (tiếp)"),
        indent: 0.0,
        number: Some(STYLE),
    };
    Paragraph {
        label: Some(span("BÀ TƯ")),
        label_width: if words.is_multiple_of(2) { 40.0 } else { 0.0 },
        left: 44.0,
        number: Some(STYLE),
        break_after_sentence: true,
        continuation: Some(Box::new(continuation)),
        ..paragraph(words)
    }
}

fn table(rows: &[usize]) -> Table {
    let row = |index: usize, words: usize| Row {
        cells: vec![
            Cell::new(Paragraph::text(format!("{index}"), STYLE)),
            Cell { paragraphs: vec![paragraph(words), paragraph(words / 2)], columns: 1, is_middle: false },
        ],
        may_split: words > 8,
        keep_with_next: words == 5,
        fill: None,
    };
    Table {
        columns: vec![Column::Fixed(30.0), Column::Share(1.0)],
        head: vec![Row { cells: vec![Cell::new(Paragraph::text("TT", STYLE))], ..Row::default() }],
        rows: rows.iter().enumerate().map(|(index, words)| row(index, *words)).collect(),
        border: 0.5,
        padding: (3.0, 2.0),
        repeated_cells: 1,
    }
}

fn block() -> impl Strategy<Value = Block> {
    let some = 0_usize..14;
    prop_oneof![
        4 => some.clone().prop_map(|words| Block::Paragraph(paragraph(words))),
        2 => some.clone().prop_map(|words| Block::Paragraph(turn(words))),
        1 => (1_usize..3).prop_map(|words| {
            Block::Paragraph(Paragraph { keep_with_next: true, keep_together: true, ..paragraph(words) })
        }),
        1 => prop::collection::vec(some.clone(), 0..12).prop_map(|rows| Block::Table(table(&rows))),
        1 => (1_usize..4).prop_map(|count| {
            Block::Together((0..count).map(|words| Block::Paragraph(paragraph(words + 1))).collect())
        }),
        1 => Just(Block::Space(18.0)),
        1 => Just(Block::PageBreak),
        1 => some.prop_map(|words| {
            let side = |words| (1.0, vec![Block::Paragraph(paragraph(words))]);
            Block::Columns(vec![side(words / 3), side(2)])
        }),
    ]
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec(block(), 0..24)
}

fn whole(blocks: &[Block]) -> Vec<Page> {
    flow(&mut Fonts::new(), &sheet(), blocks).pages
}

#[track_caller]
fn assert_same(breaks: &Breaks, blocks: &[Block]) {
    let expected = whole(blocks);
    assert_eq!(breaks.count(), expected.len());
    let mut fonts = Fonts::new();
    assert!(breaks.pages(&mut fonts, blocks, 0..expected.len()) == expected, "all at once");
    for (index, page) in expected.iter().enumerate() {
        let one = breaks.pages(&mut fonts, blocks, index..index + 1);
        assert!(one.len() == 1 && one[0] == *page, "page {index} of {}", expected.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn pages_set_one_by_one_are_those_of_the_whole(blocks in blocks()) {
        assert_same(&Breaks::of(&mut Fonts::new(), &sheet(), &blocks), &blocks);
    }

    #[test]
    fn an_edit_leads_to_the_pages_of_the_new_text(
        before in blocks(),
        at in any::<prop::sample::Index>(),
        count in 0_usize..3,
        put in prop::collection::vec(block(), 0..3),
        row in any::<prop::sample::Index>(),
    ) {
        let mut fonts = Fonts::new();
        let breaks = Breaks::of(&mut fonts, &sheet(), &before);
        let mut after = before.clone();
        let start = at.index(after.len() + 1);
        let end = (start + count).min(after.len());
        drop(after.splice(start..end, put));
        // Also within a table.
        for block in &mut after {
            if let Block::Table(table) = block && !table.rows.is_empty() {
                let row = row.index(table.rows.len());
                let _ = table.rows.remove(row);
                break;
            }
        }
        let again = breaks.again(&mut fonts, &sheet(), &after);
        prop_assert_eq!(&again, &Breaks::of(&mut fonts, &sheet(), &after));
        assert_same(&again, &after);
    }
}
