//! The front matter before the scenes: length, cast table, props, sound and light.

use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Fonts, Paragraph, Row, Style, Table};
use crate::piece::Piece;
use crate::piece::stage::{CastMember, Play, TitleEntry, is_same_name};
use crate::piece::timing::Rate;

use super::super::style::{BODY, HAIRLINE, TABLE, bold, italic, regular, span};
use super::role::Emphasis;
use super::single;
use super::turn::Setting;

/// `width` of the text, in points; `setting` of what stands between the lists.
pub(super) fn blocks(
    newsroom: &Newsroom,
    piece: &Piece,
    play: &Play,
    (setting, width): (&Setting, f32),
    fonts: &mut Fonts,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = play.title_page.iter().map(title_line).collect();
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
    // What was written before and between the lists.
    let others = play.front().iter().filter_map(|element| single::block(element, Emphasis::Plain, setting));
    blocks.extend(others.filter(|block| *block != Block::PageBreak));
    if !play.cast.is_empty() {
        blocks.push(heading("NHÂN VẬT"));
        blocks.push(Block::Table(cast(piece, &play.cast, width, fonts)));
    }
    list(&mut blocks, "ĐẠO CỤ", &play.props);
    list(&mut blocks, "ÂM THANH – ÁNH SÁNG", &play.effects);
    blocks
}

/// A line of another program's title page.
fn title_line(entry: &TitleEntry) -> Block {
    let key = match entry.key.to_lowercase().as_str() {
        "title" => "Tên vở",
        "author" | "authors" => "Tác giả",
        "source" => "Nguồn",
        "draft date" | "date" => "Bản ngày",
        "contact" => "Liên hệ",
        "copyright" => "Bản quyền",
        "notes" => "Ghi chú",
        "credit" => "",
        _ => &entry.key,
    };
    let value = span(entry.value.as_str(), regular(12.0));
    let key = (!key.is_empty()).then(|| span(format!("{key}: "), italic(12.0)));
    Block::Paragraph(Paragraph {
        align: Align::Center,
        ..Paragraph::new(key.into_iter().chain([value]).collect())
    })
}

/// Padding of cells, points.
const PADDING: (f32, f32) = (5.0, 3.0);

fn cast(piece: &Piece, cast: &[CastMember], width: f32, fonts: &mut Fonts) -> Table {
    // Names are not broken, unless one is so long that it leaves no room for the description.
    let names = cast.iter().map(|member| fonts.measure(&[span(member.name.as_str(), bold(TABLE))]));
    let names = names.fold(0.0, f32::max) + 2.0 * PADDING.0 + 4.0;
    let names = names.clamp(width * 0.2, width * 0.36);
    let cell = |text: &str, style: Style, align| {
        Cell::new(Paragraph { align, line_height: 1.25, ..Paragraph::text(text, style) })
    };
    let head = ["Nhân vật", "Mô tả", "Phân vai"].map(|text| cell(text, bold(TABLE), Align::Center));
    let rows = cast.iter().map(|member| {
        // The last field is an age or an actor; the header may name the actor as well.
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
            // The list may name another, who must not get lost.
            Some(actor) if is_age || member.note.is_empty() || is_same_name(&actor.name, &member.note) => {
                actor.name.clone()
            }
            Some(actor) => format!("{} ({})", actor.name, member.note),
            None if is_age => String::new(),
            None => member.note.clone(),
        };
        Row {
            cells: vec![
                cell(&member.name, bold(TABLE), Align::Left),
                cell(&description, regular(TABLE), Align::Left),
                cell(&actor, regular(TABLE), Align::Left),
            ],
            ..Row::default()
        }
    });
    Table {
        columns: vec![Column::Fixed(names), Column::Share(0.68), Column::Share(0.32)],
        head: vec![Row { cells: head.to_vec(), ..Row::default() }],
        rows: rows.collect(),
        border: HAIRLINE,
        padding: PADDING,
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
