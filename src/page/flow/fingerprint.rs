//! Fingerprints of blocks and rows, to compare them without keeping them.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::page::{Block, Cell, Color, Column, Continuation, Figure, Paragraph, Row, Span, Style, Table};

/// Equal fingerprints mean equal blocks, except for a negligible probability of collisions.
pub(super) fn of_block(block: &Block) -> u64 {
    print(|state| add_block(block, state))
}

pub(super) fn of_row(row: &Row) -> u64 {
    print(|state| add_row(row, state))
}

/// The fingerprint of a table without its rows.
pub(super) fn of_head(table: &Table) -> u64 {
    print(|state| add_head(table, state))
}

fn print(add: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut state = DefaultHasher::new();
    add(&mut state);
    state.finish()
}

fn add_block(block: &Block, state: &mut DefaultHasher) {
    std::mem::discriminant(block).hash(state);
    match block {
        Block::Paragraph(paragraph) => add_paragraph(paragraph, state),
        Block::Table(table) => {
            add_head(table, state);
            all(&table.rows, state, add_row);
        }
        Block::Space(height) => number(*height, state),
        Block::Rule { length, thickness, align } => {
            number(*length, state);
            number(*thickness, state);
            align.hash(state);
        }
        Block::Columns(columns) => all(columns, state, |(share, blocks), state| {
            number(*share, state);
            all(blocks, state, add_block);
        }),
        Block::Together(blocks) => all(blocks, state, add_block),
        Block::Figure(Figure { size, items: _, digest }) => {
            number(size.width, state);
            number(size.height, state);
            digest.hash(state);
        }
        Block::PageBreak => {}
    }
}

fn add_head(table: &Table, state: &mut DefaultHasher) {
    let Table { columns, head, rows: _, border, padding: (across, down), repeated_cells } = table;
    all(columns, state, |column, state| {
        std::mem::discriminant(column).hash(state);
        let (Column::Fixed(width) | Column::Share(width)) = column;
        number(*width, state);
    });
    all(head, state, add_row);
    for length in [border, across, down] {
        number(*length, state);
    }
    repeated_cells.hash(state);
}

fn add_row(row: &Row, state: &mut DefaultHasher) {
    let Row { cells, may_split, keep_with_next, fill } = row;
    all(cells, state, |cell, state| {
        let Cell { paragraphs, columns, is_middle } = cell;
        all(paragraphs, state, add_paragraph);
        (columns, is_middle).hash(state);
    });
    (may_split, keep_with_next).hash(state);
    maybe(fill.as_ref(), state, add_color);
}

fn add_paragraph(paragraph: &Paragraph, state: &mut DefaultHasher) {
    let Paragraph {
        spans,
        align,
        line_height,
        letter_spacing,
        first_line_indent,
        left,
        right,
        space_before,
        space_after,
        label,
        label_width,
        keep_with_next,
        keep_together,
        orphans,
        widows,
        break_after_sentence,
        continuation,
        number: counted,
        bar,
        bookmark,
    } = paragraph;
    all(spans, state, add_span);
    for length in
        [line_height, letter_spacing, first_line_indent, left, right, space_before, space_after, label_width]
    {
        number(*length, state);
    }
    (align, keep_with_next, keep_together, orphans, widows, break_after_sentence, bookmark).hash(state);
    maybe(label.as_ref(), state, |label, state| all(label, state, add_span));
    maybe(continuation.as_deref(), state, |continuation, state| {
        let Continuation { foot, head, indent, number: counted } = continuation;
        all(foot, state, add_span);
        all(head, state, add_span);
        number(*indent, state);
        maybe(counted.as_ref(), state, add_style);
    });
    maybe(counted.as_ref(), state, add_style);
    maybe(bar.as_ref(), state, add_color);
}

fn add_span(span: &Span, state: &mut DefaultHasher) {
    span.text.hash(state);
    add_style(&span.style, state);
}

fn add_style(style: &Style, state: &mut DefaultHasher) {
    style.face.hash(state);
    number(style.size, state);
    add_color(&style.color, state);
    style.is_underlined.hash(state);
}

fn add_color(color: &Color, state: &mut DefaultHasher) {
    std::mem::discriminant(color).hash(state);
    let inks = match *color {
        Color::Rgb { r, g, b } => [r, g, b, 0.0],
        Color::Cmyk { c, m, y, k } => [c, m, y, k],
        Color::CutContour => [0.0; 4],
    };
    inks.map(f32::to_bits).hash(state);
}

fn number(number: f32, state: &mut DefaultHasher) {
    number.to_bits().hash(state);
}

fn all<T>(parts: &[T], state: &mut DefaultHasher, add: impl Fn(&T, &mut DefaultHasher)) {
    parts.len().hash(state);
    for part in parts {
        add(part, state);
    }
}

fn maybe<T>(part: Option<&T>, state: &mut DefaultHasher, add: impl FnOnce(&T, &mut DefaultHasher)) {
    part.is_some().hash(state);
    if let Some(part) = part {
        add(part, state);
    }
}
