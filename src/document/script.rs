//! A TV script in columns: picture, speech and sound, time.

use crate::newsroom::Newsroom;
use crate::page::{self, Align, Block, Cell, Column, Fonts, Paragraph, Row, Table};
use crate::piece::av::{self, Script};
use crate::piece::timing::clock;
use crate::piece::{Format, Piece};

use super::running::{Timed, balance, timed, voices};
use super::style::{HAIRLINE, TABLE, bold, bold_italic, italic, regular, screen, span};
use super::{Manuscript, PrintOptions, author, duration, figures, head, sheet};

/// Hình ảnh | Lời bình – Âm thanh | Thời lượng, with the accumulated time in each row.
pub fn manuscript(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions, fonts: &mut Fonts) -> Manuscript {
    let script = Script::parse(&piece.body);
    let rows = timed(newsroom, &script);
    let total = rows.last().map_or(0, |last| last.to());

    let sheet = print.sheet(sheet::footed(sheet::working(), &piece.header.title));
    let mut blocks = head::head(newsroom, piece, sheet::text_width(&sheet), fonts);
    blocks.push(Block::Paragraph(facts(newsroom, piece, total)));
    let start = blocks.len();
    blocks.extend(preface(&script));
    blocks.push(Block::Space(8.0));
    let mut table = table(&rows, total);
    figures::align(fonts, &mut table, &[3, 4]);
    blocks.push(Block::Table(table));
    let text = start..blocks.len();
    if let Some(balance) = balance(&rows) {
        let balance = Paragraph { space_before: 8.0, ..Paragraph::text(balance, regular(TABLE)) };
        head::end_with(&mut blocks, Block::Paragraph(balance));
    }
    if let Some(voices) = voices(newsroom, &script) {
        let voices = Paragraph { space_before: 3.0, ..Paragraph::text(voices, regular(TABLE)) };
        head::end_with(&mut blocks, Block::Paragraph(voices));
    }
    head::approve(&mut blocks, newsroom, piece);
    let title = piece.header.title.clone();
    print.manuscript(sheet, blocks, title, author(newsroom)).with_text(Format::Av, text)
}

/// "Tổng thời lượng 14'32" (khung 15 phút)"
pub(super) fn facts(newsroom: &Newsroom, piece: &Piece, total: u32) -> Paragraph {
    let planned = piece.header.planned_minutes(newsroom.settings());
    let mut spans = vec![span("Tổng thời lượng: ", italic(12.0)), span(duration(total), bold(12.0))];
    if let Some(minutes) = planned {
        let spare = i64::from(minutes) * 60 - i64::from(total);
        let rest = match spare {
            0 => "vừa khung".to_owned(),
            spare if spare > 0 => format!("còn {}", duration(spare as u32)),
            over => format!("dài quá {}", duration(over.unsigned_abs() as u32)),
        };
        spans.push(span(format!(" (khung {minutes} phút, {rest})"), regular(12.0)));
    }
    Paragraph { align: Align::Center, space_after: 2.0, ..Paragraph::new(spans) }
}

/// The text before the first record, set small.
pub(super) fn preface(script: &Script) -> Vec<Block> {
    let lines = script.preface.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            Block::Paragraph(Paragraph {
                align: Align::Justify,
                space_before: 3.0,
                ..Paragraph::text(line, italic(11.5))
            })
        })
        .collect()
}

const HEAD: [(&str, Column); 5] = [
    ("TT", Column::Fixed(26.0)),
    ("Hình ảnh", Column::Share(0.37)),
    ("Lời bình – Âm thanh", Column::Share(0.63)),
    ("Thời lượng", Column::Fixed(44.0)),
    ("Cộng dồn", Column::Fixed(44.0)),
];

fn table(rows: &[Timed<'_>], total: u32) -> Table {
    let head = HEAD
        .iter()
        .map(|(name, _)| Cell { is_middle: true, ..Cell::new(plain(name, bold(TABLE), Align::Center)) })
        .collect();
    let mut body: Vec<Row> = rows.iter().map(|timed| row(*timed)).collect();
    if let Some(last) = body.last_mut() {
        last.keep_with_next = true;
    }
    let mut label = Cell::new(plain("Tổng cộng", bold(TABLE), Align::Right));
    label.columns = 3;
    let mut sum = Cell::new(plain(&duration(total), bold(TABLE), Align::Center));
    sum.columns = 2;
    body.push(Row { cells: vec![label, sum], ..Row::default() });
    Table {
        columns: HEAD.iter().map(|(_, column)| *column).collect(),
        head: vec![Row { cells: head, ..Row::default() }],
        rows: body,
        border: HAIRLINE,
        padding: (4.5, 3.0),
        repeated_cells: 1,
    }
}

fn row(timed: Timed<'_>) -> Row {
    let row = timed.row;
    Row {
        cells: vec![
            Cell::new(plain(row.heading().0, regular(TABLE), Align::Center)),
            Cell { paragraphs: seen(timed), columns: 1, is_middle: false },
            Cell { paragraphs: heard(timed), columns: 1, is_middle: false },
            Cell::new(plain(&duration(timed.seconds), regular(TABLE), Align::Center)),
            Cell::new(plain(&clock(timed.to()), regular(TABLE), Align::Center)),
        ],
        may_split: is_long(row),
        ..Row::default()
    }
}

/// Only a long row is split across pages; a short one moves as a whole.
pub(super) fn is_long(row: &av::Row) -> bool {
    row.speech.len() + row.note.len() > 500
}

/// The picture column: the item's name, the shot, the caption, a note.
pub(super) fn seen(timed: Timed<'_>) -> Vec<Paragraph> {
    let row = timed.row;
    let mut cell = Vec::new();
    let (figure, heading) = row.heading();
    for name in [heading, row.name.as_str()].into_iter().filter(|name| !name.is_empty()) {
        let bookmark = Some(format!("{figure} {name}").trim_start().to_owned());
        cell.push(Paragraph { bookmark, ..plain(name, bold(TABLE), Align::Left) });
    }
    cell.extend(
        row.picture
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| plain(line.trim(), regular(TABLE), Align::Left)),
    );
    labelled(&mut cell, "Chữ", &row.caption, screen(&row.caption, TABLE - 1.0));
    labelled(&mut cell, "Tính chất", &row.tones_text, italic(TABLE - 1.0));
    labelled(&mut cell, "Ghi chú", &row.note, italic(TABLE - 1.0));
    labelled(&mut cell, "Thời lượng", unread(row), italic(TABLE - 1.0));
    let other = row.other.lines().map(str::trim).filter(|line| !line.is_empty());
    cell.extend(other.map(|line| plain(line, italic(TABLE - 1.0), Align::Left)));
    cell
}

/// A duration that was not understood, printed as typed.
pub(super) fn unread(row: &av::Row) -> &str {
    if row.duration.is_none() { &row.duration_text } else { "" }
}

/// The sound column: voice, speech, other sounds in italics.
pub(super) fn heard(timed: Timed<'_>) -> Vec<Paragraph> {
    let row = timed.row;
    let mut cell = Vec::new();
    for line in row.speech.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut spans = Vec::new();
        if cell.is_empty() && !row.voice.is_empty() {
            spans.push(span(format!("{}: ", row.voice), bold(TABLE)));
        }
        spans.push(span(line, regular(TABLE)));
        let space_before = if cell.is_empty() { 0.0 } else { 3.0 };
        cell.push(Paragraph { space_before, line_height: 1.25, ..Paragraph::new(spans) });
    }
    if cell.is_empty() && !row.voice.is_empty() {
        cell.push(plain(&format!("{}:", row.voice), bold(TABLE), Align::Left));
    }
    labelled(&mut cell, "Tiếng động", &row.sound, italic(TABLE));
    cell
}

/// "Chữ: …", smaller than the speech and slightly separated.
fn labelled(cell: &mut Vec<Paragraph>, label: &str, text: &str, style: page::Style) {
    let text = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    if text.is_empty() {
        return;
    }
    let space_before = if cell.is_empty() { 0.0 } else { 3.0 };
    let spans = vec![span(format!("{label}: "), bold_italic(TABLE - 1.0)), span(text, style)];
    cell.push(Paragraph { space_before, line_height: 1.25, ..Paragraph::new(spans) });
}

fn plain(text: &str, style: page::Style, align: Align) -> Paragraph {
    Paragraph { align, line_height: 1.25, ..Paragraph::text(text, style) }
}
