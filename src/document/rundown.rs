//! The rundown of a live programme: when each item starts, and when it must start at the latest.

use chrono::{NaiveTime, Timelike};

use crate::newsroom::Newsroom;
use crate::page::{self, Align, Block, Cell, Column, Fonts, Paragraph, Row, Table};
use crate::piece::av::Script;
use crate::piece::{Format, Piece};

use super::running::{Timed, timed, voices};
use super::style::{HAIRLINE, TABLE, bold, italic, regular, span};
use super::{Manuscript, PrintOptions, author, duration, figures, head, script, sheet};

/// A4 landscape: planned start, latest start (counted back from the end of the slot), length, item, text.
pub fn manuscript(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions, fonts: &mut Fonts) -> Manuscript {
    let parsed = Script::parse(&piece.body);
    let rows = timed(newsroom, &parsed);
    let clock = Clock::new(newsroom, piece, rows.last().map_or(0, |last| last.to()));

    let sheet = print.sheet(sheet::footed(sheet::landscape(), &piece.header.title));
    let mut blocks = head::head(newsroom, piece, sheet::text_width(&sheet), fonts);
    blocks.push(Block::Paragraph(script::facts(newsroom, piece, clock.total)));
    blocks.push(Block::Paragraph(clock.facts()));
    let start = blocks.len();
    blocks.extend(script::preface(&parsed));
    blocks.push(Block::Space(8.0));
    let mut table = table(&rows, &clock);
    figures::align(fonts, &mut table, &[3]);
    blocks.push(Block::Table(table));
    let text = start..blocks.len();
    if let Some(voices) = voices(newsroom, &parsed) {
        let voices = Paragraph { space_before: 6.0, ..Paragraph::text(voices, regular(TABLE)) };
        head::end_with(&mut blocks, Block::Paragraph(voices));
    }
    head::approve(&mut blocks, newsroom, piece);
    let title = piece.header.title.clone();
    print.manuscript(sheet, blocks, title, author(newsroom)).with_text(Format::Av, text)
}

/// The time on air.
struct Clock {
    /// Without a start, times count from zero.
    start: Option<NaiveTime>,
    /// Total seconds of all items.
    total: u32,
    /// Seconds on air.
    frame: u32,
}

impl Clock {
    fn new(newsroom: &Newsroom, piece: &Piece, total: u32) -> Self {
        let programme = newsroom.settings().programme(&piece.header.activity);
        let airing = piece.header.airings.iter().find(|airing| !airing.is_rerun);
        let start =
            airing.and_then(|airing| airing.time).or_else(|| programme.and_then(|programme| programme.time));
        let minutes = piece.header.planned_minutes(newsroom.settings());
        Self { start, total, frame: minutes.map_or(total, |minutes| minutes * 60) }
    }

    /// The clock this many seconds after the start; negative when the items are too long for the time on air.
    fn at(&self, seconds: i64) -> String {
        let start = i64::from(self.start.map_or(0, |start| start.num_seconds_from_midnight()));
        if self.start.is_none() && seconds < 0 {
            return format!("−{}", hms(-seconds));
        }
        hms((start + seconds).rem_euclid(24 * 3600))
    }

    /// The latest start of an item so that the rest still ends on time.
    fn latest(&self, timed: Timed<'_>) -> String {
        self.at(i64::from(self.frame) - i64::from(self.total) + i64::from(timed.from))
    }

    fn facts(&self) -> Paragraph {
        let text = format!(
            "Lên sóng {} – hết chương trình {}. Cột “Chậm nhất” tính ngược từ giờ hết chương trình.",
            self.at(0),
            self.at(i64::from(self.frame))
        );
        Paragraph { align: Align::Center, ..Paragraph::new(vec![span(text, italic(12.0))]) }
    }
}

/// "20:01:30"
fn hms(seconds: i64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

const HEAD: [(&str, Column); 6] = [
    ("TT", Column::Fixed(28.0)),
    ("Bắt đầu", Column::Fixed(56.0)),
    ("Chậm nhất", Column::Fixed(56.0)),
    ("Dài", Column::Fixed(46.0)),
    ("Mục – Hình ảnh", Column::Share(0.38)),
    ("Lời dẫn – Âm thanh", Column::Share(0.62)),
];

fn table(rows: &[Timed<'_>], clock: &Clock) -> Table {
    let head = HEAD.iter().map(|(name, _)| Cell { is_middle: true, ..cell(name, bold(TABLE)) }).collect();
    let mut body: Vec<Row> = rows.iter().map(|timed| row(*timed, clock)).collect();
    if let Some(last) = body.last_mut() {
        last.keep_with_next = true;
    }
    let mut rest = Cell::new(Paragraph::text("Hết chương trình", bold(TABLE)));
    rest.columns = 2;
    body.push(Row {
        cells: vec![
            cell("", bold(TABLE)),
            cell(&clock.at(i64::from(clock.total)), bold(TABLE)),
            cell(&clock.at(i64::from(clock.frame)), bold(TABLE)),
            cell(&duration(clock.total), bold(TABLE)),
            rest,
        ],
        ..Row::default()
    });
    Table {
        columns: HEAD.iter().map(|(_, column)| *column).collect(),
        head: vec![Row { cells: head, ..Row::default() }],
        rows: body,
        border: HAIRLINE,
        padding: (4.5, 3.0),
        repeated_cells: 1,
    }
}

fn row(timed: Timed<'_>, clock: &Clock) -> Row {
    Row {
        cells: vec![
            cell(timed.row.heading().0, regular(TABLE)),
            cell(&clock.at(i64::from(timed.from)), bold(TABLE)),
            cell(&clock.latest(timed), regular(TABLE)),
            cell(&duration(timed.seconds), regular(TABLE)),
            Cell { paragraphs: script::seen(timed), columns: 1, is_middle: false },
            Cell { paragraphs: script::heard(timed), columns: 1, is_middle: false },
        ],
        may_split: script::is_long(timed.row),
        ..Row::default()
    }
}

fn cell(text: &str, style: page::Style) -> Cell {
    Cell::new(Paragraph { align: Align::Center, line_height: 1.25, ..Paragraph::text(text, style) })
}
