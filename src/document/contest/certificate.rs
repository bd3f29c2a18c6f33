//! "Giấy khen": a page for each award, to be signed.

use super::{Setting, said};
use crate::document::letterhead::{Letterhead, line};
use crate::document::style::{bold, italic, regular};
use crate::page::{Block, Fonts};

pub(super) fn blocks(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let ranking = setting.contest.ranking();
    let mut blocks = Vec::new();
    for place in &ranking.places {
        let Some(award) = place.award else { continue };
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        let letterhead = Letterhead::of(setting.newsroom, &setting.office);
        let dated =
            format!("{}, {}", letterhead.place, crate::calendar::wording::official_date(letterhead.date));
        let office = if setting.office.name.is_empty() {
            letterhead.agency.clone()
        } else {
            setting.office.name.clone()
        };
        blocks.extend([
            letterhead.block(fonts, setting.width()),
            Block::Space(28.0),
            line("GIẤY KHEN".to_owned(), bold(30.0)),
            Block::Space(16.0),
            line(office.to_uppercase(), bold(14.0)),
            Block::Space(12.0),
            line("TẶNG".to_owned(), regular(14.0)),
            Block::Space(8.0),
            line(place.team.name.clone(), bold(22.0)),
            line(setting.body_of(place.team), italic(14.0)),
            Block::Space(12.0),
            line(format!("Đạt {}", award.name), bold(18.0)),
            line(setting.piece.header.title.clone(), regular(14.0)),
        ]);
        let mut right = vec![Block::Space(18.0), line(dated, italic(13.0))];
        right.extend(setting.office.signer_title.lines().map(|title| line(title.to_uppercase(), bold(13.0))));
        right.push(Block::Space(52.0));
        if !setting.office.signer.is_empty() {
            right.push(line(setting.office.signer.clone(), bold(13.0)));
        }
        blocks.push(Block::Columns(vec![(0.5, Vec::new()), (0.5, right)]));
    }
    if blocks.is_empty() {
        blocks.push(said("Chưa có đội nào được giải: nhập điểm và đặt giải trước khi in giấy khen."));
    }
    blocks
}
