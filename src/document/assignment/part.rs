//! What the papers on work have in common.

use crate::document::letterhead::line;
use crate::document::style::{BODY, HAIRLINE, TABLE, bold, italic, regular, span};
use crate::page::{Align, Block, Cell, Column, Paragraph, Row, Table};

/// Space to sign in, points.
const ROOM: f32 = 56.0;

/// "Hình thức: Chuyên mục CCHC"
pub fn fact(name: &str, said: impl Into<String>) -> Block {
    let spans = vec![span(format!("{name}: "), italic(BODY)), span(said, regular(BODY))];
    Block::Paragraph(Paragraph { space_after: 2.0, ..Paragraph::new(spans) })
}

pub fn table(columns: Vec<Column>, heads: &[&str], rows: Vec<Row>) -> Block {
    let head = heads.iter().map(|name| {
        let name = Paragraph { align: Align::Center, ..Paragraph::text(*name, bold(TABLE)) };
        Cell { is_middle: true, ..Cell::new(name) }
    });
    Block::Table(Table {
        columns,
        head: vec![Row { cells: head.collect(), ..Row::default() }],
        rows,
        border: HAIRLINE,
        padding: (5.0, 4.0),
        repeated_cells: 0,
    })
}

/// Lines of a cell.
pub fn cell(lines: impl IntoIterator<Item = String>, align: Align) -> Cell {
    let line = |line| Paragraph { align, ..Paragraph::text(line, regular(TABLE)) };
    Cell { paragraphs: lines.into_iter().map(line).collect(), columns: 1, is_middle: false }
}

/// Two people sign: who takes the work, and who gives it.
pub fn signatures() -> Block {
    signed(["NGƯỜI NHẬN VIỆC", "NGƯỜI GIAO VIỆC"])
}

/// Two people sign.
pub fn signed([left, right]: [&str; 2]) -> Block {
    let side = |name: &str| {
        let hint = Paragraph {
            align: Align::Center,
            line_height: 1.2,
            ..Paragraph::text("(Ký, ghi rõ họ tên)", italic(TABLE))
        };
        vec![line(name.to_owned(), bold(BODY)), Block::Paragraph(hint), Block::Space(ROOM)]
    };
    let columns = vec![(0.5, side(left)), (0.5, side(right))];
    Block::Together(vec![Block::Space(16.0), Block::Columns(columns)])
}
