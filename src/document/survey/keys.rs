//! The keys of all versions, for those who mark: never in the same file as a paper.

use super::office::marker;
use crate::document::author;
use crate::document::balance::balanced;
use crate::document::letterhead::office_head;
use crate::document::quiz::title_and_intro;
use crate::document::sheet;
use crate::document::style::{HAIRLINE, TABLE, bold, regular, span};
use crate::newsroom::Newsroom;
use crate::page::{self, Align, Block, Cell, Column, Document, Fonts, Paragraph, Row, Table};
use crate::piece::Header;
use crate::piece::quiz::Quiz;
use crate::survey::Version;
use crate::survey::options::options;
use crate::survey::version::letter;

/// Each version begins a page.
pub fn document(
    newsroom: &Newsroom,
    header: &Header,
    quiz: &Quiz,
    versions: &[Version],
    fonts: &mut Fonts,
) -> Document {
    let name = format!("Đáp án: {}", header.title);
    let sheet = sheet::footed(sheet::working(), &name);
    let width = sheet::text_width(&sheet);
    let office = marker(newsroom, &header.activity);
    let (title, _) = title_and_intro(header, quiz);
    let mut blocks = Vec::new();
    for version in versions {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        let mark = vec![span("TÀI LIỆU DÀNH CHO NGƯỜI CHẤM", bold(11.0))];
        blocks.push(office_head(newsroom, &office, vec![mark], width, fonts));
        blocks.push(Block::Space(14.0));
        let heading = format!("ĐÁP ÁN MÃ ĐỀ {}", version.code);
        blocks.push(Block::Paragraph(Paragraph {
            align: Align::Center,
            keep_with_next: true,
            bookmark: Some(heading.clone()),
            ..Paragraph::text(heading, bold(14.0))
        }));
        blocks.push(Block::Paragraph(Paragraph {
            align: Align::Center,
            keep_with_next: true,
            ..Paragraph::text(balanced(fonts, &title, regular(12.0), width * 0.9), regular(12.0))
        }));
        blocks.push(Block::Space(8.0));
        blocks.push(table(quiz, version));
    }
    page::flow(fonts, &sheet, &blocks).into_document(name, author(newsroom))
}

fn table(quiz: &Quiz, version: &Version) -> Block {
    let cell = |text: &str, style, align| Cell::new(Paragraph { align, ..Paragraph::text(text, style) });
    let head = ["Câu", "Đáp án", "Nội dung", "Câu gốc"].map(|text| cell(text, bold(TABLE), Align::Center));
    let rows = version.items.iter().zip(version.key(quiz)).enumerate().map(|(index, (item, key))| {
        let question = &quiz.questions[item.question];
        let offered = options(question);
        let right = item.options.iter().enumerate().filter(|(place, _)| key.contains(&letter(*place)));
        let paragraphs: Vec<Paragraph> = right
            .filter_map(|(_, option)| Some(Paragraph::text(offered.get(*option)?.1, regular(TABLE))))
            .collect();
        let letters: Vec<String> = key.iter().map(char::to_string).collect();
        let cells = vec![
            cell(&(index + 1).to_string(), regular(TABLE), Align::Center),
            cell(&letters.join(", "), bold(TABLE), Align::Center),
            Cell { paragraphs, columns: 1, is_middle: false },
            cell(&question.number.to_string(), regular(TABLE), Align::Center),
        ];
        Row { cells, ..Row::default() }
    });
    Block::Table(Table {
        columns: vec![Column::Fixed(40.0), Column::Fixed(60.0), Column::Share(1.0), Column::Fixed(56.0)],
        head: vec![Row { cells: head.to_vec(), ..Row::default() }],
        rows: rows.collect(),
        border: HAIRLINE,
        padding: (5.0, 3.0),
        repeated_cells: 0,
    })
}
