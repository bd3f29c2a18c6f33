//! "Lịch lưu diễn": the nights of a skit, with clashes that are still to be mended.

use super::{Request, grid, none, sum};
use crate::calendar::wording;
use crate::document::closing::closing;
use crate::document::head::end_with;
use crate::document::letterhead::{Letterhead, maker, title};
use crate::document::style::{BODY, bold};
use crate::document::{Manuscript, PrintOptions, author, sheet};
use crate::ledger::Clash;
use crate::newsroom::Newsroom;
use crate::page::{Block, Fonts, Paragraph};
use crate::piece::Piece;

pub fn manuscript(
    newsroom: &Newsroom,
    piece: &Piece,
    name: String,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let sheet = print.sheet(sheet::landscape());
    let width = sheet::text_width(&sheet);
    let office = maker(newsroom, &piece.header);
    let mut blocks = vec![Letterhead::of(newsroom, &office).block(fonts, width)];
    let subject = format!("Tiểu phẩm “{}”", piece.header.title);
    blocks.extend(title(fonts, "LỊCH LƯU DIỄN", &[subject], width));
    let grid = grid(newsroom, &Request::Tour(piece.header.id.clone()));
    if grid.rows.is_empty() {
        blocks.push(none("Tiểu phẩm này chưa có buổi diễn nào gắn với địa điểm."));
    } else {
        blocks.push(grid.block());
        blocks.push(Block::Space(6.0));
        blocks.push(sum(&grid.sum));
    }
    for clash in newsroom.clashes_of(&piece.header) {
        blocks.push(Block::Paragraph(Paragraph::text(said(newsroom, &clash), bold(BODY))));
    }
    end_with(&mut blocks, closing(newsroom, &office, &[]));
    print.manuscript(sheet, blocks, name, author(newsroom))
}

/// "Cần xếp lại: Đoàn 1 diễn hai nơi từ 19:30 đến 20:00 ngày 18/04/2014."
fn said(newsroom: &Newsroom, clash: &Clash) -> String {
    let who = clash.channel_name(newsroom.plan(), newsroom.places());
    let what = if clash.is_of_hall() { "có hai buổi diễn" } else { "diễn hai nơi" };
    format!(
        "Cần xếp lại: {who} {what} từ {} đến {} ngày {}.",
        wording::clock(clash.from.time()),
        wording::clock(clash.to.time()),
        wording::date(clash.from.date())
    )
}
