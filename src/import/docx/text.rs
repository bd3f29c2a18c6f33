//! A document as plain text, for reading a plan.

use crate::import::source::{Block, Cell, Paragraph, Table};

/// A table with fewer columns only places text.
const COLUMNS: usize = 3;
/// Maximum length of a merged cell that each row repeats, bytes: the names of a few bodies.
const LONGEST_REPEATED: usize = 2048;

/// A line a paragraph. A table of at least three columns gives a line for each row, its cells parted by tabs and the
/// lines in a cell by U+2028; a narrower one, which only places text, gives the paragraphs of its cells.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => lines.extend(line(paragraph)),
            Block::Table(table) => rows(table, &mut lines),
        }
    }
    lines
}

fn line(paragraph: &Paragraph) -> Option<String> {
    Some(paragraph.text().replace('\n', " ")).filter(|text| !text.is_empty())
}

fn rows(table: &Table, out: &mut Vec<String>) {
    if table.columns() < COLUMNS {
        out.extend(table.rows.iter().flatten().flat_map(|cell| lines(&cell.blocks)));
        return;
    }
    // The texts of the row above, by its columns.
    let mut above: Vec<(usize, String)> = Vec::new();
    for row in &table.rows {
        let mut column = 0;
        let mut cells = Vec::new();
        for cell in row {
            let upper = above.iter().find(|(at, text)| *at == column && text.len() <= LONGEST_REPEATED);
            // A cell merged with the one above says the same.
            let text = match upper.filter(|_| cell.is_merged) {
                Some((_, text)) => text.clone(),
                None => words(cell),
            };
            cells.push((column, text));
            column += cell.span.max(1);
        }
        let mut line = Vec::with_capacity(column);
        for (at, text) in &cells {
            line.resize(*at, String::new());
            line.push(text.clone());
        }
        line.resize(column, String::new());
        out.push(line.join("\t"));
        above = cells;
    }
}

fn words(cell: &Cell) -> String {
    lines(&cell.blocks).join("\u{2028}").replace('\t', " ")
}
