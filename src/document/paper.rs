//! Parts that several official papers have: headings, tables, places to sign.

use super::letterhead::line;
use super::style::{BODY, HAIRLINE, TABLE, body, bold, italic, regular, span};
use crate::page::{Align, Block, Cell, Column, Paragraph, Row, Table};

pub(super) fn heading(text: &str) -> Block {
    let text = Paragraph { keep_with_next: true, space_before: 8.0, ..Paragraph::text(text, bold(BODY)) };
    Block::Paragraph(text)
}

pub(super) fn said(text: impl Into<String>) -> Block {
    Block::Paragraph(body(text))
}

/// Each line of a text as a paragraph.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = Block> + '_ {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(said)
}

pub(super) fn table(columns: Vec<Column>, heads: &[String], rows: Vec<Row>) -> Block {
    grid(columns, heads.iter().map(String::as_str), rows, 4.0)
}

/// A register's table: more room at the sides of its cells.
pub(super) fn register(columns: &[Column], heads: &[&str], rows: Vec<Row>) -> Block {
    grid(columns.to_vec(), heads.iter().copied(), rows, 5.0)
}

/// `side`: points left and right in each cell.
fn grid<'a>(columns: Vec<Column>, heads: impl Iterator<Item = &'a str>, rows: Vec<Row>, side: f32) -> Block {
    let head = heads.map(|name| Cell {
        is_middle: true,
        ..Cell::new(Paragraph::text(name, bold(TABLE)).align(Align::Center))
    });
    Block::Table(Table {
        columns,
        head: vec![row(head.collect())],
        rows,
        border: HAIRLINE,
        padding: (side, 4.0),
        repeated_cells: 0,
    })
}

pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

pub(super) fn cell(text: impl Into<String>, align: Align) -> Cell {
    Cell::new(Paragraph::text(text, regular(TABLE)).align(align))
}

pub(super) fn strong(text: impl Into<String>, align: Align) -> Cell {
    Cell::new(Paragraph::text(text, bold(TABLE)).align(align))
}

/// Places to sign, side by side, each with its title.
pub(super) fn signatures(titles: &[&str]) -> Block {
    let share = 1.0 / titles.len().max(1) as f32;
    let side = |title: &&str| {
        let name = line((*title).to_owned(), bold(BODY));
        let hint = line("(Ký, ghi rõ họ tên)".to_owned(), italic(TABLE));
        (share, vec![name, hint, Block::Space(56.0)])
    };
    Block::Together(vec![Block::Space(14.0), Block::Columns(titles.iter().map(side).collect())])
}

pub(super) fn labelled(name: &str, text: impl Into<String>) -> Block {
    let spans = vec![span(format!("{name}: "), bold(BODY)), span(text, regular(BODY))];
    Block::Paragraph(Paragraph { space_after: 2.0, ..Paragraph::new(spans) })
}
