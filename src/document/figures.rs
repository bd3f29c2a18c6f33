//! Columns of figures: ones below ones, the widest in the column's middle.

use crate::page::{Align, Column, Fonts, Paragraph, Row, Span, Table};

/// Sets the centred cells of these columns of fixed width right-aligned, as far in as centres the widest of them.
pub(super) fn align(fonts: &mut Fonts, table: &mut Table, columns: &[usize]) {
    for &column in columns {
        let figures = table.rows.iter_mut().filter_map(|row| figure(row, column)).map(|cell| &*cell.spans);
        let widest = widest(fonts, figures);
        let Some(right) = inset(table, column, widest) else { continue };
        for cell in table.rows.iter_mut().filter_map(|row| figure(row, column)) {
            cell.align = Align::Right;
            cell.right = right;
        }
    }
}

/// Of these figures, points.
pub(super) fn widest<'a>(fonts: &mut Fonts, figures: impl Iterator<Item = &'a [Span]>) -> f32 {
    let mut known: Vec<&[Span]> = Vec::new();
    let mut widest = 0.0_f32;
    for spans in figures {
        // Few figures are many rows'.
        if !known.contains(&spans) {
            widest = widest.max(fonts.measure(spans));
            known.push(spans);
        }
    }
    widest
}

/// How far in the figures of a column of fixed width end, so that the widest stands in its middle, points.
pub(super) fn inset(table: &Table, column: usize, widest: f32) -> Option<f32> {
    let Some(Column::Fixed(width)) = table.columns.get(column).copied() else { return None };
    Some(((width - widest) / 2.0 - table.padding.0).max(0.0))
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
