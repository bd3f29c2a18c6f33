//! The rehearsal paper: who is in which scene, with how many turns, and the props by scene.

use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Fonts, Paragraph, Row, Style, Table};
use crate::piece::Piece;
use crate::piece::stage::{self, Play, Presence};
use crate::piece::timing::{self, Rate};

use super::super::style::{HAIRLINE, TABLE, bold, italic, regular};
use super::super::{Manuscript, PrintOptions, author, duration, head, sheet};

/// Scenes beside one another in a table.
const ACROSS: usize = 10;
/// Width of a scene's column, and of the last two; points.
const SCENE: f32 = 30.0;
const SUM: f32 = 44.0;

pub(in crate::document) fn manuscript(
    newsroom: &Newsroom,
    piece: &Piece,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let play = stage::parse(&piece.body);
    let title = format!("Bảng tập: {}", piece.header.title);
    let sheet = print.sheet(sheet::footed(sheet::working(), &title));
    let mut blocks = head::head(newsroom, piece, sheet::text_width(&sheet), fonts);
    let rate = Rate::new(newsroom.settings().syllables_per_minute);
    blocks.push(heading("CẢNH"));
    blocks.push(Block::Table(scenes(&play, rate)));
    blocks.push(heading("VAI THEO CẢNH"));
    blocks.push(note("Số lượt lời của vai trong cảnh; dấu • là có mặt trong lời dẫn mà không có lời."));
    let presences = play.presences();
    let count = play.scenes().len();
    let mut from = 0;
    while from < count.max(1) {
        let end = (from + ACROSS).min(count);
        blocks.push(Block::Table(roles(&play, &presences, from..end, rate)));
        blocks.push(Block::Space(8.0));
        from = end.max(from + 1);
    }
    let props = play.props_by_scene();
    if !props.is_empty() {
        blocks.push(heading("ĐẠO CỤ THEO CẢNH"));
        blocks.push(note("Cảnh có nhắc tên đạo cụ trong lời dẫn hoặc lời thoại."));
        blocks.push(Block::Table(table_of_props(&play, props)));
    }
    print.manuscript(sheet, blocks, title, author(newsroom))
}

fn heading(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        space_before: 14.0,
        space_after: 4.0,
        keep_with_next: true,
        ..Paragraph::text(text, bold(13.0))
    })
}

fn note(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        space_after: 4.0,
        keep_with_next: true,
        ..Paragraph::text(text, italic(11.0))
    })
}

fn cell(text: impl Into<String>, style: Style, align: Align) -> Cell {
    Cell::new(Paragraph { align, line_height: 1.25, ..Paragraph::text(text, style) })
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

fn table(columns: Vec<Column>, head: Vec<Cell>, rows: Vec<Row>) -> Table {
    Table { columns, head: vec![row(head)], rows, border: HAIRLINE, padding: (5.0, 3.0), repeated_cells: 0 }
}

/// Number, title, length of what is spoken.
fn scenes(play: &Play, rate: Rate) -> Table {
    let head = ["TT", "Cảnh", "Lượt", "Lời thoại"].map(|name| cell(name, bold(TABLE), Align::Center));
    let scenes = play.scenes();
    let rows = scenes.iter().enumerate().map(|(at, scene)| {
        let seconds: f32 = stage::turns(scene.elements)
            .flat_map(|turn| turn.voiced())
            .map(|text| timing::seconds(text, rate))
            .sum();
        let title = if scene.title.is_empty() { "(trước cảnh đầu)" } else { scene.title };
        row(vec![
            cell((at + 1).to_string(), regular(TABLE), Align::Center),
            cell(title, regular(TABLE), Align::Left),
            cell(stage::turns(scene.elements).count().to_string(), regular(TABLE), Align::Center),
            cell(duration(seconds.round() as u32), regular(TABLE), Align::Center),
        ])
    });
    let columns =
        vec![Column::Fixed(SCENE), Column::Share(1.0), Column::Fixed(SUM), Column::Fixed(SUM * 1.7)];
    table(columns, head.to_vec(), rows.collect())
}

/// A row for each character, a column for each of some scenes.
fn roles(play: &Play, presences: &[Vec<Presence>], shown: std::ops::Range<usize>, rate: Rate) -> Table {
    let mut head = vec![cell("Vai", bold(TABLE), Align::Center)];
    head.extend(shown.clone().map(|at| cell((at + 1).to_string(), bold(TABLE), Align::Center)));
    head.extend(["Lượt", "Lời"].map(|name| cell(name, bold(TABLE), Align::Center)));
    let rows = play.characters().into_iter().zip(presences).map(|(character, presence)| {
        let mut cells = vec![cell(&*character.name, bold(TABLE), Align::Left)];
        cells.extend(presence[shown.clone()].iter().map(|presence| {
            let text = match presence {
                Presence { turns: 0, is_named: true } => "•".to_owned(),
                Presence { turns: 0, .. } => String::new(),
                Presence { turns, .. } => turns.to_string(),
            };
            cell(text, regular(TABLE), Align::Center)
        }));
        let own = play.turns().filter(|turn| turn.is_of(&character.name));
        let seconds: f32 = own.flat_map(|turn| turn.voiced()).map(|text| timing::seconds(text, rate)).sum();
        cells.push(cell(character.speeches.to_string(), regular(TABLE), Align::Center));
        cells.push(cell(duration(seconds.round() as u32), regular(TABLE), Align::Center));
        row(cells)
    });
    let mut columns = vec![Column::Share(1.0)];
    columns.extend(shown.clone().map(|_| Column::Fixed(SCENE)));
    columns.extend([Column::Fixed(SUM), Column::Fixed(SUM * 1.2)]);
    table(columns, head, rows.collect())
}

fn table_of_props(play: &Play, props: Vec<(String, Vec<usize>)>) -> Table {
    let count = play.scenes().len();
    let head = ["Đạo cụ", "Cảnh"].map(|name| cell(name, bold(TABLE), Align::Center));
    let rows = props.into_iter().map(|(name, scenes)| {
        let scenes = match scenes.len() {
            0 => "không nhắc tên".to_owned(),
            all if all == count && count > 1 => "tất cả".to_owned(),
            _ => scenes.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(", "),
        };
        row(vec![cell(name, regular(TABLE), Align::Left), cell(scenes, regular(TABLE), Align::Left)])
    });
    table(vec![Column::Share(0.7), Column::Share(0.3)], head.to_vec(), rows.collect())
}
