//! Where the words are in the open text: its lines, or its rows.

use std::ops::Range;

use crate::piece::Format;
use crate::piece::av::Label;
use crate::piece::find::{Pattern, replaceable};
use crate::ui::screen::pieces::table::{Cell, Table};

/// The words at one place.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Bytes of the body.
    pub range: Range<usize>,
    /// Line of the body, from 0.
    pub line: usize,
    /// Bytes of that line.
    pub columns: Range<usize>,
    /// Where it is among the rows, while they are shown.
    pub cell: Option<Cell>,
    /// Marks of the format are no words of the writer's.
    pub is_replaceable: bool,
}

/// All of them, in order; while rows are shown, those that are in their fields.
pub fn all(pattern: &Pattern, table: Option<&Table>, format: Format, body: &str) -> Vec<Spot> {
    let mut spots = in_lines(pattern, format, body);
    if let Some(table) = table {
        place_in_rows(&mut spots, table);
        spots.retain(|spot| spot.cell.is_some());
    }
    spots
}

fn in_lines(pattern: &Pattern, format: Format, body: &str) -> Vec<Spot> {
    let (mut line, mut seen) = (0, 0);
    let found = pattern.find_in(body).into_iter().map(|range| {
        line += memchr::memchr_iter(b'\n', &body.as_bytes()[seen..range.start]).count();
        seen = range.start;
        let start = memchr::memrchr(b'\n', &body.as_bytes()[..range.start]).map_or(0, |at| at + 1);
        let columns = range.start - start..range.end - start;
        let is_replaceable = replaceable(format, body, &range);
        Spot { range, line, columns, cell: None, is_replaceable }
    });
    found.collect()
}

/// Finds the field of each spot: the words of a row are those of the last label before them.
fn place_in_rows(spots: &mut [Spot], table: &Table) {
    let fields = table.fields();
    let mut rows = table.script.rows.iter().enumerate();
    let mut row = rows.next();
    let mut before: Vec<Cell> = Vec::new();
    for spot in spots.iter_mut().filter(|spot| spot.is_replaceable) {
        while row.is_some_and(|(_, row)| row.lines.end <= spot.line) {
            row = rows.next();
            before.clear();
        }
        let Some((index, current)) = row.filter(|(_, row)| row.lines.contains(&spot.line)) else { continue };
        let lines = current.source().lines().take(spot.line - current.lines.start + 1);
        // The heading is shown as the row's number.
        let field = lines.skip(1).filter_map(Label::at_head).last();
        let Some(field) = field.filter(|field| fields.contains(field)) else { continue };
        let nth = before.iter().filter(|cell| cell.field == field).count();
        let cell = Cell { row: index, field, nth };
        before.push(cell);
        spot.cell = Some(cell);
    }
}
