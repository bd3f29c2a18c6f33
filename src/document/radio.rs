//! A radio script: large type, open spacing, numbered speeches that are never split (as in BBC World Service
//! practice).

use crate::newsroom::Newsroom;
use crate::page::{Block, Fonts, Paragraph};
use crate::piece::av::{Row, Script};
use crate::piece::{Format, Piece};

use super::running::{Timed, balance, timed, voices};
use super::style::{bold, italic, regular, span};
use super::{Manuscript, PrintOptions, author, duration, head, script, sheet};

const SIZE: f32 = 13.0;
const SPACING: f32 = 1.5;
/// The left edge of the speeches; their numbers are to the left of it.
const LEFT: f32 = 30.0;

/// 13 pt with a line height of 1.5, title and page number on each page.
pub fn manuscript(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions, fonts: &mut Fonts) -> Manuscript {
    let parsed = Script::parse(&piece.body);
    let rows = timed(newsroom, &parsed);
    let total = rows.last().map_or(0, |last| last.to());

    let sheet = print.sheet(sheet::footed(sheet::working(), &piece.header.title));
    let mut blocks = head::head(newsroom, piece, sheet::text_width(&sheet), fonts);
    blocks.push(Block::Paragraph(script::facts(newsroom, piece, total)));
    let start = blocks.len();
    blocks.extend(script::preface(&parsed));
    blocks.push(Block::Space(8.0));
    for (index, timed) in rows.iter().enumerate() {
        blocks.push(Block::Together(speech(index + 1, *timed)));
    }
    let text = start..blocks.len();
    if let Some(balance) = balance(&rows) {
        let balance = Paragraph { space_before: 10.0, ..Paragraph::text(balance, regular(12.0)) };
        head::end_with(&mut blocks, Block::Paragraph(balance));
    }
    if let Some(voices) = voices(newsroom, &parsed) {
        let voices = Paragraph { space_before: 3.0, ..Paragraph::text(voices, regular(12.0)) };
        head::end_with(&mut blocks, Block::Paragraph(voices));
    }
    head::approve(&mut blocks, newsroom, piece);
    let title = piece.header.title.clone();
    print.manuscript(sheet, blocks, title, author(newsroom)).with_text(Format::Radio, text)
}

fn speech(number: usize, timed: Timed<'_>) -> Vec<Block> {
    let row = timed.row;
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let heading = row.heading().1;
    let name = if heading.is_empty() || row.name.is_empty() {
        format!("{heading}{}", row.name)
    } else {
        format!("{heading}\n{}", row.name)
    };
    if !name.is_empty() {
        let spans = vec![
            span(name.clone(), bold(12.0)),
            span(format!(" ({})", duration(timed.seconds)), italic(12.0)),
        ];
        let bookmark = Some(format!("{number}. {}", name.replace('\n', " ")));
        paragraphs.push(Paragraph {
            bookmark,
            keep_with_next: true,
            space_after: 2.0,
            ..Paragraph::new(spans)
        });
    }
    aside(&mut paragraphs, "Tiếng động", &row.sound);
    let first = paragraphs.len();
    for line in row.speech.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut spans = Vec::new();
        if paragraphs.len() == first && !row.voice.is_empty() {
            spans.push(span(format!("{}: ", row.voice.to_uppercase()), bold(SIZE)));
        }
        spans.push(span(line, regular(SIZE)));
        // An indent makes the pause between two paragraphs visible.
        let first_line_indent = if paragraphs.len() == first { 0.0 } else { SIZE * 1.2 };
        paragraphs.push(Paragraph { line_height: SPACING, first_line_indent, ..Paragraph::new(spans) });
    }
    if paragraphs.is_empty() {
        paragraphs.push(silent(row));
    }
    aside(&mut paragraphs, "Hình", &row.picture);
    aside(&mut paragraphs, "Chữ", &row.caption);
    aside(&mut paragraphs, "Tính chất", &row.tones_text);
    aside(&mut paragraphs, "Ghi chú", &row.note);
    aside(&mut paragraphs, "Thời lượng", script::unread(row));
    for line in row.other.lines().map(str::trim).filter(|line| !line.is_empty()) {
        paragraphs.push(Paragraph {
            space_before: 1.0,
            space_after: 1.0,
            ..Paragraph::text(line, italic(12.0))
        });
    }

    let last = paragraphs.len() - 1;
    paragraphs[0].label = Some(vec![span(format!("{number}."), bold(SIZE))]);
    paragraphs[0].label_width = LEFT;
    paragraphs[0].space_before = 10.0;
    for (index, paragraph) in paragraphs.iter_mut().enumerate() {
        paragraph.left = LEFT;
        paragraph.keep_together = true;
        paragraph.keep_with_next = index < last;
    }
    paragraphs.into_iter().map(Block::Paragraph).collect()
}

/// A record without anything to hear still has its number.
fn silent(row: &Row) -> Paragraph {
    let text =
        if row.voice.is_empty() { "…".to_owned() } else { format!("{}: …", row.voice.to_uppercase()) };
    Paragraph { line_height: SPACING, ..Paragraph::text(text, regular(SIZE)) }
}

/// Text that is not read aloud.
fn aside(paragraphs: &mut Vec<Paragraph>, label: &str, text: &str) {
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let paragraph = Paragraph::text(format!("({label}: {line})"), italic(12.0));
        paragraphs.push(Paragraph { space_before: 1.0, space_after: 1.0, ..paragraph });
    }
}
