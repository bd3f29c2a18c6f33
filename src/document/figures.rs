//! Columns of figures: ones below ones, the widest in the column's middle.

use crate::page::{Align, Column, Fonts, Paragraph, Row, Span, Table};

/// Sets the centred cells of these columns of fixed width right-aligned, as far in as centres the widest of them.
pub(super) fn align(fonts: &mut Fonts, table: &mut Table, columns: &[usize]) {
    for &column in columns {
        let Some(Column::Fixed(width)) = table.columns.get(column).copied() else { continue };
        let mut known: Vec<Vec<Span>> = Vec::new();
        let mut widest = 0.0_f32;
        for spans in table.rows.iter_mut().filter_map(|row| figure(row, column)).map(|cell| &cell.spans) {
            // Few figures are many rows'.
            if !known.contains(spans) {
                widest = widest.max(fonts.measure(spans));
                known.push(spans.clone());
            }
        }
        let right = ((width - widest) / 2.0 - table.padding.0).max(0.0);
        for cell in table.rows.iter_mut().filter_map(|row| figure(row, column)) {
            cell.align = Align::Right;
            cell.right = right;
        }
    }
}

/// The only paragraph of a row's cell in a column; none where a cell up to there covers more than one.
fn figure(row: &mut Row, column: usize) -> Option<&mut Paragraph> {
    if row.cells.iter().take(column + 1).any(|cell| cell.columns > 1) {
        return None;
    }
    match row.cells.get_mut(column)?.paragraphs.as_mut_slice() {
        [one] if one.align == Align::Center => Some(one),
        _ => None,
    }
}
