//! What really happened in the live broadcasts of a piece, beside what was planned.

use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Fonts, Paragraph, Row, Table};
use crate::piece::{AsRun, Piece};

use super::style::{BODY, HAIRLINE, TABLE, bold, regular};
use super::{Manuscript, PrintOptions, author, figures, head, sheet};
use crate::calendar::wording;

/// A page for each broadcast, the last one first.
pub fn manuscript(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions, fonts: &mut Fonts) -> Manuscript {
    let sheet = print.sheet(sheet::footed(sheet::working(), &piece.header.title));
    let mut blocks = head::head(newsroom, piece, sheet::text_width(&sheet), fonts);
    for (index, record) in piece.header.as_run.iter().rev().enumerate() {
        if index > 0 {
            blocks.push(Block::PageBreak);
        }
        blocks.extend(broadcast(record, fonts));
    }
    let title = format!("{} – nhật ký phát sóng", piece.header.title);
    print.manuscript(sheet, blocks, title, author(newsroom))
}

const COLUMNS: [Column; 6] = [
    Column::Fixed(28.0),
    Column::Share(1.0),
    Column::Fixed(58.0),
    Column::Fixed(58.0),
    Column::Fixed(58.0),
    Column::Fixed(58.0),
];

fn broadcast(record: &AsRun, fonts: &mut Fonts) -> Vec<Block> {
    let (items, others) = record.lines();
    let title = format!("NHẬT KÝ PHÁT SÓNG – {}", wording::weekday_date(record.date));
    let title = Paragraph { space_before: 8.0, ..Paragraph::text(title, bold(BODY)) }.align(Align::Center);
    let mut blocks = vec![Block::Paragraph(Paragraph { space_after: 4.0, ..title })];
    let (facts, notes) = others.split_at(1.min(others.len()));
    let fact = |line: &&str| {
        let paragraph = Paragraph::text(*line, regular(TABLE)).align(Align::Center);
        Block::Paragraph(Paragraph { space_after: 6.0, ..paragraph })
    };
    blocks.extend(facts.iter().map(fact));
    let head = AsRun::HEAD.iter().map(|name| Cell { is_middle: true, ..cell(name, true, true) });
    let rows = items.iter().map(|parts| Row {
        cells: (0..COLUMNS.len())
            .map(|at| cell(parts.get(at).copied().unwrap_or_default(), at != 1, false))
            .collect(),
        ..Row::default()
    });
    let mut table = Table {
        columns: COLUMNS.to_vec(),
        head: vec![Row { cells: head.collect(), ..Row::default() }],
        rows: rows.collect(),
        border: HAIRLINE,
        padding: (4.5, 3.0),
        repeated_cells: 1,
    };
    figures::align(fonts, &mut table, &[4, 5]);
    blocks.push(Block::Table(table));
    let note = |line: &&str| {
        Block::Paragraph(Paragraph { space_before: 4.0, ..Paragraph::text(*line, regular(TABLE)) })
    };
    blocks.extend(notes.iter().map(note));
    blocks
}

fn cell(text: &str, is_middle: bool, is_bold: bool) -> Cell {
    let style = if is_bold { bold(TABLE) } else { regular(TABLE) };
    let align = if is_middle { Align::Center } else { Align::Left };
    Cell::new(Paragraph { align, line_height: 1.25, ..Paragraph::text(text, style) })
}
