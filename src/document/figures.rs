//! Aligns columns of figures: right-aligned, with the widest one centred.

use crate::page::{Align, Column, Fonts, Paragraph, Row, Span, Table};

/// Right-aligns the centred cells of these fixed-width columns, with an inset that centres the widest one.
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

/// The width of the widest of these figures, points.
pub(super) fn widest<'a>(fonts: &mut Fonts, figures: impl Iterator<Item = &'a [Span]>) -> f32 {
    let mut known: Vec<&[Span]> = Vec::new();
    let mut widest = 0.0_f32;
    for spans in figures {
        // Many rows share few distinct figures.
        if !known.contains(&spans) {
            widest = widest.max(fonts.measure(spans));
            known.push(spans);
        }
    }
    widest
}

/// The right inset of a fixed-width column that centres the widest figure, points.
pub(super) fn inset(table: &Table, column: usize, widest: f32) -> Option<f32> {
    let Some(Column::Fixed(width)) = table.columns.get(column).copied() else { return None };
    Some(((width - widest) / 2.0 - table.padding.0).max(0.0))
}

/// The only paragraph of a row's cell in a column; none when a cell before it spans several columns.
fn figure(row: &mut Row, column: usize) -> Option<&mut Paragraph> {
    if row.cells.iter().take(column + 1).any(|cell| cell.columns > 1) {
        return None;
    }
    match row.cells.get_mut(column)?.paragraphs.as_mut_slice() {
        [one] if one.align == Align::Center => Some(one),
        _ => None,
    }
}
