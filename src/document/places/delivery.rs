//! "Phiếu giao nhận": what a district gets of a poster, a page for each, to sign.

use super::{center, left, none, stays_of};
use crate::calendar::wording;
use crate::document::assignment::part::{fact, signed, table};
use crate::document::letterhead::{Letterhead, maker, title};
use crate::document::{Manuscript, PrintOptions, author, sheet};
use crate::fold::capital;
use crate::ledger::Stay;
use crate::newsroom::Newsroom;
use crate::page::{Block, Column, Fonts, Row};
use crate::piece::Piece;
use crate::place::Place;

pub fn manuscript(
    newsroom: &Newsroom,
    piece: &Piece,
    locality: Option<&str>,
    name: String,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let sheet = print.sheet(sheet::portrait());
    let width = sheet::text_width(&sheet);
    let office = maker(newsroom, &piece.header);
    let stays = stays_of(newsroom, piece);
    let mut blocks = Vec::new();
    for part in stays.chunk_by(|(one, _), (other, _)| one.locality == other.locality) {
        let Some((first, _)) = part.first() else { continue };
        if locality.is_some_and(|id| id != first.locality) {
            continue;
        }
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.push(Letterhead::of(newsroom, &office).block(fonts, width));
        let unit = first.locality_name(newsroom.plan());
        blocks.extend(title(fonts, "PHIẾU GIAO NHẬN", &[piece.header.title.clone(), capital(&unit)], width));
        blocks.extend(of_locality(part));
    }
    if blocks.is_empty() {
        blocks.push(none("Bài này chưa gửi tới địa điểm nào."));
    }
    print.manuscript(sheet, blocks, name, author(newsroom))
}

fn of_locality(part: &[(&Place, Stay<'_>)]) -> Vec<Block> {
    let copies: u32 = part.iter().filter_map(|(_, stay)| stay.airing.copies).sum();
    let mut days: Vec<_> = part.iter().filter_map(|(_, stay)| stay.airing.date).collect();
    days.sort_unstable();
    days.dedup();
    let days: Vec<String> = days.into_iter().map(wording::date).collect();
    let mut blocks = vec![fact(
        "Số bản giao",
        format!("{}, tại {}", wording::grouped(copies), wording::counted(part.len(), "điểm")),
    )];
    if !days.is_empty() {
        blocks.push(fact("Treo từ ngày", days.join(", ")));
    }
    blocks.push(fact(
        "Ngày giao",
        part.iter()
            .find_map(|(_, stay)| stay.airing.sent)
            .map_or_else(|| "……/……/………".to_owned(), wording::date),
    ));
    blocks.push(Block::Space(6.0));
    let columns = vec![
        Column::Fixed(28.0),
        Column::Share(1.4),
        Column::Share(1.2),
        Column::Fixed(52.0),
        Column::Fixed(70.0),
        Column::Fixed(86.0),
    ];
    let heads = ["TT", "Nơi treo", "Địa chỉ", "Số bản", "Đến ngày", "Ký nhận"];
    let mut rows: Vec<Row> = part
        .iter()
        .enumerate()
        .map(|(at, (place, stay))| Row {
            cells: vec![
                center((at + 1).to_string()),
                left(place.name.clone()),
                left(place.address.clone()),
                center(stay.airing.copies.map_or_else(String::new, |copies| copies.to_string())),
                center(stay.airing.until.map_or_else(String::new, wording::date)),
                left(String::new()),
            ],
            ..Row::default()
        })
        .collect();
    rows.push(Row {
        cells: vec![center(""), left("Cộng"), left(""), center(copies.to_string()), center(""), left("")],
        ..Row::default()
    });
    blocks.push(table(columns, &heads, rows));
    blocks.push(signed(["NGƯỜI NHẬN", "NGƯỜI GIAO"]));
    blocks
}
