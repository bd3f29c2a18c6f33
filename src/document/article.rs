//! A newspaper or web piece: its Markdown set as a manuscript.

use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Fonts, Paragraph, Row, Span, Table};
use crate::piece::article::{self, Article};
use crate::piece::{Format, Piece};

use super::style::{BODY, HAIRLINE, INDENT, bold, bold_italic, italic, regular, span};
use super::{Manuscript, PrintOptions, author, head, sheet};

const SPACING: f32 = 1.4;

/// Title, people, text, length and approvals on A4 portrait.
pub fn manuscript(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions, fonts: &mut Fonts) -> Manuscript {
    let article = Article::parse(&piece.body);
    let title = &piece.header.title;
    let sheet = print.sheet(sheet::portrait());
    let mut blocks = head::head(newsroom, piece, sheet::text_width(&sheet), fonts);
    blocks.push(Block::Space(8.0));
    let start = blocks.len();
    let count = article.words();
    push_text(&mut blocks, &article, title);
    let text = start..blocks.len();
    let count = Paragraph {
        align: Align::Right,
        space_before: 8.0,
        ..Paragraph::text(format!("({count} chữ)"), italic(12.0))
    };
    head::end_with(&mut blocks, Block::Paragraph(count));
    head::approve(&mut blocks, newsroom, piece);
    let mut addresses = Vec::new();
    article.blocks.iter().for_each(|block| collect(block, &mut addresses));
    let manuscript = print.manuscript(sheet, blocks, title.clone(), author(newsroom));
    Manuscript { addresses, ..manuscript.with_text(Format::Article, text) }
}

/// The text without a first heading that repeats the title.
pub(super) fn push_text(blocks: &mut Vec<Block>, article: &Article, title: &str) {
    let is_title = |block: &article::Block| match block {
        article::Block::Heading { level: 1, spans } => article::plain(spans).trim() == title.trim(),
        _ => false,
    };
    for block in article.blocks.iter().filter(|block| !is_title(block)) {
        push(blocks, block, 0.0);
    }
}

/// The link texts with their addresses.
fn collect(block: &article::Block, addresses: &mut Vec<(String, String)>) {
    match block {
        article::Block::Heading { spans, .. } | article::Block::Paragraph(spans) => {
            collect_spans(spans, addresses);
        }
        article::Block::Table(rows) => {
            rows.iter().flatten().for_each(|cell| collect_spans(cell, addresses));
        }
        article::Block::List { items, .. } => {
            items.iter().flatten().for_each(|block| collect(block, addresses));
        }
        article::Block::Quote(inner) => inner.iter().for_each(|block| collect(block, addresses)),
        article::Block::Verbatim(_) | article::Block::Rule => {}
    }
}

fn collect_spans(spans: &[article::Span], addresses: &mut Vec<(String, String)>) {
    for runs in article::of_one_link(spans) {
        let Some(link) = runs[0].link.as_deref() else { continue };
        let text = article::plain(runs);
        let shown = article::unsaid_address(runs).unwrap_or(text.trim());
        addresses.push((shown.to_owned(), link.to_owned()));
    }
}

/// Sets one block of Markdown, indented by `left` points.
fn push(blocks: &mut Vec<Block>, block: &article::Block, left: f32) {
    match block {
        article::Block::Heading { level, spans } => blocks.push(Block::Paragraph(heading(*level, spans))),
        article::Block::Paragraph(spans) if is_byline(spans) => {
            blocks.push(Block::Paragraph(Paragraph {
                align: Align::Left,
                left,
                space_before: 1.0,
                keep_with_next: true,
                keep_together: true,
                ..text(spans, false)
            }));
        }
        article::Block::Paragraph(spans) => {
            let first_line_indent = if left > 0.0 { 0.0 } else { INDENT };
            blocks.push(Block::Paragraph(Paragraph { first_line_indent, left, ..text(spans, false) }));
        }
        article::Block::List { start, items } => {
            for (index, item) in items.iter().enumerate() {
                let label =
                    start.map_or_else(|| "–".to_owned(), |start| format!("{}.", start + index as u64));
                let from = blocks.len();
                for block in item {
                    push(blocks, block, left + INDENT);
                }
                if let Some(Block::Paragraph(first)) = blocks.get_mut(from).filter(|_| !item.is_empty()) {
                    first.label = Some(vec![span(label, regular(BODY))]);
                    first.label_width = INDENT * 0.6;
                    first.space_before = 2.0;
                }
            }
        }
        article::Block::Quote(inner) => {
            for block in inner {
                if let article::Block::Paragraph(spans) = block {
                    let quoted = Paragraph { left: left + INDENT, right: INDENT * 0.5, ..text(spans, true) };
                    blocks.push(Block::Paragraph(quoted));
                } else {
                    push(blocks, block, left + INDENT);
                }
            }
        }
        article::Block::Verbatim(lines) => {
            let lines = lines.trim_end_matches('\n');
            blocks.push(Block::Paragraph(Paragraph {
                left: left + INDENT,
                space_before: 3.0,
                space_after: 3.0,
                ..Paragraph::text(lines, regular(BODY))
            }));
        }
        article::Block::Table(rows) => {
            blocks.push(Block::Space(6.0));
            blocks.push(Block::Table(table(rows)));
            blocks.push(Block::Space(6.0));
        }
        article::Block::Rule => {
            blocks.push(Block::Space(8.0));
            blocks.push(Block::Rule { length: 90.0, thickness: HAIRLINE, align: Align::Center });
            blocks.push(Block::Space(8.0));
        }
    }
}

/// Columns of equal width; the first row is repeated on each page.
fn table(rows: &[Vec<Vec<article::Span>>]) -> Table {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let row = |cells: &Vec<Vec<article::Span>>| Row {
        cells: (0..columns)
            .map(|at| {
                let set = text(cells.get(at).map_or(&[][..], Vec::as_slice), false);
                Cell::new(Paragraph {
                    align: Align::Left,
                    line_height: 1.25,
                    space_before: 0.0,
                    space_after: 0.0,
                    ..set
                })
            })
            .collect(),
        ..Row::default()
    };
    Table {
        columns: vec![Column::Share(1.0 / columns as f32); columns],
        head: rows.first().map(row).into_iter().collect(),
        rows: rows.iter().skip(1).map(row).collect(),
        border: HAIRLINE,
        padding: (5.0, 3.0),
        repeated_cells: 0,
    }
}

fn heading(level: u8, spans: &[article::Span]) -> Paragraph {
    let size = if level <= 2 { 14.0 } else { BODY };
    let style = |is_italic: bool| if is_italic || level > 3 { bold_italic(size) } else { bold(size) };
    let title = article::plain(spans);
    let spans = spans.iter().map(|run| span(run.text.clone(), style(run.is_italic))).collect();
    Paragraph {
        space_before: 10.0,
        space_after: 4.0,
        keep_with_next: true,
        keep_together: true,
        line_height: 1.25,
        bookmark: Some(title),
        ..Paragraph::new(spans)
    }
}

/// Whether a paragraph is entirely bold: an author's name or a subheading, which stays with what follows.
fn is_byline(spans: &[article::Span]) -> bool {
    let mut written = spans.iter().filter(|run| !run.text.trim().is_empty()).peekable();
    written.peek().is_some() && written.all(|run| run.is_bold)
}

fn text(spans: &[article::Span], is_quote: bool) -> Paragraph {
    let mut set: Vec<Span> = Vec::with_capacity(spans.len());
    for runs in article::of_one_link(spans) {
        set.extend(runs.iter().map(|run| {
            let style = match (run.is_bold, run.is_italic != is_quote) {
                (false, false) => regular(BODY),
                (true, false) => bold(BODY),
                (false, true) => italic(BODY),
                (true, true) => bold_italic(BODY),
            };
            span(run.text.clone(), style)
        }));
        if let Some(link) = article::unsaid_address(runs) {
            set.push(span(format!(" ({link})"), italic(BODY - 1.0)));
        }
    }
    Paragraph {
        align: Align::Justify,
        line_height: SPACING,
        space_before: 3.0,
        space_after: 3.0,
        ..Paragraph::new(set)
    }
}
