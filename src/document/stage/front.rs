//! What stands before the scenes: length, cast table, props, sound and light.

use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Paragraph, Row, Style, Table};
use crate::piece::Piece;
use crate::piece::stage::{CastMember, Play, is_same_name};
use crate::piece::timing::Rate;

use super::super::style::{BODY, HAIRLINE, TABLE, bold, italic, regular, span};

pub(super) fn blocks(newsroom: &Newsroom, piece: &Piece, play: &Play) -> Vec<Block> {
    let mut blocks = Vec::new();
    let rate = Rate::new(newsroom.settings().syllables_per_minute);
    let seconds = play.seconds(rate).round() as u32;
    if seconds > 0 {
        let minutes = seconds.div_ceil(60);
        let count = play.scenes().len();
        blocks.push(Block::Paragraph(Paragraph {
            align: Align::Center,
            space_after: 4.0,
            ..Paragraph::text(format!("{count} cảnh, lời thoại khoảng {minutes} phút"), italic(12.0))
        }));
    }
    if !play.cast.is_empty() {
        blocks.push(heading("NHÂN VẬT"));
        blocks.push(Block::Table(cast(piece, &play.cast)));
    }
    list(&mut blocks, "ĐẠO CỤ", &play.props);
    list(&mut blocks, "ÂM THANH – ÁNH SÁNG", &play.effects);
    blocks
}

fn cast(piece: &Piece, cast: &[CastMember]) -> Table {
    let cell = |text: &str, style: Style, align| {
        Cell::new(Paragraph { align, line_height: 1.25, ..Paragraph::text(text, style) })
    };
    let head = ["Nhân vật", "Mô tả", "Phân vai"].map(|text| cell(text, bold(TABLE), Align::Center));
    let rows = cast.iter().map(|member| {
        // The last field is an age or an actor; the people of the header may name the actor, too.
        let is_age = member.note.contains(|c: char| c.is_ascii_digit());
        let mut description = member.description.clone();
        if is_age {
            if !description.is_empty() {
                description.push_str(", ");
            }
            description.push_str(&member.note);
        }
        let actor = piece.header.people.iter().find(|person| is_same_name(&person.role, &member.name));
        let actor = match actor {
            Some(actor) => actor.name.as_str(),
            None if is_age => "",
            None => member.note.as_str(),
        };
        Row {
            cells: vec![
                cell(&member.name, bold(TABLE), Align::Left),
                cell(&description, regular(TABLE), Align::Left),
                cell(actor, regular(TABLE), Align::Left),
            ],
            ..Row::default()
        }
    });
    Table {
        columns: vec![Column::Share(0.24), Column::Share(0.52), Column::Share(0.24)],
        head: vec![Row { cells: head.to_vec(), ..Row::default() }],
        rows: rows.collect(),
        border: HAIRLINE,
        padding: (5.0, 3.0),
        repeated_cells: 0,
    }
}

fn list(blocks: &mut Vec<Block>, title: &str, entries: &[String]) {
    if entries.is_empty() {
        return;
    }
    blocks.push(heading(title));
    blocks.extend(entries.iter().map(|entry| {
        Block::Paragraph(Paragraph {
            left: 14.0,
            label: Some(vec![span("–", regular(BODY))]),
            label_width: 14.0,
            space_after: 1.0,
            ..Paragraph::text(entry.as_str(), regular(BODY))
        })
    }));
}

fn heading(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        space_before: 12.0,
        space_after: 4.0,
        keep_with_next: true,
        ..Paragraph::text(text, bold(BODY))
    })
}
